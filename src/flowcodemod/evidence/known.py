"""What the bundles taken together show about names: who defines them where, whose they are, what asks for them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from flowcodemod.evidence.options import DECLARES
from flowcodemod.model.bundle import Bundle
from flowcodemod.model.evidence import Kind
from flowcodemod.model.reference import TEXTUAL, Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.pins.column_idioms import is_added, key_attribute, names_reverse
from flowcodemod.program.program import Program

DEFINING = frozenset({SiteKind.PARAMETER, SiteKind.MEMBER, SiteKind.DEFINITION})
_LOCAL = frozenset({SiteKind.NAME, SiteKind.PARAMETER})
_GIVING = frozenset({SiteKind.MEMBER, SiteKind.DEFINITION})
_SELVES = frozenset({"self", "cls"})
_TUPLE = re.compile(r"\bnamedtuple\([^()]*$")
_LONGEST = 200
ROW_OF = "a row of line"
TEXT_ROLES = TEXTUAL | {Role.MESSAGE}


class Known:
    """Facts by name. `foreign_files`: path -> names that somebody else owns there; `defined`: name -> our paths.

    `held`: name -> our paths that give it to an object: parameters do not, options of a program do.
    Nor does setting it on an object that nobody knows.
    `foreign_objects`: path -> names that objects of somebody else have there, parameters that a library dictates aside.
    `added`: names that code gives to classes around it: fields it adds, other sides of relations.
    `receivers`: (receiver, attribute) -> whether it was ours, each time it resolved; `elsewhere`: uses in code and data.
    """

    def __init__(self, program: Program, bundles: Sequence[Bundle]) -> None:
        self._program = program
        self.foreign_texts: set[str] = set()
        self.foreign_files: dict[str, set[str]] = defaultdict(set)
        self.foreign_objects: dict[str, set[str]] = defaultdict(set)
        self.defined: dict[str, set[str]] = defaultdict(set)
        self.held: dict[str, set[str]] = defaultdict(set)
        self.elsewhere: dict[str, int] = defaultdict(int)
        self.receivers: dict[tuple[str, str], set[bool]] = defaultdict(set)
        self.added: set[str] = set()
        self._taken: set[Reference] = set()
        for bundle in bundles:
            self._survey(bundle)

    def without(self, bundles: Iterable[Bundle]) -> set[str]:
        """Take bundles that move out of `elsewhere`, each once, and say of which names some were taken."""
        taken: set[str] = set()
        for bundle in bundles:
            for reference in () if bundle.first in self._taken else bundle.references:
                if self._counts(reference) and reference.status is Status.OPEN:
                    self.elsewhere[reference.text] -= 1
                    taken.add(reference.text)
            self._taken.add(bundle.first)
        return taken

    def _counts(self, reference: Reference) -> bool:
        """Whether a reference is a use in code or data of what is not known to be somebody else's."""
        return reference.role not in TEXT_ROLES and reference.status not in (Status.HOMONYM, Status.FOREIGN)

    def _survey(self, bundle: Bundle) -> None:
        foreign = any(piece.kind is Kind.FOREIGN for piece in bundle.evidence)
        resolved = foreign or any(piece.kind in (Kind.RESOLVED, Kind.SHOWN_FLOW) for piece in bundle.evidence)
        of_rows = any(piece.detail.startswith(ROW_OF) for piece in bundle.evidence)
        for reference in bundle.references:
            site = self._program.index.site(reference)
            if foreign or reference.status is Status.FOREIGN:
                self.foreign_texts.add(reference.text)
                self.foreign_files[reference.path].add(reference.text)
                if site.kind not in _LOCAL:
                    self.foreign_objects[reference.path].add(reference.text)
            elif site.kind in DEFINING or (site.kind is SiteKind.ATTRIBUTE and site.binds):
                self.defined[reference.text].add(reference.path)
                if site.kind in _GIVING or resolved or site.chain in _SELVES:
                    self.held[reference.text].add(reference.path)
            elif is_added(site) or names_reverse(site):
                self.added.add(reference.text)
                self.held[reference.text].add(reference.path)
            elif site.kind is SiteKind.STRING and self._is_tuple_field(reference):
                self.held[reference.text].add(reference.path)
            elif _declares(site):
                self.held[reference.text.strip("-").replace("-", "_")].add(reference.path)
            if (site.kind is SiteKind.MEMBER or is_added(site)) and (key := key_attribute(self._program, reference)):
                self.added.add(key)
                self.defined[key].add(reference.path)
                self.held[key].add(reference.path)
            # What one query's row is called says nothing of the rows of others.
            itself = not of_rows or bool(self._program.answers.get((reference.path, reference.start)))
            if resolved and itself and site.kind is SiteKind.ATTRIBUTE and site.receiver is not None:
                self.receivers[site.receiver.text, reference.text].add(not foreign)
            if self._counts(reference):
                self.elsewhere[reference.text] += 1

    def _is_tuple_field(self, reference: Reference) -> bool:
        """Whether a string names a field of `namedtuple("Row", …)`."""
        text = self._program.index.files[reference.path].source.text
        return _TUPLE.search(text[max(0, reference.start - _LONGEST) : reference.start]) is not None


def _declares(site: Site) -> bool:
    """Whether a string names an option of a program, or what holds its value."""
    named = site.argument == "dest" or isinstance(site.argument, int)
    return site.kind is SiteKind.STRING and named and site.callee is not None and site.callee.text in DECLARES
