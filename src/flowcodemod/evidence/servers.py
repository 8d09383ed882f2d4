"""Names that a server chooses which is not in this repository: what an HTTP client sends, and what a protocol fixes."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from flowcodemod.evidence.key_sides import is_writing
from flowcodemod.evidence.server_names import ServerNames
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.clients import ROUTE, is_webhook
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.answers import is_answer
from flowcodemod.readers.containers import display_at
from flowcodemod.readers.handlers import Handler, handlers
from flowcodemod.readers.payloads import is_payload
from flowcodemod.readers.requests import request_of

_ABSOLUTE = re.compile(r"https?://|\{\}")  # of a server that is named, or that somebody sets
_ROLES = frozenset({Role.KEY, Role.ARGUMENT})


class Servers:
    """What is said to servers that others run."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def reason(self, reference: Reference) -> str:
        """Why a key or a keyword that becomes one is a server's; '' where no request of ours carries such a key."""
        if reference.role not in _ROLES:
            return ""
        if reference in self._carried or reference in self._leaving:
            return "it is said to a server that is not here, or by one"
        if reference.role is Role.KEY and self._names.is_own(reference, self._program.index.site(reference)):
            return ""
        return self.sent(reference.text) or self._shared(reference) or self._posted(reference)

    def sent(self, name: str) -> str:
        """Why a name is a server's, too; '' where no request of ours carries such a key."""
        place = self._sent.get(name, "")
        return f"{place} says it to a server that is not here, or reads it of one" if place else ""

    def doubt(self, reference: Reference) -> str:
        """Why a client's key may be its server's, which nothing shows: no file of ours both writes and asks for it."""
        if not self._program.is_api_client or reference.role not in _ROLES or reference.text in self._names.own:
            return ""
        site = self._program.index.site(reference)
        if reference.role is Role.KEY:
            known = self._names.is_asked_or_written(reference, site)
        else:
            known = site.kind is SiteKind.LABEL and self._program.collects_keywords(reference.path, site)
        return "a key of an API's client, which no file both writes and asks for" if known else ""

    def _posted(self, reference: Reference) -> str:
        """Why a key stays that a webhook asks for and none of them writes: whoever posts to it names it."""
        key = reference.role is Role.KEY and self._program.index.site(reference).asks and is_webhook(reference.path)
        return "what others post to a webhook" if key and reference.text not in self._written_by_webhooks else ""

    @cached_property
    def _written_by_webhooks(self) -> frozenset[str]:
        several = ((one, site) for one, site in self._program.sites() if is_webhook(one.path))
        return frozenset(one.text for one, site in several if one.role is Role.KEY and is_writing(site))

    def _shared(self, reference: Reference) -> str:
        """Why another key of a name is a server's, too: a request carries one, or nobody here reads what is written."""
        site = self._program.index.site(reference)
        if reference.role is not Role.KEY or not self._names.is_key(reference, site):
            return ""
        place = self._said.get(reference.text, "")
        if place:
            return f"{place} says it to a server that is not here, and nothing shows that this is another"
        place = self._names.written_only.get(reference.text, "")
        return f"{place} writes it, and nobody here reads it: what a client writes is its server's" if place else ""

    def is_theirs(self, name: str) -> bool:
        """Whether a client's key is its server's for all that its code shows: a request carries it, or nobody writes it.

        Elsewhere one of a webhook's that none of those writes.
        """
        if not self._program.is_client:
            return name not in self._written_by_webhooks
        written = (one for one in self._keys if one.text == name and is_writing(self._program.index.site(one)))
        return name in self._said or not any(written)

    @cached_property
    def _said(self) -> dict[str, str]:
        """The names of keys that requests or answers carry, each with the first such place."""
        return {one.text: f"{one.path}:{one.line}" for one in sorted(self._carried, reverse=True)}

    @cached_property
    def _names(self) -> ServerNames:
        return ServerNames(self._program, self._keys)

    @cached_property
    def _keys(self) -> tuple[Reference, ...]:
        """The keys that a client's code writes or reads, and the keywords that a call makes keys of."""
        several = self._program.sites() if self._program.is_client else ()
        ours = ((one, site) for one, site in several if one.status is Status.OPEN and not is_apart(one.path))
        return tuple(one for one, site in ours if self._is_key(one, site))

    @cached_property
    def _carried(self) -> frozenset[Reference]:
        """Those of the keys that requests or their answers carry."""
        files = self._program.index.files
        trees = [(one, tree) for one in self._keys if (tree := files[one.path].syntax) is not None]
        carried = [
            one for one, tree in trees if is_answer(tree, one.start, one.end) or is_payload(tree, one.start, one.end)
        ]
        lines = {(one.path, one.line, one.text) for one in carried}  # what is copied from one object to another
        return frozenset(one for one in self._keys if (one.path, one.line, one.text) in lines)

    @cached_property
    def _leaving(self) -> frozenset[Reference]:
        """In a program that serves, too: the keys of requests whose URL stands there and leads to none of its handlers."""
        texts = () if self._program.is_client else self._program.modules.texts()
        files = [path for path, text in texts if not is_apart(path) and ROUTE.search(text)]
        known = [handler for path in files for handler in handlers(self._program.definitions(path))]
        keys = [(one, site) for one, site in self._program.sites() if known and _is_dict_key(one, site)]
        return frozenset(one for one, site in keys if self._leaves(one, site.container or 0, known))

    def _leaves(self, reference: Reference, container: int, known: Sequence[Handler]) -> bool:
        syntax = self._program.index.files[reference.path].syntax
        display = display_at(syntax, container) if syntax is not None else None
        request = request_of(display) if display is not None else None
        if request is None or not _ABSOLUTE.match(request.url):
            return False
        return not any(handler.serves(request.url, request.method) for handler in known)

    @cached_property
    def _sent(self) -> dict[str, str]:
        """The names at least half of whose keys requests carry, each with the first such place."""
        carried, everywhere = (Counter(one.text for one in several) for several in (self._carried, self._keys))
        found: dict[str, str] = {}
        for one in sorted(self._carried):
            if carried[one.text] * 2 >= everywhere[one.text]:
                found.setdefault(one.text, f"{one.path}:{one.line}")
        return found

    def _is_key(self, reference: Reference, site: Site) -> bool:
        """Whether a reference is a key, or a keyword that a call makes a key of."""
        is_key = site.kind is SiteKind.STRING and site.whole and reference.role is Role.KEY
        return is_key or (site.kind is SiteKind.LABEL and self._program.collects_keywords(reference.path, site))


def _is_dict_key(reference: Reference, site: Site) -> bool:
    """Whether a reference is a key of a dictionary that code which is no test writes."""
    written = site.use is StringUse.DICT_KEY and site.whole and site.container is not None
    return written and reference.status is Status.OPEN and not is_apart(reference.path)
