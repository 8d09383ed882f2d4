"""Ask the type checker where names are defined: the references first, then the classes and callees around them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from flowcodemod.model.link import Answer, Key
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.containers import display_at
from flowcodemod.readers.declared import taker_of_display
from flowcodemod.readers.scopes import MODULE
from flowcodemod.readers.splats import callees
from flowcodemod.readers.syntax import Syntax
from flowcodemod.typecheck.protocol import Checker

_ASKED = frozenset({SiteKind.LABEL, SiteKind.ATTRIBUTE, SiteKind.IMPORT})
_HANDED = frozenset({StringUse.ARGUMENT, StringUse.METHOD})
_ROUNDS = 6


def resolve(program: Program, checker: Checker) -> str:
    """Fill in `program.answers`; returns why nothing was answered, '' when the checker worked."""
    answers: dict[Key, tuple[Answer, ...]] = {}
    program.answers = answers
    asked = questions = _first_questions(program) | set(_base_questions(program))
    for _round in range(_ROUNDS):
        open_ = {key for key in questions if key not in answers}
        if not open_:
            break
        answers.update(_ask(checker, open_))
        questions = set(_base_questions(program))
        asked |= questions
    program.unanswered = frozenset(path for path, _start in asked - answers.keys())
    program.checked = not checker.problem
    return checker.problem


def _ask(checker: Checker, keys: set[Key]) -> Mapping[Key, tuple[Answer, ...]]:
    by_path: dict[str, list[int]] = defaultdict(list)
    for path, start in sorted(keys):
        by_path[path].append(start)
    return checker.definitions(by_path)


def _first_questions(program: Program) -> set[Key]:
    """The references whose own file does not settle them, and the callees that dicts are splatted into."""
    asked: set[Key] = set()
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if _is_open(site):
                asked.add((reference.path, reference.start))
            if site.kind is SiteKind.LABEL and site.callee is not None:
                asked.add((reference.path, site.callee.start))
            if site.kind in (SiteKind.STRING, SiteKind.ATTRIBUTE):
                asked |= {(reference.path, start) for _name, start in program.imported_names(reference.path)}
            if site.kind is SiteKind.STRING and site.use in (StringUse.DICT_KEY, StringUse.SUBSCRIPT) and site.whole:
                asked |= {(reference.path, start) for start in callees(file.source.text, reference.start, site)}
                asked |= {(reference.path, start) for start in _takers(file.syntax, site)}
            if (
                site.whole
                and site.callee is not None
                and site.use in _HANDED
                and program.functions_called(site.callee.text)
            ):
                asked.add((reference.path, site.callee.start))
    return asked


def _takers(syntax: Syntax | None, site: Site) -> Iterator[int]:
    """Where the callee stands that takes the dict of a key, whose parameter may say what keys it has."""
    display = display_at(syntax, site.container) if syntax is not None and site.container is not None else None
    taker = taker_of_display(display) if display is not None else None
    if syntax is not None and taker is not None:
        yield syntax.offsets.to_index(taker[0].start_byte)


def _is_open(site: Site) -> bool:
    if site.kind is SiteKind.NAME:
        return site.binding in (None, MODULE)
    return site.kind in _ASKED or (site.kind is SiteKind.STRING and site.use is StringUse.SUBSCRIPT and site.whole)


def _base_questions(program: Program) -> Iterator[Key]:
    """The bases of every class of ours that holds a reference or that an answer leads to, and their bases, whosever."""
    wanted: set[tuple[str, int]] = set()
    for file in program.index.python:
        known = program.definitions(file.source.path)
        for reference in file.references:
            around = known.class_around(reference.start)
            if around is not None:
                wanted.add((file.source.path, around.start))
    for found in program.answers.values():
        wanted |= {(answer.path, answer.start) for answer in found if not answer.outside}
    waiting, seen = sorted(wanted), set[tuple[str, int]]()
    while waiting:
        path, start = waiting.pop()
        one = program.definitions(path).classes.get(start) if (path, start) not in seen else None
        seen.add((path, start))
        for base in one.bases if one is not None else ():
            yield path, base.start
            waiting += [(answer.path, answer.start) for answer in program.answers.get((path, base.start), ())]
