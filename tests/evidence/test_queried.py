"""What fills a query and what reads its answer stays with the query, which keeps its names."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import renamed

QUERIES = (
    "-- finish --\nSELECT finish_run(%(session_id)s, %(state)s);\n"
    "-- cancel --\nDELETE FROM runs WHERE id = :session_id;\n"
)
SCHEMA = "CREATE FUNCTION note() AS $$\n  SELECT json_build_object('type', 'made', 'session_id', NEW.id)::text;\n$$;\n"
CONNECTOR = (
    "def execute(query: str, **arguments: object) -> None: ...\n\n\ndef call(text: str, **arguments: object): ...\n"
)
HEAD = "from app.connector import call, execute\nfrom app.known import QUERIES\n\n\n"
KNOWN = 'QUERIES: dict[str, str] = {}\nRUN = {"session_id": 1}\n\n\ndef first(run):\n    return run["session_id"]\n'


def _after(root: Path, text: str, *, sql: str, boundaries: dict[Boundary, Policy] | None = None) -> str:
    files = {"app/connector.py": CONNECTOR, "app/known.py": KNOWN, "app/run.py": HEAD + text, "app/sql/all.sql": sql}
    return renamed(root, files, boundaries=boundaries)["app/run.py"].removeprefix(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        'def finish(run: int):\n    execute(query=QUERIES["finish"], session_id=run, state=1)\n',
        'def finish(run: int):\n    execute(QUERIES["finish"], session_id=run)\n',
        'def finish(run: int):\n    call(QUERIES["finish"], **{"session_id": run})\n',
    ],
)
def test_a_value_that_a_query_asks_for_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text, sql=QUERIES) == text


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        # The query asks for no such value: it has a column of that name.
        ('def finish(run: int):\n    execute(QUERIES["finish"], session_id=run)\n', "SELECT session_id FROM runs;\n"),
        # No query is handed over.
        ('def finish(run: int):\n    call("finish", session_id=run)\n', QUERIES),
        # A parameter of the function itself.
        ("def finish(session_id: int):\n    return session_id\n\n\nfinish(session_id=len(QUERIES))\n", QUERIES),
    ],
)
def test_any_other_keyword_moves(tmp_path: Path, text: str, sql: str) -> None:
    assert "session_id" not in _after(tmp_path, text, sql=sql)


NOTES = (
    "from typing import TypedDict\n\n\nclass Note(TypedDict):\n    session_id: int\n\n\ndef read(note: Note) -> int:\n"
    '    return note["session_id"]\n\n\ndef make(run: int) -> None:\n    send({"type": "made", "session_id": run})\n'
)


def test_the_keys_that_a_query_makes_stay(tmp_path: Path) -> None:
    assert _after(tmp_path, NOTES, sql=SCHEMA) == NOTES


def test_the_keys_that_no_query_makes_move(tmp_path: Path) -> None:
    sql = "SELECT json_build_object('type', 'made', 'id', session_id) FROM runs;\n"
    assert "session_id" not in _after(tmp_path, NOTES, sql=sql)


def test_they_move_where_the_campaign_renames_queries(tmp_path: Path) -> None:
    text = 'def finish(run: int):\n    execute(query=QUERIES["finish"], session_id=run, state=1)\n'
    boundaries = {Boundary.DATABASE: Policy.RENAME}
    assert "session_id" not in _after(tmp_path, text, sql=QUERIES, boundaries=boundaries)
