"""Falling back from the new name to the old one: what becomes of it changes behaviour, so the campaign says it."""

import re
from collections.abc import Iterator, Mapping

from tree_sitter import Node

from flowcodemod.model.campaign import Fallback
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.model.twin import Span, Twin
from flowcodemod.readers.languages import PYTHON
from flowcodemod.readers.syntax import enclosing, plain_text, text_of
from flowcodemod.twins.code import Code, key

_ASKED = "old data may hold only the old name: say [merge] fallback = drop, raise or keep"
_KEPT = "the campaign keeps the fallback to the old name"


def find(code: Code, policy: Fallback) -> Iterator[Twin]:
    """The twins that fall back from a key to the old key, in one expression or in two steps."""
    seen: set[Span] = set()
    for reference, site, new in code.references():
        syntax = code.syntax(reference.path)
        string = site.kind is SiteKind.STRING and site.whole and reference.role is Role.KEY
        if not string or syntax is None or syntax.grammar is not PYTHON or new not in syntax.text:
            continue
        found = _steps(code, reference, new) or _expression(code, reference, new)
        if found is None or found[0] in seen:
            continue
        seen.add(found[0])
        keys = tuple(key(one) for one in code.inside(found[0]))
        edits = found[1].get(policy)
        question = {Fallback.ASK: _ASKED, Fallback.KEEP: _KEPT}.get(
            policy, "" if edits else "say by hand what happens without the new name"
        )
        yield Twin(keys, edits or (), question=question)


Found = tuple[Span, Mapping[Fallback, tuple[Edit, ...]]]


def _steps(code: Code, reference: Reference, new: str) -> Found | None:
    """`flow_id = data.get("flow_id")`, then `if not flow_id:` and nothing in it but what the old key gives."""
    path = reference.path
    statement = enclosing(code.node(reference), "if_statement")
    while statement is not None and _emptiness(statement, new) is False:
        statement = enclosing(statement.parent, "if_statement")
    if statement is None or statement.child_by_field_name("alternative") is not None:
        return None
    before = _previous(statement)
    body = statement.child_by_field_name("consequence")
    if before is None or body is None or not _reads(before, new) or not _only_sets(body, reference.text, new):
        return None
    text = code.text(path)
    whole = code.span(path, statement)
    line = text.rfind("\n", 0, whole[1]) + 1
    end = _line_end(text, whole[2])
    indent, newline = text[line : whole[1]], "\r\n" if "\r\n" in text[line:end] else "\n"
    after = _next(statement)
    refuses = after is not None and _refuses(after, new)
    last = code.span(path, after)[2] if after is not None and refuses else whole[2]
    step = _step(text, indent)
    raised = f'if not {new}:{newline}{indent}{step}raise ValueError("{message(statement, new)}")'
    span = (path, whole[1], whole[2])
    return span, {
        Fallback.DROP: (code.edit(path, line, end),),
        Fallback.RAISE: (code.edit(path, whole[1], last, raised),),
    }


def _step(text: str, indent: str) -> str:
    inner = re.search(rf"\n{re.escape(indent)}([ \t]+)\S", text)
    return inner[1] if inner else "    "


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return found + 1 if found >= 0 else len(text)


def _emptiness(statement: Node, name: str) -> bool:
    """Whether an `if` asks only whether a name is empty: `if not name`, `if name is None`."""
    condition = statement.child_by_field_name("condition")
    text = " ".join(text_of(condition).split()) if condition is not None else ""
    return text in (
        f"not {name}",
        f"{name} is None",
        f"({name} is None)",
        f'{name} == ""',
        f"name is None or not {name}",
    )


def _previous(node: Node) -> Node | None:
    before = node.prev_named_sibling
    while before is not None and before.type == "comment":
        before = before.prev_named_sibling
    return before


def _next(node: Node) -> Node | None:
    after = node.next_named_sibling
    return after if after is None or after.type != "comment" else None


def _reads(statement: Node, new: str) -> bool:
    """Whether a statement sets the new name from its key."""
    assignment = statement.named_children[0] if statement.type == "expression_statement" else None
    left = (
        assignment.child_by_field_name("left") if assignment is not None and assignment.type == "assignment" else None
    )
    right = assignment.child_by_field_name("right") if assignment is not None else None
    return left is not None and right is not None and text_of(left) == new and new in _strings(right)


def _strings(node: Node) -> set[str]:
    own = {plain_text(node)} - {""}
    return own.union(*(_strings(child) for child in node.named_children))


