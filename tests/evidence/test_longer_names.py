"""Longer names that hold the concept, and that somebody else has."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor.py": "def field(to_session_id=None): ...\n",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
USES = {
    "a key": 'def options(session_id):\n    return {"to_session_id": session_id, "size": 1}\n',
    "a keyword": "def options(make, session_id):\n    return make(to_session_id=session_id)\n",
    "an attribute": "def options(made, session_id):\n    return made.to_session_id, session_id\n",
    "an item": 'def options(made, session_id):\n    made["to_session_id"] = session_id\n',
}


def after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    return renamed(tmp_path / "repository", {"a.py": text}, python=tmp_path / "site")["a.py"]


@pytest.mark.parametrize("text", USES.values(), ids=USES)
def test_a_name_that_only_others_have_stays(tmp_path: Path, text: str) -> None:
    made = after(tmp_path, text)
    assert "to_session_id" in made
    assert made.count("flow_id") == 2


@pytest.mark.parametrize("text", [USES["a key"], USES["an item"]])
def test_a_name_that_nobody_else_has_moves(tmp_path: Path, text: str) -> None:
    assert "session_id" not in after(tmp_path, text.replace("to_session_id", "our_session_id"))


def test_a_name_that_is_defined_here_moves(tmp_path: Path) -> None:
    text = 'def load(to_session_id):\n    return to_session_id\n\n\nload(**{"to_session_id": 1})\n'
    assert "session_id" not in after(tmp_path, text)


OURS = "def load(session_id):\n    our_session_id = session_id\n    return our_session_id\n"


@pytest.mark.parametrize(
    "text",
    [
        "`SessionIdCallback` is gone.\n",
        "`load_session_id` was removed.\n",
        "```python\nfrom ours import SessionIdCallback\n```\n",
    ],
)
def test_a_document_keeps_a_longer_name_that_no_code_has(tmp_path: Path, text: str) -> None:
    assert renamed(tmp_path, {"a.py": OURS, "guide.md": text})["guide.md"] == text


@pytest.mark.parametrize(
    "text",
    [
        "Give it a `session_id`.\n",
        "It returns `our_session_id`.\n",
        "```python\nmy_session_id = load(1)\nprint(my_session_id)\n```\n",
        "```python\ndef my_session_id(): ...\n```\n",
    ],
)
def test_a_document_follows_what_code_or_itself_defines(tmp_path: Path, text: str) -> None:
    made = renamed(tmp_path, {"a.py": OURS, "guide.md": text})["guide.md"]
    assert made == text.replace("session_id", "flow_id")


CODE = "def load(session_id):\n    {said}\n    return session_id\n"


@pytest.mark.parametrize("said", ['"""Loads what the server calls sessionId."""', "# of the field sessionId"])
def test_text_of_a_name_as_scripts_spell_it_stays_where_no_code_has_it(tmp_path: Path, said: str) -> None:
    text = CODE.format(said=said)
    assert renamed(tmp_path, {"a.py": text})["a.py"].count("sessionId") == 1


@pytest.mark.parametrize("said", ['"""Loads what the page calls sessionId."""', "# of the field sessionId"])
def test_it_moves_with_the_script_that_has_it(tmp_path: Path, said: str) -> None:
    script = "const sessionId = 1;\nsend(sessionId);\n"
    assert "sessionId" not in renamed(tmp_path, {"a.py": CODE.format(said=said), "page.js": script})["a.py"]


def test_text_of_a_name_as_python_spells_it_moves(tmp_path: Path) -> None:
    text = CODE.format(said='"""Loads session_id."""')
    assert "session_id" not in renamed(tmp_path, {"a.py": text})["a.py"]
