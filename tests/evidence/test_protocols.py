"""Keys of published protocols: they stay among others of their protocol, and move in objects of our own."""

from pathlib import Path

import pytest

from flowcodemod.evidence.protocols import protocol_of
from pipeline import renamed

TYPED = """
from typing import TypedDict


class Scope(TypedDict):
    {members}
    root_path: str


def path_of(scope: Scope) -> str:
    return scope["root_path"]
"""


def moved(root: Path, text: str) -> str:
    """What becomes of a module of ours."""
    return renamed(root, {"ours.py": text}, old="root_path", new="mount_point")["ours.py"]


@pytest.mark.parametrize(
    "made",
    [
        'def scope(root_path):\n    return {"type": "http", "http_version": "1.1", "root_path": root_path}\n',
        'def scope(made, root_path):\n    made["asgi"] = {}\n    made["type"] = "http"\n    made["root_path"] = root_path\n',
    ],
)
def test_a_key_of_the_scope_stays_and_its_value_moves(tmp_path: Path, made: str) -> None:
    text = moved(tmp_path, made)
    assert '"root_path"' in text
    assert "mount_point" in text


@pytest.mark.parametrize(
    "made",
    [
        'def make(root_path):\n    made = {"name": 1, "root_path": root_path}\n    return made["root_path"]\n',
        'def make(root_path):\n    made = {"path": 1, "root_path": root_path}\n    return made["root_path"]\n',
    ],
)
def test_a_key_of_another_object_moves(tmp_path: Path, made: str) -> None:
    assert "root_path" not in moved(tmp_path, made)


def test_the_members_of_a_typed_scope_stay_with_their_keys(tmp_path: Path) -> None:
    text = TYPED.lstrip().format(members="type: str\n    http_version: str\n    headers: list")
    assert moved(tmp_path, text) == text


def test_the_members_of_another_typed_dictionary_move_with_their_keys(tmp_path: Path) -> None:
    assert "root_path" not in moved(tmp_path, TYPED.format(members="type: str\n    folder: str"))


@pytest.mark.parametrize(
    ("key", "beside", "found"),
    [
        ("client_id", {"redirect_uri", "scope"}, True),
        ("client_id", {"client_id", "redirect_uri"}, False),
        ("client_id", {"scope", "state"}, False),
        ("grant_type", {"scope", "state"}, False),
        ("grant_type", {"scope", "state", "code"}, True),
        ("color", {"redirect_uri", "scope", "state"}, False),
        ("id", {"jsonrpc", "method"}, True),
        ("id", {"method", "params"}, False),
    ],
)
def test_a_protocol_is_told_by_two_others_of_its_keys(key: str, beside: set[str], *, found: bool) -> None:
    assert bool(protocol_of(key, beside)) is found


OPTION = """
import click


def scope(path):
    return {{"type": "http", "http_version": "1.1", "root_path": path}}


@click.command()
@click.option("--root-path", help="{said}")
def main(root_path):
    return scope(root_path)
"""


@pytest.mark.parametrize(
    "said", ["Set the ASGI 'root_path' of it.", "Set ASGI's `root_path`.", "The ASGI scope's root_path."]
)
def test_text_that_says_the_name_of_the_protocol_stays(tmp_path: Path, said: str) -> None:
    assert said in moved(tmp_path, OPTION.lstrip().format(said=said))


@pytest.mark.parametrize(
    "said", ["Set the root_path of it.", "For ASGI, and for the sake of it, root_path.", "A URL's root_path."]
)
def test_text_that_says_no_protocol_moves(tmp_path: Path, said: str) -> None:
    assert said.replace("root_path", "mount_point") in moved(tmp_path, OPTION.lstrip().format(said=said))


SPEAKS = 'async def end(send):\n    await send({"type": "http", "http_version": "1.1", "root_path": "/"})\n'


def test_a_key_that_only_the_protocol_has_stays_wherever_it_is(tmp_path: Path) -> None:
    text = 'def read(message, root_path):\n    message["root_path"] = root_path\n    return message["root_path"]\n'
    after = renamed(tmp_path, {"speaks.py": SPEAKS, "ours.py": text}, old="root_path", new="mount_point")
    assert after["ours.py"] == text.replace("root_path", "mount_point").replace('"mount_point"', '"root_path"')


def test_it_moves_where_no_code_speaks_the_protocol(tmp_path: Path) -> None:
    text = 'def read(message, root_path):\n    message["root_path"] = root_path\n    return message["root_path"]\n'
    assert "root_path" not in moved(tmp_path, text)


def test_a_key_that_others_have_too_moves(tmp_path: Path) -> None:
    speaks = SPEAKS.replace("root_path", "state")
    text = 'def read(message, state):\n    message["state"] = state\n    return message["state"]\n'
    after = renamed(tmp_path, {"speaks.py": speaks, "ours.py": text}, old="state", new="phase")
    assert "state" not in after["ours.py"]
