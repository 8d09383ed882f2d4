"""Shims: a module at the old place of one that moved, which hands out its names with a warning until a day.

The day stands in a comment that the gate reads (FCM304), so no shim outlives it unnoticed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, repeat

from flowcodemod.inventory.file import File
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.shim import Shim, marker, shims
from flowcodemod.model.site import Site, SiteKind

_ELSEWHERE = Site(SiteKind.TEXT)
_TEXT = '''"""`{old}` ({path}) is `{new}` now. This module is for code that still imports the old one."""
{marker}

from importlib import import_module
from typing import Any
from warnings import warn

_NEW = "{new}"
_NAMES: dict[str, str] = {names}


def __getattr__(name: str) -> Any:
    """What the new module has under a name, or under what replaced it."""
    module = import_module(_NEW)
    if name == "__all__":
        return getattr(module, "__all__", [one for one in dir(module) if not one.startswith("_")])
    new = name if hasattr(module, name) else _NAMES.get(name, name)
    if name.startswith("__") or not hasattr(module, new):
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
    warn(f"{{__name__}}.{{name}} is {{_NEW}}.{{new}} now", DeprecationWarning, stacklevel=2)
    return getattr(module, new)


def __dir__() -> list[str]:
    """The names of the new module."""
    return dir(import_module(_NEW))
'''


def shim(path: str, old: str, new: str, names: Mapping[str, str], until: date) -> str:
    """The text of the module at `path` for those who import `old`, which is `new`; `names` maps old names to new ones."""
    listed = "".join(f'\n    "{one}": "{other}",' for one, other in sorted(names.items()))
    written = f"{{{listed}\n}}" if listed else "{}"
    return _TEXT.format(path=path, old=old, new=new, names=written, marker=marker(until))


def mark_shims(files: Mapping[str, File]) -> dict[str, File]:
    """The files with everything allowed that stands in a shim: the old name is what it is there for."""
    return {path: _marked(file) for path, file in files.items()}


def kept_for_now(reference: Reference, until: date) -> Reference:
    """A reference in a shim, or in its name."""
    if reference.status is not Status.OPEN:
        return reference
    return replace(reference, status=Status.ALLOWLISTED, reason=f"a shim, kept until {until}")


def _marked(file: File) -> File:
    found = tuple(shims(file.source.text))
    if not found:
        return file
    places = zip(file.references, chain(file.sites, repeat(_ELSEWHERE)), strict=False)
    return replace(file, references=tuple(_in_shim(reference, site, found) for reference, site in places))


def _in_shim(reference: Reference, site: Site, found: Sequence[Shim]) -> Reference:
    """A reference kept for now where it stands in a shim: everything in a module, the old names (texts) in a statement."""
    around = next((one for one in found if one.start <= reference.start < one.end), None)
    named = around is not None and (around.whole or site.kind is SiteKind.STRING)
    return kept_for_now(reference, around.until) if around is not None and named else reference
