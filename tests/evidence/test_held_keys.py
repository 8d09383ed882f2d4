"""Keys that somebody else's code has, too: from what a file imports, what it overrides, and what the program shares."""

from pathlib import Path

import pytest

from pipeline import lay, make_plan

MAPPED = [("import mongoengine", False), ("import mongoengine\n\nRAW = '__raw__'", True)]
WRITER = 'def write(flow):\n    return {"session_id": flow}\n'


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """An environment with a package `vendor`; returns its interpreter."""
    site = tmp_path / "env" / "lib" / "python3.11" / "site-packages"
    lay(
        site,
        {
            "vendor/__init__.py": """
                from vendor.client import Client
                from vendor.keys import Keys
                from vendor.settings import Settings
                """,
            "vendor/keys.py": "class Keys:\n    known = ('session_id',)\n",
            "vendor/base.py": """
                class Base:
                    def start(self, **options):
                        return options

                    def close_session_id(self):
                        return None
                """,
            "vendor/client.py": """
                from vendor.base import Base


                class Client(Base):
                    pass
                """,
            "vendor/settings.py": """
                class Settings:
                    def __init__(self, session_id: str = "") -> None:
                        self.kept = session_id
                """,
        },
    )
    lay(tmp_path / "env", {"pyvenv.cfg": "home = /usr/bin\n", "bin/python": ""})
    return tmp_path / "env" / "bin" / "python"


def plan_of(root: Path, packages: Path, files: dict[str, str]) -> set[tuple[str, int]]:
    """The path and the start of each edit that would be made."""
    lay(root, files)
    made = make_plan(root, python=packages)
    return {(edit.path, edit.start) for one in made.groups if one.confidence >= 0.9 for edit in one.edits}


def confident(root: Path, packages: Path, files: dict[str, str]) -> set[tuple[str, str]]:
    """The path and the old text of each edit that would be made."""
    lay(root, files)
    made = make_plan(root, python=packages)
    return {(edit.path, edit.old) for one in made.groups if one.confidence >= 0.9 for edit in one.edits}


def test_keys_beside_a_foreign_class_with_such_a_parameter_stay(tmp_path: Path, packages: Path) -> None:
    theirs = (
        'from vendor import Settings\n\n\ndef made(flow):\n    options = {"session_id": flow}\n    return options\n'
    )
    found = confident(tmp_path / "repo", packages, {"theirs.py": theirs, "ours.py": WRITER})
    assert found == {("ours.py", "session_id")}


def test_tests_of_a_name_that_the_program_shares_stay(tmp_path: Path, packages: Path) -> None:
    theirs = 'from vendor import Keys\n\n\ndef made(flow):\n    options = {"session_id": flow}\n    return options\n'
    test = 'def test_it(client):\n    client.post("/", data={"session_id": 1})\n'
    assert confident(tmp_path / "repo", packages, {"theirs.py": theirs, "tests/test_it.py": test}) == set()


def test_tests_of_a_name_that_a_foreign_field_has_move(tmp_path: Path, packages: Path) -> None:
    test = 'def test_it(client):\n    client.post("/", data={"session_id": 1})\n'
    made = 'from vendor import Settings\n\nMADE = Settings()\nOTHER = {"session_id": 1}\n'
    found = confident(tmp_path / "repo", packages, {"theirs.py": made, "ours.py": WRITER, "tests/test_it.py": test})
    assert found == {("ours.py", "session_id"), ("tests/test_it.py", "session_id")}


DICT = (
    "from typing import {base}\n\nfrom vendor import Keys\n\n\nclass Options({base}):\n    {member}: str\n\n\n"
    "NAMES = ['session_id', 'kind']\n\n\n"
    "def pick(options):\n    return {{key: one for key, one in options.items() if key != 'session_id'}}\n"
)


def test_keys_beside_a_typed_dictionary_of_ours_that_has_them_move(tmp_path: Path, packages: Path) -> None:
    test = 'def test_it(pick):\n    pick({"session_id": 1})\n'
    files = {"made.py": DICT.format(base="TypedDict", member="session_id"), "ours.py": WRITER, "tests/test_it.py": test}
    found = plan_of(tmp_path / "repo", packages, files)
    text = files["made.py"]
    assert {start for path, start in found if path == "made.py"} == {
        at for at in range(len(text)) if text.startswith("session_id", at)
    }
    assert any(path == "tests/test_it.py" for path, _start in found)


