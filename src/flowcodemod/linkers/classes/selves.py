"""`self.name` and `cls.name`: the attribute and what the class around it declares under that name."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.column_idioms import key_attribute
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie attributes of `self` to the member, method or first assignment in the class around or in a base of ours."""
    for reference, site in program.sites():
        if site.kind is not SiteKind.ATTRIBUTE or site.chain not in ("self", "cls") or site.method_of is None:
            continue
        around = program.definitions(reference.path).classes.get(site.method_of.start)
        if around is None:
            continue
        for path, outside, one in program.ancestry(reference.path, around):
            methods = one.methods.get(reference.text, ())
            start = one.members.get(reference.text, methods[0].start if methods else one.attributes.get(reference.text))
            start = start if start is not None or outside else _key_of(program, path, one, reference.text)
            if start is not None and not outside:
                evidence = Evidence(Kind.SHOWN_FLOW, f"{one.name}.{reference.text}")
                yield Link((reference.path, reference.start), (path, start), evidence)
                break


def _key_of(program: Program, path: str, one: Class, name: str) -> int | None:
    """Where the relation of a Django model starts whose key is asked: `self.run_id` of `run = ForeignKey(…)`."""
    start = one.members.get(name.removesuffix("_id")) if name.endswith("_id") else None
    member = program.reference(path, start) if start is not None else None
    return start if member is not None and key_attribute(program, member) == name else None
