"""How the fields of libraries that are not Pydantic say a published name other than their own: a table, a row a library."""

import re
from dataclasses import dataclass

from flowcodemod.pins.field_import import Maker
from flowcodemod.readers.model_fields import Argument, ModelField

_NEVER = re.compile(r"(?!)")
_STANDARD_FIELD = re.compile(r"(?:dataclasses\.)?field$")
_STANDARD = Maker("field", "dataclasses", "dataclasses")


@dataclass(frozen=True, slots=True)
class Idiom:
    """How one library says the published name of a field.

    `bases`, `decorators`: what makes a class one of the library's; `describes`: the callee that describes a field;
    `written`: the argument that says a name, put for `{}`; `says`: an argument (`keyword=value`) that says one, the name as
    the group `name` where it can be read; `makers`: the functions that are called, the one that describes a field first;
    `dumps`: what turns an object into a dictionary under the names of its fields, which no pin changes; `excludes`: a
    keyword beside which the argument cannot stand.
    """

    library: str
    bases: re.Pattern[str]
    decorators: re.Pattern[str]
    describes: re.Pattern[str]
    written: str
    says: re.Pattern[str]
    makers: tuple[Maker, ...]
    dumps: re.Pattern[str] = _NEVER
    excludes: str = ""

    def alias(self, field: ModelField, name: str) -> Argument | None:
        """The argument that says just this name."""
        return next((one for one in field.arguments or () if self._named(one) == name), None)

    def is_said(self, field: ModelField) -> bool:
        """Whether the published name is said, be it in words that cannot be read."""
        return any(self.says.match(f"{one.keyword}={one.value}") for one in field.arguments or ())

    def is_sayable(self, field: ModelField) -> bool:
        """Whether the argument can be added, and taken away again with all that was made for it."""
        arguments = field.arguments
        if arguments is None:
            return bool(field.annotation and self.makers)
        keyword = self.written.partition("=")[0]
        taken = (keyword, self.excludes or keyword)
        free = all(one.keyword not in taken and not one.value.startswith("*") for one in arguments)
        return free and bool(arguments or not field.annotation)

    def _named(self, argument: Argument) -> str:
        found = self.says.fullmatch(f"{argument.keyword}={argument.value}")
        return (found["name"] or "") if found is not None else ""


def _argument(keyword: str) -> re.Pattern[str]:
    return re.compile(rf"{keyword}=(?:[\"'](?P<name>[\w-]+)[\"'])?")


IDIOMS = (
    Idiom(
        "msgspec",
        re.compile(r"Struct$"),
        _NEVER,
        re.compile(r"(?:msgspec\.)?field$"),
        'name="{}"',
        _argument("name"),
        (Maker("field", "msgspec", "msgspec"),),
        re.compile(r"\bstructs\.asdict\(|^from msgspec\.structs import [^\n]*\basdict\b", re.MULTILINE),
    ),
    Idiom(
        "marshmallow",
        re.compile(r"(?:SQLAlchemy(?:Auto)?)?Schema$"),
        _NEVER,
        re.compile(r"(?:\w+\.)*(?:[A-Z]\w*|auto_field)$"),
        'data_key="{}"',
        _argument("data_key"),
        (),
        re.compile(r"\.dumps?\(\s*[\[{]"),
    ),
    Idiom(
        "mashumaro",
        re.compile(r"DataClass(?:Dict|JSON|ORJSON|YAML|TOML|MessagePack)Mixin$"),
        _NEVER,
        _STANDARD_FIELD,
        'metadata={{"alias": "{}"}}',
        re.compile(r"metadata=(?:\{\"alias\": \"(?P<name>\w+)\"\}|.*\balias\b.*)"),
        (_STANDARD,),
        re.compile(r"(?<!\w)asdict\("),
    ),
    Idiom(
        "dataclasses_json",
        re.compile(r"DataClassJsonMixin$"),
        re.compile(r"(?:dataclasses_json\.)?dataclass_json\b"),
        _STANDARD_FIELD,
        'metadata=config(field_name="{}")',
        re.compile(r"metadata=(?:config\(field_name=\"(?P<name>\w+)\"\)|.*\bfield_name\b.*)"),
        (_STANDARD, Maker("config", "dataclasses_json", "(?!)")),
        re.compile(r"(?<!\w)asdict\("),
    ),
    Idiom(
        "attr",
        _NEVER,
        re.compile(r"(?:attrs?\.)?(?:define|frozen|mutable)\b|attr\.(?:s|attrs|dataclass)\b|attrs\b(?!\.)"),
        re.compile(r"(?:attrs?\.)?(?:field|attrib)$|attr\.ib$"),
        'alias="{}"',
        _argument("alias"),
        (Maker("field", "attrs?", "attrs?"),),
        re.compile(r"(?<!\w)asdict\(|\b(?:un)?structure\((?!.*use_alias=True)", re.DOTALL),
    ),
)
