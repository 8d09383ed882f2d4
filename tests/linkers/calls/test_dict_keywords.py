"""Keywords that become keys: of `dict(…)` and of a dictionary's `update(…)`, but of nothing else that is called so."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": "class Row:\n    session_id = ''\n\n\nrows = [Row()]\n",
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/lib/python3.11/site-packages/vendor/readers.py": "def read(path, session_id=0):\n    return session_id\n",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
MOVES = [
    "def a(message):\n    props = message['props']\n    props.update(size=1, session_id=2)\n"
    "    return props['session_id']\n",
    "def a():\n    made = dict(session_id=1)\n    return made['session_id']\n",
    "def b(session_id=1):\n    return session_id\n\n\ndef a():\n    made = dict(session_id=1)\n    return b(**made)\n",
    "def b(session_id=1):\n    return session_id\n\n\nb(**dict(session_id=1))\n",
    "kept = {}\nkept.update(session_id=1)\n",
    "import vendor\n\n\ndef b(session_id=1):\n    return vendor.Row()\n\n\ndef a():\n"
    "    made = {}\n    made['session_id'] = 1\n    return b(**made)\n",
]
STAYS = [
    "import vendor\n\n\ndef a():\n    made = {}\n    made['session_id'] = 1\n    return vendor.Table.read(1, **made)\n",
    "import vendor\n\n\ndef a(kind):\n    make = vendor.Table.read\n    if kind:\n        make = vendor.Row\n"
    "    made = dict(session_id=1)\n    return make(1, **made)\n",
    "import vendor\n\n\ndef b(session_id=1):\n    return session_id\n\n\ndef a(kind):\n    made = {}\n"
    "    made['session_id'] = 1\n    return b(**made) if kind else vendor.Table.read(1, **made)\n",
    "import vendor\n\n\ndef a(rows):\n    rows.update(session_id=vendor.rows[0].session_id)\n",
    "import vendor\n\n\ndef a():\n    rows = vendor.rows\n    rows.update(session_id=vendor.rows[0].session_id)\n",
    "import vendor\n\n\ndef a(made):\n    made.dict(session_id=vendor.rows[0].session_id)\n",
]


def _after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    return renamed(tmp_path / "repository", {"a.py": text}, python=tmp_path / "site")["a.py"]


@pytest.mark.parametrize("text", MOVES)
def test_a_keyword_that_becomes_a_key_of_ours_moves(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text.replace("session_id", "flow_id")


@pytest.mark.parametrize("text", STAYS)
def test_a_keyword_of_something_unknown_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text
