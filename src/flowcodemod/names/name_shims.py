"""Shims of names: a module whose class or function has a new name hands out the old one with a warning until a day.

PEP 562: `__getattr__` of the module is asked for what the module does not have. One module has one such function, so the
groups that rename something in it are chosen together.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from flowcodemod.inventory.kept_exports import is_kept
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.plan import Edit, Group, Operation, OperationKind
from flowcodemod.model.reference import Reference
from flowcodemod.model.shim import marker, shims
from flowcodemod.model.site import SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.exports import exported
from flowcodemod.readers.getattr_hook import Hook, getattr_hook
from flowcodemod.readers.scopes import MODULE

Names = dict[str, str]
_ASKED = """if {parameter} == "{old}":
    from warnings import warn

    warn(f"{{__name__}}.{old} is {new} now", DeprecationWarning, stacklevel=2)
    return {new}
"""
_FUNCTION = '''

{imports}def __getattr__(name: str) -> {any}:
    """Hand out old names of this module, with a warning."""
{asked}    raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
'''


def with_name_shims(
    program: Program, groups: Sequence[Group], campaign: Campaign, operations: Sequence[Operation]
) -> tuple[tuple[Group, ...], tuple[Operation, ...]]:
    """The groups with the shims of what they rename, and a step for each module that no shim can be put into.

    `operations`: a module that moves has a shim of its own at its old place.
    """
    if campaign.shim is None:
        return tuple(groups), ()
    made = _Shims(program, campaign, campaign.shim, {one.path for one in operations})
    return made.added(groups)


class _Shims:
    def __init__(self, program: Program, campaign: Campaign, until: date, moved: set[str]) -> None:
        self._program = program
        self._campaign = campaign
        self._until = until
        self._moved = moved
        self._layout = program.modules.layout
        self._namespace = Namespace(program)

    def added(self, groups: Sequence[Group]) -> tuple[tuple[Group, ...], tuple[Operation, ...]]:
        """The most confident group of each module makes its shim; all of the module's are chosen with one another."""
        changed = {group.id: group for group in groups}
        steps = []
        for path, members in sorted(self._modules(groups).items()):
            first = max(sorted(members), key=lambda one: changed[one].confidence)
            together = [one for one in sorted(members) if changed[one].tier is changed[first].tier]
            names = {old: new for one in together for old, new in members[one].items()}
            edit = self._edit(path, names, groups)
            if edit is None:
                detail = (
                    f"keep {', '.join(sorted(names))} importable from {path} by hand: it has a __getattr__ of its own"
                )
                steps.append(Operation(OperationKind.STEP, detail=detail, group=first))
                continue
            for one in together:
                required = {*changed[one].requires, *together} - {one}
                changed[one] = replace(changed[one], requires=tuple(sorted(required)))
            owner = changed[first]
            places = owner.references
            changed[first] = replace(owner, edits=tuple(sorted((*owner.edits, edit))), places=places)
        return tuple(changed[group.id] for group in groups), tuple(steps)

    def _modules(self, groups: Sequence[Group]) -> Mapping[str, Mapping[str, Names]]:
        """Path -> id of a group -> the public names it renames there, old to new."""
        modules: dict[str, dict[str, Names]] = defaultdict(lambda: defaultdict(dict))
        for group in groups:
            for edit in group.edits:
                reference = self._program.reference(edit.path, edit.start) if edit.old else None
                if reference is not None and reference.text == edit.old and self._is_public(reference):
                    modules[edit.path][group.id][edit.old] = edit.new
        return modules

    def _is_public(self, reference: Reference) -> bool:
        """Whether others import this name from this module: a class or function of it, or something it re-exports."""
        path, site = reference.path, self._program.index.site(reference)
        if not path.endswith(".py") or is_test(path) or path in self._moved or reference.text.startswith("_"):
            return False
        if reference.scope or site.binding != MODULE or is_kept(reference, self._campaign, self._layout):
            return False
        text = self._program.index.files[path].source.text
        if any(f'"{reference.text}"' in text[one.start : one.end] for one in shims(text)):
            return False
        if site.kind is SiteKind.IMPORT:
            return path.endswith("/__init__.py") or reference.text in exported(text)
        return site.kind is SiteKind.DEFINITION

    def _edit(self, path: str, names: Names, groups: Sequence[Group]) -> Edit | None:
        file = self._program.index.files[path]
        text, bound = file.source.text, self._program.modules.bound(path)
        newline = "\r\n" if "\r\n" in text else "\n"
        hook = getattr_hook(file.syntax) if file.syntax is not None else None
        if hook is not None:
            at, written = hook.start, self._asked(hook, names)
        elif "__getattr__" in bound or any(edit.start == len(text) for edit in _edits(groups, path)):
            return None
        else:
            at = len(text)
            known = "Any" if "Any" in bound else "typing.Any" if "typing" in bound else ""
            written = _FUNCTION.format(
                imports="" if known else "from typing import Any  # noqa: E402\n\n\n",
                any=known or "Any",
                asked=self._asked(Hook(at, "    ", "name"), names),
            )
            written = written if text.endswith("\n") else f"\n{written}"
        return Edit(path, at, at, text.count("\n", 0, at) + 1, "", written.replace("\n", newline))

    def _asked(self, hook: Hook, names: Names) -> str:
        """A statement for each name, each with its day."""
        deeper = "\t" if hook.indent.endswith("\t") else "    "
        lines = []
        for old, new in sorted(names.items()):
            text = f"{marker(self._until)}\n" + _ASKED.format(parameter=hook.parameter, old=old, new=new)
            lines += [line.replace("    ", deeper, 1) if line[:1] == " " else line for line in text.splitlines()]
        return "".join(f"{hook.indent}{line}\n" if line else "\n" for line in lines)


def _edits(groups: Sequence[Group], path: str) -> Iterator[Edit]:
    return (edit for group in groups for edit in group.edits if edit.path == path)
