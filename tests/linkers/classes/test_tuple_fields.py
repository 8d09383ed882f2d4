"""Fields of a named tuple made by a call: the string that defines them goes with every use, or none does."""

from pathlib import Path

import pytest

from pipeline import renamed

MADE = """
    from collections import namedtuple

    class Data(namedtuple("Data", ["other", "session_id"])):
        __slots__ = ()

    Row = namedtuple("Row", "session_id, other")

    def use(rows: list[Data], row: Row):
        data = Data(other=1, session_id=row.session_id)
        return data.session_id, [one.session_id for one in rows]
    """
STAYS = {
    "a tuple of somebody else": """
        from os import stat_result as Data

        def use(one: Data):
            return one.session_id
        """,
    "a string that makes no tuple": """
        def use(one):
            print("Data", ["other", "session_id"].index("other"))
            return one.session_id
        """,
}


def test_every_use_moves_with_the_field(tmp_path: Path) -> None:
    made = renamed(tmp_path, {"a.py": MADE})["a.py"]
    assert "session_id" not in made
    assert made.count("flow_id") == MADE.count("session_id")


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_the_attribute_stays(tmp_path: Path, text: str) -> None:
    assert "one.session_id" in renamed(tmp_path, {"a.py": text})["a.py"]
