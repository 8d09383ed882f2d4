"""Strings that are the value of an enum's member: they move with it, or stay with it. `OLD` moves."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import renamed

ENUM = 'import enum\n\n\nclass Field(enum.Enum):\n    OLD = "OLD"\n    KIND = "kind"\n\n\n'
STORED = (
    'import enum\n\n\nclass Field(enum.Enum):\n    OLD = "session_id"\n\n\nQUERY = "SELECT session_id FROM run"\n\n\n'
)
CASES: Mapping[str, str] = {
    "made of its value": ENUM + 'def use():\n    return Field("OLD")\n',
    "compared with its value": ENUM + 'def use():\n    assert Field.OLD.value == "OLD"\n',
    "compared with the member": ENUM + 'def use():\n    assert "OLD" == Field.OLD\n',
    "a stored value": STORED + 'def use():\n    return Field("session_id")\n',
    "compared with a stored value": STORED + 'def use():\n    assert Field.OLD.value == "session_id"\n',
    "compared with a stored member": STORED + 'def use(kind):\n    return Field.OLD != "session_id"\n',
}


@pytest.mark.parametrize("name", CASES)
def test_enum_values(tmp_path: Path, name: str) -> None:
    after = CASES[name].replace("Field.OLD", "Field.FLOW_ID").replace("    OLD =", "    FLOW_ID =")
    before = CASES[name].replace("Field.OLD", "Field.SESSION_ID").replace("    OLD =", "    SESSION_ID =")
    files = {"app/fields.py": before.replace("OLD", "session_id")}
    assert renamed(tmp_path, files)["app/fields.py"] == after.replace("OLD", "flow_id")
