"""What holds for every text, whatever it holds: each token once, at its place, and nothing makes the reader fail."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flowcodemod.model.concept import Concept
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.source import Source
from flowcodemod.model.words import Term
from flowcodemod.readers.read import read, read_name, read_with_syntax

CONCEPT = Concept(
    Term.of("session_id"), Term.of("flow_id"), {"SessionManager": "FlowManager"}, ("disc_session_{hex8}",)
)
SUFFIXES = (
    ".py .pyi .ts .mts .tsx .js .jsx .cjs .json .jsonc .jsonl .yaml .yml .toml .sh .bash .sql .html .vue .md .rst .txt"
    " .env .ini .go .css .xml .j2"
)
PATHS = [f"app/module{suffix}" for suffix in SUFFIXES.split()] + [".env", "Dockerfile", "README", "bin/run"]
PIECES = st.sampled_from(
    [
        *("session_id", "sessionIds", "SESSION_ID", "X-Session-Id", "Session ID", "sessionid", "SessionManager"),
        *(
            "disc_session_0a1b2c3d",
            "my-session-id_x",
            "session",
            "id",
            "x",
            "1",
            "_",
            "-",
            " ",
            "  ",
            ".",
            ",",
            ":",
            "=",
        ),
        *(
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\f",
            "\0",
            "\ufeff",
            "\ud800",
            "\u2028",
            "é",
            "用",
            "😀",
            "\\",
            "\\n",
            "/",
            "//",
            "#",
        ),
        *(
            '"',
            "'",
            "`",
            '"""',
            'f"',
            "{",
            "}",
            "{{",
            "}}",
            "${",
            "$",
            "(",
            ")",
            "[",
            "]",
            "<",
            ">",
            "</p>",
            "<p>",
            "<!--",
        ),
        *(
            "-->",
            "/*",
            "*/",
            "--",
            "def f",
            "class A",
            "import ",
            "lambda ",
            "return ",
            "select ",
            " from ",
            "<script>",
        ),
        *("{%", "%}", "|\n", "- ", "&", "*", "!", "?", "@", ";", "<<E\n", "\nE\n", "=>", "const ", "environment:\n  "),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def references(path: str, text: str) -> tuple[Reference, ...]:
    """The references in a text."""
    return read(Source(path, text, "utf-8", b"", ""), CONCEPT).references


@pytest.mark.parametrize("path", PATHS)
@example(text="session_id\ud800")
@example(text='f"session_id\ud800"')
@given(text=TEXTS)
@example(text="")
@example(text="session_id")
@example(text="\ud800\udfff session_id \ud800")
@example(text="\0session_id\0")
@example(text="\r\r\nsession_id\rsession_id\n\rsession_id")
@example(text="😀session_id😀 é Session ID")
def test_every_hit_is_found_once_where_it_stands(path: str, text: str) -> None:
    found = references(path, text)
    last = 0
    for one in found:
        assert last <= one.start
        last = one.end
        assert text[one.start : one.end] == one.text
        before = re.split("\r\n|\r|\n", text[: one.start] + "|")
        after_half_a_break = text[one.start - 1 : one.start + 1] == "\r\n"
        assert after_half_a_break or (one.line, one.column) == (len(before), len(before[-1]))
        assert one.role is not Role.FILENAME
    spans = {(one.start, one.end) for one in found}
    joined = {(hit.start, hit.end) for hit in CONCEPT.hits(text) if {"-", " "} & set(hit.text)}
    assert {(hit.start, hit.end) for hit in CONCEPT.hits(text)} - joined <= spans


@pytest.mark.parametrize("path", ["a.md", "a.txt", ".env", "a.html", "a.sql", "a.go", "a.xml"])
@given(text=TEXTS)
def test_where_no_grammar_reads_every_hit_is_a_reference(path: str, text: str) -> None:
    assert [(one.start, one.end) for one in references(path, text)] == [
        (hit.start, hit.end) for hit in CONCEPT.hits(text)
    ]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "session", "x = 1\n", "\0", "obsession_idea"])
def test_a_text_without_the_concept_has_no_references(path: str, text: str) -> None:
    reading, syntax = read_with_syntax(Source(path, text, "utf-8", b"", ""), CONCEPT)
    assert reading.references == ()
    assert reading.parses
    assert syntax is None


