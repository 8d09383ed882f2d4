"""What a database stores keeps its name in SQL, in fragments of it, and in the keys of rows beside it."""

from pathlib import Path

import pytest

from pipeline import renamed

QUERY = 'QUERY = """\nselect\n{columns}\nfrom\n    runs\njoin flows on runs.session_id = flows.id\n"""\n'
COLUMNS = 'COLUMNS = """    runs.id,\n    runs.session_id,\n    runs.name as label"""\n'
STORED = {
    "a query with a hole": QUERY,
    "columns apart from their query": COLUMNS,
    "a table made beside it": 'db["runs"].create({"id": str, "session_id": str})\n',
    "a row made beside it": 'row = {"session_id": 1}\ndb["runs"].insert(row)\n',
    "a row read beside it": 'print(row["session_id"])\n',
}
OURS = {
    "a parameter beside it": "def load(session_id):\n    return session_id\n",
    "a message beside it": 'def load(session_id):\n    raise ValueError("no session_id, please")\n',
    "a sentence that begins like a query": "def load(session_id):\n    print(f'select {session_id} from the list')\n",
    "a list of names that is no SQL": 'def load(session_id):\n    """Takes run.name, session_id."""\n',
}


@pytest.mark.parametrize("text", STORED.values(), ids=STORED)
def test_stays(tmp_path: Path, text: str) -> None:
    files = {"app/store.py": QUERY, "app/other.py": text}
    assert renamed(tmp_path, files, checker=False) == files


@pytest.mark.parametrize("text", OURS.values(), ids=OURS)
def test_moves(tmp_path: Path, text: str) -> None:
    files = {"app/store.py": QUERY, "app/other.py": text}
    assert renamed(tmp_path, files)["app/other.py"] == text.replace("session_id", "flow_id")


def test_keys_in_another_folder_move(tmp_path: Path) -> None:
    files = {
        "store/queries.py": QUERY,
        "web/answer.py": 'def answer(value):\n    return {"session_id": value}\n',
        "web/use.py": 'def use(data):\n    return data["session_id"]\n',
    }
    after = renamed(tmp_path, files, checker=False)
    assert after["store/queries.py"] == files["store/queries.py"]
    assert "session_id" not in after["web/answer.py"] + after["web/use.py"]
