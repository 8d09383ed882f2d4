"""Keys: which strings that equal a name are ours to rename, file by file, from who stores, reads and owns them.

Text alone never makes a key ours: what stores it holds it, and the keys beside it tell whose object it is asked of.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from flowcodemod.evidence.frames import Frames
from flowcodemod.evidence.held_keys import HeldKeys
from flowcodemod.evidence.key_sides import KeySides
from flowcodemod.evidence.migration_tests import migration_tests
from flowcodemod.evidence.named_columns import NamedColumns
from flowcodemod.evidence.options import Options
from flowcodemod.evidence.protocols import is_telling
from flowcodemod.evidence.query_keys import QueryKeys
from flowcodemod.evidence.servers import Servers
from flowcodemod.evidence.siblings import Siblings
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.model.words import Spelling
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.accessors import is_accessor
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.syntax import Syntax
from flowcodemod.readers.tool_tables import tool_of_key
from flowcodemod.readers.workflows import action_of_input

_SETTINGS = frozenset({"settings", "config", "conf"})
_TUPLE_FIELDS = re.compile(r"\bnamedtuple\(\s*[\"']\w+[\"']\s*,\s*[\"'][\w ,]*$")
CONFIGURATION = "configuration: it is read here and set by somebody else"
_FOREIGN_SPELLINGS = frozenset({Spelling.CAMEL, Spelling.PASCAL})
_READERS = frozenset({"get", "pop", "setdefault"})
_LOOSE = frozenset({Role.KEY, Role.STORAGE_KEY, Role.PATH, Role.MESSAGE, Role.ROUTE})


class Keys:
    """The decisions on keys of one program."""

    def __init__(self, program: Program, campaign: Campaign, published: Mapping[str, str]) -> None:
        self._program = program
        self._published = published
        self._options = Options(program)
        self._held = HeldKeys(program, campaign)
        self._siblings = Siblings(program)
        self._frames = Frames(program)
        self.queries = QueryKeys(program)
        self._servers = Servers(program)
        self._columns = NamedColumns(program, campaign)
        self._sides = KeySides(program)
        self._about = migration_tests(program)
        self._written = {
            reference.text
            for reference, site in program.sites()
            if reference.status is Status.OPEN and (site.binds or (site.use is StringUse.DICT_KEY and site.whole))
            if not (reference.text.isupper() and is_apart(reference.path))
        }
        self._keys = {
            reference.text
            for reference, site in program.sites()
            if reference.status is Status.OPEN and site.use is StringUse.DICT_KEY and site.whole
        }
        self._set_on_others = {
            reference.text
            for reference, site in program.sites()
            if reference.status is Status.OPEN and _is_setting(site) and not program.owners(reference.text)
        }
        self._configured = {
            reference.text
            for reference, site in program.sites()
            if reference.text.isupper() and not is_apart(reference.path) and _reads_configuration(site)
        } - self._written

    def evidence(self, reference: Reference) -> Iterator[Evidence]:
        """What speaks for or against renaming a key."""
        reason = "" if self._names_attribute(reference) else self.held(reference)
        if self._is_absence(reference):
            yield Evidence(Kind.TWIN, "it says that the old name is absent")
        elif reference.path in self._about:
            yield Evidence(Kind.TWIN, f"a test of the migration itself: it imports {self._about[reference.path]}")
        elif self._asks_for_setting(reference) or (reference.text.isupper() and reference.text not in self._written):
            yield Evidence(Kind.BOUNDARY, CONFIGURATION)
        elif reason:
            yield Evidence(Kind.BOUNDARY, reason)
        elif action := self._action(reference):
            yield Evidence(Kind.BOUNDARY, f"an input of the action {action}")
        elif tool := self._tool(reference):
            yield Evidence(Kind.BOUNDARY, f"a setting of {tool}")
        elif reference.role is Role.ARGUMENT and self._options.is_of_others(reference):
            yield Evidence(Kind.BOUNDARY, "an option of a program that is not declared here")
        elif place := self.queries.sides(reference):
            yield Evidence(Kind.KEY_FAMILY, f"a query has it, too ({place})")
        elif reference.role in (Role.KEY, Role.ARGUMENT) or self.is_hole(reference) or self._is_tuple_field(reference):
            yield from self._of_family(reference)
        else:
            yield Evidence(Kind.UNRESOLVED)

    def _asks_for_setting(self, reference: Reference) -> bool:
        """Whether a string is handed to a function, and elsewhere is an attribute of settings that nobody here defines."""
        site = self._program.index.site(reference)
        asked = site.use is StringUse.METHOD and site.callee is not None and site.callee.text not in _READERS
        return (asked or site.use is StringUse.ARGUMENT) and reference.text in self._set_on_others

    def _action(self, reference: Reference) -> str:
        """The action of somebody else's that a key of a workflow is an input of; '' where it is none."""
        grammar = grammar_of(reference.path) if reference.path.startswith(".github/") else None
        text = self._program.index.files[reference.path].source.text
        return action_of_input(Syntax(text, grammar), reference.start) if grammar is not None else ""

    def _tool(self, reference: Reference) -> str:
        """The tool of somebody else's that reads a key of a file of settings; '' for any other key, and for ours."""
        text = self._program.index.files[reference.path].source.text
        tool = tool_of_key(reference.path, text, reference.start)
        own = tool.replace("-", "_").lower()
        ours = (path for path in self._program.index.paths if own in path.lower().split("/")[:2] or path == f"{own}.py")
        return tool if tool and next(ours, None) is None else ""

    def held(self, reference: Reference) -> str:
        """Why a key stays whatever is beside it: who stores it, publishes it, or has it, too; '' where nobody is known."""
        held = self._held.reason(reference) or self._published.get(reference.text, "")
        held = held or self._frames.reason(reference) or self._servers.reason(reference) or self.queries.held(reference)
        held = held or self._spoken(reference) or ("it names a stored column" if self._columns.names(reference) else "")
        return held or (self._columns.reason(reference.text) if reference.role is Role.KEY else "")

    def _spoken(self, reference: Reference) -> str:
        """Why a key is a protocol's, which it speaks somewhere: any of a client, and one that only the protocol has."""
        text = reference.text
        speaks = reference.role is Role.KEY and (self._program.is_client or is_telling(text))
        return self._siblings.spoken(text) if speaks else self._listed(reference)

    def _listed(self, reference: Reference) -> str:
        """Why a string of an annotation stays, `Literal["name"]`: objects of an imported package have such an attribute."""
        if self._program.index.site(reference).use is not StringUse.ANNOTATION:
            return ""
        package = self._program.foreign_definer(reference.path, reference.text)
        return f"objects of {package} have an attribute of that name" if package else ""

    def column(self, name: str) -> str:
        """Why a name is that of a stored column, by strings that call it one; '' where none does."""
        return self._columns.reason(name)

    def shared(self, name: str) -> str:
        """Why a name is somebody else's, too: a database's, a server's or a protocol's; '' where nobody is known."""
        held = self._columns.reason(name) or self._servers.sent(name) or self._siblings.spoken(name)
        return held or self._held.shared(name)

    def published(self, written: str) -> str:
        """Why a name that a text spells as a key, in double quotes, is to stay; '' where it is not published, or no key."""
        quoted = written[:1] == '"' == written[-1:]
        return self._published.get(written.strip('"'), "") if quoted else ""

    def _of_family(self, reference: Reference) -> Iterator[Evidence]:
        """A key that nothing holds is ours, unless what stands beside it or is missing says whose it is."""
        attribute = self._names_attribute(reference)
        strange = "" if attribute else self.strangers(reference)
        if not attribute and not strange and reference.role is Role.KEY:
            strange = self._sides.missing(reference)
        elif not strange and reference.role is Role.ARGUMENT and reference.spelling in _FOREIGN_SPELLINGS:
            strange = "a keyword spelled as Python never spells one"
        elif not strange and self.is_hole(reference):
            strange = self._filled_by_others(reference)
        strange = strange or ("" if attribute else self._servers.doubt(reference))
        yield Evidence(Kind.BOUNDARY, strange) if strange else Evidence(Kind.KEY_FAMILY, reference.text)

    def _filled_by_others(self, reference: Reference) -> str:
        """Why a hole stays: all keys of its name in its file do, or in the code, and it is one of those that fills it."""
        alike = self._asked.get(reference.text, [])
        keys = [one for one in alike if one.path == reference.path] or alike
        reasons = [self.held(one) or self.strangers(one) or self._sides.missing(one) for one in keys]
        return f"what fills it stays: {reasons[0]}" if reasons and all(reasons) else ""

    @cached_property
    def _asked(self) -> dict[str, list[Reference]]:
        """The keys that code which is no test asks an object for, or writes, by name."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for one, site in self._program.sites():
            is_key = one.role is Role.KEY and (site.use is StringUse.DICT_KEY or site.asks)
            if is_key and one.status is Status.OPEN and not is_apart(one.path):
                found[one.text].append(one)
        return found

    def strangers(self, reference: Reference) -> str:
        """Why the object that a key is asked of is somebody else's, '' where nothing beside it says so."""
        return self._siblings.strangers(reference)

    def is_configuration(self, name: str) -> bool:
        """Whether a name is read here as a setting and set by somebody else: whoever deploys the program."""
        return name in self._configured

    def _names_attribute(self, reference: Reference) -> bool:
        """Whether a string is an attribute's name, which no database stores: `getattr(x, "name")`, `x.__dict__["name"]`.

        So is the `dest=` of an argument.
        """
        site = self._program.index.site(reference)
        called = site.callee is not None and (is_accessor(site.callee.text, site.argument) or site.argument == "dest")
        return called or (site.use is StringUse.SUBSCRIPT and site.chain.endswith("__dict__"))

    def _is_tuple_field(self, reference: Reference) -> bool:
        """Whether a word in a string is a field of `namedtuple("Row", "name other")`."""
        text = self._program.index.files[reference.path].source.text
        return _TUPLE_FIELDS.search(text[max(0, reference.start - 200) : reference.start]) is not None

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

    def is_hole(self, reference: Reference) -> bool:
        """Whether a token is a hole of a template: `{name}`, `$name`, `%(name)s`."""
        if reference.role not in _LOOSE:
            return False
        text = self._program.index.files[reference.path].source.text
        before, after = text[reference.start - 1 : reference.start], text[reference.end : reference.end + 1]
        filled = reference.text in self._keys and text[max(0, reference.start - 2) : reference.start] == "%("
        percent = filled and after == ")"
        return before == "$" or percent or (before == "{" and after in "}:!")


def _is_setting(site: Site) -> bool:
    """Whether an attribute is asked of, or set on, the settings that something holds: `app.conf.name`."""
    holder, _dot, settings = site.chain.rpartition(".")
    return site.kind is SiteKind.ATTRIBUTE and bool(holder) and settings in _SETTINGS


def _reads_configuration(site: Site) -> bool:
    """Whether a site asks settings for a name: `getattr(settings, "NAME")`, `settings.NAME`."""
    if site.kind is SiteKind.ATTRIBUTE:
        return not site.binds and site.chain.rpartition(".")[2] in _SETTINGS
    return site.callee is not None and is_accessor(site.callee.text, site.argument)
