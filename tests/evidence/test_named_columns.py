"""Columns that strings name: `column_name="x"` and `"x" in table.c`; they stay, and so does text that tells of them."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import renamed

USED = """

def put(row, session_id):
    row["kept"] = session_id
    return row.attributes
"""


def moved(root: Path, text: str, name: str = "ours.py", **files: str) -> str:
    """What becomes of a file, beside code of the name that moves."""
    several = {"ours.py": text + USED} | {f"{other}.py": made for other, made in files.items()}
    return renamed(root, several)[name]


@pytest.mark.parametrize(
    "named",
    [
        'def build(column_name="session_id"):\n    return column_name\n',
        'OPTIONS = {"run_column_name": "session_id"}\n',
        'id_column = "session_id"\n',
        'KEYS = make(tx_col="session_id")\n',
        'def has(table):\n    return "session_id" in table.c\n',
        'def has(table):\n    return table.c["session_id"]\n',
    ],
)
def test_a_named_column_stays_and_a_parameter_of_its_name_moves(tmp_path: Path, named: str) -> None:
    assert moved(tmp_path, named) == named + USED.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    "named",
    [
        'def build(name="session_id", row={"session_id": 1}):\n    return row[name]\n',
        'OPTIONS = {"columns_of": 3, "run": {"session_id": 1}}\nKEY = OPTIONS["run"]["session_id"]\n',
        'def has(made):\n    made["session_id"] = 1\n    return "session_id" in made.columns_of()\n',
    ],
)
def test_any_other_string_moves(tmp_path: Path, named: str) -> None:
    assert "session_id" not in moved(tmp_path, named)


def test_an_attribute_of_something_unknown_stays_that_may_be_the_column(tmp_path: Path) -> None:
    other = "def shown(version):\n    return version.session_id\n"
    files = {"ours.py": 'column_name = "session_id"\nclass Run:\n    session_id = 1\n', "other.py": other}
    assert renamed(tmp_path, files)["other.py"] == other


def test_a_campaign_that_renames_columns_holds_none(tmp_path: Path) -> None:
    files = {
        "ours.py": 'column_name = "session_id"\n\n\ndef read(row):\n    return row["session_id"], {"session_id": 1}\n'
    }
    text = renamed(tmp_path, files, boundaries={Boundary.DATABASE: Policy.RENAME})["ours.py"]
    assert "session_id" not in text


@pytest.mark.parametrize(
    "line", ["An index on `session_id` helps.", "The column session_id is kept.", "UNIQUE(name, session_id)"]
)
def test_prose_about_the_column_stays(tmp_path: Path, line: str) -> None:
    files = {"ours.py": 'column_name = "session_id"\n' + USED, "README.md": f"{line}\n"}
    assert renamed(tmp_path, files)["README.md"] == f"{line}\n"


@pytest.mark.parametrize("line", ["Call `put(row, session_id=1)`.", "The function `put` takes a `put(session_id=…)`."])
def test_prose_that_writes_a_call_of_ours_moves(tmp_path: Path, line: str) -> None:
    calls = "\n\ndef call(row):\n    put(row, session_id=1)\n"
    files = {"ours.py": 'column_name = "session_id"\n' + USED + calls, "README.md": f"{line}\n"}
    assert renamed(tmp_path, files)["README.md"] == line.replace("session_id", "flow_id") + "\n"


def test_prose_that_may_speak_of_either_is_not_edited_with_confidence(tmp_path: Path) -> None:
    files = {"ours.py": 'column_name = "session_id"\n' + USED, "README.md": "Keep the session_id.\n"}
    assert renamed(tmp_path, files)["README.md"] == files["README.md"]


def test_the_docstring_of_a_function_follows_its_parameter(tmp_path: Path) -> None:
    text = (
        'def put(session_id):\n    """Put it.\n\n    :param session_id: what is put\n    """\n    return session_id\n'
    )
    files = {"ours.py": 'column_name = "session_id"\n\n\n' + text}
    assert ":param flow_id: what is put" in renamed(tmp_path, files)["ours.py"]


@pytest.mark.parametrize(("asked", "stays"), [("table.c", True), ("run.state", False)])
def test_a_column_of_a_table_is_not_ours_because_others_called_so_are(
    tmp_path: Path, asked: str, *, stays: bool
) -> None:
    known = f"class C:\n    session_id = 1\n\n\ndef of(run: C, {asked.rsplit('.', maxsplit=1)[-1]}: C):\n"
    known += f"    return {asked.rsplit('.', maxsplit=1)[-1]}.session_id\n"
    files = {"ours.py": known, "other.py": f"def of(table, run):\n    return {asked}.session_id\n"}
    assert ("session_id" in renamed(tmp_path, files)["other.py"]) is stays


def test_keys_follow_a_mapped_attribute_beside_a_named_column(tmp_path: Path) -> None:
    model = "class Run(Base):\n    {0} = Column({1}String)\n\n\nNAMED = Run.__table__.columns['session_id']\n"
    shown = (
        'def show(run):\n    return {"session_id": run.name}\n\n\ndef read(shown):\n    return shown["session_id"]\n'
    )
    after = renamed(tmp_path, {"app/models.py": model.format("session_id", ""), "app/show.py": shown})
    assert after["app/models.py"] == model.format("flow_id", '"session_id", ')
    assert "session_id" not in after["app/show.py"]


@pytest.mark.parametrize("asked", ["get_current_parameters()", "current_parameters"])
def test_a_default_asks_a_row_for_its_column_and_all_other_keys_move(tmp_path: Path, asked: str) -> None:
    row = f'def url(context):\n    return context.{asked}["session_id"]\n'
    own = 'def put(run):\n    run["session_id"] = 1\n    return run["session_id"]\n'
    files = {"ours.py": row, "other.py": own}
    assert renamed(tmp_path, files) == {"ours.py": row, "other.py": own.replace("session_id", "flow_id")}


@pytest.mark.parametrize("asked", ["parameters_now()", "parameters"])
def test_a_key_of_other_parameters_moves(tmp_path: Path, asked: str) -> None:
    kept = f'context.{asked}["session_id"]'
    row = f"def url(context, session_id):\n    {kept} = session_id\n    return {kept}\n"
    assert "session_id" not in renamed(tmp_path, {"ours.py": row})["ours.py"]


@pytest.mark.parametrize(("strings", "stays"), [(1, False), (3, True)])
def test_a_mapped_class_speaks_for_one_string_and_not_for_several(tmp_path: Path, strings: int, *, stays: bool) -> None:
    named = "".join(f'def of_{one}(column_name="session_id"):\n    return column_name\n' for one in range(strings))
    model = "from sqlalchemy import Column, Integer\n\n\nclass Run(Base):\n    session_id = Column(Integer)\n"
    row = 'def put(run):\n    run["session_id"] = 1\n    return run["session_id"]\n'
    after = renamed(tmp_path, {"names.py": named, "model.py": model, "rows.py": row})
    assert (after["rows.py"] == row) is stays
    assert after["names.py"] == named
