"""Two fields, columns or attributes of one class: one, where both are only ever set together, to the same value."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.campaign import KEEPING, Boundary, Campaign, Policy
from flowcodemod.model.link import Key
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.model.twin import Span, Twin
from flowcodemod.pins.field_pins import model_of
from flowcodemod.pins.wire_classes import wire_class
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.syntax import plain_text, text_of
from flowcodemod.twins.assignments import beside
from flowcodemod.twins.calls import Call, calls
from flowcodemod.twins.code import Code, key, statement_of

_TABLE = re.compile(r"""__tablename__\s*(?::[^=\n]+)?=\s*["'](?P<name>\w+)["']""")
_TYPES = re.compile(
    r"^(?:typing\.)?Optional\[(?P<one>.*)\]$|^(?P<two>.*?)\s*\|\s*None$|^None\s*\|\s*(?P<three>.*)$", re.DOTALL
)
_CONSTRAINTS = re.compile(
    r"\b(?:ForeignKey\([^)]*\)|unique\s*=\s*True|primary_key\s*=\s*True|index\s*=\s*True|server_default)"
)


def find(code: Code, campaign: Campaign) -> Iterator[Twin]:
    """The twins among the members of Python classes, and columns to be dropped although nothing replaces them."""
    for reference, site, new in code.references():
        around = code.program.definitions(reference.path).class_around(reference.start) if site.kind in _KINDS else None
        if around is None:
            continue
        if site.kind is SiteKind.MEMBER:
            yield from _member(code, reference, around, new, campaign)
        elif site.kind is SiteKind.ATTRIBUTE and site.chain == "self" and site.binds:
            known = new in around.attributes or new in around.members or new in around.methods
            node = code.node(reference)
            alone = node is None or node.parent is None or beside(node.parent, new) is None
            if known and alone and reference.text not in around.members:
                yield Twin((key(reference),), question=f"it is set without {new}")


_KINDS = frozenset({SiteKind.MEMBER, SiteKind.ATTRIBUTE})


def _member(code: Code, reference: Reference, around: Class, new: str, campaign: Campaign) -> Iterator[Twin]:
    table = _table(code, reference, around)
    policy = campaign.columns.get(f"{table}.{reference.text}")
    if new in around.methods:
        yield Twin((key(reference),), question=f"{around.name} has a method {new}")
        return
    if new not in around.members:
        if policy is Policy.DROP and table:
            question = f"the campaign drops {table}.{reference.text}, which is still in use and has no twin"
            yield Twin((key(reference),), question=question)
        return
    question = _stored(reference, policy, campaign) or _sent(code, reference, campaign)
    yield _pair(code, reference, around, new, question)


def _pair(code: Code, reference: Reference, around: Class, new: str, question: str) -> Twin:
    path = reference.path
    syntax = code.syntax(path)
    old_node = code.node(reference)
    if syntax is None or old_node is None:
        return Twin((key(reference),), question="its class cannot be read")
    start = around.members[new]
    statement, other = statement_of(old_node), statement_of(syntax.node_at(start, start + len(new)))
    question = question or _differs(statement, other)
    values: list[tuple[Span, Span]] = []
    edits = list(code.without_statement(path, statement))
    along: list[Key] = []
    for call in calls(code, around.name):
        label = call.label(code, reference.text)
        if not call.may_mean(code, path, around.name) or (label and not code.may_belong(label, key(reference))):
            continue
        along += [label] if label else []
        problem = _constructed(code, call, (reference.text, new), (values, edits), around)
        question = question or problem
    for problem in _set_alone(code, around.name, (reference.text, new), values):
        question = question or problem
    kept = code.without_statement(path, other)
    return Twin((key(reference),), tuple(dict.fromkeys(edits)), tuple(values), kept, question, along=tuple(along))


def _table(code: Code, reference: Reference, around: Class) -> str:
    match = _TABLE.search(code.text(reference.path), around.start, around.end)
    return match["name"] if match and reference.role is Role.COLUMN else ""


def _stored(reference: Reference, policy: Policy | None, campaign: Campaign) -> str:
    """Why a column of a database may not go, '' when it may."""
    if reference.role is not Role.COLUMN or policy in (Policy.DROP, Policy.RENAME):
        return ""
    if policy is None and campaign.boundaries.get(Boundary.DATABASE) is Policy.RENAME:
        return ""
    return "both are columns of a database, and the campaign does not say that one may be dropped"


def _sent(code: Code, reference: Reference, campaign: Campaign) -> str:
    """Why a published field may not go, '' when it may."""
    keeps = campaign.boundaries.get(Boundary.HTTP) in KEEPING
    published = keeps and (model_of(code.program, reference) or wire_class(code.program, reference))
    return "both are published, and what is published keeps its names" if published else ""


def _differs(old: Node, new: Node) -> str:
    """Why two declarations do not mean the same, '' when the new one may stand for both."""
    one, other = (_assignment(node) for node in (old, new))
    if one is None or other is None:
        return "one of the two is declared in another way"
    types = [_bare(text_of(node.child_by_field_name("type") or node)) for node in (one, other)]
    typed = [node.child_by_field_name("type") is not None for node in (one, other)]
    if typed[0] != typed[1] or (typed[0] and types[0] != types[1]):
        return "the two have different types"
    constraints = [set(_CONSTRAINTS.findall(text_of(node))) for node in (one, other)]
    keys = [{one for one in found if one.startswith("ForeignKey")} for found in constraints]
    if keys[0] != keys[1]:
        return "the two have different foreign keys"
    if not constraints[0] <= constraints[1]:
        return "the old one has constraints that the new one has not"
    follower = old.next_named_sibling
    if follower is not None and follower.type == "expression_statement" and plain_text(follower.named_children[0]):
        return "the old one has a documentation of its own"
    return ""


def _assignment(statement: Node) -> Node | None:
    if statement.type != "expression_statement" or not statement.named_children:
        return None
    node = statement.named_children[0]
    left = node.child_by_field_name("left") if node.type == "assignment" else None
    return node if left is not None and left.type == "identifier" else None


def _bare(annotation: str) -> str:
    """A type without the marks of what may be missing: `Mapped[str | None]` and `Optional[str]` are `str`."""
    text = "".join(annotation.split())
    mapped = re.match(r"^(?:\w+\.)?Mapped\[(.*)\]$", text)
    text = mapped[1] if mapped else text
    match = _TYPES.match(text)
    return next((part for part in match.groups() if part is not None), text) if match else text


def _constructed(
    code: Code,
    call: Call,
    names: tuple[str, str],
    found: tuple[list[tuple[Span, Span]], list[Edit]],
    around: Class,
) -> str:
    """Why a call of the class sets only the old one, '' for any other; values given by position are compared."""
    members = list(around.members)
    places = [members.index(name) if "__init__" not in around.methods else None for name in names]
    given = [call.given(name, place) for name, place in zip(names, places, strict=True)]
    if given[0] is not None and given[1] is not None:
        values, edits = found
        values.append((code.span(call.path, given[0]), code.span(call.path, given[1])))
        if given[0].parent is not None and given[0].parent.type != "keyword_argument":
            edits += code.without_entry(call.path, given[0])
        return ""
    alone = given[0] is not None
    return f"{call.where} sets only {names[0]}" if alone and not call.open and "__init__" not in around.methods else ""


def _set_alone(code: Code, owner: str, names: tuple[str, str], values: list[tuple[Span, Span]]) -> Iterator[str]:
    """Where a file that speaks of the class sets one of the two on some object without the other; else both values."""
    for path in code.modules:
        if not any(True for _start in code.mentions(path, owner)):
            continue
        for one, other in (names, names[::-1]):
            for node in _targets(code, path, one):
                twin = beside(node, other)
                sides = [
                    side.child_by_field_name("right") if side is not None else None for side in (node.parent, twin)
                ]
                if sides[0] is not None and sides[1] is not None:
                    values.append((code.span(path, sides[0]), code.span(path, sides[1])))
                if twin is None:
                    yield f"{path}:{node.start_point[0] + 1} sets {one} without {other}"


def _targets(code: Code, path: str, name: str) -> Iterator[Node]:
    """The attributes of a name that a file assigns to."""
    syntax = code.syntax(path)
    for start in code.mentions(path, name) if syntax is not None else ():
        node = syntax.node_at(start, start + len(name)) if syntax is not None else None
        attribute = node.parent if node is not None else None
        if attribute is None or attribute.type != "attribute" or attribute.child_by_field_name("attribute") != node:
            continue
        parent = attribute.parent
        if (
            parent is not None
            and parent.type in ("assignment", "augmented_assignment")
            and parent.child_by_field_name("left") == attribute
        ):
            yield attribute
