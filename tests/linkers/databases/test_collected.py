"""What functions collect or are told, and ask a mapped class for: it moves with the attribute. `OLD` moves."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import renamed, tied

HEAD = "from sqlalchemy.orm import Mapped, mapped_column\n\n\n"
RUN = "class Run:\n    OLD: Mapped[str] = mapped_column(PIN)\n\n\n"
STORE = """class Store:
    def find(self, **filters):
        return self.db.query(self.model).filter_by(**filters)

    def first(self, **filters):
        return next(iter(self.find(**filters)), None)

    def add(self, **values):
        return self.model(**values)

    def patch(self, one, values):
        for name, value in values.items():
            setattr(one, name, value)

    def ordered(self, name):
        return sorted(self.rows, key=lambda one: getattr(one, name))

    def label(self, name):
        return f"{name}!"

    def count(self, **tags):
        return len(tags)


class Runs(Store):
    model = Run


"""
APP = HEAD + RUN + STORE
CASES: Mapping[str, str] = {
    "keywords": APP + "def use(store: Runs):\n    return store.find(OLD=1)\n",
    "keywords handed on": APP + "def use(store: Runs):\n    return store.first(OLD=1)\n",
    "keywords of a constructor": APP + "def use(store: Runs):\n    return store.add(OLD=1)\n",
    "a splatted dictionary": APP + 'def use(store: Runs):\n    values = {"OLD": 1}\n    return store.add(**values)\n',
    "a mapping that sets attributes": APP + 'def use(store: Runs, run):\n    store.patch(run, {"OLD": 1})\n',
    "a name that is asked for": APP + 'def use(store: Runs):\n    return store.ordered("OLD")\n',
    "a function of no class": APP
    + "def find(db, **filters):\n    return db.query(Run).filter_by(**filters)\n\n\n"
    + 'def use(db):\n    filters = {"OLD": 1}\n    return find(db, **filters)\n',
    "a table's columns": APP + "def use(db):\n    return db.execute(Run.__table__.insert().values(session_id=1))\n",
    "a table's column": APP + "def use():\n    return Run.__table__.c.session_id, Run.OLD\n",
    "a table in a variable": APP + "runs = Run.__table__\n\n\ndef use():\n    return runs.c.session_id\n",
    "an entity's values": APP + "def use(db):\n    return db.execute(insert(Run).values(OLD=1))\n",
    "rows as dictionaries": APP
    + "def use(db):\n    rows = db.execute(select(Run.OLD)).mappings().all()\n    return rows[0]['OLD']\n",
    "rows in words": APP
    + "def use(db):\n    rows = db.execute(text('SELECT session_id FROM run')).mappings().all()\n"
    + "    return rows[0]['session_id']\n",
}


OTHERS: Mapping[str, str] = {
    "another model's": APP
    + "class Tag:\n    name: Mapped[str] = mapped_column()\n\n\n"
    + "def find(db, **filters):\n    return db.query(Run).filter_by(**filters)\n\n\n"
    + 'def load(path):\n    return {"session_id": path, "colour": 1, "weight": 2}\n',
    "a name that is shown": APP + 'def use(store: Runs):\n    return store.label("session_id")\n',
    "keywords that are counted": APP + "def use(store: Runs):\n    return store.count(session_id=1)\n",
}


@pytest.mark.parametrize("name", CASES)
def test_moves_with_the_attribute(tmp_path: Path, name: str) -> None:
    text = CASES[name].replace("PIN", "")
    before = text.replace("OLD", "session_id")
    after = text.replace("mapped_column()", 'mapped_column("session_id")', 1).replace("OLD", "flow_id")
    assert renamed(tmp_path, {"app.py": before})["app.py"] == after


@pytest.mark.parametrize("name", OTHERS)
def test_what_asks_for_nothing_is_not_tied(tmp_path: Path, name: str) -> None:
    text = OTHERS[name].replace("PIN", "").replace("OLD", "session_id")
    assert not tied(tmp_path, text)


KEYS = (
    '    def to_dict(self):\n        return {"OLD": self.OLD}\n\n\n'
    'def use(run: Run):\n    assert run.to_dict()["OLD"] == 1\n'
)


def test_keys_that_a_mapped_class_makes_of_its_attributes_move(tmp_path: Path) -> None:
    text = HEAD + RUN.rstrip() + "\n\n" + KEYS
    before = text.replace("PIN", "").replace("OLD", "session_id")
    after = text.replace("PIN", '"session_id"').replace("OLD", "flow_id")
    assert renamed(tmp_path, {"app.py": before})["app.py"] == after


def test_an_order_by_a_stored_name_stays_also_the_second_time(tmp_path: Path) -> None:
    text = HEAD + RUN.replace("PIN", '"session_id"').replace("OLD", "flow_id")
    text += 'def find(query):\n    return query.filter(Run.flow_id == 1).order_by("session_id")\n'
    assert renamed(tmp_path, {"app.py": text})["app.py"] == text
