"""Query parameters, cookies and form fields: parameters of a handler that its path does not hold are names on the wire."""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

_DECLARES = re.compile(r"\w+\.(?:get|post|put|patch|delete|head|options|api_route|websocket)\(")
_PLAIN = re.compile(
    r"\s*(?::\s*(?:typing\.)?(?:Optional\[|Annotated\[)?(?:str|int|float|bool|UUID|uuid\.UUID|date|datetime)\b|[,)=])"
)
_INJECTED = re.compile(r"\b(?:Depends|Body|Path|Security)\(|\balias\s*=")


def query_of(program: Program, reference: Reference) -> str:
    """The route whose query parameter a reference names, as its decorator says it; '' for all else."""
    site = program.index.site(reference)
    if site.kind is not SiteKind.PARAMETER or site.owner is None:
        return ""
    function = program.definitions(reference.path).functions.get(site.owner.start)
    text = program.index.files[reference.path].source.text
    if function is None or not _PLAIN.match(text, reference.end) or _INJECTED.search(_declared(text, reference.end)):
        return ""
    routes = [one for one in function.decorators if _DECLARES.match(one)]
    hole = re.compile(rf"[{{<](?:\w+:)?{re.escape(reference.text)}[}}:>]")
    return "" if any(hole.search(one) for one in routes) else (routes[0] if routes else "")


def _declared(text: str, start: int) -> str:
    """What a parameter is annotated with and given, up to the comma or the bracket that ends it."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth < 0 or (not depth and text[at] == ","):
            return text[start:at]
    return text[start:]
