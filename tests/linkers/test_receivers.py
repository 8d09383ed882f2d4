"""The same attribute asked of the same receiver has one owner, whether code or a string asks for it."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

VENDOR = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        class Client:
            session_id: str

        class Failure(Exception):
            session_id = ""

        def connect(): ...
        """,
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}

MOVES = {
    "getattr of what self holds": """
        class Run:
            session_id = "a"

        class Job:
            def __init__(self) -> None:
                self.run = Run()

            def show(self):
                self.run.session_id = "b"
                return getattr(self.run, "session_id", None)
        """,
    "getattr of a local name": """
        class Run:
            session_id = "a"

        def show(run: Run):
            return getattr(run, "session_id") or run.session_id
        """,
    "a template and the keyword that fills it, though the file uses a library that has the name": """
        from vendor import Client

        text = "{session_id}:{other}".format(session_id=1, other=2)
        """,
    "an attribute beside a class that has it alone": """
        class Run:
            session_id = ""

        def show(run: Run):
            return run.session_id
        """,
}

STAYS = {
    "getattr of somebody else's object": """
        from vendor import Client

        class Job:
            def __init__(self, client: Client) -> None:
                self._client = client

            def read(self):
                return getattr(self._client, "session_id", None)

            def write(self, value):
                self._client.session_id = value
        """,
    "getattr beside an attribute that nobody knows": """
        def show(thing):
            return thing.session_id or getattr(thing, "session_id")
        """,
    "getattr where the file asks somebody else's objects for it": """
        from vendor import Client

        def show(client: Client, thing):
            return client.session_id, getattr(thing, "session_id")
        """,
    "a template whose keyword goes to a function, not to format": """
        from vendor import connect

        connect("{session_id}", session_id=1)
        """,
    "an attribute that a class of ours has from somebody else's base": """
        from vendor import Failure

        class Refused(Failure):
            session_id = "b"

        def test_refused(app):
            answer = app.ask()
            assert answer.session_id == "b"
        """,
}


def _environment(tmp_path: Path) -> Path:
    lay(tmp_path, VENDOR)
    return tmp_path / "site"


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_moves(tmp_path: Path, text: str) -> None:
    python = _environment(tmp_path)
    after = renamed(tmp_path / "repository", {"app.py": text}, python=python)["app.py"]
    assert "session_id" not in after
    assert after.count("flow_id") == text.count("session_id")


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_stays(tmp_path: Path, text: str) -> None:
    python = _environment(tmp_path)
    after = renamed(tmp_path / "repository", {"app.py": text}, python=python)["app.py"]
    assert after == (tmp_path / "repository/app.py").read_text("utf-8")


def test_a_test_beside_a_class_that_overrides_somebody_elses(tmp_path: Path) -> None:
    files = {
        "app.py": "from vendor import Failure\n\n\nclass Refused(Failure):\n    session_id = 1\n\n\nparser = 1\n",
        "tests/test_app.py": "from app import parser\n\n\ndef test(ask):\n    assert ask(parser).session_id == 1\n",
        "other.py": "class Other:\n    def __init__(self, session_id):\n        self.session_id = session_id\n",
    }
    after = renamed(tmp_path / "repository", files, python=_environment(tmp_path))
    assert after["tests/test_app.py"] == files["tests/test_app.py"]
    assert after["app.py"] == files["app.py"]
    assert "self.flow_id = flow_id" in after["other.py"]
