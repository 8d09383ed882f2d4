"""Which tracked files speak of the concept, which do not, and which cannot be read."""

import os
from pathlib import Path

import pytest

from flowcodemod.inventory.discover import discover
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.concept import Concept
from flowcodemod.model.words import Term
from flowcodemod.repo.git import Repository
from flowcodemod.repo.sources import digest
from worktree import git, repository, write

CAMPAIGN = Campaign("x", Concept(Term.of("session_id"), Term.of("flow_id")), exclude=("**/*.min.js", "**/vendor/**"))


def test_hits_names_and_what_is_left_out(tmp_path: Path) -> None:
    files = {
        "a.py": "session_id",
        "docs/session_id.md": "nothing inside",
        "plain.py": "x = 1",
        "image.png": b"\x89PNG\0session_id",
        "wide.txt": "importSessionIds".encode("utf-16"),
        "x.min.js": "session_id",
        "vendor/lib.py": "session_id",
        "web/vendor/lib.py": "session_id",
        "broken.txt": b"session_id \xff",
        "fine.bin": b"\xff",
    }
    repo = repository(tmp_path, files)
    write(tmp_path, {"untracked.py": "session_id"})
    found = discover(repo, CAMPAIGN)
    assert [source.path for source in found.sources] == ["a.py", "wide.txt"]
    assert found.paths == ("a.py", "docs/session_id.md", "fine.bin", "plain.py", "wide.txt")
    assert [(one.path, one.reason[:9]) for one in found.skipped] == [("broken.txt", "not UTF-8")]
    held = [digest(b"session_id"), digest("importSessionIds".encode("utf-16"))]
    assert [source.digest for source in found.sources] == held
    assert repo.untracked() == ("untracked.py",)


@pytest.mark.parametrize("name", ["a\nb.py", "a\x1b[31m.py", "a\\b.py", "a\u202eyp.py", os.fsdecode(b"\xff.py")])
def test_names_that_no_plan_may_hold_are_reported(tmp_path: Path, name: str) -> None:
    repo = repository(tmp_path, {name: "session_id"})
    found = discover(repo, CAMPAIGN)
    assert (found.paths, list(found.sources)) == ((), [])
    assert [one.path for one in found.skipped] == [name]
    assert found.skipped[0].reason.startswith("its name ")


def test_links_submodules_and_missing_files_are_reported(tmp_path: Path) -> None:
    inner = repository(tmp_path / "inner", {"x.py": "session_id"})
    repo = repository(tmp_path / "code", {"gone.py": "session_id"})
    git(repo.root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "sub")
    (repo.root / "link.py").symlink_to(tmp_path / "inner/x.py")
    git(repo.root, "add", "link.py")
    (repo.root / "gone.py").unlink()
    found = discover(repo, CAMPAIGN)
    assert list(found.sources) == []
    assert {one.path: one.reason.split(",")[0] for one in found.skipped} == {
        "gone.py": "cannot be read: No such file or directory",
        "link.py": "a symbolic link",
        "sub": "a submodule",
    }


def test_without_git_the_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "session_id", "node_modules/b.js": "session_id"})
    assert list(discover(Repository.find(tmp_path), CAMPAIGN).paths) == ["a.py"]


def test_a_file_is_read_once(tmp_path: Path) -> None:
    found = discover(repository(tmp_path, {"a.py": "session_id"}), CAMPAIGN)
    write(tmp_path, {"a.py": "session_ids"})
    assert [source.text for source in found.sources] == ["session_id"]
