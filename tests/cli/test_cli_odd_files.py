"""Odd files: what cannot be read or edited is named, the rest goes on, and every other byte survives."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from commandline import NAMES, CommandLine
from worktree import git, repository, tree, write

CODE = "def total(items):\n    session_id = sum(items)\n    return session_id\n"
DONE = CODE.replace("session_id", "flow_id")
APPLY = ("apply", *NAMES, "--yes", "--no-checker")


def test_a_dirty_tree(cli: CommandLine) -> None:
    repository(cli.root, {"a.py": CODE, "b.py": "x = 1\n"})
    write(cli.root, {"b.py": "x = 2\n"})
    before = tree(cli.root)
    assert cli(*APPLY, expected=2).err.splitlines()[-1] == snapshot(
        "flowcodemod: not committed: b.py; commit or stash it first, or use --allow-dirty (a rollback then restores the files as they are now)"
    )
    assert tree(cli.root) == before
    cli(*APPLY, "--allow-dirty")
    assert (cli.root / "a.py").read_text() == DONE
    assert (cli.root / "b.py").read_text() == "x = 2\n"


def test_an_untracked_file_that_holds_the_name(cli: CommandLine) -> None:
    repository(cli.root, {"a.py": CODE, ".gitignore": "ignored.py\n"})
    write(cli.root, {"new.py": CODE, "ignored.py": CODE, "other.py": "session = 1\n"})
    assert [line for line in cli(*APPLY).err.splitlines() if ".py" in line] == snapshot(
        ["not tracked by git, so not edited: new.py holds the old name"]
    )
    assert (cli.root / "a.py").read_text() == DONE
    assert (cli.root / "new.py").read_text() == CODE


def unreadable(root: Path, patch: pytest.MonkeyPatch) -> None:
    """Nobody may read odd.py. The kernel's answer is made up, for a test may run as root."""
    write(root, {"odd.py": CODE})
    git(root, "add", "odd.py")
    real = os.open

    def deny(path: os.PathLike[str] | str, *arguments: int, **named: int) -> int:
        if str(path).endswith("odd.py"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *arguments, **named)

    patch.setattr(os, "open", deny)


def missing(root: Path, _: pytest.MonkeyPatch) -> None:
    write(root, {"odd.py": CODE})
    git(root, "add", "odd.py")
    (root / "odd.py").unlink()


def pipe(root: Path, patch: pytest.MonkeyPatch) -> None:
    missing(root, patch)
    os.mkfifo(root / "odd.py")


def not_utf8(root: Path, _: pytest.MonkeyPatch) -> None:
    write(root, {"odd.py": b"session_id = '\xff'\n"})


def unknown_cookie(root: Path, _: pytest.MonkeyPatch) -> None:
    write(root, {"odd.py": b"# coding: klingon\nsession_id = 1\n"})


def link_out(root: Path, _: pytest.MonkeyPatch) -> None:
    write(root.parent, {"outside.py": CODE})
    (root / "odd.py").symlink_to("../outside.py")


def submodule(root: Path, _: pytest.MonkeyPatch) -> None:
    other = repository(root.parent / "other", {"inner.py": CODE}).root
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "odd.py")


