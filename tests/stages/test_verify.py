"""The proofs: each holds for what apply leaves, and each fails, naming the group, when something is put wrong."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flowcodemod.model.concept import Concept
from flowcodemod.model.errors import RunError
from flowcodemod.model.plan import Edit, Group, NotEdited, Plan, Reach, Reason
from flowcodemod.model.proof import Changed, Outcome, Proof
from flowcodemod.model.reference import Role
from flowcodemod.model.words import Term
from flowcodemod.repo.changed import changes_of
from flowcodemod.repo.git import Repository
from flowcodemod.stages.apply import apply
from flowcodemod.stages.verify import verify
from worktree import RECORD, create, delete, move, plan_for, repository, write

CONCEPT = Concept(Term.of("session_id"), Term.of("flow_id"))
NOTHING = Plan("", ".", "", (), (), ())
FILES = {
    "app/a.py": "def f(session_id):\r\n    return session_id\r\n",
    "app/session.py": b"\xef\xbb\xbfsession_id = 1\n",
    "logo.bin": b"\0\xff\xfe",
    "gone.py": "x = 1\n",
    "web/a.ts": "const session_id = 1;\n",
}


def prove(changed: tuple[Changed, ...], groups: tuple[Group, ...], again: Plan = NOTHING) -> dict[str, Proof]:
    found = sum(group.references for group in again.groups) + len(again.not_edited)
    proofs = verify(changed, groups, CONCEPT, again=again, chosen=replace(again, not_edited=()), found=found)
    return {proof.name: proof for proof in proofs}


def failures(proofs: dict[str, Proof]) -> dict[str, tuple[str, ...]]:
    return {name: proof.groups for name, proof in proofs.items() if proof.outcome is not Outcome.HOLDS}


def one_file(before: str, now: str, *edits: tuple[str, int, str, str], path: str = "a.py") -> dict[str, Proof]:
    """The proofs of a file: each edit is a group, where its old text starts, the old and the new text."""
    groups = []
    for name, start, old, new in edits:
        line = before.count("\n", 0, start) + 1
        edit = Edit(path, start, start + len(old), line, old, new)
        groups.append(Group(name, 0.95, Reach.LOCAL, (), (edit,)))
    planned = before
    for _, start, old, new in sorted(edits, key=lambda edit: -edit[1]):
        planned = planned[:start] + new + planned[start + len(old) :]
    return prove((Changed(path, before, now or planned, planned, path),), tuple(groups))


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return repository(tmp_path / "code", FILES)


def test_everything_holds_after_edits_moves_creations_and_deletions(repo: Repository) -> None:
    operations = (
        move("app/session.py", "app/flow.py"),
        move("logo.bin", "art/logo.bin"),
        create("app/session.py", "from app.flow import *  # session_id\n"),
        delete("gone.py"),
    )
    run = apply(repo, plan_for(repo, *operations), RECORD)
    assert run is not None
    changed = changes_of(repo, run)
    assert [(one.was, one.path) for one in changed] == [
        ("app/a.py", "app/a.py"),
        ("app/session.py", "app/flow.py"),
        ("", "app/session.py"),
        ("logo.bin", "art/logo.bin"),
        ("web/a.ts", "web/a.ts"),
    ]
    assert failures(prove(changed, run.groups)) == {}


@pytest.mark.parametrize(
    ("path", "spoil"),
    [
        ("app/flow.py", lambda file: file.write_bytes(file.read_bytes() + b"x = 2\n")),
        ("art/logo.bin", lambda file: file.write_bytes(b"\0\xff")),
        ("web/a.ts", lambda file: file.write_text("const flow_id  = 1;\n")),
    ],
)
def test_a_file_that_somebody_changed_since_is_named(
    repo: Repository, path: str, spoil: Callable[[Path], object]
) -> None:
    run = apply(repo, plan_for(repo, move("app/session.py", "app/flow.py"), move("logo.bin", "art/logo.bin")), RECORD)
    assert run is not None
    spoil(repo.root / path)
    proof = prove(changes_of(repo, run), run.groups)["only planned tokens changed"]
    assert proof.outcome is Outcome.FAILS
    assert proof.detail == f"{path} differs from the plan"


def test_a_file_that_came_back_or_vanished_is_refused_by_name(repo: Repository) -> None:
    run = apply(repo, plan_for(repo, delete("gone.py")), RECORD)
    assert run is not None
    write(repo.root, {"gone.py": "x = 1\n"})
    with pytest.raises(RunError, match=r"took away gone\.py, which is there again"):
        changes_of(repo, run)
    (repo.root / "gone.py").unlink()
    (repo.root / "web/a.ts").unlink()
    with pytest.raises(RunError, match=r"web/a\.ts can no longer be read"):
        changes_of(repo, run)


def test_a_formatter_may_lay_the_file_out_anew() -> None:
    before = "def f( session_id ):\n  return session_id\n"
    now = "def f(flow_id):\n    return flow_id\n"
    proofs = one_file(before, now, ("g", 7, "session_id", "flow_id"), ("g", 30, "session_id", "flow_id"))
    assert failures(proofs) == {}
    assert "only the layout differs" in proofs["only planned tokens changed"].detail


@pytest.mark.parametrize(
    "now",
    [
        "def f(flow_id):\n    return 0\n",  # another token
        "def f(flow_id):\n    return flow_id  # why\n",  # a comment counts
        "def f(flow_id):\n        return (flow_id)\n",
        "def f(flow_id):\nreturn flow_id\n",  # a block lost
    ],
)
def test_anything_but_layout_counts(now: str) -> None:
    before = "def f(session_id):\n    return session_id\n"
    proofs = one_file(before, now, ("g", 6, "session_id", "flow_id"), ("g", 30, "session_id", "flow_id"))
    assert "only planned tokens changed" in failures(proofs)


def test_the_group_at_the_difference_is_named_and_no_other() -> None:
    before = "session_id = 1\nx = session_id_2\n"
    now = "flow_id = 1\nx = session_id_2\n"
    proofs = one_file(before, now, ("one", 0, "session_id", "flow_id"), ("two", 19, "session_id_2", "flow_id_2"))
    assert failures(proofs)["only planned tokens changed"] == ("two",)
    now = "flow_id = 1\ny = flow_id_2\n"
    proofs = one_file(before, now, ("one", 0, "session_id", "flow_id"), ("two", 19, "session_id_2", "flow_id_2"))
    assert failures(proofs)["only planned tokens changed"] == ()


def test_a_file_that_no_longer_parses_names_the_group_that_broke_it() -> None:
    proofs = one_file(
        "a = session_id\nb = session_ids\n",
        "",
        ("good", 4, "session_id", "flow_id"),
        ("bad", 19, "session_ids", "flow ids"),
    )
    assert failures(proofs) == {"every file parses": ("bad",)}


def test_a_file_that_never_parsed_is_no_failure() -> None:
    proofs = one_file("a = = session_id\n", "", ("g", 6, "session_id", "flow_id"))
    assert failures(proofs) == {}


def test_typescript_is_parsed_too() -> None:
    proofs = one_file("const session_id = 1;\n", "", ("g", 6, "session_id", "flow id"), path="a.ts")
    assert failures(proofs) == {"every file parses": ("g",)}


@pytest.mark.parametrize(
    ("before", "start"),
    [
        ("f({'session_id': 1, 'flow_id': 2})\n", 4),
        ("class A:\n    session_id: int\n    flow_id: int\n", 13),
        ("x = session_id or flow_id\n", 4),
    ],
)
def test_a_duplicate_is_found_and_its_group_named(before: str, start: int) -> None:
    proofs = one_file(before, "", ("g", start, "session_id", "flow_id"))
    assert failures(proofs) == {"no new duplicate key, keyword, field or branch": ("g",)}


def test_a_duplicate_that_was_there_is_nobodys_fault() -> None:
    proofs = one_file("f({'a': 1, 'a': session_id})\n", "", ("g", 16, "session_id", "flow_id"))
    assert failures(proofs) == {}


def test_what_a_second_plan_would_do_is_named() -> None:
    left = Group("late", 0.95, Reach.LOCAL, (), (Edit("a.py", 0, 10, 1, "session_id", "flow_id"),))
    proofs = prove((), (), replace(NOTHING, groups=(left,)))
    assert failures(proofs) == {"a second plan is empty": ("late",)}


def test_the_ledger_counts_what_stays() -> None:
    stays = NotEdited("a.py", 1, 1, "session_id", Role.VARIABLE, Reason.FOREIGN, "theirs")
    proofs = prove((), (), replace(NOTHING, not_edited=(stays,)))
    assert failures(proofs) == {}
    assert "1 with a reason to stay" in proofs["the ledger closes"].detail


def test_a_reference_that_nobody_accounts_for_opens_the_ledger() -> None:
    proofs = {one.name: one for one in verify((), (), CONCEPT, again=NOTHING, chosen=NOTHING, found=1)}
    assert proofs["the ledger closes"].detail == "1 references found, 0 accounted for"
    proofs = one_file("a = session_id\n", "a = b\n", ("g", 4, "session_id", "flow_id"), path="a.txt")
    assert proofs["the ledger closes"].outcome is Outcome.HOLDS
    proofs = one_file("a = session_id\n", "a = session_id\n", ("g", 4, "session_id", "flow_id"))
    assert "1 references in the files before, 1 edited, and 1 are left" in proofs["the ledger closes"].detail


@pytest.mark.parametrize("deep", ["-" * 100_000 + "{}", "(" * 100_000 + "{}" + ")" * 100_000, "{}" + ".a" * 100_000])
def test_deep_nesting_is_no_crash(deep: str) -> None:
    before = "x = " + deep.format("session_id") + "\n"
    proofs = one_file(before, "", ("g", before.index("session_id"), "session_id", "flow_id"))
    assert failures(proofs) == {}
