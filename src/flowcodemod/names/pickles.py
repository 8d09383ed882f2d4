"""Pickles: they hold classes by module and name, so one that is renamed or moved can no longer be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.plan import Group, Operation, OperationKind, Reach
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.layout import place_of

_USES = re.compile(
    r"^[ \t]*(?:import[ \t]+(?:[\w.]+[ \t]*,[ \t]*)*|from[ \t]+)(?P<name>c?[pP]ickle|cloudpickle|dill|joblib|shelve)\b",
    re.MULTILINE,
)
_CLASS = re.compile(r"^class[ \t]+\w", re.MULTILINE)
_HOOKS = ("__reduce__", "__reduce_ex__", "__getstate__", "__setstate__", "__getnewargs__", "__getnewargs_ex__")


def with_pickles(
    program: Program, groups: Sequence[Group], campaign: Campaign, operations: Sequence[Operation]
) -> tuple[tuple[Group, ...], tuple[Operation, ...]]:
    """The groups, those that pickles may hold with the reach `stored`, and a step for each class and module of them."""
    pickles = _Pickles(program, campaign)
    found = {group.id: list(pickles.details(group, operations)) for group in groups}
    steps = (Operation(OperationKind.STEP, detail=detail, group=name) for name in found for detail in found[name])
    return tuple(_stored(group) if found[group.id] else group for group in groups), tuple(steps)


def _stored(group: Group) -> Group:
    return group if group.reach is Reach.PUBLISHED else replace(group, reach=Reach.STORED)


class _Pickles:
    def __init__(self, program: Program, campaign: Campaign) -> None:
        self._program = program
        self._advice = "write them anew, or keep the old name importable while they are read"
        if campaign.shim is not None:
            self._advice = f"the shim reads them until {campaign.shim}: write them anew before"

    def details(self, group: Group, operations: Sequence[Operation]) -> Iterator[str]:
        """What is to be done about the pickles of each class that a group renames, and each module that it moves."""
        for edit in group.edits:
            reference = self._program.reference(edit.path, edit.start) if edit.old else None
            one = self._class(reference) if reference is not None else None
            maker = self._maker(reference.path, one) if reference is not None and one is not None else ""
            if reference is not None and maker:
                old, new = (f"{self._module(edit.path)}.{_inner(reference, name)}" for name in (edit.old, edit.new))
                yield f"pickles may hold {old}, which is {new} now ({maker}): {self._advice}"
        for moved in (one for one in operations if one.kind is OperationKind.MOVE and one.group == group.id):
            if moved.path.endswith(".py") and not is_test(moved.path) and self.used and self._has_classes(moved.path):
                old, new = self._module(moved.path), self._module(moved.target)
                yield f"pickles may hold classes of {old}, which is {new} now ({self.used}): {self._advice}"

    @cached_property
    def used(self) -> str:
        """The first place where code that is no test imports what makes pickles, and what it imports; '' without any."""
        for path, text in self._program.modules.texts():
            found = _USES.search(text) if not is_test(path) else None
            if found is not None:
                line = text.count("\n", 0, found.start("name")) + 1
                return f"{path}:{line} imports {found['name']}"
        return ""

    def _class(self, reference: Reference) -> Class | None:
        """The class that a reference defines in code that is no test."""
        site = self._program.index.site(reference)
        if site.kind is not SiteKind.DEFINITION or is_test(reference.path):
            return None
        return self._program.definitions(reference.path).classes.get(reference.start)

    def _maker(self, path: str, one: Class) -> str:
        """Why a class may have been pickled: it says how, or something here pickles."""
        hook = next((hook for hook in _HOOKS if hook in one.methods), "")
        return f"{path} defines {hook}" if hook else self.used

    def _has_classes(self, path: str) -> bool:
        return _CLASS.search(self._program.modules.text(path)) is not None

    def _module(self, path: str) -> str:
        return (self._program.modules.layout.names(place_of(path)) or (path,))[-1]


def _inner(reference: Reference, name: str) -> str:
    return f"{reference.scope}.{name}" if reference.scope else name
