"""The boundary http pinned for libraries that are not Pydantic: each field keeps its published name, in its own idiom."""

from pathlib import Path

import pytest

from pinned import moved, there_and_back

STRUCT = "import msgspec\n\n\nclass Body(msgspec.Struct):\n"
IMPORTED = "from msgspec import Struct\n\n\nclass Body(Struct):\n"
FIELD = "from msgspec import Struct, field\n\n\nclass Body(Struct):\n"
CAMEL = 'import msgspec\n\n\nclass Body(msgspec.Struct, rename="camel"):\n'
SCHEMA = "from marshmallow import Schema, fields\n\n\nclass Body:\n"
MASHUMARO = (
    "from dataclasses import dataclass\n\nfrom mashumaro import DataClassDictMixin\n\n\n"
    "@dataclass\nclass Body(DataClassDictMixin):\n"
)
CONFIG = "    class Config:\n        serialize_by_alias = True\n\n"
JSON = (
    "from dataclasses import dataclass\n\nfrom dataclasses_json import dataclass_json\n\n\n"
    "@dataclass_json\n@dataclass\nclass Body:\n"
)
CONFIGURED = JSON.replace("import dataclass\n", "import dataclass, field\n").replace(
    "import dataclass_json\n", "import dataclass_json, config\n"
)
LETTERS = CONFIGURED.replace("@dataclass_json\n", "@dataclass_json(letter_case=LetterCase.CAMEL)\n")
ATTRS = "from attrs import define\n\n\n@define\nclass Body:\n"
ATTRS_FIELD = ATTRS.replace("define\n\n", "define, field\n\n")
FILLED = "\n\ndef read(payload):\n    return Body(**payload)\n"
OBJECT = "    session_id: str\n\n\n"
LOAD = "\n    @post_load\n    def make(self, data, **rest):\n        return Body(**data)\n"

REST = "from rest_framework import serializers\n\n\nclass Run:\n    session_id: str\n\n\n"
RUN = REST.replace("session_id", "flow_id") + "class RunSerializer(serializers.Serializer):\n"
REST += "class RunSerializer(serializers.Serializer):\n"
META = "\n    class Meta:\n        model = Run\n        fields = ['name', 'session_id']\n"

