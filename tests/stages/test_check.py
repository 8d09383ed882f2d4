"""The gate on real repositories: baseline, revision, hook."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.inventory.discover import discover
from flowcodemod.inventory.index import index
from flowcodemod.model.decision import Answer, Decision
from flowcodemod.model.errors import FlowcodemodError, RepositoryError
from flowcodemod.model.verdict import State, Verdict
from flowcodemod.repo.baseline import write_baseline
from flowcodemod.repo.decisions import record_decisions
from flowcodemod.stages.check import Check, check
from flowcodemod.stages.decisions import names_of
from flowcodemod.stages.judge import acceptable
from gate import campaign
from worktree import git, repository, write

OLD = {"app/a.py": "def f(session_id):\n    return session_id\n", "app/b.py": "x = 1\n", "web/c.ts": "let x = 1;\n"}
TODAY = date(2025, 11, 1)
HOOK = {"GIT_INDEX_FILE": "index"}


@pytest.fixture
def gate(tmp_path: Path) -> Callable[..., Verdict]:
    """Check a repository that holds OLD."""
    repo = repository(tmp_path, dict(OLD))

    def judged(*paths: str, more: str = "", **asked: object) -> Verdict:
        wanted = Check(TODAY, paths or None, **asked)  # type: ignore[arg-type]
        return check(repo, campaign(more), load_rules(), wanted)

    return judged


def failing(found: Verdict) -> list[tuple[str, int, str]]:
    return [(one.path, one.line, one.code) for one in found.failing]


def test_without_anything_to_compare_every_finding_counts(gate: Callable[..., Verdict]) -> None:
    assert failing(gate()) == [("app/a.py", 1, "FCM101"), ("app/a.py", 2, "FCM103")]
    assert failing(gate("app/b.py")) == []
    assert failing(gate("app")) == failing(gate("app/")) == failing(gate("app/a.py")) == failing(gate())


def test_a_path_git_does_not_track(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    write(tmp_path, {"app/new.py": "session_id = 1\n"})
    for path in ("app/new.py", "nowhere", "../a.py", "ap"):
        with pytest.raises(RepositoryError, match="git tracks no such file here"):
            gate(path)


def test_with_a_baseline(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    write_baseline(tmp_path, acceptable(gate()))
    assert gate().exit_code == 0
    write(tmp_path, {"app/b.py": "session_ids = 1\n"})
    assert failing(gate()) == failing(gate("app/b.py")) == [("app/b.py", 1, "FCM103")]
    assert gate("app/a.py").exit_code == 0
    assert gate(baseline=False).count(State.NEW) == 3


def test_a_baseline_that_was_merged_badly_is_no_baseline(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    write(tmp_path, {"flowcodemod.baseline": "<<<<<<< HEAD\n"})
    with pytest.raises(FlowcodemodError, match="merge conflict"):
        gate()


def test_in_a_hook_without_a_baseline_head_counts(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    write(tmp_path, {"app/a.py": OLD["app/a.py"] + "session_id = 2\n"})
    assert failing(gate("app/a.py", environment=HOOK)) == [("app/a.py", 3, "FCM103")]
    assert len(failing(gate("app/a.py"))) == 3
    assert len(failing(gate(environment=HOOK))) == 3


def test_before_a_push_the_given_revision_counts(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    write(tmp_path, {"app/b.py": "session_id = 2\n"})
    git(tmp_path, "commit", "-qam", "worse")
    assert gate("app/b.py", environment=HOOK).exit_code == 0
    assert gate("app/b.py", environment={"PRE_COMMIT_FROM_REF": "HEAD~1"}).exit_code == 1


def test_a_renamed_file_passes_a_hook_and_a_copied_one_does_not(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    git(tmp_path, "mv", "app/a.py", "app/d.py")
    assert gate("app/d.py", environment=HOOK).exit_code == 0
    write(tmp_path, {"app/a.py": OLD["app/a.py"]})
    git(tmp_path, "add", "app/a.py")
    assert gate("app/d.py", environment=HOOK).exit_code == 1


def test_an_old_removal_pays_for_no_new_reference(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    """The baseline was never tightened; what went last week does not let in what comes today."""
    write_baseline(tmp_path, acceptable(gate()))
    write(tmp_path, {"app/a.py": "def f(flow_id):\n    return flow_id\n"})
    git(tmp_path, "commit", "-qam", "better")
    write(tmp_path, {"app/a.py": "def f(flow_id):\n    return flow_id\n\ndef g(session_id): ...\n"})
    assert failing(gate("app/a.py", environment=HOOK)) == [("app/a.py", 4, "FCM101")]


def test_against_a_revision_needs_no_file(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    write(tmp_path, {"flowcodemod.baseline": "broken", "web/c.ts": "let sessionId = 1;\n"})
    found = gate(against="HEAD")
    assert failing(found) == [("web/c.ts", 1, "FCM103")]
    assert (found.compared, found.change) == ("HEAD", 1)


def test_suppressions_left_in_clean_files_are_found(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    write(tmp_path, {"app/b.py": "x = 1  # flowcodemod: ignore[FCM103] the old client\n"})
    assert failing(gate("app/b.py")) == [("app/b.py", 1, "FCM303")]


def test_factories_of_legacy_ids_are_found_in_files_without_the_name(
    gate: Callable[..., Verdict], tmp_path: Path
) -> None:
    write(tmp_path, {"app/b.py": 'x = f"disc_session_{token}"\n'})
    assert failing(gate("app/b.py", more='[ids]\nlegacy = ["disc_session_{hex8}"]\n')) == [("app/b.py", 1, "FCM201")]
    assert failing(gate("app/b.py")) == []


def test_what_was_decided_to_be_foreign_is_no_finding(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    repo = repository(tmp_path / "other", dict(OLD))
    found = names_of(index(discover(repo, campaign()), campaign()), campaign().concept)
    record_decisions(repo.root, [Decision(one, Answer.FOREIGN, "a peer's", "checker") for one in found.values()])
    assert check(repo, campaign(), load_rules(), Check(TODAY)).findings == ()
    assert gate().exit_code == 1


def test_what_is_piped_in_is_read_instead_of_the_file(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    assert failing(gate("app/b.py", contents={"app/b.py": b"x = session_id\r\n"})) == [("app/b.py", 1, "FCM103")]
    assert failing(gate("app/a.py", contents={"app/a.py": b"def f(flow_id): ...\n"})) == []
    assert failing(gate("new/d.py", contents={"new/d.py": b"# coding: latin-1\n# \xe9 session_id\n"})) == [
        ("new/d.py", 2, "FCM119")
    ]
    assert not (tmp_path / "new").exists()
    assert failing(gate(contents={"app/a.py": b"", "web/c.ts": b"let sessionId;\n"})) == [("web/c.ts", 1, "FCM103")]


@pytest.mark.parametrize(
    ("path", "data"), [("../b.py", b""), ("/b.py", b""), (".git/b", b""), ("b.py", b"session_id \xff")]
)
def test_what_cannot_be_piped_in(gate: Callable[..., Verdict], path: str, data: bytes) -> None:
    with pytest.raises(RepositoryError, match=r"the path |not UTF-8"):
        gate(path, contents={path: data})


def test_a_hook_and_a_whole_run_agree_on_each_file(gate: Callable[..., Verdict], tmp_path: Path) -> None:
    write(tmp_path, {"app/b.py": "x = flow_id or session_id\n", "web/c.ts": "f({ sessionId, flowId });\n"})
    whole = gate().findings
    for path in OLD:
        assert gate(path).findings == tuple(one for one in whole if one.path == path)
