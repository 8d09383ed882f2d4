"""Whose object a key is asked of: the keys beside it tell."""

from pathlib import Path

import pytest

from pipeline import renamed

READER = """
def read(payload):
    if payload.get("is_shared") or "authorizations" in payload:
        return None
    return payload["session_id"]
"""
WRITER = 'def write(flow):\n    return {"session_id": flow, "kind": 1}\n'


def after(root: Path, **files: str) -> dict[str, str]:
    """What becomes of some modules, by their names."""
    return {
        name.removesuffix(".py"): text
        for name, text in renamed(root, {f"{name}.py": text for name, text in files.items()}).items()
    }


def test_an_object_with_keys_that_nobody_here_names_is_somebody_elses(tmp_path: Path) -> None:
    made = after(tmp_path, reader=READER, writer=WRITER)
    assert '"session_id"' in made["reader"]
    assert '"flow_id"' in made["writer"]


def test_so_is_a_display_with_such_keys(tmp_path: Path) -> None:
    test = 'from reader import read\n\nread({"session_id": 1, "is_shared": 2, "authorizations": 3})\n'
    made = after(tmp_path, reader=READER, writer=WRITER, test_reader=test)
    assert '"session_id"' in made["test_reader"]


@pytest.mark.parametrize(
    "named",
    [
        'VALUES = {"is_shared": 1}\n',
        'VALUES = {}\nVALUES["is_shared"] = 1\n',
        "VALUES = dict(is_shared=1)\n",
        "class Values:\n    is_shared: bool\n",
        "class Values:\n    def __init__(self):\n        self.is_shared = True\n",
        "def value(is_shared: bool):\n    return is_shared\n",
        "class Table:\n    is_shared = Column(Boolean)\n",
    ],
)
def test_an_object_whose_keys_are_named_here_is_ours(tmp_path: Path, named: str) -> None:
    assert '"flow_id"' in after(tmp_path, reader=READER, writer=WRITER, named=named)["reader"]


@pytest.mark.parametrize("unnamed", ["is_shared = 1\n", "# is_shared\n", 'print("is_shared")\n', "x.is_shared\n"])
def test_a_mention_names_nothing(tmp_path: Path, unnamed: str) -> None:
    assert '"session_id"' in after(tmp_path, reader=READER, writer=WRITER, unnamed=unnamed)["reader"]


def test_a_test_names_nothing(tmp_path: Path) -> None:
    test = 'VALUES = {"is_shared": 1, "authorizations": 2}\n'
    assert '"session_id"' in after(tmp_path, reader=READER, writer=WRITER, test_it=test)["reader"]


def test_a_key_that_is_read_and_never_written_stays(tmp_path: Path) -> None:
    assert '"session_id"' in after(tmp_path, reader='def read(data):\n    return data["session_id"]\n')["reader"]


@pytest.mark.parametrize("read", ['data["session_id"]', 'data.get("session_id")', '"session_id" in data'])
def test_a_key_that_is_read_and_written_moves(tmp_path: Path, read: str) -> None:
    made = after(tmp_path, reader=f"def read(data):\n    return {read}\n", writer=WRITER)
    assert "flow_id" in made["reader"]


def test_the_name_of_an_attribute_is_no_key(tmp_path: Path) -> None:
    text = """
    class Box:
        def __init__(self, session_id):
            self.session_id = session_id

    def read(payload):
        assert payload.get("is_shared") or "authorizations" in payload
        return getattr(Box(1), "session_id")
    """
    assert 'getattr(Box(1), "flow_id")' in after(tmp_path, box=text)["box"]


@pytest.mark.parametrize("shape", ["({})", "[{}]", "{{{}}}"])
def test_a_list_of_names_that_nobody_here_has_is_somebody_elses(tmp_path: Path, shape: str) -> None:
    fields = shape.format('"place.fields", "max_results", "session_id"')
    made = after(tmp_path, lists=f"FIELDS = {fields}\n", writer=WRITER)
    assert '"session_id"' in made["lists"]
    assert '"flow_id"' in made["writer"]


@pytest.mark.parametrize("fields", ['("kind", "session_id")', '("place.fields", "session_id")', '("session_id",)'])
def test_a_list_of_names_that_are_ours_moves(tmp_path: Path, fields: str) -> None:
    assert '"flow_id"' in after(tmp_path, lists=f"FIELDS = {fields}\n", writer=WRITER)["lists"]


_MIXED = 'SKIPPED = {"place.fields", "max_results", "top_up", "session_id", "kind", "size"}\n'


def test_a_list_that_holds_the_keys_of_a_display_of_ours_moves(tmp_path: Path) -> None:
    writer = 'def write(flow):\n    return {"session_id": flow, "kind": 1, "size": 2}\n'
    assert '"flow_id"' in after(tmp_path, lists=_MIXED, writer=writer)["lists"]