@pytest.mark.parametrize(
    ("path", "text", "role"),
    [
        ("a.py", "def f(:\n    x.session_id = 1\n", Role.ATTRIBUTE),
        ("a.py", "x = ]\ny = 'session_id'\n", Role.KEY),
        ("a.ts", "const = {;\n// session_id\n", Role.COMMENT),
        ("a.json", '{"session_id": }', Role.KEY),
        ("a.toml", "session_id = \n[a\n", Role.KEY),
        ("a.sh", "if x; then session_id=1\n", Role.VARIABLE),
        ("a.py", "x = (the session id is", Role.VARIABLE),  # two names, or words of a torn string: listed
    ],
)
def test_what_does_not_parse_is_read_and_said_not_to_parse(path: str, text: str, role: Role) -> None:
    reading = read(Source(path, text, "utf-8", b"", ""), CONCEPT)
    assert [one.role for one in reading.references] == [role]
    assert not reading.parses


@pytest.mark.parametrize("path", ["a.py", "a.ts", "a.json", "a.yaml", "a.toml", "a.sh", "a.tsx"])
def test_what_parses_is_said_to_parse(path: str) -> None:
    text = {"a.json": '["session_id"]', "a.yaml": "a: session_id", "a.toml": "session_id = 1"}.get(path, "session_id")
    assert read(Source(path, text, "utf-8", b"", ""), CONCEPT).parses


DEPTH = 100_000


@pytest.mark.parametrize(
    ("path", "opening", "closing"),
    [
        ("a.py", "(", ")"),
        ("a.py", '{"a":', "}"),
        ("a.py", "[", ""),
        ("a.py", "x.", ""),
        ("a.ts", "f(", ")"),
        ("a.tsx", "<a>", "</a>"),
        ("a.js", "[", "]"),
        ("a.json", "[", "]"),
        ("a.yaml", "[", "]"),
        ("a.toml", "x=[", ""),
        ("a.sh", "$(", ")"),
        ("a.html", "<a>", "</a>"),
        ("a.md", "> ", ""),
    ],
)
def test_no_depth_is_too_much(path: str, opening: str, closing: str) -> None:
    text = opening * DEPTH + ' "session_id" ' + closing * DEPTH
    assert [one.start for one in references(path, text)] == [len(opening) * DEPTH + 2]


def test_a_sum_of_very_many_strings() -> None:
    assert len(references("a.py", '"session_id" + ' * 2000 + "1")) == 2000


@pytest.mark.parametrize("path", ["a.py", "a.json", "a.md", "a.html", "a.go", ".env"])
def test_a_line_of_20_megabytes(path: str) -> None:
    line = "x " * 10_000_000
    found = references(path, f'"session_id {line}session_id"\n"session_id"')
    assert [(one.line, one.column) for one in found] == [(1, 2), (1, 13 + len(line)), (2, 2)]


@pytest.mark.parametrize("path", PATHS)
def test_very_many_tokens_in_one_line(path: str) -> None:
    assert len(references(path, '"session_id", ' * 5000)) == 5000


def test_scopes_are_the_definitions_around_a_token() -> None:
    text = "session_id = 1\nclass A:\n  session_id = 1\n  def f(self, session_id):\n    def session_id(): session_id\n"
    assert [one.scope for one in references("a.py", text)] == ["", "A", "A.f", "A.f", "A.f.session_id"]
    text = "class A { m() { return sessionId; } }\nfunction f() {}\nsessionId;"
    assert [one.scope for one in references("a.ts", text)] == ["A.m", ""]


@pytest.mark.parametrize(
    ("path", "tokens"),
    [
        ("app/session_id.py", ["session_id"]),
        ("app/get_session_id_x.test.ts", ["get_session_id_x"]),
        ("sessionIds/Session-Id/a.md", ["sessionIds", "Session-Id"]),
        ("docs/Session ID.txt", ["Session ID"]),
        ("app/SessionManager.py", ["SessionManager"]),
        ("logs/disc_session_0a1b2c3d.json", ["disc_session_0a1b2c3d"]),
    ],
)
def test_names_of_files_are_references(path: str, tokens: list[str]) -> None:
    found = read_name(path, CONCEPT)
    assert [one.text for one in found] == tokens
    for one in found:
        assert (one.role, one.line, one.column) == (Role.FILENAME, 1, one.start + 1)
        assert path[one.start : one.end] == one.text


@pytest.mark.parametrize("suffix", SUFFIXES.split())
def test_names_of_files_in_every_language(suffix: str) -> None:
    for name in ("session_id", "a/mySessionId", "session-id/a"):
        assert [one.role for one in read_name(name + suffix, CONCEPT)] == [Role.FILENAME]
    for name in ("session", "session/id", "obsession_idea", "session.id"):
        assert read_name(name + suffix, CONCEPT) == ()


@pytest.mark.parametrize("path", ["app/sessions.py", "session/id.py", "obsession_idea.py", "session/manager.py", ""])
def test_other_names_are_not(path: str) -> None:
    assert read_name(path, CONCEPT) == ()
