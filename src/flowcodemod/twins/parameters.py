"""Two parameters of one function: one, where every call passes the same value for both, or only one of the two."""

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.model.link import Key
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.model.twin import Span, Twin
from flowcodemod.readers.syntax import enclosing, text_of
from flowcodemod.twins.calls import Call, calls, definitions_of, handed_on
from flowcodemod.twins.code import Code, key

_KINDS = ("identifier", "typed_parameter", "default_parameter", "typed_default_parameter")
_PLAIN_DECORATORS = frozenset(
    {"staticmethod", "classmethod", "abstractmethod", "override", "overload", "final", "cache", "lru_cache"}
)


@dataclass(frozen=True)
class _Pair:
    """Both parameters with their positions among the arguments of a call (None: keyword-only)."""

    old: Node
    new: Node
    old_position: int | None
    new_position: int | None


def find(code: Code) -> Iterator[Twin]:
    """The twins among the parameters of Python functions."""
    for reference, site, new in code.references():
        if site.kind is not SiteKind.PARAMETER:
            continue
        node = code.node(reference)
        listed = enclosing(node, "parameters", "lambda_parameters")
        pair = _pair(listed, reference.text, new) if listed is not None else None
        if listed is None or pair is None:
            continue
        function = listed.parent
        if function is None or function.type == "lambda":
            yield Twin((key(reference),), question="both are parameters of one lambda, whose calls cannot be seen")
        else:
            yield from _twins(code, reference, function, pair, new)


def _pair(listed: Node, old: str, new: str) -> _Pair | None:
    found: dict[str, tuple[Node, int | None]] = {}
    position: int | None = 0
    for child in listed.named_children:
        if child.type in ("keyword_separator", "list_splat_pattern"):
            position = None
        if child.type not in _KINDS:
            continue
        found[_name(child)] = (child, position)
        position = position + 1 if position is not None else None
    if old not in found or new not in found:
        return None
    shift = 1 if next(iter(found)) in ("self", "cls") else 0
    places = [one - shift if one is not None else None for one in (found[old][1], found[new][1])]
    return _Pair(found[old][0], found[new][0], places[0], places[1])


def _name(parameter: Node) -> str:
    name = parameter.child_by_field_name("name") or (
        parameter.named_children[0] if parameter.named_children else parameter
    )
    return text_of(name)


def _twins(code: Code, reference: Reference, function: Node, pair: _Pair, new: str) -> Iterator[Twin]:
    path = reference.path
    name = _name_of(function)
    question = _never(function)
    values: list[tuple[Span, Span]] = []
    edits = list(code.without_entry(path, pair.old))
    other = list(code.without_entry(path, pair.new))
    along: list[Key] = []
    seen = False
    alone = definitions_of(code, name) == 1
    for call in calls(code, name):
        label = call.label(code, reference.text)
        if not call.may_mean(code, path, name) or (label and not code.may_belong(label, key(reference))):
            continue
        along += [label] if label else []
        if call.node.start_byte >= function.start_byte and call.path == path and _is_super(call):
            continue
        given_old = call.given(reference.text, pair.old_position)
        given_new = call.given(new, pair.new_position)
        seen = seen or given_old is not None or given_new is not None or not call.open
        if given_old is not None and given_new is not None:
            values.append((code.span(call.path, given_old), code.span(call.path, given_new)))
            if label is None:
                edits += code.without_entry(call.path, given_old)
                other += code.without_entry(call.path, given_new)
                if not alone:
                    question = question or f"several functions are called {name}: {call.where} may mean another one"
        else:
            question = question or _shifted(call, pair, given_old)
    if not seen:
        question = question or f"no call of {name} is seen, so nothing shows what it is given"
    elsewhere = handed_on(code, path, name) if function_name(function) == name else ""
    if elsewhere:
        question = question or f"{elsewhere} hands {name} on, and nothing shows what it is given there"
    defaults = [one.child_by_field_name("value") for one in (pair.old, pair.new)]
    if defaults[0] is not None and defaults[1] is not None:
        values.append((code.span(path, defaults[0]), code.span(path, defaults[1])))
    found = (tuple(dict.fromkeys(one)) for one in (edits, other))
    yield Twin((key(reference),), next(found), tuple(values), next(found), question, along=tuple(along))


def function_name(function: Node) -> str:
    """The name of a function's own."""
    return text_of(function.child_by_field_name("name") or function)


def _name_of(function: Node) -> str:
    """What a function is called by: its name, for a constructor its class's."""
    name = function_name(function)
    owner = enclosing(function, "class_definition")
    if name in ("__init__", "__new__") and owner is not None:
        return text_of(owner.child_by_field_name("name") or owner)
    return name


def _never(function: Node) -> str:
    """Why the calls of a function cannot all be seen: somebody else's decorator calls it."""
    parent = function.parent
    if parent is None or parent.type != "decorated_definition":
        return ""
    for child in parent.children:
        if child.type == "decorator":
            name = text_of(child)[1:].partition("(")[0].rpartition(".")[2].strip()
            if name not in _PLAIN_DECORATORS:
                return f"@{name} calls it, and may pass two values"
    return ""


def _is_super(call: Call) -> bool:
    function = call.node.child_by_field_name("function")
    return function is not None and text_of(function).startswith("super()")


def _shifted(call: Call, pair: _Pair, given_old: Node | None) -> str:
    """Why a call that passes one of the two by position would pass it to another parameter afterwards, else ''."""
    if call.starred:
        return f"what {call.where} passes cannot be counted"
    if given_old is None or given_old.parent is None or given_old.parent.type == "keyword_argument":
        return ""
    if call.open:
        return f"what {call.where} passes cannot be counted"
    if pair.old_position is not None and pair.new_position == pair.old_position + 1:
        return ""
    return f"{call.where} passes only the old one, by position"