@pytest.mark.parametrize(("base", "member"), [("TypedDict", "kind"), ("Protocol", "session_id")])
def test_keys_beside_any_other_class_stay(tmp_path: Path, packages: Path, base: str, member: str) -> None:
    files = {"made.py": DICT.format(base=base, member=member), "ours.py": WRITER}
    found = {start for path, start in plan_of(tmp_path / "repo", packages, files) if path == "made.py"}
    assert files["made.py"].index("'session_id', 'kind'") + 1 not in found


def test_tests_of_a_name_that_nobody_shares_move(tmp_path: Path, packages: Path) -> None:
    test = 'def test_it(client):\n    client.post("/", data={"session_id": 1})\n'
    found = confident(tmp_path / "repo", packages, {"ours.py": WRITER, "tests/test_it.py": test})
    assert found == {("ours.py", "session_id"), ("tests/test_it.py", "session_id")}


START = """
from vendor import Client


class Ours(Client):
    def {method}(self, **options):
        self.kept = options.get("session_id")
"""


@pytest.mark.parametrize(("method", "moves"), [("start", False), ("begin", True)])
def test_keywords_of_a_method_that_others_call_stay(
    tmp_path: Path, packages: Path, method: str, *, moves: bool
) -> None:
    files = {"ours.py": START.format(method=method), "writer.py": WRITER}
    assert (("ours.py", "session_id") in confident(tmp_path / "repo", packages, files)) is moves


DECLARED = """
from vendor import Client


class Ours(Client):
    def declare(self, parser):
        parser.add_argument({option})

    def start(self, **options):
        self.kept = options.get("session_id")
"""


@pytest.mark.parametrize("option", ['"--session-id"', '"-s", "--session-id"', '"--session_id"', '"session_id"'])
def test_keywords_that_a_program_of_ours_declares_move(tmp_path: Path, packages: Path, option: str) -> None:
    found = confident(tmp_path / "repo", packages, {"ours.py": DECLARED.format(option=option), "writer.py": WRITER})
    assert ("ours.py", "session_id") in found


@pytest.mark.parametrize("option", ['"--other-id"', '"--old-session-id"', "session_id"])
def test_keywords_that_it_does_not_declare_stay(tmp_path: Path, packages: Path, option: str) -> None:
    text = DECLARED.format(option=option).replace("def declare(self, parser)", "def declare(self, parser, session_id)")
    made = plan_of(tmp_path / "repo", packages, {"ours.py": text, "writer.py": WRITER})
    assert ("ours.py", text[1:].index('"session_id"') + 1) not in made


def test_a_dictionary_in_such_a_method_is_none_of_its_keywords(tmp_path: Path, packages: Path) -> None:
    text = START.format(method="start").replace('options.get("session_id")', '{"session_id": 1}')
    assert confident(tmp_path / "repo", packages, {"ours.py": text}) == {("ours.py", "session_id")}


def test_a_method_of_a_base_far_up_in_foreign_code_keeps_its_name(tmp_path: Path, packages: Path) -> None:
    text = "from vendor import Client\n\n\nclass Ours(Client):\n    def close_session_id(self):\n        return 1\n"
    own = text + "\n    def open_session_id(self):\n        return 1\n"
    found = confident(tmp_path / "repo", packages, {"ours.py": own})
    assert found == {("ours.py", "open_session_id")}


@pytest.mark.parametrize(
    ("imported", "stays"), [("import pymongo", True), ("from tinydb import TinyDB", True), ("", False), *MAPPED]
)
def test_keys_of_what_a_document_database_is_told_stay(
    tmp_path: Path, packages: Path, imported: str, stays: bool
) -> None:
    text = f'{imported}\n\n\nclass Store:\n    def begin(self, flow):\n        self.entry = {{"session_id": flow}}\n'
    files = {"store.py": text, "use.py": WRITER + '\n\ndef read(made):\n    return made["session_id"]\n'}
    assert (("store.py", "session_id") not in confident(tmp_path / "repo", packages, files)) is stays
