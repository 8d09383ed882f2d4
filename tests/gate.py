"""Small texts judged by the gate, without a repository."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.inventory.allowlist import allowlist
from flowcodemod.inventory.suppress import suppress
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.rule import Rule
from flowcodemod.model.source import Source
from flowcodemod.model.suppression import by_line, covering
from flowcodemod.model.verdict import RESIDUAL_CODES, Verdict
from flowcodemod.readers.read import read, read_name
from flowcodemod.repo.campaign_file import read_campaign
from flowcodemod.repo.globs import matcher
from flowcodemod.stages.judge import Scope, Standard, judge

HEAD = '[campaign]\nname = "a"\nold = "session_id"\nnew = "flow_id"\n'
TODAY = date(2025, 11, 1)


def campaign(more: str = "", *, shipped: bool = False) -> Campaign:
    """A campaign from session_id to flow_id, in the repository's own file or shipped."""
    return read_campaign(HEAD + more, "flowcodemod.toml", shipped=shipped)


def references(files: Mapping[str, str], ours: Campaign) -> tuple[Reference, ...]:
    """Every reference of some files, with its status."""
    found: list[Reference] = []
    for path, text in files.items():
        found += read(Source(path, text, "utf-8", b"", ""), ours.concept).references
        found += read_name(path, ours.concept)
    return tuple(_judged(one, files[one.path], ours) for one in found)


def verdict(
    files: Mapping[str, str],
    more: str = "",
    *,
    today: date = TODAY,
    checked: frozenset[str] | None = None,
    standard: Standard | None = None,
    codes: Sequence[str] | None = None,
    rules: Sequence[Rule] | None = None,
    shipped: bool = False,
) -> Verdict:
    """What the gate says about some files; only those of `checked` are read."""
    ours = campaign(more, shipped=shipped)
    shown = {path: text for path, text in files.items() if checked is None or path in checked}
    scope = Scope(tuple(files), shown, checked, lambda path: "@" + path.split("/")[0])
    shelf = load_rules() if rules is None else rules
    return judge(references(shown, ours), ours, shelf, scope, today=today, standard=standard, codes=codes)


def _judged(reference: Reference, text: str, ours: Campaign) -> Reference:
    layer = next((name for name, globs in ours.layers.items() if matcher(globs)(reference.path)), "")
    reference = replace(reference, layer=layer)
    if matcher(ours.history)(reference.path):
        return replace(reference, status=Status.HISTORY)
    if allowlist(ours)(reference):
        return replace(reference, status=Status.ALLOWLISTED)
    cause = covering(by_line(suppress(reference.path, text)), reference.line, RESIDUAL_CODES[reference.role])
    return replace(reference, status=Status.SUPPRESSED, reason=cause.reason) if cause else reference
