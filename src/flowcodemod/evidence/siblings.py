"""The other keys beside a key: an object most of whose keys nobody of ours names was made by somebody else."""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, StringUse
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.containers import keys_of_display

_ASKED = frozenset({StringUse.SUBSCRIPT, StringUse.METHOD, StringUse.MEMBERSHIP})
_READERS = frozenset({"get", "pop", "setdefault"})
_ROOT = re.compile(r"(\w+(?:\.\w+)*?)(?:\.\w+\(|\[|$)")
_LEAST = 2
_SHARE = 3
_BEFORE, _AFTER = 3, 80
DATA = (".py", ".json", ".yaml", ".yml", ".toml")
# Written as a key, a keyword or an option, annotated as a field or a parameter, set as an attribute, or made a column.
_NAMED = (
    r"""["']{key}["']\s*\]?\s*[:=](?!=)|\b{key}=(?![=\s])|\b{key}\s*:(?!=)|\.{key}\s*=(?![=}}!:])"""
    r"""|\b{key} = [\w.]*(?:[cC]olumn|Field)\(|["']--{dashed}["']"""
)


class Siblings:
    """What stands beside the keys of one program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[str, bool] = {}

    def strangers(self, reference: Reference) -> str:
        """Why the object of a key is somebody else's: keys that no code of ours names; '' where they are few or none."""
        beside = set(self._beside(reference))
        strange = sorted(key for key in beside if not self._is_named(key))
        if reference.text in strange:
            return "it is read here, and nobody here writes it"
        if len(strange) < _LEAST or len(strange) * _SHARE <= len(beside):
            return ""
        return f"beside keys that nobody here names: {', '.join(strange[:3])}"

    def _is_named(self, key: str) -> bool:
        """Whether code or data of ours writes a key, or has a field, a parameter or a column of that name."""
        if key not in self._known:
            named = _writes(key)
            self._known[key] = any(
                named.search(text) for text in self._ours if key in text or key.replace("_", "-") in text
            )
        return self._known[key]

    def _beside(self, reference: Reference) -> Iterator[str]:
        site = self._program.index.site(reference)
        syntax = self._program.index.files[reference.path].syntax
        if syntax is None:
            return
        if site.use is StringUse.DICT_KEY and site.container is not None:
            yield from keys_of_display(syntax, site.container)
        elif asks(site):
            yield reference.text
            yield from _of_object(site, syntax.text)

    @cached_property
    def _ours(self) -> tuple[str, ...]:
        """The texts of the code itself: tests write what they think others send."""
        paths = [path for path in self._program.index.paths if path.endswith(DATA) and not is_test(path)]
        return tuple(self._program.modules.text(path) for path in paths)


def asks(site: Site) -> bool:
    """Whether a string is a key that some object is asked for: `d["name"]`, `d.get("name")`, `"name" in d`."""
    return site.use in _ASKED and (site.callee is None or site.callee.text in _READERS)


def is_written(text: str, start: int, name: str) -> bool:
    """Whether the name at a code point stands where a text writes a key, or names a field, a parameter or a column."""
    found = _writes(name).finditer(text, max(0, start - _BEFORE), start + len(name) + _AFTER)
    return any(match.start() <= start < match.end() for match in found)


@cache
def _writes(key: str) -> re.Pattern[str]:
    return re.compile(_NAMED.format(key=re.escape(key), dashed=re.escape(key.replace("_", "-"))))


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
