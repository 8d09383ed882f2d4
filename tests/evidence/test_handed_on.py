"""What classes hand on, methods that copy with changes, classes in variables, other languages, templates."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": "class Queue:\n    session_id = ''\n",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = """
import dataclasses


@dataclasses.dataclass
class Message:
    session_id: str

    def copy(self, **changes):
        return dataclasses.replace(self, **changes)


class Hands(type):
    def __getattr__(cls, name):
        return getattr(cls.message, name)


class Task(metaclass=Hands):
    message = Message("a")


class Proxy:
    def __getattr__(self, name):
        return getattr(Task.message, name)


class Plain:
    size = 1
"""
ASKS = """
import ours
import vendor
from ours import Plain, Proxy, Task


class Mine({}):
    pass


assert Mine.session_id == "a"
"""
COPIES = "import ours\n\n\ndef send(queue, value):\n    for item in queue:\n        item.message.{}(session_id=value)\n"
MAKES = "import ours\n\n\ndef make(kinds, value):\n    return [message_{}(session_id=value) for message_{} in kinds]\n"
LUA = "-- takes {0}\nlocal {0} = ARGV[1]\nlocal acks = base .. {0}\n"


def after(tmp_path: Path, name: str, text: str) -> str:
    lay(tmp_path, SITE)
    return renamed(tmp_path / "repository", {"ours.py": OURS, name: text}, python=tmp_path / "site")[name]


@pytest.mark.parametrize("base", ["Task", "Proxy"])
def test_what_a_class_hands_on_is_ours(tmp_path: Path, base: str) -> None:
    assert "session_id" not in after(tmp_path, "of.py", ASKS.format(base))


@pytest.mark.parametrize("base", ["Plain", "vendor.Queue"])
def test_what_a_class_does_not_hand_on_stays(tmp_path: Path, base: str) -> None:
    assert "Mine.session_id" in after(tmp_path, "of.py", ASKS.format(base))


def test_a_method_that_takes_any_field_takes_ours(tmp_path: Path) -> None:
    assert "session_id" not in after(tmp_path, "a.py", COPIES.format("copy"))


def test_a_method_of_another_name_does_not(tmp_path: Path) -> None:
    assert "(session_id=" in after(tmp_path, "a.py", COPIES.format("clone"))


EMITS = """
class Server:
    def emit(self, event, **kwargs):
        return kwargs.{}

    def close(self, **kwargs):
        return kwargs


def send(app):
    server = app.extensions["server"]
    return server.{}("a", session_id=1)
"""


@pytest.mark.parametrize("asked", ["pop('session_id', None)", "get('session_id')"])
def test_a_keyword_that_only_a_function_of_that_name_asks_for_moves(tmp_path: Path, asked: str) -> None:
    assert "session_id" not in after(tmp_path, "a.py", EMITS.format(asked, "emit"))


def test_a_keyword_that_a_function_takes_and_does_not_ask_for_stays(tmp_path: Path) -> None:
    assert '("a", session_id=1)' in after(tmp_path, "a.py", EMITS.format("pop('size')", "close"))


def test_a_keyword_for_what_self_holds_stays(tmp_path: Path) -> None:
    text = (
        EMITS.format("pop('session_id')", "emit")
        + "\n\nclass App:\n    def run(self):\n        self.server.emit(1, session_id=2)\n"
    )
    assert "(1, session_id=2)" in after(tmp_path, "a.py", text)


def test_a_variable_that_is_called_like_our_class_and_a_class_makes_it(tmp_path: Path) -> None:
    assert "session_id" not in after(tmp_path, "a.py", MAKES.format("class", "class"))


def test_a_variable_that_is_called_otherwise_does_not(tmp_path: Path) -> None:
    assert "(session_id=" in after(tmp_path, "a.py", MAKES.format("maker", "maker"))


def test_a_variable_that_a_file_of_another_language_binds_moves(tmp_path: Path) -> None:
    assert after(tmp_path, "a.lua", LUA.format("session_id")) == LUA.format("flow_id")


@pytest.mark.parametrize(
    "text", ["print(session_id)\n", "local a = b.session_id\n", "local session_id = 1\ncall(b.session_id)\n"]
)
def test_what_such_a_file_shares_with_others_stays(tmp_path: Path, text: str) -> None:
    assert after(tmp_path, "a.lua", text) == text


TEMPLATE = '<a href="{{% go {0}.made_session_id %}}">{{{{ {0}.session_id }}}}</a>\n'
OWNER = "\n\nclass BookTable:\n    session_id = 1\n    made_session_id = 2\n"


@pytest.mark.parametrize("name", ["table", "book_table", "book_table.first"])
def test_what_a_template_asks_of_our_object_moves(tmp_path: Path, name: str) -> None:
    lay(tmp_path, SITE)
    files = {"ours.py": OURS + OWNER, "a.html": TEMPLATE.format(name)}
    made = renamed(tmp_path / "repository", files, python=tmp_path / "site")["a.html"]
    assert "made_flow_id" in made
    assert ("session_id" not in made) == name.startswith("book")


def test_what_a_template_asks_and_no_class_of_ours_has_stays(tmp_path: Path) -> None:
    text = TEMPLATE.format("book_table").replace("session_id", "other_session_id")
    assert after(tmp_path, "a.html", text) == text
