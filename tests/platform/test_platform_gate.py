"""The gate on the fixture platform: what fires is what platform.tsv says, and a baseline keeps it so."""

import csv
import os
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.model.reference import Role
from flowcodemod.model.verdict import RESIDUAL_CODES, State, Verdict
from flowcodemod.repo.baseline import write_baseline
from flowcodemod.repo.git import Repository
from flowcodemod.repo.settings import load_campaign
from flowcodemod.stages.check import Check, check
from flowcodemod.stages.judge import acceptable
from worktree import git, repository, write

FIXTURES = Path(__file__).parents[1] / "fixtures"
TODAY = date(2025, 11, 1)


def rows() -> list[dict[str, str]]:
    with (FIXTURES / "platform.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def judged(repo: Repository, *paths: str) -> Verdict:
    return check(repo, load_campaign("session-to-flow", root=repo.root), load_rules(), Check(TODAY, paths or None))


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    repo = Repository.find(FIXTURES / "platform")
    campaign = load_campaign("session-to-flow", root=repo.root)
    return check(repo, campaign, load_rules(), Check(TODAY, baseline=False))


def test_each_residual_rule_fires_as_often_as_its_role_is_open(verdict: Verdict) -> None:
    wanted = Counter(RESIDUAL_CODES[Role(row["role"])] for row in rows() if row["status"] in ("open", "suppressed"))
    residual = set(RESIDUAL_CODES.values())
    assert Counter(one.code for one in verdict.findings if one.code in residual) == wanted


def test_and_at_these_places(verdict: Verdict) -> None:
    wanted = {
        (row["path"], int(row["line"]), int(row["column"]), RESIDUAL_CODES[Role(row["role"])], row["text"])
        for row in rows()
        if row["status"] in ("open", "suppressed")
    }
    residual = set(RESIDUAL_CODES.values())
    found = [(one.path, one.line, one.column, one.code, one.text) for one in verdict.findings if one.code in residual]
    assert (set(found), len(found)) == (wanted, len(wanted))


def test_what_is_suppressed_does_not_fail(verdict: Verdict) -> None:
    wanted = {(row["path"], int(row["line"])) for row in rows() if row["status"] == "suppressed"}
    assert {(one.path, one.line) for one in verdict.findings if one.state is State.SUPPRESSED} == wanted


def test_no_rule_fires_on_a_line_without_a_row(verdict: Verdict) -> None:
    lines = {(row["path"], int(row["line"])) for row in rows()}
    strays = [one for one in verdict.findings if (one.path, one.line) not in lines and one.code != "FCM201"]
    assert strays == []


def test_no_finding_stands_where_the_table_says_stay(verdict: Verdict) -> None:
    kept = {
        (row["path"], int(row["line"]), int(row["column"]))
        for row in rows()
        if row["status"] not in ("open", "suppressed")
    }
    assert not {(one.path, one.line, one.column) for one in verdict.findings} & kept


@pytest.fixture
def platform(tmp_path: Path) -> Repository:
    """A copy of the platform, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=FIXTURES / "platform", check=True, capture_output=True
    ).stdout
    for name in filter(None, os.fsdecode(listed).split("\0")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(FIXTURES / "platform" / name, tmp_path / name)
    return repository(tmp_path, {})


def test_a_baseline_passes_and_a_new_reference_fails(platform: Repository) -> None:
    write_baseline(platform.root, acceptable(judged(platform)))
    assert judged(platform).failing == ()
    path = "app/services/brand_new.py"
    write(platform.root, {path: "def brand_new(session_id):\n    return None\n"})
    git(platform.root, "add", path)
    assert [(one.path, one.code) for one in judged(platform).failing] == [(path, "FCM101")]
    assert [(one.path, one.code) for one in judged(platform, path).failing] == [(path, "FCM101")]
