"""Links to headings, `guide.md#all-runs`: such a link goes where the words of its heading go."""

import posixpath

from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.words import Spelling
from flowcodemod.program.program import Program
from flowcodemod.readers.anchors import heading, linked


class Headings:
    """The headings of one program's documents."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def leads_to_one(self, reference: Reference) -> bool:
        """Whether a word is a link to a heading, which is text like any other."""
        return self._linked(reference) is not None

    def named(self, reference: Reference) -> Reference | None:
        """The same words in the heading that a link leads to; None for any other word."""
        found = self._linked(reference) if reference.spelling is Spelling.KEBAB else None
        file = self._program.index.files.get(found[0]) if found is not None else None
        inside = (one for one in file.references if found is not None and one.start in range(*found[1])) if file else ()
        return next((one for one in inside if one.text.lower().replace(" ", "-") in reference.text), None)

    def _linked(self, reference: Reference) -> tuple[str, tuple[int, int]] | None:
        """The document and the span of the heading that a word is a link to; None where it is no such link."""
        text = self._program.modules.text(reference.path)
        path = linked(text, reference.start)
        if path is None or reference.role is not Role.PROSE:
            return None
        place = posixpath.normpath(posixpath.join(posixpath.dirname(reference.path), path)) if path else reference.path
        word = text[text.rfind("#", 0, reference.start) + 1 : reference.end]
        span = heading(self._program.modules.text(place), word.lower())
        return (place, span) if span is not None else None
