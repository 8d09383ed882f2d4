"""`flowcodemod check` as people and hooks call it."""

import io
import json
import sys

import pytest
from inline_snapshot import snapshot

from commandline import NAMES, CommandLine
from flowcodemod.cli.check_options import FORMATS, check_parser
from flowcodemod.report import formats
from worktree import repository, tree, write

FILES = {
    "a.py": "session_id = 1\n",
    "b.py": "x = 1  # flowcodemod: ignore[FCM103] gone\n",
    "c.py": "session_id = 2  # flowcodemod: ignore[FCM103] the old client\n",
    "d.py": "x = 1\n",
}


@pytest.fixture
def gate(cli: CommandLine) -> CommandLine:
    """The command line in a repository that holds FILES."""
    repository(cli.root, dict(FILES))
    return cli


def pipe(data: bytes, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_finding(gate: CommandLine) -> None:
    assert gate("check", *NAMES, "a.py", expected=1).out == snapshot("""\
a.py
  1:1  error    FCM103  the old name lives on in a variable: 'session_id'
                        use 'flow_id'

1 new (session_id-to-flow_id, 31 rules)
1 active reference remains in 1 file of those checked\
""")
    assert gate("check", *NAMES, "a.py", "--exit-zero").out == gate("check", *NAMES, "a.py", expected=1).out


def test_clean_files_pass_in_a_line(gate: CommandLine) -> None:
    assert gate("check", *NAMES, "d.py").out == snapshot("no findings: 1 file holds nothing of the old name")
    assert gate("-C", "../repo", "check", *NAMES, "d.py").out == gate("check", *NAMES, "d.py").out
    assert json.loads(gate("check", *NAMES, "d.py", "--output-format", "json").out)["findings"] == []


@pytest.mark.parametrize(
    "names",
    [
        ("d.py", "--old", "session_id", "--new", "flow_id"),
        ("--old=session_id", "d.py", "--new=flow_id"),
        ("--old", "session_id", "--new=flow_id", "--exit-zero", "d.py"),
        ("--new=flow_id", "--old=session_id", "--", "d.py"),
    ],
)
def test_names_and_files_in_any_order(gate: CommandLine, names: tuple[str, ...]) -> None:
    assert gate("check", *names).out.startswith("no findings")
    gate("check", *names, "a.py", expected=0 if "--exit-zero" in names else 1)


@pytest.mark.parametrize("names", [("--old",), ("--old", "--new", "flow_id"), ("--old=",), ("--old=-", "--new=-")])
def test_names_that_are_not_whole(gate: CommandLine, names: tuple[str, ...]) -> None:
    assert gate("check", "d.py", *names, expected=2).out == ""


def test_a_suppressed_finding_passes(gate: CommandLine) -> None:
    assert gate("check", *NAMES, "c.py").out == snapshot("""\
1 suppressed (session_id-to-flow_id, 31 rules)
no active reference remains in the files checked\
""")


def test_statistics_take_the_place_of_the_findings(gate: CommandLine) -> None:
    assert gate("check", *NAMES, "--statistics", expected=1).out == snapshot("""\
     1  FCM103  residual-variable         1 new
     1  FCM303  unused-suppression        1 new\
""")
    assert gate("check", *NAMES, "--statistics", "c.py").out == ""
    assert "no --output-format" in gate("check", "--statistics", "--output-format", "json", expected=2).err


def test_fix_deletes_what_hides_nothing_and_nothing_else(gate: CommandLine) -> None:
    before = tree(gate.root)
    answer = gate("check", *NAMES, "--fix", "b.py", "c.py", "d.py")
    assert (answer.out, answer.err) == snapshot(
        (
            """\
1 suppressed (session_id-to-flow_id, 31 rules)
no active reference remains in the files checked\
""",
            "1 idle suppression deleted as run 20260102-030405-01; take it back with: flowcodemod rollback 20260102-030405-01",
        )
    )
    assert (gate.root / "b.py").read_text() == "x = 1\n"
    changed = {path for path, state in tree(gate.root).items() if before.get(path) != state}
    assert changed == {"b.py"}
    gate("rollback", "--last")
    assert tree(gate.root) == before


def test_fix_judges_what_is_left(gate: CommandLine) -> None:
    assert [
        line.split(" ")[1]
        for line in gate("check", *NAMES, "--fix", "--output-format", "concise", expected=1).out.splitlines()
    ] == ["FCM103"]


def test_fix_without_anything_to_fix_writes_nothing(gate: CommandLine) -> None:
    before = tree(gate.root)
    assert gate("check", *NAMES, "--fix", "c.py", "d.py").err == ""
    assert gate("check", *NAMES, "--fix", "a.py", expected=1).err == ""
    assert tree(gate.root) == before


def test_without_fix_nothing_is_written(gate: CommandLine) -> None:
    before = tree(gate.root)
    assert "FCM303" in gate("check", *NAMES, "b.py", expected=1).out
    assert tree(gate.root) == before


def test_what_is_piped_in_is_judged_as_that_file(gate: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(gate.root)
    pipe(b"y = session_id\n", monkeypatch)
    assert (
        "d.py:1:5: FCM103"
        in gate("check", *NAMES, "--output-format", "concise", "--stdin-filename", "d.py", expected=1).out
    )
    pipe(b"y = flow_id\n", monkeypatch)
    gate("check", *NAMES, "--stdin-filename", "a.py")
    assert tree(gate.root) == before


@pytest.mark.parametrize("more", [("a.py",), ("--fix",)])
def test_what_is_piped_in_stands_alone(gate: CommandLine, more: tuple[str, ...]) -> None:
    assert "stands alone" in gate("check", *NAMES, "--stdin-filename", "d.py", *more, expected=2).err


def test_a_report_in_a_file(gate: CommandLine) -> None:
    answer = gate("check", *NAMES, "--output-format", "json", "--output-file", "report.json", "a.py", expected=1)
    assert (answer.out, answer.err) == snapshot(("", "1 new finding, written to report.json"))
    assert len(json.loads((gate.root / "report.json").read_text())["findings"]) == 1
    assert gate("check", *NAMES, "--output-file", "none/report", "a.py", expected=2).err == snapshot(
        "flowcodemod: none/report cannot be written: its folder is missing: make it first"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("d.py",),
        (*NAMES, "nowhere.py"),
        (*NAMES, "--select", "FCM999", "d.py"),
        (*NAMES, "--against", "nobody", "d.py"),
        (*NAMES[:2], "d.py"),
        (*NAMES, "--campaign", "session-to-flow", "d.py"),
        (*NAMES, "--outputformat", "json"),
        (*NAMES, "--output-format", "yaml"),
    ],
)
def test_what_cannot_be_judged_does_not_pass(gate: CommandLine, arguments: tuple[str, ...]) -> None:
    answer = gate("check", *arguments, expected=2)
    assert (answer.out, bool(answer.err)) == ("", True)


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", "# flowcodemod baseline 1\nx\n"])
def test_a_broken_baseline_does_not_pass_clean_files(gate: CommandLine, text: str) -> None:
    write(gate.root, {"flowcodemod.baseline": text})
    assert "flowcodemod.baseline:" in gate("check", *NAMES, "d.py", expected=2).err


def test_clean_files_pass_beside_a_baseline(gate: CommandLine) -> None:
    gate("baseline", *NAMES)
    for path in ("a.py", "c.py", "d.py"):
        gate("check", *NAMES, path)
    write(gate.root, {"d.py": "session_id = 1\n"})
    gate("check", *NAMES, "d.py", expected=1)


def test_a_fault_in_a_campaign_is_found_before_anything_passes(gate: CommandLine) -> None:
    write(gate.root, {"flowcodemod.toml": '[campaign]\nname = "a"\nold = "session_id"\nnew = "flow_id"\n[nmaes]\n'})
    assert "did you mean 'names'?" in gate("check", "d.py", expected=2).err


def test_the_table_of_options_and_the_formats_agree() -> None:
    assert tuple(formats.FORMATS) == FORMATS


def test_help_is_that_of_the_table(gate: CommandLine) -> None:
    assert gate("check", "--help").out == check_parser().format_help().rstrip()
    assert "check" in gate("--help").out


def test_typer_passes_everything_on(gate: CommandLine) -> None:
    """`-C` twice is typer's to read."""
    twice = ("-C", ".", "-C", ".")
    assert gate(*twice, "check", *NAMES, "a.py", expected=1).out == gate("check", *NAMES, "a.py", expected=1).out
    assert "usage: flowcodemod check" in gate(*twice, "check", "--help").out
