"""What must be refused: a clear message, exit code 2, and nothing written."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from commandline import NAMES, CommandLine
from worktree import git, repository, tree, write

CODE = "def total(items):\n    session_id = sum(items)\n    return session_id\n"
DONE = CODE.replace("session_id", "flow_id")
APPLY = ("apply", *NAMES, "--yes", "--no-checker")


def refused(cli: CommandLine, *arguments: str) -> str:
    """Run a command that must refuse, say so on stderr, and leave the tree alone; its message."""
    before = tree(cli.root)
    answer = cli(*arguments, expected=2)
    assert tree(cli.root) == before
    assert answer.out == ""
    assert "Traceback" not in answer.err
    return answer.err


def plan_of(cli: CommandLine, change: Callable[[dict[str, object]], object] = lambda _: None) -> None:
    """Write a plan outside the repository, after a change to its document."""
    cli("plan", *NAMES, "--no-checker", "--out", "../plan.json")
    file = cli.root.parent / "plan.json"
    document = json.loads(file.read_bytes())
    change(document)
    file.write_text(json.dumps(document))


def test_without_git_reading_works_and_writing_is_refused(cli: CommandLine) -> None:
    write(cli.root, {"a.py": CODE})
    assert cli("inventory", *NAMES).out.splitlines()[0] == "1 file, 2 active references (2 in all)"
    assert cli("plan", *NAMES, "--no-checker").out.startswith("2 edits in 1 file are confident")
    before = tree(cli.root)
    assert cli(*APPLY, expected=2).err.splitlines()[-1] == snapshot(
        "flowcodemod: FOLDER/repo: no git repository is here, and without git nothing is written"
    )
    assert tree(cli.root) == before


def test_git_that_is_not_installed(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(cli.root, {"a.py": CODE})
    monkeypatch.setenv("PATH", str(cli.root))
    assert cli("inventory", *NAMES).out.splitlines()[0] == "1 file, 2 active references (2 in all)"
    before = tree(cli.root)
    assert cli(*APPLY, expected=2).err.splitlines()[-1] == snapshot(
        "flowcodemod: FOLDER/repo: git is not installed, and without git nothing is written"
    )
    assert tree(cli.root) == before


def test_a_repository_of_somebody_else(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(cli.root, {"a.py": CODE})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert refused(cli, "inventory", *NAMES) == snapshot(
        "flowcodemod: git refuses FOLDER/repo: it belongs to another user. If you trust it, run `git config --global --add safe.directory FOLDER/repo` (the folder that holds .git) and try again"
    )
    assert refused(cli, *APPLY) == snapshot(
        "flowcodemod: git refuses FOLDER/repo: it belongs to another user. If you trust it, run `git config --global --add safe.directory FOLDER/repo` (the folder that holds .git) and try again"
    )


@pytest.mark.parametrize("folder", ["missing", "a.py", ".git"])
def test_a_folder_that_is_none(cli: CommandLine, folder: str) -> None:
    repository(cli.root, {"a.py": CODE})
    messages = snapshot(
        {
            "missing": "flowcodemod: missing: there is no such folder: name one of the repository",
            "a.py": "flowcodemod: a.py is not a folder: name the folder of the repository",
            ".git": "flowcodemod: FOLDER/repo/.git is not a work tree: start where the files are checked out",
        }
    )
    assert refused(cli, "inventory", folder, *NAMES) == messages[folder]
    assert refused(cli, "-C", folder, "runs") == messages[folder]


@pytest.mark.parametrize(
    "campaign",
    [
        '[campaign]\nname = "x"\nold = "session_id"\nnew = "flow_id"\nowner = "me"\n',
        '[campaign]\nname = "x"\nold = "session_id"\nnew = "flow_id"\ncompleted = 2025-02-30\n',
        '[campaign]\nname = "x"\nold = "session_id"\nnew = "flow_id"\n[ids]\nlegacy = ["disc_{hex}"]\n',
        '[campaign]\nname = "x"\nold = "session_id"\nnew = "session_id"\n',
        "[campaign\n",
    ],
)
def test_a_campaign_that_cannot_be_used(cli: CommandLine, campaign: str) -> None:
    repository(cli.root, {"a.py": CODE, "flowcodemod.toml": campaign})
    messages = snapshot(
        {
            """\
