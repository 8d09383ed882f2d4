"""The GitHub Action and the GitLab example: what their schemas say, and what their steps do."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from worktree import repository

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CAMPAIGN = '[campaign]\nname = "a"\nold = "session_id"\nnew = "flow_id"\n'


def problems(document: object, schema: str) -> list[str]:
    """What a schema of SchemaStore has against a document."""
    place = ROOT / "tests/fixtures/schemas" / f"{schema}.json"
    return [error.message for error in Draft7Validator(json.loads(place.read_text("utf-8"))).iter_errors(document)]


def examples(key: str) -> list[Any]:
    """The YAML blocks of docs/gate.md that have a top-level key."""
    blocks = [yaml.safe_load(block) for block in BLOCK.findall((ROOT / "docs/gate.md").read_text("utf-8"))]
    return [block for block in blocks if key in block]


def test_the_action_is_one() -> None:
    assert problems(ACTION, "github-actions") == []
    assert problems({**ACTION, "runs": {"using": "composite"}}, "github-actions") != []


def test_the_example_for_gitlab_is_a_pipeline() -> None:
    (pipeline,) = examples("flowcodemod")
    assert problems(pipeline, "gitlab-ci") == []
    assert problems({"flowcodemod": {**pipeline["flowcodemod"], "script": 1}}, "gitlab-ci") != []
    assert pipeline["flowcodemod"]["artifacts"]["reports"] == {"codequality": "flowcodemod.gitlab.json"}


def test_the_example_for_github_gives_inputs_that_there_are() -> None:
    (workflow,) = examples("jobs")
    (step,) = (one for one in workflow["jobs"]["flowcodemod"]["steps"] if "flowcodemod" in one["uses"])
    assert set(step.get("with", {})) <= set(ACTION["inputs"])


def run_check(tmp_path: Path, text: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's last step as a runner runs it, in a repository whose `code/a.py` holds the text."""
    root = repository(tmp_path / "repo", {"code/a.py": text, "code/flowcodemod.toml": CAMPAIGN}).root
    program = tmp_path / "flowcodemod/bin/flowcodemod"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flowcodemod "$@"\n')
    program.chmod(0o755)
    step = ACTION["runs"]["steps"][-1]
    given = {name: value.replace("${{ inputs.", "").replace(" }}", "") for name, value in step["env"].items()}
    defaults = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    environment = {**os.environ, "RUNNER_TEMP": str(tmp_path)} | {name: defaults[one] for name, one in given.items()}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_a_finding_fails_the_action_and_is_shown_at_its_place(tmp_path: Path) -> None:
    done = run_check(tmp_path, "session_id = 1\n", directory="code")
    assert (done.returncode, done.stderr) == (1, "")
    assert "::error file=" in done.stdout


@pytest.mark.parametrize(
    ("text", "arguments"), [("flow_id = 1\n", ""), ("session_id = 1\n", "--exit-zero --no-baseline")]
)
def test_no_finding_or_only_a_report_passes_the_action(tmp_path: Path, text: str, arguments: str) -> None:
    assert run_check(tmp_path, text, directory="code", arguments=arguments).returncode == 0


def test_an_action_without_a_campaign_does_not_pass(tmp_path: Path) -> None:
    assert run_check(tmp_path, "flow_id = 1\n").returncode == 2
