"""Keywords that functions of ours pass on: they belong to whoever takes them in the end."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        class Client:
            def __init__(self, session_id=None):
                self.session_id = session_id

        class Other:
            def __init__(self, **kwargs): ...
        """,
    "site/lib/python3.11/site-packages/plain/__init__.py": "def show(**kwargs): ...\n",
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = """
    import plain
    import vendor

    def client(size, **kwargs):
        return vendor.Client(size=size, **kwargs)

    def outer(**options):
        return client(1, **options)

    def load(name, session_id=None):
        return session_id

    def several(**kwargs):
        return load("a", **kwargs)

    class Run:
        def __init__(self, session_id=None):
            self.value = session_id

    def run(**kwargs):
        return Run(**kwargs)

    class Made:
        @classmethod
        def of(cls, **kwargs):
            return cls.inner(**kwargs)

        @classmethod
        def inner(cls, **kwargs):
            return outer(**kwargs)

    def both(**kwargs):
        return kwargs["session_id"]
    """


def _after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    files = {"ours.py": OURS, "use.py": text}
    return renamed(tmp_path / "repository", files, python=tmp_path / "site")["use.py"]


@pytest.mark.parametrize("called", ["several", "run", "both"])
def test_a_keyword_that_ends_at_a_parameter_of_ours_moves(tmp_path: Path, called: str) -> None:
    text = f"from ours import {called}\n\n{called}(session_id=1)\n"
    assert _after(tmp_path, text) == text.replace("session_id", "flow_id")


@pytest.mark.parametrize("called", ["client", "outer", "Made.of"])
def test_a_keyword_that_ends_at_somebody_elses_stays(tmp_path: Path, called: str) -> None:
    text = f"from ours import {called.partition('.')[0]}\n\n{called}(session_id=1)\n"
    assert _after(tmp_path, text) == text
