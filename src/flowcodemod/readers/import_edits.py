"""What moving modules changes in the code of one Python file: its imports in every form, and the names they bind."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from tree_sitter import Node

from flowcodemod.model.site import Place
from flowcodemod.readers.change import Change, refused, tokens_changed
from flowcodemod.readers.exports import is_export
from flowcodemod.readers.import_split import clause, split, statement_span
from flowcodemod.readers.import_statements import Import, Name, imports
from flowcodemod.readers.layout import place_of
from flowcodemod.readers.relocation import Relocation, stem
from flowcodemod.readers.scopes import MODULE, Scopes
from flowcodemod.readers.syntax import Syntax, enclosing, text_of
from flowcodemod.readers.top_level import Bound

Attribute = tuple[str, str]
"""A place and the name of something in it that is no module."""


class Module:
    """One Python file and what its own names lead to. `bound` tells what a file binds at its top level."""

    def __init__(
        self, path: str, syntax: Syntax, relocation: Relocation, bound: Callable[[str], Mapping[str, Bound]]
    ) -> None:
        self.path = path
        self._syntax = syntax
        self._relocation = relocation
        self._layout = relocation.layout
        self._bindings = bound
        self._scopes = Scopes(syntax)
        self._imports = tuple(imports(syntax))

    def attributes(self) -> Iterator[Attribute]:
        """What the file takes from modules by name: importing it, or asking an imported module for it."""
        for one in self._imports:
            base = self.base(one)
            if base is not None and one.module is not None:
                yield from ((base, name.dotted) for name in one.names if self._child(base, name.dotted) is None)
                if one.star:
                    yield base, "*"
        for place, tokens in self._chains():
            last, rest = self._follow(place, tokens)
            if rest:
                yield last, rest[0].text

    def changes(self, used: Set[Attribute]) -> Iterator[Change]:
        """Every change, some of them twice. `used`: what any file takes from any module."""
        for one in self._imports:
            base = self.base(one)
            if one.module is None:
                for name in one.names:
                    yield from self._plain(name)
            elif base is not None:
                yield from self._from(one, base, used)
        for place, tokens in self._chains():
            yield from self._chain(place, tokens)
        yield from self._exports(used)

    def base(self, one: Import) -> str | None:
        """The place that `from … import` takes from."""
        if one.module is None:
            return None
        if one.dots:
            return self._layout.relative(one.dots, one.rest, self.path)
        return self._layout.resolve(one.rest, self.path)

    def _child(self, place: str, name: str) -> str | None:
        """The module `name` in a package, unless the package's own code binds another thing under it."""
        child = self._layout.child(place, name)
        bound = self._bindings(self._layout.file(place)).get(name) if child is not None else None
        return None if bound is not None and not bound.is_import else child

    def _plain(self, name: Name) -> Iterator[Change]:
        """`import a.b.c`."""
        place = self._layout.resolve(name.dotted, self.path)
        if place is None or self._relocation.place(place) == place:
            return
        new = self._relocation.dotted(name.dotted, place)
        yield from tokens_changed(name.tokens, new.split("."), place)
        root = new.partition(".")[0]
        if name.alias is None and root != name.tokens[0].text:
            package = self._layout.resolve(name.tokens[0].text, self.path)
            moves = package is not None and self._relocation.place(package) != package
            renamed = self._binding(name.tokens[0], root, place) if moves else []
            message = f"{self.path} calls it by its dotted name, and '{root}' is taken there or another package"
            yield from renamed or [refused(name.tokens[0], place, message)]

    def _from(self, one: Import, base: str, used: Set[Attribute]) -> Iterator[Change]:
        """`from a.b import c`: the module, and each name that is itself a module."""
        children = [(name, self._child(base, name.dotted)) for name in one.names]
        parents = {
            self._parent(child) if child is not None else self._relocation.place(base) for _name, child in children
        }
        parents = parents or {self._relocation.place(base)}
        moving = next((child for _name, child in children if child and self._relocation.place(child) != child), base)
        if len(parents) > 1:
            yield from self._split(one, base, children, used)
            return
        yield from self._module_of(one, base, parents.pop(), moving)
        for name, child in children:
            if child is not None and stem(self._relocation.place(child))[-1] != name.dotted:
                yield from self._imported_module(one, name, child, used)

    def _split(
        self, one: Import, base: str, children: Sequence[tuple[Name, str | None]], used: Set[Attribute]
    ) -> Iterator[Change]:
        """`from a import b, c` where only `b` is a module that moves to another package: a statement of its own."""
        span = statement_span(self._syntax, one)
        moved = [(name, child) for name, child in children if child and self._relocation.place(child) != child]
        name, child = moved[0] if moved else (one.names[0], base)
        stays = self._relocation.place(base) == base and self._relocation.path(self.path) == self.path
        if span is None or len(moved) != 1 or not stays:
            message = f"{self.path} imports it beside what stays: split that import first"
            yield Change(one.start, one.end, "", child, message)
            return
        changes = list(self._imported_module(one, name, child, used))
        changes = changes if stem(self._relocation.place(child))[-1] != name.dotted else []
        dots, rest = self._relative(one, self._parent(child)) if one.dots else (0, [])
        dotted = self._relocation.dotted(f"{one.rest}.{name.dotted}", child).rpartition(".")[0]
        module = "." * dots + ".".join(rest) if one.dots else dotted
        kept = [clause(self._syntax, other, ()) for other, _child in children if other is not name]
        here = self._syntax.text[one.start : one.end]
        parts = [(here, kept), (module, [clause(self._syntax, name, changes)])]
        yield Change(*span, split(self._syntax, span, parts), child)
        yield from (change for change in changes if not span[0] <= change.start < span[1])

    def _parent(self, child: str) -> str:
        return "/".join(stem(self._relocation.place(child))[:-1])

    def _module_of(self, one: Import, base: str, parent: str, moving: str) -> Iterator[Change]:
        """The module of `from … import`, when it is called differently afterwards."""
        if one.dots:
            dots, rest = self._relative(one, parent)
        else:
            dots, rest = 0, one.rest.split(".")
            if parent != base:
                child = moving if parent != self._relocation.place(base) else base
                new = self._relocation.dotted(one.rest if child == base else f"{one.rest}.{stem(child)[-1]}", child)
                rest = new.split(".") if child == base else new.split(".")[:-1]
        tokens = one.module or ()
        if dots == one.dots and len(rest) == len(tokens) and rest:
            yield from tokens_changed(tokens, rest, moving)
        elif dots != one.dots or rest != [token.text for token in tokens]:
            yield Change(one.start, one.end, "." * dots + ".".join(rest), moving)

    def _relative(self, one: Import, parent: str) -> tuple[int, list[str]]:
        """The dots and the rest of a relative import, from where the file is afterwards."""
        package = stem(self._relocation.path(self.path))[:-1]
        target = stem(parent)
        dots = one.dots
        while package[: len(package) - dots + 1] != target[: max(0, len(package) - dots + 1)]:
            dots += 1
        return dots, target[max(0, len(package) - dots + 1) :]

    def _imported_module(self, one: Import, name: Name, child: str, used: Set[Attribute]) -> Iterator[Change]:
        """`from a import b` where `b` is a module that is called `c` afterwards."""
        token, new = name.tokens[0], stem(self._relocation.place(child))[-1]
        if name.alias is not None:
            spare = name.alias.text == new and not one.star
            yield Change(token.start, name.alias.end if spare else token.end, new, child)
            return
        own = self._layout.child(place_of(self.path), token.text) == child and self.path.endswith(
            ("__init__.py", ".pyi")
        )
        exported = (place_of(self.path), token.text) in used or (place_of(self.path), "*") in used
        at_top = self._scopes.binding(self._node(token)) == MODULE
        renamed = [] if at_top and exported and not own else list(self._binding(token, new, child))
        yield from renamed or [Change(token.start, token.end, f"{new} as {token.text}", child)]

    def _binding(self, token: Place, new: str, place: str) -> list[Change]:
        """Every use of the name that an import binds; nothing where the new name is taken."""
        node = self._node(token)
        scope = self._scopes.binding(node)
        if self._is_taken(scope, token.text, new):
            return []
        to_index = self._syntax.offsets.to_index
        return [
            Change(to_index(other.start_byte), to_index(other.end_byte), new, place)
            for other in self._names(token.text, 0, len(self._syntax.text))
            if self._scopes.binding(other) == scope
        ]

    def _is_taken(self, scope: int | None, old: str, new: str) -> bool:
        """Whether `new` means something in a scope already, or an inner scope with a `new` of its own uses the `old`."""
        start, end = self._extent(scope)
        inner: set[int] = set()
        for node in self._names(new, start, end):
            binding = self._scopes.binding(node)
            if binding is None or binding == MODULE or binding <= (MODULE if scope is None else scope):
                return True
            inner.add(binding)
        spans = [self._extent(binding) for binding in inner]
        for node in self._names(old, start, end) if spans else ():
            at = self._syntax.offsets.to_index(node.start_byte)
            if self._scopes.binding(node) == scope and any(first <= at < last for first, last in spans):
                return True
        return False

    def _names(self, name: str, start: int, end: int) -> Iterator[Node]:
        """The plain names that are spelled so between two code points."""
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self._syntax.text[start:end]):
            node = self._syntax.node_at(start + match.start(), start + match.end())
            if node.type == "identifier" and self._scopes.is_name(node):
                yield node

    def _extent(self, scope: int | None) -> tuple[int, int]:
        node = self._syntax.scope_node(scope) if scope is not None and scope != MODULE else None
        if scope is None or node is None:
            return 0, len(self._syntax.text)
        return scope, self._syntax.offsets.to_index(node.end_byte)

    def _chains(self) -> Iterator[tuple[str, Sequence[Place]]]:
        """Each use of a module's name with the attributes after it: where the name leads, and the tokens."""
        for (local, scope), place in self._module_names().items():
            for node in self._names(local, 0, len(self._syntax.text)):
                if self._scopes.binding(node) == scope:
                    tokens = list(self._attributes_of(node))
                    if tokens:
                        yield place, tokens

    def _module_names(self) -> dict[tuple[str, int | None], str]:
        """(local name, scope that binds it) -> the place it means."""
        names: dict[tuple[str, int | None], str] = {}
        for one in self._imports:
            base = self.base(one)
            for name in one.names:
                if one.module is not None:
                    place = self._child(base, name.dotted) if base is not None else None
                else:
                    dotted = name.dotted if name.alias else name.tokens[0].text
                    place = self._layout.resolve(dotted, self.path)
                if place is not None:
                    names[name.local.text, self._scopes.binding(self._node(name.local))] = place
        return names

    def _follow(self, place: str, tokens: Sequence[Place]) -> tuple[str, Sequence[Place]]:
        """The module that the first tokens lead to, and the tokens after them."""
        for number, token in enumerate(tokens):
            child = self._child(place, token.text)
            if child is None:
                return place, tokens[number:]
            place = child
        return place, ()

    def _chain(self, place: str, tokens: Sequence[Place]) -> Iterator[Change]:
        """`a.b.c` in code, where `a` leads to a module of ours."""
        last, rest = self._follow(place, tokens)
        used = tokens[: len(tokens) - len(rest)]
        start, end = stem(self._relocation.place(place)), stem(self._relocation.place(last))
        if not used or (self._relocation.place(last) == last and self._relocation.place(place) == place):
            return
        if end[: len(start)] != start:
            yield refused(
                used[-1], last, f"{self.path} reaches it through a package that it leaves: import it directly"
            )
            return
        yield from tokens_changed(used, end[len(start) :], last)

    def _exports(self, used: Set[Attribute]) -> Iterator[Change]:
        """The entries of a package's `__all__` that name its modules."""
        if "__all__" not in self._syntax.text or not self.path.endswith("__init__.py"):
            return
        for match in re.finditer(r"([\"'])(\w+)\1", self._syntax.text):
            child = self._child(place_of(self.path), match[2])
            if child is None or stem(self._relocation.place(child))[-1] == match[2]:
                continue
            name = self._syntax.node_at(match.start(2), match.end(2))
            holder = enclosing(name, "list", "tuple", "set", "call", "module")
            opening = self._syntax.offsets.to_index(holder.start_byte) if holder is not None else 0
            if not is_export(self._syntax.text, match.start(), opening):
                continue
            if (place_of(self.path), "*") in used:
                token = Place(match[2], match.start(2), match.end(2))
                yield refused(token, child, f"'import *' of {self.path} hands it out: import it by name there")
            else:
                yield Change(match.start(2), match.end(2), stem(self._relocation.place(child))[-1], child)

    def _attributes_of(self, node: Node) -> Iterator[Place]:
        parent = node.parent
        while parent is not None and parent.type == "attribute" and parent.child_by_field_name("object") == node:
            name = parent.child_by_field_name("attribute")
            if name is None:
                return
            offsets = self._syntax.offsets
            yield Place(text_of(name), offsets.to_index(name.start_byte), offsets.to_index(name.end_byte))
            node, parent = parent, parent.parent

    def _node(self, token: Place) -> Node:
        return self._syntax.node_at(token.start, token.end)
