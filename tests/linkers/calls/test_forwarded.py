"""Keywords that a library's method hands on to an override of ours, and fields of forms that only a test speaks of."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        class Session:
            def request(self, url: str, data: object = None) -> str: ...
            def get(self, url: str, **kwargs: object) -> str:
                return self.request(url, **kwargs)

        class Other:
            def request(self, url: str, session_id: object = None) -> str: ...
            def get(self, url: str, **kwargs: object) -> str: ...
        """,
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = """
    from vendor import Session, Other

    class Ours(Session):
        def request(self, url: str, data: object = None, session_id: object = None) -> str:
            return "ab" + str(session_id)

    class Theirs(Other):
        def request(self, url: str, session_id: object = None) -> str: ...
    """


def _after(tmp_path: Path, path: str, text: str, ours: str = OURS) -> str:
    lay(tmp_path, SITE)
    return renamed(tmp_path / "repository", {"ours.py": ours, path: text}, python=tmp_path / "site")[path]


@pytest.mark.parametrize(
    "text",
    [
        "from ours import Ours\n\nOurs().get('u', session_id=1)\n",
        "from ours import Ours\n\nours = Ours()\nours.request('u', session_id=1)\n",
    ],
)
def test_a_keyword_for_our_override_moves(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, "use.py", text) == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    "text",
    [
        "from ours import Theirs\n\nTheirs().get('u', session_id=1)\n",
        "from vendor import Other\n\nOther().get('u', session_id=1)\n",
    ],
)
def test_a_keyword_that_the_library_knows_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, "use.py", text) == text


@pytest.mark.parametrize("text", ['assert "session_id=" + "a" in body\n', 'assert "session_id=" in body\n'])
def test_a_field_that_only_a_test_spells_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, "tests/test_use.py", text) == text


def test_a_field_that_the_code_writes_moves(tmp_path: Path) -> None:
    text = 'assert "session_id=" in body\n'
    code = OURS + '\n    print("session_id=", 3)\n'
    assert _after(tmp_path, "tests/test_use.py", text, code) == text.replace("session_id", "flow_id")
