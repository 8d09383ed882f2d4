"""Keys that an HTTP client sends: the server names them, the client its parameters; who serves, too, has both ends."""

from pathlib import Path

import pytest

from pipeline import renamed

CLIENT = """
import httpx


def start(http, session_id):
    {made}
"""
SENT = [
    'return http.post("/runs", json={"session_id": session_id})',
    'return http.get("/runs", params={"session_id": session_id, "limit": 1})',
    'return http.request("POST", "/runs", data={"run": {"session_id": session_id}})',
    'return http.post("/runs", {"session_id": session_id})',
    'params = {"session_id": session_id}\n    return http.get("/runs", params=params)',
    'params = {}\n    params["session_id"] = session_id\n    return http.get("/runs", params={**params})',
    'params = {}\n    params.update({"session_id": session_id})\n    return http.get("/runs", params=params)',
    'params = dict(session_id=session_id)\n    return http.post_async("/runs", data=params)',
    'payload = {"session_id": session_id}\n    return http.api_call("runs", payload)',
    'return f"{http}?" + urlencode({"session_id": session_id})',
]
KEPT = [
    'state = {"session_id": session_id}\n    return state["session_id"]',
    'state = {"session_id": session_id}\n    http.get("/runs")\n    return state["session_id"]',
    'state = {}\n    state["session_id"] = session_id\n    http.settle(state, 1)\n    return state["session_id"]',
    'payload = {"session_id": session_id}\n    http.execute("insert", payload)\n    return payload["session_id"]',
    'state = dict(session_id=session_id)\n    http.get("/runs", timeout=state)\n    return state["session_id"]',
]
SERVES = [
    'def add(app):\n    app.add_url_rule("/runs", view)\n',
    '@app.post("/runs")\ndef create(request):\n    return request\n',
    "urlpatterns = []\n",
    "class Runs(View, web.RequestHandler):\n    pass\n",
]


def made_of(root: Path, made: str, **files: str) -> str:
    """What `ours.py` becomes, other modules beside it."""
    several = {"ours.py": CLIENT.format(made=made), "reads.py": 'def read(run):\n    return run["session_id"]\n'}
    return renamed(root, several | {f"{name}.py": text for name, text in files.items()})["ours.py"]


@pytest.mark.parametrize("made", SENT)
def test_a_key_of_a_request_stays_and_its_value_moves(tmp_path: Path, made: str) -> None:
    parameter = made.replace("session_id", "flow_id").replace('"flow_id"', '"session_id"')
    parameter = parameter.replace("dict(flow_id=", "dict(session_id=")
    assert made_of(tmp_path, made) == CLIENT.lstrip().format(made=parameter).replace(
        "http, session_id", "http, flow_id"
    )


@pytest.mark.parametrize("made", KEPT)
def test_a_key_that_no_request_carries_moves(tmp_path: Path, made: str) -> None:
    assert "session_id" not in made_of(tmp_path, made)


@pytest.mark.parametrize("server", SERVES)
def test_a_key_moves_where_the_other_end_may_be_here(tmp_path: Path, server: str) -> None:
    assert '"flow_id": flow_id' in made_of(tmp_path, SENT[1], server=server)


def test_an_example_of_a_handler_in_a_docstring_serves_nothing(tmp_path: Path) -> None:
    example = '"""Use it so:\n\n@app.post("/runs")\ndef create(request): ...\n"""\n'
    assert '"session_id": flow_id' in made_of(tmp_path, SENT[0], server=example)


def test_a_repository_that_speaks_to_nobody_sends_nothing(tmp_path: Path) -> None:
    text = CLIENT.replace("import httpx\n", "").format(made=SENT[1])
    assert (
        '"flow_id": flow_id'
        in renamed(tmp_path, {"ours.py": text, "reads.py": 'def read(run):\n    return run["session_id"]\n'})["ours.py"]
    )


def test_a_key_read_of_an_answer_stays_with_the_one_that_is_sent(tmp_path: Path) -> None:
    files = {"ours.py": CLIENT.format(made=SENT[0]), "reads.py": 'def read(run):\n    return run["session_id"]\n'}
    assert renamed(tmp_path, files)["reads.py"] == files["reads.py"]


