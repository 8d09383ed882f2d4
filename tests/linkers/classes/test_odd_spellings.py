"""Names that are given in roundabout ways: handed on, mangled, filled in, replaced together. `OLD` moves as a whole."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

CASES = {
    "a partial call": "from functools import partial\n\ndef make(OLD: str) -> str:\n    return OLD\n\n"
    "made = partial(make, OLD='a')\n",
    "a partial call of somebody else's": "from functools import partial\n\nfrom vendor import make\n\n"
    "def other(OLD: str) -> str:\n    return OLD\n\nmade = partial(make, session_id='a')\n",
    "an enum by name": "from enum import Enum\n\nclass Kind(Enum):\n    UPPER = 1\n\nprint(Kind['UPPER'], Kind.UPPER)\n",
    "a class by key that is no enum": "class Kind(dict):\n    UPPER = 1\n\ndef read(x):\n    return x['SESSION_ID']\n",
    "a mangled name": "class Run:\n    def __init__(self, OLD: str) -> None:\n        self.__OLD = OLD\n\n"
    "print(Run('a')._Run__OLD)\n",
    "a name that looks mangled": "class Run:\n    def __init__(self, OLD: str) -> None:\n        self.OLD = OLD\n\n"
    "def show(other):\n    return other._Other__session_id\n",
    "a key that fills a template": "def show(OLD: str) -> str:\n    return '%(OLD)s' % {'OLD': OLD}\n",
    "a template that a library fills": "FORMAT = '%(session_id)s'\n",
    "fields of a made class": "from dataclasses import make_dataclass\n\n"
    "Made = make_dataclass('Made', ['OLD', ('n', int, 0)])\nprint(Made(OLD='a', n=1))\n",
    "keys of a made dictionary": "from typing import TypedDict\n\n"
    "Named = TypedDict('Named', {'OLD': str})\nprint(Named(OLD='a')['OLD'])\n",
}


@pytest.mark.parametrize("name", CASES)
def test_roundabout_names(tmp_path: Path, name: str) -> None:
    after = renamed(tmp_path / "there", {"app.py": said(CASES[name], "session_id")})
    lay(tmp_path / "wanted", {"app.py": said(CASES[name], "flow_id")})
    assert after["app.py"] == (tmp_path / "wanted/app.py").read_text("utf-8")


MODULE = "OLDs = []\n\n\ndef first():\n    return OLDs[0]\n"
TEST = (
    "from unittest.mock import patch\n\n\ndef test_it():\n    with patch.multiple('NAME', OLDs=['a']):\n        pass\n"
)


@pytest.mark.parametrize(("name", "moves"), [("app", True), ("vendor", False)])
def test_names_replaced_together(tmp_path: Path, name: str, moves: bool) -> None:
    files = {"app.py": said(MODULE, "session_id"), "test_app.py": said(TEST, "session_id").replace("NAME", name)}
    after = renamed(tmp_path, files)
    assert after["app.py"] == said(MODULE, "flow_id")
    assert ("flow_ids=" in after["test_app.py"]) is moves


def said(text: str, name: str) -> str:
    return text.replace("OLD", name).replace("UPPER", name.upper())
