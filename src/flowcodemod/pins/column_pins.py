"""Columns that are pinned: the database keeps the old name, said in the idiom of SQLAlchemy or of a row of the table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flowcodemod.model.campaign import Campaign, Policy
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.column_idioms import ColumnIdiom, column_idiom, is_added, made_for
from flowcodemod.pins.column_policy import column_policy
from flowcodemod.program.program import Program
from flowcodemod.readers.syntax import Syntax, enclosing

_IMPORTED = re.compile(r"\bimport\b[^#]*?\bmapped_column\b")
_NAMED = frozenset({"keyword_argument", "dictionary_splat", "comment"})
_SQLALCHEMY = re.compile(r"(?:^|\.)(?:Column|mapped_column)$")


@dataclass(frozen=True, slots=True)
class _Call:
    """The call that makes a column: where its arguments start, their text, and where in it those without a keyword end."""

    maker: str
    start: int
    arguments: str
    positional: int


def column_pins(program: Program, reference: Reference, new: str, campaign: Campaign) -> Iterator[Edit]:
    """The edit that pins a column's stored name, or removes a pin that renaming back has made needless."""
    syntax = program.index.files[reference.path].syntax
    if syntax is None or not _is_pinned(program, reference, campaign):
        return
    call, idiom = _call(syntax, reference), column_idiom(program, reference)
    if call is None:
        yield from _annotated(syntax, reference)
    elif idiom is not None:
        yield from _said(reference, new, call, idiom)
    elif _SQLALCHEMY.search(call.maker):
        bare = (
            call.maker == "mapped_column" and call.arguments == f'name="{new}"' and _annotation_end(syntax, reference)
        )
        if bare:
            end = call.start + len(call.arguments) + 1
            yield Edit(reference.path, bare, end, reference.line, syntax.text[bare:end], "")
        else:
            yield from _argument(reference, call, '"{}"', (reference.text, new), "name")


def has_idiom(program: Program, reference: Reference, campaign: Campaign) -> bool:
    """Whether a member is no pinned column, or one whose stored name can be said."""
    syntax = program.index.files[reference.path].syntax
    if syntax is None or not _is_pinned(program, reference, campaign):
        return True
    call, idiom = _call(syntax, reference), column_idiom(program, reference)
    if call is None:
        return bool(_annotated(syntax, reference))
    if idiom is not None:
        return idiom.is_said(call.arguments) or not idiom.unsayable.search(call.maker)
    return _SQLALCHEMY.search(call.maker) is not None


def _is_pinned(program: Program, reference: Reference, campaign: Campaign) -> bool:
    known = reference.role is Role.COLUMN or column_idiom(program, reference) is not None
    site = program.index.site(reference)
    return (
        (site.kind is SiteKind.MEMBER or is_added(site))
        and known
        and column_policy(program, reference, campaign) is Policy.PIN
    )


def _said(reference: Reference, new: str, call: _Call, idiom: ColumnIdiom) -> Iterator[Edit]:
    suffix = idiom.suffix(call.maker)
    names = (reference.text + suffix, new + suffix)
    form = idiom.keyword + '="{}"'
    if call.positional:
        yield from _after_positional(reference, call, form, names, idiom)
    else:
        yield from _argument(reference, call, form, names, idiom.keywords)


def _annotated(syntax: Syntax, reference: Reference) -> list[Edit]:
    """`name: Mapped[str]` alone gets its column said, where the file can say it."""
    end = _annotation_end(syntax, reference)
    if not end or not _IMPORTED.search(syntax.text):
        return []
    return [Edit(reference.path, end, end, reference.line, "", f' = mapped_column(name="{reference.text}")')]


def _annotation_end(syntax: Syntax | None, reference: Reference) -> int:
    """The code point after the annotation of a member; 0 where it has none."""
    node = enclosing(syntax.node_at(reference.start, reference.end), "assignment") if syntax is not None else None
    annotation = node.child_by_field_name("type") if node is not None else None
    return syntax.offsets.to_index(annotation.end_byte) if syntax is not None and annotation is not None else 0


def _call(syntax: Syntax, reference: Reference) -> _Call | None:
    made = made_for(syntax, reference)
    if made is None or made.type != "call":
        return None
    function, arguments = made.child_by_field_name("function"), made.child_by_field_name("arguments")
    if function is None or arguments is None:
        return None
    start = syntax.offsets.to_index(arguments.start_byte) + 1
    end = syntax.offsets.to_index(arguments.end_byte) - 1
    several = [one for one in arguments.named_children if one.type not in _NAMED]
    positional = syntax.offsets.to_index(several[-1].end_byte) - start if several else 0
    return _Call((function.text or b"").decode(), start, syntax.text[start:end], positional)


def _after_positional(
    reference: Reference, call: _Call, form: str, names: tuple[str, str], idiom: ColumnIdiom
) -> Iterator[Edit]:
    """Put the stored name after the last argument without a keyword; take it away where it says the default."""
    old, new = (f", {form.format(name)}" for name in names)
    start = call.start + call.positional
    if call.arguments.startswith(new, call.positional):
        yield Edit(reference.path, start, start + len(new), reference.line, new, "")
    elif not idiom.is_said(call.arguments):
        yield Edit(reference.path, start, start, reference.line, "", old)


def _argument(reference: Reference, call: _Call, form: str, names: tuple[str, str], keyword: str) -> Iterator[Edit]:
    """Put the stored name first among the arguments, unless one is there; take it away where it says the default."""
    old, new = names
    written = form.format(new)
    if call.arguments.startswith(written):
        rest = call.arguments[len(written) :]
        tail = re.match(r"(?:, |,(?=\r?\n)|$)", rest)
        if tail is not None:
            whole = written + tail[0]
            yield Edit(reference.path, call.start, call.start + len(whole), reference.line, whole, "")
        return
    named = re.match(r"\s*(?:[rRuU]?[\"'])", call.arguments) if keyword == "name" else None
    if named or re.search(rf"(?<!\w)(?:{keyword})\s*=", call.arguments):
        return
    blank = re.match(r"\r?\n", call.arguments)
    glue = "" if not call.arguments.strip() else "," if blank else ", "
    yield Edit(reference.path, call.start, call.start, reference.line, "", form.format(old) + glue)
