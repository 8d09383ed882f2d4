"""Values of SQLAlchemy's statements name the attributes of the class they are about, not its columns."""

from pathlib import Path

import pytest

from pipeline import renamed

MODEL = (
    "from sqlalchemy.orm import Mapped, mapped_column\n\n\nclass Run:\n    session_id: Mapped[str] = mapped_column()\n"
)
MOVES = [
    'update(Run).where(Run.id == 1).values({"session_id": 2})',
    "update(models.Run).values(session_id=2)",
    'insert(Run).values([{"session_id": 2}, {"session_id": 3}])',
    'db.query(Run).filter(Run.id == 1).update({"session_id": 2})',
]
STAYS = [
    'update(runs).values({"session_id": 2})',
    'update(Other).values({"session_id": 2})',
    'insert(Run).values(lambda: {"session_id": 2})',
    'insert(Run).execute({"session_id": 2})',
    'db.execute(statement, {"session_id": 2})',
]


@pytest.mark.parametrize("code", MOVES)
def test_moves(tmp_path: Path, code: str) -> None:
    after = renamed(tmp_path, {"app.py": f"{MODEL}\n\n{code}\n"}, checker=False)["app.py"]
    assert code.replace("session_id", "flow_id") in after
    assert 'flow_id: Mapped[str] = mapped_column("session_id")' in after


@pytest.mark.parametrize("code", STAYS)
def test_stays(tmp_path: Path, code: str) -> None:
    query = 'QUERY = "SELECT session_id FROM runs"\n'
    assert code in renamed(tmp_path, {"app.py": f"{MODEL}\n\n{query}{code}\n"}, checker=False)["app.py"]