PINNED = {
    "msgspec, annotation alone": (
        STRUCT + "    session_id: str\n",
        STRUCT + '    flow_id: str = msgspec.field(name="session_id")\n',
    ),
    "msgspec, a default": (
        IMPORTED + "    session_id: str | None = None\n",
        FIELD + '    flow_id: str | None = field(default=None, name="session_id")\n',
    ),
    "msgspec, a field of its own": (
        FIELD + "    session_id: list = field(default_factory=list)\n",
        FIELD + '    flow_id: list = field(name="session_id", default_factory=list)\n',
    ),
    "msgspec, several fields": (
        IMPORTED + "    session_id: str\n    import_session_id: int = 1\n",
        FIELD + '    flow_id: str = field(name="session_id")\n'
        '    import_flow_id: int = field(default=1, name="import_session_id")\n',
    ),
    "msgspec, renamed as a whole": (
        CAMEL + "    session_id: str\n",
        CAMEL + '    flow_id: str = msgspec.field(name="sessionId")\n',
    ),
    "msgspec, a name of its own": (
        STRUCT + '    session_id: str = msgspec.field(name="sid")\n',
        STRUCT + '    flow_id: str = msgspec.field(name="sid")\n',
    ),
    "msgspec, a class variable": (
        STRUCT + "    session_id: ClassVar[str] = 'a'\n",
        STRUCT + "    flow_id: ClassVar[str] = 'a'\n",
    ),
    "msgspec, lines that end in two signs": (
        (IMPORTED + "    session_id: str\n").replace("\n", "\r\n"),
        (FIELD + '    flow_id: str = field(name="session_id")\n').replace("\n", "\r\n"),
    ),
    "mashumaro": (
        MASHUMARO + "    session_id: str\n",
        MASHUMARO.replace("import dataclass\n", "import dataclass, field\n")
        + CONFIG
        + '    flow_id: str = field(metadata={"alias": "session_id"})\n',
    ),
    "mashumaro, writing aliases already": (
        MASHUMARO.replace("import dataclass\n", "import dataclass, field\n")
        + '    session_id: str = field(default=\'\')\n    name: str = field(metadata={"alias": "n"})\n'
        + "    class Config(BaseConfig):\n        serialize_by_alias = True\n",
        MASHUMARO.replace("import dataclass\n", "import dataclass, field\n")
        + '    flow_id: str = field(metadata={"alias": "session_id"}, default=\'\')\n'
        + '    name: str = field(metadata={"alias": "n"})\n'
        + "    class Config(BaseConfig):\n        serialize_by_alias = True\n",
    ),
    "mashumaro, an alias of its own": (
        MASHUMARO + '    session_id: str = field(metadata=field_options(alias="sid"))\n',
        MASHUMARO + '    flow_id: str = field(metadata=field_options(alias="sid"))\n',
    ),
    "dataclasses-json": (
        JSON + "    session_id: str\n    import_session_id: str = ''\n",
        CONFIGURED + '    flow_id: str = field(metadata=config(field_name="session_id"))\n'
        "    import_flow_id: str = field(default='', metadata=config(field_name=\"import_session_id\"))\n",
    ),
    "dataclasses-json, letters of a kind": (
        LETTERS
        + "    session_id: str\n    a: int = field(default=1)\n    b: int = field(metadata=config(exclude=never))\n",
        LETTERS + '    flow_id: str = field(metadata=config(field_name="sessionId"))\n'
        "    a: int = field(default=1)\n    b: int = field(metadata=config(exclude=never))\n",
    ),
    "dataclasses-json, a name of its own": (
        CONFIGURED + '    session_id: str = field(metadata=config(field_name="sid"))\n',
        CONFIGURED + '    flow_id: str = field(metadata=config(field_name="sid"))\n',
    ),
    "attrs, filled from a mapping": (
        ATTRS + "    session_id: str\n" + FILLED,
        ATTRS_FIELD + '    flow_id: str = field(alias="session_id")\n' + FILLED,
    ),
    "attrs, the old words": (
        "import attr\n\n\n@attr.s\nclass Body:\n    session_id = attr.ib()\n" + FILLED,
        'import attr\n\n\n@attr.s\nclass Body:\n    flow_id = attr.ib(alias="session_id")\n' + FILLED,
    ),
    "attrs, an underscore": (
        ATTRS + "    _session_id: str = ''\n" + FILLED,
        ATTRS_FIELD + "    _flow_id: str = field(default='', alias=\"session_id\")\n" + FILLED,
    ),
    "attrs, filled by nobody": (ATTRS + "    session_id: str\n", ATTRS + "    flow_id: str\n"),
    "marshmallow": (
        SCHEMA + OBJECT + "class BodySchema(Schema):\n    session_id = fields.Str()\n" + LOAD,
        SCHEMA
        + OBJECT.replace("session_id", "flow_id")
        + 'class BodySchema(Schema):\n    flow_id = fields.Str(data_key="session_id")\n'
        + LOAD,
    ),
    "marshmallow, with options and a validator": (
        SCHEMA
        + OBJECT
        + "class BodySchema(Schema):\n    class Meta:\n        fields = ('session_id',)\n\n"
        + "    session_id = fields.List(fields.Str(), required=True)\n\n"
        + "    @validates('session_id')\n    def check(self, value):\n        pass\n",
        SCHEMA
        + OBJECT.replace("session_id", "flow_id")
        + "class BodySchema(Schema):\n    class Meta:\n        fields = ('flow_id',)\n\n"
        + '    flow_id = fields.List(fields.Str(), data_key="session_id", required=True)\n\n'
        + "    @validates('flow_id')\n    def check(self, value):\n        pass\n",
    ),
    "marshmallow, some fields only": (
        SCHEMA
        + OBJECT
        + "class BodySchema(Schema):\n    session_id = fields.Str()\n\n\nBodySchema(only=('session_id',)).dump(body)\n",
        SCHEMA
        + OBJECT.replace("session_id", "flow_id")
        + 'class BodySchema(Schema):\n    flow_id = fields.Str(data_key="session_id")\n\n\n'
        + "BodySchema(only=('flow_id',)).dump(body)\n",
    ),
    "marshmallow, a key of its own": (
        SCHEMA + OBJECT + 'class BodySchema(Schema):\n    session_id = fields.Str(data_key="sid")\n',
        SCHEMA
        + OBJECT.replace("session_id", "flow_id")
        + 'class BodySchema(Schema):\n    flow_id = fields.Str(data_key="sid")\n',
    ),
    "Django REST framework": (
        REST + "    session_id = serializers.CharField()\n",
        RUN + '    session_id = serializers.CharField(source="flow_id")\n',
    ),
    "Django REST framework, with arguments and options": (
        REST + "    session_id = serializers.CharField(max_length=8)\n" + META,
        RUN + '    session_id = serializers.CharField(source="flow_id", max_length=8)\n' + META,
    ),
    "Django REST framework, a validator of the field": (
        REST
        + "    session_id = serializers.CharField()\n\n    def validate_session_id(self, value):\n        return value\n",
        RUN
        + '    session_id = serializers.CharField(source="flow_id")\n\n'
        + "    def validate_session_id(self, value):\n        return value\n",
    ),
    "Django REST framework, made of what is validated": (
        REST.replace("RunSerializer", "Body")
        + "    session_id = serializers.CharField()\n\n    def create(self, data):\n        return Run(**data)\n",
        RUN.replace("RunSerializer", "Body")
        + '    session_id = serializers.CharField(source="flow_id")\n\n'
        + "    def create(self, data):\n        return Run(**data)\n",
    ),
    "Django REST framework, another name": (
        REST + '    ident = serializers.CharField(source="session_id")\n',
        RUN + '    ident = serializers.CharField(source="flow_id")\n',
    ),
}

