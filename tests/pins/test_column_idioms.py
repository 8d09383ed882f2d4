"""Stored names that are kept in the idioms of peewee, Tortoise, mongoengine, Piccolo, Pony and SQLModel, there and back."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import renamed

PEEWEE = "from peewee import CharField, ForeignKeyField, Model\n\n\nclass Run(Model):\n"
TORTOISE = "from tortoise import fields\nfrom tortoise.models import Model\n\n\nclass Run(Model):\n"
MONGO = "import mongoengine as me\n\n\nclass Run(me.Document):\n"
PONY = "from pony.orm import *\n\n\nclass Run(db.Entity):\n"
PICCOLO = "from piccolo.columns import Varchar\nfrom piccolo.table import Table\n\n\nclass Run(Table):\n"
TABLE = "from sqlmodel import SQLModel\n\n\nclass Run(SQLModel, table=True):\n"
FIELD = "from sqlmodel import SQLModel, Field\n\n\nclass Run(SQLModel, table=True):\n"
DJANGO = "from django.db.models import CharField, Model\n\n\nclass Run(Model):\n"
ASKED = "\n\ndef find(x):\n    return Run.{0}({1}=x)\n"

PINNED = {
    "peewee": (
        PEEWEE + "    session_id = CharField(max_length=8)\n" + ASKED.format("create", "session_id"),
        PEEWEE
        + '    flow_id = CharField(column_name="session_id", max_length=8)\n'
        + ASKED.format("create", "flow_id"),
    ),
    "peewee, an index of fields": (
        PEEWEE + '    session_id = CharField()\n\n    class Meta:\n        indexes = ((("session_id",), True),)\n',
        PEEWEE
        + '    flow_id = CharField(column_name="session_id")\n\n'
        + '    class Meta:\n        indexes = ((("flow_id",), True),)\n',
    ),
    "Tortoise": (
        TORTOISE + "    session_id = fields.CharField(max_length=8)\n" + ASKED.format("get", "session_id__in"),
        TORTOISE
        + '    flow_id = fields.CharField(source_field="session_id", max_length=8)\n'
        + ASKED.format("get", "flow_id__in"),
    ),
    "Tortoise, a relation": (
        TORTOISE + '    session_id = fields.ForeignKeyField("app.Other", null=True)\n',
        TORTOISE + '    flow_id = fields.ForeignKeyField("app.Other", source_field="session_id_id", null=True)\n',
    ),
    "mongoengine": (
        MONGO
        + '    session_id = me.StringField()\n    meta = {"indexes": ["session_id"]}\n'
        + ASKED.format("objects", "session_id"),
        MONGO
        + '    flow_id = me.StringField(db_field="session_id")\n    meta = {"indexes": ["flow_id"]}\n'
        + ASKED.format("objects", "flow_id"),
    ),
    "Pony": (
        PONY + "    session_id = Required(str, unique=True)\n" + ASKED.format("get", "session_id"),
        PONY + '    flow_id = Required(str, column="session_id", unique=True)\n' + ASKED.format("get", "flow_id"),
    ),
    "Piccolo": (
        PICCOLO + "    session_id = Varchar(length=8)\n",
        PICCOLO + '    flow_id = Varchar(db_column_name="session_id", length=8)\n',
    ),
    "SQLModel, an annotation": (
        TABLE + "    session_id: str\n",
        FIELD + '    flow_id: str = Field(sa_column_kwargs={"name": "session_id"})\n',
    ),
    "SQLModel, several fields": (
        TABLE + "    session_id: str\n    import_session_id: int = 1\n",
        FIELD
        + '    flow_id: str = Field(sa_column_kwargs={"name": "session_id"})\n'
        + '    import_flow_id: int = Field(default=1, sa_column_kwargs={"name": "import_session_id"})\n',
    ),
    "SQLModel, a field that is described": (
        FIELD + "    session_id: str = Field(index=True)\n",
        FIELD + '    flow_id: str = Field(sa_column_kwargs={"name": "session_id"}, index=True)\n',
    ),
    "SQLModel, what tables inherit": (
        FIELD.replace("Run(SQLModel, table=True)", "Base(SQLModel)")
        + "    session_id: str = Field(index=True)\n\n\nclass Run(Base, table=True):\n    name: str\n",
        FIELD.replace("Run(SQLModel, table=True)", "Base(SQLModel)")
        + '    flow_id: str = Field(sa_column_kwargs={"name": "session_id"}, index=True)\n\n\n'
        + "class Run(Base, table=True):\n    name: str\n",
    ),
    "Django, a field imported alone": (
        DJANGO + "    session_id = CharField(max_length=8)\n",
        DJANGO + '    flow_id = CharField(db_column="session_id", max_length=8)\n',
    ),
    "Django, through a model of its own": (
        "from django.db import models\n\n\nclass Run(models.Model):\n"
        "    session_id = models.ManyToManyField(Other, through=Both)\n",
        "from django.db import models\n\n\nclass Run(models.Model):\n"
        "    flow_id = models.ManyToManyField(Other, through=Both)\n",
    ),
    "a name of its own": (
        PEEWEE + '    session_id = CharField(column_name="sid")\n',
        PEEWEE + '    flow_id = CharField(column_name="sid")\n',
    ),
    "SQLModel, no table": (
        TABLE.replace(", table=True", "") + "    session_id: str\n",
        TABLE.replace(", table=True", "") + "    flow_id: str\n",
    ),
    "a field of a form": (
        PEEWEE.replace("peewee", "app.fields") + "    session_id = CharField()\n",
        PEEWEE.replace("peewee", "app.fields") + "    flow_id = CharField()\n",
    ),
}

STAYS = {
    "peewee, a relation": PEEWEE + "    session_id = ForeignKeyField(Other)\n",
    "Tortoise, many to many": TORTOISE + '    session_id = fields.ManyToManyField("app.Other")\n',
    "Django, many to many": "from django.db import models\n\n\nclass Run(models.Model):\n"
    "    session_id = models.ManyToManyField(Other)\n",
    "Piccolo, many to many": PICCOLO.replace("Varchar", "M2M") + "    session_id = M2M(Other)\n",
    "SQLModel, a column of its own": "from sqlmodel import Column, Field, SQLModel, String\n\n\n"
    "class Run(SQLModel, table=True):\n    session_id: str = Field(sa_column=Column(String))\n",
    "SQLModel, no import of Field": "import sqlmodel as sm\n\n\nclass Run(sm.SQLModel, table=True):\n    session_id: str\n",
    "pinned already, peewee": PEEWEE + '    flow = CharField(column_name="session_id")\n',
    "pinned already, Tortoise": TORTOISE + '    flow = fields.CharField(source_field="session_id")\n',
    "pinned already, mongoengine": MONGO + '    flow = me.StringField(db_field="session_id")\n',
    "pinned already, Pony": PONY + '    flow = Required(str, column="session_id")\n',
    "what a document database is asked": MONGO
    + '    flow = me.StringField()\n\n\nRun.objects(__raw__={"session_id": 1})\n',
}
KEPT = ("peewee", "Tortoise", "mongoengine", "Pony", "Piccolo", "SQLModel, an annotation")


@pytest.mark.parametrize("name", PINNED)
def test_stored_names_stay_there_and_back(tmp_path: Path, name: str) -> None:
    before, wanted = PINNED[name]
    assert renamed(tmp_path / "there", {"app.py": before}, checker=False)["app.py"] == wanted
    assert renamed(tmp_path / "again", {"app.py": wanted}, checker=False)["app.py"] == wanted
    back = renamed(tmp_path / "back", {"app.py": wanted}, checker=False, old="flow_id", new="session_id")
    assert back["app.py"] == before


@pytest.mark.parametrize("name", STAYS)
def test_what_cannot_be_said_stays(tmp_path: Path, name: str) -> None:
    assert renamed(tmp_path, {"app.py": STAYS[name]}, checker=False)["app.py"] == STAYS[name]


@pytest.mark.parametrize("name", KEPT)
def test_fields_stay_where_the_database_is_kept(tmp_path: Path, name: str) -> None:
    before = PINNED[name][0]
    found = renamed(tmp_path, {"app.py": before}, checker=False, boundaries={Boundary.DATABASE: Policy.KEEP})
    assert found["app.py"] == before


@pytest.mark.parametrize("name", KEPT)
def test_nothing_is_pinned_where_columns_are_renamed(tmp_path: Path, name: str) -> None:
    before = PINNED[name][0]
    found = renamed(tmp_path, {"app.py": before}, checker=False, boundaries={Boundary.DATABASE: Policy.RENAME})
    assert found["app.py"] == before.replace("session_id", "flow_id")


def test_a_table_that_is_published_too_is_asked_about(tmp_path: Path) -> None:
    before = TABLE + "    session_id: str\n"
    found = renamed(tmp_path, {"app.py": before}, checker=False, boundaries={Boundary.HTTP: Policy.PIN})
    assert found["app.py"] == before
