"""Which place each token has in a component of Svelte or Vue: its script is parsed, its markup is read by its signs."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from flowcodemod.model.reference import TEXTUAL, Reference
from flowcodemod.model.script import ScriptKind, ScriptSite
from flowcodemod.readers.component_markup import Part, Region, regions, scripts
from flowcodemod.readers.languages import TYPESCRIPT
from flowcodemod.readers.scopes import MODULE
from flowcodemod.readers.script_scopes import ScriptScopes
from flowcodemod.readers.script_sites import site_of
from flowcodemod.readers.syntax import Syntax

COMPONENTS = frozenset({".svelte", ".vue"})
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'")
_DECLARING = r"(?:#each[\s\S]*?\bas|\bthen|:then|:catch|@const|\blet:|#snippet[^()]*\(|\$:[ \t]*[({{]*)[^}}\n]*?\b{}\b"
_TEXT = ScriptSite(ScriptKind.TEXT)


def is_component(path: str) -> bool:
    """Whether a path is that of a component with a script and markup in one file."""
    return PurePosixPath(path).suffix.lower() in COMPONENTS


def component_sites(text: str, references: Sequence[Reference]) -> tuple[ScriptSite, ...] | None:
    """One site a reference, in their order; None where the script does not parse."""
    code = scripts(text)
    syntax = Syntax(text, TYPESCRIPT, code or [(0, 0)])
    if syntax.has_error:
        return None
    vue = bool(references) and references[0].path.lower().endswith(".vue")
    reader = _Reader(syntax, vue=vue)
    inside = [any(start <= one.start < end for start, end in code) for one in references]
    found = [reader.in_script(one) if here else _TEXT for one, here in zip(references, inside, strict=True)]
    known = {one.text for one, site in zip(references, found, strict=True) if site.binding == MODULE}
    for number, one in enumerate(references):
        if not inside[number] and one.role not in TEXTUAL:
            found[number] = reader.in_markup(one, known)
    return tuple(found)


class _Reader:
    def __init__(self, syntax: Syntax, *, vue: bool) -> None:
        self._syntax = syntax
        self._vue = vue
        self._scopes = ScriptScopes(syntax, "" if vue else "$")
        self._regions = sorted(regions(syntax.text, vue=vue), key=lambda one: one.start)
        self._starts = [one.start for one in self._regions]

    def in_script(self, reference: Reference) -> ScriptSite:
        """A token of the script. What a component of Svelte exports is a member that others set."""
        site = site_of(self._syntax, self._scopes, reference)
        if not self._vue and site.kind is ScriptKind.NAME and site.exported:
            return replace(site, kind=ScriptKind.SHORTHAND, exported=False, declares=True)
        if site.kind is ScriptKind.NAME and site.binding is None and self._declares(reference.text):
            return replace(site, binding=MODULE)
        return site

    def in_markup(self, reference: Reference, known: set[str]) -> ScriptSite:
        """A token of the markup; `known` are the names that the script binds for all of it."""
        region = self._at(reference.start)
        if region is None or region.part is Part.TEXT:
            return _TEXT
        binding = MODULE if reference.text in known or self._declares(reference.text) else None
        text = self._syntax.text
        before, after = text[: reference.start].removesuffix("$"), text[reference.end : reference.end + 40]
        if region.part is Part.TAG:
            return _in_tag(before, after, binding)
        if region.part is Part.VALUE and text[region.start : region.end].strip() == reference.text:
            alone = re.search(r"\s\{\s*$", before) is not None
            return ScriptSite(ScriptKind.SHORTHAND if alone else ScriptKind.NAME, binding)
        return self._in_expression(reference, region, before[region.start :], after, binding)

    def _in_expression(
        self, reference: Reference, region: Region, before: str, after: str, binding: int | None
    ) -> ScriptSite:
        strings = _STRING.finditer(self._syntax.text, region.start, region.end)
        if any(one.start() < reference.start < one.end() for one in strings):
            return _TEXT
        opens = re.search(r"[{,]\s*$", before) is not None and before.count("{") > before.count("}")
        if re.search(r"(?<!\.\.)\.\s*$", before):
            return ScriptSite(ScriptKind.MEMBER)
        if opens and re.match(r"\s*:(?!:)", after):
            return ScriptSite(ScriptKind.MEMBER, declares=True)
        if opens and re.match(r"\s*[,}]", after):
            return ScriptSite(ScriptKind.SHORTHAND, binding, declares=True)
        return ScriptSite(ScriptKind.MEMBER if self._vue and binding is None else ScriptKind.NAME, binding)

    def _declares(self, name: str) -> bool:
        """Whether the markup, or a reactive statement, declares a name for what is inside it."""
        return not self._vue and re.search(_DECLARING.format(re.escape(name)), self._syntax.text) is not None

    def _at(self, index: int) -> Region | None:
        """The innermost region that holds a code point."""
        for region in reversed(self._regions[: bisect_right(self._starts, index)]):
            if index < region.end:
                return region
        return None


def _in_tag(before: str, after: str, binding: int | None) -> ScriptSite:
    if re.search(r"\bbind:$", before) and not after.startswith("="):
        return ScriptSite(ScriptKind.SHORTHAND, binding)
    if re.search(r"\blet:$", before):
        return ScriptSite(ScriptKind.NAME, MODULE)
    return ScriptSite(ScriptKind.NAME if re.search(r"</?$", before) else ScriptKind.MEMBER, binding=None)
