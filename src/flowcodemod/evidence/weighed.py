"""A bundle with all its evidence, and what it comes to."""

from dataclasses import dataclass, field

from flowcodemod.model.bundle import Bundle
from flowcodemod.model.evidence import Evidence, confidence
from flowcodemod.model.plan import Edit


@dataclass(frozen=True)
class Weighed:
    """A bundle with all its evidence. `merges`: edits where it meets the new name; `least` limits its confidence."""

    bundle: Bundle
    evidence: tuple[Evidence, ...]
    merges: tuple[Edit, ...] = ()
    least: float = 1.0
    confidence: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "confidence", min(confidence(self.evidence), self.least))
