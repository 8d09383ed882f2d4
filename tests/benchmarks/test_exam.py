"""The exam measures what it says: what is left, what was taken, and which test is which before and after."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from exam.cases import Case, load
from exam.measures import kept, left

CASES = load()
CASE = next(case for case in CASES if case.package == "pytest-httpx")


def _lay(root: Path, text: str) -> Path:
    (root / "tests").mkdir(parents=True)
    (root / "tests/test_a.py").write_text(text, "utf-8")
    return root


def test_a_name_no_rule_speaks_of_is_left(tmp_path: Path) -> None:
    found = left(_lay(tmp_path, "a = 1\nadd(status_code=1)\n"), CASE)
    assert [(one.path, one.line) for one in found] == [("tests/test_a.py", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "assert response.status_code == 1\n",
        "httpx.Response(\n    status_code=200)\n",
        "test_with_status_codes()\n",
        "add(reply_code=1)\n",
    ],
)
def test_what_must_stay_or_is_another_word_is_not_left(tmp_path: Path, text: str) -> None:
    assert left(_lay(tmp_path, text), CASE) == []


def test_a_name_taken_from_its_owner_is_missed(tmp_path: Path) -> None:
    before = _lay(tmp_path / "a", "response.status_code\nresponse.status_code\nadd(status_code=1)\n")
    after = _lay(tmp_path / "b", "response.status_code\nresponse.reply_code\nadd(reply_code=1)\n")
    assert sum(kept(before, CASE)) - sum(kept(after, CASE)) == 1


def test_a_test_is_the_same_under_both_names() -> None:
    assert CASE.normal("test_status_code[status-code]") == CASE.normal("test_reply_code[reply-code]")
    assert CASE.normal("test_statuscode") != CASE.normal("test_reply_code")


@pytest.mark.parametrize("case", CASES, ids=[case.package for case in CASES])
def test_a_case_asks_for_something_and_says_why(case: Case) -> None:
    assert case.old != case.new
    assert all(rule.reason for rule in (*case.keep, *case.may_stay))
    assert bool(case.dictated) == bool(case.keep)
