"""What a part asks of the object that made it."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": "class Query:\n    def session_id(self): ...\n",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
TABLE = """
import vendor
from part import Part, Parts


class Table:
    def __init__(self, value, query):
        self.session_id = value
        self.query = query
        self.parts = {made}
"""
PART = """
import vendor


class Part:
    def __init__(self, name, table):
        self._table = table

    def shown(self):
        return self._table.session_id

    def again(self):
        table = self._table
        return table.session_id


class Parts:
    def __init__(self, table):
        self.first = Part("a", table)
"""
MADE = ["Part('a', self)", "Part(name='a', table=self)", "Parts(self)", "Parts(table=self)"]
OTHERS = ["Part('a', query)", "Parts(query)", "[Part('a', self), Part('b', query)]", "None"]


def after(tmp_path: Path, made: str) -> str:
    lay(tmp_path, SITE)
    files = {"table.py": TABLE.format(made=made), "part.py": PART}
    if "Parts" not in made:
        files["part.py"] = PART.replace('Part("a", table)', "None")
    return renamed(tmp_path / "repository", files, python=tmp_path / "site")["part.py"]


@pytest.mark.parametrize("made", MADE)
def test_what_is_asked_of_the_maker_is_the_makers(tmp_path: Path, made: str) -> None:
    assert "session_id" not in after(tmp_path, made)


@pytest.mark.parametrize("made", OTHERS)
def test_what_another_value_is_given_for_may_be_anything(tmp_path: Path, made: str) -> None:
    assert "flow_id" not in after(tmp_path, made)
