"""`f(**{k: v for k, v in given.items() if k in signature(f).parameters})`: keys of `given` are parameters of functions."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from tree_sitter import Node

from flowcodemod.evidence.by_name import FILLED_BY_NAME
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.definitions import Function
from flowcodemod.readers.signature_filters import LOOKS, filtered_by_names
from flowcodemod.readers.splats import given_name
from flowcodemod.readers.syntax import enclosing, text_of

_VALUES = frozenset(
    {"argument_list", "list", "tuple", "set", "pair", "keyword_argument", "assignment", "expression_list"}
)
_LONGEST = 400
_Fillers = Mapping[str, Mapping[str, str]]
"""The dictionary's name -> the function that picks from it -> where that stands."""


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the keys of such dictionaries to the parameters of that name which no call here names itself."""
    fillers = program.once(_fillers)
    keys: dict[str, list[tuple[Key, str]]] = defaultdict(list)
    for reference, site in program.sites() if fillers else ():
        where = _filler(program, fillers, reference, site) if not is_apart(reference.path) else ""
        if where:
            keys[reference.text].append(((reference.path, reference.start), where))
    called = {
        (site.callee.text, one.text)
        for one, site in program.sites()
        if keys and site.kind is SiteKind.LABEL and site.callee
    }
    for reference, site in program.sites() if keys else ():
        function = _owner(program, reference, site) if reference.text in keys else None
        if (
            function is not None
            and (function.name, reference.text) not in called
            and _is_handed(program, function.name)
        ):
            for key, where in keys[reference.text]:
                yield Link(
                    key, (reference.path, reference.start), Evidence(Kind.SHOWN_FLOW, f"{where} {FILLED_BY_NAME}")
                )


def _fillers(program: Program) -> _Fillers:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path, text in program.modules.texts():
        for one in program.definitions(path).functions.values() if LOOKS.search(text) and not is_apart(path) else ():
            for given in filtered_by_names(text[one.start : one.end]):
                found[given][one.name] = f"{path}:{text.count(chr(10), 0, one.start) + 1}"
    return found


def _filler(program: Program, fillers: _Fillers, reference: Reference, site: Site) -> str:
    """Where parameters are filled from the dictionary that a key is written in, or that is asked for it; '' for others."""
    syntax = program.modules.syntax(reference.path)
    if site.kind is not SiteKind.STRING or not site.whole or syntax is None:
        return ""
    if site.use is StringUse.DICT_KEY:
        display = enclosing(syntax.node_at(reference.start, reference.end), "dictionary")
        call = enclosing(display, "call", "block") if display is not None else None
        holder = display.parent if display is not None else None
        if call is not None and holder is not None and holder.type in ("argument_list", "keyword_argument"):
            callee = text_of(call.child_by_field_name("function") or call).rpartition(".")[2]
            return next((where for known in fillers.values() for name, where in known.items() if name == callee), "")
    given = site.chain if site.asks else given_name(program.modules.text(reference.path), site)
    return _handed_to(program, fillers.get(given, {}), reference, given)


def _handed_to(program: Program, known: Mapping[str, str], reference: Reference, given: str) -> str:
    """Where a dictionary goes that the function around picks from, or hands on to one that calls it by the same name."""
    around = program.definitions(reference.path).functions_around(reference.start) if known else ()
    for one in around:
        body = program.modules.text(reference.path)[one.start : one.end]
        if one.name in known:
            return known[one.name]
        for callee in program.once(_takers).get(given, ()):
            if re.search(rf"\b{callee}\((?:[^()]|\([^()]*\)){{0,{_LONGEST}}}?(?<![\w.]){given}\b", body):
                return next(iter(known.values()))
    return ""


def _takers(program: Program) -> Mapping[str, frozenset[str]]:
    """Parameter -> our functions that have it, of those names that dictionaries are picked from."""
    fillers = program.once(_fillers)
    several = [one for path in program.modules.paths for one in program.definitions(path).functions.values()]
    return {given: frozenset(one.name for one in several if given in one.parameters) for given in fillers}


def _owner(program: Program, reference: Reference, site: Site) -> Function | None:
    """The function of a module that a parameter belongs to, if others may fill it; None for any other place."""
    if site.kind is not SiteKind.PARAMETER or site.owner is None or is_apart(reference.path):
        return None
    known = program.definitions(reference.path)
    function = known.functions.get(site.owner.start)
    if function is None or function.decorators or function.name.startswith("_"):
        return None
    inner = len(known.functions_around(function.start)) > 1 or known.class_around(function.start) is not None
    return None if inner or reference.text in function.positional_only else function


def _is_handed(program: Program, name: str) -> bool:
    """Whether a function is used as a value somewhere, or called nowhere."""
    called, mention = False, re.compile(rf"(?<![\w\"']){name}\b")
    for path, text in program.modules.texts():
        syntax = program.modules.syntax(path) if name in text and not is_apart(path) else None
        for match in mention.finditer(text) if syntax is not None else ():
            node = syntax.node_at(*match.span()) if syntax is not None else None
            holder = node.parent if node is not None and node.type == "identifier" else None
            if holder is not None and holder.type in _VALUES and not _names(holder, node):
                return True
            called = called or (holder is not None and holder.type == "call")
    return not called


def _names(holder: Node, node: Node | None) -> bool:
    """Whether a node is what an assignment or a keyword gives a value."""
    return node in (holder.child_by_field_name("left"), holder.child_by_field_name("name"))
