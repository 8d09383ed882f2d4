"""Texts that show the very thing they name: `name={name}` in an f-string, `thing.name` in the docstring of `class Thing`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.words import split
from flowcodemod.program.program import Program, is_test

_LABEL = re.compile(r"(?:=|:\s?)(?=\S)")
_HOLE = re.compile(r"(?:=|:\s?)\{")
_RECEIVER = re.compile(r"(?<![\w.])(\w+)\.$")
_MEMBERS = frozenset({Role.FIELD, Role.COLUMN})
Places = Mapping[tuple[str, str], Sequence[tuple[Reference, bool]]]


class Shown:
    """What the texts of one program show. `places`: (path, name) -> each place in code, and whether it is edited."""

    def __init__(self, program: Program, places: Places) -> None:
        self._program = program
        self._places = places

    def moving(self, reference: Reference) -> str:
        """What a text shows that moves, in words; '' where it shows nothing of the kind."""
        if reference.role is Role.DOCSTRING:
            return "an attribute of the class it documents" if self._is_own_attribute(reference) else ""
        if reference.role is not Role.MESSAGE:
            return ""
        if self._value_moves(reference):
            return "the value that it is the label of moves"
        return "it expects a label that moves" if self._is_expected(reference) else ""

    def _is_own_attribute(self, reference: Reference) -> bool:
        """Whether a docstring speaks of a member of its own class: by `self`, or by a name like that of the class."""
        text = self._program.modules.text(reference.path)
        receiver = _RECEIVER.search(text, max(0, reference.start - 80), reference.start)
        own = "_".join(split(reference.scope.rpartition(".")[2])).lower()
        if receiver is None or not own or receiver[1] not in ("self", own, own.rpartition("_")[2]):
            return False
        members = [
            edited
            for one, edited in self._places.get((reference.path, reference.text), ())
            if one.scope == reference.scope and one.role in _MEMBERS
        ]
        return bool(members) and all(members)

    def _value_moves(self, reference: Reference) -> bool:
        """Whether a text is the label of a hole that holds the very name: `name={name}`, `name: {thing.name!r}`."""
        text = self._program.modules.text(reference.path)
        hole = re.compile(rf"(?:=|:\s?)\{{(?:\w+\.)*({re.escape(reference.text)})(?![\w(\[.])").match(
            text, reference.end
        )
        if hole is None:
            return False
        places = self._places.get((reference.path, reference.text), ())
        return any(edited for one, edited in places if one.start == hole.start(1))

    def _is_expected(self, reference: Reference) -> bool:
        """Whether a test expects a label `name=…`, and every such label moves: in its file, or else in the program."""
        text = self._program.modules.text(reference.path)
        if not is_test(reference.path) or _LABEL.match(text, reference.end) is None or _HOLE.match(text, reference.end):
            return False
        labels = list(self._labels(reference.text, (reference.path,)))
        labels = labels or list(self._labels(reference.text, self._program.index.files))
        return bool(labels) and all(map(self._value_moves, labels))

    def _labels(self, name: str, paths: Iterable[str]) -> Iterator[Reference]:
        """The labels of a name in f-strings: its value, whatever it is, stands beside it."""
        for path in paths:
            text = self._program.modules.text(path)
            for one in self._program.index.files[path].references:
                if one.text == name and one.role is Role.MESSAGE and _HOLE.match(text, one.end):
                    yield one
