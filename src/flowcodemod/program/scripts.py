"""The TypeScript and JavaScript of a program: every token's site, what modules give each other, which members are ours."""

import re
from collections.abc import Iterator
from functools import cached_property

from flowcodemod.inventory.index import Index
from flowcodemod.model.reference import TEXTUAL, Reference, Status
from flowcodemod.model.script import ScriptKind, ScriptSite
from flowcodemod.program.modules import Modules
from flowcodemod.readers.script_modules import SCRIPTS, ScriptModules, package_of

MEMBERS = frozenset({ScriptKind.MEMBER, ScriptKind.SHORTHAND})
_ALL_OF = re.compile(r"\bexport\s*\*\s*from\s*[\"']([^\"'\n]+)")
_FROM = re.compile(r"\bfrom\s*[\"']([^\"'\n]+)")
_STEPS = 20


class Scripts:
    """Asked by linkers and by what weighs them; reads a file only when it must."""

    def __init__(self, index: Index, modules: Modules) -> None:
        self._index = index
        self._texts = modules
        self._packages: dict[str, frozenset[str]] = {}

    def sites(self) -> Iterator[tuple[Reference, ScriptSite]]:
        """Every open reference of the scripts that parse, with its site."""
        for file in self._index.files.values():
            for reference, site in zip(file.references, file.script, strict=False):
                if reference.status is Status.OPEN:
                    yield reference, site

    def site(self, reference: Reference) -> ScriptSite | None:
        """The site of a reference; None where it is in no script that parses."""
        return self._index.script_by_key.get((reference.path, reference.start))

    def is_name(self, reference: Reference) -> bool:
        """Whether a reference is a name that its file's scopes or imports explain, and no member or text."""
        site = self.site(reference)
        return site is not None and site.kind not in MEMBERS | {ScriptKind.TEXT}

    @cached_property
    def modules(self) -> ScriptModules:
        """What scripts mean by the modules that they import."""
        return ScriptModules(self._index.paths, self._texts.text)

    @cached_property
    def declared(self) -> dict[str, str]:
        """The members that scripts here declare, each with one of the places."""
        pairs = ((one, site) for one, site in self.sites() if site.kind in MEMBERS and site.declares)
        return {one.text: f"{one.path}:{one.line}" for one, site in pairs}

    @cached_property
    def unread(self) -> dict[str, str]:
        """The tokens in code of scripts that do not parse, each with one such file."""
        files = (file for file in self._index.files.values() if not file.parses and file.source.path.endswith(SCRIPTS))
        return {one.text: one.path for file in files for one in file.references if one.role not in TEXTUAL}

    def exporting(self, module: str, path: str, name: str) -> Iterator[Reference]:
        """The tokens by which a module named in the file at `path` exports a name, itself or from another."""
        waiting, seen = list(self.modules.files(module, path)), set[str]()
        while waiting and len(seen) < _STEPS * _STEPS:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            found = self._exports.get((one, name), ())
            yield from found
            if not found:
                text = self._texts.text(one)
                waiting += [file for match in _ALL_OF.finditer(text) for file in self.modules.files(match[1], one)]

    def packages(self, path: str) -> frozenset[str]:
        """The packages of others that a script imports from."""
        if path not in self._packages:
            named = {match[1] for match in _FROM.finditer(self._texts.text(path))}
            foreign = (one for one in named if self.modules.is_foreign(one, path))
            self._packages[path] = frozenset(map(package_of, foreign))
        return self._packages[path]

    @cached_property
    def _exports(self) -> dict[tuple[str, str], list[Reference]]:
        found: dict[tuple[str, str], list[Reference]] = {}
        for reference, site in self.sites():
            if site.exported:
                found.setdefault((reference.path, reference.text), []).append(reference)
        return found
