"""Population by name: what lets a model with aliases be built under the names of its fields, in its version's words."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.program.program import Program
from flowcodemod.readers.class_headers import first_statement
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.syntax import Syntax

_BY_NAME = re.compile(r"\b(?:populate_by_name|validate_by_name|allow_population_by_field_name)\b[\"']?\s*[=:]\s*(\w+)")
_VERSION = re.compile(r"^VERSION\s*(?::[^=\n]+)?=\s*[\"'](\d+)\.(\d+)", re.MULTILINE)
_CONFIG = re.compile(r"\bmodel_config\s*(?::[^=\n]+)?=\s*(?P<open>(?:\w+\.)?ConfigDict\(|\{)\s*")
_FIRST_TO_SAY_VALIDATE = (2, 11)
VALIDATE = 'model_config = {"validate_by_name": True}'


def version(program: Program, path: str, one: Class) -> tuple[int, int]:
    """The version of Pydantic that a model is made with; (0, 0) where nobody knows."""
    if re.search(r"^\s*from pydantic\.v1\b", program.index.files[path].source.text, re.MULTILINE):
        return 1, 0
    for place, outside, _ancestor in program.ancestry(path, one):
        found = PurePosixPath(place)
        if outside and found.parts[-2:] == ("pydantic", "main.py"):
            match = _VERSION.search(program.modules.text(str(found.with_name("version.py"))))
            return (int(match[1]), int(match[2])) if match else (0, 0)
    return 0, 0


def by_name(program: Program, syntax: Syntax, reference: Reference, one: Class) -> list[Edit] | None:
    """What lets the model be built by name; nothing where it can be already, None where it cannot be said."""
    said = [match[1] for text in _lineage(program, reference.path, one) for match in _BY_NAME.finditer(text)]
    if said:
        return [] if set(said) == {"True"} else None
    made_with = version(program, reference.path, one)
    keyword = _keyword(made_with)
    text = syntax.text[one.start : one.end]
    config = _CONFIG.search(text)
    first = first_statement(syntax, one.start)
    if config is not None and made_with[0] != 1:
        call = config["open"].endswith("(")
        written = f"{keyword}=True" if call else f'"{keyword}": True'
        closing = text[config.end() : config.end() + 1] in ")}"
        return [_edit(syntax, reference, one.start + config.end(), "", written + ("" if closing else ", "))]
    if "model_config" in text or re.search(r"\bclass Config\b", text) or first is None:
        return None
    return [_edit(syntax, reference, first, "", _statement(syntax, first, made_with))]


def takes_names(program: Program, path: str, one: Class) -> bool:
    """Whether people let a model be built by name beside its aliases: clients may call its fields so, too."""
    texts = (text.replace(VALIDATE, "") for text in _lineage(program, path, one))
    return any(match[1] == "True" for text in texts for match in _BY_NAME.finditer(text))


def no_longer_by_name(program: Program, syntax: Syntax, reference: Reference, one: Class) -> Iterator[Edit]:
    """Take back what `by_name` wrote; the class has no alias left that it would be for."""
    text, made_with = syntax.text, version(program, reference.path, one)
    first = first_statement(syntax, one.start)
    if first is None:
        return
    statement = _statement(syntax, first, made_with)
    if text.startswith(statement, first):
        yield _edit(syntax, reference, first, statement, "")
        return
    config = _CONFIG.search(text, one.start, one.end)
    own = re.compile(rf"\"?{_keyword(made_with)}\"?(?:=|: )True(?:, |(?=[)}}]))").match(
        text, config.end() if config else 0
    )
    if config is not None and own is not None:
        yield _edit(syntax, reference, own.start(), own[0], "")


def _keyword(made_with: tuple[int, int]) -> str:
    return "validate_by_name" if made_with >= _FIRST_TO_SAY_VALIDATE else "populate_by_name"


def _statement(syntax: Syntax, first: int, made_with: tuple[int, int]) -> str:
    """What a class without a configuration begins with, up to the indentation of what follows."""
    line = syntax.text.rfind("\n", 0, first) + 1
    indentation = syntax.text[line:first]
    newline = "\r\n" if syntax.text[:line].endswith("\r\n") else "\n"
    if made_with[0] == 1:
        inner = f"class Config:{newline}{indentation}    allow_population_by_field_name = True{newline}"
        return f"{inner}{newline}{indentation}"
    return f'model_config = {{"{_keyword(made_with)}": True}}{newline}{newline}{indentation}'


def _lineage(program: Program, path: str, one: Class) -> Iterator[str]:
    """The texts of a class and of our ancestors of it."""
    for place, outside, ancestor in program.ancestry(path, one):
        file = program.index.files.get(place)
        if not outside and file is not None:
            yield file.source.text[ancestor.start : ancestor.end]


def _edit(syntax: Syntax, reference: Reference, at: int, old: str, new: str) -> Edit:
    line = syntax.text.count("\n", 0, at) + 1
    return Edit(reference.path, at, at + len(old), line, old, new)
