"""Paths: which ones stay inside the repository, and how any of them is shown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.repo.paths import link_in, listed, parents, problem_with, shown
from worktree import write


@pytest.mark.parametrize(
    "path", ["a", "a/b.py", ".gitignore", ".github/x", "a.git", "..a", "a..", "...", "é/ß 1.py", "-x"]
)
def test_paths_that_may_be_used(path: str) -> None:
    assert problem_with(path) == ""


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("", "is absolute or empty"),
        ("/a", "is absolute or empty"),
        ("..", "holds '..' or an empty part"),
        ("a/../b", "holds '..' or an empty part"),
        ("a//b", "holds '..' or an empty part"),
        ("a/", "holds '..' or an empty part"),
        (".git/config", "is inside .git"),
        ("sub/.Git/hooks", "is inside .git"),
        ("a\nb", "holds a control character or a backslash"),
        ("a\\..\\b", "holds a control character or a backslash"),
        ("a\u2066b", "holds a control character or a backslash"),
        ("\udcff", "is not UTF-8"),
    ],
)
def test_paths_that_may_not_be_used(path: str, problem: str) -> None:
    assert problem_with(path) == problem


@given(
    st.lists(st.sampled_from(["a", "..", ".", "", ".git", "b\\", "\0", "x y"]), min_size=1, max_size=5).map("/".join)
)
def test_a_path_without_a_problem_never_leaves_the_root(path: str) -> None:
    inside = (Path("/root") / path).as_posix() == f"/root/{path}" and ".." not in path
    assert inside or problem_with(path)


def test_links_on_the_way(tmp_path: Path) -> None:
    write(tmp_path, {"real/deep/a": ""})
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real/deep/b").symlink_to("a")
    (tmp_path / "loop").symlink_to("loop")
    assert link_in(tmp_path, "link/deep/a") == "link"
    assert link_in(tmp_path, "real/deep/b") == "real/deep/b"
    assert link_in(tmp_path, "loop/x") == "loop"
    assert [link_in(tmp_path, path) for path in ("real/deep/a", "absent/x", "real/deep/a/x")] == ["", "", ""]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a b.py", "a b.py"),
        ("a\x1b[31m", "a\\x1b[31m"),
        ("a\n::error", "a\\n::error"),
        ("\udcff", "\\udcff"),
        ("é", "é"),
    ],
)
def test_no_terminal_is_surprised(path: str, text: str) -> None:
    assert shown(path) == text


def test_lists_of_paths() -> None:
    assert listed(["b", "a\n"]) == "a\\n, b"
    assert listed(str(number) for number in range(3)) == "0, 1, 2"
    assert listed([f"{number:02}" for number in range(12)], most=2) == "00, 01 and 10 more"
    assert (parents("a/b/c.py"), parents("a")) == (["a/b", "a"], [])
