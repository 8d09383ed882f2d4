"""Models of what a server answers, in a repository that only speaks to it: the server names their fields."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from flowcodemod.model.campaign import Boundary, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.definitions import Class

_BASES = re.compile(
    r"BaseModel|\w*JSON\w*Wizard|DataClass(?:Dict|JSON|Json|ORJSON)Mixin|Struct|Schema|TypedDict|JSONWizard|Base\w*Model$"
)
_GENERATES = re.compile(r"\balias_generator\b[\"']?\s*[=:]|\brename_all\s*=|\bletter_case\s*=|\bkey_transform\w*\s*=")
_MADE = (
    r"(?<![\w.]){name}(?:\.(?:model_validate\w*|parse_\w+|from_\w+|deserialize|loads?|schema|decode)\b|\(\s*\*\*\s*\w)"
)
_ANSWERS = re.compile(
    r"\b(?:\w*(?:response|client|session)|https?\w*|requests?|aiohttp|urllib\w*)\b|\.json\(\)", re.IGNORECASE
)
_SETTINGS = re.compile(r"Settings$|Config$")
_DECIDED = (Policy.RENAME, Policy.PIN)  # the campaign says what becomes of them


def link(program: Program) -> Iterator[Claim]:
    """Claim the fields of models that answers fill or requests carry, or whose names on the wire are made of theirs."""
    if program.policy(Boundary.HTTP) in _DECIDED or not program.is_client:
        return
    made = cache(lambda name: _is_made(program, name))
    below = cache(lambda name: _below(program, name))
    sent = cache(lambda name: _is_sent(program, name))
    ours = cache(lambda name, field: _is_written(program, name, field) and not _is_made(program, name, _ANSWERS))
    for reference, site in program.sites():
        around = program.definitions(reference.path).class_around(reference.start)
        if site.kind is SiteKind.MEMBER and around is not None and not is_apart(reference.path):
            lineage = {one.name: (path, one) for path, outside, one in program.ancestry(reference.path, around)}
            if not _is_model(lineage):
                continue
            named = {around.name, *below(around.name)}
            answered = any(map(made, {*lineage, *named})) and not ours(around.name, reference.text)
            if answered or any(map(sent, named)) or _is_generated(program, lineage):
                said = f"{around.name} holds what a server answers or is told, whose names these are"
                yield Claim((reference.path, reference.start), Evidence(Kind.BOUNDARY, said))


def _below(program: Program, name: str) -> set[str]:
    """The classes of ours that are derived from a class directly."""
    derived = re.compile(rf"^[ \t]*class (\w+)\([^)\n]*\b{name}\b", re.MULTILINE)
    return {match[1] for _path, text in program.modules.texts() if name in text for match in derived.finditer(text)}


def _is_model(lineage: Mapping[str, tuple[str, Class]]) -> bool:
    bases = [base.text for _path, one in lineage.values() for base in one.bases]
    return any(map(_BASES.match, bases)) and not any(map(_SETTINGS.search, (*bases, *lineage)))


def _is_generated(program: Program, lineage: Mapping[str, tuple[str, Class]]) -> bool:
    """Whether a class says how the fields' names are spelled on the wire; those that libraries start with say nothing."""
    known = [(path, one) for path, one in lineage.values() if not (path.startswith("/") and _BASES.fullmatch(one.name))]
    return any(_GENERATES.search(program.modules.text(path), one.start, one.end) for path, one in known)


def _is_sent(program: Program, name: str) -> bool:
    """Whether code that is no test makes objects of a class for what a request carries: `json=Run(…).model_dump()`."""
    sent = re.compile(
        rf"\b(?:json|data|params|body|payload)\s*=\s*(?:\w+\.)*{name}\("
        rf"|\b(?P<held>\w+)\s*=\s*(?:\w+\.)*{name}\((?:[^\n]*\n){{1,12}}?[^\n]*\b(?:json|data|params|body)\s*=\s*(?P=held)\."
    )
    texts = (text for path, text in program.modules.texts() if name in text and not is_apart(path))
    return any(map(sent.search, texts))


def _is_made(program: Program, name: str, beside: re.Pattern[str] | None = None) -> bool:
    """Whether code that is no test makes a class of a mapping it was handed; `beside`: in a file that has this, too."""
    pattern = re.compile(_MADE.format(name=re.escape(name)))
    texts = (text for path, text in program.modules.texts() if name in text and not is_apart(path))
    return any(pattern.search(text) and (beside is None or beside.search(text)) for text in texts)


def _is_written(program: Program, name: str, field: str) -> bool:
    """Whether code that is no test makes objects of a class with a value for a field: both ends may be here."""
    return any(
        site.kind is SiteKind.LABEL and site.callee is not None and site.callee.text == name
        for reference, site in program.sites()
        if reference.text == field and not is_apart(reference.path)
    )
