"""Methods that are called by names made up at run time, with the keywords that another method collects."""

from pathlib import Path

import pytest

from pipeline import renamed

CONNECTOR = """
class Connector:
    async def execute(self, query: str, **arguments: object) -> None:
        await self.any(query, "run", **arguments)

    async def any(self, query: str, suffix: str, **arguments: object) -> None:
        return await getattr(self, {made})(**arguments)

    async def finish_run(self, session_id: int) -> int:
        return session_id
"""
MANAGER = """
from connector import Connector


async def finish(connector: Connector, run: int) -> None:
    await connector.execute({query}, session_id=run)
"""
SQL = "SELECT finish(%(session_id)s);\n"


def _after(root: Path, made: str, query: str, sql: str) -> dict[str, str]:
    files = {"connector.py": CONNECTOR.format(made=made), "manager.py": MANAGER.format(query=query), "all.sql": sql}
    return renamed(root, {name: text.lstrip() for name, text in files.items()})


@pytest.mark.parametrize("made", ['f"{query}_{suffix}"', "query"])
def test_they_stay_with_a_keyword_that_stays(tmp_path: Path, made: str) -> None:
    after = _after(tmp_path, made, 'QUERIES["finish"]', SQL)
    assert "session_id=run" in after["manager.py"]
    assert "def finish_run(self, session_id: int)" in after["connector.py"]


def test_another_method_moves_alone(tmp_path: Path) -> None:
    after = _after(tmp_path, 'f"other_{suffix}"', 'QUERIES["finish"]', SQL)
    assert "session_id=run" in after["manager.py"]
    assert "def finish_run(self, flow_id: int)" in after["connector.py"]


def test_a_keyword_of_another_method_holds_none(tmp_path: Path) -> None:
    sent = 'QUERIES["finish"]'
    files = {
        "connector.py": CONNECTOR.format(made='f"{query}_{suffix}"').lstrip(),
        "manager.py": MANAGER.format(query=sent).lstrip().replace("connector.execute(", "connector.other("),
        "all.sql": SQL,
    }
    assert "def finish_run(self, flow_id: int)" in renamed(tmp_path, files)["connector.py"]
