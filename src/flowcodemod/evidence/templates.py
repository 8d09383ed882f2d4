"""Variables of HTML templates: a page shows what code of ours puts under that key into what it is rendered with."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from flowcodemod.evidence.key_sides import is_writing
from flowcodemod.evidence.keys import Keys
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.model.words import Spelling
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.view_options import names_context

_PAGES = frozenset({".html", ".htm", ".xhtml", ".j2", ".jinja", ".jinja2"})
_IN_HOLE = re.compile(r"\{[{%](?:[^{}%\"']|\"[^\"]*\"|'[^']*')*$")
_SHOWN = frozenset({Role.VARIABLE, Role.ATTRIBUTE})
_LONGEST = 300
_OF_ELEMENT = re.compile(
    r"(?:\bdata-|\.dataset\.|\.data\([\"']|\b(?:class|className|class_|id)[\"']?\s*[=:]\s*[\"'][\w -]*)$"
)


class Templates:
    """The templates of one program, and the keys that its code writes."""

    def __init__(self, program: Program, keys: Keys) -> None:
        self._program = program
        self._keys = keys
        self._written: dict[str, list[Reference]] = defaultdict(list)
        for reference, site in program.sites():
            ours = reference.status is Status.OPEN and not is_apart(reference.path)
            shown = is_writing(site) or names_context(program.modules.text(reference.path), reference.start)
            label = site.kind is SiteKind.LABEL and program.collects_keywords(reference.path, site)
            if ours and (label or (reference.role is Role.KEY and site.whole and shown)):
                self._written[reference.text].append(reference)

    def shows(self, reference: Reference) -> bool:
        """Whether a reference is a variable in a hole of a page, or an item or attribute of one."""
        if reference.role not in _SHOWN or PurePosixPath(reference.path).suffix.lower() not in _PAGES:
            return False
        text = self._program.index.files[reference.path].source.text
        return _IN_HOLE.search(text, max(0, reference.start - _LONGEST), reference.start) is not None

    def evidence(self, reference: Reference) -> Iterator[Evidence]:
        """It moves with the keys that it shows, all or none."""
        written = self._written.get(reference.text, [])
        pieces = {piece.kind for one in written for piece in self._keys.evidence(one)}
        if pieces == {Kind.KEY_FAMILY}:
            yield Evidence(Kind.KEY_FAMILY, f"{written[0].path}:{written[0].line} puts it there")
        else:
            yield Evidence(Kind.UNRESOLVED)


def names_element(program: Program, reference: Reference) -> bool:
    """Whether a reference names a `data-` attribute or a class of a page's elements, as pages or as scripts spell it."""
    text = program.index.files[reference.path].source.text
    before = text[max(0, reference.start - _LONGEST) : reference.start]
    kebab = reference.spelling is Spelling.KEBAB
    found = _OF_ELEMENT.search(before)
    return reference.text.startswith("data-") or (found is not None and (kebab or "data" in found[0]))
