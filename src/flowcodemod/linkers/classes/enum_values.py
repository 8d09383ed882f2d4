"""`Field.NAME.value == "name"`, `Field("name")`: strings that are the value of an enum's member."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.syntax import enclosing, text_of

_ENUM = re.compile(r"\w*(?:Enum|Flag|Choices)")
_ASSIGNED = re.compile(r"(?P<name>[^\W\d]\w*)\s*(?::[^=\n]+)?=\s*[rRuU]?\(?\s*[\"']$")
_MEMBER = re.compile(r"(?<![\w.])(?:\w+\.)*?(?P<class>\w+)\.(?P<name>\w+)(?:\.(?:value|_value_))?(?![\w.(])")
_LINE = 200
_Values = Mapping[tuple[str, str], list[tuple[str, Key]]]
"""(enum's name, value) -> the members of that value, each with where the value stands."""


def link(program: Program) -> Iterator[Link]:
    """Tie such a string to the one in the body of the enum."""
    values = _values(program)
    for reference, site in program.sites() if values else ():
        if site.kind is SiteKind.STRING and site.whole:
            for name, target in _meant(program, reference, site, values):
                if target != (reference.path, reference.start):
                    evidence = Evidence(Kind.SHOWN_FLOW, f"the value of {name}")
                    yield Link((reference.path, reference.start), target, evidence)


def _values(program: Program) -> _Values:
    found: dict[tuple[str, str], list[tuple[str, Key]]] = defaultdict(list)
    for reference, site in program.sites():
        if site.kind is SiteKind.STRING and site.whole:
            around = program.definitions(reference.path).class_around(reference.start)
            text = program.modules.text(reference.path)
            member = _ASSIGNED.search(text, max(0, reference.start - _LINE), reference.start)
            if around is not None and member is not None and member["name"] in around.members and _is_enum(around):
                found[around.name, reference.text].append((member["name"], (reference.path, reference.start)))
    return found


def _is_enum(one: Class) -> bool:
    return any(_ENUM.fullmatch(base.text) for base in one.bases)


def _meant(program: Program, reference: Reference, site: Site, values: _Values) -> Iterator[tuple[str, Key]]:
    """The values that a string is made a member from, or compared with."""
    if site.use is StringUse.ARGUMENT and site.argument == 0 and site.callee is not None:
        for member, key in values.get((site.callee.text, reference.text), ()):
            yield f"{site.callee.text}.{member}", key
    elif site.use is StringUse.COMPARISON:
        syntax = program.modules.syntax(reference.path)
        node = enclosing(syntax.node_at(reference.start, reference.end), "comparison_operator") if syntax else None
        for match in _MEMBER.finditer(text_of(node)) if node is not None else ():
            for member, key in values.get((match["class"], reference.text), ()):
                if member == match["name"]:
                    yield f"{match['class']}.{member}", key
