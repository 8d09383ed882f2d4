"""Answers become evidence: they settle doubts, never what is impossible, and never slip to another reference."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from flowcodemod.cli.answers import record_answer, record_proven
from flowcodemod.cli.session import Planned
from flowcodemod.model.decision import Answer, Decision
from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.model.evidence import Evidence, Kind, confidence
from flowcodemod.model.plan import Group, Reason
from flowcodemod.repo.decisions import FILE, read_decisions, record_decisions
from flowcodemod.report.queue import queue
from flowcodemod.stages.apply import apply
from flowcodemod.stages.candidates import with_candidates
from flowcodemod.stages.decisions import PROVEN
from renaming import planned, planned_again, texts
from worktree import RECORD, git

CAMPAIGN = 'old = "session_id"\nnew = "flow_id"\n'
FILES = {
    "app/wire.py": "def load(data):\n    a = data.session_id\n    return data.rows(session_id=a)\n",
    "app/own.py": "def own():\n    session_id = 1\n    return session_id\n",
}


@pytest.fixture
def made(tmp_path: Path) -> Planned:
    return planned(tmp_path / "repo", FILES, CAMPAIGN)


def groups(made: Planned, path: str = "app/wire.py") -> list[Group]:
    whole = with_candidates(made.plan, made.index)
    return [group for group in whole.groups if group.edits[0].path == path]


def taken(made: Planned) -> set[str]:
    return {f"{edit.path}:{edit.line}" for edit in made.chosen(0.9, ()).edits()}


def again(made: Planned, given: Iterable[tuple[Group, Answer]] = ()) -> Planned:
    for group, answer in given:
        record_answer(made, group, answer, "why not")
    return planned_again(made.repository.root, CAMPAIGN)


def test_without_an_answer_nothing_doubtful_is_taken(made: Planned) -> None:
    assert taken(made) == {"app/own.py:2", "app/own.py:3"}


def test_accepted_is_taken_with_the_answer_as_evidence(made: Planned) -> None:
    group = groups(made)[-1]
    after = again(made, [(group, Answer.ACCEPT)])
    assert taken(after) == taken(made) | {f"{edit.path}:{edit.line}" for edit in group.edits}
    answered = next(one for one in after.plan.groups if one.id == group.id)
    assert Evidence(Kind.DECIDED, "Ada <ada@example.org>: why not") in answered.evidence


def test_rejected_stays_for_good_and_is_not_queued(made: Planned) -> None:
    group = groups(made, "app/own.py")[0]
    after = again(made, [(group, Answer.REJECT)])
    assert taken(after) == set()
    stays = [one for one in after.plan.not_edited if one.path == "app/own.py"]
    assert [one.reason for one in stays] == [Reason.DECIDED] * len(group.edits)
    assert "why not" in stays[0].detail


def test_later_waits_even_where_it_is_certain(made: Planned) -> None:
    group = groups(made, "app/own.py")[0]
    after = again(made, [(group, Answer.LATER)])
    assert taken(after) == set()
    assert group.id in {one.id for one in after.plan.groups}
    assert group.id not in {one.id for one in after.chosen(0, ()).groups}
    assert queue(after.plan, after.chosen(0.9, ()))
    assert taken(again(after, [(group, Answer.ACCEPT)])) == taken(made)


def test_what_is_foreign_is_so_for_every_command(made: Planned) -> None:
    group = groups(made)[-1]
    after = again(made, [(group, Answer.FOREIGN)])
    place = {(edit.path, edit.line) for edit in group.edits}
    assert {(one.path, one.line) for one in after.index.references if one.status == "foreign"} == place
    assert {(one.path, one.line) for one in after.plan.not_edited if one.reason is Reason.FOREIGN} == place


@pytest.mark.parametrize("kind", [Kind.COLLISION, Kind.FOREIGN, Kind.HELD, Kind.NO_NEW_FORM, Kind.REJECTED])
def test_no_answer_makes_the_impossible_possible(kind: Kind) -> None:
    assert confidence([Evidence(Kind.DECIDED), Evidence(kind)]) == 0


@pytest.mark.parametrize("kind", [Kind.UNRESOLVED, Kind.BOUNDARY, Kind.CALLERS_UNSEEN, Kind.TWIN, Kind.NO_CHECKER])
def test_an_answer_settles_a_doubt_and_later_does_not(kind: Kind) -> None:
    assert confidence([Evidence(Kind.DECIDED), Evidence(kind)]) >= 0.9
    assert confidence([Evidence(Kind.DECIDED), Evidence(kind), Evidence(Kind.POSTPONED)]) < 0.6


def test_answers_survive_unrelated_edits(made: Planned) -> None:
    group = groups(made)[-1]
    record_answer(made, group, Answer.ACCEPT, "")
    file = made.repository.root / "app/wire.py"
    file.write_text("import os\n\n\ndef other(session_id):\n    return session_id\n\n\n" + file.read_text())
    assert f"app/wire.py:{group.edits[0].line + 7}" in taken(again(made))


def test_an_answer_does_not_slip_to_the_next_reference_when_the_first_is_gone(tmp_path: Path) -> None:
    """Two lines of one function read alike: when one has moved, the answer for the other is asked anew."""
    root = tmp_path / "repo"
    made = planned(root, {"a.py": "def f(d):\n    d.session_id\n    d.session_id\n    d.x(session_id=1)\n"}, CAMPAIGN)
    first = groups(made, "a.py")[0]
    record_answer(made, first, Answer.ACCEPT, "")
    file = root / "a.py"
    file.write_text(file.read_text().replace("d.session_id", "d.flow_id", 1))
    assert taken(again(made)) == set()


def test_recorded_decisions_leave_a_clean_enough_tree(made: Planned) -> None:
    root = made.repository.root
    record_answer(made, groups(made)[-1], Answer.REJECT, "")
    git(root, "add", FILE)
    git(root, "commit", "-q", "-m", "decide")
    after = again(made, [(groups(made)[0], Answer.REJECT)])
    assert after.repository.dirty() == (FILE,)
    assert apply(after.repository, after.chosen(0.9, ()), RECORD) is not None
    assert "flow_id" in texts(root)["app/own.py"]


def test_what_the_checker_proved_is_written_anew_and_people_go_first(made: Planned) -> None:
    root = made.repository.root
    stale = Decision("0" * 16, Answer.FOREIGN, "gone", PROVEN)
    human = Decision("1" * 16, Answer.REJECT, "published", "ada")
    record_decisions(root, [stale, human])
    left = made.plan.not_edited[0]
    owner = "/home/ada/.venv/lib/python3.11/site-packages/peer/x.py"
    proof = replace(left, reason=Reason.FOREIGN, detail=f"foreign: somebody else's code owns the name ({owner})")
    proven = replace(made, problem="", plan=replace(made.plan, not_edited=(proof,)))
    record_proven(proven, Console(quiet=True))
    found = read_decisions(root)
    assert stale.fingerprint not in found
    assert found.pop(human.fingerprint) == human
    assert [(one.answer, one.reason, one.source) for one in found.values()] == [
        (Answer.FOREIGN, f"{left.path}: peer/x.py", PROVEN)
    ]
    after = planned_again(root, CAMPAIGN)
    assert [one.status for one in after.index.references if one.status == "foreign"] == ["foreign"]


def test_decisions_from_elsewhere_change_nothing(made: Planned, tmp_path: Path) -> None:
    """Names hold path, scope and line, so what another repository decided is nobody's here."""
    other = planned(tmp_path / "other", {f"src/{path}": text for path, text in FILES.items()}, CAMPAIGN)
    for group in other.plan.groups:
        record_answer(other, group, Answer.REJECT, "")
    (made.repository.root / FILE).write_bytes((other.repository.root / FILE).read_bytes())
    assert again(made).plan == made.plan


def test_nothing_is_recorded_without_a_checker(made: Planned) -> None:
    with pytest.raises(FlowcodemodError, match="--record needs the type checker"):
        record_proven(made, Console(quiet=True))
    assert not (made.repository.root / FILE).exists()
