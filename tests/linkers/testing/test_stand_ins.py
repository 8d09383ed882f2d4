"""A class of a test that stands in for somebody else's keeps the attributes that code asks of it; others move."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/wire/__init__.py": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = "class Flow:\n    def __init__(self, server):\n        self.server = server\n        self.session_id = 1\n\n\n"
ASKS = {
    "an attribute": OURS + "def key(server):\n    return server.session_id\n",
    "getattr": OURS + 'def key(server):\n    return getattr(server, "session_id", None)\n',
    "held": OURS + "def key(flow):\n    return flow.server.session_id\n",
}
MOCK = "class MockServer:\n    def __init__(self, given):\n        self.session_id = given\n"
STAND_INS = {
    "set": MOCK,
    "in its body": "class FakeServer:\n    session_id = 1\n",
    "a stub": MOCK.replace("Mock", "_Stub"),
}
OTHERS = {
    "for one of ours": MOCK.replace("Server", "Flow"),
    "no stand-in": MOCK.replace("Mock", "Small"),
    "for what nobody asks": MOCK.replace("Server", "Client"),
    "an heir of ours": MOCK.replace("Server:", "Server(Flow):"),
}


def _after(root: Path, asks: str, test: str) -> str:
    lay(root, SITE)
    files = {"app.py": asks, "test_app.py": f"from app import Flow, key\n\n\n{test}"}
    return renamed(root / "repository", files, python=root / "site")["test_app.py"]


@pytest.mark.parametrize("asks", ASKS.values(), ids=ASKS)
def test_what_code_asks_of_it_stays(tmp_path: Path, asks: str) -> None:
    assert "self.session_id = given" in _after(tmp_path, asks, MOCK)


@pytest.mark.parametrize("test", STAND_INS.values(), ids=STAND_INS)
def test_any_stand_in(tmp_path: Path, test: str) -> None:
    assert "session_id =" in _after(tmp_path, ASKS["getattr"], test)


@pytest.mark.parametrize("test", OTHERS.values(), ids=OTHERS)
def test_other_classes_of_tests_move(tmp_path: Path, test: str) -> None:
    assert "self.flow_id = given" in _after(tmp_path, ASKS["getattr"], test)


def test_a_class_of_another_test_is_not_what_it_stands_in_for(tmp_path: Path) -> None:
    lay(tmp_path, SITE)
    files = {"app.py": ASKS["getattr"], "test_app.py": MOCK, "test_other.py": "class Server:\n    session_id = 1\n"}
    after = renamed(tmp_path / "repository", files, python=tmp_path / "site")
    assert "self.session_id = given" in after["test_app.py"]
    assert "flow_id = 1" in after["test_other.py"]
