"""Keys: which strings that equal a name are ours to rename, file by file, from who stores, reads and owns them.

Text alone never makes a key ours. A key stays where the file stores the name in a database, or takes something from
foreign code that mentions the name; so do the keys of files that use what such a file defines.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.model.source import Source
from flowcodemod.readers.accessors import is_accessor
from flowcodemod.readers.imports import bound_modules, imported
from flowcodemod.readers.modules import modules
from flowcodemod.repo.sources import read_source
from flowcodemod.stages.program import Program, is_apart, is_test
from flowcodemod.stages.siblings import Siblings

_STORED = frozenset({Role.SQL, Role.COLUMN})
# Methods that document and hash stores have and nothing else does.
_STORE_CALL = re.compile(
    r"\.(?:find_one(?:_and_\w+)?|insert_(?:one|many)|update_(?:one|many)|delete_(?:one|many)|replace_one|count_documents"
    r"|aggregate|bulk_write|hset|hmset|put_item|get_item|create_index)\(\s*(?:\w+\s*=\s*)?[\[(]*\s*$"
)
_SETTINGS = frozenset({"settings", "config", "conf"})
CONFIGURATION = "configuration: it is read here and set by somebody else"
_LOOSE = frozenset({Role.KEY, Role.STORAGE_KEY, Role.PATH, Role.MESSAGE, Role.ROUTE})


class Keys:
    """The decisions on keys of one program."""

    def __init__(self, program: Program, campaign: Campaign, published: Mapping[str, str]) -> None:
        self._program = program
        self._published = published
        self._renames_columns = campaign.boundaries.get(Boundary.DATABASE) is Policy.RENAME
        self._mentions: dict[tuple[str, str], bool] = {}
        self._held: dict[tuple[str, str], str] = {}
        self._siblings = Siblings(program)
        self._users = self._imports()
        self._about = self._migration_tests()
        self._written = {
            reference.text
            for reference, site in program.sites()
            if reference.status is Status.OPEN and (site.binds or (site.use is StringUse.DICT_KEY and site.whole))
            if not (reference.text.isupper() and is_apart(reference.path))
        }
        self._configured = {
            reference.text
            for reference, site in program.sites()
            if reference.text.isupper() and not is_apart(reference.path) and _reads_configuration(site)
        } - self._written
        for reference in program.index.references:
            if reference.role is not Role.FILENAME:
                self._hold(reference)
        self._spread_to_folders()
        self._spread()

    def evidence(self, reference: Reference) -> Iterator[Evidence]:
        """What speaks for or against renaming a key."""
        held = self._held.get((reference.path, reference.text)) or self._published.get(reference.text)
        reason = "" if self._names_attribute(reference) else held
        if self._is_absence(reference):
            yield Evidence(Kind.TWIN, "it says that the old name is absent")
        elif reference.path in self._about:
            yield Evidence(Kind.TWIN, f"a test of the migration itself: it imports {self._about[reference.path]}")
        elif reference.text.isupper() and reference.text not in self._written:
            yield Evidence(Kind.BOUNDARY, CONFIGURATION)
        elif reason:
            yield Evidence(Kind.BOUNDARY, reason)
        elif reference.role in (Role.KEY, Role.ARGUMENT) or self.is_hole(reference):
            strange = "" if self._names_attribute(reference) else self._siblings.strangers(reference)
            yield Evidence(Kind.BOUNDARY, strange) if strange else Evidence(Kind.KEY_FAMILY, reference.text)
        else:
            yield Evidence(Kind.UNRESOLVED)

    def is_configuration(self, name: str) -> bool:
        """Whether a name is read here as a setting and set by somebody else: whoever deploys the program."""
        return name in self._configured

    def _names_attribute(self, reference: Reference) -> bool:
        """Whether a string is an attribute's name, which no database stores: `getattr(x, "name")`, `x.__dict__["name"]`."""
        site = self._program.index.site(reference)
        called = site.callee is not None and is_accessor(site.callee.text, site.argument)
        return called or (site.use is StringUse.SUBSCRIPT and site.chain.endswith("__dict__"))

    def about_migration(self, path: str) -> str:
        """The module that makes a test one about the migration itself; '' for any other file."""
        return self._about.get(path, "")

    def _is_absence(self, reference: Reference) -> bool:
        """Whether a string is tested for not being there: `assert "name" not in …`."""
        site = self._program.index.site(reference)
        if site.use is not StringUse.MEMBERSHIP:
            return False
        text = self._program.index.files[reference.path].source.text
        return re.match(r"[\"']\s*not\s+in\b", text[reference.end : reference.end + 20]) is not None

    def _migration_tests(self) -> dict[str, str]:
        """Tests of nothing of ours but a module that may keep the old name: they are about the migration itself."""
        allowed = {
            path
            for path, file in self._program.index.files.items()
            if path.endswith(".py") and all(one.status is Status.ALLOWLISTED for one in file.references)
        }
        ours = modules(path for path in self._program.index.paths if path.endswith(".py") and not is_test(path))
        found: dict[str, str] = {}
        for file in self._program.index.python:
            if allowed and is_test(file.source.path):
                names = {name.rpartition(".")[0] for name in bound_modules(file.source.text).values()}
                imported_paths = {path for name in names if "." in name for path in ours.get(name, ())}
                if imported_paths and imported_paths <= allowed:
                    found[file.source.path] = min(imported_paths)
        return found

    def _hold(self, reference: Reference) -> None:
        """Hold the keys of a file that stores the name, or takes something from foreign code that mentions it."""
        place = (reference.path, reference.text)
        if place in self._held:
            return
        stored = reference.role in _STORED and not self._renames_columns and reference.status is Status.OPEN
        if stored or (reference.role is Role.KEY and self._is_handed_to_store(reference)):
            self._held[place] = f"stored in a database under this name ({reference.path}:{reference.line})"
        elif reference.role is Role.KEY:
            owner = self._foreign_owner(reference)
            if owner:
                self._held[place] = owner

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
        for path, _text in self._held:
            known = self._program.definitions(path) if path.endswith(".py") else None
            if known is not None and not is_test(path):
                for name in (
                    *(one.name for one in known.classes.values()),
                    *(one.name for one in known.functions.values()),
                ):
                    definers[name].add(path)
        for (path, text), reason in list(self._held.items()):
            stem = PurePosixPath(path).stem
            for other, names in self._users.items():
                uses = any(path in definers.get(name, ()) for name, _start in names)
                if uses and is_test(other) and stem in PurePosixPath(other).stem:
                    self._held.setdefault((other, text), f"uses {path}: {reason}")

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
                self._held.setdefault((one.path, one.text), f"stored in a database under this name ({place})")

    def _imports(self) -> dict[str, list[tuple[str, int]]]:
        return {
            file.source.path: list(imported(file.syntax))
            for file in self._program.index.python
            if file.syntax is not None
        }

    def _mentioned(self, path: str, text: str) -> bool:
        """Whether a foreign file holds a name as a string of its own."""
        if (path, text) not in self._mentions:
            source = read_source(self._program.root.__class__("/"), path.lstrip("/"))
            found = isinstance(source, Source) and re.search(rf"[\"']{re.escape(text)}[\"']", source.text)
            self._mentions[path, text] = bool(found)
        return self._mentions[path, text]

    def is_hole(self, reference: Reference) -> bool:
        """Whether a token is a hole `{name}` of a template."""
        if reference.role not in _LOOSE:
            return False
        text = self._program.index.files[reference.path].source.text
        return text[reference.start - 1 : reference.start] == "{" and text[reference.end : reference.end + 1] in "}:!"


def _reads_configuration(site: Site) -> bool:
    """Whether a site asks settings for a name: `getattr(settings, "NAME")`, `settings.NAME`."""
    if site.kind is SiteKind.ATTRIBUTE:
        return not site.binds and site.chain.rpartition(".")[2] in _SETTINGS
    return site.callee is not None and is_accessor(site.callee.text, site.argument)
