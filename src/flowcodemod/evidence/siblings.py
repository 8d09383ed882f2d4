"""The other keys beside a key: an object most of whose keys nobody of ours names was made by somebody else."""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from flowcodemod.evidence.protocols import protocol_of
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program, is_apart, is_test
from flowcodemod.readers.containers import keys_of_display
from flowcodemod.readers.syntax import Syntax, enclosing, plain_text

_READERS = frozenset({"get", "pop", "setdefault"})
_LISTS = frozenset({"tuple", "list", "set"})
_ROOT = re.compile(r"(\w+(?:\.\w+)*?)(?:\.\w+\(|\[|$)")
_VALUE = re.compile(r"(\w+)[\"']\s*:\s*(?:\w+\.)+\1\s*[,}\n]")  # "name": run.name
_LEAST = 2
_SHARE = 3
_BEFORE, _AFTER = 3, 80
DATA = (".py", ".json", ".yaml", ".yml", ".toml")
# Written as a key or a keyword, annotated as a field or a parameter, set as an attribute, made a column, or an alias. What
# stands before the key is asked for behind it: a pattern that starts with plain text is found many times faster.
_NAMED = (
    r"""{key}(?:(?<=["']{key})["']\s*\]?\s*[:=](?!=)|(?<=\b{key})(?:=(?![=\s])|\s*:(?!=)| = [\w.]*(?:[cC]olumn|Field)\()"""
    r"""|(?<=\.{key})\s*=(?![=}}!:])|(?:{aliases})["'])"""
)
_ALIASES = ("alias", "validation_alias", "serialization_alias", "data_key", "field_name")
# Written as an option, or as what a page shows.
_TOLD = r"""["']--{dashed}["']|\bcontext_object_name\s*=\s*["']{key}["']"""
_CONSTANT = r"^([A-Z][A-Z0-9_]*)\s*(?::[^=\n]+)?=\s*[\"']{key}[\"']"
_WRITTEN = r"\[(?:{names})\]\s*=(?!=)|[{{,(]\s*(?:{names})\s*:|\bsetdefault\(\s*(?:{names})\b"


