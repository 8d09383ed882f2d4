"""Columns of a `Table`: what asks the table for one goes with the string that declares it, or stays with it."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import lay, make_plan, renamed

HEAD = "from sqlalchemy import Column, MetaData, String, Table, insert\n\n"
RUNS = HEAD + 'runs = Table("runs", MetaData(), Column("session_id", String))\n'
KEYED = HEAD + 'runs = Table("runs", MetaData(), Column("sid", String, key="session_id"))\n'
RENAME = {Boundary.DATABASE: Policy.RENAME}
ASKED = {
    "an attribute": "print(runs.c.session_id)\n",
    "an attribute, in full": "print(runs.columns.session_id)\n",
    "a key": 'print(runs.c["session_id"])\n',
    "a value": "print(runs.insert().values(session_id=1))\n",
    "a value after a condition": "print(runs.update().where(runs.c.session_id == 1).values(session_id=2))\n",
    "a value in a mapping": 'print(insert(runs).values({"session_id": 1}))\n',
}
OTHERS = {
    "of something else": "print(others.c.session_id)\n",
    "of an attribute": "print(runs.d.session_id)\n",
    "a value of something else": "print(others.insert().values(session_id=1))\n",
    "a plain keyword": "print(make(session_id=1))\n",
    "a parameter that hides the table": "def f(tables):\n    return tables[0].c.session_id\n",
    "a name beside it": 'print(runs.c["session_id_of_others"])\n',
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("table", [RUNS, KEYED], ids=["named", "keyed"])
def test_what_asks_a_table_goes_with_its_column(tmp_path: Path, table: str, asked: str) -> None:
    before = table + asked
    after = renamed(tmp_path, {"app.py": before}, checker=False, boundaries=RENAME)["app.py"]
    assert after == before.replace("session_id", "flow_id")


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_what_asks_a_table_stays_with_its_column(tmp_path: Path, asked: str) -> None:
    before = RUNS + asked
    assert renamed(tmp_path, {"app.py": before}, checker=False)["app.py"] == before


@pytest.mark.parametrize("asked", OTHERS.values(), ids=OTHERS)
def test_what_asks_others_is_not_tied_to_the_column(tmp_path: Path, asked: str) -> None:
    before = RUNS + asked
    lay(tmp_path, {"app.py": before})
    groups = make_plan(tmp_path, checker=False, boundaries=RENAME).groups
    lines = [sorted(edit.line for edit in one.edits) for one in groups if any(edit.line == 3 for edit in one.edits)]
    assert lines == [[3]]


def test_another_file_asks_the_table_that_it_imports(tmp_path: Path) -> None:
    use = "import tables as t\nfrom tables import runs as r\n\n"
    use += "print(r.c.session_id, t.runs.c.session_id, t.others.c.session_id)\n"
    after = renamed(tmp_path, {"tables.py": RUNS, "use.py": use}, checker=False, boundaries=RENAME)
    assert after["use.py"].splitlines()[-1] == "print(r.c.flow_id, t.runs.c.flow_id, t.others.c.session_id)"


def test_the_stored_name_beside_a_key_is_no_name_of_the_column(tmp_path: Path) -> None:
    before = (
        HEAD + 'runs = Table("runs", MetaData(), Column("session_id", String, key="sid"))\nprint(runs.c.session_id)\n'
    )
    lay(tmp_path, {"app.py": before})
    groups = make_plan(tmp_path, checker=False, boundaries=RENAME).groups
    assert [[edit.line for edit in one.edits] for one in groups] == [[3]]


def test_a_column_of_a_table_says_nothing_of_what_others_call_so(tmp_path: Path) -> None:
    store = (
        "class Store:\n    def __init__(self, session_id):\n        self.session_id = session_id\n"
        '        self.runs = Table("runs", MetaData(), Column("session_id", String))\n\n'
        "    def load(self):\n        return self.runs.c.session_id\n\n"
        "    def other(self):\n        held = self.runs\n        return held.c.session_id\n"
    )
    after = renamed(tmp_path, {"app.py": HEAD + store})["app.py"]
    assert "self.flow_id = flow_id" in after
    assert "self.runs.c.session_id" in after
    assert "held.c.session_id" in after
