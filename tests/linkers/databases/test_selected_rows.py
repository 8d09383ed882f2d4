"""Rows of SQLAlchemy's queries: what asks them goes with what is selected, and finds it when it is run. `OLD` moves."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline import renamed

HEAD = """from types import SimpleNamespace

from sqlalchemy import MetaData, String, Table, Column, cast, create_engine, func, insert, select, text, union_all
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, aliased, mapped_column


class Base(DeclarativeBase):
    pass


class Run(Base):
    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    OLD: Mapped[str] = mapped_column(PIN)


runs = Table("run", MetaData(), Column("session_id", String))


def start():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    session = Session(engine)
    session.execute(insert(Run).values(id=1, OLD="a"))
    return session
"""
MOVES = {
    "grown_in_steps": """
        statement = select(Run.OLD, func.count(Run.id).label("count")).filter(Run.id == 1)
        if session:
            statement = statement.filter(Run.OLD == "a")
        statement = statement.group_by(Run.OLD)
        result = session.execute(statement)
        return {row.OLD: row.count for row in result.all()}""",
    "of_a_query": "return [row.OLD for row in session.query(Run.OLD, Run.id).all()]",
    "in_a_loop": """
        for row in session.execute(select(Run.OLD)):
            return row.OLD""",
    "counted": """
        for number, row in enumerate(session.execute(select(Run.OLD))):
            return number, row.OLD""",
    "first": """
        row = session.query(Run.OLD).first()
        return row.OLD""",
    "one": "return session.execute(select(Run.OLD)).one().OLD",
    "mappings": """
        rows = session.execute(select(Run.OLD)).mappings().all()
        return [row["OLD"] for row in rows], rows[0].get("OLD")""",
    "a_dictionary": 'return session.execute(select(Run.OLD)).one()._asdict()["OLD"]',
    "a_walrus": """
        if row := session.execute(select(Run.OLD)).first():
            return row.OLD""",
    "a_walrus_before": """
        if (row := session.execute(select(Run.OLD)).first()) and row.OLD == "a":
            return row.OLD""",
    "added": "return [row.OLD for row in session.query(Run.id).add_columns(Run.OLD)]",
    "chosen_instead": "return session.query(Run.id).with_entities(Run.OLD).one().OLD",
    "returned": """
        made = session.execute(insert(Run).values(id=2, OLD="b").returning(Run.id, Run.OLD)).one()
        return made.id, made.OLD""",
    "cast_to_text": "return session.execute(select(cast(Run.OLD, String))).one().OLD",
    "of_a_subquery": """
        inner = select(Run.OLD, func.max(Run.id).label("last")).group_by(Run.OLD).subquery()
        return [row.OLD for row in session.execute(select(inner.c.OLD, inner.c.last))]""",
    "used_again": """
        for row in session.execute(text("select session_id as name from run")):
            assert row.name
        for row in session.execute(select(Run.OLD)):
            return row.OLD""",
}
STAYS = {
    "in_words": 'return [row.session_id for row in session.execute(text("select session_id from run"))]',
    "in_words_of_a_name": """
        query = text("SELECT session_id FROM run")
        return [row.session_id for row in session.execute(query).all()]""",
    "mappings_in_words": """
        rows = session.execute(text("select session_id from run")).mappings().all()
        return rows[0]["session_id"]""",
    "of_a_table": """
        rows = session.execute(select(runs.c.session_id)).all()
        return rows[0].session_id""",
    "of_a_table_of_a_class": """
        table = Run.__table__
        return session.execute(select(table.c.session_id)).one().session_id""",
    "of_a_connection": """
        connection = session.connection()
        return connection.execute(select(Run.OLD)).one().session_id""",
    "words_before": """
        for row in session.execute(select(Run.OLD)):
            assert row.OLD
        for row in session.execute(text("select session_id from run")):
            return row.session_id""",
    "of_both": """
        both = union_all(select(Run.OLD), select(Run.OLD))
        return [row.session_id for row in session.execute(both)]""",
    "in_one_branch": """
        statement = select(Run.OLD)
        if session:
            statement = text("select session_id from run")
        return [row.session_id for row in session.execute(statement)]""",
    "chosen_away": """
        query = session.query(Run.OLD).with_entities(runs.c.session_id)
        return query.one().session_id""",
    "of_somebody_else": """
        found = SimpleNamespace(**{"session" + "_id": session.query(Run.OLD).one()[0]})
        return found.session_id""",
    "of_a_cursor": """
        cursor = session.connection().connection.cursor()
        cursor.row_factory = lambda _cursor, values: SimpleNamespace(**{"session" + "_id": values[0]})
        return [row.session_id for row in cursor.execute("select session_id from run")]""",
}
LABELS = {
    "labelled": """
        row = session.execute(select(func.max(Run.OLD).label("session_id"))).one()
        return row.session_id""",
    "labelled_column": """
        rows = session.query(Run.id, Run.OLD.label("session_id")).all()
        return [row.session_id for row in rows]""",
    "labelled_mapping": """
        row = session.execute(select(Run.id.label("session_id"))).mappings().one()
        return row["session_id"]""",
}


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text before and after a rename."""
    before = HEAD + "".join(map(_function, *zip(*(MOVES | STAYS | LABELS).items(), strict=True)))
    before = before.replace("OLD", "session_id").replace("PIN", "")
    after = renamed(tmp_path_factory.mktemp("rows"), {"app.py": before})["app.py"]
    return {"before": before, "after": after}


