"""Keywords that reach a method of ours through one of somebody else's: `session.get(url, name=…)` calls our `request`.

Where a library's method does not know a keyword, and no other method of its class does, only an override of ours can.
"""

from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_Place = tuple[str, int]
"""A class outside: its path and start."""


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a keyword of an inherited method to the parameter of an override beside it."""
    overrides: dict[tuple[_Place, str], list[Key]] | None = None
    for reference, site in program.sites():
        if site.kind is not SiteKind.LABEL or site.callee is None or "." not in site.chain:
            continue
        for path, outside, function in program.functions_of((reference.path, site.callee.start)):
            owner = program.definitions(path).class_around(function.start)
            if outside and owner is not None and reference.text not in function.parameters:
                overrides = _overrides(program) if overrides is None else overrides
                for key in overrides.get(((path, owner.start), reference.text), ()):
                    evidence = Evidence(
                        Kind.OVERRIDE, f"{owner.name}.{function.name} does not take it, our override does"
                    )
                    yield Link((reference.path, reference.start), key, evidence)


def _overrides(program: Program) -> dict[tuple[_Place, str], list[Key]]:
    """(class outside, name) -> the parameters of that name which only overrides of ours have."""
    found: dict[tuple[_Place, str], list[Key]] = defaultdict(list)
    for reference, site in program.sites():
        if site.kind is not SiteKind.PARAMETER or site.method_of is None or site.owner is None:
            continue
        one = program.definitions(reference.path).classes.get(site.method_of.start)
        above = (
            [(path, base) for path, outside, base in program.ancestry(reference.path, one) if outside] if one else []
        )
        overridden = any(site.owner.text in base.methods for _path, base in above)
        if overridden and not any(_takes(base, reference.text) for _path, base in above):
            for path, base in above:
                found[(path, base.start), reference.text].append((reference.path, reference.start))
    return found


def _takes(one: Class, name: str) -> bool:
    return any(name in function.parameters for functions in one.methods.values() for function in functions)
