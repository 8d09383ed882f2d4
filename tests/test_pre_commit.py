"""The hooks under real pre-commit: what it stages, stashes, merges and hands on. The installed program runs in them."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from worktree import git, repository, write

pytest.importorskip("pre_commit", reason="pre-commit, of the test group, is not installed")

MANIFEST = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
CONFIG = """\
default_install_hook_types: [pre-commit, pre-merge-commit, commit-msg]
repos:
  - repo: {source}
    rev: {revision}
    hooks: [{{id: {hook}, language: system}}]
"""
CAMPAIGN = """\
[campaign]
name = "house"
old = "session_id"
new = "flow_id"

[[allow]]
path = "legacy/**"
owner = "platform"
reason = "old clients"
until = 2099-01-01
"""
START = {"flowcodemod.toml": CAMPAIGN, "old.py": "session_id = 1\n", "app.py": "x = 1\n", "other.py": "y = 1\n"}


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it printed."""

    code: int
    out: str


@dataclass(frozen=True)
class Scratch:
    """A repository in which pre-commit runs a hook of ours before each commit."""

    root: Path
    home: Path

    def run(self, *command: str, root: Path | None = None) -> Answer:
        """Run a command as a person would, our program and pre-commit on the path."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
        programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_COLOR": "never"}
        surroundings = kept | quiet | {"PATH": programs, "PRE_COMMIT_HOME": str(self.home)}
        done = subprocess.run(
            command, cwd=root or self.root, env=surroundings, capture_output=True, text=True, check=False
        )
        return Answer(done.returncode, done.stdout + done.stderr)

    def commit(self, **files: str) -> Answer:
        """Write files, stage them and commit."""
        write(self.root, files)
        git(self.root, "add", *files)
        return self.run("git", "commit", "-qm", "speaks of a session_id")

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that offers our hooks, as other repositories get them."""
    files = {".pre-commit-hooks.yaml": MANIFEST.read_text("utf-8")}
    return repository(tmp_path_factory.mktemp("source"), dict(files)).root


@pytest.fixture
def hook(request: pytest.FixtureRequest) -> str:
    """Which of the hooks runs."""
    return getattr(request, "param", "flowcodemod")


