"""The platform's own tests pass whatever policies are chosen: no half of what belongs together moves without the other."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import CommandLine

RULES = Path(__file__).parents[2] / "rules" / "session_to_flow.toml"
ALL = ("database", "http", "cache", "disk", "queue", "telemetry")
CHOSEN: dict[str, dict[str, str]] = {
    "nothing is said": {},
    "everything is renamed": dict.fromkeys(ALL, "rename"),
    "everything is kept": dict.fromkeys(ALL, "keep"),
    "everything is pinned": dict.fromkeys(ALL, "pin"),
    "only what the outside sees stays": dict.fromkeys(ALL, "rename") | {"database": "pin", "http": "pin"},
    "only storage stays": dict.fromkeys(ALL, "rename") | {"database": "keep", "cache": "keep", "disk": "keep"},
    "only the database stays": dict.fromkeys(ALL, "rename") | {"database": "pin"},
    "only signals stay": dict.fromkeys(ALL, "rename") | {"queue": "keep", "telemetry": "keep"},
}
COLUMNS = frozenset({"nothing is said", "everything is renamed", "only the database stays"})
"""The choices that go with what the shipped campaign says of single columns."""


def campaign(policies: dict[str, str], *, columns: bool) -> str:
    """The shipped campaign with other policies, and perhaps without what it says of single columns."""
    text = RULES.read_text("utf-8")
    if not policies:
        text = re.sub(r"^\[boundaries\]\n(?:\w+ = .*\n)+", "", text, flags=re.MULTILINE)
    for boundary, policy in policies.items():
        text = re.sub(rf'^{boundary} = "\w+"$', f'{boundary} = "{policy}"', text, flags=re.MULTILINE)
    return text if columns else re.sub(r'^"\w+\.\w+" = "(?:rename|drop)"\n', "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("chosen", CHOSEN)
def test_the_platform_works_under_every_choice_of_policies(platform: CommandLine, tmp_path: Path, chosen: str) -> None:
    file = tmp_path / "campaign.toml"
    file.write_text(campaign(CHOSEN[chosen], columns=chosen in COLUMNS), "utf-8")
    before = (platform.root / "app/auth/dependencies.py").read_bytes()
    platform("apply", "--campaign", str(file), "--python", sys.executable, "--yes")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "tests"],
        cwd=platform.root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert (platform.root / "app/services/flow_id_service.py").exists(), "something moved"
    assert (platform.root / "app/auth/dependencies.py").read_bytes() == before, "somebody else's name"
