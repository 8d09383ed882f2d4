"""Shapes of code that look like what must change, and must stay."""

from pathlib import Path

import pytest

from pipeline import lay, renamed
from vendor_package import VENDOR

STAYS = {
    "a foreign callee's keyword": """
        from vendor import Client

        Client(session_id="a").send(session_id="b")
        """,
    "a foreign object's attribute": """
        from vendor import Client

        def show(client: Client) -> str:
            return client.session_id
        """,
    "an override that the library calls by keyword": """
        from vendor import Plugin

        class Ours(Plugin):
            def on_event(self, session_id: str, payload: object) -> None:
                print(session_id)
        """,
    "an unresolved callee's keyword": """
        def call(protocols, name):
            protocols[name](session_id="a")
        """,
    "an attribute nobody knows": """
        def show(thing):
            return thing.session_id
        """,
    "a key that a library reads": """
        from vendor import read_config

        print(read_config({"configurable": {"session_id": "a"}}))
        """,
    "a wire key in another casing": """
        def body(value: str) -> dict[str, str]:
            return {"sessionId": value}
        """,
    "a header of a protocol": """
        def read(headers: dict[str, str]) -> str:
            return headers["mcp-session-id"]
        """,
    "a stored column and its rows": """
        QUERY = "SELECT session_id FROM runs WHERE session_id = ?"

        def read(row: dict[str, str]) -> str:
            return row["session_id"]
        """,
    "a document in a store": """
        from typing import Any

        def save(runs: Any, value: str) -> None:
            runs.update_one({"session_id": value}, {"n": 1})
        """,
    "configuration somebody else sets": """
        import os

        NAME = os.environ["SESSION_ID"]
        """,
    "words inside other words": """
        obsession_idea = session_identity = side_effect = 1
        """,
    "a negative membership test": """
        def test_gone(data):
            assert "session_id" not in data
        """,
    "an alias that is published": """
        from typing import Any

        Field: Any = None

        class Run:
            value: str = Field(alias="session_id")
        """,
}


@pytest.mark.parametrize("name", STAYS)
def test_stays(tmp_path: Path, name: str) -> None:
    lay(tmp_path, VENDOR)
    python = tmp_path / "site/bin/python"
    found = renamed(tmp_path / "repo", {"app.py": STAYS[name]}, python=tmp_path / "site" if python.exists() else None)
    assert found["app.py"] == (tmp_path / "repo/app.py").read_text()


def test_label_and_value_are_two_references(tmp_path: Path) -> None:
    lay(tmp_path, VENDOR)
    source = """
        from vendor import Client

        def make(session_id: str) -> Client:
            return Client(session_id=session_id)
        """
    found = renamed(tmp_path / "repo", {"app.py": source}, python=tmp_path / "site")["app.py"]
    assert "def make(flow_id: str)" in found
    assert "Client(session_id=flow_id)" in found
