"""What still depends on a name, for those who want to remove it and not to rename it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from flowcodemod.evidence.known import DEFINING, TEXT_ROLES
from flowcodemod.inventory.index import Index
from flowcodemod.model.evidence import Tier
from flowcodemod.model.plan import Group, OperationKind, Plan, Reach, Reason
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import is_test
from flowcodemod.readers.text import is_prose

Place = tuple[str, int]
"""A path and a 1-based line."""
_KEPT = frozenset({Reason.ALLOWLISTED, Reason.SUPPRESSED, Reason.HISTORY})
_ELSEWHERE = frozenset({Reason.FOREIGN, Reason.HOMONYM})
_SHARED = frozenset({SiteKind.DEFINITION, SiteKind.MEMBER})
_OUTSIDE = frozenset({Reach.STORED, Reach.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Dependents:
    """One thing that bears the name, and the places that depend on it, each sorted.

    `kind`: the role of what defines it, else of its first place. `maybe`: places of the same text that nothing ties to
    anything; `kept`: places of it that somebody wants to stay. `outside`: what people outside the repository would notice.
    `proven`: whether all its uses are known, which needs Python and a type checker.
    """

    group: str
    name: str
    kind: Role
    reach: Reach
    defined: tuple[Place, ...]
    code: tuple[Place, ...]
    tests: tuple[Place, ...]
    text: tuple[Place, ...]
    maybe: tuple[Place, ...]
    kept: tuple[Place, ...]
    outside: tuple[str, ...]
    proven: bool

    @property
    def is_free(self) -> bool:
        """Whether nothing but its tests and what is written about it depends on it."""
        own = self.tests if all(is_test(path) for path, _line in self.defined) else ()
        needed = self.code or own or self.maybe or self.kept or self.outside
        return self.proven and bool(self.defined) and not needed and self.reach not in _OUTSIDE


def dependents(plan: Plan, index: Index) -> tuple[Dependents, ...]:
    """Every thing that bears the name: what is free first, then by place. Words about such things are none themselves."""
    report = _Report(plan, index)
    found = [one for one in map(report.of_group, plan.groups) if one.defined or one.code or one.tests]
    return tuple(sorted(found, key=lambda one: (not one.is_free, (*one.defined, *one.code, *one.tests)[0], one.group)))


class _Report:
    def __init__(self, plan: Plan, index: Index) -> None:
        self._plan = plan
        self._index = index
        self._maybe: dict[str, set[Place]] = defaultdict(set)
        self._kept: dict[str, set[Place]] = defaultdict(set)
        for left in plan.not_edited:
            if left.reason not in _ELSEWHERE and left.role not in TEXT_ROLES:
                (self._kept if left.reason in _KEPT else self._maybe)[left.text].add((left.path, left.line))
        for group in plan.groups:
            references = self._references(group)
            if group.tier is not Tier.CONFIDENT and not self._defining(references):
                for one in (one for one in references if one.role not in TEXT_ROLES):
                    self._maybe[one.text].add((one.path, one.line))

    def of_group(self, group: Group) -> Dependents:
        """What depends on what a group would rename or move."""
        steps = [one for one in self._plan.operations if one.group == group.id and one.kind is OperationKind.STEP]
        moved = [one for one in self._plan.operations if one.group == group.id and one.kind is OperationKind.MOVE]
        references = self._references(group)
        defining = self._defining(references)
        text = {(one.path, one.line) for one in references if one.role in TEXT_ROLES}
        text |= {(one.path, one.line) for one in group.edits if moved and is_prose(one.path)}
        defined = {(one.path, one.line) for one in defining}
        used = {(one.path, one.line) for one in references if one not in defining and one.role not in TEXT_ROLES}
        used |= {(one.path, one.line) for one in group.edits if moved} - text
        # What nothing ties to anything can mean a class, a function or a member; a parameter is not meant from afar.
        names = {one.text for one in defining if self._index.site(one).kind in _SHARED}
        places = [*(one.path for one in defining), *(one.path for one in moved)]
        first = None if moved else next(iter([*defining, *references]), None)
        return Dependents(
            group.id,
            self._plan.first(group).old if first is None else first.text,
            Role.FILENAME if first is None else first.role,
            group.reach,
            defined=tuple(sorted(defined | {(one.path, 1) for one in moved})),
            code=tuple(sorted(one for one in used if not is_test(one[0]))),
            tests=tuple(sorted(one for one in used if is_test(one[0]))),
            text=tuple(sorted(text)),
            maybe=tuple(sorted({place for name in names for place in self._maybe[name]} - used)),
            kept=tuple(sorted({place for name in names for place in self._kept[name]})),
            outside=tuple(dict.fromkeys(one.detail for one in steps)),
            proven=group.tier is Tier.CONFIDENT and all(path.endswith(".py") for path in places),
        )

    def _references(self, group: Group) -> list[Reference]:
        keys = ((edit.path, edit.start) for edit in group.edits if edit.old)
        return [self._index.by_key[key] for key in keys if key in self._index.by_key]

    def _defining(self, references: Sequence[Reference]) -> list[Reference]:
        """The definitions among some references; where there is none, what is assigned."""
        found = [one for one in references if self._defines(one)]
        return found or [one for one in references if self._index.site(one).binds]

    def _defines(self, reference: Reference) -> bool:
        """Whether a reference gives something its name; in other languages a member or a parameter does."""
        kind = self._index.site(reference).kind
        return kind in DEFINING or (kind is SiteKind.TEXT and reference.role in (Role.FIELD, Role.PARAMETER))
