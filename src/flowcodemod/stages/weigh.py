"""Bundles -> evidence: what speaks for and against editing each, once everything is known."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from flowcodemod.model.bundle import Bundle
from flowcodemod.model.campaign import Campaign, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import TEXTUAL, Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.model.twin import Twins
from flowcodemod.model.words import Spelling
from flowcodemod.readers.accessors import is_accessor
from flowcodemod.readers.scopes import MODULE
from flowcodemod.stages.boundaries import Boundaries
from flowcodemod.stages.merge import merge
from flowcodemod.stages.program import Program
from flowcodemod.stages.weighed import Weighed

_DEFINING = frozenset({SiteKind.PARAMETER, SiteKind.MEMBER, SiteKind.DEFINITION})
_BAGS = frozenset({"SimpleNamespace", "Namespace", "Mock", "MagicMock", "AsyncMock", "NonCallableMock"})
_APART = frozenset({"tests", "test", "t", "examples", "example", "docs", "benchmarks", "scripts"})
_SELVES = ("self", "cls")
_LOCAL = frozenset({SiteKind.NAME, SiteKind.PARAMETER})
_SETTLED = frozenset({Kind.FOREIGN, Kind.COLLISION, Kind.NO_NEW_FORM, Kind.HELD})
_STRING_ROLES = frozenset({Role.SQL, Role.COLUMN, Role.KEY})
_LITERAL_FORMAT = re.compile(r"[(\s]*[rRuU]?[\"'].*\.format$", re.DOTALL)
CONFIDENT = 0.9
_TEXT_ROLES = TEXTUAL | {Role.MESSAGE}


def weigh(
    program: Program, bundles: Sequence[Bundle], campaign: Campaign, twins: Twins | None = None
) -> tuple[Weighed, ...]:
    """Weigh code first, then the text that speaks of it; what one merge of twins needs is joined."""
    scale = _Scale(program, bundles, campaign, twins or Twins())
    code = {bundle.first: scale.code(bundle) for bundle in bundles if not scale.is_text(bundle)}
    scale.learn(code.values())
    weighed = [code[bundle.first] if bundle.first in code else scale.text(bundle) for bundle in bundles]
    return merge(weighed, twins or Twins())


class _Scale:
    def __init__(self, program: Program, bundles: Sequence[Bundle], campaign: Campaign, twins: Twins) -> None:
        self._program = program
        self._twins = twins
        self._campaign = campaign
        tokens = {reference.text for reference in program.index.references}
        new_names = {token: new for token in tokens if (new := campaign.concept.rename(token))}
        self._new_names = new_names
        self._boundaries = Boundaries(program, campaign)
        self._foreign_texts: set[str] = set()
        self._foreign_files: dict[str, set[str]] = defaultdict(set)
        self._defined: dict[str, set[str]] = defaultdict(set)
        self._elsewhere: dict[str, int] = defaultdict(int)
        self._receivers: dict[tuple[str, str], set[bool]] = defaultdict(set)
        for bundle in bundles:
            self._survey(bundle)
        self._fates: dict[str, Counter[bool]] = defaultdict(Counter)

    def _survey(self, bundle: Bundle) -> None:
        foreign = any(piece.kind is Kind.FOREIGN for piece in bundle.evidence)
        resolved = foreign or any(piece.kind in (Kind.RESOLVED, Kind.SHOWN_FLOW) for piece in bundle.evidence)
        for reference in bundle.references:
            site = self._program.index.site(reference)
            if foreign or reference.status is Status.FOREIGN:
                self._foreign_texts.add(reference.text)
                self._foreign_files[reference.path].add(reference.text)
            elif site.kind in _DEFINING or (site.kind is SiteKind.ATTRIBUTE and site.binds):
                self._defined[reference.text].add(reference.path)
            if resolved and site.kind is SiteKind.ATTRIBUTE and site.receiver is not None:
                self._receivers[site.receiver.text, reference.text].add(not foreign)
            if reference.role not in _TEXT_ROLES:
                self._elsewhere[reference.text] += 1

    def is_text(self, bundle: Bundle) -> bool:
        """Whether a bundle is one piece of running text."""
        return len(bundle.references) == 1 and bundle.first.role in _TEXT_ROLES

    def code(self, bundle: Bundle) -> Weighed:
        """All the evidence about a bundle of code."""
        pieces = list(dict.fromkeys([*bundle.evidence, *self._contrary(bundle), *self._supporting(bundle)]))
        return Weighed(bundle, tuple(pieces))

    def _contrary(self, bundle: Bundle) -> Iterator[Evidence]:
        for reference in bundle.references:
            if reference.status is Status.FOREIGN:
                yield Evidence(Kind.FOREIGN, reference.reason)
            if reference.text not in self._new_names:
                yield Evidence(Kind.NO_NEW_FORM, reference.text)
            if reference.status not in (Status.OPEN, Status.FOREIGN) and self._defines(reference):
                yield Evidence(Kind.HELD, f"{reference.status}: {reference.path}:{reference.line}")
            if reference.role is Role.COLUMN and self._is_dropped(reference):
                yield Evidence(Kind.HELD, f"the campaign does not rename the column {reference.text}")
        about = {self._boundaries.keys.about_migration(reference.path) for reference in bundle.references}
        if len({reference.path for reference in bundle.references}) == 1 and about != {""}:
            yield Evidence(Kind.TWIN, f"a test of the migration itself: it imports {about.pop()}")
        stays = (self._twins.stays.get((reference.path, reference.start)) for reference in bundle.references)
        yield from (piece for piece in stays if piece is not None)

    def _is_dropped(self, reference: Reference) -> bool:
        """Whether the campaign drops or keeps the column of that name, and nothing of the new name stands beside it."""
        policies = [
            policy for column, policy in self._campaign.columns.items() if column.rpartition(".")[2] == reference.text
        ]
        return bool(policies) and not set(policies) & {Policy.RENAME, Policy.PIN}

    def _defines(self, reference: Reference) -> bool:
        return self._program.index.site(reference).kind in _DEFINING

    def _supporting(self, bundle: Bundle) -> Iterator[Evidence]:
        sites = [self._program.index.site(reference) for reference in bundle.references]
        if self._is_local(sites):
            return
        defined = any(
            site.kind in _DEFINING
            or (
                site.binds
                and (site.kind is SiteKind.NAME or (site.kind is SiteKind.ATTRIBUTE and site.chain in _SELVES))
            )
            for site in sites
        )
        if not defined:
            yield from self._guess(bundle, sites)
        elif self._everything(bundle):
            yield Evidence(Kind.PRIVATE, bundle.first.text)
        elif not self._program.checked:
            yield Evidence(Kind.CALLERS_UNSEEN, bundle.first.text)

    def _is_local(self, sites: Sequence[Site]) -> bool:
        """Whether all sites are names of one function, which nothing outside the function can see."""
        kinds = {site.kind for site in sites}
        bindings = {site.binding for site in sites}
        called = any(site.kind is SiteKind.PARAMETER and not site.closure for site in sites)
        return kinds <= _LOCAL and len(bindings) == 1 and not bindings & {MODULE, None} and not called

    def _everything(self, bundle: Bundle) -> bool:
        """Whether the bundle holds every reference of its texts that is code or data."""
        counts: dict[str, int] = defaultdict(int)
        for reference in bundle.references:
            counts[reference.text] += reference.role not in _TEXT_ROLES
        return all(self._elsewhere[text] == count for text, count in counts.items())

    def _guess(self, bundle: Bundle, sites: Sequence[Site]) -> Iterator[Evidence]:
        """What speaks for references whose definition nobody could show."""
        if _fills_a_literal(sites):
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
                yield from self._decided(one)
            return
        if site.kind not in (SiteKind.LABEL, SiteKind.ATTRIBUTE):
            yield Evidence(Kind.UNRESOLVED)
            return
        if self._may_be_ours(reference, site):
            yield from self._alike(reference, site)
        else:
            yield Evidence(Kind.UNRESOLVED)

    def _may_be_ours(self, reference: Reference, site: Site) -> bool:
        """Whether a definition of ours is in reach, and neither this file nor the same receiver elsewhere asks others."""
        near = any(_in_reach(path, reference.path) for path in self._defined.get(reference.text, ()))
        foreign_here = reference.text in self._foreign_files.get(reference.path, set())
        foreign_elsewhere = site.chain not in _SELVES and False in self._asked(reference, site)
        return near and self._program.checked and not foreign_here and not foreign_elsewhere

    def _asked(self, reference: Reference, site: Site) -> set[bool]:
        """Whether the attribute is ours wherever it is asked of a receiver of that name and resolves."""
        return self._receivers.get((site.receiver.text if site.receiver else "", reference.text), set())

    def _alike(self, reference: Reference, site: Site) -> Iterator[Evidence]:
        """What speaks for an attribute or a keyword that bears the name of a definition of ours."""
        yield Evidence(Kind.SAME_NAME, reference.text)
        if reference.text in self._campaign.concept.names and reference.text not in self._foreign_texts:
            yield Evidence(Kind.NAMED, reference.text)
        if self._program.is_closed(reference.text):
            yield Evidence(Kind.CLOSED_WORLD, reference.text)
        yield from (
            self._of_label(reference, site) if site.kind is SiteKind.LABEL else self._of_attribute(reference, site)
        )

    def _of_attribute(self, reference: Reference, site: Site) -> Iterator[Evidence]:
        """What the receiver's name and the imports of the file say about an attribute nobody resolved."""
        if site.receiver is not None and self._asked(reference, site) == {True}:
            yield Evidence(Kind.SAME_RECEIVER, f"{site.receiver.text}.{reference.text}")
        if site.chain.rpartition(".")[2] != "c":  # a column of a table, which the database names
            owner = self._program.imported_owner(reference.path, reference.text)
            if owner:
                yield Evidence(Kind.IMPORTS_OWNER, owner)

    def _of_label(self, reference: Reference, site: Site) -> Iterator[Evidence]:
        """What the callee's name says about a keyword nobody resolved."""
        callee = site.callee.text if site.callee is not None else ""
        if callee in _BAGS:
            yield Evidence(Kind.BAG, callee)
        takers = self._program.takers(callee, reference.text)
        if takers:
            yield Evidence(Kind.CALLEE_NAME, takers[0])

    def _decided(self, reference: Reference) -> Iterator[Evidence]:
        """What the boundaries say; halves that hold the same and become one are no sign of a text on the migration."""
        merges = self._twins.holds((reference.path, reference.start))
        if merges:
            yield Evidence(Kind.MERGED, reference.text)
        yield from (piece for piece in self._boundaries.evidence(reference) if not (merges and piece.kind is Kind.TWIN))

    def _follows_code(self, bundle: Bundle, reference: Reference, site: Site) -> bool:
        """Whether a string does what code does: it names an attribute asked for elsewhere, or a keyword of its call."""
        if site.callee is None:
            return False
        if is_accessor(site.callee.text, site.argument):
            return len(bundle.references) > 1 or reference.text in self._foreign_files.get(reference.path, set())
        labels = (self._program.index.site(one) for one in bundle.references)
        return any(one.kind is SiteKind.LABEL and one.callee == site.callee for one in labels)

    def learn(self, weighed: Iterable[Weighed]) -> None:
        """Note which names will be edited where, for the text that speaks of them."""
        for one in weighed:
            edited = one.confidence >= CONFIDENT
            for reference in one.bundle.references:
                if reference.status is Status.OPEN and reference.role not in _STRING_ROLES:
                    self._fates[reference.text][edited] += 1
                    self._fates[reference.path][edited] += 1
                    self._fates[""][edited] += 1
                if reference.spelling is Spelling.KEBAB:
                    self._fates[reference.text.lower()][edited] += 1

    def text(self, bundle: Bundle) -> Weighed:
        """Text follows the code it speaks of: one that spells a name, that name; any other, what moves as a whole."""
        reference = bundle.first
        pieces = [*bundle.evidence]
        if reference.text not in self._new_names:
            pieces.append(Evidence(Kind.NO_NEW_FORM, reference.text))
        elif self._boundaries.keys.about_migration(reference.path):
            pieces.append(Evidence(Kind.TWIN, "a test of the migration itself"))
        elif self._speaks_of_both(reference):
            pieces.append(Evidence(Kind.TWIN, "old and new name in one text: it may be about the migration"))
        else:
            pieces.append(self._following(reference))
        return Weighed(bundle, tuple(dict.fromkeys(pieces)))

    def _following(self, reference: Reference) -> Evidence:
        if reference.spelling is Spelling.KEBAB and not self._fates[reference.text.lower()][True]:
            return Evidence(Kind.UNRESOLVED, "no header of that name moves")
        named = self._fates.get(reference.text)
        here = self._fates.get(reference.path)
        if here is not None and not here[True] and reference.role in (Role.COMMENT, Role.DOCSTRING):
            return Evidence(Kind.UNRESOLVED, "the code around it stays")
        stays, moves = (named or self._fates[""])[False], (named or self._fates[""])[True]
        if moves and moves >= stays:
            return Evidence(Kind.FOLLOWS, f"{moves} of {moves + stays} uses in code move")
        return Evidence(Kind.UNRESOLVED, "most of the code it speaks of stays")

    def _speaks_of_both(self, reference: Reference) -> bool:
        """Whether the new name stands in the same paragraph or comment."""
        text = self._program.index.files[reference.path].source.text
        start = max(text.rfind("\n\n", 0, reference.start), text.rfind('"""', 0, reference.start), 0)
        stops = [place for sign in ("\n\n", '"""') if (place := text.find(sign, reference.end)) >= 0]
        paragraph = text[start : min(stops, default=len(text))]
        if reference.role is not Role.PROSE:
            lines = paragraph.splitlines()
            paragraph = "\n".join(
                line for line in lines if reference.role is not Role.COMMENT or "#" in line or "//" in line
            )
        return self._new_names[reference.text] in paragraph


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


def _in_reach(definition: str, use: str) -> bool:
    """Whether code at one path can be expected to use what another path defines: nothing uses tests and examples."""
    folder = definition.partition("/")[0]
    return folder not in _APART or folder == use.partition("/")[0]