def _only_sets(body: Node, old: str, new: str) -> bool:
    """Whether all that a block does is set the old and the new name, perhaps under a condition on the old one."""
    for statement in body.named_children:
        if statement.type == "comment":
            continue
        if statement.type == "if_statement":
            condition = statement.child_by_field_name("condition")
            inner = statement.child_by_field_name("consequence")
            plain = condition is not None and text_of(condition) in (old, f"{old} is not None")
            if (
                not plain
                or inner is None
                or statement.child_by_field_name("alternative") is not None
                or not _only_sets(inner, old, new)
            ):
                return False
            continue
        assignment = statement.named_children[0] if statement.type == "expression_statement" else None
        left = (
            assignment.child_by_field_name("left")
            if assignment is not None and assignment.type == "assignment"
            else None
        )
        if left is None or text_of(left) not in (old, new):
            return False
    return True


def _refuses(statement: Node, new: str) -> bool:
    """Whether a statement is `if not new: raise …` and nothing else."""
    body = statement.child_by_field_name("consequence") if statement.type == "if_statement" else None
    if body is None or not _emptiness(statement, new) or statement.child_by_field_name("alternative") is not None:
        return False
    return [one.type for one in body.named_children] == ["raise_statement"]


def _expression(code: Code, reference: Reference, new: str) -> Found | None:
    """`data.get("flow_id") or data.get("session_id")` and `data.get("flow_id", data.get("session_id"))`."""
    path = reference.path
    old = _lookup(enclosing(code.node(reference), "string"))
    if old is None or old.parent is None:
        return None
    parent = old.parent
    wanted = _compact(old).replace(reference.text, new)
    if parent.type == "boolean_operator" and (parent.child_by_field_name("operator") or parent).type == "or":
        left, right = parent.child_by_field_name("left"), parent.child_by_field_name("right")
        if left is None or right is None or right != old or _compact(left) != wanted:
            return None
        whole = parent
        drop = code.edit(path, code.span(path, left)[2], code.span(path, right)[2])
    elif parent.type == "argument_list" and parent.parent is not None and len(parent.named_children) == 2:
        first = parent.named_children[0]
        whole = parent.parent
        if parent.named_children[1] != old or plain_text(first) != new or not _same_receiver(whole, old):
            return None
        drop = code.edit(path, code.span(path, first)[2], code.span(path, old)[2])
    else:
        return None
    edits: dict[Fallback, tuple[Edit, ...]] = {Fallback.DROP: (drop,)}
    raising = _raising(code, path, whole)
    if raising is not None:
        edits[Fallback.RAISE] = (drop, raising)
    return (path, drop.start, drop.end), edits


def _lookup(string: Node | None) -> Node | None:
    """The `data.get("…")` or `data["…"]` around a string."""
    parent = string.parent if string is not None else None
    if parent is None:
        return None
    if parent.type == "subscript":
        return parent
    call = parent.parent if parent.type == "argument_list" else None
    function = call.child_by_field_name("function") if call is not None else None
    is_get = function is not None and function.type == "attribute" and text_of(function).endswith((".get", ".pop"))
    return call if is_get else None


def _compact(node: Node) -> str:
    return "".join(text_of(node).split()).replace("'", '"')


def _same_receiver(call: Node, old: Node) -> bool:
    one, other = (node.child_by_field_name("function") for node in (call, old))
    return one is not None and other is not None and _compact(one) == _compact(other)


def _raising(code: Code, path: str, value: Node) -> Edit | None:
    """The check to put behind `name = value`; None where the value is used otherwise."""
    assignment = value.parent
    left = (
        assignment.child_by_field_name("left") if assignment is not None and assignment.type == "assignment" else None
    )
    statement = assignment.parent if assignment is not None else None
    if left is None or left.type != "identifier" or statement is None or statement.type != "expression_statement":
        return None
    text = code.text(path)
    _, start, end = code.span(path, statement)
    line = text.rfind("\n", 0, start) + 1
    indent = text[line:start]
    if indent.strip() or text[end : _line_end(text, end)].strip().startswith(";"):
        return None
    at = _line_end(text, end)
    newline = "\r\n" if text[at - 2 : at] == "\r\n" else "\n"
    name = text_of(left)
    lead = "" if text[at - 1 : at] == "\n" else newline
    raised = f'{lead}{indent}if not {name}:{newline}{indent}    raise ValueError("{message(statement, name)}"){newline}'
    return code.edit(path, at, at, raised)


def message(node: Node, new: str) -> str:
    """`flow_id is required`, in `handle_flow_event` with ` for all flow events`."""
    function = enclosing(node, "function_definition")
    name = function.child_by_field_name("name") if function is not None else None
    stem = new.rpartition("_")[0]
    match = re.search(rf"(?:^|_)({re.escape(stem)}_[a-z]+)$", text_of(name)) if stem and name is not None else None
    return f"{new} is required" + (f" for all {match[1].replace('_', ' ')}s" if match else "")
