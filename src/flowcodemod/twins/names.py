"""Two names of one scope: one, where the second only repeats the first; and names that would hide others."""

import keyword
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.model.twin import Span, Twin
from flowcodemod.readers.languages import PYTHON
from flowcodemod.readers.scopes import MODULE, Scopes
from flowcodemod.readers.syntax import Syntax, enclosing, text_of
from flowcodemod.twins.code import Code, key, statement_of

_SCOPES = frozenset(
    {
        "function_definition",
        "lambda",
        "class_definition",
        "list_comprehension",
        "set_comprehension",
        "dictionary_comprehension",
        "generator_expression",
    }
)
_NAMES = frozenset({SiteKind.NAME, SiteKind.PARAMETER, SiteKind.IMPORT, SiteKind.DEFINITION})


@dataclass(frozen=True)
class _Scope:
    """One scope that binds the old name, with everything in it that bears either name."""

    path: str
    start: int
    references: tuple[Reference, ...]
    new: str
    old_nodes: tuple[Node, ...]
    new_nodes: tuple[Node, ...]


def find(code: Code, dropped: Sequence[Span] = ()) -> Iterator[Twin]:
    """The twins among plain names. `dropped`: stretches that go away whole, whose bindings do not count."""
    groups: dict[tuple[str, int, str], list[Reference]] = defaultdict(list)
    for reference, site, new in code.references():
        if keyword.iskeyword(new) and site.kind is not SiteKind.STRING:
            yield Twin((key(reference),), question=f"'{new}' is a keyword of Python")
        plain = site.kind is SiteKind.PARAMETER or (site.kind in _NAMES and site.method_of is None)
        if plain and site.binding is not None:
            groups[reference.path, site.binding, new].append(reference)
    for (path, start, new), references in groups.items():
        syntax = code.syntax(path)
        if syntax is not None and syntax.grammar is PYTHON and new in syntax.text:
            yield from _in_scope(code, syntax, (path, start, new), tuple(references), dropped)


def _in_scope(
    code: Code,
    syntax: Syntax,
    place: tuple[str, int, str],
    references: tuple[Reference, ...],
    dropped: Sequence[Span],
) -> Iterator[Twin]:
    path, start, new = place
    scopes = Scopes(syntax)
    end = len(syntax.text)
    scope = scope_at(syntax, start) if start != MODULE else None
    if scope is not None:
        end = syntax.offsets.to_index(scope.end_byte)
    own: list[Node] = []
    keys = tuple(key(reference) for reference in references)
    for at in code.mentions(path, new):
        node = syntax.node_at(at, at + len(new))
        if (
            not max(start, 0) <= at < end
            or node.type != "identifier"
            or not scopes.is_name(node)
            or _gone(path, at, dropped)
        ):
            continue
        binding = scopes.binding(node)
        if binding == start:
            own.append(node)
        elif binding is None or binding < start or binding == MODULE:
            yield Twin(keys, question=f"{new} means something else there already, and would be hidden")
            return
        elif any(
            scopes.binding_of(new, syntax.node_at(reference.start, reference.end)) == binding
            for reference in references
        ):
            yield Twin(keys, question=f"an inner {new} would hide it")
            return
    if own:
        olds = tuple(syntax.node_at(one.start, one.end) for one in references if not _gone(path, one.start, dropped))
        yield from _merged(code, scopes, _Scope(path, start, references, new, olds, tuple(own)))


def scope_at(syntax: Syntax, start: int) -> Node | None:
    """The function, lambda, class or comprehension that starts at a code point."""
    node: Node | None = syntax.node_at(start, start + 1)
    byte, found = syntax.offsets.to_byte(start), None
    while node is not None and node.start_byte == byte:
        found = node if node.type in _SCOPES else found
        node = node.parent
    return found


def _gone(path: str, at: int, dropped: Sequence[Span]) -> bool:
    return any(path == one[0] and one[1] <= at < one[2] for one in dropped)


