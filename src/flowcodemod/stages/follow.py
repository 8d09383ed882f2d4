"""Text follows the code it speaks of: comments, docstrings, messages and prose."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from flowcodemod.model.bundle import Bundle
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.words import Spelling
from flowcodemod.stages.keys import Keys
from flowcodemod.stages.program import Program
from flowcodemod.stages.weighed import Weighed

_STRING_ROLES = frozenset({Role.SQL, Role.COLUMN, Role.KEY})
CONFIDENT = 0.9


class Follow:
    """Learns what becomes of code, then weighs the text. `new_names` maps tokens to their new form."""

    def __init__(self, program: Program, new_names: Mapping[str, str], keys: Keys) -> None:
        self._program = program
        self._new_names = new_names
        self._keys = keys
        self._fates: dict[str, Counter[bool]] = defaultdict(Counter)

    def learn(self, weighed: Iterable[Weighed]) -> None:
        """Note which names will be edited where, for the text that speaks of them."""
        for one in weighed:
            edited = one.confidence >= CONFIDENT
            for reference in one.bundle.references:
                if reference.status is Status.OPEN and reference.role not in _STRING_ROLES:
                    self._fates[reference.text][edited] += 1
                    self._fates[reference.path][edited] += 1
                    self._fates[""][edited] += 1
                if reference.spelling is Spelling.KEBAB:
                    self._fates[reference.text.lower()][edited] += 1

    def weighed(self, bundle: Bundle) -> Weighed:
        """Text follows the code it speaks of: one that spells a name, that name; any other, what moves as a whole."""
        reference = bundle.first
        pieces = [*bundle.evidence]
        if reference.text not in self._new_names:
            pieces.append(Evidence(Kind.NO_NEW_FORM, reference.text))
        elif self._keys.about_migration(reference.path):
            pieces.append(Evidence(Kind.TWIN, "a test of the migration itself"))
        elif self._speaks_of_both(reference):
            pieces.append(Evidence(Kind.TWIN, "old and new name in one text: it may be about the migration"))
        else:
            pieces.append(self._following(reference))
        return Weighed(bundle, tuple(dict.fromkeys(pieces)))

    def _following(self, reference: Reference) -> Evidence:
        if reference.spelling is Spelling.KEBAB and not self._fates[reference.text.lower()][True]:
            return Evidence(Kind.UNRESOLVED, "no header of that name moves")
        named = self._fates.get(reference.text)
        here = self._fates.get(reference.path)
        if here is not None and not here[True] and reference.role in (Role.COMMENT, Role.DOCSTRING):
            return Evidence(Kind.UNRESOLVED, "the code around it stays")
        stays, moves = (named or self._fates[""])[False], (named or self._fates[""])[True]
        if moves and moves >= stays:
            return Evidence(Kind.FOLLOWS, f"{moves} of {moves + stays} uses in code move")
        return Evidence(Kind.UNRESOLVED, "most of the code it speaks of stays")

    def _speaks_of_both(self, reference: Reference) -> bool:
        """Whether the new name stands in the same paragraph or comment."""
        text = self._program.index.files[reference.path].source.text
        start = max(text.rfind("\n\n", 0, reference.start), text.rfind('"""', 0, reference.start), 0)
        stops = [place for sign in ("\n\n", '"""') if (place := text.find(sign, reference.end)) >= 0]
        paragraph = text[start : min(stops, default=len(text))]
        if reference.role is not Role.PROSE:
            lines = paragraph.splitlines()
            paragraph = "\n".join(
                line for line in lines if reference.role is not Role.COMMENT or "#" in line or "//" in line
            )
        return self._new_names[reference.text] in paragraph
