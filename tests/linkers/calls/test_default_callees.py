"""Parameters and variables that are called: the keywords are those of the default, or of what they may hold."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": "class Job:\n    def __init__(self, session_id=None): ...\n",
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = "class Job:\n    def __init__(self, session_id=None):\n        self.value = session_id\n"
HEAD = "from typing import Any, Callable\n\nimport vendor\n\nfrom ours import Job\n\n\n"


def _after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    files = {"ours.py": OURS, "use.py": HEAD + text}
    return renamed(tmp_path / "repository", files, python=tmp_path / "site")["use.py"].removeprefix(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        "def make(factory: Callable[..., Any] = Job):\n    return factory(session_id=1)\n",
        "def make(\n    factory: Any = Job,\n):\n    def inner():\n        return factory(session_id=1)\n"
        "\n    return inner\n",
        "def make(kind):\n    factory = {'a': Job, 'b': Job}.get(kind, Job)\n    return factory(session_id=1)\n",
        "def make(kind):\n    factory = {\n        'a': Job,\n    }[kind]\n    return factory(session_id=1)\n",
        "def make(kind):\n    factory = Job if kind else Job\n    return factory(session_id=1)\n",
    ],
)
def test_a_keyword_of_a_default_of_ours_moves(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    "text",
    [
        "def make(factory: Callable[..., Any] = vendor.Job):\n    return factory(session_id=1)\n",
        "def make(factory: Any = None):\n    return factory(session_id=1), vendor.Job(session_id=2)\n",
        "def make(kind):\n    factory = {'a': vendor.Job}.get(kind)\n    return factory(session_id=1)\n",
        "def make(kind):\n    factory = vendor.load(kind)\n    return factory(session_id=1)\n",
        "def make(kind):\n    factory = Job(kind)\n    return factory(session_id=1), vendor.Job(session_id=2)\n",
        "def make(factory: Any = Job):\n    return factory.other(session_id=1), vendor.Job(session_id=2)\n",
    ],
)
def test_any_other_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text
