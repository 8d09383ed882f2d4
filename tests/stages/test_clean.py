"""The short way of a hook says yes only where the whole gate finds nothing, and imports next to nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.model.concept import Concept
from flowcodemod.model.words import Term
from flowcodemod.repo import campaign_file, settings, sought
from flowcodemod.repo.campaign_file import read_campaign
from flowcodemod.repo.git import Repository
from flowcodemod.repo.run_folders import OUTCOME
from flowcodemod.stages.check import Check, check
from flowcodemod.stages.clean import is_clean
from flowcodemod.stages.markers import gate_prefilter
from gate import HEAD, TODAY
from worktree import git, repository, write

ASKED = (None, "session_id", "flow_id")
FILES = {"a.py": "x = 1\n", "b.ts": "let session = 1;\n", "c.md": "obsession with ideas\n", "d.py": "session_id = 1\n"}
PRESET = read_campaign(settings.presets()["session-to-flow"].read_text("utf-8"), "session_to_flow.toml", shipped=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that holds FILES."""
    return repository(tmp_path, dict(FILES)).root


def test_files_without_the_name_are_clean(root: Path) -> None:
    assert is_clean(str(root), ["a.py", "b.ts", "c.md"], *ASKED)
    assert is_clean(str(root), ["a.py"], "session-to-flow")


@pytest.mark.parametrize(
    "data",
    [
        b"sessionIds",
        b"# flowcodemod: ignore[FCM103] gone",
        b"X-SESSION-ID",
        "session_id".encode("utf-16"),
        b"\xff\xfe" + "session_id".encode("utf-16-le"),
        b"caf\xe9 Session ID",
    ],
)
def test_a_file_that_may_speak_of_it_is_not(root: Path, data: bytes) -> None:
    write(root, {"a.py": data})
    assert not is_clean(str(root), ["a.py", "b.ts"], *ASKED)


@pytest.mark.parametrize(
    "paths",
    [
        (),
        ("d.py",),
        ("a.py", "d.py"),
        ("new.py",),
        ("gone.py",),
        (".",),
        ("./a.py",),
        ("sub",),
        ("*.ts",),
        ("../a.py",),
    ],
)
def test_whatever_else_is_asked_for_goes_to_the_gate(root: Path, paths: tuple[str, ...]) -> None:
    write(root, {"new.py": "x = 1\n", "sub/e.py": "x = 1\n"})
    git(root, "add", "sub")
    assert not is_clean(str(root), paths, *ASKED)


def test_a_path_that_holds_the_name_is_not_clean(root: Path) -> None:
    write(root, {"session_id/e.py": "x = 1\n"})
    git(root, "add", "-A")
    assert not is_clean(str(root), ["session_id/e.py"], *ASKED)


def test_a_link_is_not_clean(root: Path) -> None:
    (root / "link.py").symlink_to("a.py")
    git(root, "add", "-A")
    assert not is_clean(str(root), ["link.py"], *ASKED)


@pytest.mark.parametrize(
    "baseline", ["<<<<<<< HEAD\n", "", "# flowcodemod baseline 2\n", "# flowcodemod baseline 1\na\tb\n"]
)
def test_a_broken_baseline_is_left_to_the_gate(root: Path, baseline: str) -> None:
    write(root, {"flowcodemod.baseline": baseline})
    assert not is_clean(str(root), ["a.py"], *ASKED)
    write(root, {"flowcodemod.baseline": "# flowcodemod baseline 1\n1\tFCM103\td.py\t\tvariable\tsession_id\t1\n"})
    assert is_clean(str(root), ["a.py"], *ASKED)


def test_an_unfinished_run_is_left_to_the_gate(root: Path) -> None:
    folder = root / ".git/flowcodemod/runs/20260102-030405-01"
    folder.mkdir(parents=True)
    assert not is_clean(str(root), ["a.py"], *ASKED)
    (folder / OUTCOME).write_text("{}")
    assert is_clean(str(root), ["a.py"], *ASKED)


def test_below_the_top_and_in_a_linked_work_tree(root: Path, tmp_path: Path) -> None:
    write(root, {"sub/e.py": "x = 1\n"})
    git(root, "add", "sub")
    git(root, "commit", "-qm", "more")
    assert is_clean(str(root / "sub"), ["e.py"], *ASKED)
    git(root, "worktree", "add", "-q", str(tmp_path / "linked"))
    assert is_clean(str(tmp_path / "linked"), ["a.py"], *ASKED)


def test_without_git_it_is_left_to_the_gate(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "x = 1\n"})
    assert not is_clean(str(tmp_path), ["a.py"], *ASKED)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("flowcodemod.toml", HEAD + "[nmaes]\nA = 'B'\n"),
        ("flowcodemod.toml", HEAD + "keep = true\n"),
        ("flowcodemod.toml", HEAD + 'required-version = ">=99"\n'),
        ("flowcodemod.toml", HEAD + "[ids]\nlegacy = ['{word}_session']\n"),
        ("flowcodemod.toml", HEAD.replace("session_id", "sessionId")),
        ("flowcodemod.toml", HEAD.replace("session_id", "7")),
        ("flowcodemod.toml", HEAD.replace("flow_id", "old_session_id")),
        ("flowcodemod.toml", HEAD.replace("flow_id", "session_id")),
        ("flowcodemod.toml", HEAD.replace('new = "flow_id"', "")),
        ("flowcodemod.toml", HEAD + "[names]\n'Größe' = 'Umfang'\n"),
        ("flowcodemod.toml", "no toml"),
        ("pyproject.toml", "[tool.flowcodemod]\ncampaign = ['session-to-flow', 'a.toml']\n"),
        ("pyproject.toml", "[tool.flowcodemod]\ncampaign = 'nobody'\n"),
        ("pyproject.toml", "[tool.flowcodemod]\nother = 1\n"),
        ("pyproject.toml", "[project]\n"),
    ],
)
def test_a_campaign_that_is_not_plain_is_left_to_the_gate(root: Path, name: str, text: str) -> None:
    write(root, {name: text})
    assert not is_clean(str(root), ["a.py"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("flowcodemod.toml", HEAD + "required-version = '>=0.1'\n[names]\nA = 'B'\n[layers]\nexclude = ['x']\n"),
        ("pyproject.toml", "[tool.flowcodemod]\ncampaign = 'session-to-flow'\n"),
        ("pyproject.toml", "[tool.flowcodemod]\ncampaign = ['session-to-flow']\n"),
    ],
)
def test_a_plain_campaign(root: Path, name: str, text: str) -> None:
    write(root, {name: text})
    assert is_clean(str(root), ["a.py"])
    assert not is_clean(str(root), ["a.py", "d.py"])


