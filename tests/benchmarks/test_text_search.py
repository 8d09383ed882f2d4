"""The independent search finds what docs/references.md calls a reference; only then does agreeing with it mean anything."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.model.concept import Concept
from flowcodemod.model.words import Term
from worktree import repository

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from text_search import search, tokens

WORDS = ("session", "id")
CONCEPT = Concept(Term.of("session_id"), Term.of("flow_id"))
PARTS = ["session", "Session", "SESSION", "id", "Id", "ID", "ids", "Ids", "IDs", "IDS", "idea", "ab", "x", "X"]
SIGNS = ["_", "-", " ", ".", "1", '"', "\u00e9", "\u00c9", "\\n", "\\t"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("def f(session_id): return import_session_ids_2", [(7, "session_id"), (27, "import_session_ids_2")]),
        ("importSessionId = SESSION_IDS", [(1, "importSessionId"), (19, "SESSION_IDS")]),
        ('"X-Session-Id", a Session ID here', [(2, "X-Session-Id"), (19, "Session ID")]),
        ("--session-id- sessionID sessionid", [(3, "session-id"), (15, "sessionID"), (25, "sessionid")]),
        ('"\\nsession_id" r"\\bsession_id\\b"', [(4, "session_id"), (20, "session_id")]),
        ("session_id_of_session_id", [(1, "session_id_of_session_id")]),
        ("é session_id", [(3, "session_id")]),
    ],
)
def test_found(line: str, expected: list[tuple[int, str]]) -> None:
    assert list(tokens(line, WORDS)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "obsession_idea = session_idea",
        "session = id",
        "session__id session.id session  id",
        "possessionId",
        "PHPSESSIONID",
        "session_identity",
        "SeSSion_id",
    ],
)
def test_not_found(line: str) -> None:
    assert list(tokens(line, WORDS)) == []


def test_reads_tracked_text_and_names(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "a.py": "x\r\n  session_id\n",
        "session_id.md": b"\xef\xbb\xbfsession_id",
        "logo.png": b"\0session_id",
        "latin.txt": b"\xe9 session_id",
        "app.min.js": "session_id",
        "node_modules/a.js": "session_id",
    }
    root = repository(tmp_path, files).root
    (root / "untracked.py").write_text("session_id")
    assert sorted(search(root)) == [
        ("a.py", 2, 3, "session_id"),
        ("session_id.md", 1, 1, "session_id"),
        ("session_id.md", 1, 1, "session_id"),
    ]


@given(st.lists(st.sampled_from(PARTS + SIGNS), max_size=9).map("".join))
def test_two_independent_implementations_agree(line: str) -> None:
    assert {(hit.start + 1, hit.text) for hit in CONCEPT.hits(line)} == set(tokens(line, WORDS))
