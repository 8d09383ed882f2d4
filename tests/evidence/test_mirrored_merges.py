"""What a test expects under both names becomes one where what the code makes does."""

from pathlib import Path

import pytest

from renaming import renamed

NAMES = 'old = "session_id"\nnew = "flow_id"\n'
MAKES = 'def show(x):\n    return {"session_id": x, "flow_id": x}\n'
EXPECTS = 'from app.show import show\n\n\ndef test_show():\n    assert show(1) == {"session_id": 1, "flow_id": 1}\n'
STORES = "QUERY = 'SELECT session_id FROM runs'\n\n\n" + MAKES
OTHER = EXPECTS.replace("test_show", "test_other").replace(
    '"session_id": 1, "flow_id": 1', '"session_id": 2, "flow_id": 2'
)


def test_both_become_one(tmp_path: Path) -> None:
    after = renamed(tmp_path / "repo", {"app/show.py": MAKES, "tests/test_show.py": EXPECTS}, NAMES)
    assert "session_id" not in after["app/show.py"] + after["tests/test_show.py"]


@pytest.mark.parametrize("test", [EXPECTS, OTHER], ids=["one", "another"])
@pytest.mark.parametrize("path", ["tests/test_show.py", "tests/test_endpoints.py"])
def test_both_stay_where_the_code_stays(tmp_path: Path, test: str, path: str) -> None:
    files = {"app/show.py": STORES, path: test}
    assert renamed(tmp_path / "repo", files, NAMES) == files


def test_a_mapping_that_no_code_makes_becomes_one(tmp_path: Path) -> None:
    files = {"app/show.py": MAKES.replace(', "flow_id": x', ""), "tests/test_show.py": EXPECTS}
    assert "session_id" not in renamed(tmp_path / "repo", files, NAMES)["tests/test_show.py"]


SCRIPT = "export interface Row {\n  session_id: string;\n  flow_id: string;\n}\n"


def test_a_type_of_a_script_stays_where_the_code_stays(tmp_path: Path) -> None:
    files = {"app/show.py": STORES, "web/row.ts": SCRIPT}
    assert renamed(tmp_path / "repo", files, NAMES) == files


def test_a_type_of_a_script_becomes_one_where_the_code_does(tmp_path: Path) -> None:
    after = renamed(tmp_path / "repo", {"app/show.py": MAKES, "web/row.ts": SCRIPT}, NAMES)
    assert after["web/row.ts"] == "export interface Row {\n  flow_id: string;\n}\n"


def test_mappings_of_other_names_say_nothing(tmp_path: Path) -> None:
    expects = EXPECTS.replace('"flow_id": 1', '"flow_id": 1, "other": 1')
    files = {"app/show.py": STORES, "app/more.py": MAKES.replace("x}", 'x, "other": x}'), "tests/test_more.py": expects}
    after = renamed(tmp_path / "repo", files, NAMES)
    assert after["app/show.py"] == STORES
    assert "session_id" in after["tests/test_more.py"] or "session_id" not in after["app/more.py"]
