"""Keys that must stay: in files that store the name, or that take something from foreign code which mentions it.

So must the keys of files that use what such a file defines.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import PurePosixPath

from flowcodemod.evidence.companions import SharedKeys, implemented_elsewhere
from flowcodemod.evidence.foreign_callers import foreign_caller
from flowcodemod.evidence.queried import Queried
from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.pins.column_pins import has_idiom
from flowcodemod.pins.column_policy import column_policy
from flowcodemod.program.program import Program, is_apart, is_test

_DATA = (".json", ".toml", ".yaml", ".yml")
_STORED = frozenset({Role.SQL, Role.COLUMN})
# Methods that document and hash stores have and nothing else does.
_STORE_CALL = re.compile(
    r"\.(?:find_one(?:_and_\w+)?|insert_(?:one|many)|update_(?:one|many)|delete_(?:one|many)|replace_one|count_documents"
    r"|aggregate|bulk_write|hset|hmset|put_item|get_item|create_index)\(\s*(?:\w+\s*=\s*)?[\[(]*\s*$"
)
# Clients of document databases: what a file that imports one writes down are documents.
_STORE_IMPORT = re.compile(
    r"^[ \t]*(?:from|import)[ \t]+(?:pymongo|motor|bson|tinydb|elasticsearch|couchdb|aioboto3|pynamodb)\b",
    re.MULTILINE,
)
# A mapper's code speaks of attributes, unless it goes past the mapper.
_PAST_MAPPER = re.compile(r"\b(?:__raw__|_get_collection|get_db)\b")
_MAPPER_IMPORT = re.compile(r"^[ \t]*(?:from|import)[ \t]+mongoengine\b", re.MULTILINE)
_INTROSPECTION = re.compile(
    r"\bintrospection\.\w+\(|\binspect\(\w*(?:engine|connection|bind)|\binformation_schema\b|\bPRAGMA (?:table|index)_"
)


class HeldKeys:
    """Why the keys of one program stay, file by file."""

    def __init__(self, program: Program, campaign: Campaign) -> None:
        self._program = program
        self._campaign = campaign
        self._renames_columns = campaign.boundaries.get(Boundary.DATABASE) is Policy.RENAME
        self._reasons: dict[tuple[str, str], str] = {}
        self._queried = Queried(program)
        self._shared: dict[str, str] = {}
        self._mentioned = cache(self._mentions)
        self._foreign_owner = cache(self._owner)
        self._foreign_taker = cache(self._taker)
        self._with_companions = SharedKeys(program)
        self._implemented = {
            (PurePosixPath(path).parent, reference.text): f"{place} implements it under this name"
            for (path, start), place in implemented_elsewhere(program)
            if (reference := program.reference(path, start)) is not None
        }
        for reference in program.index.references:
            if reference.role is not Role.FILENAME:
                self._hold(reference)
        self._spread_to_tests()
        self._spread_to_folders()
        self._spread()
        self._spread_to_data()

    def reason(self, reference: Reference) -> str:
        """Why a key stays, '' where nothing holds it."""
        held = self._reasons.get((reference.path, reference.text), "")
        return held or ("" if self._renames_columns else self._queried.reason(reference))

    def shared(self, name: str) -> str:
        """Why a name is that of a key that installed packages which require this one have, too; '' where none has it."""
        return self._with_companions.reason(name)

    def _hold(self, reference: Reference) -> None:
        """Hold the keys of a file that stores the name, or takes something from foreign code that mentions it."""
        place = (reference.path, reference.text)
        if place not in self._reasons:
            reason = self._stored(reference)
            if not reason and reference.role is Role.KEY:
                reason = self._others(reference)
            if reason:
                self._reasons[place] = reason

    def _stored(self, reference: Reference) -> str:
        """Why a name is that of a column or of a document's field; '' where it is none, or columns are renamed."""
        is_key, where = reference.role is Role.KEY, f"({reference.path}:{reference.line})"
        if is_key and not self._renames_columns and self._told_by_database(reference):
            return f"the database tells its columns by this name {where}"
        column = reference.role in _STORED and not self._renames_columns and reference.status is Status.OPEN
        if (column and self._keys_rows(reference)) or (
            is_key and (self._is_handed_to_store(reference) or self._writes_documents(reference.path))
        ):
            return f"stored in a database under this name {where}"
        return ""

    def _keys_rows(self, reference: Reference) -> bool:
        """Whether rows have a stored name as their key: not where a mapped class has an attribute for it that moves."""
        if reference.role is Role.SQL or not reference.path.endswith(".py"):
            return True
        if self._program.index.site(reference).kind is SiteKind.MEMBER:
            pinned = column_policy(self._program, reference, self._campaign) is Policy.PIN
            return not (pinned and has_idiom(self._program, reference, self._campaign))
        return self._program.definitions(reference.path).class_around(reference.start) is None

    def _others(self, reference: Reference) -> str:
        """Whose else a key is; '' where nobody is known."""
        path, text = reference.path, reference.text
        implemented = self._implemented.get((PurePosixPath(path).parent, text), "")
        if not implemented and self._defines_typed_dict(path, text):
            return foreign_caller(self._program, reference)
        owner = self._foreign_owner(path, text)
        if owner and not is_apart(path):
            self._shared.setdefault(text, f"{path} shares it with others: {owner}")
        shared = implemented or self._with_companions.reason(text)
        return shared or owner or self._foreign_taker(path, text) or foreign_caller(self._program, reference)

    def _defines_typed_dict(self, path: str, text: str) -> bool:
        """Whether a file defines a `TypedDict` that has the key: that says more than what its imports have, too."""
        classes = self._program.definitions(path).classes.values() if path.endswith(".py") else ()
        return any(text in one.members and any(base.text == "TypedDict" for base in one.bases) for one in classes)

    def _told_by_database(self, reference: Reference) -> bool:
        """Whether a string stands in a list of names, in a function that asks a database what columns it has."""
        if self._program.index.site(reference).use is not StringUse.ELEMENT:
            return False
        around = self._program.definitions(reference.path).functions_around(reference.start)
        text = self._program.index.files[reference.path].source.text
        return any(_INTROSPECTION.search(text, one.start, one.end) for one in around)

    def _owner(self, path: str, text: str) -> str:
        """The import of the key's file that leads to foreign code which has the key, too; '' where there is none."""
        for name, start in self._program.imported_names(path):
            for answer in self._program.answers.get((path, start), ()):
                if answer.outside and self._mentioned(answer.path, text):
                    return f"{name} comes from {answer.path}, which has the name, too"
        return ""

    def _writes_documents(self, path: str) -> bool:
        """Whether a file that is no test speaks to a document database."""
        if self._renames_columns or is_test(path):
            return False
        text = self._program.modules.text(path)
        mapped = _MAPPER_IMPORT.search(text) is not None and _PAST_MAPPER.search(text) is not None
        return mapped or _STORE_IMPORT.search(text) is not None

    def _is_handed_to_store(self, reference: Reference) -> bool:
        """Whether a key stands in a document or query that a database client's method takes."""
        site = self._program.index.site(reference)
        if site.callee is not None and site.callee.text == "create_index":
            return True
        if self._renames_columns or site.container is None:
            return False
        text = self._program.index.files[reference.path].source.text
        return _STORE_CALL.search(text[max(0, site.container - 80) : site.container]) is not None

    def _spread(self) -> None:
        """Hold the same keys in the tests that are named after a holding file and import what it defines."""
        definers: dict[str, set[str]] = defaultdict(set)
        for path, _text in self._reasons:
            known = self._program.definitions(path) if path.endswith(".py") else None
            if known is not None and not is_test(path):
                for name in (
                    *(one.name for one in known.classes.values()),
                    *(one.name for one in known.functions.values()),
                ):
                    definers[name].add(path)
        for (path, text), reason in list(self._reasons.items()):
            stem = PurePosixPath(path).stem
            for other in (file.source.path for file in self._program.index.python):
                names = self._program.imported_names(other)
                uses = any(path in definers.get(name, ()) for name, _start in names)
                if uses and is_test(other) and stem in PurePosixPath(other).stem:
                    self._reasons.setdefault((other, text), f"uses {path}: {reason}")

    def _spread_to_tests(self) -> None:
        """Hold the keys of tests that code of the program shares with somebody else's: a test speaks to both."""
        for one in self._program.index.references if self._shared else ():
            if one.role is Role.KEY and one.text in self._shared and is_apart(one.path):
                self._reasons.setdefault((one.path, one.text), self._shared[one.text])

    def _spread_to_folders(self) -> None:
        """Hold the keys beside code that speaks SQL about the name: a row's keys are read and made in its neighbours."""
        stored = {
            (PurePosixPath(one.path).parent, one.text): f"{one.path}:{one.line}"
            for one in self._program.index.references
            if one.role is Role.SQL
            and one.status is Status.OPEN
            and not is_test(one.path)
            and not self._renames_columns
        }
        for one in self._program.index.references if stored else ():
            place = stored.get((PurePosixPath(one.path).parent, one.text))
            if place is not None and one.role is Role.KEY and not is_test(one.path):
                self._reasons.setdefault((one.path, one.text), f"stored in a database under this name ({place})")

    def _spread_to_data(self) -> None:
        """Hold the keys of a data file where all code that names the file holds them: it reads what the file says."""
        held = {(path, text) for path, text in self._reasons if path.endswith(".py")}
        keys = [one for one in self._program.index.references if one.role is Role.KEY and one.path.endswith(_DATA)]
        for path in {one.path for one in keys} if held else ():
            name = PurePosixPath(path).name
            said = re.compile(rf"(?<![\w-]){re.escape(name)}(?!\w)")
            readers = {other for other, text in self._program.modules.texts() if name in text and said.search(text)}
            for text in {one.text for one in keys if one.path == path}:
                reading = {other for other in readers if self._asks(other, text)}
                if reading and all((other, text) in held for other in reading):
                    self._reasons.setdefault(
                        (path, text), f"{min(reading)} reads it under this name, which stays there"
                    )

    def _asks(self, path: str, text: str) -> bool:
        file = self._program.index.files.get(path)
        return file is not None and any(one.role is Role.KEY and one.text == text for one in file.references)

    def _taker(self, path: str, text: str) -> str:
        """The foreign class or function that the key's file imports and that has a field or a parameter of that name."""
        for name, start in self._program.imported_names(path):
            for place, outside, one in self._program.classes_of((path, start)):
                inits = one.methods.get("__init__", ())
                if outside and any(
                    text in names for names in (one.members, one.attributes, *(init.parameters for init in inits))
                ):
                    return f"{name} of {place} has a field of that name"
            for place, outside, function in self._program.functions_of((path, start)):
                if outside and text in function.parameters:
                    return f"{name} of {place} takes a parameter of that name"
        return ""

    def _mentions(self, path: str, text: str) -> bool:
        """Whether a foreign file holds a name as a string of its own."""
        return re.search(rf"[\"']{re.escape(text)}[\"']", self._program.modules.text(path)) is not None