@pytest.mark.parametrize("name", MOVES | STAYS)
def test_what_asks_a_row_goes_with_what_is_selected(programs: dict[str, str], name: str) -> None:
    wanted = _function(name, (MOVES | STAYS)[name]).replace("OLD", "flow_id")
    assert wanted in programs["after"]


@pytest.mark.parametrize("name", LABELS)
def test_a_label_and_what_asks_for_it_go_together(programs: dict[str, str], name: str) -> None:
    stays = _function(name, LABELS[name]).replace("OLD", "flow_id")
    assert stays in programs["after"] or stays.replace("session_id", "flow_id") in programs["after"]


@pytest.mark.parametrize("name", MOVES | STAYS | LABELS)
def test_it_finds_the_same_when_it_is_run(programs: dict[str, str], name: str) -> None:
    found = [_answer(programs[when], name) for when in ("before", "after")]
    assert found[0] == found[1]
    assert found[0]


def _function(name: str, body: str) -> str:
    lines = body.strip("\n").splitlines() if "\n" in body else [f"        {body}"]
    return f"\n\ndef {name}(session):\n" + "".join(f"{line[4:]}\n" for line in lines)


def _answer(text: str, name: str) -> Any:
    module = ModuleType(f"rows_{name}")
    exec(compile(text, name, "exec"), module.__dict__)
    with module.start() as session:
        return getattr(module, name)(session)


OURS = """class Task:
    session_id: str = ""


class Engine:
    def execute(self, name: str) -> Task:
        return Task()


def use(engine: Engine):
    task = engine.execute("text")
    return task.session_id, engine.execute("all of it").session_id
"""


def test_what_an_engine_of_ours_executes_has_no_rows(tmp_path: Path) -> None:
    assert renamed(tmp_path, {"app.py": OURS})["app.py"] == OURS.replace("session_id", "flow_id")


def test_what_a_row_of_ours_is_called_says_nothing_of_the_rows_of_others(tmp_path: Path) -> None:
    others = "def show(row):\n    return row.session_id\n"
    ours = HEAD + _function("in_a_loop", MOVES["in_a_loop"])
    files = {"app.py": ours.replace("OLD", "session_id").replace("PIN", ""), "show.py": others}
    after = renamed(tmp_path, files)
    assert "return row.flow_id" in after["app.py"]
    assert after["show.py"] == others
