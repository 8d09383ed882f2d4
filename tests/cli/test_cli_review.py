"""Review and apply --interactive: answers come from a stream, as they would from a keyboard."""

import io
import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from commandline import NAMES, CommandLine
from flowcodemod.repo.decisions import read_decisions
from worktree import git, repository, tree

FILES = {
    "wire.py": "def load(data):\n    return data.session_id\n",
    "send.py": "def send(peer, data):\n    peer.call(session_id=data)\n",
    "own.py": "def own():\n    session_id = 1\n    return session_id\n",
}


class Desk:
    """A repository, a command line, and the answers that will be typed."""

    def __init__(self, cli: CommandLine, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.cli, self.root, self._patch = cli, root, patch

    def __call__(self, *arguments: str, typed: str = "", expected: int = 0) -> str:
        self._patch.setattr("sys.stdin", io.StringIO(typed))
        answer = self.cli(*arguments, *NAMES, "--no-checker", expected=expected)
        return answer.out + (f"\n{answer.err}" if expected else "")

    def answers(self) -> list[tuple[str, str]]:
        return sorted((one.answer.value, one.reason) for one in read_decisions(self.root).values())


@pytest.fixture
def desk(cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(cli, repository(tmp_path / "repo", FILES).root, monkeypatch)


def test_a_review_shows_asks_and_writes_down(desk: Desk) -> None:
    before = tree(desk.root)
    assert desk("review", typed="r the vendor's\na\n") == snapshot("""\
[1/2]
af975281920e1284  0.00 manual  session_id -> flow_id  1 place in 1 file, first send.py:2, reach
local
      unresolved: nothing shows where it is defined
diff --git a/send.py b/send.py
--- a/send.py
+++ b/send.py
@@ -1,2 +1,2 @@
 def send(peer, data):
-    peer.call(session_id=data)
+    peer.call(flow_id=data)
Is this 'session_id' ours, or does somebody else's code own the name?
(a)ccept (r)eject (f)oreign (l)ater (e)xplain (q)uit, a reason may follow: [2/2]
b228bbdf7dc15c78  0.00 manual  session_id -> flow_id  1 place in 1 file, first wire.py:2, reach
local
      unresolved: nothing shows where it is defined
diff --git a/wire.py b/wire.py
--- a/wire.py
+++ b/wire.py
@@ -1,2 +1,2 @@
 def load(data):
-    return data.session_id
+    return data.flow_id
Is this 'session_id' ours, or does somebody else's code own the name?
(a)ccept (r)eject (f)oreign (l)ater (e)xplain (q)uit, a reason may follow: 2 answered in flowcodemod.decisions: commit it, and 'flowcodemod apply' takes what you accepted\
""")
    assert desk.answers() == [("accept", ""), ("reject", "the vendor's")]
    after = tree(desk.root)
    assert after.pop("flowcodemod.decisions")
    assert after == before


def test_it_goes_on_where_it_was_stopped(desk: Desk) -> None:
    assert "[1/2]" in desk("review", typed="l\nq\n")
    assert "[1/1]" in desk("review", typed="")
    assert desk.answers() == [("later", "")]
    desk("review", typed="f\n")
    assert desk.answers() == [("foreign", ""), ("later", "")]
    assert "nothing is left to decide" in desk("review", typed="a\n")
    assert "[1/1]" in desk("review", "--again", typed="a\n")
    assert desk.answers() == [("accept", ""), ("foreign", "")]


@pytest.mark.parametrize("typed", ["", "q\n", "quit\n", "x\n", "accepted\n", "e\n", "?\n\nq\n"])
def test_what_is_no_answer_writes_nothing(desk: Desk, typed: str) -> None:
    before = tree(desk.root)
    assert "stopped" in desk("review", typed=typed)
    assert tree(desk.root) == before


def test_explain_tells_the_evidence_and_asks_again(desk: Desk) -> None:
    shown = desk("review", typed="explain\na\nq\n")
    assert "to raise the confidence" in shown
    assert desk.answers() == [("accept", "")]


def test_what_was_accepted_is_applied_and_the_rest_is_not(desk: Desk) -> None:
    desk("review", typed="a\nr\n")
    assert "3 edits in 2 files" in desk("apply", "--yes")
    changed = git(desk.root, "diff", "--name-only").split()
    assert changed == ["own.py", "send.py"]
    assert "holds" in desk("verify")


def test_interactive_takes_what_is_accepted_and_asks_no_more(desk: Desk) -> None:
    shown = desk("apply", "--interactive", typed="a\n")
    assert "[1/1]" in shown
    assert "applied as run" in shown
    assert (desk.root / "own.py").read_text() == "def own():\n    flow_id = 1\n    return flow_id\n"


@pytest.mark.parametrize("typed", ["r\n", "l not now\n"])
def test_interactive_leaves_what_is_not_accepted(desk: Desk, typed: str) -> None:
    assert "nothing to apply" in desk("apply", "-i", typed=typed)
    assert git(desk.root, "diff", "--name-only") == ""
    assert "nothing to apply" in desk("apply", "-i", typed="")


def test_interactive_that_is_stopped_writes_nothing(desk: Desk) -> None:
    assert "stopped: nothing was written" in desk("apply", "-i", typed="q\n", expected=2)
    assert git(desk.root, "status", "--porcelain") == ""


HALVES = {
    "write.py": 'def write(flow):\n    return {"session_id": flow}\n',
    "read.py": 'def read(data):\n    return data["session_id"]\n',
    "own.py": FILES["own.py"],
    **dict.fromkeys(("send.py", "wire.py"), "pass\n"),
}


def test_a_slice_says_what_it_takes_in(desk: Desk) -> None:
    repository(desk.root.parent / "repo", HALVES)
    shown = desk("apply", "--only", "path=write.py", "--yes")
    assert shown.splitlines()[:2] == snapshot(
        [
            "2 edits in 2 files, 2 groups",
            "of these taken in, because others require them: 1 group, 1 edit in 1 file, first read.py:2",
        ]
    )
    assert git(desk.root, "diff", "--name-only").split() == ["read.py", "write.py"]


def test_what_requires_a_refused_group_waits(desk: Desk) -> None:
    repository(desk.root.parent / "repo", HALVES)
    desk("review", "--min-confidence", "1", "--only", "path=read.py", typed="r\n")
    shown = desk("apply", "--yes")
    assert shown.splitlines()[2:] == snapshot(
        [
            "1 left to decide",
            "   1. write.py:2 session_id -> flow_id: manual 0.55: key-family: writers and readers of this key are",
            "in the repository, and nobody else's code has it (session_id); requires: the other half of it was",
            "refused or left for later (read.py:2)",
            "      Shall 'session_id' become 'flow_id' here although its other half does not? (group",
            "261a9a9adcd89ce3)",
        ]
    )
    assert git(desk.root, "diff", "--name-only").split() == ["own.py"]


def test_what_was_accepted_waits_for_nothing(desk: Desk) -> None:
    repository(desk.root.parent / "repo", HALVES)
    desk("apply", "-i", typed="a\nr\na\n")
    assert git(desk.root, "diff", "--name-only").split() == ["own.py", "write.py"]


def test_a_plan_from_a_file_cannot_be_asked_about(desk: Desk) -> None:
    desk("plan", "--out", "../plan.json")
    assert "leave --plan out" in desk("apply", "-i", "--plan", "../plan.json", typed="a\n", expected=2)


def test_the_queue_as_text_markdown_and_json(desk: Desk) -> None:
    before = tree(desk.root)
    for name in ("queue.txt", "queue.md", "queue.json"):
        desk("plan", "--queue", f"../{name}")
    assert tree(desk.root) == before
    folder = desk.root.parent
    assert (folder / "queue.txt").read_text() == snapshot("""\
   1. send.py:2 session_id -> flow_id: unresolved: unresolved: nothing shows where it is defined
      Is this 'session_id' ours, and what shall it be called? (group af975281920e1284)
   2. wire.py:2 session_id -> flow_id: unresolved: unresolved: nothing shows where it is defined
      Is this 'session_id' ours, and what shall it be called? (group b228bbdf7dc15c78)
""")
    assert (folder / "queue.md").read_text() == snapshot("""\
# 2 left to decide

## 1. session_id -> flow_id

**Is this 'session_id' ours, and what shall it be called?**

- reason: unresolved: unresolved: nothing shows where it is defined
- group: af975281920e1284
- [ ] send.py:2

## 2. session_id -> flow_id

**Is this 'session_id' ours, and what shall it be called?**

- reason: unresolved: unresolved: nothing shows where it is defined
- group: b228bbdf7dc15c78
- [ ] wire.py:2
""")
    document = json.loads((folder / "queue.json").read_text())
    assert [(one["number"], one["places"], one["reason"]) for one in document["queue"]] == snapshot(
        [(1, [{"path": "send.py", "line": 2}], "unresolved"), (2, [{"path": "wire.py", "line": 2}], "unresolved")]
    )


def test_an_empty_queue_says_so(desk: Desk) -> None:
    desk("review", typed="r\nr\n")
    desk("plan", "--queue", "../queue.txt")
    assert (desk.root.parent / "queue.txt").read_text() == "nothing is left to decide\n"


def test_source_text_is_no_markup_in_the_queue(cli: CommandLine, tmp_path: Path) -> None:
    repository(tmp_path / "repo", {"a_`b`_<i>.py": "def f(x):\n    return x.session_id\n"})
    cli("plan", *NAMES, "--no-checker", "--queue", "../queue.md")
    text = (tmp_path / "queue.md").read_text()
    assert "<i>" not in text
    assert "`" not in text
