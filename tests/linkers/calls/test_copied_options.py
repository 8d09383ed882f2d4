"""Options that a constructor copies name by name."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": "class Query:\n    session_id = ''\n",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OPTIONS = """
import vendor


class Options:
    def __init__(self, given, other):
        self.size = getattr(given, "size", 1)
        self.name = getattr(given, "name", None)
        value = getattr(given, "session_id", None)
        self.session_id = str(value)
"""
OTHERS = {
    "copied from two places": ('getattr(given, "session_id"', 'getattr(other, "session_id"'),
    "asked for things it does not have": ("self.size =", "size ="),
    "in another method": ("__init__", "load"),
}


def after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    return renamed(tmp_path / "repository", {"a.py": text}, python=tmp_path / "site")["a.py"]


def test_what_is_copied_is_called_like_its_copy(tmp_path: Path) -> None:
    assert "session_id" not in after(tmp_path, OPTIONS)


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_what_is_not_copied_stays(tmp_path: Path, change: tuple[str, str]) -> None:
    assert '"session_id"' in after(tmp_path, OPTIONS.replace(*change))