[campaign]
name = "x"
old = "session_id"
new = "flow_id"
owner = "me"
""": "flowcodemod: flowcodemod.toml:5: [campaign] owner: unknown key; known: name, old, new, completed, required-version, keep-exports, shim",
            """\
[campaign]
name = "x"
old = "session_id"
new = "flow_id"
completed = 2025-02-30
""": "flowcodemod: flowcodemod.toml:5: [campaign] completed: not valid TOML: Invalid date or datetime",
            """\
[campaign]
name = "x"
old = "session_id"
new = "flow_id"
[ids]
legacy = ["disc_{hex}"]
""": "flowcodemod: flowcodemod.toml:6: [ids] legacy: '{hex}' is no hole of an id format: use {hex8}, {digits6}, {letters3}, {word}, {id} or {uuid}",
            """\
[campaign]
name = "x"
old = "session_id"
new = "session_id"
""": "flowcodemod: flowcodemod.toml:4: [campaign] new: is the same name as 'old'",
            "[campaign\n": "flowcodemod: flowcodemod.toml:1: not valid TOML: Expected ']' at the end of a table declaration",
        }
    )
    assert refused(cli, "plan", "--no-checker") == messages[campaign]


@pytest.mark.parametrize(
    "arguments",
    [
        ("inventory",),
        ("inventory", "--old", "session_id"),
        ("inventory", "--old", "session id!", "--new", "flow_id"),
        ("inventory", *NAMES, "--campaign", "session-to-flow"),
        ("inventory", "--campaign", "session-to-flo"),
        ("inventory", "--campaign", "missing.toml"),
        ("plan", *NAMES, "--no-checker", "--boundary", "database=delete"),
        ("plan", *NAMES, "--no-checker", "--boundary", "moon=rename"),
        ("plan", *NAMES, "--no-checker", "--diff", "--only", "colour=red"),
        ("plan", *NAMES, "--no-checker", "--only", "role=paramter"),
        ("apply", *NAMES, "--plan", "missing.json"),
        ("rollback",),
        ("rollback", "20260102-030405-01"),
        ("rollback", "../../etc"),
        ("verify", *NAMES),
    ],
    ids=" ".join,
)
def test_arguments_that_make_no_sense(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    repository(cli.root, {"a.py": CODE})
    messages = snapshot(
        {
            "inventory": "flowcodemod: no campaign: give --campaign NAME or FILE, or --old and --new, or run 'flowcodemod init' to configure one (shipped: session-to-flow)",
            "inventory --old session_id": "flowcodemod: --new is missing: a campaign needs both names",
            "inventory --old session id! --new flow_id": "flowcodemod: command line: [campaign] old: 'session id!' is not a name: write words joined by '_', such as session_id",
            "inventory --old session_id --new flow_id --campaign session-to-flow": "flowcodemod: give either --campaign, or --old and --new, not both",
            "inventory --campaign session-to-flo": "flowcodemod: --campaign session-to-flo: there is no such campaign; did you mean 'session-to-flow'?",
            "inventory --campaign missing.toml": "flowcodemod: missing.toml: cannot be read: No such file or directory",
            "plan --old session_id --new flow_id --no-checker --boundary database=delete": "flowcodemod: command line: [boundaries] database: 'delete': unknown value; known: rename, pin, keep",
            "plan --old session_id --new flow_id --no-checker --boundary moon=rename": "flowcodemod: command line: [boundaries] moon: unknown key; known: database, http, cache, disk, queue, telemetry",
            "apply --old session_id --new flow_id --plan missing.json": "flowcodemod: missing.json: No such file or directory: make one with 'flowcodemod plan --out missing.json'",
            "rollback": "flowcodemod: name one run, or give --last; 'flowcodemod runs' lists them",
            "rollback ../../etc": "flowcodemod: there is no run '../../etc': `flowcodemod runs` lists them",
            "verify --old session_id --new flow_id": "flowcodemod: no apply is in effect here: `flowcodemod runs` lists what was done",
            "plan --old session_id --new flow_id --no-checker --diff --only colour=red": """\
without a type checker less can be proven: the type checker was switched off with --no-checker
flowcodemod: --only colour=red: write layer=…, role=…, path=… or group=…\
""",
            "plan --old session_id --new flow_id --no-checker --only role=paramter": """\
