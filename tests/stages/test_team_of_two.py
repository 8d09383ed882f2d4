"""Two people, one repository: each applies a slice on a branch; branches, decisions and baseline merge, and work goes on."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.cli.answers import record_answer
from flowcodemod.cli.session import Planned
from flowcodemod.model.decision import Answer
from flowcodemod.repo.baseline import FILE as BASELINE
from flowcodemod.repo.baseline import read_baseline, write_baseline
from flowcodemod.repo.decisions import FILE as DECISIONS
from flowcodemod.repo.decisions import read_decisions
from flowcodemod.stages.apply import apply
from flowcodemod.stages.candidates import with_candidates
from flowcodemod.stages.check import Check, check
from flowcodemod.stages.judge import acceptable
from renaming import planned, planned_again, texts
from worktree import RECORD, WHEN, git

CAMPAIGN = 'old = "session_id"\nnew = "flow_id"\n[layers]\nservices = ["services/**"]\nother = ["web/**", "jobs/**"]\n'
ATTRIBUTES = "".join(f"{name} merge=union\n" for name in (DECISIONS, BASELINE))
LOCAL = """\
def {name}(value):
    session_id = value
    return session_id


def ask_{name}(peer):
    return peer.session_id
"""
FILES = {f"{folder}/{name}.py": LOCAL.format(name=name) for folder, name in (
    ("services", "orders"), ("services", "users"), ("web", "pages"), ("jobs", "nightly"),
)}  # fmt: skip


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


def accept_what_is_there(made: Planned) -> None:
    asked = Check(WHEN.date(), baseline=False)
    write_baseline(made.repository.root, acceptable(check(made.repository, made.campaign, load_rules(), asked)))


def one_branch(root: Path, branch: str, slices: Sequence[str], answer: Answer, about: str) -> None:
    """A person's day: a slice applied, one answer given, the baseline tightened, all of it committed."""
    git(root, "checkout", "-q", "-b", branch, "start")
    made = planned_again(root, CAMPAIGN)
    assert apply(made.repository, made.chosen(0.9, slices), RECORD) is not None
    whole = with_candidates(made.plan, made.index)
    group = next(one for one in whole.groups if one.edits[0].path == about and one.confidence < 0.9)
    record_answer(made, group, answer, f"asked by {branch}")
    accept_what_is_there(planned_again(root, CAMPAIGN))
    commit(root, branch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a baseline, on which both have worked and whose work is merged."""
    root = tmp_path / "repo"
    accept_what_is_there(planned(root, {**FILES, ".gitattributes": ATTRIBUTES}, CAMPAIGN))
    commit(root, "accept")
    git(root, "tag", "start")
    one_branch(root, "anna", ("layer=services",), Answer.ACCEPT, "services/orders.py")
    one_branch(root, "ben", ("path=web/**",), Answer.REJECT, "jobs/nightly.py")
    git(root, "merge", "-q", "--no-edit", "anna")
    return root


def test_everything_merges_without_a_conflict(root: Path) -> None:
    assert git(root, "status", "--porcelain") == ""
    after = texts(root)
    for path in ("services/orders.py", "services/users.py", "web/pages.py"):
        assert "flow_id = value" in after[path]
    assert "session_id = value" in after["jobs/nightly.py"]
    answers = {(one.answer, one.reason) for one in read_decisions(root).values()}
    assert answers == {(Answer.ACCEPT, "asked by anna"), (Answer.REJECT, "asked by ben")}


def test_the_merged_baseline_lets_pass_what_is_left_and_once_tightened_nothing_more(root: Path) -> None:
    """A union brings back lines that one branch dropped; the report says so, and `baseline` drops them again."""
    made = planned_again(root, CAMPAIGN)
    merged = check(made.repository, made.campaign, load_rules(), Check(WHEN.date()))
    assert merged.failing == ()
    assert any("can be tightened" in note for note in merged.notes)
    accept_what_is_there(made)
    tightened = check(made.repository, made.campaign, load_rules(), Check(WHEN.date()))
    assert (tightened.failing, tightened.vanished) == ((), 0)
    assert {entry.path for entry in read_baseline(root) or ()} == set(FILES)
    (root / "web/pages.py").write_text(texts(root)["web/pages.py"] + "\n\nsession_id = 2\n")
    assert len(check(made.repository, made.campaign, load_rules(), Check(WHEN.date())).failing) == 1


def test_the_rest_applies_after_and_both_answers_hold(root: Path) -> None:
    made = planned_again(root, CAMPAIGN)
    assert apply(made.repository, made.chosen(0.9, ()), RECORD) is not None
    after = texts(root)
    assert after["services/orders.py"].endswith("return peer.flow_id\n")  # anna's answer
    assert after["jobs/nightly.py"] == FILES["jobs/nightly.py"].replace("session_id = ", "flow_id = ").replace(
        "return session_id", "return flow_id"
    )  # ben's answer: only the question stays
    assert after["services/users.py"].endswith("return peer.session_id\n")  # nobody's
    again = planned_again(root, CAMPAIGN)
    assert again.chosen(0.9, ()).groups == ()


def test_nothing_else_is_in_the_tree(root: Path) -> None:
    assert set(texts(root)) == {*FILES, BASELINE, DECISIONS, ".gitattributes"}


def test_two_answers_to_one_question_are_refused_by_line(root: Path) -> None:
    file = root / DECISIONS
    line = file.read_text().splitlines()[0]
    name, answer, *rest = line.split("\t")
    other = "reject" if answer == "accept" else "accept"
    file.write_text(file.read_text() + "\t".join((name, other, *rest)) + "\n")
    with pytest.raises(Exception, match=r"flowcodemod\.decisions:\d+: .* is answered"):
        planned_again(root, CAMPAIGN)
