"""The boundary http pinned: a published field takes the new name and keeps its old one as an alias, there and back."""

import sys
from pathlib import Path

import pydantic
import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pinned import PIN, moved, there_and_back
from pipeline import renamed

BARE = "from pydantic import BaseModel\n\n\nclass Body(BaseModel):\n"
HEAD = "from pydantic import BaseModel, Field\n\n\nclass Body(BaseModel):\n"
CONFIG = '    model_config = {"populate_by_name": True}\n\n'

PINNED = {
    "annotation alone": (
        BARE + "    session_id: str\n",
        HEAD + CONFIG + '    flow_id: str = Field(alias="session_id")\n',
    ),
    "a default": (
        BARE + "    name: str\n    session_id: str | None = None\n",
        HEAD + CONFIG + '    name: str\n    flow_id: str | None = Field(default=None, alias="session_id")\n',
    ),
    "a field described by keywords": (
        HEAD + '    session_id: str = Field(description="which")\n',
        HEAD + CONFIG + '    flow_id: str = Field(alias="session_id", description="which")\n',
    ),
    "a field with a default by position": (
        HEAD + '    session_id: str = Field(..., description="which")\n',
        HEAD + CONFIG + '    flow_id: str = Field(..., alias="session_id", description="which")\n',
    ),
    "a field over several lines": (
        HEAD + '    session_id: str = Field(\n        description="which",  # one\n    )\n',
        HEAD + CONFIG + '    flow_id: str = Field(\n        alias="session_id", description="which",  # one\n    )\n',
    ),
    "annotated": (
        HEAD + "    session_id: Annotated[str, Field(max_length=8)] = 'a'\n",
        HEAD + CONFIG + "    flow_id: Annotated[str, Field(alias=\"session_id\", max_length=8)] = 'a'\n",
    ),
    "one way is said": (
        HEAD + '    session_id: str = Field(validation_alias="sid")\n',
        HEAD + '    flow_id: str = Field(serialization_alias="session_id", validation_alias="sid")\n',
    ),
    "the other way is said": (
        HEAD + '    session_id: str = Field(serialization_alias="sid")\n',
        HEAD + CONFIG + '    flow_id: str = Field(validation_alias="session_id", serialization_alias="sid")\n',
    ),
    "several fields": (
        BARE + "    session_id: str\n    import_session_id: int = 1\n",
        HEAD
        + CONFIG
        + '    flow_id: str = Field(alias="session_id")\n'
        + '    import_flow_id: int = Field(default=1, alias="import_session_id")\n',
    ),
    "a docstring": (
        BARE + '    """What is sent."""\n\n    session_id: str\n',
        HEAD + '    """What is sent."""\n\n' + CONFIG + '    flow_id: str = Field(alias="session_id")\n',
    ),
    "no import of Field": (
        "from pydantic import BaseModel\n\n\nclass Body(BaseModel):\n    session_id: str\n    import_session_id: str\n",
        HEAD + CONFIG + '    flow_id: str = Field(alias="session_id")\n'
        '    import_flow_id: str = Field(alias="import_session_id")\n',
    ),
    "the module alone": (
        "import pydantic\n\n\nclass Body(pydantic.BaseModel):\n    session_id: str\n",
        "import pydantic\n\n\nclass Body(pydantic.BaseModel):\n"
        + CONFIG
        + '    flow_id: str = pydantic.Field(alias="session_id")\n',
    ),
    "a configuration": (
        BARE + "    model_config = ConfigDict(frozen=True)\n    session_id: str\n",
        HEAD
        + "    model_config = ConfigDict(populate_by_name=True, frozen=True)\n"
        + '    flow_id: str = Field(alias="session_id")\n',
    ),
    "a configuration that is empty": (
        BARE + "    model_config = {}\n    session_id: str\n",
        HEAD + '    model_config = {"populate_by_name": True}\n    flow_id: str = Field(alias="session_id")\n',
    ),
    "another alias": (
        HEAD
        + '    model_config = ConfigDict(populate_by_name=True)\n    session_id: str\n    a: str = Field(alias="b")\n',
        HEAD
        + "    model_config = ConfigDict(populate_by_name=True)\n"
        + '    flow_id: str = Field(alias="session_id")\n    a: str = Field(alias="b")\n',
    ),
    "a base that is built by name": (
        "from pydantic import BaseModel, ConfigDict\n\n\nclass Base(BaseModel):\n"
        "    model_config = ConfigDict(populate_by_name=True)\n\n\nclass Body(Base):\n    session_id: str\n",
        "from pydantic import BaseModel, ConfigDict, Field\n\n\nclass Base(BaseModel):\n"
        "    model_config = ConfigDict(populate_by_name=True)\n\n\nclass Body(Base):\n"
        '    flow_id: str = Field(alias="session_id")\n',
    ),
    "an alias generator": (
        "from pydantic.alias_generators import to_camel\n"
        + BARE
        + "    model_config = ConfigDict(alias_generator=to_camel)\n    session_id: str\n",
        "from pydantic.alias_generators import to_camel\n"
        + HEAD
        + '    model_config = ConfigDict(alias_generator=to_camel)\n    flow_id: str = Field(alias="sessionId")\n',
    ),
    "version 1": (
        "from pydantic.v1 import BaseModel\n\n\nclass Body(BaseModel):\n    session_id: str\n",
        "from pydantic.v1 import BaseModel, Field\n\n\nclass Body(BaseModel):\n"
        "    class Config:\n        allow_population_by_field_name = True\n\n"
        '    flow_id: str = Field(alias="session_id")\n',
    ),
    "lines that end in two signs": (
        BARE.replace("\n", "\r\n") + "    session_id: str\r\n",
        (HEAD + CONFIG + '    flow_id: str = Field(alias="session_id")\n').replace("\n", "\r\n"),
    ),
    "an alias of its own": (
        HEAD + '    session_id: str = Field(alias="id")\n',
        HEAD + '    flow_id: str = Field(alias="id")\n',
    ),
    "a validator": (
        BARE
        + '    session_id: str\n\n    @field_validator("session_id")\n    def check(cls, value):\n        return value\n',
        HEAD
        + CONFIG
        + '    flow_id: str = Field(alias="session_id")\n\n    @field_validator("flow_id")\n'
        + "    def check(cls, value):\n        return value\n",
    ),
    "a class variable": (
        HEAD + "    session_id: ClassVar[str] = 'a'\n",
        HEAD + "    flow_id: ClassVar[str] = 'a'\n",
    ),
}

