"""What a test asks of objects that a package's `__init__` hands on from its modules."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": "class Channel:\n    session_id = ''\n",
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = {
    "ours/__init__.py": "",
    "ours/virtual/base.py": "class Message:\n    def __init__(self, session_id):\n        self.session_id = session_id\n",
    "ours/virtual/__init__.py": "from .base import Message\n",
    "ours/plain/base.py": "class Plain:\n    size = 1\n",
    "ours/plain/__init__.py": "from .base import Plain\n",
    "ours/channel.py": "import vendor\n\n\ndef name():\n    return vendor.Channel().session_id\n",
}


@pytest.mark.parametrize(("package", "moves"), [("virtual", True), ("plain", False)])
def test_an_attribute_is_that_of_a_class_the_package_hands_on(tmp_path: Path, package: str, moves: bool) -> None:
    lay(tmp_path, SITE)
    text = f"from ours import {package}\n\n\ndef test_a(one):\n    assert one.read({package}).session_id\n"
    files = OURS | {"tests/test_a.py": text}
    after = renamed(tmp_path / "repository", files, python=tmp_path / "site")["tests/test_a.py"]
    assert after == (text.replace("session_id", "flow_id") if moves else text)
