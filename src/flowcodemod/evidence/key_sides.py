"""The two sides of a key: who writes it and who reads it. One of whose sides nobody here has, others may own."""

import re

from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.model.words import split
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.sent import is_sent
from flowcodemod.readers.syntax import enclosing, plain_text
from flowcodemod.readers.view_options import names_context

_READERS = frozenset({"get", "pop", "setdefault", "getlist", "get_all", "has_key", "has_section"})
_DATA = frozenset({Role.KEY, Role.SQL, Role.COLUMN, Role.ENVIRONMENT})
_SCRIPTS = (".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".vue")
_PAGES = (".html", ".htm")
_COLUMN = re.compile(r"[\"']\s*:\s*models\.\w*(?:Field|Key)\(")
_ALL_NAMES = re.compile(r"\b(?:vars|locals)\(\)")
READ_ONLY = "it is read here, and nobody here writes it"


class KeySides:
    """What the code of one program does with each key. Tests read what the code writes, and write what others send."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._written: set[str] = set()
        self._read: set[str] = set()
        self._defined: set[str] = set()
        self._called: set[str] = set()
        self._sent: dict[str, str] = {}
        self._columns: dict[str, str] = {}
        self._named: set[str] = set()
        shown = [one for one in program.index.references if one.path.endswith(_SCRIPTS + _PAGES)]
        sources = {_plain(one.text) for one in shown if one.status is Status.OPEN and one.path.endswith(_SCRIPTS)}
        self._built = {_plain(one.text): one.path for one in shown if one.status is Status.HISTORY}
        self._built = {name: path for name, path in self._built.items() if name not in sources}
        for reference in program.index.references:
            if reference.status in (Status.OPEN, Status.FOREIGN):
                self._note(reference, program.index.site(reference))

    def missing(self, reference: Reference) -> str:
        """The side of a key that nobody here has; '' where both are here, or where it may have others."""
        text = reference.text
        site = self._program.index.site(reference)
        if _plain(text) in self._built and (is_writing(site) or _is_reading(site)):
            return f"{self._built[_plain(text)]}, which a build made, has it, too"
        if text in self._columns:
            return f"{self._columns[text]} makes a column of that name, which the database keeps"
        if text in self._read and text not in self._written | self._defined:
            return READ_ONLY
        if site.use is StringUse.ELEMENT and text not in self._named and not is_apart(reference.path):
            return "nothing here has that name but lists of names"
        if text in self._sent and text not in self._read:
            return f"{self._sent[text]} sends it, and nobody here reads it"
        known = self._written | self._defined | self._read | self._called
        if text not in known and self._is_default(reference):
            return "the default of a setting, under which something is stored or sent"
        if is_apart(reference.path) and site.use is StringUse.DICT_KEY and text not in known:
            return "only tests have such a key"
        return ""

    def _note(self, reference: Reference, site: Site) -> None:
        text, apart = reference.text, is_apart(reference.path)
        self._named |= set() if apart or site.use is StringUse.ELEMENT else {text}
        if site.kind is SiteKind.DEFINITION or (site.kind is SiteKind.MEMBER and not apart):
            self._defined.add(text)
        elif site.kind is SiteKind.PARAMETER and not apart:
            self._defined |= {text} if self._takes_all_names(reference.path) else set()
            self._called |= {text} if self._is_handler(reference.path, site) else set()
        elif site.kind is SiteKind.ATTRIBUTE and site.binds and not apart:
            self._defined |= set() if self._is_filled(reference) else {text}
        elif site.kind is SiteKind.LABEL and not apart:
            self._written |= set() if self._is_parameter(reference, site) else {text}
        elif site.kind is SiteKind.STRING:
            self._note_string(reference, site, apart=apart)
        elif site.kind is SiteKind.TEXT and reference.role in _DATA:
            self._written.add(text)
            self._read.add(text)

    def _note_string(self, reference: Reference, site: Site, *, apart: bool) -> None:
        text = self._program.index.files[reference.path].source.text
        if reference.role is Role.ARGUMENT or (reference.role in _DATA and reference.role is not Role.KEY):
            self._written.add(reference.text.replace("-", "_").strip("-_"))
        elif reference.role is Role.KEY and not apart:
            copied = _is_copied(text, reference)
            writing = is_writing(site) or names_context(text, reference.start)
            self._written |= {reference.text} if writing and not copied else set()
            self._read |= {reference.text} if _is_reading(site) and not _is_collected(text, site) else set()
            if _COLUMN.match(text, reference.end):
                self._columns.setdefault(reference.text, f"{reference.path}:{reference.line}")
            if is_sent(text, reference.start, site):
                self._sent.setdefault(reference.text, f"{reference.path}:{reference.line}")

    def _is_handler(self, path: str, site: Site) -> bool:
        """Whether a parameter is that of a decorated function: somebody else may fill it from what is sent."""
        function = self._program.definitions(path).functions.get(site.owner.start) if site.owner is not None else None
        return function is None or bool(function.decorators)

    def _is_parameter(self, reference: Reference, site: Site) -> bool:
        """Whether a keyword is the parameter of a function or class of ours, and becomes no key there."""
        if site.callee is None or self._program.collects_keywords(reference.path, site):
            return False
        return bool(self._program.takers(site.callee.text, reference.text))

    def _is_default(self, reference: Reference) -> bool:
        """Whether a string is the value of a setting in a display: `{"KEY_NAME": "name"}`."""
        syntax = self._program.index.files[reference.path].syntax
        node = enclosing(syntax.node_at(reference.start, reference.end), "string") if syntax is not None else None
        pair = node.parent if node is not None else None
        key = pair.child_by_field_name("key") if pair is not None and pair.type == "pair" else None
        return key is not None and key != node and key.type == "string" and plain_text(key).isupper()

    def _takes_all_names(self, path: str) -> bool:
        """Whether a file makes dictionaries of all the names of a function."""
        return _ALL_NAMES.search(self._program.index.files[path].source.text) is not None

    def _is_filled(self, reference: Reference) -> bool:
        """Whether an attribute is set on the same line from the key of its name, or from itself: it makes no key."""
        text = self._program.index.files[reference.path].source.text
        stop = text.find("\n", reference.end)
        rest = text[reference.end : stop if stop >= 0 else len(text)]
        return re.match(rf"\s*=.*[\"'.]{re.escape(reference.text)}\b", rest) is not None


def _is_copied(text: str, reference: Reference) -> bool:
    """Whether a key is written with what the same key of something else holds: `a["name"] = b["name"]`."""
    stop = text.find("\n", reference.end)
    rest = text[reference.end : stop if stop >= 0 else len(text)]
    return re.match(rf"[\"']\]?\s*[:=][^,]*[\"']{re.escape(reference.text)}[\"']", rest) is not None


def _is_collected(text: str, site: Site) -> bool:
    """Whether a key is asked of the keywords that a function collects: its callers write those as keywords."""
    return site.chain.isidentifier() and re.search(rf"\*\*{site.chain}\b\s*[,:)]", text) is not None


def _plain(name: str) -> str:
    """A name as Python writes it; what is built of other sources may spell it as scripts do."""
    return "_".join(split(name))


def is_writing(site: Site) -> bool:
    """Whether a string is the key of a display, or of an item that is set."""
    if site.use is StringUse.SUBSCRIPT:
        return site.binds
    return site.use is StringUse.DICT_KEY or (site.callee is not None and site.callee.text == "setdefault")


def _is_reading(site: Site) -> bool:
    if site.use is StringUse.METHOD:
        return site.callee is not None and site.callee.text in _READERS
    return site.use is StringUse.MEMBERSHIP or (site.use is StringUse.SUBSCRIPT and not site.binds)
