"""Keys of requests that tests and clients send: those of a path of ours move with what its handler takes."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/pydantic/__init__.py": "class BaseModel: ...\n",
    "site/lib/python3.11/site-packages/vendor/__init__.py": "KEYS = ['session_id', 'name']\n\n\nclass Client: ...\n",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
APP = """from pydantic import BaseModel


class Base(BaseModel):
    session_id: str


class Body(Base):
    name: str


class Other(BaseModel):
    name: str


@app.put("/runs/{number}")
async def put_run(number: int, body: Body) -> None:
    print(body.session_id)


@app.get("/runs")
async def list_runs(session_id: str = "") -> None: ...


@app.post("/others")
async def add_other(body: Other) -> None: ...
"""
HEAD = "from vendor import Client\n\n\n"


def _after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    files = {"app.py": APP, "test_app.py": HEAD + text}
    return renamed(tmp_path / "repository", files, python=tmp_path / "site")["test_app.py"].removeprefix(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        'def test_a(client):\n    client.put("/runs/1", json={"session_id": "1", "name": "a"})\n',
        'def test_a(client):\n    client.put(f"/api/runs/{client.number}", headers={}, json={"session_id": "1"})\n',
        'def test_a(client):\n    client.get("/runs", params={"session_id": "1"})\n',
    ],
)
def test_the_keys_of_our_handlers_move(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    "text",
    [
        'def test_a(client):\n    client.post("/others", json={"session_id": "1"})\n',
        'def test_a(client):\n    client.put("https://vendor.example/jobs/1", json={"session_id": "1"})\n',
        'def test_a(client):\n    client.put("/runs/1", headers={"session_id": "1"})\n',
    ],
)
def test_other_keys_stay(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text
