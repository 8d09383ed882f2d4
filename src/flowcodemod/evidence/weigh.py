"""Bundles -> evidence: what speaks for and against editing each, once everything is known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from flowcodemod.evidence.boundaries import Boundaries
from flowcodemod.evidence.by_name import held_keys_of
from flowcodemod.evidence.filled_fields import without_unfilled
from flowcodemod.evidence.follow import CONFIDENT, Follow
from flowcodemod.evidence.guess import SELVES, Guess
from flowcodemod.evidence.held_fields import without_keys_of_held_fields
from flowcodemod.evidence.held_guesses import without_held_guesses
from flowcodemod.evidence.keys import CONFIGURATION
from flowcodemod.evidence.known import DEFINING, TEXT_ROLES, Known
from flowcodemod.evidence.longer_names import of_others
from flowcodemod.evidence.merge import merge
from flowcodemod.evidence.mirrored_merges import without_lone_mirrors
from flowcodemod.evidence.new_form import new_form
from flowcodemod.evidence.requires import held_back
from flowcodemod.evidence.unwritten import unwritten
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.bundle import Bundle
from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.model.twin import Twins
from flowcodemod.pins.column_policy import decided_for
from flowcodemod.pins.kept_names import keeps_name
from flowcodemod.pins.migrated_models import migrated
from flowcodemod.pins.pins import unpinned
from flowcodemod.pins.published import Published
from flowcodemod.pins.stored_members import is_column
from flowcodemod.program.program import Program
from flowcodemod.readers.scopes import MODULE

_USES = frozenset({SiteKind.ATTRIBUTE, SiteKind.IMPORT})
_LOCAL = frozenset({SiteKind.NAME, SiteKind.PARAMETER})


def weigh(
    program: Program, bundles: Sequence[Bundle], campaign: Campaign, twins: Twins | None = None
) -> tuple[Weighed, ...]:
    """Weigh code first, then the text that speaks of it; what one merge of twins needs is joined."""
    scale = _Scale(program, bundles, campaign, twins or Twins())
    code = {bundle.first: scale.code(bundle) for bundle in bundles if not scale.is_text(bundle)}
    while again := scale.nothing_else_holds(code.values()):
        code |= {bundle.first: scale.code(bundle) for bundle in again}
    known = held_back(program, unwritten(program, list(code.values())))
    known = without_held_guesses(program, without_unfilled(program, known))
    known = without_keys_of_held_fields(program, known)
    code = {one.bundle.first: one for one in known}
    scale.follow.learn(code.values())
    weighed = [code[bundle.first] if bundle.first in code else scale.follow.weighed(bundle) for bundle in bundles]
    return without_lone_mirrors(program, merge(weighed, twins or Twins()))


class _Scale:
    def __init__(self, program: Program, bundles: Sequence[Bundle], campaign: Campaign, twins: Twins) -> None:
        self._program = program
        self._twins = twins
        self._campaign = campaign
        tokens = {reference.text for reference in program.index.references}
        new_names = {token: new for token in tokens if (new := campaign.concept.rename(token))}
        self._new_names = new_names
        self._published = Published(program, campaign)
        self._boundaries = Boundaries(program, campaign, self._published.names)
        self._known = Known(program, bundles)
        self._silent = _silent(program) if program.checked else {}
        self._guess = Guess(program, campaign, self._known, self._boundaries, twins)
        self.follow = Follow(program, new_names, self._boundaries.keys)

    def is_text(self, bundle: Bundle) -> bool:
        """Whether a bundle is one piece of running text."""
        return len(bundle.references) == 1 and bundle.first.role in TEXT_ROLES

    def nothing_else_holds(self, code: Iterable[Weighed]) -> list[Bundle]:
        """The bundles that stayed because of others that move: a second plan would find them alone with their name."""
        several = list(code)
        freed = self._known.without(one.bundle for one in several if one.confidence >= CONFIDENT)
        held = (one.bundle for one in several if one.confidence < CONFIDENT)
        return [one for one in held if freed & {reference.text for reference in one.references} and self._alone(one)]

    def code(self, bundle: Bundle) -> Weighed:
        """All the evidence about a bundle of code."""
        pieces = list(dict.fromkeys([*bundle.evidence, *self._contrary(bundle), *self._supporting(bundle)]))
        return Weighed(bundle, tuple(pieces))

    def _contrary(self, bundle: Bundle) -> Iterator[Evidence]:
        for reference in bundle.references:
            if reference.status is Status.FOREIGN:
                yield Evidence(Kind.FOREIGN, reference.reason)
            yield from new_form(self._program, reference, self._new_names)
            if reference.status not in (Status.OPEN, Status.FOREIGN) and self._defines(reference):
                yield Evidence(Kind.HELD, f"{reference.status}: {reference.path}:{reference.line}")
            if reference.status is Status.HISTORY and self._program.index.site(reference).kind in _USES:
                yield Evidence(
                    Kind.BOUNDARY, f"{reference.path}:{reference.line} uses it, and history is not rewritten"
                )
            if reference.role is not Role.KEY and self._boundaries.keys.is_configuration(reference.text):
                yield Evidence(Kind.BOUNDARY, CONFIGURATION)
            reason = unpinned(self._program, reference, self._new_names.get(reference.text, ""), self._campaign)
            if reason:
                yield Evidence(Kind.HELD, reason)
            if model := migrated(self._program, reference, self._campaign):
                yield Evidence(Kind.BOUNDARY, model)
            yield from self._published.evidence(reference)
            if self._is_stored(reference) and self._is_kept(reference):
                yield Evidence(Kind.HELD, f"the campaign does not rename the column {reference.text}")
        about = {self._boundaries.keys.about_migration(reference.path) for reference in bundle.references}
        if len({reference.path for reference in bundle.references}) == 1 and about != {""}:
            yield Evidence(Kind.TWIN, f"a test of the migration itself: it imports {about.pop()}")
        yield from held_keys_of(self._program, self._boundaries, bundle)
        stays = (self._twins.stays.get((reference.path, reference.start)) for reference in bundle.references)
        yield from (piece for piece in stays if piece is not None)

    def _is_stored(self, reference: Reference) -> bool:
        return reference.role is Role.COLUMN or is_column(self._program, reference)

    def _is_kept(self, reference: Reference) -> bool:
        """Whether the campaign drops or keeps the column of that name, and nothing of the new name stands beside it."""
        exact = any(column.rpartition(".")[2] == reference.text for column in self._campaign.columns)
        policies = decided_for(self._program, reference, self._campaign)
        if exact and policies:
            around = self._program.definitions(reference.path).class_around(reference.start)
            beside = around is not None and self._new_names.get(reference.text) in around.members
            return not policies & {Policy.RENAME, Policy.PIN} and not (beside and Policy.DROP in policies)
        kept = self._campaign.boundaries.get(Boundary.DATABASE) is Policy.KEEP
        return kept and self._program.index.site(reference).kind is SiteKind.MEMBER

    def _defines(self, reference: Reference) -> bool:
        return self._program.index.site(reference).kind in DEFINING

    def _supporting(self, bundle: Bundle) -> Iterator[Evidence]:
        sites = [self._program.index.site(reference) for reference in bundle.references]
        if self._is_local(sites):
            return
        kept = keeps_name(self._program, bundle.first, self._campaign) if len(bundle.references) == 1 else ""
        if kept:
            yield Evidence(Kind.BOUNDARY, kept)
        silent = sorted({self._silent.get(reference.text, "") for reference in bundle.references} - {""})
        if silent:
            yield Evidence(Kind.NO_CHECKER, f"{silent[0]} was not answered for")
        shown = any(piece.kind is Kind.SHOWN_FLOW for piece in bundle.evidence)
        defined = any(
            site.kind in DEFINING
            or (
                site.binds
                and (
                    site.kind is SiteKind.NAME or (site.kind is SiteKind.ATTRIBUTE and (shown or site.chain in SELVES))
                )
            )
            for site in sites
        )
        if not defined and not any(map(self._answers, bundle.references)):
            others = (of_others(self._program, self._known, self._campaign.concept, one) for one in bundle.references)
            yield from (Evidence(Kind.BOUNDARY, reason) for reason in dict.fromkeys(others) if reason)
            yield from self._guess.evidence(bundle, sites)
        elif self._alone(bundle):
            yield Evidence(Kind.PRIVATE, bundle.first.text)
        elif not self._program.checked:
            yield Evidence(Kind.CALLERS_UNSEEN, bundle.first.text)

    def _answers(self, reference: Reference) -> bool:
        """Whether a string is where the `__getattr__` of its module answers for the name."""
        is_string = self._program.index.site(reference).kind is SiteKind.STRING
        one = self._program.modules.bound(reference.path).get(reference.text) if is_string else None
        return one is not None and one.start == reference.start

    def _is_local(self, sites: Sequence[Site]) -> bool:
        """Whether all sites are names of one function, which nothing outside the function can see."""
        kinds = {site.kind for site in sites}
        bindings = {site.binding for site in sites}
        called = any(site.kind is SiteKind.PARAMETER and not site.closure for site in sites)
        return kinds <= _LOCAL and len(bindings) == 1 and not bindings & {MODULE, None} and not called

    def _alone(self, bundle: Bundle) -> bool:
        """Whether the bundle holds every reference of its texts that is code or data and does not move without it."""
        counts: dict[str, int] = defaultdict(int)
        for reference in bundle.references:
            counts[reference.text] += reference.role not in TEXT_ROLES
        return all(self._known.elsewhere[text] == count for text, count in counts.items())


def _silent(program: Program) -> dict[str, str]:
    """The names that stand in code of files the checker did not answer for, each with one such file."""
    return {
        reference.text: file.source.path
        for file in program.index.python
        if file.source.path in program.unanswered
        for reference in file.references
        if reference.role not in TEXT_ROLES
    }
