"""ty behind the same protocol; skipped where it is not installed, for nothing else needs it."""

from pathlib import Path

import pytest

from flowcodemod.model.link import Answer
from flowcodemod.typecheck.protocol import Diagnosis
from flowcodemod.typecheck.pyrefly import open_checker
from flowcodemod.typecheck.spec import find_executable
from flowcodemod.typecheck.ty import TY
from worktree import write

LIBRARY = ".venv/lib/python3.11/site-packages"
FILES = {
    "src/app/__init__.py": "def ours(session_id): ...\n",
    "uses.py": "import app, vendored, sibling\n'😀'; app.ours(session_id=1)\nvendored.theirs(session_id=2)\n",
    ".venv/pyvenv.cfg": "home = /nowhere\nversion = 3.11.7\n",
    f"{LIBRARY}/vendored.py": "def theirs(session_id): ...\n",
}

pytestmark = pytest.mark.skipif(find_executable("ty", Path("/")) is None, reason="ty is not installed")


def test_ours_and_theirs(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    write(tmp_path, {f"{LIBRARY}/evil.pth": f"import os; os.mkdir('{tmp_path}/ran')\n"})
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir()
    python.write_text(f"#!/bin/sh\nmkdir '{tmp_path}/ran'\n")
    python.chmod(0o755)
    text = FILES["uses.py"]
    asked = [text.index("session_id=1"), text.index("session_id=2")]
    with open_checker(tmp_path, paths=["src/app/__init__.py", "uses.py"], spec=TY) as checker:
        found = checker.definitions({"uses.py": asked})
        assert not checker.problem
        assert not checker.problems
        assert checker.diagnose(["uses.py"]) == Diagnosis(problem="ty is not asked for type errors")
    assert found == {
        ("uses.py", asked[0]): (Answer("src/app/__init__.py", 9, "session_id", outside=False),),
        ("uses.py", asked[1]): (Answer(str(tmp_path / LIBRARY / "vendored.py"), 11, "session_id", outside=True),),
    }
    assert not (tmp_path / "ran").exists()
