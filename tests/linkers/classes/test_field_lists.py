"""Lists of a class's own members move with them; lists of other things, and names the world shares, do not."""

from pathlib import Path

import pytest

from pipeline import lay, renamed, tied

HEAD = """
    from typing import Any

    models: Any = None

    class Entry(models.Model):
        session_id = models.CharField()
        name = models.CharField()
    """
MOVES = {
    "a list": '        natural_key = ["session_id"]\n',
    "a tuple with another member": '        shown = ("name", "session_id")\n',
}
OTHERS = {
    "a list with what is no member": '        headings = ["Title", "session_id"]\n',
    "a list in a method": '        def rows(self):\n            return [row["session_id"] for row in self.rows]\n',
}

# Beside stored columns of that name, nothing but a tie moves a text.
OWN = """
    QUERY = "SELECT session_id FROM entries"

    class Entry:
        SHOWN = ("name", "session_id")

        def __init__(self):
            self.session_id = 0
            self.name = ""
"""
ASKS = {
    "asked of another": "        def f(self, other):\n            return [getattr(other, one) for one in self.SHOWN]\n",
    "set by name": "        def __setattr__(self, name, value):\n            assert name in self.SHOWN\n",
}
ASKS_NOT = {
    "printed": "        def f(self):\n            print(self.SHOWN)\n",
    "asked for a name of its own": '        def f(self):\n            getattr(self, "name", self.SHOWN)\n',
}


@pytest.mark.parametrize("text", ASKS.values(), ids=ASKS)
def test_a_list_of_attributes_moves_where_they_are_asked_for_by_name(tmp_path: Path, text: str) -> None:
    assert '("name", "flow_id")' in renamed(tmp_path, {"app.py": OWN + text})["app.py"]


@pytest.mark.parametrize("text", ASKS_NOT.values(), ids=ASKS_NOT)
def test_a_list_of_attributes_stays_elsewhere(tmp_path: Path, text: str) -> None:
    assert '("name", "session_id")' in renamed(tmp_path, {"app.py": OWN + text})["app.py"]


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_moves(tmp_path: Path, text: str) -> None:
    after = renamed(tmp_path, {"app.py": HEAD.rstrip(" ") + text}, checker=False)["app.py"]
    assert text.strip().replace("session_id", "flow_id") in after


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_is_not_tied(tmp_path: Path, text: str) -> None:
    assert not tied(tmp_path, HEAD.rstrip(" ") + text, checker=False)


@pytest.mark.parametrize(
    ("name", "new"),
    [("Content-Type", "Content-Type"), ("content-type", "content-type"), ("X-Content-Type", "X-Media-Kind")],
)
def test_a_header_that_the_standard_library_knows_stays(tmp_path: Path, name: str, new: str) -> None:
    lay(
        tmp_path,
        {"site/lib/python3.11/site-packages/a.py": "", "site/pyvenv.cfg": "version = 3.11.7\n", "site/bin/python": ""},
    )
    files = {
        "send.py": f'def send(post):\n    post(headers={{"{name}": "text/plain"}})\n',
        "read.py": f'def read(request):\n    return request.headers["{name}"]\n',
    }
    after = renamed(tmp_path / "repository", files, old="content_type", new="media_kind", python=tmp_path / "site")
    assert after == {path: text.replace(name, new) for path, text in files.items()}