STAYS = {
    "a generator of their own": HEAD + "    model_config = ConfigDict(alias_generator=shout)\n    session_id: str\n",
    "a configuration from elsewhere": HEAD + "    model_config = CONFIG\n    session_id: str\n",
    "a configuration that forbids it": HEAD
    + "    model_config = ConfigDict(populate_by_name=False)\n    session_id: str\n",
    "a configuration of an unknown version": HEAD + "    class Config:\n        frozen = True\n\n    session_id: str\n",
    "another Field": "from sqlmodel import Field\n" + BARE + "    session_id: str\n",
    "no Field at hand": "from .base import BaseModel\n\n\nclass Body(BaseModel):\n    session_id: str\n",
    "a body beside its header": "from pydantic import BaseModel, Field\nclass Body(BaseModel): session_id: str\n",
    "a name that is taken beside its alias": HEAD
    + '    model_config = ConfigDict(populate_by_name=True)\n    session_id: str = Field(alias="sid")\n',
    "a name that is taken beside one that is made": HEAD
    + "    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)\n    session_id: str\n",
    "fields that are listed by name": HEAD + "    session_id: str\n\n\nNAMES = list(Body.model_fields)\n",
    "a Field without arguments": HEAD + "    session_id: str = Field()\n",
    "a field without annotation": HEAD + "    session_id = 'a'\n",
}


@pytest.mark.parametrize("name", PINNED)
def test_pinned_and_taken_back(tmp_path: Path, name: str) -> None:
    before, wanted = PINNED[name]
    assert there_and_back(tmp_path, before, wanted) == (wanted, wanted, before)


@pytest.mark.parametrize("name", STAYS)
def test_stays(tmp_path: Path, name: str) -> None:
    assert moved(tmp_path, STAYS[name]) == STAYS[name]


ROUTES = """
    from fastapi import Depends, FastAPI, Header
    from pydantic import BaseModel, Field

    app = FastAPI()

    class Body(BaseModel):
        session_id: str = Field(max_length=8)

    @app.post("/runs")
    def start(body: Body) -> Body:
        return Body(session_id=body.session_id)

    @app.get("/runs")
    def find(session_id: str) -> str:
        return session_id

    @app.get("/runs/{session_id}")
    def load(session_id: str) -> str:
        return session_id

    @app.delete("/runs")
    def end(session_id: str = Depends(find)) -> str:
        return session_id
    """


