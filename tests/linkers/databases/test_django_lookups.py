"""Lookups, expressions and options name fields of our models; the same words for other people's models stay."""

from pathlib import Path

import pytest

from pipeline import renamed

MODEL = """
    from typing import Any

    models: Any = None
    Base: Any = None
    Manager: Any = None

    class Entry(models.Model):
        session_id = models.CharField(db_column="x", max_length=9)

    class Child(Entry):
        pass
    """

MOVES = {
    "a shortcut of a view": "get_object_or_404(Entry, pk=1, session_id=2)",
    "a filter on any chain": "Entry.recent().filter(session_id=1)",
    "the manager of the other side of a relation": "thing.entry_set.get(session_id=1)",
    "an expression": 'Entry.objects.filter(a=models.OuterRef("session_id"))',
    "an expression that casts": 'Cast("session_id", output_field=None)',
    "an option of a generic relation": 'class Link(models.Model):\n    of = Relation(fk_field="session_id")',
    "a model that has the field from its base": "Child.objects.filter(session_id=1)",
    "inside a query class": "class Entries(QuerySet):\n    def of(self, a):\n        return self.mine().get(session_id=a)",
    "a long chain": 'recent(1).filter(~models.Exists(Entry)).order_by("a").values("session_id")',
    "an object called like its model": "for entry in Entry.objects.all():\n    print(entry.session_id)",
}

STAYS = {
    "a shortcut for somebody else's model": "get_object_or_404(LogEntry, pk=1, session_id=2)",
    "a lookup of somebody else's model": "LogEntry.objects.filter(session_id=1)",
    "a lookup through a module": "admin.LogEntry.objects.get(session_id=1)",
    "no mapper at all": "client.connect(session_id=1)",
    "a call that only looks like a lookup": "registry.get(session_id=1)",
    "an object called otherwise": "for row in rows:\n    print(row.session_id)",
}


def _after(tmp_path: Path, text: str) -> str:
    indented = "".join(f"    {line}\n" for line in text.splitlines())
    return renamed(tmp_path, {"app/models.py": f"{MODEL}\n{indented}"})["app/models.py"]


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_moves(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text).endswith(text.replace("session_id", "flow_id") + "\n")


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_stays(tmp_path: Path, text: str) -> None:
    after = _after(tmp_path, text)
    assert after.endswith(text + "\n")
    assert "flow_id = models.CharField" in after
