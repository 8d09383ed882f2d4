"""Rows of Django's `.values("name")` are read by that key, named rows by that attribute; other rows are not touched."""

from pathlib import Path

import pytest

from pipeline import renamed

MODELS = "from django.db import models\n\n\nclass Run(models.Model):\n    session_id = models.CharField(max_length=8)\n"
SQL = 'QUERY = "SELECT session_id FROM other WHERE session_id = 1"\n'
MOVES = [
    'for row in Run.objects.values("session_id"):\n        print(row["session_id"])',
    'rows = Run.objects.filter(a=1).values("id", "session_id")\n    print([row["session_id"] for row in rows])',
    'first = Run.objects.values("session_id").first()\n    print(first.get("session_id"))',
    'rows = Run.objects.values("session_id")\n    first = rows.first()\n    print(first["session_id"])',
    'return [row["session_id"] for row in Run.objects.values("session_id").order_by("-session_id")]',
    'for row in Run.objects.values_list("session_id", named=True):\n        print(row.session_id)',
    'return Run.objects.only("session_id").defer("session_id").values_list("session_id", flat=True)',
    'return Run.objects.values("session_id").annotate(n=Count("session_id")).filter(session_id="a")',
    'one = Other.objects.annotate(session_id=F("name")).first()\n    print(one.session_id)',
    'for one in Other.objects.annotate(session_id=F("name")):\n        print(one.session_id)',
]
STAYS = [
    'for row in db.execute(QUERY):\n        print(row["session_id"])',
    'rows = Run.objects.values("id")\n    return other["session_id"]',
    'for row in Run.objects.values("id"):\n        print(row["session_id"])',
    'for row in Other.objects.values("name"):\n        print(row["session_id"])',
    'row = {"a": 1}\n    return row["session_id"]',
    'def rows(rows):\n        return rows["session_id"]\n    rows = 1',
    'rows = [one for one in Run.objects.values("id")]\n    return db["session_id"]',
]


@pytest.mark.parametrize("code", MOVES)
def test_moves_with_the_field(tmp_path: Path, code: str) -> None:
    files = {"models.py": MODELS, "views.py": f"from models import Run\n\n{SQL}\n\ndef show(db):\n    {code}\n"}
    assert code.replace("session_id", "flow_id") in renamed(tmp_path, files)["views.py"]


@pytest.mark.parametrize("code", STAYS)
def test_stays(tmp_path: Path, code: str) -> None:
    files = {"models.py": MODELS, "views.py": f"from models import Run\n\n{SQL}\n\ndef show(db, other):\n    {code}\n"}
    assert code in renamed(tmp_path, files)["views.py"]