@pytest.fixture
def scratch(source: Path, hook: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A repository with START in it and the hook installed."""
    config = CONFIG.format(source=source, revision=git(source, "rev-parse", "HEAD").strip(), hook=hook)
    root = repository(tmp_path / "code", {**START, ".pre-commit-config.yaml": config}).root
    made = Scratch(root, tmp_path_factory.getbasetemp() / "pre-commit")
    assert made.run("pre-commit", "install").code == 0
    return made


@pytest.mark.parametrize("text", ["session_id = 2\n", "x = {'sessionId': 1}\n", "# the session ID\n"])
def test_a_new_use_is_blocked(scratch: Scratch, text: str) -> None:
    answer = scratch.commit(**{"new.py": text})
    assert (answer.code, "FCM1" in answer.out, "new.py" in answer.out) == (1, True, True)
    assert git(scratch.root, "rev-list", "--count", "HEAD") == "1\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("new.py", "flow_id = 2\n"),
        ("legacy/a.py", "session_id = 2\n"),
        ("new.py", "session_id = 2  # flowcodemod: ignore[FCM103] the old client\n"),
        ("old.py", "x = 1\nsession_id = 1\n"),
    ],
)
def test_what_may_stay_passes(scratch: Scratch, path: str, text: str) -> None:
    answer = scratch.commit(**{path: text})
    assert answer.code == 0, answer.out
    assert scratch.read(path) == text
    assert git(scratch.root, "rev-list", "--count", "HEAD") == "2\n"


def test_what_is_staged_is_judged_when_the_file_has_more(scratch: Scratch) -> None:
    write(scratch.root, {"app.py": "x = 2\n"})
    git(scratch.root, "add", "app.py")
    write(scratch.root, {"app.py": "x = 2\nsession_id = 2\n"})
    answer = scratch.run("git", "commit", "-qm", "part")
    assert answer.code == 0, answer.out
    assert scratch.read("app.py") == "x = 2\nsession_id = 2\n"
    assert git(scratch.root, "show", "HEAD:app.py") == "x = 2\n"


def test_what_is_staged_is_judged_when_the_file_is_clean_again(scratch: Scratch) -> None:
    write(scratch.root, {"app.py": "session_id = 2\n"})
    git(scratch.root, "add", "app.py")
    write(scratch.root, {"app.py": "x = 2\n"})
    answer = scratch.run("git", "commit", "-qm", "part")
    assert (answer.code, "app.py" in answer.out) == (1, True)
    assert scratch.read("app.py") == "x = 2\n"


def test_all_files_of_a_clone(scratch: Scratch, tmp_path: Path) -> None:
    assert scratch.run("flowcodemod", "baseline").code == 0
    git(scratch.root, "add", "-A")
    git(scratch.root, "commit", "-q", "--no-verify", "-m", "accept what is there")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(scratch.root), str(clone))
    answer = scratch.run("pre-commit", "run", "--all-files", root=clone)
    assert answer.code == 0, answer.out
    write(clone, {"app.py": "session_id = 2\n"})
    answer = scratch.run("pre-commit", "run", "--all-files", root=clone)
    assert (answer.code, "app.py" in answer.out, "old.py" in answer.out) == (1, True, False)


def branch(scratch: Scratch, path: str, text: str) -> None:
    """A branch `other` with one more commit, and another commit on ours."""
    git(scratch.root, "checkout", "-q", "-b", "other")
    write(scratch.root, {path: text})
    git(scratch.root, "add", path)
    git(scratch.root, "commit", "-q", "--no-verify", "-m", "theirs")
    git(scratch.root, "checkout", "-q", "-")
    write(scratch.root, {"app.py": "x = 3\n"})
    git(scratch.root, "commit", "-qa", "--no-verify", "-m", "ours")


@pytest.mark.parametrize(("path", "code"), [("new.py", 1), ("legacy/new.py", 0)])
def test_a_file_that_a_merge_adds(scratch: Scratch, path: str, code: int) -> None:
    branch(scratch, path, "session_id = 2\n")
    answer = scratch.run("git", "merge", "-q", "--no-edit", "other")
    assert (answer.code != 0, path in answer.out) == (bool(code), bool(code)), answer.out
    assert git(scratch.root, "rev-list", "--count", "--merges", "HEAD") == f"{1 - code}\n"


@pytest.mark.parametrize(("text", "code"), [("session_id = 2\n", 1), ("x = 4\n", 0)])
def test_a_merge_with_a_conflict(scratch: Scratch, text: str, code: int) -> None:
    branch(scratch, "app.py", "x = 2\n")
    assert scratch.run("git", "merge", "-q", "other").code == 1
    answer = scratch.commit(**{"app.py": text})
    assert (answer.code, "app.py" in answer.out) == (code, bool(code)), answer.out


@pytest.mark.parametrize(("path", "code"), [("new.py", 1), ("legacy/new.py", 0), ("old.py", 0)])
def test_what_lies_between_two_revisions(scratch: Scratch, path: str, code: int) -> None:
    write(scratch.root, {path: START.get(path, "session_id = 2\n") + "x = 2\n"})
    git(scratch.root, "add", "-A")
    git(scratch.root, "commit", "-q", "--no-verify", "-m", "theirs")
    answer = scratch.run("pre-commit", "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
    assert (answer.code, f"{path}\n" in answer.out) == (code, bool(code)), answer.out


@pytest.mark.parametrize("hook", ["flowcodemod-fix"], indirect=True)
def test_the_other_hook_deletes_what_hides_nothing(scratch: Scratch) -> None:
    idle = "x = 2  # flowcodemod: ignore[FCM103] gone\n"
    used = "session_id = 2  # flowcodemod: ignore[FCM103] the old client\n"
    answer = scratch.commit(**{"app.py": idle, "new.py": used})
    assert (answer.code, "files were modified by this hook" in answer.out) == (1, True), answer.out
    assert (scratch.read("app.py"), scratch.read("new.py")) == ("x = 2\n", used)
    assert scratch.commit(**{"app.py": "x = 2\n"}).code == 0


def test_the_default_hook_deletes_nothing(scratch: Scratch) -> None:
    idle = "x = 2  # flowcodemod: ignore[FCM103] gone\n"
    answer = scratch.commit(**{"app.py": idle})
    assert (answer.code, "FCM303" in answer.out) == (1, True)
    assert scratch.read("app.py") == idle
