"""Paths in absolute URLs: another host names its own; paths of ours, of any host and of holes move."""

from pathlib import Path

import pytest

from pipeline import renamed

SERVED = """
@app.get("/session_id")
def shown(session_id):
    return session_id


def call(http):
    return http.get("/session_id")
"""


def moved(root: Path, name: str, text: str) -> str:
    """What becomes of a file, beside code of the name that moves."""
    return renamed(root, {"runner/ours.py": SERVED, name: text})[name]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("urls.py", 'TOKEN = "https://api.chat.com/v1/session_id"\n'),
        ("urls.py", "# See https://chat.com/docs/session_id for more.\n"),
        ("README.md", "See [the vendor](https://chat.com/docs?of=session_id).\n"),
        ("README.md", "See https://docs.chat.com/#session_id.\n"),
        ("README.md", "See https://github.com/vendor/chat/blob/main/chat/session_id.py.\n"),
    ],
)
def test_a_url_of_somebody_elses_host_stays(tmp_path: Path, name: str, text: str) -> None:
    assert moved(tmp_path, name, text) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("client.py", 'def run(http):\n    return http.get("http://localhost:8000/session_id")\n'),
        ("client.py", 'def run(http):\n    return http.get("https://example.com/session_id")\n'),
        ("README.md", "See https://github.com/us/runner/blob/main/docs.md#session_id.\n"),
        ("README.md", "Ask for http://localhost:8000/session_id.\n"),
        ("README.md", "See [it](docs/run.md), then give `session_id`.\n"),
        ("client.py", 'URL = "https://api.chat.com/{session_id}".format(session_id=1)\n'),
    ],
)
def test_any_other_path_moves(tmp_path: Path, name: str, text: str) -> None:
    assert moved(tmp_path, name, text) == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("urls.py", 'GRANT = "urn:ietf:params:oauth:session-id:device"\n'),
        ("urls.py", "# Asks for urn:ietf:params:session_id once more.\n"),
    ],
)
def test_a_name_in_a_urn_stays(tmp_path: Path, name: str, text: str) -> None:
    assert moved(tmp_path, name, text) == text


@pytest.mark.parametrize("text", ["# Return: session_id.\n", "# turn:on:session_id\n", "# The urn of a session_id.\n"])
def test_a_name_in_no_urn_moves(tmp_path: Path, text: str) -> None:
    assert moved(tmp_path, "urls.py", text) == text.replace("session_id", "flow_id")


READS = 'def read(run, session_id):\n    run["session_id"] = session_id\n    return run["session_id"]\n'
SCHEMA = """{{
  {head}
  "properties": {{"session_id": {{"type": "string"}}}}
}}
"""
PUBLISHED = [
    '"$schema": "http://json-schema.org/draft-07/schema#",\n  "$id": "https://spec.runs.org/run/1.0",',
    '"$schema": "http://json-schema.org/draft-04/schema#",\n  "id": "http://runs.org/schema.json#",',
]
OWN = [
    "",
    '"$schema": "http://json-schema.org/draft-07/schema#",',
    '"$schema": "http://json-schema.org/draft-07/schema#",\n  "$id": "https://us.dev/runner/run.json",',
    '"id": "https://spec.runs.org/run/1.0",',
]


@pytest.mark.parametrize("head", PUBLISHED)
def test_a_schema_that_another_host_publishes_stays(tmp_path: Path, head: str) -> None:
    text = SCHEMA.format(head=head)
    files = {"runner/ours.py": READS, "runner/schema.json": text}
    assert renamed(tmp_path, files)["runner/schema.json"] == text


@pytest.mark.parametrize("head", OWN)
def test_a_schema_of_our_own_moves(tmp_path: Path, head: str) -> None:
    files = {"runner/ours.py": READS, "runner/schema.json": SCHEMA.format(head=head)}
    assert '"flow_id"' in renamed(tmp_path, files)["runner/schema.json"]
