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