def _merged(code: Code, scopes: Scopes, scope: _Scope) -> Iterator[Twin]:
    """One name for both: what only repeats the other goes; a second source of values is a question."""
    path = scope.path
    keys = tuple(key(reference) for reference in scope.references)
    sources: dict[str, list[Node]] = {"old": [], "new": []}
    for side, nodes in (("old", scope.old_nodes), ("new", scope.new_nodes)):
        for node in nodes:
            if scopes.binds(node) and not _is_alias(node, scope):
                sources[side].append(node)
    aliases = [node for node in (*scope.old_nodes, *scope.new_nodes) if scopes.binds(node) and _is_alias(node, scope)]
    olds, news = sources["old"], sources["new"]
    question = ""
    pairs: tuple[tuple[Span, Span], ...] = ()
    edits = [edit for node in aliases for edit in code.without_statement(path, _removable(node, scope))]
    if olds and news and not (len(olds) == len(news) == 1 and all(_is_parameter(one) for one in (*olds, *news))):
        twice = _assigned_twice(code, path, olds, news)
        if _defined(olds) and _defined(news):
            return  # imports and definitions have twins of their own
        if twice is None:
            question = f"two values: lines {_lines(olds)} give one, lines {_lines(news)} the other"
        else:
            pairs = (twice,)
            edits += code.without_statement(path, statement_of(olds[0]))
    given = all(_is_parameter(one) for one in (*olds, *news))
    if len(olds) + len(news) > 1 and aliases and not given and not question:
        question = f"one of the two is set again: lines {_lines([*olds, *news])}"
    if edits or question:
        yield Twin(keys, tuple(dict.fromkeys(edits)), pairs, question=question)


def _is_alias(node: Node, scope: _Scope) -> bool:
    """Whether a binding only repeats the other name: `session_id = flow_id`, `flow_id = flow_id or session_id`."""
    assignment = node.parent
    if assignment is None or assignment.type != "assignment" or assignment.child_by_field_name("left") != node:
        return False
    right = assignment.child_by_field_name("right")
    old = scope.references[0].text
    return right is not None and _says_only(right, {old, scope.new}) and len(_identifiers(right) | {text_of(node)}) == 2


def _says_only(node: Node, names: set[str]) -> bool:
    if node.type == "identifier":
        return text_of(node) in names
    if node.type in (
        "boolean_operator",
        "parenthesized_expression",
        "conditional_expression",
        "comparison_operator",
        "not_operator",
    ):
        if node.type == "boolean_operator" and (node.child_by_field_name("operator") or node).type != "or":
            return False
        return all(_says_only(child, names) or child.type == "none" for child in node.named_children)
    return False


def _identifiers(node: Node) -> set[str]:
    if node.type == "identifier":
        return {text_of(node)}
    return {name for child in node.named_children for name in _identifiers(child)}


def _removable(node: Node, scope: _Scope) -> Node:
    """The statement of an alias, or the whole `if not flow_id:` around it when that holds nothing else."""
    statement = statement_of(node)
    block = statement.parent
    owner = block.parent if block is not None else None
    if owner is None or owner.type != "if_statement" or owner.child_by_field_name("alternative") is not None:
        return statement
    condition = owner.child_by_field_name("condition")
    alone = block is not None and len([one for one in block.named_children if one.type != "comment"]) == 1
    names = {scope.references[0].text, scope.new}
    return (
        owner
        if alone and condition is not None and _identifiers(condition) <= names and not _calls(condition)
        else statement
    )


def _calls(node: Node) -> bool:
    return node.type in ("call", "await", "named_expression") or any(_calls(child) for child in node.named_children)


def _is_parameter(node: Node) -> bool:
    listed = enclosing(node, "parameters", "lambda_parameters", "block")
    return listed is not None and listed.type != "block"


def _defined(nodes: Sequence[Node]) -> bool:
    """Whether all bindings are names imported from a module, or all are definitions."""
    kinds = {node.parent.type for node in nodes if node.parent is not None}
    return kinds <= {"dotted_name"} or kinds <= {"function_definition", "class_definition"}


def _assigned_twice(code: Code, path: str, olds: Sequence[Node], news: Sequence[Node]) -> tuple[Span, Span] | None:
    """The two values of `session_id = x` next to `flow_id = x`, where nothing is called."""
    if len(olds) != 1 or len(news) != 1:
        return None
    values = []
    for node in (*olds, *news):
        parent = node.parent
        value = parent.child_by_field_name("right") if parent is not None and parent.type == "assignment" else None
        if value is None or _calls(value) or node.parent is None or node.parent.child_by_field_name("left") != node:
            return None
        values.append(value)
    first, second = sorted((statement_of(olds[0]), statement_of(news[0])), key=lambda one: one.start_byte)
    if first.next_named_sibling != second:
        return None
    return code.span(path, values[0]), code.span(path, values[1])


def _lines(nodes: Sequence[Node]) -> str:
    return ", ".join(str(node.start_point[0] + 1) for node in nodes)
