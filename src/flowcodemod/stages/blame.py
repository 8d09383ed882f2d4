"""Which groups caused what went wrong in a file, as far as it can be told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate

from flowcodemod.model.errors import PlanError
from flowcodemod.model.plan import Edit, Group
from flowcodemod.model.proof import Changed
from flowcodemod.model.splice import splice


class Blame:
    """The edits of each file (under its name before the run) by the group they belong to."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._edits: dict[str, dict[str, list[Edit]]] = {}
        for group in groups:
            for edit in group.edits:
                self._edits.setdefault(edit.path, {}).setdefault(group.id, []).append(edit)

    def of_file(self, path: str) -> tuple[str, ...]:
        """The groups that edited a file."""
        return tuple(self._edits.get(path, ()))

    def of_line(self, path: str, line: int) -> tuple[str, ...]:
        """The groups that edited a line (1-based, as it was before the run), else none."""
        return tuple(
            group for group, edits in self._edits.get(path, {}).items() if any(edit.line == line for edit in edits)
        )

    def of_texts(self, changed: Sequence[Changed], is_wrong: Callable[[Changed, str], bool]) -> tuple[str, ...]:
        """The groups whose edits alone make a file wrong; all of the file's where no single one does."""
        return tuple(sorted({group for one in changed for group in self._culprits(one, is_wrong)}))

    def _culprits(self, one: Changed, is_wrong: Callable[[Changed, str], bool]) -> Iterable[str]:
        groups = self._edits.get(one.was, {})
        alone = [group for group, edits in groups.items() if is_wrong(one, _spliced(one.before, edits))]
        return alone or groups

    def of_difference(self, one: Changed) -> tuple[str, ...]:
        """The groups whose edits stand where a file first differs from the plan; none where nobody planned anything."""
        limit = min(len(one.planned), len(one.now))
        first = next((at for at in range(limit) if one.planned[at] != one.now[at]), limit)
        return tuple(sorted(group for group, spans in self._planned(one.was).items() if _near(first, spans)))

    def _planned(self, path: str) -> Mapping[str, list[tuple[int, int]]]:
        """Each group's spans in the planned text."""
        owned = sorted((edit, group) for group, edits in self._edits.get(path, {}).items() for edit in edits)
        grown = accumulate((len(edit.new) - len(edit.old) for edit, _ in owned), initial=0)
        spans: dict[str, list[tuple[int, int]]] = {}
        for (edit, group), shift in zip(owned, grown, strict=False):
            spans.setdefault(group, []).append((edit.start + shift, edit.start + shift + len(edit.new)))
        return spans


def _near(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at <= end for start, end in spans)


def _spliced(text: str, edits: Iterable[Edit]) -> str:
    try:
        return splice(text, edits)
    except PlanError:
        return text
