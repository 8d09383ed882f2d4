"""The patch: `git apply` makes of it exactly what `apply` writes."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowcodemod.model.errors import PlanError
from flowcodemod.model.plan import Edit, Group, Operation, Plan, Reach
from flowcodemod.repo.git import Repository
from flowcodemod.report.patch import patch
from flowcodemod.stages.apply import apply
from worktree import RECORD, create, delete, git, move, plan_for, repository, tree, write

LONG = "".join(f"line {number}\n" for number in range(40))
CASES: dict[str, dict[str, str | bytes]] = {
    "plain": {"a.py": "session_id = 1\n"},
    "crlf": {"a.py": "x\r\nsession_id = 1\r\ny\r\n"},
    "mixed newlines": {"a.txt": "session_id\r\nx\nsession_id\ry\n\r\n"},
    "no final newline": {"a.py": "x\nsession_id"},
    "no final newline, far away": {"a.py": "session_id\n" + LONG + "end"},
    "only a carriage return at the end": {"a.py": "session_id\nx\r"},
    "byte-order mark": {"a.py": b"\xef\xbb\xbfsession_id = 1\n"},
    "latin-1": {"a.py": "# coding: latin-1\nsession_id = 'é'\n".encode("latin-1")},
    "utf-16": {"a.txt": "session_id é\r\nx\r\n".encode("utf-16")},
    "not ascii": {"a.py": "# ünï → 🙂\nsession_id = '\u2028\x0c\x1c\x85'\n"},
    "two hunks": {"a.py": "session_id\n" + LONG + "session_id\n"},
    "hunks that touch": {"a.py": "session_id\n1\n2\n3\n4\n5\n6\nsession_id\n1\n2\n3\n4\n5\n6\n7\nsession_id\n"},
    "names to quote": {'a "b" é.py': "session_id\n", "a b.py": "session_id\n"},
    "lines like a patch": {"a.py": "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-session_id\n\\ No newline at end of file\n"},
    "nothing": {"a.py": "other = 1\n"},
}


def same_as_apply(repo: Repository, plan: Plan, twin: Path) -> bytes:
    """Check the patch against apply on a copy; return it."""
    shutil.copytree(repo.root, twin, symlinks=True)
    before = tree(repo.root)
    text = patch(repo, plan)
    assert tree(repo.root) == before
    if text:
        git(twin, "apply", "--whitespace=nowarn", "-", data=text)
    apply(repo, plan, RECORD)
    assert tree(twin) == tree(repo.root)
    return text


@pytest.mark.parametrize("name", CASES)
def test_edits(tmp_path: Path, name: str) -> None:
    repo = repository(tmp_path / "code", CASES[name])
    text = same_as_apply(repo, plan_for(repo), tmp_path / "twin")
    assert bool(text) == (name != "nothing")


@pytest.mark.parametrize(
    "operations",
    [
        (move("a.py", "lib/b.py"),),
        (move("plain.py", "lib/plain.py"),),
        (move("a.py", "b.py"), create("a.py", "from b import *\n")),
        (create("new/é.py", "x = 1\r\ny = 2"),),
        (create("empty.py", ""),),
        (delete("plain.py"),),
        (delete("empty.txt"),),
        (delete("run.sh"),),
        (move("run.sh", "bin/run.sh"),),
        (move("a.py", "plain.py"), move("plain.py", "a.py")),
    ],
    ids=lambda operations: " ".join(f"{one.kind} {one.path}" for one in operations),
)
def test_operations(tmp_path: Path, operations: tuple[Operation, ...]) -> None:
    files = {"a.py": "session_id\n" + LONG, "plain.py": LONG, "empty.txt": "", "run.sh": "echo\n"}
    repo = repository(tmp_path / "code", files)
    (repo.root / "run.sh").chmod(0o755)
    git(repo.root, "commit", "-q", "-a", "-m", "executable")
    same_as_apply(repo, plan_for(repo, *operations), tmp_path / "twin")


def test_root_below_the_top(tmp_path: Path) -> None:
    repository(tmp_path / "code", {"api/a.py": "session_id\n", "a.py": "session_id\n"})
    repo = Repository.find(tmp_path / "code/api")
    text = patch(repo, plan_for(repo, move("a.py", "b.py")))
    git(tmp_path / "code", "apply", "-", data=text)
    assert (tmp_path / "code/api/b.py").read_text() == "flow_id\n"
    assert (tmp_path / "code/a.py").read_text() == "session_id\n"


def test_edits_that_change_the_number_of_lines(tmp_path: Path) -> None:
    repo = repository(tmp_path / "code", {"a.py": LONG + "session_id\n" + LONG})
    start = len(LONG)
    edits = (Edit("a.py", start, start + 10, 41, "session_id", "one\ntwo"), Edit("a.py", 0, 7, 1, "line 0\n", ""))
    plan = replace(plan_for(repo), groups=(Group("g", 0.9, Reach.LOCAL, (), edits),))
    same_as_apply(repo, plan, tmp_path / "twin")


def test_a_stale_plan_has_no_patch(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"a.py": "session_id\n"})
    plan = plan_for(repo)
    write(tmp_path, {"a.py": "session_id \n"})
    with pytest.raises(PlanError, match=r"changed since the plan was made: a\.py"):
        patch(repo, plan)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["session_id", "\n", "\r\n", "\r", "x", "é", "\x00"]), max_size=40).map("".join))
def test_any_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    repo = repository(folder / "code", {"a.txt": text})
    same_as_apply(repo, plan_for(repo), folder / "twin")