def regular_files(root: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder that is no link, pipe or part of git."""
    files = [path for path in root.rglob("*") if stat.S_ISREG(path.lstat().st_mode)]
    found = {path.relative_to(root).as_posix(): path for path in files if ".git" not in path.parts}
    return {name: path.read_bytes() for name, path in found.items() if path.name != "odd.py"}


@pytest.mark.parametrize("spoil", [unreadable, missing, pipe, not_utf8, unknown_cookie, link_out, submodule])
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(
    cli: CommandLine, spoil: Callable[[Path, pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(cli.root, {"a.py": CODE})
    spoil(cli.root, monkeypatch)
    git(cli.root, "add", "-A") if spoil not in (unreadable, missing, pipe) else None
    messages = snapshot(
        {
            "unreadable": ["not read: odd.py: cannot be read: Permission denied"],
            "missing": ["not read: odd.py: cannot be read: No such file or directory"],
            "pipe": ["not read: odd.py: cannot be read: not a regular file"],
            "not_utf8": ["not read: odd.py: not UTF-8: byte 0xff at offset 14"],
            "unknown_cookie": ["not read: odd.py: cannot be decoded: unknown encoding: klingon"],
            "link_out": ["not read: odd.py: a symbolic link, which is not followed"],
            "submodule": ["not read: odd.py: a submodule, a repository of its own"],
        }
    )
    before = regular_files(cli.root.parent)
    lines = cli("inventory", *NAMES).out.splitlines()
    assert [line for line in lines if "odd.py" in line] == messages[spoil.__name__]
    cli(*APPLY, "--allow-dirty")
    assert (cli.root / "a.py").read_text() == DONE
    after = regular_files(cli.root.parent)
    assert {path for path in before | after if before.get(path) != after.get(path)} == {"repo/a.py"}


def test_a_binary_file_is_no_text(cli: CommandLine) -> None:
    data = b"\x89PNG\x00session_id session_id\n"
    repository(cli.root, {"a.py": CODE, "logo.png": data})
    assert "logo" not in cli("inventory", *NAMES).out
    cli(*APPLY)
    assert (cli.root / "logo.png").read_bytes() == data


def test_twenty_megabytes_in_one_line(cli: CommandLine) -> None:
    filler = '"' + "x" * 10_000_000 + '", '
    data = "x = [" + filler + "lambda session_id: session_id, " + filler + "]\n"
    repository(cli.root, {"big.py": data})
    items = json.loads(cli("inventory", *NAMES, "--output-format", "json").out)["items"]
    assert [(item["path"], item["line"], item["column"], item["role"]) for item in items] == [
        ("big.py", 1, 10_000_017, "parameter"),
        ("big.py", 1, 10_000_029, "variable"),
    ]
    cli(*APPLY)
    assert (cli.root / "big.py").read_text() == data.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + CODE.encode(),
        b"# coding: latin-1\nname = '\xe9'\n" + CODE.encode(),
        CODE.replace("\n", "\r\n").encode(),
        CODE.replace("\n", "\r\n", 1).encode(),
        CODE.rstrip().encode(),
    ],
    ids=["bom", "latin-1", "crlf", "mixed", "no-newline"],
)
def test_bytes_survive(cli: CommandLine, data: bytes) -> None:
    repository(cli.root, {"a.py": data})
    file = cli.root / "a.py"
    file.chmod(0o755)
    git(cli.root, "commit", "-qam", "mode")
    cli(*APPLY)
    assert file.stat().st_mode & 0o777 == 0o755
    assert file.read_bytes() == data.replace(b"session_id", b"flow_id")
    cli("rollback", "--last")
    assert file.read_bytes() == data


def test_a_file_that_does_not_parse_is_read_and_never_edited(cli: CommandLine) -> None:
    broken = CODE + "def broken(session_id:\n"
    repository(cli.root, {"a.py": CODE, "broken.py": broken})
    assert "broken.py           3" in cli("inventory", *NAMES).out
    lines = cli(*APPLY).out.splitlines()
    assert [line.partition("broken.py")[2] for line in lines if "broken.py" in line][:1] == snapshot(
        [":2 session_id -> flow_id and 2 more places: unparsable: its file does not parse: mend"]
    )
    assert (cli.root / "broken.py").read_text() == broken
    assert (cli.root / "a.py").read_text() == DONE


def test_source_and_names_are_never_markup_or_commands(cli: CommandLine) -> None:
    text = 'data[session_id]\n"[/tmp/x] [red]session_id[/red] ::error file=a::session_id \x1b[31m\x07"\nsession_id\r\n'
    names = {
        "a [bold].py": text,
        "::error::session_id.py": text,
        "e\x1b[31m_session_id.py": text,
        "n\n_session_id.py": text,
    }
    repository(cli.root, names)
    for command in (("inventory", *NAMES, "--output-format", "full"), ("plan", *NAMES, "--no-checker"), APPLY):
        answer = cli(*command)
        assert "\x1b" not in answer.out + answer.err
        assert "\x07" not in answer.out + answer.err
    assert "a [bold].py:1:6" in cli("inventory", *NAMES, "--output-format", "full").out


@pytest.mark.parametrize("output_format", ["text", "concise", "github", "markdown", "json-lines"])
def test_findings_carry_no_control_characters_and_no_commands(cli: CommandLine, output_format: str) -> None:
    text = 'data[session_id]  # [red]\n"::error file=a::session_id \x1b[31m\x07%0A"\nsession_id\r\n'
    repository(cli.root, {"a [bold].py": text, "::error::session_id.py": text})
    out = cli("check", *NAMES, "--output-format", output_format, expected=1).out
    assert not {"\x1b", "\x07", "\r"} & set(out)
    commands = [line for line in out.splitlines() if line.lstrip().startswith("::")]
    if output_format == "github":
        assert all(line.startswith(("::error file=", "::warning file=")) for line in commands)
        assert len(commands) == 7
    elif output_format == "markdown":
        assert commands == []


def test_a_name_that_nothing_bears(cli: CommandLine) -> None:
    repository(cli.root, {"a.py": "x = 1\n"})
    assert cli("inventory", "--old", "moon_phase", "--new", "tide").out == snapshot("""\
0 files, 0 active references (0 in all)
nothing here bears the name, in any spelling; only files that git tracks are read\
""")
