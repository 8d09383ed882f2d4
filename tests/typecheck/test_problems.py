import pytest

from flowcodemod.typecheck.problems import appeared
from flowcodemod.typecheck.protocol import Problem

ONE = Problem("a.py", 3, 5, "missing-attribute", "no attribute `session_id`")
TWO = Problem("a.py", 9, 5, "missing-attribute", "no attribute `session_id`")


def rename(text: str) -> str:
    return text.replace("session_id", "flow_id")


def moved(problem: Problem, line: int = 0, column: int = 0) -> Problem:
    return Problem(
        rename(problem.path), problem.line + line, problem.column + column, problem.code, rename(problem.message)
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), ()),
        ((ONE,), (ONE,)),
        ((ONE, TWO), (TWO,)),
        ((ONE,), (TWO,)),
        ((TWO, ONE), (ONE, TWO)),
    ],
)
def test_nothing_new(before: tuple[Problem, ...], after: tuple[Problem, ...]) -> None:
    assert appeared(before, after) == ()


def test_nothing_new_when_names_lines_and_columns_move_with_the_rename() -> None:
    before = (ONE, TWO, Problem("session_id.py", 1, 1, "x", "y"))
    after = (moved(ONE, column=-3), moved(TWO, line=2), Problem("flow_id.py", 1, 1, "x", "y"))
    assert appeared(before, after, rename) == ()


@pytest.mark.parametrize(
    "new",
    [
        Problem("a.py", 3, 5, "missing-attribute", "no attribute `flow`"),
        Problem("a.py", 3, 5, "bad-argument", ONE.message),
        Problem("b.py", 3, 5, ONE.code, ONE.message),
    ],
)
def test_another_file_code_or_message_is_new(new: Problem) -> None:
    assert appeared([ONE], [ONE, new]) == (new,)
    assert appeared([ONE], [new]) == (new,)


def test_one_more_of_the_same_is_new_and_it_is_the_one_on_the_other_line() -> None:
    assert appeared([TWO], [ONE, TWO]) == (ONE,)
    assert appeared([ONE, ONE], [ONE, ONE, ONE]) == (ONE,)


def test_the_old_name_left_over_is_new() -> None:
    assert appeared([ONE], [ONE], rename) == (ONE,)
