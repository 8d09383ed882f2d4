"""The program as the planner sees it: the references, what surrounds them, and what a type checker says of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from flowcodemod.inventory.index import Index
from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.link import Answer, Key
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site
from flowcodemod.program.clients import is_api_client, is_client
from flowcodemod.program.distributed import is_distributed
from flowcodemod.program.modules import Modules
from flowcodemod.program.scripts import Scripts
from flowcodemod.readers.definitions import Class, Definitions, Function
from flowcodemod.readers.imports import bound_modules, imported
from flowcodemod.readers.splats import updates_dict

T = TypeVar("T")

_KEYED = re.compile(
    r"dict|(?:flask\.)?jsonify|.*\bget_context_data|(?:\w+\.)*(?:render_template(?:_string)?|TemplateResponse|template\.render)"
)
APART = frozenset({"tests", "test", "t", "examples", "example", "docs", "benchmarks", "scripts"})
"""Folders at the top of a repository whose files nothing else uses."""


@dataclass
class Program:
    """`answers` maps a token's path and start to where a checker says it is defined; empty without a checker.

    `companions`: the modules of installed packages that require this repository's own. `node_declares`: whether a package
    of Node, as the file at a path finds it, declares a name; None where it is not installed.
    """

    root: Path
    index: Index
    answers: Mapping[Key, tuple[Answer, ...]] = field(default_factory=dict)
    checked: bool = False
    unanswered: frozenset[str] = frozenset()
    campaign: Campaign | None = None
    mentions: Callable[[str], Sequence[str]] | None = None
    definers: Callable[[str], Set[str]] | None = None
    node_declares: Callable[[str, str, str], bool | None] = lambda _path, _package, _name: None
    companions: Sequence[Path] = ()
    _imported: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    _owners: dict[str, frozenset[str]] = field(default_factory=dict)
    _made: dict[Callable[..., object], object] = field(default_factory=dict)
    _inherited: dict[str, str] = field(default_factory=dict)
    _named: dict[str, list[tuple[str, Class | Function]]] = field(default_factory=dict)

    @cached_property
    def modules(self) -> Modules:
        """Every file, inside the repository or outside, and what it binds."""
        return Modules(self.root, self.index)

    @cached_property
    def scripts(self) -> Scripts:
        """The TypeScript and JavaScript of it."""
        return Scripts(self.index, self.modules)

    @cached_property
    def is_distributed(self) -> bool:
        """Whether others install what is here: what it speaks to may be another version of itself."""
        return is_distributed(self.modules)

    @cached_property
    def is_client(self) -> bool:
        """Whether the code, tests aside, speaks to servers and serves nobody itself."""
        return is_client(self.modules, [path for path in self.modules.paths if not is_apart(path)])

    @cached_property
    def is_api_client(self) -> bool:
        """Whether it is a client of an API: speaking to its server is most of what it does."""
        paths = [path for path in self.modules.paths if not is_apart(path)]
        return self.is_client and is_api_client(self.modules, paths)

    def policy(self, boundary: Boundary) -> Policy | None:
        """What the campaign says becomes of the names at a boundary; None where it says nothing."""
        return self.campaign.boundaries.get(boundary) if self.campaign is not None else None

    def once(self, made_of: Callable[["Program"], T]) -> T:
        """What a function makes of the program, worked out when it is first asked for; once the checker has answered."""
        if made_of not in self._made:
            self._made[made_of] = made_of(self)
        return cast("T", self._made[made_of])

    def sites(self) -> Iterator[tuple[Reference, Site]]:
        """Every reference of the Python files that parse, with its site."""
        for file in self.index.python:
            yield from zip(file.references, file.sites, strict=True)

    def reference(self, path: str, start: int) -> Reference | None:
        """The reference that starts at a code point of a file's text."""
        return self.index.by_key.get((path, start))

    def definitions(self, path: str) -> Definitions:
        """The classes and functions of a Python file, inside the repository (relative) or outside (absolute)."""
        return self.modules.definitions(path)

    def classes_of(self, key: Key) -> Iterator[tuple[str, bool, Class]]:
        """The classes that a token's definition leads to: path, whether outside, class."""
        for answer in self.answers.get(key, ()):
            found = self.definitions(answer.path).classes.get(answer.start)
            if found is not None:
                yield answer.path, answer.outside, found

    def functions_of(self, key: Key) -> Iterator[tuple[str, bool, Function]]:
        """The functions that a token's definition leads to: path, whether outside, function."""
        for answer in self.answers.get(key, ()):
            found = self.definitions(answer.path).functions.get(answer.start)
            if found is not None:
                yield answer.path, answer.outside, found

    def bases(self, path: str, outside: bool, one: Class) -> Iterator[tuple[str, bool, Class]]:  # noqa: FBT001 - an item's
        """The direct bases of a class, found through the checker, else by name in the same file."""
        for base in one.bases:
            known = list(self.classes_of((path, base.start)))
            if not known:
                local = self.definitions(path).classes.values()
                known = [(path, outside, other) for other in local if other.name == base.text and other is not one]
            yield from known

    def lineage(self, path: str, outside: bool, one: Class) -> Iterator[tuple[str, bool, Class]]:  # noqa: FBT001 - an item's
        """A class and all its ancestors, nearest first, each once."""
        waiting = [(path, outside, one)]
        seen: set[tuple[str, int]] = set()
        while waiting:
            item = waiting.pop(0)
            if (item[0], item[2].start) in seen:
                continue
            seen.add((item[0], item[2].start))
            yield item
            waiting.extend(self.bases(*item))

    def takers(self, callee: str, name: str) -> tuple[str, ...]:
        """The functions and classes of ours called `callee` that take a keyword `name`, as `path:callee`."""
        if not self._named:
            self._collect()
        return tuple(f"{path}:{callee}" for path, one in self._named.get(callee, ()) if self._takes(path, one, name))

    def collectors(self, callee: str, name: str) -> tuple[str, ...]:
        """The functions of ours called `callee` that take any keyword, and do something with one of that name."""
        functions = self.functions_called(callee)
        return tuple(f"{path}:{callee}" for path, one in functions if one.keywords and self._collects(path, one, name))

    def collects_keywords(self, path: str, site: Site) -> bool:
        """Whether a label becomes a key: of a `dict`, of what a page shows, or in a function of ours that takes any."""
        if (
            site.callee is None
            or _KEYED.fullmatch(site.chain)
            or updates_dict(self.index.files[path].source.text, site)
        ):
            return site.callee is not None
        answers = self.answers.get((path, site.callee.start), ())
        callees = [
            self.definitions(answer.path).functions.get(answer.start) for answer in answers if not answer.outside
        ]
        return any(one is not None and one.keywords for one in callees)

    def imported_names(self, path: str) -> tuple[tuple[str, int], ...]:
        """What a file that holds references imports by name, and where each name stands."""
        if path not in self._imported:
            file = self.index.files[path]
            self._imported[path] = tuple(imported(file.syntax)) if file.syntax is not None and file.sites else ()
        return self._imported[path]

    def parameters_of(self, callee: str, name: str) -> tuple[Key, ...]:
        """Where the functions of ours called `callee` have a parameter `name`."""
        functions = self.functions_called(callee)
        return tuple((path, one.parameters[name]) for path, one in functions if name in one.parameters)

    def classes_called(self, name: str) -> tuple[tuple[str, Class], ...]:
        """Our classes of that name, each with its path."""
        if not self._named:
            self._collect()
        return tuple((path, one) for path, one in self._named.get(name, ()) if isinstance(one, Class))

    def functions_called(self, name: str) -> tuple[tuple[str, Function], ...]:
        """Our functions of that name, each with its path."""
        if not self._named:
            self._collect()
        return tuple((path, one) for path, one in self._named.get(name, ()) if isinstance(one, Function))

    def foreign_definer(self, path: str, name: str, *, held: bool = False) -> str:
        """A package that a file imports and whose objects have an attribute of that name; '' where none is known.

        `held`: asked of something that another object holds, which any other file may have made.
        """
        file = self.index.files[path]
        if self.definers is None or file.syntax is None:
            return ""
        return min((self._all_imports if held else _packages(file.source.text)) & self.definers(name), default="")

    @cached_property
    def _all_imports(self) -> frozenset[str]:
        """The first parts of everything that the code itself imports, tests and examples aside."""
        return frozenset().union(*(_packages(text) for path, text in self.modules.texts() if not is_apart(path)))

    def owners(self, name: str) -> frozenset[str]:
        """The names of our classes that have a member, method or attribute `name`, themselves or from a base of ours."""
        if name not in self._owners:
            self._owners[name] = frozenset(one.name for _path, one in self.owning(name))
        return self._owners[name]

    def owning(self, name: str) -> Iterator[tuple[str, Class]]:
        """Our classes, with their paths, that have a member, method or attribute, themselves or from a base of ours."""
        for file in self.index.python:
            for one in self.definitions(file.source.path).classes.values():
                if self._has(file.source.path, one, name):
                    yield file.source.path, one

    def inherited(self, name: str) -> str:
        """A class of somebody else's that one of ours is derived from and that has `name`; '' where there is none."""
        if name not in self._inherited:
            several = ((path, one) for path in self.index.files for one in self.definitions(path).classes.values())
            above = (each for path, one in several if not is_apart(path) for each in self.ancestry(path, one))
            named = (
                one
                for _path, outside, one in above
                if outside and name in {**one.methods, **one.members, **one.attributes}
            )
            self._inherited[name] = next((one.name for one in named), "")
        return self._inherited[name]

    def ancestry(self, path: str, one: Class) -> Iterator[tuple[str, bool, Class]]:
        """A class of ours and all its ancestors, nearest first, each once."""
        return self.lineage(path, False, one)  # noqa: FBT003 - the item that a lineage starts with

    def _has(self, path: str, one: Class, name: str) -> bool:
        """Whether a class of ours has a name; one that somebody else's base has, too, is theirs."""
        having = {
            outside
            for _path, outside, ancestor in self.ancestry(path, one)
            if name in ancestor.members or name in ancestor.attributes or name in ancestor.methods
        }
        return having == {False}

    def _collect(self) -> None:
        for file in self.index.python:
            known = self.definitions(file.source.path)
            found: tuple[Class | Function, ...] = (*known.functions.values(), *known.classes.values())
            for one in found:
                self._named.setdefault(one.name, []).append((file.source.path, one))

    def _takes(self, path: str, one: Class | Function, name: str) -> bool:
        if isinstance(one, Function):
            return name in one.parameters
        for _path, outside, ancestor in self.ancestry(path, one):
            constructors = ancestor.methods.get("__init__", ())
            if not outside and (name in ancestor.members or any(name in init.parameters for init in constructors)):
                return True
        return False

    def _collects(self, path: str, one: Function, name: str) -> bool:
        """Whether a function that takes any keyword takes this one: it asks for it, or changes a field of its class."""
        text = self.modules.text(path)[one.start : one.end]
        collected = re.search(r"\*\*\s*(\w+)", text)
        asked = rf"\b{collected[1]}(?:\.(?:pop|get)\(|\[)\s*[\"']{re.escape(name)}[\"']" if collected else "(?!)"
        around = self.definitions(path).class_around(one.start)
        return re.search(asked, text) is not None or (around is not None and name in around.members)

    def is_closed(self, name: str) -> bool:
        """Whether no installed package mentions a name; False where nobody knows the installed packages."""
        return self.mentions is not None and not self.mentions(name)


def _packages(text: str) -> frozenset[str]:
    """The first part of every module that a text imports."""
    return frozenset(module.partition(".")[0] for module in bound_modules(text).values())


def annotates(site: Site) -> bool:
    """Whether a label names what a query computes: `rows.annotate(name=…)`."""
    return site.callee is not None and site.callee.text in ("annotate", "alias", "aggregate") and "." in site.chain


def is_named_after(variable: str, class_name: str) -> bool:
    """Whether a variable is called like a class, or ends so: `version` and `old_version` for `Version`."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", class_name).lower().lstrip("_")
    return f"_{variable.lower()}".endswith(f"_{snake}")


def is_apart(path: str) -> bool:
    """Whether a path holds what uses the program and is no part of it: tests, examples, documents, scripts."""
    return is_test(path) or path.partition("/")[0] in APART


def is_test(path: str) -> bool:
    """Whether a path holds tests, by pytest's and unittest's usual names."""
    name = path.rpartition("/")[2]
    return name.startswith("test") or name in ("conftest.py",) or name.endswith("_test.py") or "/tests/" in f"/{path}"
