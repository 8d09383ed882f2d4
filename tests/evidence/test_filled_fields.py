"""Fields that mappings fill stay where every mapping of their shape stays, and move where one of them moves."""

from pathlib import Path

import pytest

from renaming import renamed

NAMES = 'old = "session_id"\nnew = "flow_id"\n'
MODEL = "class Report:\n    session_id: str\n    status: str\n\n\ndef load(found):\n    return Report(**found)\n"
WRITES = 'def write(x):\n    return {"session_id": x, "rows": 1, "status": "a"}\n'
STORED = "QUERY = 'SELECT session_id FROM runs'\n\n\n"


def test_a_field_stays_where_what_fills_it_stays(tmp_path: Path) -> None:
    files = {"app/report.py": MODEL, "store/write.py": STORED + WRITES}
    assert renamed(tmp_path / "repo", files, NAMES) == files


@pytest.mark.parametrize(
    ("model", "writes"),
    [
        (MODEL, WRITES),
        (MODEL, WRITES.replace('"status": "a"', '"state": "a"') + "\n\n" + WRITES.replace("write", "fill")),
        (MODEL.replace("Report(**found)", "Report(found, 'a')"), STORED + WRITES),
        (MODEL.replace("    status: str\n", ""), STORED + WRITES),
        (MODEL, STORED + WRITES.replace('"status": "a"', '"state": "a"')),
    ],
    ids=["nothing holds it", "one of several", "nothing fills it", "one field alone", "another shape"],
)
def test_a_field_moves_where_nothing_of_its_shape_stays(tmp_path: Path, model: str, writes: str) -> None:
    after = renamed(tmp_path / "repo", {"app/report.py": model, "store/write.py": writes}, NAMES, least=0.5)
    assert "flow_id: str" in after["app/report.py"]
