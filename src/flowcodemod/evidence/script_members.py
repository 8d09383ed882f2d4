"""Members of objects in TypeScript and JavaScript: nothing tells whose object each is, so all of a name fare alike."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from flowcodemod.evidence.keys import Keys
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.program.program import Program, is_test
from flowcodemod.program.scripts import MEMBERS

_SENT = frozenset({Role.KEY, Role.FIELD})


class ScriptMembers:
    """What is known of each name that scripts have as a member. `published`: why a name of the HTTP API is to stay."""

    def __init__(self, program: Program, keys: Keys, published: Mapping[str, str], *, renames_http: bool) -> None:
        self._program = program
        self._keys = keys
        self._published = published
        self._renames_http = renames_http
        self._tokens: dict[str, list[Reference]] = defaultdict(list)
        for reference, site in program.scripts.sites():
            if site.kind in MEMBERS:
                self._tokens[reference.text].append(reference)
        self._sent: dict[str, list[Reference]] = defaultdict(list)
        for reference, _site in program.sites():
            if reference.status is Status.OPEN and reference.role in _SENT and not is_test(reference.path):
                self._sent[reference.text].append(reference)
        self._known: dict[str, tuple[Evidence, ...]] = {}

    def has(self, reference: Reference) -> bool:
        """Whether a reference is such a member."""
        site = self._program.scripts.site(reference)
        return site is not None and site.kind in MEMBERS

    def evidence(self, reference: Reference) -> tuple[Evidence, ...]:
        """What speaks for or against it, wherever the member stands."""
        name = reference.text
        if name not in self._known:
            self._known[name] = tuple(dict.fromkeys(self._of(name)))
        return self._known[name]

    def _of(self, name: str) -> Iterator[Evidence]:
        place = self._program.scripts.declared.get(name)
        if name in self._published:
            yield Evidence(Kind.BOUNDARY, self._published[name])
        elif place:
            yield Evidence(Kind.KEY_FAMILY, f"a member that is declared here ({place})")
        elif self._sent.get(name):
            one = self._sent[name][0]
            yield Evidence(Kind.KEY_FAMILY, f"what a script asks for is written in Python here ({one.path}:{one.line})")
        elif self._renames_http:
            yield Evidence(Kind.KEY_FAMILY, "the campaign renames what is named at the boundary http")
        else:
            yield Evidence(Kind.UNRESOLVED, "no script here declares a member of that name")
        yield from (Evidence(Kind.CONTESTED, f"{one} declares it, too") for one in self._declaring(name))
        # What a model of Python publishes decides; a key of that name may be anything, such as a column's.
        sent = self._sent.get(name, ())
        keys = () if any(one.role is Role.FIELD for one in sent) else sent
        for one in (*self._tokens.get(name, ()), *keys):
            if one.role is Role.KEY:
                yield from (piece for piece in self._keys.evidence(one) if not piece.kind.supports)

    def _declaring(self, name: str) -> list[str]:
        """The installed packages that declare the name and are imported where scripts have such a member."""
        pairs = {
            (one.path, package)
            for one in self._tokens.get(name, ())
            for package in self._program.scripts.packages(one.path)
        }
        return sorted({package for path, package in pairs if self._program.node_declares(path, package, name)})
