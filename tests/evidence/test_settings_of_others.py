"""Names that code asks a function for stay where they are settings of somebody else's configuration."""

from pathlib import Path

import pytest

from pipeline import renamed

CODE = """
def option(app, name, default=None):
    return app.conf.first(name) or default


def start(app):
    return option(app, "session_id", 1)
"""
STAYS = {
    "set": "def test_it(app):\n    app.conf.session_id = 2\n",
    "read": "def use(self):\n    return self.app.config.session_id\n",
    "set in a test of the case": "class TestIt(Case):\n    def test_it(self):\n        self.app.settings.session_id = 2\n",
}
MOVES = {
    "nothing says so": "",
    "an attribute of something else": "def use(self):\n    return self.app.state.session_id\n",
    "settings of ours": "class Conf:\n    session_id: int = 0\n\n\ndef use(app):\n    app.conf.session_id = 2\n",
    "another setting": "def test_it(app):\n    app.conf.session_name = 2\n",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_a_setting_of_others_keeps_its_name(tmp_path: Path, text: str) -> None:
    assert '"session_id"' in renamed(tmp_path, {"app.py": CODE, "other.py": text})["app.py"]


def test_a_setting_that_a_method_is_asked_for_keeps_its_name(tmp_path: Path) -> None:
    code = 'class Options:\n    def start(self):\n        return self.option("session_id", 1)\n'
    assert renamed(tmp_path, {"app.py": code, "other.py": STAYS["set"]})["app.py"] == code


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_other_names_move(tmp_path: Path, text: str) -> None:
    assert '"flow_id"' in renamed(tmp_path, {"app.py": CODE, "other.py": text})["app.py"]


def test_a_key_of_a_dictionary_is_no_setting(tmp_path: Path) -> None:
    files = {"app.py": 'def make(value):\n    return {"session_id": value}\n', "other.py": STAYS["set"]}
    assert '"flow_id"' in renamed(tmp_path, files)["app.py"]
