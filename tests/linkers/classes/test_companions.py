"""A protocol of ours that an installed package implements is a contract; one that nobody implements is ours alone."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import lay, renamed

PACKAGES = "site/lib/python3.11/site-packages"
IMPLEMENTS = """
    from ours.models import Token

    class Table:
        if True:
            session_id: str
    """
READS = "from ours.models import Token\n\n\ndef show(token: Token) -> str:\n    return token.session_id\n"
OURS = {
    "pyproject.toml": '[project]\nname = "ours"\n',
    "ours/__init__.py": "",
    "ours/models.py": """
        from typing import Protocol

        class Token(Protocol):
            session_id: str
        """,
    "ours/strategy.py": """
        from ours.models import Token

        class Strategy:
            def read(self, token: Token) -> dict:
                return {"session_id": token.session_id}
        """,
    "docs/tokens.md": """
        Say which type it has:

            class Ours(Table):
                def session_id(cls): ...
        """,
    "ours/other/use.py": """
        def use(session_id: str) -> str:
            return session_id
        """,
}
HELD = ("ours/models.py", "ours/strategy.py", "docs/tokens.md")


def _after(tmp_path: Path, requires: str, companion: str) -> dict[str, str]:
    return _with(tmp_path, requires, companion, OURS)


def _with(tmp_path: Path, requires: str, companion: str, files: Mapping[str, str]) -> dict[str, str]:
    metadata = f"Metadata-Version: 2.1\nName: ours-sql\nVersion: 1\n{requires}"
    site = {
        f"{PACKAGES}/ours_sql/__init__.py": companion,
        f"{PACKAGES}/ours_sql-1.dist-info/METADATA": metadata,
        f"{PACKAGES}/ours_sql-1.dist-info/RECORD": "ours_sql/__init__.py,,\nours_sql-1.dist-info/METADATA,,\n",
        "site/pyvenv.cfg": "version = 3.11.7\n",
        "site/bin/python": "",
    }
    lay(tmp_path, site)
    return renamed(tmp_path / "repository", files, python=tmp_path / "site")


def test_what_a_companion_implements_stays_and_the_rest_moves(tmp_path: Path) -> None:
    after = _after(tmp_path, "Requires-Dist: ours >=1\n", IMPLEMENTS)
    assert [path for path, text in after.items() if "session_id" in text] == list(HELD)
    assert not any("flow_id" in after[path] for path in HELD)


@pytest.mark.parametrize(
    ("requires", "companion"),
    [
        ("", IMPLEMENTS),
        ("Requires-Dist: other\n", IMPLEMENTS),
        ("Requires-Dist: ours ; extra == 'test'\n", IMPLEMENTS),
        ("Requires-Dist: ours\n", READS),
    ],
)
def test_what_no_companion_implements_moves(tmp_path: Path, requires: str, companion: str) -> None:
    after = _after(tmp_path, requires, companion)
    assert not any("session_id" in text for text in after.values())


KEYS = {
    "pyproject.toml": '[project]\nname = "ours"\n',
    "ours/__init__.py": "",
    "ours/send.py": 'def send(session_id):\n    return {"session_id": session_id}\n',
    "ours/read.py": 'def read(told):\n    return told["session_id"]\n',
}


@pytest.mark.parametrize(
    "asks", ['told["session_id"]', 'told.get("session_id", 1)', '{"session_id": told}', '"session_id" in told']
)
def test_a_key_that_a_package_has_which_requires_ours_stays(tmp_path: Path, asks: str) -> None:
    after = _with(tmp_path, "Requires-Dist: ours\n", f"def f(told):\n    return {asks}\n", KEYS)
    assert after["ours/send.py"] == 'def send(flow_id):\n    return {"session_id": flow_id}\n'
    assert after["ours/read.py"] == KEYS["ours/read.py"]


@pytest.mark.parametrize(
    ("requires", "asks"),
    [
        ("", 'told["session_id"]'),
        ("Requires-Dist: ours\n", 'print("session_id")'),
        ("Requires-Dist: ours\n", "session_id"),
    ],
)
def test_any_other_key_moves(tmp_path: Path, requires: str, asks: str) -> None:
    after = _with(tmp_path, requires, f"def f(told, session_id):\n    return {asks}\n", KEYS)
    assert "session_id" not in after["ours/send.py"] + after["ours/read.py"]
