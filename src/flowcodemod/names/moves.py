"""File names that hold the concept -> moves of files, each in a group with everything that names it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flowcodemod.inventory.shims import shim
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.evidence import Evidence, Kind, confidence
from flowcodemod.model.fingerprint import digest
from flowcodemod.model.link import Key
from flowcodemod.model.plan import Edit, Group, NotEdited, Operation, OperationKind, Reach, Reason
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.source import Source
from flowcodemod.model.words import counted
from flowcodemod.names.fit import fit
from flowcodemod.names.targets import Targets, targets
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.change import Change
from flowcodemod.readers.import_edits import Module
from flowcodemod.readers.layout import place_of
from flowcodemod.readers.mentions import Mentions
from flowcodemod.readers.offsets import Offsets
from flowcodemod.readers.relocation import Relocation, stem
from flowcodemod.readers.text import is_prose
from flowcodemod.repo.globs import matcher


@dataclass(frozen=True)
class Moves:
    """`taken`: references in texts that the groups' edits cover, or that stay because their file does.

    `left` accounts for every file name that stays and for the taken references that stay; `files` holds the digests of
    what is read for the groups.
    """

    groups: tuple[Group, ...] = ()
    operations: tuple[Operation, ...] = ()
    left: tuple[NotEdited, ...] = ()
    taken: frozenset[Key] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)


def moves(program: Program, campaign: Campaign) -> Moves:
    """Plan every move that nothing stands against; each refused one is left with its reason."""
    wanted = targets(program, campaign)
    problems = dict(wanted.problems)
    while True:
        accepted = {path: new for path, new in wanted.moves.items() if wanted.keys[path] not in problems}
        mover = _Mover(program, campaign, wanted, accepted)
        found = mover.problems() if accepted else {}
        if not found:
            return mover.result(problems)
        problems |= found


_CODE = frozenset({"identifier", "attribute", "dotted_name"})


class _Mover:
    def __init__(self, program: Program, campaign: Campaign, wanted: Targets, accepted: Mapping[str, str]) -> None:
        self._program = program
        self._concept = campaign.concept
        self._until = campaign.shim
        self._wanted = wanted
        self._moves = accepted
        self._paths = program.index.paths
        self._history = matcher(campaign.history)
        self._relocation = Relocation(self._paths, accepted)
        self._sources: dict[str, Source] = {}
        self._changes: dict[str, tuple[Change, ...]] = {}
        if accepted:
            self._collect()

    def _collect(self) -> None:
        """Find every change in every file that may name what moves."""
        names = {place.rpartition("/")[2] for place in self._relocation.moved()}
        words = {name.partition(".")[0] or name for name in names}
        mentioned = re.compile("|".join([r"import\s*\*", *(re.escape(word) for word in sorted(words))]))
        for path in self._paths:
            source = self._program.modules.source(path)
            if source is not None and (path in self._moves or mentioned.search(source.text)):
                self._sources[path] = source
        known = self._program.modules
        modules = {
            path: Module(path, syntax, self._relocation, known.bound)
            for path in self._sources
            if (syntax := known.syntax(path)) is not None
        }
        used = {one for module in modules.values() for one in module.attributes()}
        mentions = Mentions(self._paths, self._relocation)
        for path, source in self._sources.items():
            found = set(modules[path].changes(used)) if path in modules else set()
            if not self._history(path):
                found |= {one for one in mentions.changes(path, source.text) if self._may_follow(path, source, one)}
            if found:
                self._changes[path] = tuple(sorted(found))

    def _may_follow(self, path: str, source: Source, change: Change) -> bool:
        """Whether a mention is no code, nothing that somebody wants kept, and no prose about the move itself."""
        syntax = self._program.modules.syntax(path)
        if syntax is not None and syntax.node_at(change.start, change.end).type in _CODE:
            return False
        references = self._program.index.files[path].references if path in self._program.index.files else ()
        if any(
            one.start < change.end and change.start < one.end and one.status is not Status.OPEN for one in references
        ):
            return False
        return not (is_prose(path) and self._is_told(change, paragraph(source.text, change.start, change.end)))

    def _is_told(self, change: Change, text: str) -> bool:
        """Whether a text names the new place, so that it speaks of the move itself."""
        new = self._relocation.place(change.place)
        names = [self._relocation.dotted(one, change.place) for one in self._relocation.layout.names(change.place)]
        told = [new, new.rpartition("/")[2], *(one for one in names if "." in one)]
        told = [one for one in told if "." in one or "/" in one] or [change.new]
        return re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, told))})(?!\w)", text) is not None

    def problems(self) -> dict[str, str]:
        """What stands against a move, by its key: changes that cannot be written, files that must not be touched."""
        found: dict[str, str] = {}
        for path, changes in self._changes.items():
            syntax = self._program.modules.syntax(path)
            for change in changes:
                problem = change.problem
                if not problem and self._history(path):
                    problem = f"{path} imports it, and history is not rewritten"
                if not problem and syntax is not None and syntax.has_error:
                    problem = f"{path} names it and does not parse: mend it and plan again"
                for key in self._keys(change, path) if problem else ():
                    found.setdefault(key, problem)
        return found

    def _keys(self, change: Change, path: str) -> tuple[str, ...]:
        """The moves that a change belongs to: that of what it names, else that of its own file."""
        owner = self._relocation.owner(change.place) or path
        return (self._wanted.keys[owner],) if owner in self._moves else ()

    def result(self, problems: Mapping[str, str]) -> Moves:
        """Groups and operations of what moves, and reasons for what does not."""
        edits, taken = self._edits()
        groups = {
            key: self._group(key, edits.get(key, ()), taken)
            for key in sorted({self._wanted.keys[p] for p in self._moves})
        }
        operations = tuple(
            Operation(OperationKind.MOVE, path, target, group=groups[self._wanted.keys[path]].id)
            for path, target in sorted(self._moves.items())
        )
        operations += tuple(self._shims({key: group.id for key, group in groups.items()}))
        read = {edit.path for group in groups.values() for edit in group.edits} | set(self._moves)
        sources = {path: self._program.modules.source(path) for path in sorted(read)}
        held = dict(self._held(problems, taken))
        return Moves(
            tuple(groups.values()),
            operations,
            (*self._wanted.left, *self._refused(problems), *held.values()),
            frozenset(taken) | frozenset(held),
            {path: source.digest for path, source in sources.items() if source is not None},
        )

    def _edits(self) -> tuple[Mapping[str, Sequence[Edit]], dict[Key, Reference]]:
        """What is edited in files for each key, and the references that those edits take."""
        edits: dict[str, list[Edit]] = defaultdict(list)
        taken: dict[Key, Reference] = {}
        for path, changes in self._changes.items():
            offsets = Offsets(self._sources[path].text)
            references = self._program.index.files[path].references if path in self._program.index.files else ()
            for fitted in fit(self._sources[path].text, changes, references):
                line, _column = offsets.line_column(fitted.start)
                old = self._sources[path].text[fitted.start : fitted.end]
                key = next(iter(self._keys(fitted, path)), "")
                if key:
                    edits[key].append(Edit(path, fitted.start, fitted.end, line, old, fitted.new))
                    covered = (one for one in references if one.start < fitted.end and fitted.start < one.end)
                    taken |= {(one.path, one.start): one for one in covered}
        return edits, taken

    def _group(self, key: str, edits: Sequence[Edit], taken: Mapping[Key, Reference]) -> Group:
        paths = [path for path in self._moves if self._wanted.keys[path] == key]
        files = {edit.path for edit in edits}
        evidence = (
            Evidence(
                Kind.SHOWN_FLOW,
                f"{counted(len(edits), 'place')} in {counted(len(files), 'file')} name {key}, and all follow",
            ),
        )
        texts = [one for one in taken.values() if any(_covers(edit, one) for edit in edits)]
        names = sum(reference.path in paths for reference in self._wanted.references)
        return Group(
            digest("move", *sorted(paths)),
            confidence(evidence),
            Reach.REPOSITORY if files - set(paths) else Reach.LOCAL,
            evidence,
            tuple(sorted(edits)),
            tuple(sorted({Role.FILENAME, *(one.role for one in texts)})),
            places=names + len(texts),
        )

    def _shims(self, groups: Mapping[str, str]) -> Iterator[Operation]:
        """A module at the old place of each that moves, where the campaign wants them; tests are imported by nobody."""
        for path in sorted(self._moves) if self._until is not None else ():
            names = self._relocation.layout.names(place_of(path))
            if not path.endswith(".py") or is_test(path) or not names or self._until is None:
                continue
            new = self._relocation.dotted(names[-1], place_of(path))
            renamed = {one: other for one in self._program.modules.bound(path) if (other := self._concept.rename(one))}
            text = shim(path, names[-1], new, renamed, self._until)
            yield Operation(OperationKind.CREATE, path, content=text, group=groups[self._wanted.keys[path]])

    def _refused(self, problems: Mapping[str, str]) -> Iterator[NotEdited]:
        for reference in self._wanted.references:
            key = self._wanted.keys[reference.path]
            if key in problems:
                yield _left(reference, Reason.QUESTION, problems[key], self._wanted.moves[reference.path])

    def _held(self, problems: Mapping[str, str], taken: Mapping[Key, Reference]) -> Iterator[tuple[Key, NotEdited]]:
        """The references that name a module which stays: they stay with it."""
        words = {
            stem(place_of(path))[-1]: problems[self._wanted.keys[path]]
            for path in self._wanted.moves
            if self._wanted.keys[path] in problems
        }
        for file in self._program.index.files.values() if words else ():
            for reference in file.references:
                key = (reference.path, reference.start)
                named = (
                    reference.text in words and reference.role in (Role.MODULE, Role.IMPORT)
                ) or reference.text in self._wanted.moves
                if named and key not in taken and reference.status is Status.OPEN:
                    reason = words.get(reference.text) or problems.get(self._wanted.keys.get(reference.text, ""), "")
                    if reason:
                        candidate = self._concept.rename(reference.text) or ""
                        yield key, _left(reference, Reason.HELD_BY, reason, candidate)


def _covers(edit: Edit, reference: Reference) -> bool:
    return edit.path == reference.path and edit.start <= reference.start and reference.end <= edit.end


def paragraph(text: str, start: int, end: int) -> str:
    """The text between the blank lines around a span."""
    first = text.rfind("\n\n", 0, start)
    last = text.find("\n\n", end)
    return text[max(first, 0) : last if last >= 0 else len(text)]


def _left(reference: Reference, reason: Reason, detail: str, candidate: str) -> NotEdited:
    return NotEdited(
        reference.path, reference.line, reference.column, reference.text, reference.role, reason, detail, candidate
    )
