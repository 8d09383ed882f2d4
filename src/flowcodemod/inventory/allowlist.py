"""Which entry of the allowlist covers a reference."""

from collections.abc import Callable

from flowcodemod.model.campaign import Allow, Campaign
from flowcodemod.model.reference import Reference
from flowcodemod.repo.globs import matcher


def allowlist(campaign: Campaign) -> Callable[[Reference], Allow | None]:
    """A function that names the first entry covering a reference, by path, role and symbol. Expiry plays no part."""
    entries = [(entry, matcher((entry.path,))) for entry in campaign.allow]

    def covering(reference: Reference) -> Allow | None:
        return next((one for one, matches in entries if _covers(one, reference) and matches(reference.path)), None)

    return covering


def _covers(entry: Allow, reference: Reference) -> bool:
    """Whether role and symbol fit; a symbol holds its own definition and everything inside it."""
    if entry.role not in ("*", reference.role):
        return False
    inside = f"{reference.scope}.".startswith(f"{entry.symbol}.")
    itself = f"{reference.scope}.{reference.text}".lstrip(".") == entry.symbol
    return not entry.symbol or inside or itself
