"""What a Python file's own imports say about ownership: which names come from packages that are not in the repository."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache

from flowcodemod.model.site import Place, Site, SiteKind
from flowcodemod.readers.long_strings import long_strings
from flowcodemod.readers.syntax import Syntax, enclosing, text_of

# Patterns that start with a plain sign are looked for several times as fast; `_statements` gives the first line one, too.
_FROM = re.compile(r"\n[ \t]*from[ \t]+(?P<module>\.*[\w.]*)[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n(]+)")
_IMPORT = re.compile(r"\n[ \t]*import[ \t]+(?P<names>[\w., \t]+)")
_ASSIGNED = re.compile(
    r"\n[ \t]*+(?P<name>(?:self\.)?+\w++)(?:[ \t]*+:[^=\n]++)?+[ \t]*+=[ \t]*+(?:await[ \t]+)?(?P<maker>[A-Za-z_][\w.]*+)\("
)
_CONTEXT = re.compile(r"with(?<=\bwith)[ \t]+(?P<maker>[A-Za-z_][\w.]*)\([^\n]*\)[ \t]+as[ \t]+(?P<name>\w+)")
# These carry other people's keywords: what is handed to them says nothing about who owns the name.
_TRANSPORTS = frozenset(
    {
        "sys",
        "functools",
        "types",
        "dataclasses",
        "unittest",
        "collections",
        "copy",
        "logging",
        "pytest",
        "typing",
        "json",
    }
)
# Classes whose keywords are names of whoever uses them: fields of a model of ours.
_LOOKUPS = {"django": frozenset({"Q", "When"})}


class Imports:
    """The imports of one file. `paths`: every tracked path of the repository."""

    def __init__(self, syntax: Syntax, path: str, paths: frozenset[str]) -> None:
        self._syntax = syntax
        self._text = syntax.text
        self._path = path
        self._paths = paths

    @cached_property
    def modules(self) -> dict[str, str]:
        """Local name -> the dotted module (and name in it) that an import binds it to."""
        return bound_modules(self._text)

    @cached_property
    def _makers(self) -> dict[str, set[str]]:
        """Variable -> the callables whose results it is given anywhere in the file."""
        makers: dict[str, set[str]] = {}
        for pattern in (_ASSIGNED, _CONTEXT):
            for match in _statements(pattern, self._text):
                makers.setdefault(match["name"], set()).add(match["maker"])
        return makers

    def is_ours(self, module: str) -> bool:
        """Whether a dotted module may lie in the repository: relative, or its first part is a tracked package or file."""
        first = module.partition(".")[0]
        if not first:
            return True
        return first in top_names(self._paths)

    def owner(self, site: Site) -> str:
        """The foreign module that owns a label or attribute as far as this file shows, or '' where it does not."""
        if site.kind is SiteKind.LABEL:
            return self._foreign(site.chain)
        if site.kind is SiteKind.ATTRIBUTE and not site.binds:
            makers = self._makers.get(site.chain, set())
            owners = {self._foreign(maker) for maker in makers}
            known = len(owners) == 1 and len(makers) == 1 and not self._is_parameter(site.receiver)
            return owners.pop() if known else ""
        return ""

    def _is_parameter(self, receiver: Place | None) -> bool:
        """Whether a name is a parameter of the innermost function around: other functions tell nothing of it."""
        node = self._syntax.node_at(receiver.start, receiver.end) if receiver is not None else None
        function = enclosing(node, "function_definition")
        listed = function.child_by_field_name("parameters") if function is not None else None
        if listed is None or receiver is None:
            return False
        return re.search(rf"(?<![\w.=]){re.escape(receiver.text)}\b", text_of(listed)) is not None

    def _foreign(self, chain: str) -> str:
        """The foreign module a dotted callee comes from, when it is a class of it: classes own their keywords."""
        root, _, rest = chain.partition(".")
        module = self.modules.get(root)
        last = (rest or chain).rpartition(".")[2]
        if module is None or not last[:1].isupper() or not re.fullmatch(r"[\w.]+", chain):
            return ""
        first = module.partition(".")[0]
        if last in _LOOKUPS.get(first, ()):
            return ""
        if first in _TRANSPORTS or first in sys.stdlib_module_names or self.is_ours(module) or root in self._makers:
            return ""
        return first


def imported(syntax: Syntax) -> Iterator[tuple[str, int]]:
    """Each name that the file imports from a module, and the code point where it stands."""
    for match in _statements(_FROM, syntax.text):
        for name in re.finditer(
            r"(?<![\w.#])(?!as\b)([A-Za-z_]\w*)", re.sub(r"#[^\n]*", lambda one: " " * len(one[0]), match["names"])
        ):
            yield name[1], match.start("names") + name.start() - 1


def bound_modules(text: str) -> dict[str, str]:
    """Local name -> the dotted module (and name in it) that an import of this file binds it to."""
    bound: dict[str, str] = {}
    for match in _statements(_FROM, text):
        for part in re.sub(r"#[^\n]*", "", match["names"]).strip("()").split(","):
            name, _, alias = (piece.strip() for piece in part.replace("\n", " ").partition(" as "))
            if name:
                bound[alias or name] = f"{match['module']}.{name}"
    for match in _statements(_IMPORT, text):
        for part in match["names"].split(","):
            name, _, alias = (piece.strip() for piece in part.partition(" as "))
            if name:
                bound[alias or name.partition(".")[0]] = name
    return bound


def _statements(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where a pattern fits the text with a line break before each of its lines; an example in a docstring is none."""
    for match in pattern.finditer(f"\n{text}"):
        before = bisect_right(long_strings(text), (match.start(), len(text))) - 1
        if before < 0 or long_strings(text)[before][1] <= match.start():
            yield match


@lru_cache(maxsize=4)
def top_names(paths: frozenset[str]) -> frozenset[str]:
    """What an absolute import may start with and be found among the paths: every folder of Python, every module."""
    python = [path.rpartition("/") for path in paths if path.endswith((".py", ".pyi"))]
    folders = {folder for folder, _, _file in python}
    files = {file for _folder, _, file in python}
    return frozenset(file.partition(".")[0] for file in files).union(*(folder.split("/") for folder in folders))
