"""Keys of a client that its server may have: those of the name of one that a request carries, and those nobody reads."""

from pathlib import Path

import pytest

from pipeline import renamed

SENDS = """
import requests


def start(http, session_id):
    return http.post("/runs", json={"session_id": session_id})
"""
STAYS = [
    'def read(run):\n    return run["session_id"]\n',
    'def read(run):\n    return pick(run, "session_id")\n\n\ndef pick(data, key):\n    return data.get(key)\n',
    'def read(run):\n    return own.pick(run, "session_id")\n\n\ndef pick(data, key):\n    return data[key]\n',
    'def keep(run):\n    run["session_id"] = run.get("session_id")\n',
    'def fill(made):\n    made({"name": "a", "session_id": 1})\n',
    'NAMES = ("name", "session_id")\n',
]
MOVES = [
    'def take(**given):\n    return given.get("session_id")\n\n\ntake(session_id=1)\n',
    'class Run:\n    def __init__(self):\n        self.session_id = getattr(self, "session_id", 1)\n',
    "def read(run, session_id):\n    return session_id\n",
    'def read(match):\n    return re.match("(?P<session_id>.*)", match).group("session_id")\n',
]


def moved(root: Path, name: str, text: str, sends: str = SENDS) -> str:
    """What becomes of a module beside a client."""
    return renamed(root, {"client.py": sends.lstrip(), name: text})[name]


@pytest.mark.parametrize("text", STAYS)
def test_a_key_of_the_name_of_one_that_is_sent_stays(tmp_path: Path, text: str) -> None:
    assert moved(tmp_path, "ours.py", text) == text


@pytest.mark.parametrize("text", MOVES)
def test_what_is_no_key_of_an_object_moves(tmp_path: Path, text: str) -> None:
    files = {"client.py": SENDS.lstrip(), "ours.py": text, "reads.py": STAYS[0]}
    assert "session_id" not in renamed(tmp_path, files)["ours.py"]


def test_what_tests_and_data_say_of_it_stays(tmp_path: Path) -> None:
    answer = '{"runs": [{"session_id": 1}]}\n'
    check = 'def test_it(sent):\n    assert sent["session_id"] == 1\n'
    assert moved(tmp_path, "tests/test_it.py", check) == check
    assert moved(tmp_path / "data", "tests/runs.json", answer) == answer


UNREAD = 'import requests\n\n\ndef made(session_id):\n    return {"name": "a", "session_id": session_id}\n'
READ = '\n\ndef read(run):\n    return run["session_id"]\n'


def test_a_key_that_a_client_writes_and_nobody_reads_stays(tmp_path: Path) -> None:
    assert '"session_id": flow_id' in moved(tmp_path, "ours.py", UNREAD, "import requests\n")


def test_a_key_that_a_client_writes_and_reads_moves(tmp_path: Path) -> None:
    assert "session_id" not in moved(tmp_path, "ours.py", UNREAD + READ, "import requests\n")


def test_a_key_that_is_written_only_moves_in_a_program_that_speaks_to_nobody(tmp_path: Path) -> None:
    text = UNREAD.replace("import requests", "import json")
    assert "session_id" not in moved(tmp_path, "ours.py", text, "import json\n")


ROUTES = ['Route("GET", "/runs")', "def add_route(self, route):\n    pass", "api.add_route(network, route)"]
SERVES = ['Route("/runs", handler)', 'app.add_route("/runs", Runs())', 'app.add_routes([web.get("/", view)])']


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_of_the_server_it_speaks_to_serves_nobody(tmp_path: Path, route: str) -> None:
    text = STAYS[0] + f"\n\n{route}\n"
    assert '"session_id"' in moved(tmp_path, "ours.py", text)


@pytest.mark.parametrize("route", SERVES)
def test_what_puts_something_behind_a_path_serves(tmp_path: Path, route: str) -> None:
    text = STAYS[0] + f"\n\n{route}\n"
    assert "session_id" not in moved(tmp_path, "ours.py", text)


