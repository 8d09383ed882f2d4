"""plan --record: what the type checker proves foreign is so for the commands that never start it."""

import json
from pathlib import Path

import pytest

from commandline import NAMES, CommandLine
from flowcodemod.repo.decisions import FILE
from worktree import git, repository, tree, write

FILES = {
    "client.py": "from peer import Peer\n\n\ndef connect() -> Peer:\n    return Peer()\n",
    "use.py": (
        "from client import connect\n\n\ndef use():\n    print(connect().session_id)\n\n\n"
        "def own():\n    session_id = 1\n    return session_id\n"
    ),
}
PACKAGES = "venv/lib/python3.11/site-packages"


@pytest.fixture
def root(cli: CommandLine, tmp_path: Path) -> Path:
    """A repository whose peer is installed in an environment beside it."""
    write(
        tmp_path,
        {
            "venv/pyvenv.cfg": "version = 3.11.7\n",
            f"{PACKAGES}/peer/__init__.py": "class Peer:\n    session_id: str = ''\n",
            f"{PACKAGES}/peer/py.typed": "",
        },
    )
    assert cli.root == tmp_path / "repo"
    return repository(tmp_path / "repo", FILES).root


def statuses(cli: CommandLine) -> list[tuple[str, int, str]]:
    items = json.loads(cli("inventory", *NAMES, "--output-format", "json").out)["items"]
    return [(item["path"], item["line"], item["status"]) for item in items if item["path"] == "use.py"]


def planned(cli: CommandLine, *arguments: str) -> list[tuple[str, int]]:
    cli("plan", *NAMES, "--python", "../venv", "--out", "../plan.json", *arguments)
    document = json.loads((cli.root.parent / "plan.json").read_text())
    return sorted((edit["path"], edit["line"]) for group in document["groups"] for edit in group["edits"])


def test_the_inventory_agrees_with_the_checker_once_it_is_recorded(cli: CommandLine, root: Path) -> None:
    assert statuses(cli) == [("use.py", 5, "open"), ("use.py", 9, "open"), ("use.py", 10, "open")]
    edits = planned(cli, "--record")
    assert edits == [("use.py", 9), ("use.py", 10)]
    assert statuses(cli) == [("use.py", 5, "foreign"), ("use.py", 9, "open"), ("use.py", 10, "open")]
    assert "use.py: peer/__init__.py\ttype checker\n" in (root / FILE).read_text()
    assert planned(cli) == edits


def test_recording_again_changes_nothing(cli: CommandLine, root: Path) -> None:
    planned(cli, "--record")
    before = tree(root)
    planned(cli, "--record")
    assert tree(root) == before


def test_what_is_foreign_no_more_is_dropped(cli: CommandLine, root: Path) -> None:
    planned(cli, "--record")
    write(root, {"use.py": FILES["use.py"].replace("connect().session_id", "1")})
    git(root, "commit", "-q", "-am", "gone")
    planned(cli, "--record")
    assert (root / FILE).read_text() == ""


def test_unless_asked_nothing_is_written(cli: CommandLine, root: Path) -> None:
    planned(cli)
    assert not (root / FILE).exists()


def test_it_needs_the_checker(cli: CommandLine, root: Path) -> None:
    answer = cli("plan", *NAMES, "--no-checker", "--record", expected=2)
    assert "--record needs the type checker" in answer.err
    assert not (root / FILE).exists()
