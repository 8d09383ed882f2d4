"""BREAKING_CHANGES.md: written with the run and rolled back with it; only what reaches beyond the repository is in it."""

from pathlib import Path

import pytest
from inline_snapshot import snapshot

from commandline import NAMES, CommandLine
from worktree import git, repository, tree

FILE = "BREAKING_CHANGES.md"
FILES = {
    "app/a.py": "import os\n\nTTL = os.environ['SESSION_ID_TTL']\n\n\ndef f(session_id):\n    return session_id\n",
    "app/b.py": "import os\n\nTTL = os.environ['SESSION_ID_TTL']\n",
}
LOCAL = {"app/a.py": "def f():\n    session_id = 1\n    return session_id\n"}
APPLY = ("apply", *NAMES, "--no-checker", "--yes", "--changes-file", FILE)


def test_it_says_what_changed_and_what_to_do(cli: CommandLine, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo", FILES).root
    before = tree(root)
    cli(*APPLY)
    text = (root / FILE).read_text()
    head, _, rest = text.partition("\n## ")
    assert head == "# Breaking changes\n"
    assert rest.partition("\n")[2] == snapshot("""\

### Published names

- SESSION_ID_TTL is now FLOW_ID_TTL: app/a.py:3, app/b.py:3

### To do outside the repository

- [ ] set 'FLOW_ID_TTL' in place of 'SESSION_ID_TTL' wherever the program is started
""")
    assert "no active reference remains" in cli("check", *NAMES).out
    cli("rollback", "--last")
    assert tree(root) == before


def test_a_newer_section_stands_above_the_older(cli: CommandLine, tmp_path: Path) -> None:
    older = "# Breaking changes\n\n## long ago\n\n- session_id was new\n"
    root = repository(tmp_path / "repo", {**FILES, FILE: older}).root
    before = tree(root)
    cli(*APPLY)
    text = (root / FILE).read_text()
    assert text.startswith("# Breaking changes\n\n## session_id-to-flow_id, ")
    assert text.endswith("\n## long ago\n\n- session_id was new\n")
    assert text.count("# Breaking changes\n") == 1
    git(root, "add", "-A")
    assert "every other code point compared" in " ".join(cli("verify", *NAMES, "--no-checker").out.split())
    cli("rollback", "--last")
    assert tree(root) == before


def test_without_such_a_name_there_is_no_file(cli: CommandLine, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo", LOCAL).root
    cli(*APPLY)
    assert not (root / FILE).exists()
    assert "flow_id" in (root / "app/a.py").read_text()


def test_unless_asked_nothing_is_written(cli: CommandLine, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo", FILES).root
    cli(*APPLY[:-2])
    assert sorted(path.name for path in root.iterdir()) == [".git", "app"]


@pytest.mark.parametrize("name", ["../out.md", "/tmp/out.md", ".git/out.md"])
def test_it_never_lies_outside_the_repository(cli: CommandLine, tmp_path: Path, name: str) -> None:
    root = repository(tmp_path / "repo", FILES).root
    before = tree(root)
    cli(*APPLY[:-1], name, expected=2)
    assert tree(root) == before
    assert not (tmp_path / "out.md").exists()


def test_a_file_that_git_does_not_know_is_not_replaced(cli: CommandLine, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo", FILES).root
    (root / FILE).write_text("mine\n")
    assert "not tracked" in cli(*APPLY, expected=2).err
    assert (root / FILE).read_text() == "mine\n"
