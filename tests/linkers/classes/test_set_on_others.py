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


PLUGIN = (
    "def post_get(client, key):\n    if not hasattr(client, 'session_id'):\n        client.session_id = {}\n"
    "    client.session_id[key] = 1\n"
)
READER = "def show(cache):\n    return cache.session_id\n"
NOT_OURS = {
    "only a test sets it": {"tests/test_plugin.py": PLUGIN},
    "it is set without a look": {"app/plugin.py": "def post_get(client):\n    client.session_id = 1\n"},
    "another object lacks it": {
        "app/plugin.py": "def post(a, b):\n    if not hasattr(b, 'session_id'):\n        a.session_id = 1\n"
    },
    "nobody sets it": {"app/plugin.py": "def post_get(client):\n    return client.session_id\n"},
    "it is set on what another object holds": {
        "app/plugin.py": "def post_get(client):\n    client.run.session_id = 1\n"
    },
}


def planned_for(root: Path, files: dict[str, str], *, known: bool) -> dict[str, str]:
    """The files after a rename, in an environment in which a package knows the name, or none does."""
    lay(root, {path: text for path, text in SITE.items() if known or "/other/" not in path})
    return renamed(root / "repository", files, python=root / "site")


def test_what_code_adds_to_whatever_it_is_given_moves_with_its_readers(tmp_path: Path) -> None:
    files = {"app/plugin.py": PLUGIN, "app/reader.py": READER}
    found = planned_for(tmp_path, files, known=False)
    assert found == {path: text.replace("session_id", "flow_id") for path, text in files.items()}


def test_what_a_package_knows_too_stays(tmp_path: Path) -> None:
    files = {"app/plugin.py": PLUGIN, "app/reader.py": READER}
    assert planned_for(tmp_path, files, known=True) == files


@pytest.mark.parametrize("files", NOT_OURS.values(), ids=NOT_OURS)
def test_what_others_may_set_stays_where_it_is_read(tmp_path: Path, files: dict[str, str]) -> None:
    files = {**files, "app/reader.py": READER}
    assert planned_for(tmp_path, files, known=False)["app/reader.py"] == READER
