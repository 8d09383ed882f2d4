"""Text follows the code it speaks of: comments, docstrings, messages and prose."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from flowcodemod.evidence.as_code import as_asked, as_code
from flowcodemod.evidence.asked_in_text import asked_in_text, asked_of_others
from flowcodemod.evidence.comments import comment_around, is_beside_comment
from flowcodemod.evidence.contested import is_title, names_value, plain, stored
from flowcodemod.evidence.everyday import Everyday, is_everyday
from flowcodemod.evidence.filled_holes import fills_hole
from flowcodemod.evidence.headings import Headings
from flowcodemod.evidence.hosts import place_of_others
from flowcodemod.evidence.keys import Keys
from flowcodemod.evidence.longer_names import is_told_only
from flowcodemod.evidence.new_form import new_form
from flowcodemod.evidence.protocols import names_protocol
from flowcodemod.evidence.recorded_texts import recorded
from flowcodemod.evidence.said_messages import SaidMessages
from flowcodemod.evidence.shown import Shown
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.bundle import Bundle
from flowcodemod.model.escapes import starts_name
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.model.words import Spelling
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.examples import as_written, is_imported, is_literal

_STRING_ROLES = frozenset({Role.SQL, Role.COLUMN, Role.KEY})
_MEANT = frozenset({Status.OPEN, Status.FOREIGN})
_PATTERNS = frozenset({Role.STORAGE_KEY, Role.PATH, Role.ROUTE})  # they hold a name among others
_BREAKS = ("\n\n", "\n\r\n", '"""')
_FIELD = re.compile(r"[\"'?&]\w+=(?!=)")
_CALL = re.compile(r"\b(\w+)\(\)")
_GOES_ON = re.compile(r"(?!s\b)[a-z]")
_WRITTEN_FIELD = re.compile(r"[\"'?&\s(\[,;]\w+=(?!=)")
_SETTING = re.compile(r"\s?=\s?[^=\s]")
_VALUE = re.compile(r"=[^\s=]")
_STARTS = re.compile(r"(?:\\n|[\"'])$")
CONFIDENT = 0.9
_NEAR = 5  # lines from a template to what fills it


