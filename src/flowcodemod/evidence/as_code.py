"""How an example would write a reference of code, so that text that spells it so is known to speak of it."""

from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import Site, SiteKind

SELVES = frozenset({"self", "cls"})


def as_code(reference: Reference, site: Site) -> str:
    """How an example would write an attribute, a keyword, a key, a definition or SQL (see `as_written`), '' for all else."""
    if site.kind in (SiteKind.DEFINITION, SiteKind.MEMBER):
        return f"def {reference.text}"
    if reference.role is Role.SQL:
        return f"sql {reference.text}"
    if reference.role is Role.KEY and site.whole:
        return f'"{reference.text}"'
    if site.kind is SiteKind.ATTRIBUTE:
        return f".{reference.text}"
    if site.kind is SiteKind.LABEL and site.callee is not None:
        return f"{site.callee.text}({reference.text}="
    return ""


def as_asked(reference: Reference, site: Site) -> str:
    """An attribute with the last name of what is asked for it, `Status.name`; '' for any other, and for one of `self`."""
    if site.kind is not SiteKind.ATTRIBUTE or site.receiver is None or site.receiver.text in SELVES:
        return ""
    return f"{site.receiver.text}.{reference.text}"
