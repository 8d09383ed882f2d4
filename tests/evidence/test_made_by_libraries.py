"""Classes of ours that a library makes: it chooses what their constructors are given."""

from pathlib import Path

import pytest

from pipeline import renamed

WRITER = 'def write(payload, value):\n    payload["props"]["session_id"] = value\n    return {"session_id": value}\n'
BASE = "class Base:\n    def __init__(self, **options):\n        self.options = options\n"
MESSAGE = """
import library
from base import Base


class Message(Base):
    def __init__(self, channel, info):
        super().__init__(number=info.get("session_id"))


class Channel(library.Channel):
    Message = Message
"""


def after(tmp_path: Path, text: str) -> str:
    return renamed(tmp_path, {"writer.py": WRITER, "base.py": BASE, "message.py": text})["message.py"]


@pytest.mark.parametrize("asked", ['info.get("session_id")', 'info["session_id"]', 'info.pop("session_id", 1)'])
def test_what_the_library_hands_in_keeps_its_keys(tmp_path: Path, asked: str) -> None:
    assert asked in after(tmp_path, MESSAGE.replace('info.get("session_id")', asked))


def test_what_is_made_here_moves(tmp_path: Path) -> None:
    assert "session_id" not in after(tmp_path, MESSAGE + "\n\ndef make(channel):\n    return Message(channel, {})\n")


def test_what_only_our_classes_name_moves(tmp_path: Path) -> None:
    assert "session_id" not in after(tmp_path, MESSAGE.replace("library.Channel", "Base"))
