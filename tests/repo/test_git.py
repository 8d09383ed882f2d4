"""The repository as git's index knows it, and nothing that it configures running."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from flowcodemod.inventory.discover import discover
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.concept import Concept
from flowcodemod.model.errors import RepositoryError
from flowcodemod.model.words import Term
from flowcodemod.repo.git import EntryKind, Repository
from worktree import git, repository, write


def paths(repo: Repository) -> list[str]:
    return list(repo.tracked())


def test_the_index_decides_what_is_tracked(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"a.py": "", "b/é ü.py": "", ".hidden": ""})
    write(tmp_path, {"new.py": "", "ignored.py": "", ".gitignore": "ignored.py\na.py\n", "staged.py": ""})
    git(tmp_path, "add", "staged.py")
    assert paths(repo) == [".hidden", "a.py", "b/é ü.py", "staged.py"]
    assert repo.untracked() == (".gitignore", "new.py")
    assert repo.dirty() == ("staged.py",)


def test_links_and_submodules_are_told_apart(tmp_path: Path) -> None:
    inner = repository(tmp_path / "inner", {"x.py": ""})
    repo = repository(tmp_path / "code", {"a.py": ""})
    git(repo.root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "sub")
    (repo.root / "link").symlink_to("a.py")
    git(repo.root, "add", "link")
    assert repo.tracked() == {
        ".gitmodules": EntryKind.FILE,
        "a.py": EntryKind.FILE,
        "link": EntryKind.LINK,
        "sub": EntryKind.SUBMODULE,
    }


def test_a_submodule_with_changes_is_not_dirty(tmp_path: Path) -> None:
    inner = repository(tmp_path / "inner", {"x.py": ""})
    repo = repository(tmp_path / "code", {"a.py": ""})
    git(repo.root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "sub")
    git(repo.root, "commit", "-q", "-m", "submodule")
    write(repo.root, {"sub/x.py": "changed"})
    assert repo.dirty() == ()


def test_a_conflict_lists_a_path_once(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"a.py": "1\n"})
    git(tmp_path, "checkout", "-q", "-b", "other")
    write(tmp_path, {"a.py": "2\n"})
    git(tmp_path, "commit", "-q", "-a", "-m", "two")
    git(tmp_path, "checkout", "-q", "-")
    write(tmp_path, {"a.py": "3\n"})
    git(tmp_path, "commit", "-q", "-a", "-m", "three")
    with pytest.raises(CalledProcessError):
        git(tmp_path, "merge", "other")
    assert paths(repo) == ["a.py"]
    assert repo.dirty() == ("a.py",)


def test_a_folder_of_the_repository(tmp_path: Path) -> None:
    repository(tmp_path, {"api/v1/a.py": "", "web/a.py": ""})
    write(tmp_path, {"api/v1/new.py": "", "web/new.py": "", "api/v1/a.py": "changed", "web/a.py": "changed"})
    repo = Repository.find(tmp_path / "api/v1")
    assert (repo.prefix, repo.top) == ("api/v1/", tmp_path)
    assert (paths(repo), repo.untracked(), repo.dirty()) == (["a.py"], ("new.py",), ("a.py",))
    assert repo.runs is not None
    assert repo.runs.resolve() == tmp_path / ".git/flowcodemod"


def test_a_linked_work_tree_has_runs_of_its_own(tmp_path: Path) -> None:
    repo = repository(tmp_path / "code", {"a.py": ""})
    git(repo.root, "worktree", "add", "-q", str(tmp_path / "second"))
    second = Repository.find(tmp_path / "second")
    assert second.git
    assert second.runs == repo.root / ".git/worktrees/second/flowcodemod"


def test_revision_and_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    repo = repository(tmp_path / "code", {})
    assert repo.revision() == git(repo.root, "rev-parse", "HEAD").strip()
    assert repo.user() == "Ada <ada@example.org>"
    git(repo.root, "config", "--unset", "user.name")
    git(repo.root, "config", "user.email", "\x1b[31mred")
    assert repo.user() == "<\\x1b[31mred>"
    git(repo.root, "config", "--unset", "user.email")
    assert repo.user()
    unborn = tmp_path / "unborn"
    unborn.mkdir()
    git(unborn, "init", "-q")
    assert Repository.find(unborn).revision() == ""


def test_no_repository_is_walked(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "", "b/c.py": "", ".venv/x.py": "", "node_modules/x.js": "", "b/__pycache__/c.pyc": ""})
    (tmp_path / "folder").symlink_to("b")
    (tmp_path / "file").symlink_to("a.py")
    repo = Repository.find(tmp_path)
    assert (repo.git, repo.problem) == (False, "no git repository is here")
    assert repo.tracked() == {
        "a.py": EntryKind.FILE,
        "b/c.py": EntryKind.FILE,
        "file": EntryKind.LINK,
        "folder": EntryKind.LINK,
    }
    assert (repo.untracked(), repo.dirty(), repo.revision(), repo.top) == ((), (), "", tmp_path)


def test_no_git_is_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path, {"a.py": ""})
    monkeypatch.setenv("PATH", str(tmp_path))
    repo = Repository.find(tmp_path)
    assert (repo.git, repo.problem) == (False, "git is not installed")
    assert paths(repo) == ["a.py"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_repository_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("SUDO_UID", raising=False)
    repo = repository(tmp_path, {"a.py": ""})
    for path in (tmp_path, tmp_path / ".git"):
        os.chown(path, 4242, 4242)
    with pytest.raises(RepositoryError, match=r"belongs to another user.*safe\.directory"):
        Repository.find(repo.root)


@pytest.mark.parametrize("start", ["absent", "a.py", ".git", "bare"])
def test_where_no_work_tree_is(tmp_path: Path, start: str) -> None:
    repository(tmp_path, {"a.py": ""})
    (tmp_path / "bare").mkdir()
    git(tmp_path / "bare", "init", "-q", "--bare")
    with pytest.raises(RepositoryError):
        Repository.find(tmp_path / start)


def test_a_broken_repository(tmp_path: Path) -> None:
    repository(tmp_path, {"a.py": ""})
    (tmp_path / ".git/config").write_text("[core\n")
    with pytest.raises(RepositoryError, match="git cannot read the repository"):
        Repository.find(tmp_path)


def test_a_hook_of_another_repository_does_not_lead_astray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = repository(tmp_path / "other", {"other.py": ""})
    repository(tmp_path / "code", {"a.py": ""})
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    assert paths(Repository.find(tmp_path / "code")) == ["a.py"]


def hostile(folder: Path, witness: Path) -> Repository:
    """A repository whose every setting that names a program names one that leaves a witness."""
    repo = repository(folder, {"a.py": "session_id\n", ".gitattributes": "* filter=evil diff=evil\n"})
    program = folder.parent / "evil.sh"
    program.write_text(f"#!/bin/sh\ntouch {witness}\ncat\n")
    program.chmod(0o755)
    settings = {
        "core.fsmonitor": program,
        "core.pager": program,
        "core.editor": program,
        "core.sshCommand": program,
        "diff.external": program,
        "diff.evil.command": program,
        "diff.evil.textconv": program,
        "filter.evil.clean": program,
        "filter.evil.smudge": program,
        "filter.evil.process": program,
        "filter.evil.required": "true",
        "filter.na=me.clean": program,
        "credential.helper": program,
        "pager.status": "true",
        "pager.ls-files": program,
        "alias.status": f"!{program}",
        "core.hooksPath": folder.parent / "hooks",
    }
    for hook in ("post-index-change", "pre-commit", "post-checkout", "fsmonitor-watchman"):
        write(folder.parent / "hooks", {hook: program.read_text()})
        (folder.parent / "hooks" / hook).chmod(0o755)
    for key, value in settings.items():
        git(repo.root, "config", key, str(value))
    write(folder, {"a.py": "session_id = 'changed'\n"})
    return repo


def test_nothing_the_repository_configures_runs(tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    hostile(tmp_path / "code", witness)
    repo = Repository.find(tmp_path / "code")
    assert repo.dirty() == ("a.py",)
    assert (repo.untracked(), repo.user(), len(repo.revision())) == ((), "Ada <ada@example.org>", 40)
    concept = Concept(Term.of("session_id"), Term.of("flow_id"))
    assert [source.path for source in discover(repo, Campaign("x", concept)).sources] == ["a.py"]
    assert not witness.exists()


def test_the_hostile_repository_would_run_its_programs(tmp_path: Path) -> None:
    """The witness works: plain git leaves it."""
    witness = tmp_path / "witness"
    repo = hostile(tmp_path / "code", witness)
    with suppress(CalledProcessError):
        git(repo.root, "diff", "--ext-diff")
    assert witness.exists()


def test_nothing_is_written_by_asking(tmp_path: Path) -> None:
    repo = repository(tmp_path / "code", {"a.py": "x"})
    (repo.root / "a.py").touch()
    shutil.copytree(repo.root / ".git", tmp_path / "before")
    repo.dirty(), repo.untracked(), repo.tracked(), repo.revision(), repo.user()
    for file in (tmp_path / "before").rglob("*"):
        if file.is_file():
            assert (repo.root / ".git" / file.relative_to(tmp_path / "before")).read_bytes() == file.read_bytes()
