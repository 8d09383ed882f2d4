"""Both names in one statement of SQL: `COALESCE` of the two is one of them; any other statement is asked about."""

import re
from collections.abc import Iterator

from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.twin import Span, Twin
from flowcodemod.readers.syntax import Syntax, enclosing
from flowcodemod.twins.code import Code, key

_COALESCE = re.compile(r"(?i)\b(?:coalesce|ifnull|nvl)\s*\(\s*(?P<one>[\w.\"]+)\s*,\s*(?P<other>[\w.\"]+)\s*\)")


def find(code: Code) -> Iterator[Twin]:
    """The twins inside SQL, in files and in strings."""
    for reference, _site, new in code.references():
        if reference.role is Role.SQL:
            start, end = _statement(code, reference)
            text = code.text(reference.path)
            match = next((one for one in _COALESCE.finditer(text, start, end) if _holds(one, reference)), None)
            if match is not None and _other(match, reference).lower() == new.lower():
                yield _coalesced(code, reference, match)
            elif _names_same(text[start:end], text, reference, new):
                yield Twin((key(reference),), question="both are columns in one statement of SQL")


def _holds(match: re.Match[str], reference: Reference) -> bool:
    return match.start() < reference.start < match.end()


def _other(match: re.Match[str], reference: Reference) -> str:
    """The bare name of the half that a reference does not stand in."""
    kept = "other" if match.start("one") <= reference.start < match.end("one") else "one"
    return match[kept].rpartition(".")[2].strip('"')


def _coalesced(code: Code, reference: Reference, match: re.Match[str]) -> Twin:
    path = reference.path
    kept = "other" if match.start("one") <= reference.start < match.end("one") else "one"
    first, last = match.span(kept)
    edits = (code.edit(path, match.start(), first), code.edit(path, last, match.end()))
    spans: tuple[Span, Span] = ((path, *match.span("one")), (path, *match.span("other")))
    return Twin((key(reference),), edits, clashes=(spans,))


def _statement(code: Code, reference: Reference) -> tuple[int, int]:
    """Where the statement starts and ends: the string around a reference, in a file what stands between semicolons."""
    syntax: Syntax | None = code.syntax(reference.path)
    string = enclosing(syntax.node_at(reference.start, reference.end), "string", "template_string") if syntax else None
    if string is not None:
        _, start, end = code.span(reference.path, string)
        return start, end
    text = code.text(reference.path)
    end = text.find(";", reference.end)
    return text.rfind(";", 0, reference.start) + 1, end if end >= 0 else len(text)


def _names_same(statement: str, text: str, reference: Reference, new: str) -> bool:
    """Whether the new name stands in the statement, not as the column of another table than the reference's."""
    own = _table(text[: reference.start])
    without_comments = re.sub(r"--[^\n]*|/\*.*?\*/", "", statement, flags=re.DOTALL)
    for match in re.finditer(rf"(?<!\w){re.escape(new)}(?!\w)", without_comments, re.IGNORECASE):
        other = _table(without_comments[: match.start()])
        if not own or not other or own == other:
            return True
    return False


def _table(before: str) -> str:
    match = re.search(r"(\w+)\"?\.\"?$", before)
    return match[1].lower() if match else ""
