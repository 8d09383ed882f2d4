"""Boundary policies: what is stored or published keeps its name where it is to be pinned, in the library's idiom."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import lay, renamed

PINNED = {
    "Django": (
        "from django.db import models\n\n\nclass Run(models.Model):\n    session_id = models.CharField(max_length=8)\n",
        'flow_id = models.CharField(db_column="session_id", max_length=8)',
    ),
    "Django, over several lines": (
        "from django.db import models\n\n\nclass Run(models.Model):\n"
        "    session_id = models.CharField(\n        max_length=8,\n    )\n",
        'flow_id = models.CharField(db_column="session_id",\n        max_length=8,\n    )',
    ),
    "Django, after a label": (
        "from django.db import models\n\n\nclass Run(models.Model):\n"
        "    session_id = models.CharField(_('session'), max_length=8)\n",
        "flow_id = models.CharField(_('session'), db_column=\"session_id\", max_length=8)",
    ),
    "Django, after a model": (
        "from django.db import models\n\n\nclass Run(models.Model):\n"
        "    session_id = models.ForeignKey(\n        Other,\n        models.CASCADE,  # gone with it\n    )\n",
        'flow_id = models.ForeignKey(\n        Other,\n        models.CASCADE, db_column="session_id_id",  # gone with it',
    ),
    "SQLAlchemy column": (
        "from sqlalchemy import Column, String\n\n\nclass Run:\n    session_id = Column(String)\n",
        'flow_id = Column("session_id", String)',
    ),
    "SQLAlchemy mapped column": (
        "from sqlalchemy.orm import Mapped, mapped_column\n\n\nclass Run:\n    session_id: Mapped[str] = mapped_column()\n",
        'flow_id: Mapped[str] = mapped_column("session_id")',
    ),
    "SQLAlchemy annotation alone": (
        "from sqlalchemy.orm import Mapped, mapped_column\n\n\nclass Run:\n    session_id: Mapped[str]\n",
        'flow_id: Mapped[str] = mapped_column(name="session_id")',
    ),
}

STAYS = {
    "pinned already": "from sqlalchemy import Column\n\n\nclass Run:\n    flow: str = Column('session_id')\n",
    "no idiom at hand": "from sqlalchemy.orm import Mapped\n\n\nclass Run:\n    session_id: Mapped[str]\n",
    "SQL without a model": 'QUERY = "SELECT session_id FROM runs"\n',
    "a row that is read back": "QUERY = 'SELECT session_id FROM runs'\n\n\ndef read(row):\n    return row['session_id']\n",
}


@pytest.mark.parametrize("name", PINNED)
def test_pinned_and_taken_back(tmp_path: Path, name: str) -> None:
    before, wanted = PINNED[name]
    after = renamed(tmp_path / "there", {"app.py": before}, checker=False)["app.py"]
    assert wanted in after
    assert renamed(tmp_path / "again", {"app.py": after}, checker=False)["app.py"] == after
    back = renamed(tmp_path / "back", {"app.py": after}, checker=False, old="flow_id", new="session_id")["app.py"]
    assert back == before


@pytest.mark.parametrize("name", STAYS)
def test_stays(tmp_path: Path, name: str) -> None:
    assert renamed(tmp_path, {"app.py": STAYS[name]}, checker=False)["app.py"] == STAYS[name]


MODEL = """
    from pydantic import BaseModel

    class Body(BaseModel):
        session_id: str

    print(Body(session_id="a").session_id)
    """


def test_a_published_field_stays_where_http_is_kept(tmp_path: Path) -> None:
    found = renamed(tmp_path, {"app.py": MODEL}, boundaries={Boundary.HTTP: Policy.KEEP})
    assert found["app.py"] == (tmp_path / "app.py").read_text("utf-8")


def test_a_published_field_moves_where_http_is_renamed(tmp_path: Path) -> None:
    lay(tmp_path / "wanted", {"app.py": MODEL.replace("session_id", "flow_id")})
    found = renamed(tmp_path / "repo", {"app.py": MODEL}, boundaries={Boundary.HTTP: Policy.RENAME})
    assert found["app.py"] == (tmp_path / "wanted/app.py").read_text("utf-8")


def test_a_renamed_column_takes_its_strings_and_sql_along(tmp_path: Path) -> None:
    source = """
        from sqlalchemy import Index
        from sqlalchemy.orm import Mapped, mapped_column

        class Run:
            __tablename__ = "runs"
            __table_args__ = (Index("ix_runs_session_id", "session_id"),)
            session_id: Mapped[str] = mapped_column()

        QUERY = "SELECT session_id FROM runs WHERE SESSION_ID = ?"
        OTHER = "SELECT session_id FROM other_table"
        """
    found = renamed(tmp_path, {"app.py": source}, boundaries={Boundary.DATABASE: Policy.RENAME})["app.py"]
    assert 'Index("ix_runs_flow_id", "flow_id")' in found
    assert "mapped_column()" in found
    assert "SELECT flow_id FROM runs WHERE FLOW_ID = ?" in found
