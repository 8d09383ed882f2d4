"""A keyword of what an attribute holds moves where the attribute was found by the name of methods that take it."""

from pathlib import Path

import pytest

from pipeline import renamed

_PEERS = """\
class Peer:
    def send(self, session_id: str) -> None: ...


class Quiet:
    def send(self, session_id: str, loud: bool = False) -> None: ...
"""
_FINDER = """\
def find(peer, wanted):
    found = getattr(peer, wanted, None)
    return found, wanted
"""
_HOLDER = """\
from pkg.finding import find


class Holder:
    def __init__(self, peer):
        {held}

    def run(self, value):
        self._send(session_id=value)
"""

MOVES = {
    "getattr": 'self._send = getattr(peer, "send")',
    "with a default": 'self._send = getattr(peer, "send", None)',
    "of an attribute": 'self._send = getattr(self.peer, "send")',
    "annotated": 'self._send: object = getattr(peer, "send")',
    "a function that asks": 'self._send, self._name = find(peer, "send")',
    "the second of several": 'self._name, self._send = find(peer, "send")',
}

STAYS = {
    "another name": 'self._send = getattr(peer, "close")',
    "a name that a variable holds": "self._send = getattr(peer, name)",
    "a function that asks for nothing": 'self._send = make(peer, "send")',
    "made otherwise, too": 'self._send = getattr(peer, "send")\n        self._send = peer.post',
    "another attribute": 'self._other = getattr(peer, "send")\n        self._send = peer.post',
    "of another object": 'peer._send = getattr(peer, "send")',
}


def _after(root: Path, held: str, peers: str = _PEERS) -> str:
    files = {
        "pkg/__init__.py": "",
        "pkg/peers.py": peers,
        "pkg/finding.py": _FINDER + "\n\ndef make(peer, wanted):\n    return peer.made[wanted]\n",
        "pkg/holder.py": _HOLDER.format(held=held).replace("import find", "import find, make"),
    }
    return renamed(root, files)["pkg/holder.py"]


@pytest.mark.parametrize("held", MOVES.values(), ids=MOVES)
def test_a_keyword_of_a_found_method_moves(tmp_path: Path, held: str) -> None:
    assert "self._send(flow_id=value)" in _after(tmp_path, held)


@pytest.mark.parametrize("held", STAYS.values(), ids=STAYS)
def test_a_keyword_of_anything_else_stays(tmp_path: Path, held: str) -> None:
    assert "self._send(session_id=value)" in _after(tmp_path, held)


def test_a_method_of_that_name_without_the_parameter_leaves_it_open(tmp_path: Path) -> None:
    other = _PEERS + "\n\nclass Loud:\n    def send(self, text: str) -> None: ...\n"
    assert "self._send(session_id=value)" in _after(tmp_path, MOVES["getattr"], other)
