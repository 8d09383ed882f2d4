"""A key whose other side nobody here has: one that is only read, and one that is only sent away."""

from pathlib import Path

import pytest

from pipeline import renamed

FILLED = """
class User:
    __slots__ = ("name", "session_id")

    def __init__(self, data):
        self.name = data.get("name")
        self.session_id = data.get("session_id")
        if self.session_id is not None:
            self.session_id = parse(self.session_id)
"""


def key_of(root: Path, **files: str) -> str:
    """What `ours.py` becomes, other modules beside it."""
    return renamed(root, {f"{name}.py": text for name, text in files.items()})["ours.py"]


@pytest.mark.parametrize("read", ['data["session_id"]', 'data.get("session_id")', 'data.pop("session_id")'])
def test_an_attribute_that_is_filled_from_a_key_writes_no_key(tmp_path: Path, read: str) -> None:
    made = key_of(tmp_path, ours=FILLED.replace('data.get("session_id")', read))
    assert f"self.flow_id = {read}\n" in made


def test_the_slot_of_such_an_attribute_moves(tmp_path: Path) -> None:
    assert '__slots__ = ("name", "flow_id")' in key_of(tmp_path, ours=FILLED)


def test_a_list_of_such_keys_stays(tmp_path: Path) -> None:
    made = key_of(tmp_path, ours=FILLED + '\nFIELDS = ["name", "session_id"]\n')
    assert 'FIELDS = ["name", "session_id"]' in made


@pytest.mark.parametrize(
    "writer",
    [
        'def dump(user):\n    return {"session_id": user.key}\n',
        'def dump(user, made):\n    made["session_id"] = user.key\n',
        "def dump(user):\n    return dict(session_id=user.key)\n",
        "class Row:\n    session_id: str\n",
        "def session_id():\n    return 1\n",
    ],
)
def test_a_key_that_code_writes_moves(tmp_path: Path, writer: str) -> None:
    assert 'data.get("flow_id")' in key_of(tmp_path, ours=FILLED, writer=writer)


@pytest.mark.parametrize(
    "writer", ['PAYLOAD = {"session_id": 1}\n', 'def test_it(made):\n    made["session_id"] = 1\n']
)
def test_a_test_writes_what_others_send(tmp_path: Path, writer: str) -> None:
    assert 'data.get("session_id")' in key_of(tmp_path, ours=FILLED, test_writer=writer)


SENT = """
import json


def send(connection, flow):
    request = {{"session_id": flow}}
    {use}
"""


@pytest.mark.parametrize(
    "use",
    ["connection.write(json.dumps(request))", "connection.post(json=request)", "connection.get('/', params=request)"],
)
def test_a_key_that_is_sent_and_read_by_nobody_here_stays(tmp_path: Path, use: str) -> None:
    assert '{"session_id": flow}' in key_of(tmp_path, ours=SENT.format(use=use))


@pytest.mark.parametrize("use", ["connection.write(request)", "return request", "json.dumps(connection)"])
def test_a_key_that_is_not_seen_to_leave_moves(tmp_path: Path, use: str) -> None:
    assert '{"flow_id": flow}' in key_of(tmp_path, ours=SENT.format(use=use))


def test_a_key_that_is_sent_and_read_here_moves(tmp_path: Path) -> None:
    reader = 'def read(message):\n    return message["session_id"]\n'
    made = key_of(tmp_path, ours=SENT.format(use="connection.write(json.dumps(request))"), reader=reader)
    assert '{"flow_id": flow}' in made


@pytest.mark.parametrize("sent", ['json.dumps({"session_id": flow})', 'connection.post(json={"session_id": flow})'])
def test_a_display_may_be_sent_as_it_is(tmp_path: Path, sent: str) -> None:
    made = key_of(tmp_path, ours=f"import json\n\n\ndef send(connection, flow):\n    return {sent}\n")
    assert '"session_id"' in made


def test_an_item_that_is_set_before_sending_stays(tmp_path: Path) -> None:
    item = '{}\n    request["session_id"] = flow'
    ours = SENT.format(use="connection.post(json=request)").replace('{"session_id": flow}', item)
    assert 'request["session_id"] = flow' in key_of(tmp_path, ours=ours)


def test_the_keyword_of_a_function_of_ours_writes_no_key(tmp_path: Path) -> None:
    call = "def load(session_id):\n    return session_id\n\n\nload(session_id=1)\n"
    assert 'data.get("session_id")' in key_of(tmp_path, ours=FILLED, call=call)


BUILT = "a(b.sessionId);" + "c();" * 2000
KEYS = 'def dump(user):\n    return {"session_id": user.key}\n\n\ndef load(data):\n    return data["session_id"]\n'


