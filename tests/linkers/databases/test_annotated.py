"""What a query computes under a name, and who asks for it."""

from pathlib import Path

import pytest

from pipeline import renamed

MOVES = [
    "def a(rows):\n    rows = rows.annotate(n_session_id=1)\n"
    "    return rows.filter(n_session_id__gte=2).values_list('n_session_id')\n",
    "def a(rows):\n    for row in rows.alias(n_session_id=1).order_by('-n_session_id'):\n        print(row.n_session_id)\n",
    "def a(rows):\n    field = 'n_session_id' if rows else 'pk'\n"
    "    return rows.annotate(n_session_id=1).values_list(field)\n",
    "def a(rows):\n    return rows.aggregate(session_id=1)['session_id']\n",
]
STAYS = [
    "def a(rows):\n    return rows.arrange(n_session_id=1)\n",
    "import vendor\n\n\ndef a(rows):\n    return vendor.Rows(n_session_id=1).n_session_id\n",
    "def a(rows):\n    return annotate(n_session_id=rows)\n",
]


@pytest.mark.parametrize("text", MOVES)
def test_what_asks_for_a_computed_value_moves_with_its_name(tmp_path: Path, text: str) -> None:
    assert renamed(tmp_path, {"a.py": text})["a.py"] == text.replace("session_id", "flow_id")


@pytest.mark.parametrize("text", STAYS)
def test_keywords_of_others_stay(tmp_path: Path, text: str) -> None:
    assert renamed(tmp_path, {"a.py": text})["a.py"] == text
