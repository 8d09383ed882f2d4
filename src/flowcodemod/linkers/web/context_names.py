"""`context_object_name = "name"`: what a generic view shows is a variable of its pages, and a key of their context."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.markup import is_markup
from flowcodemod.readers.view_options import names_context, template_of

_GENERIC = re.compile(r"_(?:detail|list|form|confirm_delete|archive\w*)\.\w+$")
_GIVEN = re.compile(r"\s*=(?!=)")  # the keyword of a tag
_CONTEXT = re.compile(r"(?:^|\.)context(?:_data)?$")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the option to the variables of the view's pages, and to the keys by which a context is asked."""
    for reference, site in program.sites():
        text = program.modules.text(reference.path)
        if site.kind is SiteKind.STRING and names_context(text, reference.start) and reference.status is Status.OPEN:
            for key in (*_shown(program, reference), *_asked(program, reference.text)):
                evidence = Evidence(Kind.SHOWN_FLOW, f"{reference.path}:{reference.line} puts it into the page")
                yield Link(key, (reference.path, reference.start), evidence)


def _shown(program: Program, option: Reference) -> Iterator[Key]:
    """Where pages show the variable: the one that the view names, else those that generic views look for."""
    around = program.definitions(option.path).class_around(option.start)
    text = program.modules.text(option.path)
    named = template_of(text[around.start : around.end]) if around is not None else ""
    for path, file in program.index.files.items():
        meant = path.endswith(f"/{named}") if named else _GENERIC.search(path)
        for reference in file.references if meant and is_markup(path, file.source.text) else ():
            given = _GIVEN.match(file.source.text, reference.end)
            if reference.text == option.text and reference.role is Role.VARIABLE and not given:
                yield path, reference.start


def _asked(program: Program, name: str) -> Iterator[Key]:
    for reference, site in program.sites():
        if reference.text == name and site.whole and _asks_context(site):
            yield reference.path, reference.start


def _asks_context(site: Site) -> bool:
    asks = site.use in (StringUse.SUBSCRIPT, StringUse.MEMBERSHIP)
    return site.kind is SiteKind.STRING and asks and _CONTEXT.search(site.chain) is not None