@pytest.mark.parametrize("name", ["static/main.js", "dist/report.html"])
def test_keys_that_a_built_file_has_too_stay(tmp_path: Path, name: str) -> None:
    assert renamed(tmp_path, {"ours.py": KEYS, name: BUILT})["ours.py"] == KEYS


def test_keys_move_where_what_was_built_can_be_built_again(tmp_path: Path) -> None:
    files = {"ours.py": KEYS, "static/main.js": BUILT, "src/main.ts": "interface Row {\n  sessionId: string;\n}\n"}
    assert "session_id" not in renamed(tmp_path, files)["ours.py"]


@pytest.mark.parametrize("built", ["a(b.other);" + "c();" * 2000, "a(b.sessionId);\n" * 9])
def test_another_script_holds_no_key(tmp_path: Path, built: str) -> None:
    assert "session_id" not in renamed(tmp_path, {"ours.py": KEYS, "static/main.js": built})["ours.py"]


@pytest.mark.parametrize("call", ["query=pick(options, 'kind', \"session_id\")", 'body=choose(options, "session_id")'])
def test_what_a_call_picks_for_its_payload_is_sent(tmp_path: Path, call: str) -> None:
    text = f"def ask(client, **options):\n    return client.request({call})\n"
    assert '"session_id"' in key_of(tmp_path, ours=text)


@pytest.mark.parametrize("call", ['pick(options, "session_id")', 'found=pick(options, "session_id")'])
def test_what_a_call_picks_for_us_moves(tmp_path: Path, call: str) -> None:
    text = f"def ask(client, **options):\n    return client.choose({call})\n\n\nask(1, session_id=2)\n"
    assert '"flow_id"' in key_of(tmp_path, ours=text)


@pytest.mark.parametrize(
    "copy", ['made["session_id"] = data["session_id"]', 'made = {"session_id": data.get("session_id")}']
)
def test_a_key_that_is_copied_is_not_written(tmp_path: Path, copy: str) -> None:
    text = f"def read(data):\n    made = {{}}\n    {copy}\n    return made\n"
    assert key_of(tmp_path, ours=text) == text


def test_a_key_that_only_tests_have_stays(tmp_path: Path) -> None:
    test = 'def test_it(client):\n    client.send({"session_id": 1})\n'
    ours = "def load(session_id):\n    return session_id\n"
    assert renamed(tmp_path, {"ours.py": ours, "tests/test_it.py": test})["tests/test_it.py"] == test


@pytest.mark.parametrize(
    "ours", ['def load(data):\n    return {"session_id": data}\n', "class Row:\n    session_id: str\n"]
)
def test_a_key_that_code_has_too_moves_in_tests(tmp_path: Path, ours: str) -> None:
    test = 'def test_it(client):\n    client.send({"session_id": 1})\n'
    assert "flow_id" in renamed(tmp_path, {"ours.py": ours, "tests/test_it.py": test})["tests/test_it.py"]


def test_a_column_made_by_its_name_stays(tmp_path: Path) -> None:
    text = 'FIELDS = {"session_id": models.CharField(max_length=8)}\n'
    assert key_of(tmp_path, ours=text) == text


def test_a_name_that_only_lists_have_stays(tmp_path: Path) -> None:
    assert (
        key_of(tmp_path, ours='FIELDS = ("kind", "session_id")\n\n\ndef kind():\n    return 1\n').count("session_id")
        == 1
    )


HOLES = """
class Manager:
    path = "/groups/{session_id}/members"
    parents = {"session_id": "id", "kind": 2}
"""


def test_a_hole_stays_with_the_key_that_fills_it(tmp_path: Path) -> None:
    kept = HOLES.replace("parents = {", "parents = json.dumps({").replace("2}", "2})")
    assert key_of(tmp_path, ours="import json\n\n\n" + kept).count("session_id") == 2


def test_a_hole_moves_with_the_key_that_fills_it(tmp_path: Path) -> None:
    assert "session_id" not in key_of(tmp_path, ours=HOLES)


SETTING = """DEFAULTS = {{"{name}": "session_id", "LIFETIME": 5}}


def read(token):
    return token[DEFAULTS["{name}"]]
"""


def test_the_default_of_a_setting_stays(tmp_path: Path) -> None:
    text = SETTING.format(name="CLAIM")
    assert key_of(tmp_path, ours=text) == text


@pytest.mark.parametrize(
    "other",
    [
        'def fill(token):\n    token["session_id"] = 1\n    return token["session_id"]\n',
        "class Run:\n    session_id = 1\n",
    ],
)
def test_the_default_of_a_setting_moves_with_what_is_called_so(tmp_path: Path, other: str) -> None:
    assert "session_id" not in key_of(tmp_path, ours=SETTING.format(name="CLAIM"), other=other)


def test_a_value_that_is_no_setting_moves(tmp_path: Path) -> None:
    assert "session_id" not in key_of(tmp_path, ours=SETTING.format(name="claim"))
