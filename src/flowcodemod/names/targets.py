"""Which files are to move where, by the names they have, and which names are taken already."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.concept import Concept
from flowcodemod.model.plan import REASON_OF, NotEdited, Reason
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.program.program import Program
from flowcodemod.repo.paths import problem_with
from flowcodemod.repo.steps import fold


@dataclass(frozen=True)
class Targets:
    """`moves`: path -> new path. `keys`: path -> what moves as one, the file itself or the topmost folder renamed.

    `problems`: key -> why it cannot move; `references`: the file names that move; `left`: those that never could.
    """

    moves: Mapping[str, str]
    keys: Mapping[str, str]
    problems: Mapping[str, str]
    references: tuple[Reference, ...]
    left: tuple[NotEdited, ...]


def targets(program: Program, campaign: Campaign) -> Targets:
    """Work out the new path of every file whose name holds the concept."""
    named: dict[str, list[Reference]] = defaultdict(list)
    left: list[NotEdited] = []
    for reference in program.index.references:
        if reference.role is not Role.FILENAME:
            continue
        if reference.status is not Status.OPEN:
            left.append(_left(reference, REASON_OF[reference.status], reference.reason))
        elif campaign.concept.rename(reference.text) is None:
            left.append(_left(reference, Reason.UNRESOLVED, "the spelling shows no word boundary"))
        else:
            named[reference.path].append(reference)
    moves = {path: _renamed(path, references, campaign.concept) for path, references in named.items()}
    keys = {path: _key(path, new) for path, new in moves.items()}
    problems: dict[str, str] = {}
    for path, problem in _problems(program, moves):
        problems.setdefault(keys[path], problem)
    references = tuple(one for references in named.values() for one in references)
    return Targets(moves, keys, problems, references, tuple(left))


def _renamed(path: str, references: Sequence[Reference], concept: Concept) -> str:
    for reference in sorted(references, reverse=True):
        path = path[: reference.start] + (concept.rename(reference.text) or reference.text) + path[reference.end :]
    return path


def _key(path: str, new: str) -> str:
    """The topmost folder that is renamed in place, else the file."""
    parts, after = path.split("/"), new.split("/")
    if len(parts) != len(after):
        return path
    return "/".join(
        parts[: next(number for number, pair in enumerate(zip(parts, after, strict=True), 1) if len(set(pair)) > 1)]
    )


def _problems(program: Program, moves: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(path, why it cannot move): its new name is taken, by a file, by a module of the same name, or twice."""
    staying = {path for path in program.index.paths if path not in moves}
    taken = {fold(path): path for path in staying}
    modules = {fold(_module(path)): path for path in staying if path.endswith((".py", ".pyi"))}
    arriving = Counter(fold(new) for new in moves.values())
    for path, new in moves.items():
        stem = fold(_module(new)) if new.endswith(".py") else ""
        other = taken.get(fold(new)) or modules.get(stem, "")
        if other and not {other, new} <= {f"{_module(new)}.py", f"{_module(new)}.pyi"}:
            yield path, f"{new} cannot be made: {other} is there; merge the two, or choose another name under [names]"
        elif other and other == new:
            yield path, f"{new} is there already: merge the two, or choose another name under [names]"
        elif arriving[fold(new)] > 1:
            yield path, f"another file becomes {new}, too"
        elif problem_with(new):
            yield path, f"the new name {new} {problem_with(new)}"
        elif fold(new) != fold(path) and (program.root / new).exists():
            yield path, f"{new} is there, but git does not track it"


def _module(path: str) -> str:
    """A module's path without its suffix; a package's folder."""
    return path.removesuffix(".pyi").removesuffix(".py").removesuffix("/__init__")


def _left(reference: Reference, reason: Reason, detail: str) -> NotEdited:
    return NotEdited(reference.path, reference.line, reference.column, reference.text, reference.role, reason, detail)
