"""What speaks for references whose definition nobody could show: boundaries, receivers, callees, the closed world."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flowcodemod.evidence.boundaries import Boundaries
from flowcodemod.evidence.handed_on import hands_on
from flowcodemod.evidence.known import Known
from flowcodemod.evidence.reached import reached_through
from flowcodemod.evidence.shape import other_shape, same_shape
from flowcodemod.model.bundle import Bundle
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import Place, Site, SiteKind
from flowcodemod.model.twin import Twins
from flowcodemod.program.imported_owner import imported_owner
from flowcodemod.program.program import APART, Program, annotates, is_apart, is_named_after
from flowcodemod.readers.accessors import is_accessor
from flowcodemod.readers.markup import is_markup
from flowcodemod.readers.mocks import spoken_of

_BAGS = frozenset({"SimpleNamespace", "Namespace", "Mock", "MagicMock", "AsyncMock", "NonCallableMock"})
_ASKED_OF = re.compile(r"\(\s*(?P<chain>(?:\w+\.)*(?P<name>\w+))(?P<call>\([^()]*\))?\s*,")
_LITERAL_FORMAT = re.compile(r"[(\s]*[rRuU]?[\"'].*\.format$", re.DOTALL)
_HELD = re.compile(r"\w+(?:\.\w+)+")
_OF_HELD = re.compile(r"(?:self|cls)\.\w+\.")
_MOCKED = re.compile(r"(\w+)(?:\.return_value|\(\))$")
_CLASS_NAME = re.compile(r"(?<=\w)_(?:class|cls|type)$")
SELVES = ("self", "cls")
_COLUMNS = frozenset({"c", "columns"})
FILLS_HOLE = "the keyword fills the hole"


class Guess:
    """Weighs bundles without a definition."""

    def __init__(
        self, program: Program, campaign: Campaign, known: Known, boundaries: Boundaries, twins: Twins
    ) -> None:
        self._program = program
        self._campaign = campaign
        self._known = known
        self._boundaries = boundaries
        self._twins = twins
        concept = campaign.concept
        self._named = concept.names.keys() | {key.rpartition(".")[2] for key in concept.qualified}

    def evidence(self, bundle: Bundle, sites: Sequence[Site]) -> Iterator[Evidence]:
        """What speaks for references whose definition nobody could show."""
        if _fills_a_literal(sites) or self._fills_holes(bundle, sites) or self._are_names_of_scripts(bundle):
            return
        if any(one.kind is SiteKind.LABEL and annotates(one) for one in sites):
            yield Evidence(Kind.SHOWN_FLOW, "the query itself gives it this name")
            return
        reference, site = _most_telling(bundle.references, sites)
        if site.kind is SiteKind.LABEL and self._program.collects_keywords(reference.path, site):
            yield from self._boundaries.keys.evidence(reference)
            return
        decided = [
            one
            for one, where in zip(bundle.references, sites, strict=True)
            if self._boundaries.decides(one, where.kind) and not self._follows_code(bundle, one, where)
        ]
        if decided:
            for one in decided:
                yield from self._of_string(one, linked=len({other.role for other in bundle.references}) > 1)
            return
        if site.kind not in (SiteKind.LABEL, SiteKind.ATTRIBUTE):
            yield Evidence(Kind.UNRESOLVED)
            return
        if column := self._column(reference, site):
            yield Evidence(Kind.UNRESOLVED, column)
        elif self._may_be_ours(reference, site):
            yield from self._alike(reference, site)
        else:
            yield Evidence(Kind.UNRESOLVED)

    def _are_names_of_scripts(self, bundle: Bundle) -> bool:
        """Whether the scopes and imports of scripts have said all there is to say."""
        return all(map(self._program.scripts.is_name, bundle.references))

    def _fills_holes(self, bundle: Bundle, sites: Sequence[Site]) -> bool:
        """Whether all sites are holes of templates and keywords that are shown to fill them: nobody stores a hole."""
        shown = any(piece.kind is Kind.SHOWN_FLOW and piece.detail == FILLS_HOLE for piece in bundle.evidence)
        return shown and all(
            site.kind is SiteKind.LABEL or self._is_hole(one)
            for one, site in zip(bundle.references, sites, strict=True)
        )

    def _is_hole(self, reference: Reference) -> bool:
        text = self._program.modules.text(reference.path)
        return text[reference.start - 1 : reference.start] == "{" and text[reference.end : reference.end + 1] in "}:!."

    def _column(self, reference: Reference, site: Site) -> str:
        """Why an attribute may be a stored column's; '' where none is called so, or a class of ours is the receiver's."""
        receiver = site.receiver.text if site.receiver is not None else ""
        named = any(is_named_after(receiver, one) for one in self._program.owners(reference.text))
        return self._boundaries.keys.column(reference.text) if site.kind is SiteKind.ATTRIBUTE and not named else ""

    def _of_string(self, reference: Reference, *, linked: bool) -> Iterator[Evidence]:
        """A string as the boundaries decide; one that names an attribute is weighed like the attribute."""
        asked = self._as_attribute(reference)
        if asked is None or (asked.chain in SELVES and self._program.is_closed(reference.text)):
            yield from self._decided(reference, linked=linked)
        elif self._may_be_ours(reference, asked):
            yield from self._alike(reference, asked)
        else:
            yield Evidence(Kind.UNRESOLVED)

    def _as_attribute(self, reference: Reference) -> Site | None:
        """The site of `x.name` for the string in `getattr(x, "name")`; None for any other string."""
        site = self._program.index.site(reference)
        if site.callee is None or site.argument != 1 or not is_accessor(site.callee.text, site.argument):
            return None
        text = self._program.index.files[reference.path].source.text
        asked = _ASKED_OF.match(text, site.callee.end)
        receiver = Place(asked["name"], *asked.span("name")) if asked else None
        chain = asked["chain"] if asked and not asked["call"] else ""
        return replace(site, kind=SiteKind.ATTRIBUTE, receiver=receiver, chain=chain)

    def _may_be_ours(self, reference: Reference, site: Site) -> bool:
        """Whether a definition of ours is in reach, and neither this file nor the same receiver elsewhere asks others."""
        attribute = site.kind is SiteKind.ATTRIBUTE
        if site.kind is SiteKind.LABEL and site.chain.startswith("super()"):
            return False
        definers = self._known.held if attribute else self._known.defined
        near = any(_in_reach(path, reference.path) for path in definers.get(reference.text, ()))
        known = self._known.foreign_objects if attribute else self._known.foreign_files
        foreign_here = reference.text in known.get(reference.path, set())
        foreign_elsewhere = site.chain not in SELVES and (
            False in self._asked(reference, site) or (attribute and self._is_called_like_others(reference, site))
        )
        foreign = foreign_here or foreign_elsewhere or (attribute and self._is_of_others(reference, site))
        return near and self._program.checked and not foreign

    def _is_of_others(self, reference: Reference, site: Site) -> bool:
        """Whether an attribute is asked of what somebody else's class gives, or of what has another shape than ours."""
        if reference.text in self._known.added:
            return False
        judged = not is_apart(reference.path) and site.chain not in SELVES
        other = judged and other_shape(self._program, reference, site)
        return other or bool(reached_through(self._program, reference, site))

    def _is_called_like_others(self, reference: Reference, site: Site) -> bool:
        """Whether a receiver ends in the name of one that is somebody else's wherever it resolves: `mock_server`."""
        receiver = site.receiver.text if site.receiver is not None else ""
        first, _, last = receiver.rpartition("_")
        return bool(first) and self._known.receivers.get((last, reference.text)) == {False}

    def _asked(self, reference: Reference, site: Site) -> set[bool]:
        """Whether the attribute is ours wherever it is asked of a receiver of that name and resolves."""
        return self._known.receivers.get((site.receiver.text if site.receiver else "", reference.text), set())

    def _alike(self, reference: Reference, site: Site) -> Iterator[Evidence]:
        """What speaks for an attribute or a keyword that bears the name of a definition of ours."""
        yield Evidence(Kind.SAME_NAME, reference.text)
        strange = self._strange(reference, site)
        if reference.text in self._named and reference.text not in self._known.foreign_texts and not strange:
            yield Evidence(Kind.NAMED, reference.text)
        if self._program.is_closed(reference.text):
            yield Evidence(Kind.CLOSED_WORLD, reference.text)
        if site.kind is SiteKind.LABEL:
            yield from self._of_label(reference, site)
        else:
            yield from self._of_attribute(reference, site, strange)

    def _strange(self, reference: Reference, site: Site) -> str:
        """A package whose objects have the attribute, too, and one of which may be asked for it here.

        Tests ask what they test, and that is ours; what it holds may be anybody's.
        """
        held = _HELD.fullmatch(site.chain) is not None
        tested = is_apart(reference.path) and not held
        sentinel = site.receiver is not None and site.receiver.text == "sentinel"
        if site.kind is not SiteKind.ATTRIBUTE or tested or sentinel:
            return ""
        return self._program.foreign_definer(reference.path, reference.text, held=held)

    def _of_attribute(self, reference: Reference, site: Site, strange: str) -> Iterator[Evidence]:
        """What the receiver's name and the imports of the file say about an attribute nobody resolved."""
        of_table = site.chain.rpartition(".")[2] in _COLUMNS  # whose columns the database names
        if site.receiver is not None and not of_table and self._asked(reference, site) == {True}:
            yield Evidence(Kind.SAME_RECEIVER, f"{site.receiver.text}.{reference.text}")
        shape = same_shape(self._program, reference, site, strange=bool(strange))
        if shape:
            yield Evidence(Kind.SAME_SHAPE, shape)
        mocked, owners = _MOCKED.search(site.chain), self._program.owners(reference.text)
        if mocked is not None and mocked[1] in owners:
            yield Evidence(Kind.IMPORTS_OWNER, mocked[1])
        elif not of_table:
            receiver = site.receiver.text if site.receiver else ""
            owner = imported_owner(self._program, reference.path, reference.text, receiver)
            owner = owner or hands_on(self._program, reference.path, site)
            owner = owner or next((one for one in sorted(owners) if _is_called_like(receiver, one)), "")
            shared = site.argument is not None and reference.text in self._known.foreign_texts
            shared = shared or bool(self._program.inherited(reference.text))
            if owner and (not (strange or shared) or is_named_after(receiver, owner) or owner == receiver):
                yield Evidence(Kind.IMPORTS_OWNER, owner)

    def _of_label(self, reference: Reference, site: Site) -> Iterator[Evidence]:
        """What the callee's name says about a keyword nobody resolved."""
        callee = site.callee.text if site.callee is not None else ""
        if callee in _BAGS:
            yield Evidence(Kind.BAG, callee)
        mock = spoken_of(self._program.index.files[reference.path].source.text, site)
        meant = _CLASS_NAME.sub("", callee).title().replace("_", "") if _CLASS_NAME.search(callee) else callee
        takers = self._program.takers(mock.rpartition(".")[2] or meant, reference.text)
        if not takers and not _OF_HELD.match(site.chain):  # what `self` holds may be anybody's
            takers = self._program.collectors(callee, reference.text)
        if takers:
            yield Evidence(Kind.CALLEE_NAME, takers[0])

    def _decided(self, reference: Reference, *, linked: bool) -> Iterator[Evidence]:
        """What the boundaries say; halves that hold the same and become one are no sign of a text on the migration."""
        merges = self._twins.holds((reference.path, reference.start))
        if merges:
            yield Evidence(Kind.MERGED, reference.text)
        pieces = self._boundaries.evidence(reference, linked=linked)
        yield from (piece for piece in pieces if not (merges and piece.kind is Kind.TWIN))

    def _follows_code(self, bundle: Bundle, reference: Reference, site: Site) -> bool:
        """Whether a string does what code does: it names an attribute asked for elsewhere, or a keyword of its call.

        What a view asks its kwargs for, and what a page gives a URL, does what the hole of the route does; `table.c["name"]`
        does what the column does.
        """
        asks = reference.role is Role.KEY or (reference.role is not Role.ROUTE and self._is_in_page(reference))
        if asks and any(self._is_declared(one) for one in bundle.references):
            return True
        if site.kind is SiteKind.TEXT and len(bundle.references) > 1 and self._is_shown_by_logs(reference):
            return True
        if site.chain.rpartition(".")[2] in _COLUMNS and any(one.role is Role.COLUMN for one in bundle.references):
            return True
        if site.callee is None:
            return False
        if is_accessor(site.callee.text, site.argument):
            return len(bundle.references) > 1 or reference.text in self._known.foreign_files.get(reference.path, set())
        labels = (self._program.index.site(one) for one in bundle.references)
        return any(one.kind is SiteKind.LABEL and one.callee == site.callee for one in labels)

    def _is_shown_by_logs(self, reference: Reference) -> bool:
        """Whether a configuration shows a field of log records: `%(name)s`."""
        text = self._program.index.files[reference.path].source.text
        return text.startswith("%(", reference.start - 2) and text.startswith(")s", reference.end)

    def _is_in_page(self, reference: Reference) -> bool:
        return is_markup(reference.path, self._program.index.files[reference.path].source.text)

    def _is_declared(self, reference: Reference) -> bool:
        """Whether a reference is a hole of a route, or an argument that a program declares."""
        string = self._program.index.site(reference).kind is SiteKind.STRING
        return reference.role is Role.ROUTE or (string and reference.role is Role.ARGUMENT)


