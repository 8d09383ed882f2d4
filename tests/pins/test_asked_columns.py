"""A column keeps its name by an idiom only where nothing asks for attributes by the names of columns."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import renamed

HEAD = "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n\n\n"
BASE = "class Base(DeclarativeBase):\n{method}\n\nclass Run(Base):\n    OLD: Mapped[str] = mapped_column({pin})\n"
AS_DICT = "    def as_dict(self):\n        return {c.name: getattr(self, c.name) for c in self.__table__.columns}\n"
FILL = "    def fill(self, row):\n        for column in self.__table__.c:\n            setattr(self, column.name, row[0])\n"
NAMES = "    def names(self):\n        return [c.name for c in self.__table__.columns]\n"
PLAIN = "    pass\n"
FREE = "\n\ndef as_dict(one):\n    return {c.name: getattr(one, c.name) for c in one.__table__.columns}\n"
ELSEWHERE = "\n\nclass Other:\n" + AS_DICT


@pytest.mark.parametrize(("method", "rest"), [(AS_DICT, ""), (FILL, ""), (PLAIN, FREE)])
def test_the_attribute_stays(tmp_path: Path, method: str, rest: str) -> None:
    text = HEAD + BASE.format(method=method, pin="").replace("OLD", "session_id") + rest
    assert renamed(tmp_path, {"app.py": text})["app.py"] == text


@pytest.mark.parametrize(("method", "rest"), [(NAMES, ""), (PLAIN, ""), (PLAIN, ELSEWHERE)])
def test_the_attribute_moves(tmp_path: Path, method: str, rest: str) -> None:
    before = HEAD + BASE.format(method=method, pin="").replace("OLD", "session_id") + rest
    after = HEAD + BASE.format(method=method, pin='"session_id"').replace("OLD", "flow_id") + rest
    assert renamed(tmp_path, {"app.py": before})["app.py"] == after


def test_a_column_that_is_renamed_may_be_asked_for(tmp_path: Path) -> None:
    text = HEAD + BASE.format(method=AS_DICT, pin="")
    after = renamed(
        tmp_path, {"app.py": text.replace("OLD", "session_id")}, boundaries={Boundary.DATABASE: Policy.RENAME}
    )
    assert after["app.py"] == text.replace("OLD", "flow_id")
