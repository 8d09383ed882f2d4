"""An attribute of an object that nothing shows: whose it may be, by what the file imports."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

PACKAGES = "site/lib/python3.11/site-packages"
SITE = {
    f"{PACKAGES}/wire/__init__.py": "class Message:\n    def __init__(self):\n        self.session_id = 1\n",
    f"{PACKAGES}/plain/__init__.py": "def show(session_id): ...\n",
    f"{PACKAGES}/wire/py.typed": "",
    f"{PACKAGES}/plain/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = "class Message:\n    def __init__(self, session_id=None):\n        self.session_id = session_id\n"
USE = (
    "from ours import Message\n\n\nclass Made(Message):\n"
    "    def __init__(self, msg):\n        super().__init__(session_id=msg.session_id)\n"
)


def _after(tmp_path: Path, head: str, use: str) -> str:
    lay(tmp_path, SITE)
    files = {"ours.py": OURS, "use.py": head + use}
    return renamed(tmp_path / "repository", files, python=tmp_path / "site")["use.py"].removeprefix(head)


@pytest.mark.parametrize("head", ["import wire\n", "from wire import connect\n", "import wire.inner\n"])
def test_it_may_be_that_of_an_imported_package(tmp_path: Path, head: str) -> None:
    assert _after(tmp_path, head, USE) == USE.replace("(session_id", "(flow_id")


@pytest.mark.parametrize("head", ["", "import plain\n", "import json\n"])
def test_it_is_ours_where_no_imported_package_has_it(tmp_path: Path, head: str) -> None:
    assert _after(tmp_path, head, USE) == USE.replace("session_id", "flow_id")


@pytest.mark.parametrize("use", ["from ours import Message\n\n\nprint(Message().session_id)\n"])
def test_what_is_shown_to_be_ours_is_ours_in_any_file(tmp_path: Path, use: str) -> None:
    assert _after(tmp_path, "import wire\n", use) == use.replace("session_id", "flow_id")


def test_what_an_object_holds_may_be_made_in_any_file(tmp_path: Path) -> None:
    lay(tmp_path, SITE)
    held = """
        class Flow:
            def __init__(self, inner):
                self.inner = inner

            @property
            def session_id(self):
                return self.inner.session_id
        """
    files = {"flow.py": held, "made.py": "import wire\n\nfrom flow import Flow\n\nmade = Flow(wire.Message())\n"}
    after = renamed(tmp_path / "repository", files, python=tmp_path / "site")["flow.py"]
    assert "def flow_id(self)" in after
    assert "self.inner.session_id" in after


@pytest.mark.parametrize("asked", ["mock.sentinel.session_id", "read(1)[0].session_id"])
def test_a_sentinel_and_an_item_of_what_a_call_returns_are_held_by_nobody(tmp_path: Path, asked: str) -> None:
    lay(tmp_path, SITE)
    text = f"from unittest import mock\n\nfrom ours import Message\n\n\ndef show(read):\n    return Message({asked})\n"
    files = {"ours.py": OURS, "use.py": text, "made.py": "import wire\n\nmade = wire.Message()\n"}
    after = renamed(tmp_path / "repository", files, python=tmp_path / "site")["use.py"]
    assert after == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(("asked", "moves"), [("x.Message.return_value", True), ("x.Other.return_value", False)])
def test_what_a_mock_of_a_class_of_ours_returns_has_its_attributes(tmp_path: Path, asked: str, moves: bool) -> None:
    text = f"def test_a(x):\n    assert {asked}.session_id\n"
    after = _after(tmp_path, "import wire\n", text)
    assert after == (text.replace("session_id", "flow_id") if moves else text)


@pytest.mark.parametrize(("name", "moves"), [("mock_msg", False), ("msg_two", True), ("mock_note", True)])
def test_a_receiver_called_like_one_of_theirs(tmp_path: Path, name: str, moves: bool) -> None:
    head = "import wire\n\n\ndef load(msg: wire.Message):\n    return msg.session_id\n\n\n"
    lay(tmp_path, SITE)
    test = f"from ours import Message\n\n\ndef test_it({name}):\n    {name}.session_id = 1\n    assert Message\n"
    files = {"ours.py": OURS, "use.py": head, "test_use.py": test}
    after = renamed(tmp_path / "repository", files, python=tmp_path / "site")["test_use.py"]
    assert (f"{name}.flow_id" in after) is moves
