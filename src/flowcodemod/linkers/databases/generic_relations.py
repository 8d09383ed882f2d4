"""Django's generic relations read `content_type` and `object_id` of a model unless they are told other names."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

# The default name -> the keywords that replace it.
_DEFAULTS = {
    "object_id": re.compile(r"\b(?:object_id_field|fk_field|ct_fk_field)\s*="),
    "content_type": re.compile(r"\b(?:content_type_field|ct_field)\s*="),
}
_RELATION = re.compile(r"\bGenericRelation\(\s*(?:to\s*=\s*)?[\"']?(?:\w+\.)*(?P<model>\w+)[\"']?(?P<rest>[^)]*)")
_INLINE = re.compile(r"^class \w+\([^)]*Generic\w*Inline\w*[^)]*\):\n(?P<rest>(?:[ \t]+.*\n|\n)+)", re.MULTILINE)
_MODEL = re.compile(r"^\s+model\s*=\s*(?:\w+\.)*(?P<model>\w+)", re.MULTILINE)
_KEY = re.compile(r"\bGenericForeignKey\((?P<rest>[^)]*)")


def link(program: Program) -> Iterator[Link | Claim]:
    """Claim for Django the fields that it finds by their default names."""
    fields = [
        (reference.text, site.owner.text, (reference.path, reference.start))
        for reference, site in program.sites()
        if reference.text in _DEFAULTS and site.kind is SiteKind.MEMBER and site.owner is not None
    ]
    if not fields:
        return
    wanted = set(_wanted(program))
    for name, model, key in fields:
        if (model, name) in wanted or _is_default_of_key(program, name, key):
            yield Claim(key, Evidence(Kind.FOREIGN, f"Django finds {name} of {model} by this name"))


def _wanted(program: Program) -> Iterator[tuple[str, str]]:
    """(model, default name) of every generic relation and inline that says nothing else."""
    for _path, text in program.modules.texts():
        if "Generic" not in text:
            continue
        found = [(match["model"], match["rest"]) for match in _RELATION.finditer(text)]
        for match in _INLINE.finditer(text):
            found += [(model["model"], match["rest"]) for model in _MODEL.finditer(match["rest"])]
        for model, rest in found:
            yield from ((model, name) for name, told in _DEFAULTS.items() if not told.search(rest))


def _is_default_of_key(program: Program, name: str, key: Key) -> bool:
    """Whether the model itself has a generic foreign key that names no fields."""
    around = program.definitions(key[0]).class_around(key[1])
    text = program.index.files[key[0]].source.text
    keys = _KEY.finditer(text, around.start, around.end) if around is not None else ()
    return any(not re.search(r"[\"']", match["rest"]) and not _DEFAULTS[name].search(match["rest"]) for match in keys)
