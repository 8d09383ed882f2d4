"""`check --fix` deletes suppressions that hide nothing, through the same transaction as any plan."""

from pathlib import Path

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.stages.apply import apply
from flowcodemod.stages.check import Check, check
from flowcodemod.stages.fix import fix_plan
from flowcodemod.stages.rollback import rollback
from gate import TODAY, campaign
from worktree import RECORD, repository, write

FILES = {
    "a.py": b"x = 1  # flowcodemod: ignore[FCM103] gone\r\nsession_id = 2  # flowcodemod: ignore[FCM103, FCM104] kept\r\n",
    "b.ts": "const é = 1; // flowcodemod: ignore[FCM101] gone\nlet sessionId = 2;\n".encode(),
    "c.py": b"session_id = 3  # flowcodemod: ignore[FCM103] kept\n",
}
FIXED = {
    "a.py": b"x = 1\r\nsession_id = 2  # flowcodemod: ignore[FCM103] kept\r\n",
    "b.ts": "const é = 1;\nlet sessionId = 2;\n".encode(),
    "c.py": FILES["c.py"],
}


def test_only_idle_suppressions_go_and_can_be_taken_back(tmp_path: Path) -> None:
    repo = repository(tmp_path, dict(FILES))
    found = check(repo, campaign(), load_rules(), Check(TODAY))
    run = apply(repo, fix_plan(found, repo, "test"), RECORD)
    assert {path: (tmp_path / path).read_bytes() for path in FILES} == FIXED
    again = check(repo, campaign(), load_rules(), Check(TODAY))
    assert [(one.path, one.code) for one in again.failing] == [("b.ts", "FCM103")]
    assert fix_plan(again, repo, "test").groups == ()
    assert run is not None
    rollback(repo, run.id, RECORD)
    assert {path: (tmp_path / path).read_bytes() for path in FILES} == FILES


def test_a_file_that_has_moved_on_is_left_alone(tmp_path: Path) -> None:
    repo = repository(tmp_path, dict(FILES))
    found = check(repo, campaign(), load_rules(), Check(TODAY))
    write(tmp_path, {"a.py": b"y = 2\n" + FILES["a.py"]})
    assert [group.id for group in fix_plan(found, repo, "test").groups] == ["fix:b.ts"]
