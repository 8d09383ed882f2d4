"""What becomes of the twins: equal halves merge, different ones are a question, and one answer decides the next."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tree_sitter import Node

from flowcodemod.model.bundle import Bundle
from flowcodemod.model.decision import Answer, Decision
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.twin import Merge, Span, Twin, Twins
from flowcodemod.stages.decisions import names_of
from flowcodemod.twins.code import Code, key

_QUOTES = str.maketrans("'", '"')


class Settlement:
    """All bundles are thought to move until a twin shows that one cannot; then what rests on it is asked again."""

    def __init__(
        self, code: Code, bundles: Sequence[Bundle], twins: Sequence[Twin], decisions: Mapping[str, Decision]
    ) -> None:
        self.code = code
        self._twins = tuple(twins)
        self._bundles = bundles
        self._number = {key(reference): number for number, one in enumerate(bundles) for reference in one.references}
        self._stays: dict[int, Evidence] = {}
        self._names = names_of(code.program.index, code.concept)
        self._decisions = decisions
        self._held = {number for number, one in enumerate(bundles) if not _may_move(one)}
        self._answers = {
            self._number[key(reference)]: decisions[name].answer
            for reference, name in self._names.items()
            if name in decisions and key(reference) in self._number
        }

    def moves(self, reference: Reference) -> bool:
        """Whether a reference takes its new name, as far as twins decide."""
        number = self._number.get(key(reference))
        return number is not None and number not in self._held and number not in self._stays

    def settle(self) -> None:
        """Ask every twin again until nothing changes."""
        changed = True
        while changed:
            changed = False
            for twin in self._twins:
                problem = self._problem(twin) if self._is_clash(twin) else ""
                if problem:
                    self.stop((*twin.old, *twin.along), problem)
                    changed = True

    def stop(self, keys: Sequence[Key], problem: str) -> None:
        """Leave the bundles of some references alone, with what to ask."""
        for number in {self._number[one] for one in keys if one in self._number}:
            first = self._bundles[number].first
            name = self._names[self._reference(keys[0])]
            choices = f"decide {name}: keep-old, keep-new or keep-both"
            kept = self._decisions.get(name)
            if kept is not None and kept.answer is Answer.KEEP_BOTH:
                self._stays[number] = Evidence(Kind.KEPT, kept.reason or kept.source)
            else:
                self._stays[number] = Evidence(Kind.QUESTION, f"{first.text}: {problem}; {choices}")

    def _reference(self, one: Key) -> Reference:
        return self.code.program.index.by_key[one]

    def _is_clash(self, twin: Twin) -> bool:
        moving = all(self.moves(self._reference(one)) for one in twin.old)
        return moving and all(self._becomes_same(*pair) for pair in twin.clashes)

    def _becomes_same(self, one: Span, other: Span) -> bool:
        """Whether two stretches read the same once everything is renamed, and did not before."""
        before = (self.code.text(path)[start:end].split() for path, start, end in (one, other))
        return next(before) != next(before) and self.same(one, other)

    def _problem(self, twin: Twin) -> str:
        """Why the two halves of a twin do not become one, '' when they do."""
        if self._answer(twin) is Answer.KEEP_NEW and twin.edits:
            return ""
        if self._answer(twin) is Answer.KEEP_OLD and twin.keep_old:
            return ""
        line = self._reference(twin.old[0]).line
        if twin.question:
            return f"{twin.old[0][0]}:{line}: {twin.question}"
        held = next((label for label in map(self._reference, twin.along) if not self.moves(label)), None)
        if held is not None:
            return f"{held.path}:{held.line} has to move along and does not"
        for one, other in twin.pairs:
            if not self.same(one, other):
                return (
                    f"{one[0]}:{self._line(one)}: the old one gets {self._shown(one)}, the new one {self._shown(other)}"
                )
        return ""

    def _answer(self, twin: Twin) -> Answer | None:
        """What somebody decided about a twin, or about any twin of the same bundle."""
        return next(
            (self._answers[self._number[one]] for one in twin.old if self._number.get(one) in self._answers), None
        )

    def _line(self, span: Span) -> int:
        return self.code.text(span[0]).count("\n", 0, span[1]) + 1

    def _shown(self, span: Span) -> str:
        return " ".join(self.code.text(span[0])[span[1] : span[2]].split())[:60]

    # Comparing

    def same(self, one: Span, other: Span) -> bool:
        """Whether two stretches read the same once everything that moves is renamed."""
        return self._tokens(one) == self._tokens(other)

    def _tokens(self, span: Span) -> list[str]:
        path, start, end = span
        syntax = self.code.syntax(path)
        new = [(one.start, one.end, self.code.renamed(one) or "") for one in self.code.inside(span) if self.moves(one)]
        if syntax is None:
            return _renamed(self.code.text(path), start, end, new).lower().split()
        gone = list(self._gone(span))
        tokens: list[str] = []
        for leaf in _leaves(syntax.node_at(start, end)):
            _, first, last = self.code.span(path, leaf)
            first, last = max(first, start), min(last, end)
            if first >= last or leaf.type == "comment" or any(one <= first and last <= other for one, other in gone):
                continue
            text = _renamed(syntax.text, first, last, new)
            tokens.append(text.translate(_QUOTES) if leaf.type in ("string_start", "string_end") else text)
        return tokens

    def _gone(self, span: Span) -> Iterator[tuple[int, int]]:
        """What other twins delete inside a stretch: `flow_id or session_id` reads `flow_id`."""
        for twin in self._twins:
            within = twin.clashes and all(
                one[0] == span[0] and span[1] <= one[1] and one[2] <= span[2] and one != span
                for pair in twin.clashes
                for one in pair
            )
            if within and not twin.question and all(self.same(*pair) for pair in twin.clashes):
                yield from ((edit.start, edit.end) for edit in twin.edits if not edit.new)

    # The outcome

    def merges(self) -> Iterator[Merge]:
        """The merges of every twin whose halves become one."""
        for twin in self._twins:
            if not self._is_clash(twin) or self._problem(twin):
                continue
            edits = twin.keep_old if self._answer(twin) is Answer.KEEP_OLD and twin.keep_old else twin.edits
            spans = [(edit.path, edit.start, edit.end) for edit in edits]
            spans += [span for pair in (*twin.pairs, *twin.clashes) for span in pair]
            inside = {key(one) for span in spans for one in self.code.inside(span) if self.moves(one)}
            yield Merge(twin.old, tuple(sorted({*twin.old, *twin.along, *inside})), edits)

    def result(self) -> Twins:
        """The settlement as a value."""
        merges = tuple(merge for merge in self.merges() if merge.edits)
        stays = {key(one): piece for number, piece in self._stays.items() for one in self._bundles[number].references}
        known = self.code.program.index.files
        paths = {edit.path for merge in merges for edit in merge.edits if edit.path not in known}
        sources = {path: self.code.source(path) for path in paths}
        digests = {path: source.digest for path, source in sources.items() if source is not None}
        return Twins(stays, merges, digests)

    def edits(self) -> dict[str, list[Edit]]:
        """Every edit there would be if everything that may move moved, by path."""
        found: dict[str, list[Edit]] = defaultdict(list)
        for merge in self.merges():
            for edit in merge.edits:
                found[edit.path].append(edit)
        for reference, _site, new in self.code.references():
            if self.moves(reference):
                found[reference.path].append(
                    Edit(reference.path, reference.start, reference.end, reference.line, reference.text, new)
                )
        return found


def _may_move(bundle: Bundle) -> bool:
    foreign = any(piece.kind is Kind.FOREIGN for piece in bundle.evidence)
    return not foreign and not any(one.status is Status.FOREIGN for one in bundle.references)


def _leaves(node: Node) -> Iterator[Node]:
    if node.child_count == 0:
        yield node
        return
    for child in node.children:
        yield from _leaves(child)


def _renamed(text: str, start: int, end: int, new: Sequence[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = start
    for first, last, name in sorted(new):
        if at <= first and last <= end:
            parts += [text[at:first], name]
            at = last
    return "".join([*parts, text[at:end]])
