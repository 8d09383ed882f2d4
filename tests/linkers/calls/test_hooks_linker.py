"""Arguments of plugin hooks: they belong to whoever specifies the hook."""

from pathlib import Path

import pytest

from renaming import changed

CAMPAIGN = 'old = "session_id"\nnew = "flow_id"\n'
STAYS = {
    "pytest's own hook, by its name": """
        def pytest_collect_file(session_id, parent):
            return parent.make(path=session_id)
        """,
    "in a plugin class": """
        class Plugin:
            def pytest_collect_file(self, session_id):
                return session_id
        """,
    "a hook of another framework, by its decorator": """
        @hookimpl
        def on_start(session_id):
            return session_id
        """,
}


def dedented(text: str) -> str:
    return text.replace("\n        ", "\n").lstrip("\n").rstrip(" ")


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_somebody_elses_hook(tmp_path: Path, text: str) -> None:
    assert changed(tmp_path / "repo", {"plugin.py": dedented(text)}, CAMPAIGN) == {}


def test_a_hook_of_our_own_moves_with_those_who_implement_it(tmp_path: Path) -> None:
    files = {
        "ours/newhooks.py": "def pytest_started(session_id):\n    '''Called at the start.'''\n",
        "tests/conftest.py": "def pytest_started(session_id):\n    print(session_id)\n",
    }
    made = changed(tmp_path / "repo", files, CAMPAIGN)
    assert made == {path: text.replace("session_id", "flow_id") for path, text in files.items()}


def test_a_function_that_is_no_hook(tmp_path: Path) -> None:
    files = {"a.py": "def started(session_id):\n    return session_id\n"}
    assert changed(tmp_path / "repo", files, CAMPAIGN) == {"a.py": files["a.py"].replace("session_id", "flow_id")}


def test_a_fixture_is_no_hook(tmp_path: Path) -> None:
    text = "@pytest.fixture\ndef pytest_started(session_id):\n    return session_id\n"
    assert "flow_id" in changed(tmp_path / "repo", {"conftest.py": "import pytest\n" + text}, CAMPAIGN)["conftest.py"]
