"""A plan for people: what would be edited, on what evidence, and what is left and why."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flowcodemod.model.evidence import Tier
from flowcodemod.model.plan import Group, Operation, Plan
from flowcodemod.model.words import counted
from flowcodemod.report.tables import plain_table, print_titled

_STYLES = {Tier.CONFIDENT: "green", Tier.TENTATIVE: "yellow", Tier.MANUAL: "red"}


def render_plan(plan: Plan, console: Console, *, examples: int = 8) -> None:
    """The counts, the tiers, the largest groups with their evidence, and the queue by reason."""
    console.print(Text(headline(plan), style="bold"))
    console.print(_tiers(plan))
    largest = sorted(plan.groups, key=lambda group: (-len(group.edits), group.id))[:examples]
    for group in largest:
        render_group(plan, group, console)
    if plan.not_edited:
        print_titled("left alone", _left(plan), console)
    for line in dict.fromkeys(_line(one) for one in plan.operations):
        console.print(Text(line))


def _line(operation: Operation) -> str:
    facts = (operation.path, operation.target, operation.detail)
    return " ".join([f"{operation.kind.value}:", *filter(None, facts)])


def headline(plan: Plan) -> str:
    """`836 edits in 120 files are confident, 362 need a decision, 1350 references stay`."""
    sure = [edit for group in plan.groups if group.tier is Tier.CONFIDENT for edit in group.edits]
    unsure = sum(group.references for group in _open(plan) if group.tier is not Tier.CONFIDENT)
    files = len({edit.path for edit in sure})
    confident = (
        f"{counted(len(sure), 'edit')} in {counted(files, 'file')} {'is' if len(sure) == 1 else 'are'} confident"
    )
    asked = f"{unsure} {'needs' if unsure == 1 else 'need'} a decision"
    left = len(plan.not_edited)
    return f"{confident}, {asked}, {counted(left, 'reference')} {'stays' if left == 1 else 'stay'}"


def _open(plan: Plan) -> list[Group]:
    """The groups that nobody has refused; a file that somebody wants to keep in its place is left like any reference."""
    return [group for group in plan.groups if not group.is_refused]


def render_group(plan: Plan, group: Group, console: Console) -> None:
    """One group: its edits in short, its reach, and every piece of evidence."""
    first = plan.first(group)
    line = Text()
    line.append(f"{group.id}  ", style="dim")
    line.append(f"{group.confidence:.2f} {group.tier.value}", style=_STYLES[group.tier])
    line.append(f"  {first.old} -> {first.new}", style="bold")
    files = len({edit.path for edit in group.edits})
    line.append(f"  {counted(len(group.edits), 'place')} in {counted(files, 'file')}")
    line.append(f", first {first.path}:{first.line}, reach {group.reach.value}")
    console.print(line)
    for piece in group.evidence[:3]:
        console.print(Text(f"      {piece}", style="dim"))
    if len(group.evidence) > 3:
        console.print(Text(f"      and {len(group.evidence) - 3} more", style="dim"))


def _tiers(plan: Plan) -> Table:
    table = plain_table()
    for heading in ("tier", "groups", "edits", "files"):
        table.add_column(heading, justify="left" if heading == "tier" else "right")
    for tier in Tier:
        groups = [group for group in _open(plan) if group.tier is tier]
        edits = [edit for group in groups for edit in group.edits]
        row = (str(len(groups)), str(len(edits)), str(len({edit.path for edit in edits})))
        table.add_row(Text(tier.value, style=_STYLES[tier]), *row)
    return table


def _left(plan: Plan) -> Table:
    table = plain_table()
    for heading in ("reason", "references", "for example"):
        table.add_column(heading, justify="right" if heading == "references" else "left")
    counts = Counter(one.reason for one in plan.not_edited)
    for reason, count in sorted(counts.items()):
        example = next(one for one in plan.not_edited if one.reason is reason)
        table.add_row(reason.value, str(count), Text(f"{example.path}:{example.line} {example.text}: {example.detail}"))
    return table
