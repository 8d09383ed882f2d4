"""Pins that say the default again once a name is back: what was written for all of them together goes with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flowcodemod.model.concept import Concept
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.pins.field_alias import is_made, needless
from flowcodemod.pins.field_import import Maker, mentions, no_field_import
from flowcodemod.pins.model_config import VALIDATE, no_longer_by_name
from flowcodemod.pins.published_names import is_generated, published_name
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.model_fields import Argument, ModelField, model_field
from flowcodemod.readers.syntax import Syntax

_READ_BY_ALIAS = re.compile(r"\b(?:alias|validation_alias)\s*=")
FIELD = Maker("Field", r"pydantic(?:\.v1)?", "pydantic")


@dataclass(frozen=True)
class TakenBack:
    """The pins of one file that a campaign makes needless."""

    program: Program
    syntax: Syntax
    path: str
    concept: Concept

    def shared(self, reference: Reference, one: Class) -> Iterator[Edit]:
        """What no other field needs any more: population by name in the class of a field, `Field` in its file."""
        gone = [alias for _field, alias in self._needless(one) if alias.keyword != "serialization_alias"]
        name = published_name(self.program, self.path, one)
        aliases = len(_READ_BY_ALIAS.findall(self.syntax.text, one.start, one.end))
        # Only what is written in words that people do not use may go where other aliases stay.
        own = len(gone) == aliases or VALIDATE in self.syntax.text[one.start : one.end]
        if gone and own and name is not None and not is_generated(name):
            yield from no_longer_by_name(self.program, self.syntax, reference, one)
        classes = self.program.definitions(self.path).classes.values()
        made = sum(is_made(*pair) for each in classes for pair in self._needless(each))
        if made and mentions(self.syntax, FIELD.name) == made + 1:
            yield from no_field_import(self.syntax.text, reference, FIELD)

    def _needless(self, one: Class) -> Iterator[tuple[ModelField, Argument]]:
        name = published_name(self.program, self.path, one)
        for member, start in one.members.items():
            field = model_field(self.syntax, start, start + len(member))
            new = self.concept.rename(member)
            alias = needless(field, name(new)) if field is not None and name is not None and new else None
            if field is not None and alias is not None:
                yield field, alias
