"""What a signal of ours sends moves with what its receivers take; what a signal of others hands on keeps its name."""

from pathlib import Path

import pytest

from pipeline import renamed

OWN = "from django.dispatch import Signal, receiver\n\ngone = Signal()\n"
SENDS = "from app.events import gone\n\n\ndef leave(session_id):\n    gone.{}(None, session_id=session_id)\n"
THEIRS = "from django.db.models.signals import post_save\nfrom django.dispatch import receiver\n\n"
TAKES = "def heard(sender, session_id, **more):\n    print(session_id)\n"
MOVES = {
    "a decorator": "from django.dispatch import receiver\nfrom app.events import gone\n\n@receiver(gone)\n" + TAKES,
    "several signals": "from django.dispatch import receiver\nfrom app.events import gone\n\n@receiver([gone])\n"
    + TAKES,
    "a decorator of the signal": "from app.events import gone\n\n@gone.connect\n" + TAKES,
    "a call": "from app.events import gone\n\n" + TAKES + "\ngone.connect(heard)\n",
    "a socket connects": "import socket\n\n" + TAKES + "\nsocket.connect(heard)\n",
}
STAYS = {
    "a decorator": THEIRS + "@receiver(post_save, sender=None)\n" + TAKES,
    "several signals": THEIRS + "@receiver([post_save])\n" + TAKES,
    "a call": THEIRS + TAKES + "\npost_save.connect(heard, weak=False)\n",
    "a signal of a module": "from celery import signals\n\n@signals.task_prerun.connect\n" + TAKES,
    "one of them is theirs": THEIRS + "from app.events import gone\n\n@receiver([gone, post_save])\n" + TAKES,
}


def _after(root: Path, text: str, send: str = "send") -> dict[str, str]:
    files = {"app/__init__.py": "", "app/events.py": OWN, "app/leave.py": SENDS.format(send), "app/heard.py": text}
    return renamed(root, files)


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_what_receivers_of_our_signals_take_moves(tmp_path: Path, text: str) -> None:
    after = _after(tmp_path, text)
    assert "flow_id=flow_id" in after["app/leave.py"]
    assert after["app/heard.py"] == text.replace("session_id", "flow_id")


@pytest.mark.parametrize("send", ["send_robust", "asend"])
def test_what_is_sent_to_nobody_here_moves(tmp_path: Path, send: str) -> None:
    assert "flow_id=flow_id" in _after(tmp_path, "", send)["app/leave.py"]


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_what_receivers_of_others_signals_take_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text)["app/heard.py"] == text


def test_what_is_sent_by_a_signal_of_others_stays(tmp_path: Path) -> None:
    text = THEIRS + "def f(one):\n    post_save.send(None, session_id=one)\n"
    assert _after(tmp_path, text)["app/heard.py"] == text


def test_a_client_that_sends_is_no_signal(tmp_path: Path) -> None:
    text = "from vendor import Client\n\n\ndef f(client, one):\n    client.send(session_id=one)\n"
    assert _after(tmp_path, text)["app/heard.py"] == text