STAYS = {
    "Django REST framework, made from its model": REST.replace("class Run:\n", "class Run(Base):\n")
    + "    class Meta:\n        model = Run\n        fields = ['session_id']\n\n\ndef show(run):\n"
    + "    return run.session_id\n",
    "Django REST framework, the whole model": REST
    + "    class Meta:\n        model = Run\n        fields = '__all__'\n\n\ndef show(run):\n"
    + "    return run.session_id\n",
    "Django REST framework, of nothing": REST.replace("RunS", "BodyS") + "    session_id = serializers.CharField()\n",
    "Django REST framework, asked for its key": REST
    + "    session_id = serializers.CharField()\n\n    def create(self, validated_data):\n"
    + "        return Run(validated_data['session_id'])\n",
    "Django REST framework, validated elsewhere": REST
    + "    session_id = serializers.CharField()\n\n\ndef view(data):\n    body = RunSerializer(data=data)\n"
    + "    return body.validated_data['session_id']\n",
    "msgspec, renamed by a function": STRUCT.replace("Struct)", "Struct, rename=shout)") + "    session_id: str\n",
    "msgspec, dumped by name": STRUCT + "    session_id: str\n\n\ndump = msgspec.structs.asdict(Body('a'))\n",
    "msgspec, no field at hand": "from msgspec import *\nclass Body(Struct):\n    session_id: str\n",
    "msgspec, a field without arguments": FIELD + "    session_id: str = field()\n",
    "mashumaro, a configuration of its own": MASHUMARO
    + "    session_id: str\n\n    class Config(BaseConfig):\n        omit_none = True\n",
    "mashumaro, aliases of a class": MASHUMARO
    + '    session_id: str\n\n    class Config(BaseConfig):\n        aliases = {"session_id": "sessionId"}\n',
    "mashumaro, dumped by name": MASHUMARO + "    session_id: str\n\n\nprint(asdict(Body('a')))\n",
    "dataclasses-json, other metadata": CONFIGURED + "    session_id: str = field(metadata=config(encoder=str))\n",
    "dataclasses-json, letters nobody knows": LETTERS.replace("LetterCase.CAMEL", "shout") + "    session_id: str\n",
    "attrs, dumped by name": ATTRS + "    session_id: str\n" + FILLED + "\n\nprint(attrs.asdict(read({})))\n",
    "attrs, structured": ATTRS + "    session_id: str\n\n\ndef read(payload):\n    return structure(payload, Body)\n",
    "marshmallow, of nothing": SCHEMA + "    pass\n\n\nclass BodySchema(Schema):\n    session_id = fields.Str()\n",
    "marshmallow, loaded into a dictionary": SCHEMA
    + OBJECT
    + "class BodySchema(Schema):\n    session_id = fields.Str()\n\n\ndef read(text):\n    return BodySchema().loads(text)\n",
    "marshmallow, bound by a convention": SCHEMA
    + OBJECT
    + "class BodySchema(Schema):\n    session_id = fields.Str()\n\n"
    + "    def on_bind_field(self, name, field):\n        field.data_key = camel(name)\n",
    "marshmallow, a dictionary is dumped": SCHEMA
    + OBJECT
    + "class BodySchema(Schema):\n    session_id = fields.Str()\n\n\nBodySchema().dump({'session_id': 1})\n",
}


@pytest.mark.parametrize("name", PINNED)
def test_pinned_and_taken_back(tmp_path: Path, name: str) -> None:
    before, wanted = PINNED[name]
    assert there_and_back(tmp_path, before, wanted) == (wanted, wanted, before)


@pytest.mark.parametrize("name", STAYS)
def test_stays(tmp_path: Path, name: str) -> None:
    assert moved(tmp_path, STAYS[name]) == STAYS[name]