ANSWERS = [
    'return http.get("/runs").json()["session_id"]',
    'run = http.get("/runs").json()\n    return run["session_id"]',
    'run = json.loads(http.content)\n    return run.get("session_id", session_id)',
    'return http.response["x"] or response["session_id"]',
    'run = http.send_request("/runs")\n    return "session_id" in run["items"][0]',
]
OWN = [
    'run = load(http)\n    return run["session_id"]',
    'run = json.loads(open(http).read())\n    return run["session_id"]',
    'runs = {"session_id": session_id}\n    return runs.get("session_id")',
    'return "session_id" in http.state',
]


@pytest.mark.parametrize("asked", ANSWERS)
def test_a_key_of_an_answer_stays(tmp_path: Path, asked: str) -> None:
    files = {"ours.py": CLIENT.format(made=asked), "writes.py": 'def write(run):\n    run["session_id"] = 1\n'}
    assert '"session_id"' in renamed(tmp_path, files)["ours.py"]


@pytest.mark.parametrize("asked", OWN)
def test_a_key_of_what_the_code_itself_made_moves(tmp_path: Path, asked: str) -> None:
    files = {"ours.py": CLIENT.format(made=asked), "writes.py": 'def write(run):\n    run["session_id"] = 1\n'}
    assert "session_id" not in renamed(tmp_path, files)["ours.py"]


def test_a_webhook_serves_the_server_that_the_client_speaks_to(tmp_path: Path) -> None:
    text = CLIENT.lstrip().format(made=SENT[0])
    files = {"ours.py": text, "webhooks.py": SERVES[1], "reads.py": 'def read(run):\n    return run["session_id"]\n'}
    assert '"session_id": flow_id' in renamed(tmp_path, files)["ours.py"]


def test_a_key_that_is_copied_from_an_answer_stays(tmp_path: Path) -> None:
    made = 'made = {}\n    run = http.json()\n    made["session_id"] = run["session_id"]\n    return made'
    assert 'made["session_id"] = run["session_id"]' in made_of(tmp_path, made)


HANDLER = '@app.post("/runs")\ndef create(body: dict):\n    return {"session_id": body["session_id"]}\n\n\n'
CALLS = 'def start(http, session_id):\n    return http.post({url}, json={{"session_id": session_id}})\n'


@pytest.mark.parametrize("url", ['"https://pay.example/charges"', 'f"{PAYMENTS}/charges"', 'f"{PAYMENTS}/runs/{1}/a"'])
def test_a_request_that_leaves_a_program_which_serves_keeps_its_keys(tmp_path: Path, url: str) -> None:
    text = HANDLER + CALLS.format(url=url)
    after = HANDLER.replace("session_id", "flow_id") + CALLS.format(url=url).replace("session_id", "flow_id")
    after = after.replace('json={"flow_id"', 'json={"session_id"')
    assert renamed(tmp_path, {"app.py": text})["app.py"] == after


@pytest.mark.parametrize("url", ['"https://here.example/runs"', 'f"{HERE}/runs"', '"/charges"', "URL"])
def test_a_request_that_may_come_back_takes_its_keys_along(tmp_path: Path, url: str) -> None:
    text = HANDLER + CALLS.format(url=url)
    assert renamed(tmp_path, {"app.py": text})["app.py"] == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    "asked",
    [
        'return [run["session_id"] for run in http.get("/runs").json()]',
        'data = json.loads(http.text)\n    return [run["session_id"] for run in data["runs"]]',
        'for run in http.get("/runs").json()["runs"]:\n        print(run["session_id"])',
    ],
)
def test_a_key_of_each_of_several_answers_stays(tmp_path: Path, asked: str) -> None:
    files = {"ours.py": CLIENT.format(made=asked), "writes.py": 'def write(run):\n    run["session_id"] = 1\n'}
    assert '"session_id"' in renamed(tmp_path, files)["ours.py"]


@pytest.mark.parametrize("asked", ['return [run["session_id"] for run in load(http)]'])
def test_a_key_of_each_of_several_of_our_own_moves(tmp_path: Path, asked: str) -> None:
    files = {"ours.py": CLIENT.format(made=asked), "writes.py": 'def write(run):\n    run["session_id"] = 1\n'}
    assert "session_id" not in renamed(tmp_path, files)["ours.py"]
