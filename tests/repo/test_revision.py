"""Files of another revision."""

from pathlib import Path

import pytest

from flowcodemod.model.errors import RepositoryError
from flowcodemod.repo.git import Repository
from flowcodemod.repo.revision import Revision, hook_revision
from worktree import git, repository, write


def test_the_files_of_a_commit(tmp_path: Path) -> None:
    files = {"a.py": b"one\r\n", "deep/b \xc3\xa9.py": b"", "z.bin": bytes(range(256)), "gone.py": b"old\n\n"}
    repo = repository(tmp_path, {str(name): data for name, data in files.items()})
    write(tmp_path, {"a.py": "changed\n", "new.py": "new\n"})
    (tmp_path / "gone.py").unlink()
    past = Revision.find(repo, "HEAD")
    assert dict(past.read(past.files)) == files
    assert list(past.read(["gone.py"])) == [("gone.py", b"old\n\n")]


def test_links_and_submodules_are_left_out(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"a.py": "x\n"})
    (tmp_path / "link").symlink_to("a.py")
    git(tmp_path, "add", "link")
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},module")
    git(tmp_path, "commit", "-qm", "more")
    assert list(Revision.find(repo, "HEAD").files) == ["a.py"]


def test_a_folder_sees_its_own_files(tmp_path: Path) -> None:
    repository(tmp_path, {"a.py": "x\n", "api/b.py": "y\n"})
    past = Revision.find(Repository.find(tmp_path / "api"), "HEAD")
    assert list(past.read(past.files)) == [("b.py", b"y\n")]


def test_many_files_come_in_order(tmp_path: Path) -> None:
    files = {f"f{number:03}.txt": str(number) * number for number in range(450)}
    past = Revision.find(repository(tmp_path, dict(files)), "HEAD")
    assert {path: data.decode() for path, data in past.read(past.files)} == files


@pytest.mark.parametrize("name", ["nowhere", "HEAD~5", "--all", "", "a b", "HEAD:a.py"])
def test_an_unknown_revision(tmp_path: Path, name: str) -> None:
    repo = repository(tmp_path, {"a.py": "x\n"})
    with pytest.raises(RepositoryError, match=r"there is no revision .* here: name a branch, a tag or a commit"):
        Revision.find(repo, name)


def test_a_shallow_clone_is_told_what_to_fetch(tmp_path: Path) -> None:
    repository(tmp_path / "origin", {"a.py": "x\n"})
    write(tmp_path / "origin", {"a.py": "y\n"})
    git(tmp_path / "origin", "commit", "-qam", "second")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tmp_path}/origin", "clone")
    clone = Repository.find(tmp_path / "clone")
    with pytest.raises(RepositoryError, match=r"shallow: fetch more, such as `git fetch --depth=4`$"):
        Revision.find(clone, "HEAD~3")
    with pytest.raises(RepositoryError, match="`git fetch --depth=1 upstream main`; a depth of 1 is enough"):
        Revision.find(clone, "upstream/main")
    with pytest.raises(RepositoryError, match="`git fetch --depth=1 origin release`"):
        Revision.find(clone, "release")
    assert list(Revision.find(clone, "HEAD").files) == ["a.py"]


def test_no_git_has_no_revisions(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match="no git repository is here"):
        Revision.find(Repository.find(tmp_path), "HEAD")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, None),
        ({"PRE_COMMIT": "1"}, None),
        ({"PRE_COMMIT_FROM_REF": "", "PRE_COMMIT": "1"}, None),
        ({"GIT_INDEX_FILE": ".git/index"}, "HEAD"),
        ({"PRE_COMMIT_FROM_REF": "origin/main", "GIT_INDEX_FILE": ".git/index"}, "origin/main"),
    ],
)
def test_what_a_hook_compares_with(environment: dict[str, str], expected: str | None) -> None:
    assert hook_revision(environment) == expected
