"""What tests interrupt: an apply of edits, moves, new and deleted files, and the rollback of it."""

from collections.abc import Callable
from pathlib import Path

from flowcodemod.model.journal import Run
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.git import Repository
from flowcodemod.stages.apply import apply
from flowcodemod.stages.rollback import rollback
from worktree import RECORD, WatchedDisk, at, create, delete, move, offline, plan_for

FILES = {
    "app/a.py": "session_id = 1\r\n",
    "app/b.py": "# coding: latin-1\nsession_id = 'é'".encode("latin-1"),
    "session/old.py": "session_id = 2\n",
    "Session_id.txt": "session_id\n",
    "gone.py": "x = 1\n",
    "stays.py": "y = 1\n",
}
OPERATIONS = (
    move("session/old.py", "flow/new/old.py"),
    move("Session_id.txt", "session_id.txt"),
    create("session.py", "from flow.new import old\n"),
    delete("gone.py"),
)
Act = Callable[[Repository, Disk], Run | None]
"""What is tried with a fault at each of its calls; gives the run, None where there was none."""


def do_apply(repo: Repository, disk: Disk) -> Run | None:
    """Move, create and delete files beside edits of two."""
    return apply(repo, plan_for(repo, *OPERATIONS), RECORD, disk=disk)


def do_rollback(repo: Repository, disk: Disk) -> Run | None:
    """Take the last of it back."""
    return rollback(repo, "last", at(30), disk=disk)


def prepared(folder: Path, act: Act) -> Repository:
    """A repository in which an act may be done."""
    repo = offline(folder, FILES)
    (repo.root / "app/a.py").chmod(0o751)
    if act is do_rollback:
        do_apply(repo, WatchedDisk())
    return repo
