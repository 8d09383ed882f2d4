"""References that proof ties together, before anybody has weighed them."""

from dataclasses import dataclass

from flowcodemod.model.evidence import Evidence
from flowcodemod.model.link import Key
from flowcodemod.model.reference import Reference


@dataclass(frozen=True, slots=True)
class Bundle:
    """`references` sorted; `evidence`: every piece that ties or claims one of them, each once, in a stable order.

    `renames`: tokens with the new name that the campaign gives to the definition here, where it gives several.
    """

    references: tuple[Reference, ...]
    evidence: tuple[Evidence, ...]
    renames: tuple[tuple[str, str], ...] = ()

    @property
    def first(self) -> Reference:
        """The first reference, which names the bundle."""
        return self.references[0]

    @property
    def key(self) -> Key:
        """The place of the first reference, which is the same whatever is decided about its status."""
        return self.first.path, self.first.start
