"""URL patterns such as `path("<int:name>/", view)`: the hole is a parameter of the view, a key it asks for, an option."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program

_HANDLER = re.compile(r"[\"']\s*,\s*(?:\w+\s*=\s*)?(?P<handler>[\w.]+)")
_WRAPPED = re.compile(r"(?:\([^()\n]*\))?\(\s*(?P<handler>[^\W\d][\w.]*)")
_OPTION = re.compile(r"^[ \t]*(?P<name>\w+_url_kwarg|lookup_field)\s*(?::[^=\n]+)?=\s*[rRuU]?[\"']$", re.MULTILINE)
_VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "dispatch", "setup"})


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a hole of a URL pattern to the parameter of the function that the same call names."""
    kwargs = [reference for reference, site in program.sites() if _names_kwarg(program, reference, site)]
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


def _taken(program: Program, handler: str, name: str, kwargs: list[Reference]) -> Iterator[Key]:
    """The parameters of that name of functions called so, and for `View.as_view` what the class asks its kwargs for."""
    owner, _, last = handler.rpartition(".")
    if last != "as_view":
        yield from program.parameters_of(last, name)
        return
    views = program.classes_called(owner.rpartition(".")[2])
    bodies = {(place, one.start) for path, view in views for place, _outside, one in program.ancestry(path, view)}
    for reference in kwargs:
        around = program.definitions(reference.path).class_around(reference.start)
        if reference.text == name and around is not None and (reference.path, around.start) in bodies:
            yield reference.path, reference.start
    for path, one in views:
        for methods in one.methods.values():
            for function in methods:
                start = function.parameters.get(name) if function.name in _VERBS else None
                yield from [(path, start)] if start is not None else ()


def _names_kwarg(program: Program, reference: Reference, site: Site) -> bool:
    """Whether a string is a key of the `self.kwargs` that a view is given, or the option of a generic view that says one."""
    if site.kind is not SiteKind.STRING or not site.whole:
        return False
    if site.use is StringUse.VALUE:
        text = program.modules.text(reference.path)
        option = _OPTION.search(text[max(0, reference.start - 80) : reference.start])
        around = program.definitions(reference.path).class_around(reference.start)
        said = around is not None and "lookup_url_kwarg" in text[around.start : around.end]
        return option is not None and not (option["name"] == "lookup_field" and said)
    asked = site.use is StringUse.SUBSCRIPT or (site.use is StringUse.METHOD and site.argument == 0)
    return asked and site.chain.startswith("self.kwargs")