def test_what_clients_see_stays_and_what_they_do_not_moves(tmp_path: Path) -> None:
    client = 'def test_it(client):\n    assert client.post("/runs", json={"session_id": "a"}).json()["session_id"]\n'
    after = renamed(tmp_path, {"app.py": ROUTES, "test_app.py": client}, boundaries=PIN, python=Path(sys.prefix))
    assert after["test_app.py"] == client
    assert 'flow_id: str = Field(alias="session_id", max_length=8)' in after["app.py"]
    assert "Body(flow_id=body.flow_id)" in after["app.py"]
    assert 'def find(flow_id: str = Query(default=..., alias="session_id"))' in after["app.py"]
    assert '"/runs/{flow_id}")\ndef load(flow_id: str)' in after["app.py"]
    assert "def end(flow_id: str = Depends(find))" in after["app.py"]
    named = "validate_by_name" if tuple(map(int, pydantic.VERSION.split(".")[:2])) >= (2, 11) else "populate_by_name"
    assert f'model_config = {{"{named}": True}}' in after["app.py"]


@pytest.mark.parametrize(
    ("dump", "pinned"),
    [
        ("body.model_dump()", False),
        ("body.model_dump_json(indent=1)", False),
        ("body.model_dump(by_alias=True)", True),
        ("body.json()", True),  # Pydantic 2 has no such method that anybody should use, a response has one
    ],
)
def test_a_dump_by_name_would_publish_the_new_one(tmp_path: Path, dump: str, pinned: bool) -> None:
    files = {
        "app.py": BARE + "    session_id: str\n",
        "send.py": f"from app import Body\n\n\ndef send(body: Body):\n    return {dump}\n",
    }
    after = renamed(tmp_path, files, checker=False, boundaries=PIN)["app.py"]
    assert ("flow_id" in after) is pinned


def test_a_model_that_another_language_reads_keeps_its_members(tmp_path: Path) -> None:
    web = "export interface Body { session_id: string }\nexport const show = (body: Body) => body.session_id\n"
    files = {"app.py": BARE + "    session_id: str\n", "web/api.ts": web}
    assert renamed(tmp_path, files, checker=False, boundaries=PIN)["web/api.ts"] == web


@pytest.mark.parametrize(
    ("head", "base", "field"),
    [
        ("from .schemas import Schema, fields", "Schema", "session_id = fields.Str()"),
        ("from rest_framework import serializers", "serializers.Serializer", "session_id = serializers.CharField()"),
    ],
)
def test_fields_of_other_serialisers_are_asked_about(tmp_path: Path, head: str, base: str, field: str) -> None:
    text = f"{head}\n\n\nclass Body({base}):\n    {field}\n"
    assert moved(tmp_path / "pinned", text) == text
    renamed_everywhere = renamed(
        tmp_path / "renamed", {"app.py": text}, checker=False, boundaries={Boundary.HTTP: Policy.RENAME}
    )
    assert renamed_everywhere["app.py"] == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(("alias", "stays"), [("sessionId", True), ("session_id", False), ("sid", False)])
def test_what_a_file_publishes_as_scripts_spell_it_stays_where_nothing_is_said(
    tmp_path: Path, alias: str, *, stays: bool
) -> None:
    body = HEAD + f'    session_id: str = Field(alias="{alias}")\n'
    files = {"app.py": body, "web/body.ts": "export interface Body {\n  sessionId: string;\n}\n"}
    found = renamed(tmp_path, files, checker=False)
    assert ("sessionId" in found["web/body.ts"]) is stays
    assert f'Field(alias="{alias}")' in found["app.py"]


def test_what_is_published_moves_where_names_are_renamed(tmp_path: Path) -> None:
    body = HEAD + '    session_id: str = Field(alias="sessionId")\n'
    files = {"app.py": body, "web/body.ts": "export interface Body {\n  sessionId: string;\n}\n"}
    found = renamed(tmp_path, files, checker=False, boundaries={Boundary.HTTP: Policy.RENAME})
    assert "sessionId" not in found["web/body.ts"] + found["app.py"]
