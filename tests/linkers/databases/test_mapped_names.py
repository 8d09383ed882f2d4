"""Names of mapped attributes in strings and rows; the column keeps its stored name. `OLD` moves, `session_id` stays."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import lay, renamed, tied

HEAD = "from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym, validates\n\n\n"
CHILD = HEAD + "class Child:\n    OLD: Mapped[str] = mapped_column(PIN)\n"

CASES: Mapping[str, Mapping[str, str]] = {
    "a relationship": {
        "app.py": CHILD + '\n\nclass Parent:\n    children = relationship(foreign_keys="[Child.OLD]")\n',
    },
    "a relationship of a table": {
        "app.py": CHILD
        + '\n\nclass Parent:\n    children = relationship(secondary="t", order_by="children.session_id")\n',
    },
    "a synonym": {"app.py": CHILD + '    flow = synonym("OLD")\n'},
    "a validator's key": {
        "app.py": CHILD
        + '\n    @validates("OLD")\n    def check(self, key, value):\n        assert key == "OLD"\n        return value\n',
    },
    "the label of an order": {
        "app.py": CHILD + '\n\ndef find(query):\n    return query.filter_by(OLD=1).order_by("session_id")\n',
    },
    "rows of what is selected": {
        "app.py": CHILD
        + "\n\ndef find(session):\n    rows = session.execute(select(Child.OLD)).all()\n"
        + '    return rows[0].OLD, rows[0]._mapping["OLD"], [row.OLD for row in rows]\n',
    },
    "rows of a statement in words": {
        "app.py": CHILD
        + "\n\ndef find(connection):\n    rows = connection.execute(text('SELECT session_id FROM t')).all()\n"
        + '    return rows[0]._mapping["session_id"]\n',
    },
}

TEXTS: Mapping[str, Mapping[str, str]] = {
    "a file that is read by stored names": {
        "app/rows.py": "QUERY = 'SELECT session_id FROM t'\n",
        "app/read.py": "import json\n\n\ndef read():\n    return json.load(open('data.json'))['session_id']\n",
        "data.json": '{"session_id": "a"}\n',
    },
    "a file that is read": {
        "app/read.py": "import json\n\n\ndef read():\n    return json.load(open('data.json'))['OLD']\n",
        "data.json": '{"OLD": "a"}\n',
    },
    "a query of somebody else's": {
        "config.yaml": 'template: "{OLD}/x"\n',
        "web/api.ts": "export const load = () => fetch(`/runs?session_id=1`);\n",
    },
    "a heading and its links": {
        "app.py": "def load(OLD):\n    return OLD\n",
        "guide.md": "# Words IDs\n\nSee [here](#words-ids).\n\nSee [there](#other-session-ids).\n",
        "more.md": "See [it](guide.md#words-ids).\n\nSee [that](https://example.com/#session-ids).\n",
    },
}


@pytest.mark.parametrize("name", CASES)
def test_mapped_names(tmp_path: Path, name: str) -> None:
    assert moved(tmp_path, CASES[name]) == wanted(tmp_path, CASES[name])


@pytest.mark.parametrize("name", TEXTS)
def test_names_in_files_beside_the_code(tmp_path: Path, name: str) -> None:
    assert moved(tmp_path, TEXTS[name]) == wanted(tmp_path, TEXTS[name])


def test_the_key_of_another_function_is_not_tied(tmp_path: Path) -> None:
    text = CHILD + '\n    def check(self, key):\n        return key == "session_id"\n'
    assert not tied(tmp_path, text.replace("OLD", "session_id").replace("PIN", ""))


def moved(root: Path, files: Mapping[str, str]) -> dict[str, str]:
    return renamed(root / "there", {name: said(text, "session") for name, text in files.items()})


def wanted(root: Path, files: Mapping[str, str]) -> dict[str, str]:
    lay(root / "wanted", {name: said(text, "flow") for name, text in files.items()})
    return {name: (root / "wanted" / name).read_text("utf-8") for name in files}


def said(text: str, word: str) -> str:
    pin = "" if word == "session" else '"session_id"'
    spoken = text.replace("OLD", f"{word}_id").replace("PIN", pin)
    return spoken.replace("Words IDs", f"{word.capitalize()} IDs").replace("words-ids", f"{word}-ids")
