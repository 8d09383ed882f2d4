"""Messages of a protocol as tests record them."""

from pathlib import Path

import pytest

from pipeline import renamed

FILES = {
    "server.py": """
        class Server:
            def connect(self, session_id):
                self.send(0, {"session_id": session_id})

            def publish(self, session_id):
                self.queue.append({"method": "close", "session_id": session_id})
        """,
    "client.py": """
        class Client:
            def connected(self, data):
                self.number = (data or {}).get("session_id")

            def listen(self):
                for message in self.queue:
                    if message["method"] == "close":
                        self.close(message["session_id"])
        """,
}
RECORDED = """
def test_connect(client, server):
    client.receive({0})
    server.send.assert_called_once_with({0})
"""
FRAMES = ["""'0{"session_id":"123"}'""", """'0/foo,{"session_id":"1"}'""", """"0{\\"session_id\\":1}\""""]
NO_FRAMES = [
    """'{"session_id":"123"}'""",
    """'0{"session_id":"1","size":2}'""",
    "'session_id'",
    """f'0{"session_id"}'""",
]


def after(tmp_path: Path, recorded: str) -> dict[str, str]:
    return renamed(tmp_path, FILES | {"tests/test_server.py": RECORDED.format(recorded)})


@pytest.mark.parametrize("recorded", FRAMES)
def test_the_keys_of_a_recorded_message_stay_where_it_is_made_and_read(tmp_path: Path, recorded: str) -> None:
    made = after(tmp_path, recorded)
    assert '{"session_id": flow_id}' in made["server.py"]
    assert '(data or {}).get("session_id")' in made["client.py"]


@pytest.mark.parametrize("recorded", FRAMES)
def test_the_keys_of_other_messages_move(tmp_path: Path, recorded: str) -> None:
    made = after(tmp_path, recorded)
    assert '"close", "flow_id": flow_id' in made["server.py"]
    assert 'message["flow_id"]' in made["client.py"]


@pytest.mark.parametrize("recorded", NO_FRAMES)
def test_nothing_stays_without_such_a_message(tmp_path: Path, recorded: str) -> None:
    made = after(tmp_path, recorded)
    assert "session_id" not in made["server.py"] + made["client.py"]
