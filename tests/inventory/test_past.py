"""The gate against another revision, through real repositories."""

from datetime import date
from pathlib import Path

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.inventory.discover import Discovery, discover
from flowcodemod.inventory.index import index
from flowcodemod.inventory.past import discover_past
from flowcodemod.model.verdict import Verdict
from flowcodemod.repo.git import Repository
from flowcodemod.repo.revision import Revision
from flowcodemod.stages.judge import Scope, Standard, acceptable, judge
from gate import campaign
from worktree import git, repository, write

OLD = {"app/a.py": "def f(session_id):\n    return session_id\n", "app/b.py": "x = 1\n", "img.bin": b"session_id\0"}


def judged(found: Discovery, standard: Standard | None = None) -> Verdict:
    ours = campaign()
    known = index(found, ours)
    scope = Scope(known.paths, {path: file.source.text for path, file in known.files.items()})
    return judge(known.references, ours, load_rules(), scope, today=date(2025, 11, 1), standard=standard)


def against(repo: Repository, name: str) -> Verdict:
    past = judged(discover_past(Revision.find(repo, name), campaign()))
    return judged(discover(repo, campaign()), Standard(acceptable(past), name, baseline=False))


def test_the_past_reads_like_the_present(tmp_path: Path) -> None:
    repo = repository(tmp_path, dict(OLD))
    now, then = discover(repo, campaign()), discover_past(Revision.find(repo, "HEAD"), campaign())
    assert then == now
    assert judged(then) == judged(now)


def test_what_was_there_passes_and_what_is_new_fails(tmp_path: Path) -> None:
    repo = repository(tmp_path, dict(OLD))
    assert against(repo, "HEAD").exit_code == 0
    write(tmp_path, {"app/b.py": "x = session_id\n"})
    assert [(one.path, one.line) for one in against(repo, "HEAD").failing] == [("app/b.py", 1)]
    git(tmp_path, "commit", "-qam", "worse")
    assert against(repo, "HEAD").exit_code == 0
    assert against(repo, "HEAD~1").exit_code == 1


def test_moving_a_file_passes(tmp_path: Path) -> None:
    repo = repository(tmp_path, dict(OLD))
    git(tmp_path, "mv", "app/a.py", "app/c.py")
    assert against(repo, "HEAD").exit_code == 0


def test_swapping_one_for_another_fails(tmp_path: Path) -> None:
    repo = repository(tmp_path, dict(OLD))
    write(tmp_path, {"app/a.py": "def f(session_id):\n    return x.session_id\n"})
    found = against(repo, "HEAD")
    assert [one.code for one in found.failing] == ["FCM104"]
    assert found.vanished == 1