class Follow:
    """Learns what becomes of code, then weighs the text. `new_names` maps tokens to their new form."""

    def __init__(self, program: Program, new_names: Mapping[str, str], keys: Keys) -> None:
        self._program = program
        self._new_names = new_names
        self._keys = keys
        self._fields: set[str] | None = None
        self._everyday = Everyday(program)
        self._said = SaidMessages(program)
        self._headings = Headings(program)
        self._fates: dict[str, Counter[bool]] = defaultdict(Counter)
        self._places: dict[tuple[str, str], list[tuple[Reference, bool]]] = defaultdict(list)
        self._shown = Shown(program, self._places)

    def learn(self, weighed: Iterable[Weighed]) -> None:
        """Note which names will be edited where, for the text that speaks of them."""
        for one in weighed:
            edited = one.confidence >= CONFIDENT
            for reference in one.bundle.references:
                if edited:
                    self._everyday.learn(reference)
                self._places[reference.path, reference.text].append((reference, edited))
                hyphens = reference.spelling is Spelling.KEBAB
                filled = hyphens and (reference.role in _PATTERNS or fills_hole(one.evidence))
                if reference.status is Status.OPEN and reference.role not in _STRING_ROLES:
                    self._fates[reference.text][edited] += not filled
                    self._fates[reference.path][edited] += 1
                    self._fates[""][edited] += 1
                site = self._program.index.site(reference)
                for code in filter(None, (as_code(reference, site), as_asked(reference, site))):
                    if reference.status in (Status.OPEN, Status.FOREIGN):
                        self._fates[code][edited] += 1
                if hyphens and not filled:
                    self._fates[reference.text.lower()][edited] += 1

    def weighed(self, bundle: Bundle) -> Weighed:
        """Text follows the code it speaks of: one that spells a name, that name; any other, what moves as a whole."""
        reference = bundle.first
        pieces = [*bundle.evidence, *new_form(self._program, reference, self._new_names)]
        if any(piece.kind is Kind.NO_NEW_FORM for piece in pieces):
            return Weighed(bundle, tuple(pieces))
        if self._keys.about_migration(reference.path):
            pieces.append(Evidence(Kind.TWIN, "a test of the migration itself"))
        elif self._speaks_of_both(reference):
            pieces.append(Evidence(Kind.TWIN, "old and new name in one text: it may be about the migration"))
        elif self._is_filled_otherwise(reference):
            pieces.append(Evidence(Kind.UNRESOLVED, "the key that fills it stays"))
        elif names_value(reference, self._program.modules.text(reference.path)):
            pieces.append(Evidence(Kind.UNRESOLVED, "its last word is the name of a value, and no part of it"))
        elif self._is_field_of_others(reference):
            pieces.append(Evidence(Kind.BOUNDARY, "a test looks for a field that no code here writes"))
        elif shown := self._shown.moving(reference):
            pieces.append(Evidence(Kind.FOLLOWS, shown))
        else:
            pieces += self._following(reference)
        return Weighed(bundle, tuple(dict.fromkeys(pieces)))

    def _is_filled_otherwise(self, reference: Reference) -> bool:
        """Whether a text is a template that the name fills, `%(name)s`, and the keys beside it that fill it stay."""
        syntax = self._program.index.files[reference.path].syntax
        if syntax is None or f"%({reference.text})" not in syntax.string_around(reference.start, reference.end):
            return False
        places = self._places.get((reference.path, reference.text), ())
        keys = [moves for one, moves in places if one.role is Role.KEY and 0 <= one.line - reference.line <= _NEAR]
        return bool(keys) and not any(keys)

    def _is_field_of_others(self, reference: Reference) -> bool:
        """Whether a test's string is a field `name=` of a form or query which no string of the code itself spells."""
        if reference.role is not Role.MESSAGE or not is_test(reference.path) or not self._is_field(reference, _FIELD):
            return False
        if self._fields is None:
            own = [(one, site.kind) for one, site in self._program.sites() if not is_test(one.path)]
            self._fields = {one.text for one, kind in own if self._writes_field(one, kind)}
        return reference.text not in self._fields

    def _writes_field(self, reference: Reference, kind: SiteKind) -> bool:
        """Whether code writes a text of the form `name=value`: a string that has it, or `{name=}` of an f-string."""
        if kind is not SiteKind.STRING:
            return self._program.modules.text(reference.path).startswith("=}", reference.end)
        return self._is_field(reference, _WRITTEN_FIELD)

    def _is_field(self, reference: Reference, field: re.Pattern[str]) -> bool:
        text = self._program.index.files[reference.path].source.text
        return field.match(text, max(0, reference.start - 1)) is not None

    def _following(self, reference: Reference) -> Iterator[Evidence]:
        """What becomes of a text by the code it speaks of, and what leaves that in doubt."""
        reference = self._said.repeated(reference) or self._headings.named(reference) or reference
        found = self._spoken_of(reference)
        yield found
        said = reference.role is not Role.MESSAGE and found.kind is Kind.FOLLOWS
        if said and is_everyday(reference, self._new_names[reference.text]):
            yield Evidence(Kind.EVERYDAY, reference.text)
        shared = self._keys.shared(plain(reference)) if found.kind is Kind.FOLLOWS else ""
        beside = names_protocol(plain(reference), self._program.modules.text(reference.path), reference.start)
        if shared and (beside or not self._is_tied(reference)):
            yield Evidence(Kind.CONTESTED, shared)

    def _is_tied(self, reference: Reference) -> bool:
        """Whether a text writes the name as code that moves does, or stands in a file where code of that name moves."""
        text = self._program.index.files[reference.path].source.text
        written = self._written(text, reference)
        callee = written.partition("(")[0] if "(" in written else ""
        if (written != reference.text and self._fates[written][True]) or self._program.takers(callee, reference.text):
            return True
        places = self._places.get((reference.path, plain(reference)), ())
        return reference.role is not Role.PROSE and any(moves for _one, moves in places)

    def _spoken_of(self, reference: Reference) -> Evidence:
        header = reference.spelling is Spelling.KEBAB and not self._headings.leads_to_one(reference)
        if header and not self._fates[reference.text.lower()][True]:
            return Evidence(Kind.UNRESOLVED, "no header of that name moves")
        text = self._program.index.files[reference.path].source.text
        written = self._written(text, reference)
        known = (
            self._keys.published(written)
            or self._keys.queries.held(reference)
            or recorded(self._program, reference)
            or stored(self._keys, reference, text)
        )
        if known:
            return Evidence(Kind.BOUNDARY, known)
        if asked := asked_in_text(self._program, self._fates, reference):
            return asked
        named = self._fates.get(written) or self._fates.get(reference.text) or self._fates.get(f'"{reference.text}"')
        told = not named and is_told_only(self._program, reference, text)
        reason = "a name that no code here has" if told else self._apart(reference, text, written)
        if reason:
            return Evidence(Kind.UNRESOLVED, reason)
        stays, moves = (named or self._fates[""])[False], (named or self._fates[""])[True]
        told = (
            written != reference.text and written in self._fates
        )  # code that is written so says more than what is near
        if (moves and moves >= stays) or (not told and self._moves_beside(reference)):
            return Evidence(Kind.FOLLOWS, f"{moves} of {moves + stays} uses in code move")
        return Evidence(Kind.UNRESOLVED, "most of the code it speaks of stays")

    def _apart(self, reference: Reference, text: str, written: str) -> str:
        """Why a text does not go with most of the code: what stands around it; '' where nothing there says so."""
        if written not in self._fates and is_imported(text, written.partition("(")[0], self._program.index.paths):
            return "a keyword of what the text imports from elsewhere"
        if self._stays_here(reference, written):
            return "the code around it stays"
        if self._is_among_calls_of_others(reference, text):
            return "it stands beside calls of what nobody here defines"
        if reference.spelling is Spelling.SPACED and _VALUE.match(text, reference.end):
            return "two words of code side by side, the second of which is given a value"
        if place := place_of_others(self._program, reference):
            return place
        if is_title(reference, text):
            return "the first words of a longer name"
        if self._everyday.speaks_of_none(reference, self._new_names[reference.text], *self._paragraph(reference, text)):
            return "everyday words, and no code of that name is near"
        return "the code beside it stays" if self._stays_beside(reference) else ""

    def _is_among_calls_of_others(self, reference: Reference, text: str) -> bool:
        """Whether a text writes a name as a call, among other calls, and nothing here defines any of the others."""
        start, stop = self._paragraph(reference, text)
        others = set(_CALL.findall(text, start, stop)) - {reference.text}
        if not others or not _CALL.match(text, reference.start):
            return False
        defined = re.compile(rf"\bdef (?:{'|'.join(sorted(others))})\(")
        return not any(defined.search(known) for path, known in self._program.modules.texts() if not is_test(path))

    def _written(self, text: str, reference: Reference) -> str:
        """What code would write for a text; a setting, `name = value` in a string, is a key, and so may a literal be."""
        setting = reference.role is Role.MESSAGE and _SETTING.match(text, reference.end) is not None
        if setting and _STARTS.search(text[max(0, reference.start - 2) : reference.start]):
            return f'"{reference.text}"'
        key = self._fates.get(f'"{reference.text}"', Counter())
        if key[False] and not key[True] and is_literal(text, reference.start, reference.end):
            return f'"{reference.text}"'
        syntax = self._program.index.files[reference.path].syntax
        inside = syntax.string_span(reference.start, reference.end) if syntax is not None else None
        return as_written(text, reference.start, reference.end, inside[0] if inside else 0)

    def _stays_here(self, reference: Reference, written: str) -> bool:
        """Whether all code stays that is in the file of a comment or docstring, or bears a message's very name there.

        A comment or docstring that writes a key speaks of the keys of its file.
        """
        if reference.role in (Role.COMMENT, Role.DOCSTRING):
            here = self._fates.get(reference.path)
            if here is not None and not here[True]:
                return True
            if written.startswith('"'):
                places = self._places.get((reference.path, reference.text), ())
                keys = [edited for one, edited in places if one.role is Role.KEY and one.status in _MEANT]
                if keys and not any(keys):
                    return True
        elif reference.role is not Role.MESSAGE:
            return False
        places = self._places.get((reference.path, reference.text), ())
        told = reference.role is Role.MESSAGE
        spoken = [edited for one, edited in places if one.status in _MEANT and (told or one.role not in _PATTERNS)]
        return bool(spoken) and not any(spoken)

    def _stays_beside(self, reference: Reference) -> bool:
        """Whether all code stays that bears the name in the function that a comment or a docstring stands in."""
        beside = self._beside(reference)
        return bool(beside) and not any(beside)

    def _moves_beside(self, reference: Reference) -> bool:
        """Whether all code moves that bears the name in the function that a comment or a docstring stands in."""
        beside = self._beside(reference)
        return bool(beside) and all(beside)

    def _beside(self, reference: Reference) -> list[bool]:
        """Whether each code of the name moves in the function that a comment or a docstring stands in."""
        if reference.role not in (Role.COMMENT, Role.DOCSTRING) or not reference.scope:
            return []
        places = self._places.get((reference.path, reference.text), ())
        return [edited for one, edited in places if one.scope == reference.scope and one.status in _MEANT]

    def _speaks_of_both(self, reference: Reference) -> bool:
        """Whether the new name stands in the same paragraph or comment, and not as the name of something else."""
        text = self._program.index.files[reference.path].source.text
        new = self._new_names[reference.text]
        start, stop = self._paragraph(reference, text)
        found = (match.span() for match in re.compile(re.escape(new)).finditer(text, start, stop))
        found = (span for span in found if _is_word(text, *span))
        spoken = (span for span in found if reference.role is not Role.COMMENT or is_beside_comment(text, *span))
        unknown = (span for span in spoken if not self._is_of_others(as_written(text, *span), reference.text))
        return any(not asked_of_others(self._program, self._fates, reference, span) for span in unknown)

    def _paragraph(self, reference: Reference, text: str) -> tuple[int, int]:
        """The lines between blank ones around a reference, or as much of them as the string it stands in holds."""
        syntax = self._program.index.files[reference.path].syntax
        first, last = (syntax.string_span(reference.start, reference.end) if syntax else None) or (0, len(text))
        start = max(first, *(text.rfind(sign, first, reference.start) for sign in _BREAKS))
        stops = (text.find(sign, reference.end, last) for sign in _BREAKS)
        stop = min((place for place in stops if place >= 0), default=last)
        return comment_around(text, reference, start, stop) if reference.role is Role.COMMENT else (start, stop)

    def _is_of_others(self, written: str, old: str) -> bool:
        """Whether code in a text uses the new name of a thing that has nothing of the old name."""
        if written.startswith("."):
            return not self._program.owners(old)
        for key, known in ((f'"{self._new_names[old]}"', f'"{old}"'), (f"sql {self._new_names[old]}", f"sql {old}")):
            if written == key:
                return known not in self._fates
        callee = written.partition("(")[0]
        return callee != written and not self._program.takers(callee, old)


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a name stands there by itself: `to_flow_id` is another name, `side` no `sid`, but `sids` are several."""
    part = start > 0 and (text[start - 1] == "_" or text[start - 1].isalnum())
    return starts_name(text, start) and not part and not _GOES_ON.match(text, end)
