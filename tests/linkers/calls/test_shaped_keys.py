"""Dictionaries with the keys of one class of ours, handed on beside it or splatted into what nobody resolves."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        class Row:
            session_id = ''

            def __init__(self, session_id=None, size=1): ...
        """,
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = """
class Filter:
    def __init__(self, session_id=None, size=1):
        self.value = session_id
"""
USES = {
    "splatted into what a function returns": """
        from vendor import Row
        from ours import Filter

        def make(choose):
            values = {"session_id": 1, "size": 2}
            values.update(choose.more)
            kind = choose(Filter)
            return kind(**values)
        """,
    "handed on beside the class": """
        from vendor import Row
        from ours import Filter

        def make(create):
            values = {"session_id": 1, "size": 2}
            return create(Filter, values)
        """,
    "and more": """
        from vendor import Row
        from ours import Filter

        def make(create):
            values = {"session_id": 1, "size": 2}
            return create.all("a", Filter, values, 1)
        """,
}
OTHERS = {
    "with a key that the class does not take": ('"size": 2', '"width": 2'),
    "with one key alone": (', "size": 2', ""),
    "of a file that knows another class": ("from ours import Filter", "from vendor import Row as Filter"),
}


def after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    return renamed(tmp_path / "repository", {"ours.py": OURS, "a.py": text}, python=tmp_path / "site")["a.py"]


@pytest.mark.parametrize("text", USES.values(), ids=USES)
def test_the_keys_of_our_class_move(tmp_path: Path, text: str) -> None:
    assert "session_id" not in after(tmp_path, text)


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_other_keys_stay(tmp_path: Path, change: tuple[str, str]) -> None:
    assert "flow_id" not in after(tmp_path, USES["splatted into what a function returns"].replace(*change))
