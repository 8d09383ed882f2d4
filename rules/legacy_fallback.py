"""Code falls back from the new name to the old one: `flow_id or session_id`, `data.get("flow_id", data["session_id"])`.

A fallback keeps the old name alive for everybody who still sends it, and nobody notices. Dropping it changes behaviour,
so the campaign says what happens (`[merge] fallback`): the flagship campaign raises
`ValueError("flow_id is required ...")` instead.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from tree_sitter import Node

from flowcodemod.model.reference import TEXTUAL, Reference, Role
from flowcodemod.model.rule import Example, Inspection, Rule, finding_at
from flowcodemod.model.verdict import Finding
from flowcodemod.readers.syntax import text_of
from flowcodemod.stages.surroundings import Surroundings, surroundings

CODE, NAME = "FCM202", "legacy-fallback"
_CHOICES = frozenset({"conditional_expression", "ternary_expression"})
_OPERATORS = frozenset({"or", "||", "??"})
_COMPARED = frozenset({"comparison_operator", "not_operator"})
_GROUPED = frozenset({"parenthesized_expression", "boolean_operator"})
_WITH_DEFAULT = frozenset({"get", "pop", "getattr", "setdefault", "getenv"})
_ARGUMENTS = frozenset({"argument_list", "arguments"})
_ASSIGNMENTS = frozenset({"assignment", "assignment_expression"})
_STATEMENTS = frozenset({"block", "statement_block", "module", "program"})


def check(inspection: Inspection) -> Iterator[Finding]:
    """Yield every old name whose value is used in place of a missing new one."""
    for reference in inspection.open:
        target = inspection.rival(reference)
        if target is None or reference.role in {*TEXTUAL, Role.FILENAME}:
            continue
        if _falls_back(reference, target, inspection.texts[reference.path]):
            message = f"falls back from '{target}' to '{reference.text}'"
            yield finding_at(reference, CODE, NAME, message, f"require '{target}', or say so under [merge] fallback")


def _falls_back(reference: Reference, target: str, text: str) -> bool:
    if _in_text(reference, target, text):
        return True
    found = surroundings(reference.path, text)
    return found is not None and _in_code(found, reference, re.compile(rf"(?<!\w){re.escape(target)}(?!\w)"))


def _in_text(reference: Reference, target: str, text: str) -> bool:
    """SQL's `COALESCE(flow_id, session_id)` and the shell's `${FLOW_ID:-$SESSION_ID}`, wherever they stand."""
    before = text[max(0, reference.start - 200) : reference.start]
    new = re.escape(target)
    return bool(
        re.search(rf"(?i:coalesce|ifnull|nvl)\s*\([^()]*(?<!\w){new}\s*,[^()]*$", before)
        or re.search(rf"\$\{{{new}:?-[^}}]*$", before)
    )


def _in_code(found: Surroundings, reference: Reference, target: re.Pattern[str]) -> bool:
    """Whether an expression, a default or an `if` around the reference has the new name as its first choice."""
    nodes = found.around(reference.start, reference.end)
    for depth, (node, parent) in enumerate(pairwise(nodes), 1):
        if parent.type == "keyword_argument" and parent.child_by_field_name("name") == node:
            return False
        if _is_choice(parent) and not _is_test(nodes[depth:]) and _others(parent, node, target):
            return True
        if parent.type in _ARGUMENTS and _is_default(node, parent, nodes[depth + 1 :], target):
            return True
        if parent.type in _ASSIGNMENTS:
            left, right = parent.child_by_field_name("left"), parent.child_by_field_name("right")
            return left is not None and right == node and _found(left, target) and _guarded(nodes[depth:], target)
        if parent.type in _STATEMENTS:
            return False
    return False


def _is_choice(node: Node) -> bool:
    operator = node.child_by_field_name("operator")
    return node.type in _CHOICES or (operator is not None and operator.type in _OPERATORS)


def _is_test(nodes: tuple[Node, ...]) -> bool:
    """Whether a choice (the first of the nodes) only asks if either is there, or compares them."""
    choice, *outer = nodes
    if choice.type not in _CHOICES and any(child.type in _COMPARED for child in choice.named_children):
        return True
    for node, parent in pairwise([choice, *outer]):
        if parent.type not in _GROUPED:
            return parent.type == "not_operator" or parent.child_by_field_name("condition") == node
    return False


def _others(choice: Node, mine: Node, target: re.Pattern[str]) -> bool:
    return any(_found(child, target) for child in choice.named_children if child.id != mine.id)


def _is_default(node: Node, arguments: Node, outer: tuple[Node, ...], target: re.Pattern[str]) -> bool:
    """Whether `node` is the default of a call that asks for the new name: `data.get("flow_id", node)`."""
    function = outer[0].child_by_field_name("function") if outer else None
    name = text_of(function).rpartition(".")[2] if function else ""
    earlier = [child for child in arguments.named_children if child.end_byte <= node.start_byte]
    return name in _WITH_DEFAULT and any(_found(child, target) for child in earlier)


def _guarded(nodes: tuple[Node, ...], target: re.Pattern[str]) -> bool:
    """Whether an assignment (the first of the nodes) stands where the new name turned out to be missing."""
    for node, parent in pairwise(nodes):
        condition = node.child_by_field_name("condition")
        if condition is not None and _found(condition, target):
            return True
        if node.type in ("except_clause", "catch_clause") and _found(parent.named_children[0], target):
            return True
        if node.type in ("function_definition", "class_definition"):
            return False
    return False


def _found(node: Node, target: re.Pattern[str]) -> bool:
    return bool(target.search(text_of(node)))


RULE = Rule(
    code=CODE,
    name=NAME,
    summary="code falls back from the new name to the old one",
    explanation=__doc__,
    check=check,
    fires=(
        Example("x = flow_id or session_id\n", (1,)),
        Example('x = data.get("flow_id") or data.get("session_id")\n', (1,)),
        Example('x = data.get("flow_id", data.get("session_id"))\n', (1,)),
        Example('x = getattr(a, "flow_id", a.session_id)\n', (1,)),
        Example("x = flow_id if flow_id else session_id\n", (1,)),
        Example("x = flow_id if flow_id is not None else session_id\n", (1,)),
        Example('flow_id = data.get("flow_id")\nif not flow_id:\n    flow_id = data.get("session_id")\n', (3,)),
        Example('try:\n    flow_id = data["flow_id"]\nexcept KeyError:\n    flow_id = data["session_id"]\n', (4,)),
        Example("if (!flowId) {\n  flowId = data.sessionId;\n}\n", (2,), "web/a.ts"),
        Example("return_value = f(flow_id or (a and session_id))\n", (1,)),
        Example("const x = flowId ?? data.sessionId;\n", (1,), "web/a.ts"),
        Example('q = "SELECT COALESCE(flow_id, session_id) FROM assets"\n', (1,)),
        Example('curl "$HOST/${FLOW_ID:-$SESSION_ID}"\n', (1,), "run.sh"),
    ),
    passes=(
        Example("if flow_id or session_id:\n    pass\n"),
        Example("x = flow_id == 1 or session_id == 2\n"),
        Example("x = flow_id or find(session_id=1)\n"),
        Example("flow_id = session_id\n"),
        Example("if not other:\n    flow_id = session_id\n"),
        Example("try:\n    f()\nexcept KeyError:\n    flow_id = session_id\n"),
        Example("x = flow_id\ny = session_id or 1\n"),
        Example('x = data.get("flow_id")\ny = data.get("session_id", 1)\n'),
        Example("x = [flow_id, session_id]\n"),
        Example("# flow_id or session_id\n"),
        Example("const x = flowId && sessionId;\n", path="web/a.ts"),
    ),
)
