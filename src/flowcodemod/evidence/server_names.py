"""Which keys of a client's may be its server's: those that something is asked for or that are written, by their names."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property

from flowcodemod.evidence.key_sides import is_writing
from flowcodemod.evidence.siblings import DATA
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Function

_LISTED = frozenset({StringUse.DICT_KEY, StringUse.ELEMENT, StringUse.ANNOTATION})
_CALLED = frozenset({StringUse.ARGUMENT, StringUse.METHOD})


class ServerNames:
    """What is done with the keys of one program; `keys`: those of the code itself, and keywords that become keys."""

    def __init__(self, program: Program, keys: Iterable[Reference]) -> None:
        self._program = program
        self._every = tuple(keys)
        self._asks = cache(self._has_asker)

    def is_own(self, reference: Reference, site: Site) -> bool:
        """Whether a string is asked of keywords that a call gave, or is no key: `match.group("name")`."""
        if site.use is StringUse.METHOD and not site.asks and not self._is_handed(site):
            return True
        of_call = site.chain.rpartition(".")[2] == "kwargs"  # `mock.call_args.kwargs["name"]`
        return site.asks and (of_call or self._collects(reference, site.chain))

    def is_key(self, reference: Reference, site: Site) -> bool:
        """Whether a reference is a key of an object or in a list of such keys."""
        if site.kind is SiteKind.TEXT:
            return reference.path.endswith(DATA)
        return site.whole and (site.use in _LISTED or site.asks or self._is_handed(site))

    def is_asked_or_written(self, reference: Reference, site: Site) -> bool:
        """Whether an object is asked for a key, or given one, and no function that collects its keywords."""
        if site.kind is SiteKind.TEXT:
            return reference.path.endswith(DATA)
        return site.whole and (site.use is StringUse.DICT_KEY or site.asks) and not self.is_own(reference, site)

    @cached_property
    def own(self) -> frozenset[str]:
        """The names of keys that one file both writes and asks for, and of those that functions collect."""
        sides: dict[tuple[str, str], set[bool]] = defaultdict(set)
        found: set[str] = set()
        for one in self._every:
            site = self._program.index.site(one)
            found |= {one.text} if one.role is Role.KEY and site.asks and self.is_own(one, site) else set()
            if one.role is Role.KEY and (site.asks or is_writing(site)):
                sides[one.path, one.text].add(is_writing(site))
        return frozenset(found | {name for (_path, name), both in sides.items() if len(both) > 1})

    @cached_property
    def written_only(self) -> dict[str, str]:
        """The names of keys that code of ours writes and never asks for, each with the first such place."""
        found: dict[str, str] = {}
        asked: set[str] = set()
        for one in sorted(self._every):
            written = one.role is Role.KEY and is_writing(self._program.index.site(one))
            asked |= set() if written else {one.text}
            found |= {one.text: f"{one.path}:{one.line}"} if written and one.text not in found else {}
        return {name: place for name, place in found.items() if name not in asked}

    def _collects(self, reference: Reference, name: str) -> bool:
        """Whether a function around collects its keywords under a name."""
        text = self._program.modules.text(reference.path)
        around = self._program.definitions(reference.path).functions_around(reference.start)
        headers = (text[one.start : one.end].partition(":\n")[0] for one in around if one.keywords)
        return name.isidentifier() and any(re.search(rf"\*\*{name}\b", header) for header in headers)

    def _is_handed(self, site: Site) -> bool:
        """Whether a string is handed to a function of ours that asks something else for it: `pick(data, "name")`."""
        if site.use not in _CALLED or site.callee is None or not isinstance(site.argument, int):
            return False
        return self._asks(site.callee.text, site.argument)

    def _has_asker(self, name: str, position: int) -> bool:
        paths = [path for path, text in self._program.modules.texts() if f"def {name}(" in text]
        several = ((path, one) for path in paths for one in self._program.definitions(path).functions.values())
        return any(self._asks_for(path, one, position) for path, one in several if one.name == name)

    def _asks_for(self, path: str, function: Function, position: int) -> bool:
        """Whether a function asks something for the key that it takes at a position, `self` not counted."""
        taken = [name for name in function.parameters if name not in ("self", "cls")]
        if position >= len(taken):
            return False
        asked = re.compile(rf"\w(?:\.(?:get|pop)\(|\[)\s*{taken[position]}\b")
        return asked.search(self._program.modules.text(path), function.start, function.end) is not None
