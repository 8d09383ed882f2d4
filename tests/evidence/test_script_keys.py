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


OURS = "def load(session_id):\n    return session_id\n"
RECORDED = '{"sessionId": "s1"}\n'
ALIASED = (
    'from pydantic import BaseModel, Field\n\n\nclass Row(BaseModel):\n    session_id: str = Field(alias="sessionId")\n'
)
MODEL = (
    "from pydantic import BaseModel, ConfigDict\nfrom pydantic.alias_generators import to_camel\n\n\n"
    "class Row(BaseModel):\n    model_config = ConfigDict(alias_generator=to_camel)\n    session_id: str\n"
)


@pytest.mark.parametrize("name", ["tests/golden/row.json", "pkg/row.json", "rows.jsonl", "row.yaml"])
@pytest.mark.parametrize("code", [OURS, OURS + READS, ALIASED])
def test_a_recorded_message_keeps_the_key_that_code_does_not_spell_so(tmp_path: Path, name: str, code: str) -> None:
    assert renamed(tmp_path, {name: RECORDED, "ours.py": code})[name] == RECORDED


@pytest.mark.parametrize(
    "beside",
    [{"web/row.ts": SCRIPT}, {"web/row.vue": "<script>\nlet sessionId = 1\n</script>\n"}, {"models.py": MODEL}],
)
def test_a_key_of_data_that_something_here_spells_so_moves(tmp_path: Path, beside: dict[str, str]) -> None:
    made = renamed(tmp_path, {"rows/row.json": RECORDED, "ours.py": OURS} | beside)
    assert made["rows/row.json"] == '{"flowId": "s1"}\n'


def test_a_key_of_data_that_is_spelled_as_python_does_moves(tmp_path: Path) -> None:
    files = {
        "rows/row.json": '{"session_id": "s1"}\n',
        "ours.py": OURS + 'def read(row):\n    return row["session_id"]\n',
    }
    assert renamed(tmp_path, files)["rows/row.json"] == '{"flow_id": "s1"}\n'
