"""Attributes that code of ours sets on an object of somebody else's, and names of a class body that nothing binds."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/web/__init__.py": "class Request:\n    path = ''\n\n\nrequest = Request()\n",
    "site/lib/python3.11/site-packages/other/__init__.py": "class Request:\n    session_id = ''\n\n\nrequest = Request()\n",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
SETS = "import {0}\n\n\ndef enter(value):\n    {0}.request.session_id = value\n"
ASKS = {
    "through the module": "import {0}\n\n\ndef ask():\n    return {0}.request.session_id\n",
    "by its own name": "from {0} import request\n\n\ndef ask():\n    return request.session_id\n",
    "by another name": "from {0} import request as asked\n\n\ndef ask():\n    return asked.session_id\n",
    "by a string": "import {0}\n\n\ndef ask():\n    return getattr({0}.request, 'session_id', None)\n",
}


def after(tmp_path: Path, **files: str) -> dict[str, str]:
    lay(tmp_path, SITE)
    named = {f"{name}.py": text for name, text in files.items()}
    found = renamed(tmp_path / "repository", named, python=tmp_path / "site")
    return {name.removesuffix(".py"): text for name, text in found.items()}


@pytest.mark.parametrize("text", ASKS.values(), ids=ASKS)
def test_what_our_code_sets_on_it_is_ours(tmp_path: Path, text: str) -> None:
    made = after(tmp_path, sets=SETS.format("web"), asks=text.format("web"))
    assert "session_id" not in made["sets"] + made["asks"]


@pytest.mark.parametrize("text", ASKS.values(), ids=ASKS)
def test_what_its_package_has_stays(tmp_path: Path, text: str) -> None:
    made = after(tmp_path, sets=SETS.format("other"), asks=text.format("other"))
    assert "flow_id" not in made["sets"] + made["asks"]


@pytest.mark.parametrize("text", ASKS.values(), ids=ASKS)
def test_what_only_a_test_sets_stays(tmp_path: Path, text: str) -> None:
    made = after(tmp_path, test_sets=SETS.format("web"), asks=text.format("web"))
    assert "flow_id" not in made["asks"]


UNBOUND = """
class Cases:
    def made_session_id(self):
        return 1

    rows = (1, made_session_id)

    def run(self):
        return made_session_id
"""


def test_a_name_that_nothing_binds_goes_with_the_class_around(tmp_path: Path) -> None:
    assert "session_id" not in after(tmp_path, a=UNBOUND)["a"]


def test_a_name_that_the_module_binds_is_another(tmp_path: Path) -> None:
    text = "from other import session_id\n\n\nclass Cases:\n    def run(self):\n        return session_id\n"
    assert "return session_id" in after(tmp_path, a=text)["a"]
