"""Keys that are read: they move with what writes them or not at all, and the way back brings back what moved."""

from pathlib import Path

import pytest

from pipeline import applied, lay

READS = "def read(row):\n    return row[\"session_id\"], row.get('session_id'), 'session_id' in row\n"
STORED = 'def write(db, value):\n    db.users.insert_one({"session_id": value})\n'
WRITERS = {
    "a key": 'def write(value):\n    return {"session_id": value}\n',
    "an item": 'def write(row, value):\n    row["session_id"] = value\n',
    "a keyword": "def write(value):\n    return dict(session_id=value)\n",
    "a parameter": "def write(session_id: int):\n    return vars()\n",
    "a field": "from dataclasses import dataclass\n\n\n@dataclass\nclass Row:\n    session_id: int\n",
    "an attribute": "class Row:\n    def __init__(self, value):\n        self.session_id = value\n",
    "an option": 'def declare(parser):\n    parser.add_argument("--session-id")\n',
}


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_what_is_read_moves_with_what_writes_it(tmp_path: Path, writer: str) -> None:
    files = {"reader.py": READS, "writer.py": writer}
    lay(tmp_path, files)
    assert "session_id" not in applied(tmp_path, files)["reader.py"]


@pytest.mark.parametrize("name", ["stored.py", "stored/stored.py"])
def test_what_is_read_stays_where_its_only_writer_stays(tmp_path: Path, name: str) -> None:
    files = {"reader.py": READS, name: STORED}
    lay(tmp_path, files)
    assert applied(tmp_path, files) == files


def test_what_only_a_test_writes_stays(tmp_path: Path) -> None:
    files = {"reader.py": READS, "tests/test_reader.py": 'from reader import read\n\nread({"session_id": 1})\n'}
    lay(tmp_path, files)
    assert applied(tmp_path, files) == files


PARTS = {"reader.py": READS, "stored.py": STORED} | {f"w{n}.py": text for n, text in enumerate(WRITERS.values())}


@pytest.mark.parametrize(
    "names", [*(("reader.py", name) for name in PARTS if name != "reader.py"), tuple(PARTS)], ids="+".join
)
def test_the_way_back_brings_back_what_the_way_forward_moved(tmp_path: Path, names: tuple[str, ...]) -> None:
    files = {name: PARTS[name] for name in names}
    lay(tmp_path, files)
    moved = applied(tmp_path, files)
    lay(tmp_path, moved)
    assert applied(tmp_path, files, old="flow_id", new="session_id") == files


def test_what_a_test_expects_of_an_argument_goes_with_it(tmp_path: Path) -> None:
    asked = 'def test_it(client):\n    client.hset.assert_called_with("session_ids", "a")\n'
    files = {
        "app/writer.py": 'def save(client, one):\n    client.hset("session_ids", one)\n',
        "tests/test_it.py": asked,
    }
    lay(tmp_path, files)
    after = applied(tmp_path, files)
    assert after["app/writer.py"] != files["app/writer.py"]
    assert after["tests/test_it.py"] == asked.replace("session", "flow")


@pytest.mark.parametrize(("constant", "moves"), [('MARKER = "session_ids"', True), ('marker = "other"', False)])
def test_what_a_test_reads_goes_with_the_constant_of_its_writer(tmp_path: Path, constant: str, moves: bool) -> None:
    files = {
        "app/writer.py": f"{constant}\n\n\ndef save(state, one):\n    state[MARKER] = one\n    return state.pop(MARKER)\n",
        "tests/test_it.py": 'def test_it(state):\n    assert state["session_ids"]\n',
    }
    lay(tmp_path, files)
    assert ('"flow_ids"' in applied(tmp_path, files)["tests/test_it.py"]) is moves
