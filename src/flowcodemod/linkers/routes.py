"""URL patterns such as `path("<int:name>/", view)`: the hole is a parameter of the view, or a key of its `self.kwargs`."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program

_HANDLER = re.compile(r"[\"']\s*,\s*(?:\w+\s*=\s*)?(?P<handler>[\w.]+)")
_WRAPPED = re.compile(r"(?:\([^()\n]*\))?\(\s*(?P<handler>[^\W\d][\w.]*)")
_VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "dispatch", "setup"})


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a hole of a URL pattern to the parameter of the function that the same call names."""
    kwargs = [(reference, site) for reference, site in program.sites() if _is_of_kwargs(site)]
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is SiteKind.STRING and site.callee is not None and _is_hole(file.source.text, reference):
                for handler in _handlers(file.source.text, reference):
                    for target in _taken(program, handler, reference.text, kwargs):
                        evidence = Evidence(Kind.SHOWN_FLOW, f"the route calls {handler}")
                        yield Link((reference.path, reference.start), target, evidence)


def _is_hole(text: str, reference: Reference) -> bool:
    before, after = text[reference.start - 1 : reference.start], text[reference.end : reference.end + 1]
    return before in ":<{" and after in ">}:"


def _handlers(text: str, reference: Reference) -> Iterator[str]:
    """The dotted names of the function or class that a route calls, also inside what wraps it, outermost first."""
    match = _HANDLER.search(text, reference.end, reference.end + 400)
    while match is not None:
        yield match["handler"]
        match = _WRAPPED.match(text, match.end())


def _taken(program: Program, handler: str, name: str, kwargs: list[tuple[Reference, Site]]) -> Iterator[Key]:
    """The parameters of that name of functions called so, and for `View.as_view` what the class asks its kwargs for."""
    owner, _, last = handler.rpartition(".")
    if last != "as_view":
        yield from program.parameters_of(last, name)
        return
    for reference, site in kwargs:
        around = program.definitions(reference.path).class_around(reference.start)
        if reference.text == name and site.kind is SiteKind.STRING and around is not None:
            yield from [(reference.path, reference.start)] if around.name == owner.rpartition(".")[2] else ()
    for path, one in program.classes_called(owner.rpartition(".")[2]):
        for methods in one.methods.values():
            for function in methods:
                start = function.parameters.get(name) if function.name in _VERBS else None
                yield from [(path, start)] if start is not None else ()


def _is_of_kwargs(site: Site) -> bool:
    """Whether a string is a key of the `self.kwargs` that a view is given."""
    asked = site.use is StringUse.SUBSCRIPT or (site.use is StringUse.METHOD and site.argument == 0)
    return site.kind is SiteKind.STRING and site.whole and asked and site.chain.startswith("self.kwargs")
