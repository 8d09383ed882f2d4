"""Keys that must stay: in files that store the name, or that take something from foreign code which mentions it.

So must the keys of files that use what such a file defines.
"""

import re
from collections import defaultdict
from pathlib import Path, PurePosixPath

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import StringUse
from flowcodemod.model.source import Source
from flowcodemod.readers.imports import imported
from flowcodemod.repo.sources import read_source
from flowcodemod.stages.companions import implemented_elsewhere
from flowcodemod.stages.foreign_callers import foreign_caller
from flowcodemod.stages.program import Program, is_apart, is_test

_STORED = frozenset({Role.SQL, Role.COLUMN})
# Methods that document and hash stores have and nothing else does.
_STORE_CALL = re.compile(
    r"\.(?:find_one(?:_and_\w+)?|insert_(?:one|many)|update_(?:one|many)|delete_(?:one|many)|replace_one|count_documents"
    r"|aggregate|bulk_write|hset|hmset|put_item|get_item|create_index)\(\s*(?:\w+\s*=\s*)?[\[(]*\s*$"
)
_INTROSPECTION = re.compile(
    r"\bintrospection\.\w+\(|\binspect\(\w*(?:engine|connection|bind)|\binformation_schema\b|\bPRAGMA (?:table|index)_"
)


class HeldKeys:
    """Why the keys of one program stay, file by file."""

    def __init__(self, program: Program, campaign: Campaign) -> None:
        self._program = program
        self._renames_columns = campaign.boundaries.get(Boundary.DATABASE) is Policy.RENAME
        self._mentions: dict[tuple[str, str], bool] = {}
        self._reasons: dict[tuple[str, str], str] = {}
        self._shared: dict[str, str] = {}
        self._users = self._imports()
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

    def reason(self, reference: Reference) -> str:
        """Why a key stays, '' where nothing holds it."""
        return self._reasons.get((reference.path, reference.text), "")

    def _hold(self, reference: Reference) -> None:
        """Hold the keys of a file that stores the name, or takes something from foreign code that mentions it."""
        place = (reference.path, reference.text)
        if place in self._reasons:
            return
        if reference.role is Role.KEY and not self._renames_columns and self._told_by_database(reference):
            self._reasons[place] = f"the database tells its columns by this name ({reference.path}:{reference.line})"
            return
        stored = reference.role in _STORED and not self._renames_columns and reference.status is Status.OPEN
        if stored or (reference.role is Role.KEY and self._is_handed_to_store(reference)):
            self._reasons[place] = f"stored in a database under this name ({reference.path}:{reference.line})"
        elif reference.role is Role.KEY:
            key = self._foreign_owner(reference)
            if key and not is_apart(reference.path):
                self._shared.setdefault(reference.text, f"{reference.path} shares it with others: {key}")
            owner = key or self._foreign_taker(reference)
            implemented = self._implemented.get((PurePosixPath(reference.path).parent, reference.text))
            reason = implemented or owner or foreign_caller(self._program, reference)
            if reason:
                self._reasons[place] = reason

    def _told_by_database(self, reference: Reference) -> bool:
        """Whether a string stands in a list of names, in a function that asks a database what columns it has."""
        if self._program.index.site(reference).use is not StringUse.ELEMENT:
            return False
        functions = self._program.definitions(reference.path).functions.values()
        around = [one for one in functions if one.start <= reference.start < one.end]
        text = self._program.index.files[reference.path].source.text
        return any(_INTROSPECTION.search(text, one.start, one.end) for one in around)

    def _foreign_owner(self, reference: Reference) -> str:
        """The import of the key's file that leads to foreign code which has the key, too; '' where there is none."""
        for name, start in self._users.get(reference.path, ()):
            for answer in self._program.answers.get((reference.path, start), ()):
                if answer.outside and self._mentioned(answer.path, reference.text):
                    return f"{name} comes from {answer.path}, which has the name, too"
        return ""

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
            for other, names in self._users.items():
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

    def _imports(self) -> dict[str, list[tuple[str, int]]]:
        return {
            file.source.path: list(imported(file.syntax))
            for file in self._program.index.python
            if file.syntax is not None
        }

    def _foreign_taker(self, reference: Reference) -> str:
        """The foreign class or function that the key's file imports and that has a field or a parameter of that name."""
        for name, start in self._users.get(reference.path, ()):
            key = (reference.path, start)
            for path, outside, one in self._program.classes_of(key):
                inits = one.methods.get("__init__", ())
                if outside and any(
                    reference.text in names
                    for names in (one.members, one.attributes, *(init.parameters for init in inits))
                ):
                    return f"{name} of {path} has a field of that name"
            for path, outside, function in self._program.functions_of(key):
                if outside and reference.text in function.parameters:
                    return f"{name} of {path} takes a parameter of that name"
        return ""

    def _mentioned(self, path: str, text: str) -> bool:
        """Whether a foreign file holds a name as a string of its own."""
        if (path, text) not in self._mentions:
            source = read_source(Path("/"), path.lstrip("/"))
            found = isinstance(source, Source) and re.search(rf"[\"']{re.escape(text)}[\"']", source.text)
            self._mentions[path, text] = bool(found)
        return self._mentions[path, text]