@pytest.mark.parametrize(
    "writer",
    [
        WRITER,
        'def write(flow):\n    return {"session_id": flow}, {"kind": 1, "size": 2}\n',
        'def write(flow):\n    return {"session_id": flow, "kinds": 1, "sizes": 2}\n',
    ],
)
def test_a_list_that_holds_one_key_of_ours_stays(tmp_path: Path, writer: str) -> None:
    assert '"session_id"' in after(tmp_path, lists=_MIXED, writer=writer)["lists"]


def test_a_list_of_values_is_no_list_of_names(tmp_path: Path) -> None:
    lists = 'FIELDS = ("place.fields", "max_results", "session_id", 1)\n'
    assert '"flow_id"' in after(tmp_path, lists=lists, writer=WRITER)["lists"]


def test_what_only_tests_have_is_named_by_their_classes(tmp_path: Path) -> None:
    files = {
        "tests/models.py": "class Book:\n    session_id: str\n",
        "tests/test_book.py": 'def test_book(row):\n    assert row.get("session_id")\n',
    }
    assert 'row.get("flow_id")' in renamed(tmp_path, files)["tests/test_book.py"]


LISTED = """
def told(rows):
    names = {}
    return "is_shared" in names, "authorizations" in names, "session_id" in names
"""


@pytest.mark.parametrize("made", ['[row["kind"] for row in rows]', '["is_shared"]', "[]"])
def test_texts_of_a_list_are_no_keys_of_an_object(tmp_path: Path, made: str) -> None:
    assert '"flow_id" in names' in after(tmp_path, reader=LISTED.format(made), writer=WRITER)["reader"]


@pytest.mark.parametrize("made", ["rows", 'rows["payload"]', "read(rows)", "[]\n    names = rows"])
def test_keys_of_what_may_be_no_list_are_judged_by_those_beside_them(tmp_path: Path, made: str) -> None:
    assert '"session_id" in names' in after(tmp_path, reader=LISTED.format(made), writer=WRITER)["reader"]


MADE = "def write(run):\n    return {shown}\n\n\ndef test_it(answer):\n"
MADE += '    assert answer["session_id"] and answer["is_shared"] and answer["authorizations"]\n'
OF_RUN = "class Run:\n    def __init__(self, session_id: str) -> None:\n        self.session_id = session_id\n"


@pytest.mark.parametrize(
    ("shown", "moves"),
    [
        ('{"session_id": run.session_id, "is_shared": 1, "authorizations": 2}', True),
        ('{"session_id": "abc", "is_shared": 1, "authorizations": 2}', False),
        ('{"session_id": run.other, "is_shared": 1, "authorizations": 2}', False),
        ('{"is_shared": 1, "authorizations": 2}', False),
    ],
)
def test_what_a_test_makes_of_ours_is_ours(tmp_path: Path, shown: str, moves: bool) -> None:
    text = f"from run import Run\n\n\n{MADE.replace('{shown}', shown)}"
    made = after(tmp_path, run=OF_RUN, test_run=text)["test_run"]
    assert ('answer["flow_id"]' in made) is moves


@pytest.mark.parametrize(("known", "moves"), [("def add_item", True), ("def add_other", False)])
def test_functions_of_a_test_are_named_there(tmp_path: Path, known: str, moves: bool) -> None:
    text = "from run import Run\n\n\n{}(): ...\n\n\ndef view_item(): ...\n\n\ndef test_it(tools):\n"
    text += '    assert tools["add_item"] and tools["view_item"] and tools["end_item"]["session_id"]\n'
    made = after(tmp_path, run=OF_RUN, test_run=text.format(known))["test_run"]
    assert ('["flow_id"]' in made) is moves


@pytest.mark.parametrize(
    ("use", "moves"),
    [
        ("state[SHARED] = 1\n", True),
        ("state = {SHARED: 1}\n", True),
        ("state.setdefault(SHARED, 1)\n", True),
        ("print(state[SHARED])\n", False),
        ("print(SHARED)\n", False),
        ("state[OTHER] = 1\n", False),
    ],
)
def test_a_key_that_is_written_by_its_constant_is_named(tmp_path: Path, use: str, moves: bool) -> None:
    named = f'SHARED = "is_shared"\nOTHER = "other"\n{use}'
    assert ('"flow_id"' in after(tmp_path, reader=READER, writer=WRITER, named=named)["reader"]) is moves


def test_a_file_of_data_makes_nothing(tmp_path: Path) -> None:
    data = '[{"session_id": 1, "is_shared": 2, "authorizations": 3}]\n'
    files = {"reader.py": READER, "run.py": OF_RUN, "tests/data.json": data}
    assert renamed(tmp_path, files)["tests/data.json"] in (data, data.replace("session_id", "flow_id"))