def test_what_is_asked_for_in_a_query_stays(tmp_path: Path) -> None:
    text = 'def url(base, session_id):\n    return f"{base}/runs?all=1&session_id={session_id}"\n'
    other = 'def other(base, session_id):\n    return f"{base}/all?session_id={session_id}"\n'
    after = renamed(tmp_path, {"client.py": "import requests\n", "ours.py": text, "other.py": other})
    assert after["ours.py"] == text.replace("session_id", "flow_id").replace("&flow_id", "&session_id")


def test_a_query_moves_where_its_other_end_may_be_here(tmp_path: Path) -> None:
    text = 'def url(base, session_id):\n    return f"{base}/runs?all=1&session_id={session_id}"\n'
    other = 'def other(base, session_id):\n    return f"{base}/all?session_id={session_id}"\n'
    after = renamed(tmp_path, {"server.py": "urlpatterns = []\n", "ours.py": text, "other.py": other})
    assert "session_id" not in after["ours.py"]


CALLED = 'def read(http):\n    return http.get(f"{{0}}/runs:by_{name}"), http.get("/all/{name}")\n'


def test_a_part_of_the_servers_paths_stays(tmp_path: Path) -> None:
    text = CALLED.format(name="session_id")
    files = {"client.py": "import requests\n", "ours.py": text, "other.py": text}
    assert renamed(tmp_path, files) == files


def test_a_part_of_paths_moves_in_a_program_that_serves(tmp_path: Path) -> None:
    text = CALLED.format(name="session_id")
    files = {"server.py": "urlpatterns = []\n", "ours.py": text, "other.py": text}
    assert "session_id" not in renamed(tmp_path, files)["ours.py"]


def test_the_hole_of_a_path_moves_with_what_fills_it(tmp_path: Path) -> None:
    text = 'def read(http, session_id):\n    return http.get("/all/{session_id}".format(session_id=session_id))\n'
    assert "session_id" not in renamed(tmp_path, {"client.py": "import requests\n", "ours.py": text})["ours.py"]


ASKS = 'def read(run):\n    return run["session_id"]\n'
CALLS = "import requests\n\n\ndef call(http):\n" + '    http.post("/a")\n' * 12
WRITES = 'def fill(made, session_id):\n    made({"session_id": session_id})\n'


def test_a_clients_key_that_no_file_both_writes_and_asks_for_is_a_question(tmp_path: Path) -> None:
    sends = "def send(client, session_id):\n    client.call(session_id=session_id)\n"
    files = {"client.py": CALLS, "asks.py": ASKS, "writes.py": WRITES, "sends.py": sends}
    after = renamed(tmp_path, files | {"calls.py": "def call(self, **given):\n    self.ask(given)\n"})
    assert "call(session_id=flow_id)" in after["sends.py"]
    assert after["asks.py"] == ASKS
    assert '{"session_id": flow_id}' in after["writes.py"]


@pytest.mark.parametrize(
    "other",
    [
        {"both.py": f"{ASKS}\n\n{WRITES}"},
        {"takes.py": 'def take(**given):\n    return given["session_id"]\n\n\ntake(session_id=1)\n'},
        {"server.py": "urlpatterns = []\n"},
        {"client.py": CALLS.replace('http.post("/a")', "http.close()") + '    http.post("/a")\n'},
    ],
)
def test_it_moves_where_something_shows_that_it_is_ours(tmp_path: Path, other: dict[str, str]) -> None:
    files = {"client.py": CALLS, "asks.py": ASKS, "writes.py": WRITES}
    after = renamed(tmp_path, files | other)
    assert "session_id" not in after["asks.py"] + after["writes.py"]


def test_a_keyword_that_a_test_asks_a_call_for_moves(tmp_path: Path) -> None:
    take = "def take(session_id: str):\n    return session_id\n"
    check = 'def test_it(mock):\n    assert mock.call_args.kwargs["session_id"]\n'
    files = {"client.py": CALLS, "ours.py": take, "tests/test_it.py": check}
    assert "session_id" not in renamed(tmp_path, files)["tests/test_it.py"]