def test_two_campaigns_in_one_repository_are_left_to_the_gate(root: Path) -> None:
    write(root, {"flowcodemod.toml": HEAD, "pyproject.toml": "[tool.flowcodemod]\ncampaign = 'session-to-flow'\n"})
    assert not is_clean(str(root), ["a.py"])


def test_every_table_is_known() -> None:
    assert sought.OTHER_TABLES | {"campaign", "names", "ids"} == set(campaign_file.TABLES)


WORDS = st.lists(st.sampled_from(["session", "id", "entity", "status", "user", "id2", "7"]), min_size=1, max_size=3)


@given(WORDS, st.sampled_from(["_", "-", " "]), st.data())
def test_nothing_that_the_gate_looks_for_is_overlooked(words: list[str], joint: str, data: st.DataObject) -> None:
    old = joint.join(["a", *words])
    pattern = sought.sought(".", None, old, "other_name")
    assert pattern is not None
    term = Term.of(old)
    whole = Concept(term, Term.of("other_name")).prefilter
    text = data.draw(st.from_regex(term.source, fullmatch=True)).encode()
    text = data.draw(st.sampled_from([text, text.upper(), text.title(), text.swapcase()]))
    if whole.search(text):
        assert pattern.search(text)


@given(st.data())
def test_nothing_of_the_flagship_campaign_is_overlooked(data: st.DataObject) -> None:
    pattern = sought.sought(".", "session-to-flow", None, None)
    assert pattern is not None
    parts = [*PRESET.concept.spelled, *(one.partition("{")[0] + "0a1b2c3d" for one in PRESET.concept.ids)]
    text = data.draw(st.sampled_from(parts)).encode() + data.draw(st.binary(max_size=4))
    if gate_prefilter(PRESET).search(text):
        assert pattern.search(text)


PROBE = """
import sys
from flowcodemod.__main__ import main
sys.argv = ["flowcodemod", "-C", sys.argv[1], "check", "a.py", *sys.argv[2:], "b.ts", "c.md"]
try:
    main()
except SystemExit as end:
    code = end.code
print(code, sorted(sys.modules.keys() & set(sys.stdin.read().split())))
"""
HEAVY = (
    "typer click rich tree_sitter libcst sqlglot pathspec dataclasses inspect subprocess pathlib argparse shutil difflib"
    " hashlib json logging importlib.resources importlib.metadata flowcodemod.model.campaign flowcodemod.cli.app"
    " flowcodemod.cli.gate flowcodemod.stages.check flowcodemod.repo.git flowcodemod.rules.residual"
)


def loaded(root: Path, *names: str, heavy: str = HEAVY) -> str:
    """The exit code of a check of three files, and which of `heavy` it has loaded; without what an environment adds."""
    write(root, {"flowcodemod.toml": HEAD})
    script = "import sys; sys.path[:0] = sys.argv.pop().split(':')" + PROBE
    # -S: an environment's .pth files import what they like.
    command = [sys.executable, "-S", "-c", script, str(root), *names, ":".join(sys.path)]
    done = subprocess.run(command, input=heavy, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[-1] if done.stdout else done.stderr


def test_what_a_clean_file_never_needs_is_not_imported(root: Path) -> None:
    assert loaded(root) == "0 []"


def test_the_names_as_options_need_no_more(root: Path) -> None:
    assert loaded(root, "--old", "session_id", "--new=flow_id", heavy=f"{HEAVY} tomllib") == "0 []"
    assert loaded(root, "--old=session_id", "--new=flow_id", "--exit-zero").startswith("0 ['argparse'")


def test_the_probe_sees_what_is_imported(root: Path) -> None:
    write(root, {"c.md": "session_id\n"})
    assert loaded(root).startswith("1 [")
    assert "'flowcodemod.stages.check'" in loaded(root)
    assert "'typer'" not in loaded(root)


@given(
    st.lists(
        st.sampled_from(["session", "_", "Id", "IDs", " ", "x", "\n", "flow", "\u017f", "\u212a", "\u0130d", "é"]),
        max_size=6,
    )
)
def test_what_is_clean_has_no_finding(pieces: list[str]) -> None:
    text = "".join(pieces)
    pattern = sought.sought(".", *ASKED)
    assert pattern is not None
    campaign = read_campaign(HEAD, "flowcodemod.toml")
    if not pattern.search(text.encode()):
        assert not campaign.concept.hits(text)


def test_the_gate_agrees(root: Path) -> None:
    repo = Repository.find(root)
    campaign = read_campaign(HEAD, "flowcodemod.toml")
    for path in FILES:
        assert is_clean(str(root), [path], *ASKED) is not bool(
            check(repo, campaign, load_rules(), Check(TODAY, [path])).failing
        )
