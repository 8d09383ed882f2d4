"""Dotted paths -> definitions: what `package.module.Class.method` names, through re-exports and base classes."""

from flowcodemod.model.link import Key
from flowcodemod.program.program import Program
from flowcodemod.readers.top_level import Bound

_DEPTH = 12


class Namespace:
    """What dotted paths lead to in the modules of one program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._bound = program.modules.bound
        self._layout = program.modules.layout

    def lookup(self, dotted: str, importer: str) -> Key | None:
        """Where the thing stands that a dotted path names for a file; None for a module, or nothing of ours."""
        parts = dotted.split(".")
        for length in range(len(parts), 0, -1):
            place = self._layout.resolve(".".join(parts[:length]), importer)
            if place is not None:
                return self.within(place, parts[length:]) if length < len(parts) else None
        return None

    def local(self, path: str, dotted: str) -> Key | None:
        """Where the thing stands that a dotted name leads to from the top level of a file."""
        return self._member(path, dotted.split("."), _DEPTH)

    def definition(self, target: Key) -> Key:
        """Where the thing itself stands that a place of `lookup` or `local` imports; any other place as it is."""
        for _step in range(_DEPTH):
            path, start = target
            bound = next((one for one in self._bound(path).values() if one.start == start and one.is_import), None)
            found = self._imported(path, bound, [], _DEPTH) if bound is not None and bound.name else None
            if found is None:
                return target
            target = found
        return target

    def within(self, place: str, names: list[str]) -> Key | None:
        """Where a dotted name in a module or package stands."""
        return self._member(self._layout.file(place), names, _DEPTH)

    def _member(self, path: str, names: list[str], depth: int) -> Key | None:
        bound = self._bound(path).get(names[0])
        if bound is None:
            child = self._layout.child(path.removesuffix("/__init__.py"), names[0])
            return self.within(child, names[1:]) if child and len(names) > 1 else None
        if len(names) == 1:
            return path, bound.start
        if bound.is_import:
            return self._imported(path, bound, names[1:], depth - 1) if depth else None
        return self._in_class(path, bound.start, names[1:])

    def _imported(self, path: str, bound: Bound, names: list[str], depth: int) -> Key | None:
        layout = self._layout
        place = layout.relative(bound.dots, bound.module, path) if bound.dots else layout.resolve(bound.module, path)
        if place is None:
            return None
        module = layout.child(place, bound.name) if bound.name else place
        if module is not None:
            return self._member(layout.file(module), names, depth) if names else None
        return self._member(layout.file(place), [bound.name, *names], depth)

    def _in_class(self, path: str, start: int, names: list[str]) -> Key | None:
        """A member of the class that starts here, or of a base of it."""
        one = self._program.definitions(path).classes.get(start)
        if one is None or len(names) > 1:
            return None
        for where, outside, ancestor in self._program.ancestry(path, one):
            methods = ancestor.methods.get(names[0], ())
            found = methods[0].start if methods else ancestor.members.get(names[0], ancestor.attributes.get(names[0]))
            if found is not None and not outside:
                return where, found
        return None
