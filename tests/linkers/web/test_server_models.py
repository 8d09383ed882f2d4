"""Models of a server's answers: their fields stay in a repository that is only a client, and move everywhere else."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import renamed

MODEL = """
import requests
from pydantic import BaseModel


class Run(BaseModel):
    {config}
    session_id: str


def shown(run: Run) -> str:
    return run.session_id
"""
PLAIN = "name: str"
GENERATED = 'model_config = {"alias_generator": to_camel}'
MADE = [
    "def load(http):\n    return Run.model_validate(http.json())\n",
    "def load(http):\n    return Run(**http.json())\n",
    "def load(http):\n    return Run.from_dict(http.json())\n",
]


def moved(root: Path, text: str, **files: str) -> str:
    """What `ours.py` becomes, other modules beside it."""
    several = {"ours.py": text.lstrip()} | {f"{name}.py": made for name, made in files.items()}
    return renamed(root, several)["ours.py"]


@pytest.mark.parametrize("made", MADE)
def test_the_fields_of_a_model_that_is_made_of_an_answer_stay(tmp_path: Path, made: str) -> None:
    text = MODEL.lstrip().format(config=PLAIN)
    assert moved(tmp_path, text, load=f"from ours import Run\n\n\n{made}") == text


def test_the_fields_of_a_model_with_generated_names_stay(tmp_path: Path) -> None:
    text = MODEL.lstrip().format(config=GENERATED)
    assert moved(tmp_path, text) == text


@pytest.mark.parametrize("made", ['def load():\n    return Run(name="a", session_id="b")\n', "RUNS = [Run]\n"])
def test_a_model_that_only_code_of_ours_makes_moves(tmp_path: Path, made: str) -> None:
    text = MODEL.lstrip().format(config=PLAIN)
    assert "session_id" not in moved(tmp_path, text, load=f"from ours import Run\n\n\n{made}")


_WRITES = 'def write():\n    return Run(name="a", session_id="b")\n'
_QUEUE = "from ours import Run\n\n\ndef take(queue):\n    return Run.model_validate(queue.get())\n\n\n"


def test_a_model_of_messages_that_code_of_ours_writes_and_reads_moves(tmp_path: Path) -> None:
    text = MODEL.lstrip().format(config=PLAIN)
    assert "session_id" not in moved(tmp_path, text, load=_QUEUE + _WRITES)


@pytest.mark.parametrize(
    "load",
    [
        _QUEUE,
        _QUEUE + _WRITES.replace(', session_id="b"', ""),
        "from ours import Run\n\n\n" + MADE[0] + "\n\n" + _WRITES,
    ],
)
def test_a_model_that_one_end_has_elsewhere_stays(tmp_path: Path, load: str) -> None:
    text = MODEL.lstrip().format(config=PLAIN)
    assert moved(tmp_path, text, load=load) == text


def test_a_model_moves_where_a_handler_may_publish_it(tmp_path: Path) -> None:
    text = MODEL.lstrip().format(config=PLAIN)
    server = '@app.get("/runs")\ndef runs():\n    return []\n'
    assert "session_id" not in moved(tmp_path, text, load=f"from ours import Run\n\n\n{MADE[0]}", server=server)


def test_settings_are_nobodys_answer(tmp_path: Path) -> None:
    text = MODEL.lstrip().format(config=PLAIN).replace("class Run(BaseModel)", "class RunSettings(BaseModel)")
    text = text.replace("run: Run", "run: RunSettings")
    assert "session_id" not in moved(tmp_path, text, load="from ours import RunSettings\nX = RunSettings(**values)\n")


def test_a_campaign_that_renames_at_http_asks_nobody(tmp_path: Path) -> None:
    files = {"ours.py": MODEL.lstrip().format(config=GENERATED)}
    assert "session_id" not in renamed(tmp_path, files, boundaries={Boundary.HTTP: Policy.RENAME})["ours.py"]


SENT = [
    'def send(http):\n    return http.post("/runs", json=Run(name="a", session_id="b").model_dump())\n',
    'def send(http):\n    run = Run(name="a", session_id="b")\n    return http.post("/runs", json=run.model_dump())\n',
]
HELD = [
    'def send(http):\n    http.get("/runs")\n    return Run(name="a", session_id="b").model_dump()\n',
    'def send(http):\n    return http.post("/runs", json=other(1)), Run(name="a", session_id="b")\n',
]


@pytest.mark.parametrize("sent", SENT)
def test_the_fields_of_a_model_that_a_request_carries_stay(tmp_path: Path, sent: str) -> None:
    text = MODEL.lstrip().format(config=PLAIN)
    assert moved(tmp_path, text, send=f"from ours import Run\n\n\n{sent}") == text


@pytest.mark.parametrize("sent", HELD)
def test_a_model_that_no_request_carries_moves(tmp_path: Path, sent: str) -> None:
    text = MODEL.lstrip().format(config=PLAIN)
    assert "session_id" not in moved(tmp_path, text, send=f"from ours import Run\n\n\n{sent}")


@pytest.mark.parametrize("below", ["class Started(Run):\n    pass\n"])
def test_the_fields_of_a_base_of_what_a_request_carries_stay(tmp_path: Path, below: str) -> None:
    text = MODEL.lstrip().format(config=PLAIN)
    assert (
        moved(tmp_path, text, send=f"from ours import Run\n\n\n{below}\n\n{SENT[0].replace('Run', 'Started')}") == text
    )


KEYS = 'def told(messages):\n    messages.append({"name": "a", "session_id": "b"})\n'


def test_a_key_that_is_called_like_a_field_that_stays_stays(tmp_path: Path) -> None:
    text = MODEL.lstrip().format(config=PLAIN)
    files = {"ours.py": text, "load.py": f"from ours import Run\n\n\n{MADE[0]}", "examples/told.py": KEYS}
    assert renamed(tmp_path, files)["examples/told.py"] == KEYS


def test_a_key_that_is_called_like_a_field_that_moves_moves(tmp_path: Path) -> None:
    files = {
        "ours.py": MODEL.lstrip().format(config=PLAIN),
        "told.py": KEYS + '\n\ndef read(run):\n    return run["session_id"]\n',
    }
    assert "session_id" not in renamed(tmp_path, files)["told.py"]
