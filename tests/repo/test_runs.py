"""Runs: ids that sort, how each stands, the journal as the audit trail, and pruning by age."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from flowcodemod.model.errors import RunError
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.journal import RunState
from flowcodemod.repo.git import Repository
from flowcodemod.repo.plans import write_plan
from flowcodemod.repo.run_folders import run_ids, runs_folder, unfinished
from flowcodemod.repo.runs import list_runs, new_run_id, prune_runs
from flowcodemod.repo.sources import digest
from flowcodemod.stages.apply import apply
from flowcodemod.stages.recover import recover
from flowcodemod.stages.rollback import rollback
from worktree import RECORD, WHEN, at, failing, move, offline, plan_for, repository, tree


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return offline(tmp_path, {"a.py": "session_id = 1\n", "b.py": "user_id = 1\n"})


def test_ids_sort_by_age_even_when_the_clock_goes_back(repo: Repository) -> None:
    later, elsewhere = WHEN + timedelta(days=40), WHEN.astimezone(timezone(timedelta(hours=9)))
    ids = [new_run_id_in(repo, when) for when in (WHEN, WHEN, later, WHEN, elsewhere)]
    assert ids == [
        "20261121-101500-01",
        "20261121-101500-02",
        "20261231-101500-01",
        "20261231-101500-02",
        "20261231-101500-03",
    ]
    assert run_ids(repo) == tuple(ids)


def new_run_id_in(repo: Repository, when: datetime) -> str:
    folder = runs_folder(repo)
    folder.mkdir(parents=True, exist_ok=True)
    run_id = new_run_id(repo, when)
    (folder / run_id).mkdir()
    (folder / run_id / "journal.json").touch()
    return run_id


def test_more_than_99_runs_in_a_second(repo: Repository) -> None:
    ids = [new_run_id_in(repo, WHEN) for _ in range(101)]
    assert ids[-1] == "20261121-101500-101"
    assert run_ids(repo) == tuple(ids)


def test_folders_that_are_no_runs_are_passed_over(repo: Repository) -> None:
    for name in ("notes", "20261121", "20261121-101500", "20261121-101500-1x", "20261121-101500-0\u0661"):
        (runs_folder(repo) / name).mkdir(parents=True)
    assert (run_ids(repo), list_runs(repo), unfinished(repo)) == ((), (), "")


def owner(file: Path) -> tuple[int, int]:
    return file.stat().st_uid, file.stat().st_gid


def test_the_journal_tells_everything(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"a.py": "session_id\n", "session_id.py": "x\n"})
    for name in ("a.py", "session_id.py"):
        (tmp_path / name).chmod(0o644)
    plan = plan_for(repo, move("session_id.py", "flow_id.py"))
    evidence = (Evidence(Kind.LOCAL_BINDING), Evidence(Kind.RESOLVED, "a.py:1"))
    plan = replace(plan, groups=(replace(plan.groups[0], evidence=evidence),))
    run = apply(repo, plan, RECORD)
    assert run is not None
    journal = json.loads((runs_folder(repo) / run.id / "journal.json").read_text())
    states = [state for step in journal["steps"] for state in (step["before"], step["after"]) if state]
    assert {(state.pop("uid"), state.pop("gid")) for state in states} == {owner(repo.root / "a.py")}
    assert journal["revision"] == repo.revision()
    assert journal["plan_digest"] == digest(write_plan(plan))
    assert {**journal, "revision": "…", "plan_digest": "…"} == snapshot(
        {
            "schema_version": 1,
            "run": "20261121-101500-01",
            "kind": "apply",
            "undoes": "",
            "who": "Ada <ada@example.org>",
            "when": "2026-11-21T10:15:00+00:00",
            "tool": "flowcodemod 0.1.0",
            "checker": "pyrefly 1.0",
            "campaign": "session-to-flow",
            "campaign_digest": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
            "min_confidence": 0.9,
            "only": [],
            "plan_digest": "…",
            "revision": "…",
            "prefix": "",
            "steps": [
                {
                    "action": "replace",
                    "path": "a.py",
                    "target": "",
                    "before": {
                        "digest": "0dd067511614187645d387df9945956bbc4c84bd1529d5e0433e2b7b49ca32d6",
                        "mode": 0o644,
                    },
                    "after": {
                        "digest": "688c81786116e9ce3c2605a34eb9f8d94baee321e087706d8c6f932742e3ee98",
                        "mode": 0o644,
                    },
                    "mode": 0,
                },
                {
                    "action": "create",
                    "path": "flow_id.py",
                    "target": "",
                    "before": None,
                    "after": {
                        "digest": "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac",
                        "mode": 0o644,
                    },
                    "mode": 0,
                },
                {
                    "action": "delete",
                    "path": "session_id.py",
                    "target": "",
                    "before": {
                        "digest": "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac",
                        "mode": 0o644,
                    },
                    "after": None,
                    "mode": 0,
                },
            ],
            "groups": [
                {
                    "id": "g0",
                    "confidence": 0.95,
                    "tier": "confident",
                    "reach": "local",
                    "roles": [],
                    "requires": [],
                    "places": 0,
                    "evidence": [
                        {
                            "kind": "local-binding",
                            "detail": "",
                            "text": "local-binding: bound inside one function, where every use can be seen",
                        },
                        {
                            "kind": "resolved",
                            "detail": "a.py:1",
                            "text": "resolved: the type checker shows its definition in this repository (a.py:1)",
                        },
                    ],
                    "edits": [
                        {"path": "a.py", "start": 0, "end": 10, "line": 1, "old": "session_id", "new": "flow_id"}
                    ],
                }
            ],
            "operations": [
                {
                    "kind": "move",
                    "path": "session_id.py",
                    "target": "flow_id.py",
                    "content": "",
                    "detail": "",
                    "group": "",
                }
            ],
        }
    )
    assert json.loads((runs_folder(repo) / run.id / "outcome.json").read_text()) == snapshot(
        {"state": "finished", "when": "2026-11-21T10:15:00+00:00", "detail": ""}
    )


def test_what_is_read_back_is_what_was_written(repo: Repository) -> None:
    run = apply(repo, plan_for(repo), RECORD)
    assert [one.run for one in list_runs(repo)] == [run]


def test_a_run_that_failed_says_why(repo: Repository) -> None:
    with pytest.raises(RunError, match="No space left"):
        apply(repo, plan_for(repo), RECORD, disk=failing(27, 28))
    (one,) = list_runs(repo)
    assert one.state is RunState.UNDONE
    assert one.run is not None
    assert one.run.outcome is not None
    assert one.run.outcome.detail.endswith("No space left on device")


def test_no_runs_without_git(tmp_path: Path) -> None:
    bare = Repository.find(tmp_path)
    assert (run_ids(bare), unfinished(bare)) == ((), "")
    with pytest.raises(RunError, match="there are no runs"):
        list_runs(bare)


def test_prune_drops_what_is_old_and_ended(repo: Repository) -> None:
    old = apply(repo, plan_for(repo), RECORD)
    new = apply(repo, plan_for(repo, old="user_id", new="account_id"), replace(RECORD, when=WHEN + timedelta(days=9)))
    assert old is not None
    assert new is not None
    now = WHEN + timedelta(days=10)
    before = tree(repo.root)
    assert prune_runs(repo, timedelta(days=11), now) == ()
    assert prune_runs(repo, timedelta(days=5), now) == (old.id,)
    assert [one.id for one in list_runs(repo)] == [new.id]
    assert not (runs_folder(repo) / old.id).exists()
    assert tree(repo.root) == before
    with pytest.raises(RunError, match="there is no run"):
        rollback(repo, old.id, at(1))
    rollback(repo, new.id, replace(RECORD, when=now))


def test_prune_keeps_what_is_unfinished_or_unreadable(repo: Repository) -> None:
    with pytest.raises(RunError):
        apply(repo, plan_for(repo), RECORD, disk=failing(27, 28, forever=True))
    broken = runs_folder(repo) / "20200101-000000-01"
    broken.mkdir()
    (broken / "journal.json").write_text("{")
    (broken / "outcome.json").write_text("{")
    assert prune_runs(repo, timedelta(0), datetime(2030, 1, 1, tzinfo=UTC)) == ()
    assert [one.state for one in list_runs(repo)] == [RunState.UNREADABLE, RunState.UNFINISHED]


def test_a_prune_that_is_cut_off_leaves_no_unfinished_run(repo: Repository) -> None:
    apply(repo, plan_for(repo), RECORD)
    after = tree(repo.root)
    for number in range(4, 9):
        try:
            prune_runs(repo, timedelta(0), WHEN + timedelta(1), failing(number, 5))
        except OSError:
            assert unfinished(repo) == ""
    recover(repo, WHEN)
    assert (list_runs(repo), list(runs_folder(repo).iterdir()), tree(repo.root)) == ((), [], after)
