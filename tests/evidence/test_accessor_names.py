"""`getattr(x, "name")` is weighed like `x.name`: nothing but the string shows what x is."""

from pathlib import Path

import pytest

from pipeline import renamed

BOX = """
class Box:
    def __init__(self, session_id, name, kind):
        self.session_id = session_id
        self.name = name
        self.kind = kind
"""


@pytest.mark.parametrize(
    ("body", "moves"),
    [
        ('getattr(one, "session_id"), one.name, one.kind', True),
        ('hasattr(one, "session_id"), one.name, one.kind', True),
        ('getattr(one, "session_id", None), one.name, one.headers', False),
        ('getattr(one, "session_id", None)', False),
        ('setattr(one, "session_id", 1)', False),
        ('getattr(made(one), "session_id"), one.name, one.kind', False),
    ],
)
def test_by_all_that_is_asked_of_the_object(tmp_path: Path, body: str, *, moves: bool) -> None:
    made = renamed(tmp_path, {"box.py": BOX, "use.py": f"def use(one):\n    return {body}\n"})
    assert ("flow_id" in made["use.py"]) is moves


def test_in_the_file_of_the_class_that_the_receiver_is_called_like(tmp_path: Path) -> None:
    text = BOX + '\n\ndef use(box):\n    return getattr(box, "session_id", None)\n'
    assert 'getattr(box, "flow_id", None)' in renamed(tmp_path, {"box.py": text})["box.py"]
