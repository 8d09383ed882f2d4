"""Directives in every comment syntax."""

import pytest

from flowcodemod.model.suppression import Suppression, by_line, covering, suppressions


def one(text: str, path: str = "a.py") -> Suppression:
    (found,) = suppressions(path, text)
    return found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "x = 1  # flowcodemod: ignore[FCM103] the old client\n"),
        ("a.py", "x = 1  #flowcodemod:ignore[FCM103]the old client"),
        ("a.ts", "x = 1; // flowcodemod: ignore[FCM103] the old client\n"),
        ("a.ts", "x = 1; /* flowcodemod: ignore[FCM103] the old client */ y = 2;\n"),
        ("a.tsx", "<p>x</p> {/* flowcodemod: ignore[FCM103] the old client */}\n"),
        ("a.html", "<p>x</p> <!-- flowcodemod: ignore[FCM103] the old client -->\n"),
        ("b.html", "<p>x</p> {# flowcodemod: ignore[FCM103] the old client #}\n"),
        ("a.md", "x <!-- flowcodemod: ignore[FCM103] the old client -->\n"),
        ("a.sql", "SELECT x -- flowcodemod: ignore[FCM103] the old client\n"),
        ("a.sql", "SELECT x /* flowcodemod: ignore[FCM103] the old client */\n"),
        ("a.yaml", "x: 1 # flowcodemod: ignore[FCM103] the old client\r\n"),
        ("a.ini", "x = 1 ; flowcodemod: ignore[FCM103] the old client\n"),
        ("a.j2", "{{ x }} {# flowcodemod: ignore[FCM103] the old client #}\n"),
    ],
)
def test_every_comment_syntax(path: str, text: str) -> None:
    found = one(text, path)
    assert (found.codes, found.reason, found.problem) == (("FCM103",), "the old client", "")
    assert (found.line, found.covers) == (1, 1)
    assert text[found.end :].strip(" \r\n}") in ("", "y = 2;")


def test_a_comment_alone_covers_the_next_line() -> None:
    found = one("a = 1\n    # flowcodemod: ignore[FCM103, FCM104] kept\n    b.session_id = session_id\n")
    assert (found.line, found.covers, found.codes) == (2, 3, ("FCM103", "FCM104"))
    assert one(".. flowcodemod: ignore[FCM121] kept\n", "a.rst").covers == 2
    assert one("  {/* flowcodemod: ignore[FCM121] kept */}\n", "a.tsx").covers == 2
    assert one(".. flowcodemod: ignore[FCM121] kept\n\n \t\r\n  The session_id.\n", "a.rst").covers == 4
    assert one("# flowcodemod: ignore[FCM103] kept", "a.py").covers == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# flowcodemod: ignore[FCM103]", "gives no reason"),
        ("# flowcodemod: ignore[FCM103]   \r\n", "gives no reason"),
        ("/* flowcodemod: ignore[FCM103] */", "gives no reason"),
        ("# flowcodemod: ignore", "names no code"),
        ("# flowcodemod: ignore because", "names no code"),
        ("# flowcodemod: ignore[] because", "names no code"),
    ],
)
def test_what_does_not_count(text: str, problem: str) -> None:
    found = one(text)
    assert found.problem.startswith(problem)
    assert covering(by_line([found]), found.covers, "FCM103") is None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "flowcodemod: ignore[FCM103] no comment"),
        ("a.py", "# see flowcodemod: ignore[FCM103] in the documentation"),
        ("a.py", "# flowcodemod: ignored[FCM103] yesterday"),
        ("a.py", "# flowcodemod: baseline"),
        ("a.md", "    # flowcodemod: ignore[FCM103] a sample in a guide"),
        ("a.md", "write `# flowcodemod: ignore[FCM103] reason`"),
        ("a.txt", "# flowcodemod: ignore[FCM103] a text has no comments"),
    ],
)
def test_what_is_no_directive(path: str, text: str) -> None:
    assert suppressions(path, text) == ()


def test_covering_needs_line_and_code() -> None:
    found = by_line([one("x  # flowcodemod: ignore[FCM103] kept")])
    assert covering(found, 1, "FCM103") == found[1][0]
    assert covering(found, 2, "FCM103") is None
    assert covering(found, 1, "FCM104") is None


def test_a_string_is_no_comment() -> None:
    text = "x = '# flowcodemod: ignore[FCM103] kept'"
    assert suppressions("a.py", text, lambda _start, _end: False) == ()
