"""The alias of one field: said where the field takes a new name, taken away where it says the default again."""

from collections.abc import Iterator

from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.readers.model_fields import Argument, ModelField
from flowcodemod.readers.syntax import Syntax

_BOTH_WAYS = ("validation_alias", "serialization_alias")
_ALIASES = ("alias", *_BOTH_WAYS)


def needless(field: ModelField, default: str) -> Argument | None:
    """The alias that says no more than the name would once it is `default`."""
    return next((one for one in field.arguments or () if one.keyword in _ALIASES and one.literal == default), None)


def missing(field: ModelField) -> str:
    """The keyword that would say the published name; '' where it is said."""
    said = {one.keyword for one in field.arguments or ()}
    if "alias" in said or said >= set(_BOTH_WAYS):
        return ""
    return next((other for one, other in zip(_BOTH_WAYS, reversed(_BOTH_WAYS), strict=True) if one in said), "alias")


def said(reference: Reference, field: ModelField, written: str, maker: str) -> Iterator[Edit]:
    """Say an alias, an argument as it is `written`: `name: str` -> `name: str = Field(alias="…")`.

    A default becomes `Field(default=…, alias="…")`; in a call that is there it is put before the keywords.
    """
    if field.arguments:
        last = [one for one in field.arguments if not one.keyword]
        at = last[-1].end if last else field.arguments[0].start
        yield _insert(reference, at, f", {written}" if last else f"{written}, ")
    elif field.opening is not None:
        yield _insert(reference, field.opening, written)
    elif field.default is None:
        yield _insert(reference, field.annotation_end, f" = {maker}({written})")
    else:
        yield _insert(reference, field.default[0], f"{maker}(default=")
        yield _insert(reference, field.default[1], f", {written})")


def is_made(field: ModelField, alias: Argument) -> bool:
    """Whether the call that describes a field is there for the alias alone."""
    arguments = field.arguments or ()
    defaulted = len(arguments) == 2 and arguments[0].keyword == "default" and arguments[1] == alias
    return field.is_field_call and bool(field.annotation) and (arguments == (alias,) or defaulted)


def unsaid(syntax: Syntax, reference: Reference, field: ModelField, alias: Argument) -> Iterator[Edit]:
    """Take an alias away, with the call that was made for it: the reverse of `said`."""
    arguments = field.arguments or ()
    if is_made(field, alias) and field.default is not None and arguments[0] == alias:
        yield _delete(syntax, reference, field.annotation_end, field.default[1])
    elif is_made(field, alias) and field.default is not None:
        value = arguments[0].end - len(arguments[0].value)
        yield _delete(syntax, reference, field.default[0], value)
        yield _delete(syntax, reference, arguments[0].end, field.default[1])
    else:
        at = arguments.index(alias)
        start = alias.start if at == 0 else arguments[at - 1].end
        following = arguments[at + 1].start if at + 1 < len(arguments) else alias.end
        yield _delete(syntax, reference, start, following if at == 0 else alias.end)


def _insert(reference: Reference, at: int, new: str) -> Edit:
    return Edit(reference.path, at, at, reference.line, "", new)


def _delete(syntax: Syntax, reference: Reference, start: int, end: int) -> Edit:
    return Edit(reference.path, start, end, reference.line, syntax.text[start:end], "")
