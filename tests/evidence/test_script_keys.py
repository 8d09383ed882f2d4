"""Keys spelled as scripts spell them are somebody else's where no script of ours has them."""

from pathlib import Path

import pytest

from pipeline import renamed

WRITES = 'def write(flow):\n    return {"sessionId": flow}\n'
READS = 'def read(data):\n    return data["sessionId"]\n'
SCRIPT = "interface Row {\n  sessionId: string;\n}\n"


def test_keys_of_python_alone_stay(tmp_path: Path) -> None:
    files = {"writes.py": WRITES, "reads.py": READS, "ours.py": "def load(session_id):\n    return session_id\n"}
    made = renamed(tmp_path, files)
    assert (made["writes.py"], made["reads.py"]) == (WRITES, READS)


def test_keys_that_a_script_of_ours_has_move(tmp_path: Path) -> None:
    made = renamed(tmp_path, {"writes.py": WRITES, "reads.py": READS, "web/row.ts": SCRIPT})
    assert '"flowId"' in made["writes.py"]
    assert '"flowId"' in made["reads.py"]


@pytest.mark.parametrize("script", ["interface Row {\n  other: string;\n}\n", "x(b.sessionId);" + "c();" * 2000])
def test_another_script_or_one_that_was_built_says_nothing(tmp_path: Path, script: str) -> None:
    made = renamed(tmp_path, {"writes.py": WRITES, "reads.py": READS, "web/row.js": script})
    assert made["writes.py"] == WRITES
