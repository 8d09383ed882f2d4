"""Holes of templates and the keywords that fill them: nobody stores a hole, whatever the text around it is."""

from pathlib import Path

import pytest

from pipeline import renamed

SQL = """
ROWS = "SELECT * FROM {open}jobs_table{close} WHERE queue = 1"


def rows(cursor, jobs_table):
    return cursor.execute({called})
"""


def moved(root: Path, text: str) -> str:
    """What becomes of a module of ours."""
    return renamed(root, {"ours.py": text.lstrip()}, old="jobs_table", new="work_relation")["ours.py"]


@pytest.mark.parametrize(
    "called", ["ROWS.format(jobs_table=jobs_table)", "SQL(ROWS).format(jobs_table=Name(jobs_table))"]
)
def test_a_hole_in_sql_moves_with_the_keyword(tmp_path: Path, called: str) -> None:
    assert "jobs_table" not in moved(tmp_path, SQL.format(open="{", close="}", called=called))


@pytest.mark.parametrize("called", ["ROWS", "ROWS.format(jobs_table=jobs_table)"])
def test_a_name_in_sql_that_is_no_hole_stays(tmp_path: Path, called: str) -> None:
    assert "FROM jobs_table WHERE" in moved(tmp_path, SQL.format(open="", close="", called=called))


def test_a_hole_that_no_keyword_fills_stays(tmp_path: Path) -> None:
    assert "FROM {jobs_table} WHERE" in moved(
        tmp_path, SQL.format(open="{", close="}", called="fill(ROWS, jobs_table)")
    )


PATHS = 'RUN = "runs/{session-id}/state"\nOTHER = "runs/" + "{session-id}"\n'
FILLS = 'from paths import RUN\n\n\ndef path(session_id):\n    return RUN.format(**{"session-id": session_id})\n'


def test_a_hole_with_hyphens_moves_with_the_keys_that_fill_it(tmp_path: Path) -> None:
    after = renamed(tmp_path, {"paths.py": PATHS, "fills.py": FILLS})
    assert after["paths.py"] == PATHS.replace("session-id", "flow-id")
    assert after["fills.py"] == FILLS.replace("session-id", "flow-id").replace("session_id", "flow_id")


def test_what_is_a_header_somewhere_stays(tmp_path: Path) -> None:
    sends = FILLS + '\n\ndef send(http, session_id):\n    http.set("session-id", session_id)\n'
    after = renamed(tmp_path, {"paths.py": PATHS, "fills.py": sends})
    assert '{"session-id": flow_id}' in after["fills.py"]


def test_text_that_speaks_of_somebody_elses_name_with_hyphens_stays(tmp_path: Path) -> None:
    text = FILLS.replace(
        "    return", '    """The path of a run, by its id (not the session-id of the server)."""\n    return'
    )
    assert "(not the session-id of" in renamed(tmp_path, {"paths.py": PATHS, "fills.py": text})["fills.py"]
