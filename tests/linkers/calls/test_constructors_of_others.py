"""Constructors of classes that inherit from somebody else's: their parameters are ours, unless the library names them."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        class Cache:
            def __init__(self, session_id=None):
                self.session_id = session_id

            def load(self, session_id): ...
        """,
    "site/lib/python3.11/site-packages/copies/__init__.py": """
        class Copied:
            def __init__(self, session_id=None): ...

            def copy(self, **changes):
                return self.__class__(**changes)
        """,
    "site/lib/python3.11/site-packages/makes/__init__.py": """
        class Made:
            def __init__(self, session_id=None): ...

            @classmethod
            def of(cls, value):
                return cls(1, session_id=value)
        """,
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = """
import vendor


class Cache(vendor.Cache):
    def __init__(self, size, OLD=None):
        vendor.Cache.__init__(self, session_id=OLD)

    @classmethod
    def of(cls, config, options):
        if config:
            options["OLD"] = config
        options.update(dict(OLD=1))
        options.update(OLD=2)
        options.update({"OLD": 3})
        return cls(1, **options)


Cache(1, OLD=2)
"""
METHOD = """
import vendor


class Cache(vendor.Cache):
    def load(self, session_id):
        return super().load(session_id=session_id)
"""
ATTRIBUTE = """
import vendor


class Cache(vendor.Cache):
    def __init__(self, OLD=None):
        super().__init__()
        self.session_id = OLD
"""
COPIED = """
import {0}


class Ours({0}.{1}):
    def __init__(self, session_id=None):
        super().__init__(session_id=session_id)
"""


def _after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    return renamed(tmp_path / "repository", {"a.py": text}, python=tmp_path / "site")["a.py"]


@pytest.mark.parametrize("text", [OURS, ATTRIBUTE])
def test_a_parameter_of_our_constructor_is_ours(tmp_path: Path, text: str) -> None:
    before = text.replace("OLD", "session_id").lstrip("\n")
    assert _after(tmp_path, before) == text.replace("OLD", "flow_id").lstrip("\n")


@pytest.mark.parametrize("text", [METHOD, COPIED.format("copies", "Copied"), COPIED.format("makes", "Made")])
def test_a_keyword_that_the_library_may_use_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text.lstrip("\n")
