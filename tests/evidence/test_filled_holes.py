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
