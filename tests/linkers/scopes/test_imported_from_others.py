"""A name that is imported from a module of others is theirs, whether or not it is installed, and so is its substitute."""

from pathlib import Path

import pytest

from pipeline import renamed

_OURS = "def load(session_id):\n    return session_id\n"
_USES = "\n\ndef use():\n    return SessionIdCallback\n"
_FALLBACK = "try:\n    from {module} import SessionIdCallback\nexcept ImportError:\n    SessionIdCallback = object\n"

STAYS = {
    "an import": "from vendor.client import SessionIdCallback\n",
    "with a substitute": _FALLBACK.format(module="vendor.client"),
    "of a package named like a folder of ours": _FALLBACK.format(module="parts.client"),
    "in a condition": "import sys\n\nif sys.platform:\n    from vendor import SessionIdCallback\n",
}
MOVES = {
    "a module of ours": "from pkg.made import SessionIdCallback\n",
    "a relative one": "from .made import SessionIdCallback\n",
    "with a substitute": _FALLBACK.format(module="pkg.made"),
    "from a folder that some put on the path": _FALLBACK.format(module="helping"),
}


def _after(root: Path, text: str) -> dict[str, str]:
    made = "class SessionIdCallback: ...\n"
    files = {"pkg/__init__.py": "", "pkg/made.py": made, "pkg/parts/__init__.py": "", "tools/x/helping.py": made}
    return renamed(root, files | {"pkg/ours.py": _OURS, "pkg/uses.py": text + _USES})


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_a_name_of_others_stays_with_its_uses(tmp_path: Path, text: str) -> None:
    after = _after(tmp_path, text)
    assert after["pkg/uses.py"] == text + _USES
    assert "def load(flow_id)" in after["pkg/ours.py"]


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_a_name_of_ours_moves_with_its_uses(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text)["pkg/uses.py"] == (text + _USES).replace("SessionIdCallback", "FlowIdCallback")
