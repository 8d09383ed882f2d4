"""What the documents show is what the program prints."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from commandline import NAMES, CommandLine
from flowcodemod.model.plan import Operation

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)[^)]*\)")
FIELD = re.compile(r"`([a-z_]+)`")


def shown(document: Path) -> list[tuple[list[str], str]]:
    """Every command of a document's console blocks with what it shows, in order."""
    steps: list[tuple[list[str], str]] = []
    for block in CONSOLE.findall(document.read_text()):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            steps.append((command.split(), output.strip("\n")))
    return steps


def is_shown(printed: str, expected: str) -> bool:
    """Whether the lines are equal; a line that is `…` stands for any number of them."""
    parts = [re.escape(part.strip("\n")) for part in re.split(r"^…$", expected, flags=re.MULTILINE)]
    return re.fullmatch(r"\n(?:.*\n)*?".join(parts), printed) is not None


@pytest.mark.usefixtures("example")
def test_the_tour_in_the_readme(cli: CommandLine) -> None:
    steps = shown(ROOT / "README.md")
    assert [command[1] for command, _ in steps] == ["inventory", "plan", "apply", "verify", "check", "rollback"]
    for (program, *arguments), expected in steps:
        assert program == "flowcodemod"
        printed = cli(*arguments).out
        assert is_shown(printed, expected), printed


def test_an_ellipsis_is_no_licence() -> None:
    assert is_shown("a\nb\nc\nd", "a\n…\nd")
    assert not is_shown("a\nb\nc\nd", "a\n…\nc")
    assert not is_shown("a\nb", "a")
    assert not is_shown("ab\nc", "a\n…\nc")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text()):
        assert (document.parent / target).exists(), target


def documented(heading: str, following: str) -> set[str]:
    """The fields in the first column of the tables between two headings of docs/json.md."""
    text = (ROOT / "docs" / "json.md").read_text()
    section = text[text.index(heading) :].partition(following)[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in FIELD.findall(row)}


@pytest.mark.usefixtures("example")
def test_every_field_of_the_inventory_is_documented(cli: CommandLine) -> None:
    document = json.loads(cli("inventory", *NAMES, "--output-format", "json").out)
    assert documented("## `flowcodemod inventory", "Each of `items`") == set(document)
    for item in document["items"]:
        assert documented("Each of `items`", "## `flowcodemod plan") == set(item)


@pytest.mark.usefixtures("example")
def test_every_field_of_a_plan_is_documented(cli: CommandLine) -> None:
    cli("plan", *NAMES, "--no-checker", "--out", "../plan.json")
    document = json.loads((cli.root.parent / "plan.json").read_bytes())
    assert documented("## `flowcodemod plan", "Each of `groups`") == set(document)
    assert document["groups"]
    assert document["not_edited"]
    for group in document["groups"]:
        assert documented("Each of `groups`", "Each of `operations`") == set(group)
    names = {field.name for field in fields(Operation)}
    assert documented("Each of `operations`", "Each of `not_edited`") == names
    for one in document["not_edited"]:
        assert documented("Each of `not_edited`", "## `flowcodemod plan --dep") == set(one)


@pytest.mark.usefixtures("example")
def test_every_field_of_the_dependents_is_documented(cli: CommandLine) -> None:
    cli("plan", *NAMES, "--no-checker", "--dependents", "../dependents.json")
    document = json.loads((cli.root.parent / "dependents.json").read_bytes())
    assert documented("## `flowcodemod plan --dep", "Each of `dependents`") == set(document)
    assert document["dependents"]
    for one in document["dependents"]:
        assert documented("Each of `dependents`", "the end") == set(one)


def test_every_command_is_in_the_readme(cli: CommandLine) -> None:
    text = cli("--help").out
    commands = re.findall(r"^  ([a-z-]+)  +[A-Z]", text[text.index("Commands:") :], flags=re.MULTILINE)
    table = re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "README.md").read_text(), flags=re.MULTILINE)
    assert sorted(table) == sorted(commands)
