"""`def find(**values): query.filter_by(**values)`: what a function of ours is told, and asks some mapped class for.

So does one that sets attributes by the keys of a mapping, or is told an attribute's name.
"""

import re
from collections.abc import Iterator, Mapping

from flowcodemod.linkers.calls.passed_on import called
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.pins.stored_members import mapped_fields
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program, is_named_after
from flowcodemod.readers.collected import Given, Holder, collected, passed_on, queried
from flowcodemod.readers.containers import display_at
from flowcodemod.readers.declared import taker_of_display
from flowcodemod.readers.definitions import Function
from flowcodemod.readers.splats import callees

_STEPS = 4
_ABOUT = re.compile(r"^\s*(?:model|entity|table|orm)\w*\s*(?::[^=\n]+)?=\s*(?:\w+\.)*(?P<name>\w+)\s*$", re.MULTILINE)
_CLASS_NAMES = re.compile(r"(?<![\w.])(?:\w+\.)*([A-Z]\w*)")
_PART = re.compile(r"_?(?:repo|repository|dao|crud|store|service|manager)$|s$")
_ARGUMENTS = frozenset({StringUse.ARGUMENT, StringUse.METHOD})
_Told = tuple[str, Function, Holder]
"""The file and the function that is told a name, and what holds it there."""


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie such a keyword, key or string to the columns of that name which may be meant."""
    fields = program.once(mapped_fields)
    namespace = Namespace(program)
    for reference, site in program.sites() if fields else ():
        owners = fields.get(reference.text, {})
        for told in _told(program, reference, site) if owners else ():
            chain = _followed(program, namespace, told)
            if chain is not None:
                for key in _meant(program, reference, site, chain, owners):
                    evidence = Evidence(Kind.SHOWN_FLOW, f"{told[1].name} asks a mapped class for it")
                    yield Link((reference.path, reference.start), key, evidence)


def _told(program: Program, reference: Reference, site: Site) -> Iterator[_Told]:
    """The functions of ours that are told the name."""
    text = program.modules.text(reference.path)
    if site.kind is SiteKind.LABEL and site.callee is not None and site.chain != "dict":
        yield from _collecting(program, reference, site.callee.start)
    elif site.kind is SiteKind.STRING and site.whole and site.use in _ARGUMENTS and site.callee is not None:
        yield from _parameter(program, (reference.path, site.callee.start), site.argument, Given.NAME)
    elif site.kind in (SiteKind.STRING, SiteKind.LABEL) and (site.whole or site.chain == "dict"):
        for callee in callees(text, reference.start, site):
            yield from _collecting(program, reference, callee)
        syntax = program.modules.syntax(reference.path)
        display = display_at(syntax, site.container) if syntax is not None and site.container is not None else None
        taker = taker_of_display(display) if display is not None and site.use is StringUse.DICT_KEY else None
        if taker is not None and syntax is not None:
            place = (reference.path, syntax.offsets.to_index(taker[0].start_byte))
            yield from _parameter(program, place, taker[1], Given.MAPPING)


def _collecting(program: Program, reference: Reference, callee: int) -> Iterator[_Told]:
    for path, outside, function in program.functions_of((reference.path, callee)):
        if not outside and function.keywords and reference.text not in function.parameters:
            name = collected(program.modules.text(path)[function.start : function.end])
            yield path, function, Holder(name, Given.KEYWORDS)


def _parameter(program: Program, callee: Key, argument: int | str | None, given: Given) -> Iterator[_Told]:
    for path, outside, function in program.functions_of(callee):
        name = function.taking(argument)
        if not outside and name:
            yield path, function, Holder(name, given)


def _followed(program: Program, namespace: Namespace, told: _Told) -> str | None:
    """What stands before the lookup where the name ends up; None where nothing shows that it ends up in one."""
    path, function, holder = told
    for _step in range(_STEPS):
        text = program.modules.text(path)[function.start : function.end]
        chain = queried(text, holder)
        if chain is not None:
            return chain
        targets = {called(program, namespace, path, function, callee) for callee in passed_on(text, holder)}
        target = targets.pop() if len(targets) == 1 else None
        taker = program.definitions(target[0]).functions.get(target[1]) if target is not None else None
        if target is None or taker is None or not taker.keywords:
            return None
        path, function = target[0], taker
        holder = Holder(collected(program.modules.text(path)[function.start : function.end]), Given.KEYWORDS)
    return None


def _meant(program: Program, reference: Reference, site: Site, chain: str, owners: Mapping[str, Key]) -> Iterator[Key]:
    """The columns of the class that the lookup, the object asked or its name speaks of; of all, where none does."""
    named = {name for name in _CLASS_NAMES.findall(chain) if name in owners}
    about = named or {name for name in _about(program, reference, site) if name in owners}
    receiver = _PART.sub("", site.chain.split("(")[0].rpartition(".")[0].rpartition(".")[2])
    alike = about or {name for name in owners if receiver and is_named_after(receiver, name)}
    yield from (key for name, key in owners.items() if not alike or name in alike)


def _about(program: Program, reference: Reference, site: Site) -> Iterator[str]:
    """The classes that the class of the object asked is about: `model = Run`, or `Repository[Run]`."""
    receiver = site.chain.partition(".")[0]
    around = program.definitions(reference.path).class_around(reference.start)
    if receiver in ("self", "cls", "super()") and around is not None:
        asked = [(reference.path, around)]
    else:
        made = re.compile(rf"(?<![\w.]){re.escape(receiver)}\s*(?::\s*|=\s*)(?:\w+\.)*(\w+)")
        names = {receiver, *made.findall(program.modules.text(reference.path))}
        asked = [each for name in sorted(names) for each in program.classes_called(name)]
    for path, one in asked:
        text = program.modules.text(path)
        yield from (match["name"] for match in _ABOUT.finditer(text, one.start, one.end))
        yield from re.findall(r"\[\s*(?:\w+\.)*(\w+)", text[one.start : text.find("\n", one.start)])
