"""`[columns]` speaks of one table's column: the model, its index and its SQL follow it, other tables' do not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import renamed

MODEL = """class {name}(Base):
    __tablename__ = "{table}"
    __table_args__ = (Index("ix_{table}_session_id", "session_id"),)
    session_id: Mapped[str] = mapped_column(String(8))


{name}_SQL = "SELECT session_id FROM {table} WHERE {table}.SESSION_ID = ?"
"""
RENAMED = MODEL.replace("session_id", "flow_id").replace("SESSION_ID", "FLOW_ID")
PINNED = MODEL.replace(
    "session_id: Mapped[str] = mapped_column(", 'flow_id: Mapped[str] = mapped_column("session_id", '
)
HEAD = "from sqlalchemy import Index, String\nfrom sqlalchemy.orm import Mapped, mapped_column\nfrom app.base import Base\n"
FORMS = {"rename": RENAMED, "pin": PINNED, "keep": MODEL, "drop": MODEL}


def models(forms: Mapping[str, str]) -> dict[str, str]:
    named = {"app/runs.py": ("Run", "runs"), "app/jobs.py": ("Job", "jobs")}
    return {path: HEAD + "\n\n" + forms[table].format(name=name, table=table) for path, (name, table) in named.items()}


@pytest.mark.parametrize("boundary", ["rename", "pin", "keep"])
@pytest.mark.parametrize("column", ["rename", "pin", "keep", "drop"])
def test_a_column_goes_before_its_boundary(tmp_path: Path, boundary: str, column: str) -> None:
    before = models({"runs": MODEL, "jobs": MODEL})
    boundaries, columns = {Boundary.DATABASE: Policy(boundary)}, {"runs.session_id": Policy(column)}
    found = renamed(tmp_path, before, boundaries=boundaries, columns=columns)
    wanted = models({"runs": FORMS[column], "jobs": FORMS[boundary]})
    assert found["app/jobs.py"] == wanted["app/jobs.py"]
    if column != "drop":  # what takes the place of a column that is dropped is asked
        assert found["app/runs.py"] == wanted["app/runs.py"]
    else:
        assert "    session_id: Mapped[str]" in found["app/runs.py"]
