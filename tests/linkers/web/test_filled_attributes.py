"""Attributes made of what a server answers: they stay in a client, where a class takes every key of what it is given."""

from pathlib import Path

import pytest

from pipeline import renamed

CLIENT = """
import requests


class Base:
    {maker}


class Run(Base):
    def describe(self):
        self.session_id = self.session_id or 1
        return self.session_id
"""
FILLS = [
    "def __init__(self, data):\n        for key, value in data.items():\n            setattr(self, key, value)",
    "def __init__(self, **given):\n        for key in given.keys():\n            setattr(self, key, given[key])",
    "def load(self, data):\n        self.__dict__.update(data)",
]
KEEPS = [
    "def __init__(self, data):\n        self.data = data",
    "def __setstate__(self, state):\n        self.__dict__.update(state)",
    'def __init__(self, data):\n        for key in ("a", "b"):\n            setattr(self, key, data[key])',
    "def reset(self):\n        for key, value in DEFAULTS.items():\n            setattr(self, key, value)",
]


@pytest.mark.parametrize("maker", FILLS)
def test_the_attributes_stay(tmp_path: Path, maker: str) -> None:
    text = CLIENT.lstrip().format(maker=maker)
    assert renamed(tmp_path, {"ours.py": text})["ours.py"] == text


@pytest.mark.parametrize("maker", KEEPS)
def test_attributes_that_nothing_else_fills_move(tmp_path: Path, maker: str) -> None:
    text = CLIENT.lstrip().format(maker=maker)
    assert renamed(tmp_path, {"ours.py": text})["ours.py"] == text.replace("session_id", "flow_id")


def test_they_move_in_a_program_that_speaks_to_no_server(tmp_path: Path) -> None:
    text = CLIENT.replace("import requests", "import json").lstrip().format(maker=FILLS[0])
    assert renamed(tmp_path, {"ours.py": text})["ours.py"] == text.replace("session_id", "flow_id")


def test_they_move_where_the_constructor_hands_on_no_mapping(tmp_path: Path) -> None:
    own = "    def __init__(self, name):\n        super().__init__(None)\n\n    def describe(self):"
    text = CLIENT.lstrip().format(maker=FILLS[0]).replace("    def describe(self):", own)
    assert renamed(tmp_path, {"ours.py": text})["ours.py"] == text.replace("session_id", "flow_id")
