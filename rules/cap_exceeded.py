"""More references than an allowlist entry's `cap`, or a layer's under `[caps]`, allows.

A cap keeps an exception from growing while it lasts: the compatibility service may hold eighty references, not
eighty-one. Judged on whole-repository runs only. Move what was added, or agree on another cap with the owner.
"""

from collections import Counter
from collections.abc import Iterator

from flowcodemod.model.rule import Example, Inspection, Rule, finding_in_campaign
from flowcodemod.model.verdict import Finding

CODE, NAME = "FCM305", "cap-exceeded"


def check(inspection: Inspection) -> Iterator[Finding]:
    """Yield every entry and every layer over its cap."""
    if not inspection.whole:
        return
    for entry, references in inspection.covered.items():
        if entry.cap is not None and len(references) > entry.cap:
            message = f"the entry for '{entry.path}' covers {len(references)} references, its cap is {entry.cap}"
            yield finding_in_campaign(inspection, entry, (CODE, NAME), message, f"owner: {entry.owner}")
    yield from _layers(inspection)


def _layers(inspection: Inspection) -> Iterator[Finding]:
    counts = Counter(reference.layer for reference in inspection.references if reference.active)
    source = inspection.campaign.source or "campaign"
    for layer, cap in inspection.campaign.caps.items():
        if counts[layer] > cap:
            message = f"the layer '{layer}' holds {counts[layer]} active references, its cap is {cap}"
            yield Finding(source, 1, 1, 1, 1, CODE, NAME, message, text=layer, layer=layer)


_ALLOW = '[[allow]]\npath = "app/**"\nowner = "platform"\nreason = "old clients"\ncap = {}\n'
_CAPS = '[layers]\nservices = ["app/services/**"]\n[caps]\nservices = {}\n'

RULE = Rule(
    code=CODE,
    name=NAME,
    summary="there are more references than a cap allows",
    explanation=__doc__,
    check=check,
    fires=(
        Example("session_id = 1\na.session_id = 2\n", (5,), campaign=_ALLOW.format(1)),
        Example("session_id = 1\na.session_id = 2\n", (1,), campaign=_CAPS.format(1)),
    ),
    passes=(
        Example("session_id = 1\na.session_id = 2\n", campaign=_ALLOW.format(2)),
        Example("session_id = 1\na.session_id = 2\n# session_id\n", campaign=_CAPS.format(2)),
        Example("session_id = 1\n", (), "web/a.py", _CAPS.format(0)),
    ),
    upkeep=True,
)