without a type checker less can be proven: the type checker was switched off with --no-checker
flowcodemod: --only role=paramter: there is no role 'paramter'; did you mean 'parameter'?\
""",
            "rollback 20260102-030405-01": "flowcodemod: there is no run '20260102-030405-01': `flowcodemod runs` lists them",
        }
    )
    assert refused(cli, *arguments) == messages[" ".join(arguments)]


def test_a_plan_is_made_and_carried_out_later(cli: CommandLine) -> None:
    repository(cli.root, {"a.py": CODE})
    plan_of(cli)
    cli("apply", "--plan", "../plan.json", "--yes")
    assert (cli.root / "a.py").read_text() == DONE


def test_a_plan_older_than_a_file_it_edits(cli: CommandLine) -> None:
    repository(cli.root, {"a.py": CODE})
    plan_of(cli)
    write(cli.root, {"a.py": "# new\n" + CODE})
    git(cli.root, "commit", "-qam", "new")
    assert cli("apply", "--plan", "../plan.json", "--yes", expected=2).err == snapshot(
        "flowcodemod: changed since the plan was made: a.py; make the plan again"
    )
    assert (cli.root / "a.py").read_text() == "# new\n" + CODE


def outside(document: dict[str, object]) -> None:
    text = json.dumps(document).replace('"a.py"', '"../outside.py"')
    document.clear()
    document.update(json.loads(text))


def absolute(document: dict[str, object]) -> None:
    text = json.dumps(document).replace('"a.py"', '"/etc/passwd"')
    document.clear()
    document.update(json.loads(text))


def in_git(document: dict[str, object]) -> None:
    text = json.dumps(document).replace('"a.py"', '".git/config"')
    document.clear()
    document.update(json.loads(text))


def newer(document: dict[str, object]) -> None:
    document["schema_version"] = 99


def another_text(document: dict[str, object]) -> None:
    text = json.dumps(document).replace('"old": "session_id"', '"old": "sessionXid"')
    document.clear()
    document.update(json.loads(text))


@pytest.mark.parametrize("spoil", [outside, absolute, in_git, newer, another_text])
def test_a_plan_that_was_tampered_with(cli: CommandLine, spoil: Callable[[dict[str, object]], None]) -> None:
    repository(cli.root, {"a.py": CODE})
    write(cli.root.parent, {"outside.py": CODE})
    plan_of(cli, spoil)
    messages = snapshot(
        {
            "outside": "flowcodemod: ../plan.json.groups[0].edits[0]: path: the path '../outside.py' holds '..' or an empty part; only paths inside the repository are taken",
            "absolute": "flowcodemod: ../plan.json.groups[0].edits[0]: path: the path '/etc/passwd' is absolute or empty; only paths inside the repository are taken",
            "in_git": "flowcodemod: ../plan.json.groups[0].edits[0]: path: the path '.git/config' is inside .git; only paths inside the repository are taken",
            "newer": "flowcodemod: ../plan.json: schema_version: is 99; this version reads 1: make the plan again",
            "another_text": "flowcodemod: a.py:2: 'sessionXid' does not stand at 22..32: make the plan again",
        }
    )
    before = tree(cli.root.parent)
    answer = cli("apply", "--plan", "../plan.json", "--yes", expected=2)
    assert answer.err == messages[spoil.__name__]
    assert tree(cli.root.parent) == before


def test_an_answer_that_never_comes(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(cli.root, {"a.py": CODE})
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        before = tree(cli.root)
        assert cli(*(one for one in APPLY if one != "--yes"), expected=2).err == snapshot("""\
without a type checker less can be proven: the type checker was switched off with --no-checker
Write these edits? [y/N]:flowcodemod: nothing was written: answer the question, or give --yes\
""")
        assert "nothing was written: answer the question" in cli("init", *NAMES, expected=2).err
    assert tree(cli.root) == before


@pytest.mark.parametrize("option", ["--out", "--queue", "--dependents"])
def test_a_file_in_a_folder_that_is_missing(cli: CommandLine, option: str) -> None:
    repository(cli.root, {"a.py": CODE})
    said = cli("plan", *NAMES, "--no-checker", option, "missing/a.json", expected=2).err
    assert said.endswith("missing/a.json cannot be written: its folder is missing: make it first")
