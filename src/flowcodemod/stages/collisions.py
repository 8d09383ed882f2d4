"""Where the new name is taken already: renaming there would break the program or join two things into one."""

import keyword
import re
from collections.abc import Iterator

from flowcodemod.model.bundle import Bundle
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.readers.scopes import MODULE, Scopes
from flowcodemod.stages.program import Program

_NAMES = frozenset({SiteKind.NAME, SiteKind.PARAMETER, SiteKind.IMPORT, SiteKind.DEFINITION})


class Collisions:
    """Looks for the new name around references; `new_names` maps old tokens to new ones."""

    def __init__(self, program: Program, new_names: dict[str, str]) -> None:
        self._program = program
        self._new = new_names
        self._texts = {path: file.source.text for path, file in program.index.files.items()}
        self._scopes: dict[str, Scopes] = {}

    def of(self, bundle: Bundle) -> Iterator[Evidence]:
        """Contrary evidence for each place of a bundle where its new name stands already."""
        for reference in bundle.references:
            new = self._new.get(reference.text)
            if new is None:
                continue
            site = self._program.index.site(reference)
            if site.kind is not SiteKind.TEXT and (
                keyword.iskeyword(new) or not _mentions(self._texts[reference.path], new)
            ):
                if keyword.iskeyword(new):
                    yield Evidence(Kind.COLLISION, f"'{new}' is a keyword of Python")
                continue
            if self._taken(reference, site, new):
                kind = Kind.TWIN if site.kind in (SiteKind.LABEL, SiteKind.STRING) else Kind.COLLISION
                yield Evidence(kind, f"{new} at {reference.path}:{reference.line}")

    def _taken(self, reference: Reference, site: Site, new: str) -> bool:
        text = self._texts[reference.path]
        if site.kind in _NAMES:
            return site.binding is not None and self._bound_in(reference.path, new, *self._extent(reference, site))
        if site.kind in (SiteKind.MEMBER, SiteKind.ATTRIBUTE) or site.method_of is not None:
            around = self._program.definitions(reference.path).class_around(reference.start)
            taken = around is not None and (new in around.members or new in around.attributes or new in around.methods)
            if taken and site.kind is not SiteKind.LABEL:
                return site.kind is not SiteKind.ATTRIBUTE or site.chain in ("self", "cls")
        if site.kind is SiteKind.LABEL:
            return _label_beside(text, reference, new)
        if site.kind is SiteKind.STRING and site.use in (StringUse.DICT_KEY, StringUse.ELEMENT):
            return _string_beside(text, reference, new)
        return False

    def _extent(self, reference: Reference, site: Site) -> tuple[int, int]:
        """The span of the scope that binds a name."""
        text = self._texts[reference.path]
        file = self._program.index.files[reference.path]
        if site.binding in (MODULE, None) or file.syntax is None or site.binding is None:
            return 0, len(text)
        node = file.syntax.scope_node(site.binding)
        return (site.binding, file.syntax.offsets.to_index(node.end_byte)) if node is not None else (0, len(text))

    def _bound_in(self, path: str, new: str, start: int, end: int) -> bool:
        syntax = self._program.index.files[path].syntax
        if syntax is None:
            return False
        scopes = self._scopes.setdefault(path, Scopes(syntax))
        return scopes.names_in(new, start, end)


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _enclosing(text: str, start: int, pairs: str) -> str:
    """The text of the innermost brackets around a position, by counting brackets."""
    depth, left = 0, start
    while left > 0:
        left -= 1
        if text[left] in ")]}":
            depth += 1
        elif text[left] in pairs:
            if depth == 0:
                break
            depth -= 1
    depth, right = 0, start
    while right < len(text):
        if text[right] in "([{":
            depth += 1
        elif text[right] in ")]}":
            if depth == 0:
                break
            depth -= 1
        right += 1
    return text[left:right]


def _label_beside(text: str, reference: Reference, new: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(new)}\s*=(?!=)", _enclosing(text, reference.start, "([{")) is not None


def _string_beside(text: str, reference: Reference, new: str) -> bool:
    return re.search(rf"[\"']{re.escape(new)}[\"']", _enclosing(text, reference.start, "([{")) is not None
