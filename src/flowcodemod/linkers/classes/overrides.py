"""Overrides: parameters, members and methods of the same name up and down a class hierarchy, and overloads."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_CONSTRUCTORS = frozenset({"__init__", "__new__"})
# A module that makes objects of classes it does not know: `cls(name=…)`, `self.__class__(**options)`.
_MAKES = r"(?:\bcls|__class__|\btype\(self\)|_class|_cls|\bklass)\((?:[^()]|\([^()]*\))*?(?:\b{}\s*=(?!=)|\*\*)"


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie what a class defines to what its ancestors define under the same name."""
    for file in program.index.python:
        path = file.source.path
        starts = {reference.start: reference.text for reference in file.references}
        for one in program.definitions(path).classes.values():
            yield from _within(path, one, starts)
            ours = list(_named(one, starts))
            if ours:
                for ancestor in program.ancestry(path, one):
                    if ancestor[2] is not one:
                        yield from _against(program, path, ours, ancestor)


def _named(one: Class, starts: dict[int, str]) -> Iterator[tuple[str, str, int]]:
    """(method or '', name, start) of everything in a class that is a reference."""
    for method, functions in one.methods.items():
        for function in functions:
            if function.start in starts:
                yield "", method, function.start
            for name, start in function.parameters.items():
                if start in starts:
                    yield method, name, start
    for name, start in (*one.attributes.items(), *one.members.items()):
        if start in starts:
            yield "", name, start


def _within(path: str, one: Class, starts: dict[int, str]) -> Iterator[Link]:
    """A property's getter and setter, overloads and their parameters, a declared member and what is set on self."""
    first: dict[tuple[str, str], int] = {}
    for method, name, start in _named(one, starts):
        known = first.setdefault((method, name), start)
        if known != start:
            yield Link((path, known), (path, start), Evidence(Kind.OVERRIDE, f"{one.name} defines it twice"))


def _against(
    program: Program, path: str, ours: list[tuple[str, str, int]], ancestor: tuple[str, bool, Class]
) -> Iterator[Link | Claim]:
    base_path, outside, base = ancestor
    for method, name, start in ours:
        key: Key = (path, start)
        for place in _places(base, method, name):
            if outside:
                named = base.name not in ("object", "Protocol", "Generic", "ABC")
                if named and (method not in _CONSTRUCTORS or _makes_others(program.modules.text(base_path), name)):
                    yield Claim(key, Evidence(Kind.FOREIGN, f"overrides {base.name}.{method or name} of {base_path}"))
            elif program.reference(base_path, place) is not None:
                yield Link(key, (base_path, place), Evidence(Kind.OVERRIDE, f"{base.name}.{method or name}"))


def _makes_others(text: str, name: str) -> bool:
    """Whether a base's module calls the constructors of its subclasses with a keyword; anybody else names the class."""
    return re.search(_MAKES.format(re.escape(name)), text) is not None


def _places(base: Class, method: str, name: str) -> Iterator[int]:
    if method:
        for function in base.methods.get(method, ()):
            if name in function.parameters and name not in function.positional_only:
                yield function.parameters[name]
        return
    yield from (function.start for function in base.methods.get(name, ()))
    yield from (members[name] for members in (base.members, base.attributes) if name in members)
