"""Schemas of marshmallow: their fields are names on the wire, of attributes that are dumped, and of keys that are loaded."""

import re

from flowcodemod.model.link import Key
from flowcodemod.model.reference import Reference
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_MODEL = re.compile(r"^\s*model\s*=\s*(?:\w+\.)*(?P<name>\w+)", re.MULTILINE)
_MADE = re.compile(r"(?<!\w)(?P<name>[A-Z]\w*)(?:\.objects\.create)?\(\s*\*\*")
_SUFFIX = re.compile(r"(?:Schema|Serializer)$")
_LOADED = re.compile(
    r"(?<!\*)(?<![\w.)\]])(?!(?:json|yaml|toml|tomllib|pickle)\.)(?:\w+(?:\([^()]*\))?\.)*\w+(?:\([^()]*\))?\.loads?\("
)
_MAKES_OBJECTS = re.compile(r"@(?:\w+\.)?post_load\b|\bload_instance\s*=\s*True")


class Schemas:
    """What the schemas of one program publish, and of which classes."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def question(self, reference: Reference, one: Class) -> str:
        """Why a field of a schema cannot take a new name under its published one; '' where it can."""
        if counterpart(self._program, reference, one) is None:
            return "nothing shows whose attribute this field of a schema reads"
        named = re.compile(rf"(?<!\w){re.escape(one.name)}(?!\w)")
        lineage = self._program.ancestry(reference.path, one)
        own = [
            self._program.modules.text(path)[each.start : each.end] for path, outside, each in lineage if not outside
        ]
        if any(re.search(rf"[\[(]\s*[\"']{reference.text}[\"']", _without_names(text)) for text in own):
            return "its schema speaks of it by this name, as a key"
        for path, text in () if any(map(_MAKES_OBJECTS.search, own)) else self._program.modules.texts():
            loaded = _LOADED.search(text) if named.search(text) else None
            if loaded is not None:
                line = text.count("\n", 0, loaded.start()) + 1
                return f"what is loaded has the names of fields as its keys: {path}:{line}"
        return ""


def _without_names(text: str) -> str:
    """A schema's text without what names fields, and goes with them: options of `Meta`, validators."""
    return re.sub(
        r"@(?:\w+\.)?validates\([^()]*\)|\b(?:fields|only|exclude|additional|load_only|dump_only)\s*=\s*[(\[][^)\]]*",
        "",
        text,
    )


def counterpart(program: Program, reference: Reference, one: Class) -> Key | None:
    """Where the class that a schema or serialiser speaks of has the attribute; None where none or several might be meant."""
    text = program.modules.text(reference.path)[one.start : one.end]
    names = {match["name"] for match in (*_MODEL.finditer(text), *_MADE.finditer(text))} or {_SUFFIX.sub("", one.name)}
    found = [
        (path, start)
        for name in sorted(names - {one.name})
        for path, known in program.classes_called(name)
        if (start := known.members.get(reference.text, known.attributes.get(reference.text))) is not None
    ]
    return found[0] if len(found) == 1 and program.reference(*found[0]) is not None else None
