"""The keys of typed dictionaries: those of a class of ours move with it, wherever a dict is annotated with it."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

OURS = """from typing import Any, Optional, TypedDict


class Base(TypedDict):
    session_id: str


class Run(Base, total=False):
    name: str


class Plain:
    session_id: str


def store(run: Run, more: Any = None, *, last: Optional["Run"] = None) -> None: ...


class Store:
    def put(self, runs: list[Run]) -> None: ...

"""
VENDOR = "site/lib/python3.11/site-packages/vendor/__init__.py"
SITE = {
    VENDOR: "from typing import TypedDict\n\n\nclass Job(TypedDict):\n    session_id: str\n\n\n"
    "def send(job: Job) -> None: ...\n",
    VENDOR.replace("__init__.py", "py.typed"): "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
HEAD = "import vendor\nfrom vendor import Job\nfrom ours import Plain, Run, Store, store\n\n\n"


def _after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    files = {"ours.py": OURS, "use.py": HEAD + text}
    return renamed(tmp_path / "repository", files, python=tmp_path / "site")["use.py"].removeprefix(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        'run: Run = {"session_id": "1", "name": "a"}\n',
        'def make() -> "Run":\n    return {"session_id": "1", "name": "a"}\n',
        'def make() -> list[Run]:\n    return [{"session_id": "1"} for one in ()]\n',
        'store({"session_id": "1", "name": "a"})\n',
        'store({"name": "a"}, last={"session_id": "1"})\n',
        'Store().put([{"session_id": "1"}, {"session_id": "2"}])\n',
        'def read(run: Run | None, other: dict):\n    return run.get("session_id") if run else None\n',
        'def read(run: Run):\n    return "session_id" in run\n',
        'def read(rows: list):\n    run: Run = rows[0]\n    return run["session_id"], run.pop("session_id", None)\n',
    ],
)
def test_the_keys_of_ours_move(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    "text",
    [
        'job: Job = {"session_id": "1"}\n',
        'def make() -> list["Job"]:\n    return [{"session_id": "1"}]\n',
        'vendor.send({"session_id": "1"})\n',
        'vendor.send(job={"session_id": "1"})\n',
        'def read(job: Job):\n    return job.get("session_id")\n',
        'def read(job: Job):\n    return "session_id" not in job\n',
        'def read(job: Job | Run):\n    return job["session_id"]\n',
    ],
)
def test_the_keys_of_others_stay(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text