def _most_telling(references: Sequence[Reference], sites: Sequence[Site]) -> tuple[Reference, Site]:
    """The reference to judge several by: an attribute or a keyword before a string that speaks of it."""
    pairs = zip(references, sites, strict=True)
    code = (pair for pair in pairs if pair[1].kind in (SiteKind.ATTRIBUTE, SiteKind.LABEL))
    return next(code, (references[0], sites[0]))


def _fills_a_literal(sites: Sequence[Site]) -> bool:
    """Whether all sites are a hole of a literal and the keyword that fills it: `"{name}".format(name=…)`."""
    labels = [site for site in sites if site.kind is SiteKind.LABEL]
    return bool(labels) and all(
        site.kind is SiteKind.STRING or _LITERAL_FORMAT.match(site.chain) is not None for site in sites
    )


def _is_called_like(variable: str, class_name: str) -> bool:
    """Whether a variable bears all of a class's name, and the name has several words: `bound_column`, `BoundColumn`."""
    return (
        "_" in variable.strip("_")
        and variable.replace("_", "") == class_name.lower()
        and is_named_after(variable, class_name)
    )


def _in_reach(definition: str, use: str) -> bool:
    """Whether code at one path can be expected to use what another path defines: nothing uses tests and examples."""
    folder = definition.partition("/")[0]
    return folder not in APART or folder == use.partition("/")[0]
