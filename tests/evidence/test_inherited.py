"""Attributes that tests ask: one that a class of ours inherits from somebody else's is not ours for its name alone."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor.py": "class Answer:\n    session_id = 1\n",
    "site/lib/python3.11/site-packages/vendor-1.dist-info/METADATA": "Name: vendor\n",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = """
from {module} import {base}


class Answered({base}):
    def shown(self):
        return self.session_id


class Upload:
    def __init__(self, session_id):
        self.session_id = session_id
"""
TEST = """
from ours import Answered, Upload


def test_it(app):
    {name} = app.get("/")
    assert {name}.session_id == 1
"""


def after(root: Path, name: str, module: str, base: str) -> str:
    lay(root, SITE)
    files = {"ours.py": OURS.lstrip().format(module=module, base=base), "test_it.py": TEST.lstrip().format(name=name)}
    return renamed(root / "repository", files, python=root / "site")["test_it.py"]


def test_an_attribute_that_may_be_the_inherited_one_stays(tmp_path: Path) -> None:
    assert "res.session_id" in after(tmp_path, "res", "vendor", "Answer")


def test_an_attribute_of_what_is_called_like_our_class_moves(tmp_path: Path) -> None:
    assert "upload.flow_id" in after(tmp_path, "upload", "vendor", "Answer")


@pytest.mark.parametrize("base", ["Exception", "BaseException"])
def test_an_attribute_that_no_base_has_moves(tmp_path: Path, base: str) -> None:
    assert "res.flow_id" in after(tmp_path, "res", "builtins", base)
