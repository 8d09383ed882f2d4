"""Names of a protocol's messages and attributes in strings, which an installed package has, too: they stay."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/types.py": "class Kinds:\n    session_id = 1\n\n\nNAME = 'sessionId/end'\n",
    "site/lib/python3.11/site-packages/vendor/__init__.py": "",
    "site/lib/python3.11/site-packages/vendor-1.dist-info/METADATA": "Name: vendor\n",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
SENDS = 'import vendor\n\n\ndef end(server):\n    return server.send("sessionId/end"), server.wait("sessionId/end")\n'
LISTED = 'from typing import Literal\n{imported}\n\n\ndef ask(field: Literal["session_id", "{other}"]) -> None: ...\n'


def after(root: Path, text: str, site: dict[str, str] = SITE) -> str:
    """What becomes of two modules of ours beside a package."""
    lay(root, site)
    files = {"ours.py": text, "other.py": text}
    return renamed(root / "repository", files, python=root / "site")["ours.py"]


def test_the_name_of_a_message_stays(tmp_path: Path) -> None:
    assert after(tmp_path, SENDS) == SENDS


def test_a_name_that_nobody_else_has_moves(tmp_path: Path) -> None:
    none = {path: text.replace("sessionId", "other") for path, text in SITE.items()}
    assert "sessionId" not in after(tmp_path, SENDS, none)


@pytest.mark.parametrize("imported", ["from vendor import types"])
def test_a_listed_attribute_of_an_imported_package_stays(tmp_path: Path, imported: str) -> None:
    text = LISTED.format(imported=imported, other="a")
    assert after(tmp_path, text) == text


@pytest.mark.parametrize("imported", ["import json", "import vendors"])
def test_a_listed_name_of_our_own_moves(tmp_path: Path, imported: str) -> None:
    text = (
        LISTED.format(imported=imported, other="a")
        + '\n\ndef fill(run):\n    run({"session_id": 1})\n    return run["session_id"]\n'
    )
    assert "session_id" not in after(tmp_path, text)
