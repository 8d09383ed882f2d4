"""`self.parent = parent`, made by `Part(self)`: what a part asks of its maker is asked of the maker's class."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.definitions import Class

_HELD = re.compile(r"self\.(\w+)$")
_ARGUMENTS = r"(?<![\w.]){}\(((?:[^()]|\([^()]*\))*)\)"
_STEPS = 3
_Owner = tuple[str, int]
"""The file of a class, and where its name starts."""


def link(program: Program) -> Iterator[Link]:
    """Tie attributes of what `self` holds to the class whose methods alone make such objects, and hand on `self`."""
    makers: dict[tuple[_Owner, str], _Owner | None] = {}
    for reference, site in program.sites():
        around = program.definitions(reference.path).class_around(reference.start)
        held = _held(program, reference, site) if around is not None else ""
        if around is None or not held:
            continue
        place = (reference.path, around.start)
        if (place, held) not in makers:
            makers[place, held] = _maker(program, place, held)
        target = _member(program, makers[place, held], reference.text)
        if target is not None:
            yield Link(
                (reference.path, reference.start), target, Evidence(Kind.SHOWN_FLOW, f"{around.name} is given it")
            )


def _held(program: Program, reference: Reference, site: Site) -> str:
    """The attribute of `self` that is asked, by its name or by a local name of it; '' for anything else."""
    if site.kind is not SiteKind.ATTRIBUTE:
        return ""
    found = _HELD.match(site.chain)
    function = program.definitions(reference.path).function_around(reference.start)
    if found is None and function is not None and site.chain.isidentifier():
        text = program.modules.text(reference.path)[function.start : reference.start]
        found = re.search(rf"^[ \t]+{site.chain} = self\.(\w+)$", text, re.MULTILINE)
    return found[1] if found else ""


def _maker(program: Program, part: _Owner, held: str) -> _Owner | None:
    """The one class of ours whose methods make a part and give it themselves for what it holds."""
    constructor = next(iter(_class(program, part).methods.get("__init__", ())), None)
    body = program.modules.text(part[0])[constructor.start : constructor.end] if constructor is not None else ""
    given = re.search(rf"^[ \t]+self\.{held} = (\w+)$", body, re.MULTILINE)
    makers = set(_makers(program, part, given[1], _STEPS)) if given else set()
    return makers.pop() if len(makers) == 1 else None


def _makers(program: Program, part: _Owner, parameter: str, steps: int) -> Iterator[_Owner | None]:
    """For each call of a class outside tests, the class that gives itself for a parameter; None for another value."""
    one = _class(program, part)
    parameters = [*one.methods["__init__"][0].parameters] if "__init__" in one.methods else []
    for path, text in program.modules.texts() if parameter in parameters and steps else ():
        for match in re.finditer(_ARGUMENTS.format(one.name), text) if one.name in text and not is_apart(path) else ():
            given = _argument(match[1], parameters.index(parameter) - 1, parameter)
            around = program.definitions(path).class_around(match.start())
            if around is None or given == "self":
                yield (path, around.start) if around is not None else None
            else:
                further = tuple(_makers(program, (path, around.start), given, steps - 1))
                yield from further or (None,)


def _argument(arguments: str, position: int, parameter: str) -> str:
    """The text of the argument that a call gives for a parameter."""
    several = [one.strip() for one in arguments.split(",")]
    named = next((one.partition("=")[2] for one in several if one.startswith(f"{parameter}=")), "")
    return named or (several[position] if position < len(several) else "")


def _class(program: Program, owner: _Owner) -> Class:
    return program.definitions(owner[0]).classes[owner[1]]


def _member(program: Program, owner: _Owner | None, name: str) -> Key | None:
    for path, outside, one in program.ancestry(owner[0], _class(program, owner)) if owner is not None else ():
        methods = one.methods.get(name, ())
        start = one.members.get(name, methods[0].start if methods else one.attributes.get(name))
        if start is not None:
            return None if outside else (path, start)
    return None
