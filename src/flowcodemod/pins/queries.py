"""Query parameters, headers, cookies, form fields: parameters of a handler that its path does not hold are on the wire."""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Function
from flowcodemod.readers.handler_parameters import described_parameter

_FASTAPI = re.compile(r"^\s*(?:from|import)\s+fastapi\b", re.MULTILINE)
_DECLARES = re.compile(r"\w+\.(?:get|post|put|patch|delete|head|options|api_route|websocket)\(")
_PLAIN = re.compile(
    r"\s*(?::\s*(?:typing\.)?(?:Optional\[|Annotated\[)?(?:str|int|float|bool|UUID|uuid\.UUID|date|datetime)\b|[,)=])"
)
_INJECTED = re.compile(r"\b(?:Depends|Body|Path|Security)\(")
_EMBEDDED = re.compile(r"\bBody\([^()]*\bembed\s*=\s*True")
_ALIAS = re.compile(r"(?<!\w)(?:validation_)?alias\s*=")


def query_of(program: Program, reference: Reference) -> str:
    """The route whose request calls a parameter by its own name, as its decorator says it; '' for all else."""
    declared = _declared(program.modules.text(reference.path), reference.end)
    return "" if _ALIAS.search(declared) else sent_parameter(program, reference)


def sent_parameter(program: Program, reference: Reference) -> str:
    """The route or dependency whose parameter comes from the request, under its own name or an alias; '' for all else."""
    site = program.index.site(reference)
    if site.kind is not SiteKind.PARAMETER or site.owner is None:
        return ""
    function = program.definitions(reference.path).functions.get(site.owner.start)
    text = program.modules.text(reference.path)
    if function is None or not _is_sent(program, reference):
        return ""
    hole = re.compile(rf"[{{<](?:\w+:)?{re.escape(reference.text)}[}}:>]")
    routes = [one for one in function.decorators if _DECLARES.match(one)]
    if not routes:
        return f"Depends({function.name})" if _is_dependency(program, function, text) else ""
    return "" if any(hole.search(one) for one in routes) else routes[0]


def _is_sent(program: Program, reference: Reference) -> bool:
    """Whether a parameter is described as part of a request, or is plain enough to be a query."""
    text, syntax = program.modules.text(reference.path), program.modules.syntax(reference.path)
    declared = _declared(text, reference.end)
    if _INJECTED.search(declared):
        return _EMBEDDED.search(declared) is not None
    field = described_parameter(syntax, reference.start, reference.end) if syntax is not None else None
    return (field is not None and field.arguments is not None) or _PLAIN.match(text, reference.end) is not None


def _is_dependency(program: Program, function: Function, own: str) -> bool:
    """Whether a handler depends on a function, which then takes its parameters from the request."""
    if not _FASTAPI.search(own):
        return False
    depends = re.compile(rf"\bDepends\(\s*(?:\w+\.)*{re.escape(function.name)}\s*[,)]")
    return depends.search(own) is not None or any(depends.search(text) for _path, text in program.modules.texts())


def _declared(text: str, start: int) -> str:
    """What a parameter is annotated with and given, up to the comma or the bracket that ends it."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth < 0 or (not depth and text[at] == ","):
            return text[start:at]
    return text[start:]
