"""The frontend of the platform type-checks before and after; `make typescript` gets the compiler, here it is only used."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import CommandLine

_FETCHED = Path(__file__).parents[2] / "benchmarks/work/typescript/node_modules/typescript/bin/tsc"
_NODE = shutil.which("node")
_ON_PATH = shutil.which("tsc")
pytestmark = pytest.mark.skipif(
    not _ON_PATH and not (_NODE and _FETCHED.exists()), reason="no TypeScript compiler: make typescript"
)


def problems(root: Path) -> list[str]:
    """What the compiler says of the frontend."""
    command = [str(_NODE), str(_FETCHED)] if _NODE and _FETCHED.exists() else [str(_ON_PATH)]
    done = subprocess.run(
        [*command, "--noEmit", "-p", "frontend"], cwd=root, capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines()


def frontend(root: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted((root / "frontend/src").rglob("*.ts*")))


@pytest.mark.parametrize("http", ["rename", "pin", "keep"])
def test_the_frontend_type_checks_before_and_after(platform: CommandLine, http: str) -> None:
    assert problems(platform.root) == []
    arguments = ("--campaign", "session-to-flow", "--boundary", f"http={http}", "--python", sys.executable)
    platform("apply", *arguments, "--yes")
    assert ("sessionId" in frontend(platform.root)) is (http != "rename")
    assert problems(platform.root) == []


def test_the_compiler_would_notice(platform: CommandLine) -> None:
    file = platform.root / "frontend/src/types/flow.ts"
    text = file.read_text("utf-8")
    assert "sessionId" in text
    file.write_text(text.replace("sessionId", "flowId"), "utf-8")
    assert any("sessionId" in line for line in problems(platform.root))
