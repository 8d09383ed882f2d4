"""`flowcodemod init`: the gate is introduced, and judges nothing of its own."""

from commandline import NAMES, CommandLine
from worktree import git


def start(run: CommandLine, files: dict[str, str]) -> None:
    for name, text in files.items():
        (run.root / name).write_text(text, "utf-8")
    git(run.root, "init", "-q")
    git(run.root, "add", "-A")
    git(run.root, "commit", "-q", "-m", "start")


def test_what_was_there_passes_and_what_is_new_fails(cli: CommandLine) -> None:
    start(cli, {"app.py": "session_id = 1\n"})
    said = cli("init", *NAMES, "--yes").out
    assert "1 file, 1 active reference" in said
    git(cli.root, "add", "-A")
    assert "1 accepted" in cli("check").out
    (cli.root / "app.py").write_text("session_id = 1\nother_session_id = 2\n", "utf-8")
    assert "app.py" in cli("check", expected=1).out


def test_configuration_that_is_there_stays(cli: CommandLine) -> None:
    hooks = "repos:\n  - repo: local\n    hooks: []\nfail_fast: true\n"
    own = '[campaign]\nname = "mine"\nold = "session_id"\nnew = "flow_id"\n'
    start(cli, {"app.py": "session_id = 1\n", ".pre-commit-config.yaml": hooks, "flowcodemod.toml": own})
    cli("init", *NAMES, "--yes")
    assert (cli.root / ".pre-commit-config.yaml").read_text("utf-8") == hooks
    assert (cli.root / "flowcodemod.toml").read_text("utf-8") == own


def test_a_preset_goes_into_pyproject(cli: CommandLine) -> None:
    start(cli, {"pyproject.toml": '[project]\nname = "app"', "app.py": "session_id = 1\n"})
    cli("init", "--campaign", "session-to-flow", "--yes")
    text = (cli.root / "pyproject.toml").read_text("utf-8")
    assert text == '[project]\nname = "app"\n\n[tool.flowcodemod]\ncampaign = "session-to-flow"\n'
    cli("check")


def test_nothing_is_written_where_git_is_not(cli: CommandLine) -> None:
    (cli.root / "app.py").write_text("session_id = 1\n", "utf-8")
    cli("init", *NAMES, "--yes", expected=2)
    assert [path.name for path in cli.root.iterdir()] == ["app.py"]
