"""Attributes of what somebody else's class gives, and of objects that have another shape than ours."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/orm/__init__.py": """
        def manager(): ...

        class Query:
            def session_id(self, *names): ...

        class Model:
            objects = manager()
        """,
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
FILES = {
    "tables.py": """
        class Table:
            def __init__(self, rows, session_id=None):
                self.rows = rows
                self.session_id = session_id
        """,
    "tests/models.py": "from orm import Model\n\n\nclass Person(Model):\n    def made(self):\n        return self\n",
}
TEST = "from models import Person\n\nfrom tables import Table\n\n\ndef test_rows():\n    {}\n"
GIVEN = [
    "Table(Person.objects.all().session_id('a'))",
    "Table(Person.objects.session_id('a'))",
    "rows = Person.objects.all()\n    Table(rows.session_id('a'))",
]
OURS = ["table = Table([])\n    assert table.session_id", "assert Table([]).session_id"]
DATA = """
from tables import Table


class Data:
    def __init__(self, rows):
        self.rows = rows

    def sort(self):
        if self.rows.count() and self.rows.query:
            return self.rows.session_id("a")


def valid(rows):
    return rows.count() and rows.query and hasattr(rows, "session_id") and rows.session_id
"""


def after(tmp_path: Path, **files: str) -> dict[str, str]:
    lay(tmp_path, SITE)
    named = FILES | {f"{name}.py": text for name, text in files.items()}
    return renamed(tmp_path / "repository", named, python=tmp_path / "site")


@pytest.mark.parametrize("asked", GIVEN)
def test_what_an_inherited_member_gives_is_not_ours(tmp_path: Path, asked: str) -> None:
    text = TEST.format(asked)
    assert after(tmp_path, test_rows=text)["test_rows.py"] == text


@pytest.mark.parametrize("asked", OURS)
def test_what_our_class_has_is_ours(tmp_path: Path, asked: str) -> None:
    assert "session_id" not in after(tmp_path, test_rows=TEST.format(asked))["test_rows.py"]


META = """
class Meta(type):
    def __init__(cls, name, bases, members):
        cls.registry.add(cls.table)
        cls.key = getattr(cls, "__session_id__", None)


class Model(metaclass=Meta):
    __session_id__ = None
"""


def test_a_class_asks_itself_for_what_only_tests_define(tmp_path: Path) -> None:
    base = META.replace("    __session_id__ = None", "    size = 1")
    test = "from data import Model\n\n\nclass Row(Model):\n    __session_id__ = 'a'\n"
    made = after(tmp_path, data=base, test_data=test)
    assert "session_id" not in made["data.py"] + made["test_data.py"]


def test_a_class_asks_itself_whatever_else_it_asks(tmp_path: Path) -> None:
    assert "session_id" not in after(tmp_path, data=META)["data.py"]


def test_an_object_of_another_shape_is_not_ours(tmp_path: Path) -> None:
    assert after(tmp_path, data=DATA)["data.py"] == DATA.lstrip("\n")