class Siblings:
    """What stands beside the keys of one program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[str, bool] = {}
        self._members = {one.text for one, site in program.sites() if site.kind is SiteKind.MEMBER}

    def strangers(self, reference: Reference) -> str:
        """Why the object of a key is somebody else's: keys that no code of ours names; '' where they are few or none."""
        if protocol := self._protocol(reference):
            return f"one of the keys of {protocol}, with others beside it"
        beside = set(self._beside(reference))
        own = self._members | self._made_in_test(reference, beside)
        strange = sorted(key for key in beside if key not in own and not self._is_named(key))
        if reference.text in strange:
            return "it is read here, and nobody here writes it"
        few = len(strange) < _LEAST or len(strange) * _SHARE <= len(beside)
        if few or self._is_of_display(reference, beside):
            return ""
        return f"beside keys that nobody here names: {', '.join(strange[:3])}"

    def _made_in_test(self, reference: Reference, beside: set[str]) -> set[str]:
        """What a test asks of ours: functions by their names, and the keys beside one whose value shows that it is ours.

        `{"name": run.name, "size": 1}` is no payload that somebody else sends: those are written out.
        """
        file = self._program.index.files[reference.path]
        if not is_apart(reference.path) or not file.sites:
            return set()
        made = {one.name for one in self._program.definitions(reference.path).functions.values()}
        made |= {one for one in beside if "_" in one and self._program.functions_called(one)}
        for one, site in zip(file.references, file.sites, strict=True):
            shown = one.text == reference.text and site.use is StringUse.DICT_KEY and site.container is not None
            if shown and file.syntax is not None and _VALUE.match(file.source.text, one.start):
                made |= set(keys_of_display(file.syntax, site.container or 0))
        return made

    def _is_of_display(self, reference: Reference, beside: set[str]) -> bool:
        """Whether a list of names holds those of a display of ours, among others: it speaks of its keys, too."""
        if self._program.index.site(reference).use is not StringUse.ELEMENT:
            return False
        return any(len(keys & beside - {reference.text}) >= _LEAST for keys in self._displays.get(reference.text, ()))

    @cached_property
    def _displays(self) -> dict[str, list[set[str]]]:
        """The keys of the displays of the code itself that have a key, by that key."""
        found: dict[str, list[set[str]]] = {}
        for reference, site in self._program.sites():
            syntax = self._program.index.files[reference.path].syntax
            is_key = site.use is StringUse.DICT_KEY and site.whole and not is_apart(reference.path)
            if is_key and site.container is not None and syntax is not None:
                found.setdefault(reference.text, []).append(set(keys_of_display(syntax, site.container)))
        return found

    def spoken(self, name: str) -> str:
        """Why a name is a protocol's, too; '' where code that is no test has no such key among others of a protocol."""
        return self._spoken.get(name, "")

    @cached_property
    def _spoken(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for reference, site in self._program.sites():
            is_key = site.kind is SiteKind.STRING and site.whole and reference.role is Role.KEY
            protocol = self._protocol(reference) if is_key and not is_apart(reference.path) else ""
            if protocol:
                found.setdefault(reference.text, f"{reference.path}:{reference.line} speaks {protocol}")
        return found

    def _protocol(self, reference: Reference) -> str:
        """The protocol whose other keys stand beside a key; a list of code may be one of fields that are shown."""
        listed = self._program.index.site(reference).use is StringUse.ELEMENT and not is_apart(reference.path)
        return "" if listed else protocol_of(reference.text, self._beside(reference))

    def _is_named(self, key: str) -> bool:
        """Whether code or data of ours writes a key, or has a field, a parameter or a column of that name."""
        if key not in self._known:
            said = any(_says(text, key) for text in self._ours)
            self._known[key] = said or self._is_written_by_constant(key)
        return self._known[key]

    def _is_written_by_constant(self, key: str) -> bool:
        """Whether code of ours writes under a constant that holds a key: `MARKER = "key"` and `state[MARKER] = 1`."""
        constant = re.compile(_CONSTANT.format(key=re.escape(key)), re.MULTILINE)
        names = {name for text in self._ours if key in text for name in constant.findall(text)}
        written = re.compile(_WRITTEN.format(names="|".join(sorted(names)) or "(?!)"))
        return any(written.search(text) for text in self._ours if names)

    def _beside(self, reference: Reference) -> Iterator[str]:
        site = self._program.index.site(reference)
        syntax = self._program.index.files[reference.path].syntax
        if syntax is None:
            return
        if site.use is StringUse.DICT_KEY and site.container is not None:
            yield from keys_of_display(syntax, site.container)
        elif site.use is StringUse.ELEMENT and site.container is not None and _names_keys(reference):
            yield from _of_list(syntax, site.container) - {reference.text}
        elif site.asks and not self._is_among_texts(reference, site):
            yield reference.text
            yield from _of_object(site, syntax.text)

    def _is_among_texts(self, reference: Reference, site: Site) -> bool:
        """Whether a text is looked for in a list that the function around makes: it holds texts, and has no keys."""
        around = self._program.definitions(reference.path).function_around(reference.start)
        if site.use is not StringUse.MEMBERSHIP or around is None or not site.chain.isidentifier():
            return False
        text = self._program.modules.text(reference.path)[around.start : around.end]
        bound = re.findall(rf"^[ \t]+{site.chain}[ \t]*=(?!=)[ \t]*(.)", text, re.MULTILINE)
        return bool(bound) and set(bound) == {"["}

    @cached_property
    def _ours(self) -> tuple[str, ...]:
        """The texts of the code itself: tests write what they think others send."""
        paths = [path for path in self._program.index.paths if path.endswith(DATA) and not is_test(path)]
        return tuple(self._program.modules.text(path) for path in paths)


def is_written(text: str, start: int, name: str) -> bool:
    """Whether the name at a code point stands where a text writes a key, or names a field, a parameter or a column."""
    first = max(0, start - _BEFORE)
    around = text[first : start + len(name) + _AFTER]
    found = (match for one in _writes(name) for match in one.finditer(around))
    return any(match.start() <= start - first < match.end() for match in found)


@cache
def _writes(key: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a key is written as, and what else tells of one."""
    word = re.escape(key)
    aliases = "|".join(rf"""(?<=\b{alias}=["']{word})""" for alias in _ALIASES)
    told = _TOLD.format(key=word, dashed=re.escape(_dashed(key)))
    return re.compile(_NAMED.format(key=word, aliases=aliases)), re.compile(told)


def _says(text: str, key: str) -> bool:
    named, told = _writes(key)
    if key in text and named.search(text):
        return True
    return (f"--{_dashed(key)}" in text or "context_object_name" in text) and told.search(text) is not None


def _dashed(key: str) -> str:
    return key.replace("_", "-")


def _names_keys(reference: Reference) -> bool:
    """Whether a list of names may be one of keys; those of tests name the fields of what only tests have, too."""
    return reference.role is Role.KEY and not is_apart(reference.path)


def _of_list(syntax: Syntax, start: int) -> set[str]:
    """The strings of a list that holds nothing else."""
    display = enclosing(syntax.node_at(start, start + 1), *_LISTS)
    if display is None or any(child.type != "string" for child in display.named_children):
        return set()
    return {plain_text(child) for child in display.named_children}


def _of_object(site: Site, text: str) -> Iterator[str]:
    """The keys that the file asks of what it calls by the same name."""
    root = _ROOT.match(site.chain)
    if root is None:
        return
    name = re.escape(root[1])
    asked = rf"""(?<![\w.]){name}(?:\.(?:{"|".join(sorted(_READERS))})\(|\[)\s*["'](\w+)["']"""
    tested = rf"""["'](\w+)["'] (?:not )?in {name}(?![\w.(\[])"""
    for pattern in (asked, tested):
        yield from re.findall(pattern, text)
