"""Typed dictionaries of a client: keys that requests carry or that are only read stay; what our own code fills moves."""

from pathlib import Path

import pytest

from pipeline import renamed

CLIENT = """
import requests
from typing import TypedDict


class Run(TypedDict):
    name: str
    session_id: str


def load(data: Run):
    return data["session_id"]
"""
CARRIED = '\n\ndef start(http, session_id):\n    return http.post("/runs", json={"session_id": session_id})\n'
WRITES = [
    '\n\ndef fill(run: Run):\n    run["session_id"] = "a"\n',
    '\n\ndef fill():\n    return Run(name="a", session_id="b")\n',
    "\n\ndef take(**given: Unpack[Run]):\n    return given\n",
]


def moved(root: Path, text: str) -> str:
    """What becomes of a module of ours."""
    return renamed(root, {"ours.py": text})["ours.py"]


def test_a_key_that_is_only_read_stays(tmp_path: Path) -> None:
    assert moved(tmp_path, CLIENT.lstrip()) == CLIENT.lstrip()


@pytest.mark.parametrize("writes", ["", WRITES[0]])
def test_a_key_that_requests_carry_stays(tmp_path: Path, writes: str) -> None:
    after = moved(tmp_path, CLIENT.lstrip() + CARRIED + writes)
    assert (
        after
        == CLIENT.lstrip() + CARRIED.replace("session_id", "flow_id").replace('"flow_id"', '"session_id"') + writes
    )


@pytest.mark.parametrize("writes", WRITES)
def test_a_key_that_code_of_ours_writes_moves(tmp_path: Path, writes: str) -> None:
    assert "session_id" not in moved(tmp_path, CLIENT.lstrip() + writes)


def test_a_key_moves_in_a_program_that_speaks_to_no_server(tmp_path: Path) -> None:
    assert "session_id" not in moved(tmp_path, CLIENT.lstrip().replace("import requests", "import json"))


WEBHOOK = '"""Webhooks."""\n' + CLIENT.lstrip().replace("import requests\n", "")
SERVES = {"urls.py": "urlpatterns = []\n"}


def test_what_a_webhook_is_told_stays_in_a_program_that_serves(tmp_path: Path) -> None:
    other = {"store.py": 'def fill(run):\n    run["session_id"] = 1\n    return run["session_id"]\n'}
    after = renamed(tmp_path, SERVES | other | {"app/webhooks/run.py": WEBHOOK})
    assert after["app/webhooks/run.py"] == WEBHOOK
    assert "session_id" not in after["store.py"]


def test_a_key_of_a_webhook_stays_too(tmp_path: Path) -> None:
    asks = 'def take(event, session_id):\n    return event["session_id"], session_id\n'
    other = {"store.py": 'def fill(run):\n    run["session_id"] = 1\n    return run["session_id"]\n'}
    after = renamed(tmp_path, SERVES | other | {"webhooks.py": asks})
    assert after["webhooks.py"] == 'def take(event, flow_id):\n    return event["session_id"], flow_id\n'


def test_what_webhooks_of_ours_write_and_read_moves(tmp_path: Path) -> None:
    writes = WEBHOOK + '\n\ndef post(http):\n    http.send({"session_id": 1})\n'
    assert "session_id" not in renamed(tmp_path, SERVES | {"app/webhooks/run.py": writes})["app/webhooks/run.py"]
