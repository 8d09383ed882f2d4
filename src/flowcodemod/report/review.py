"""A group as a reviewer sees it: what it is, how sure, how far it reaches, on what evidence, and its diff."""

from dataclasses import replace

from rich.console import Console
from rich.text import Text

from flowcodemod.model.plan import Group, Plan
from flowcodemod.repo.git import Repository
from flowcodemod.report.escapes import printable
from flowcodemod.report.patch import patch
from flowcodemod.report.plan import render_group
from flowcodemod.report.questions import about_group

_LINES = 40
_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def render_card(repository: Repository, plan: Plan, group: Group, console: Console, heading: str) -> None:
    """One group; a long diff is cut."""
    first = plan.first(group)
    console.print(Text(heading, style="bold"))
    render_group(plan, group, console)
    for number, line in enumerate(diff := group_diff(repository, plan, group)):
        if number == _LINES:
            console.print(Text(f"and {len(diff) - _LINES} more lines", style="dim"))
            break
        console.print(Text(printable(line), style=_STYLES.get(line[:1], "")))
    console.print(Text(about_group(group.evidence, first.old, first.new), style="bold"))


def group_diff(repository: Repository, plan: Plan, group: Group) -> list[str]:
    """The lines of the patch that this group alone would make."""
    operations = tuple(one for one in plan.operations if one.group == group.id)
    paths = {edit.path for edit in group.edits} | {one.path for one in operations}
    files = {path: digest for path, digest in plan.files.items() if path in paths}
    alone = replace(plan, groups=(group,), operations=operations, files=files)
    return patch(repository, alone).decode("utf-8", "replace").splitlines()
