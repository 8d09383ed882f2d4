"""Names that leave the program: stored, cached, sent, read by another language. Policy first, then both sides."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath

from flowcodemod.evidence.bound_elsewhere import is_bound_here
from flowcodemod.evidence.filled_holes import filled_holes, hole
from flowcodemod.evidence.hosts import place_of_others
from flowcodemod.evidence.keys import Keys
from flowcodemod.evidence.script_members import ScriptMembers
from flowcodemod.evidence.template_attributes import owner_of
from flowcodemod.evidence.templates import Templates, names_element
from flowcodemod.evidence.wire_keys import SCRIPT, WireKeys
from flowcodemod.inventory.key_uses import uses
from flowcodemod.model.campaign import KEEPING, Boundary, Campaign, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import SHARED, TEXTUAL, Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.pins.alias_routes import aliased
from flowcodemod.pins.column_idioms import names_reverse
from flowcodemod.pins.column_policy import column_policy, decided_for
from flowcodemod.pins.frozen import frozen_names
from flowcodemod.pins.generated_names import generated_names
from flowcodemod.pins.pinning import pinning
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.boundary_calls import handed_over

BOUNDARY_OF = {
    Role.SQL: Boundary.DATABASE,
    Role.COLUMN: Boundary.DATABASE,
    Role.STORAGE_KEY: Boundary.CACHE,
    Role.PATH: Boundary.DISK,
    Role.ROUTE: Boundary.HTTP,
    Role.HEADER: Boundary.HTTP,
}
_SPREAD = frozenset({Role.ROUTE, Role.HEADER, Role.STORAGE_KEY, Role.PATH, Role.ENVIRONMENT})
_COLUMNS = frozenset({Role.COLUMN, Role.SQL})
_SHOWN_BEFORE = re.compile(r"[\w}>]\((?:[^()\"'\n]*,)?$")
_SHOWN_AFTER = re.compile(r"=(?:['\"]?\{|%)")
_FRAGMENT_ENDS = ("_", ":", "-", ".")
_ECMASCRIPT = frozenset({".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"})


class Boundaries:
    """Decides strings, data files and other languages of one program."""

    def __init__(self, program: Program, campaign: Campaign, published: Mapping[str, str] | None = None) -> None:
        self._program = program
        self._campaign = campaign
        self._published = published or {}
        self._policies = campaign.boundaries
        self._renames_everything = all(campaign.boundaries.get(one) is Policy.RENAME for one in Boundary)
        self.keys = Keys(program, campaign, self._published)
        frozen = frozen_names(program, campaign)
        self._generated = {name: place for name, place in generated_names(program).items() if name not in frozen}
        self._aliased = aliased(program) if campaign.boundaries.get(Boundary.HTTP) is Policy.PIN else frozenset()
        self._places: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._fragments: set[str] = set()
        self._environment = {one.text for one in program.index.references if one.role is Role.ENVIRONMENT}
        scripts = (one for one in program.index.references if _language(one.path) in _ECMASCRIPT)
        self._scripted = {one.text for one in scripts if one.status is Status.OPEN}
        renames_http = campaign.boundaries.get(Boundary.HTTP) is Policy.RENAME
        self._members = ScriptMembers(program, self.keys, self._published, renames_http=renames_http)
        self._wire = WireKeys(program)
        self._templates = Templates(program, self.keys)
        self._uses: dict[str, set[str]] = defaultdict(set)
        for reference in program.index.references:
            if reference.status is not Status.OPEN:
                continue
            if reference.role is Role.STORAGE_KEY and reference.text.endswith(_FRAGMENT_ENDS):
                self._fragments.add(reference.text)
            if self._is_spread(reference) and not is_test(reference.path):
                self._places[self._sort(reference), reference.text].add(reference.path)
                self._uses[reference.text] |= self._used(reference)

    def decides(self, reference: Reference, kind: SiteKind) -> bool:
        """Whether a reference is decided here: a string of Python, or anything in another language but names of scripts."""
        other = kind is SiteKind.TEXT and reference.role not in TEXTUAL and not self._program.scripts.is_name(reference)
        return kind is SiteKind.STRING or other

    def evidence(self, reference: Reference, *, linked: bool = False) -> Iterator[Evidence]:
        """What speaks for or against renaming it; `linked`: it is tied to a reference of another role, its other side."""
        site = self._program.index.site(reference)
        pinned = pinning(site, self._program.index.files[reference.path].source.text, reference.start)
        boundary = pinned[1] if pinned is not None else self._boundary(reference)
        policy = self._policy(reference, boundary)
        if boundary is not None and policy is Policy.RENAME:
            yield Evidence(Kind.KEY_FAMILY, f"the campaign renames what is named at the boundary {boundary}")
        elif reference.role is Role.ENVIRONMENT and self._renames_everything:
            yield Evidence(Kind.KEY_FAMILY, "the campaign renames what is named at every boundary")
        elif pinned is not None:
            yield Evidence(Kind.BOUNDARY, f"{pinned[0]}= pins the name that is stored or published")
        elif policy is Policy.PIN and reference.role is Role.ROUTE and reference.text in self._aliased:
            yield Evidence(Kind.KEY_FAMILY, "the old path stays as an alias that is marked deprecated")
        elif policy in KEEPING and boundary is not None:
            yield Evidence(Kind.BOUNDARY, f"the campaign keeps names at the boundary {boundary}")
        elif boundary is Boundary.DATABASE:
            yield Evidence(
                Kind.BOUNDARY, "stored in a database, which keeps its names unless a campaign says otherwise"
            )
        elif place := self._place_of_others(reference):
            yield Evidence(Kind.BOUNDARY, place)
        elif shown := self._shown_as(reference, site):
            yield Evidence(Kind.KEY_FAMILY, shown)
        elif names_element(self._program, reference):
            yield Evidence(Kind.BOUNDARY, "an attribute of a page's elements, which pages, scripts and styles share")
        elif self._is_spread(reference):
            yield from self._both_sides(reference, linked=linked)
        else:
            yield from self._inside(reference, site.kind)

    def _inside(self, reference: Reference, kind: SiteKind) -> Iterator[Evidence]:
        """A name that need not leave the program."""
        if self._members.has(reference):
            yield from self._members.evidence(reference)
        elif kind is SiteKind.TEXT and reference.role is not Role.KEY:
            yield from self._other_language(reference)
        else:
            yield from self.keys.evidence(reference)

    def _boundary(self, reference: Reference) -> Boundary | None:
        handed = self._handed_over(reference)
        if handed is not None and handed in self._policies:
            return handed
        if self._wire.has(reference):
            return Boundary.HTTP
        if names_reverse(self._program.index.site(reference)):
            return None
        if reference.role is Role.KEY and reference.text in self._fragments:
            return Boundary.CACHE
        return BOUNDARY_OF.get(reference.role)

    def _handed_over(self, reference: Reference) -> Boundary | None:
        site = self._program.index.site(reference)
        text = self._program.index.files[reference.path].source.text
        return handed_over(text, site) if site.kind is SiteKind.STRING else None

    def _policy(self, reference: Reference, boundary: Boundary | None) -> Policy | None:
        decided = reference.role in _COLUMNS and decided_for(self._program, reference, self._campaign)
        if decided:
            return column_policy(self._program, reference, self._campaign)
        return self._policies.get(boundary) if boundary is not None else None

    def _both_sides(self, reference: Reference, *, linked: bool) -> Iterator[Evidence]:
        """A name that is sent or stored is ours where the one who writes it and the one who reads it are here."""
        places = self._places.get((self._sort(reference), reference.text), set())
        others = self._known_elsewhere(reference)
        is_key, queried = reference.role is Role.KEY, self.keys.queries
        strange = is_key and (self.keys.held(reference) or self.keys.strangers(reference))
        if reference.text in self._generated and self._wire.has(reference):
            yield Evidence(Kind.KEY_FAMILY, f"made of a field's name by its class ({self._generated[reference.text]})")
        elif strange:
            yield Evidence(Kind.BOUNDARY, strange)
        elif self.keys.is_hole(reference):
            yield from self.keys.evidence(reference)
        elif reference.role is Role.HEADER and reference.text in self._filled:
            yield hole(reference.text)
        elif others:
            yield Evidence(Kind.BOUNDARY, f"{others} knows it, too")
        elif held := queried.held(reference):
            yield Evidence(Kind.BOUNDARY, held)
        elif queried.sides(reference):
            yield Evidence(Kind.KEY_FAMILY, f"what is read from queries here ({queried.sides(reference)})")
        elif reference.role is Role.HEADER and self._program.is_distributed:
            yield Evidence(Kind.BOUNDARY, "a header that other versions of this package speak, too")
        elif reference.role is Role.KEY and reference.spelling in SCRIPT and reference.text not in self._scripted:
            yield Evidence(Kind.BOUNDARY, "spelled as Python never spells a key, and no script here has it")
        elif len(places) > 1 or len(self._uses[reference.text]) > 1 or (linked and reference.role is Role.ROUTE):
            yield Evidence(Kind.KEY_FAMILY, ", ".join(sorted(places)[:3]) or "the handler of the path takes it")
        else:
            yield Evidence(Kind.BOUNDARY, "only one side of it is in this repository")

    def _shown_as(self, reference: Reference, site: Site) -> str:
        """What a string calls an object of ours, which nobody stores: another side of a relation, a text that shows it."""
        if names_reverse(site):
            return "the other side of a relation, which no database stores"
        return "what an object of ours is shown as, which nobody stores" if self._is_shown(reference) else ""

    @cached_property
    def _filled(self) -> frozenset[str]:
        return filled_holes(self._program, self.keys)

    def _place_of_others(self, reference: Reference) -> str:
        """Why a name stays by the text that it is part of, such as another host's URL; '' where that says nothing."""
        if reference.role is Role.ROUTE and self._program.is_client and not self.keys.is_hole(reference):
            return "part of a URL of the server that a client speaks to"
        return place_of_others(self._program, reference)

    def _is_shown(self, reference: Reference) -> bool:
        """Whether a pattern is what objects with an attribute of that name are shown as: `Run(name={self.name})`."""
        if reference.role is not Role.STORAGE_KEY or not self._program.owners(reference.text):
            return False
        text = self._program.index.files[reference.path].source.text
        named = _SHOWN_BEFORE.search(text[max(0, reference.start - 200) : reference.start])
        return named is not None and _SHOWN_AFTER.match(text, reference.end) is not None

    def _is_spread(self, reference: Reference) -> bool:
        """Whether others may know the name; a key of the environment that a program is started with is one of those."""
        variable = reference.role is Role.KEY and reference.text in self._environment
        return variable or reference.role in _SPREAD or self._wire.has(reference)

    def _sort(self, reference: Reference) -> str:
        """What two sides have in common: both speak of something stored, or both of something sent."""
        if reference.role in (Role.STORAGE_KEY, Role.PATH):
            return "stored"
        if reference.role is Role.ROUTE:
            return reference.role
        variable = reference.role is Role.ENVIRONMENT or reference.text in self._environment
        return Role.ENVIRONMENT if variable else "sent"

    def _used(self, reference: Reference) -> set[str]:
        """Whether what is stored under a key or path is written or read where it stands."""
        if reference.role not in (Role.STORAGE_KEY, Role.PATH) or _language(reference.path) != ".py":
            return set()
        return set(uses(self._program.index.files[reference.path].source.text, reference.start, reference.end))

    def _known_elsewhere(self, reference: Reference) -> str:
        """Where an installed package or the standard library names the same header or environment variable, else ''.

        So it may be with a path as scripts spell it: the name of a message, `"runState/changed"`.
        """
        scripted = reference.role is Role.PATH and reference.spelling in SCRIPT
        if not (scripted or reference.role in SHARED) or self._program.mentions is None:
            return ""
        spelled = dict.fromkeys((reference.text, reference.text.lower()))
        return next((place for one in spelled for place in self._program.mentions(one)), "")

    def _other_language(self, reference: Reference) -> Iterator[Evidence]:
        """An identifier of a language that is only read by its signs is ours where its own file binds it."""
        bound = "bound in this file" if is_bound_here(self._program, reference) else owner_of(self._program, reference)
        if self._templates.shows(reference) and not bound:
            yield from self._templates.evidence(reference)
        else:
            yield Evidence(Kind.KEY_FAMILY, bound) if bound else Evidence(Kind.UNRESOLVED)


def _language(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
