"""The decisions file: read, written in one step, merged as sets of lines."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from flowcodemod.model.decision import Answer, Decision
from flowcodemod.model.errors import RepositoryError
from flowcodemod.repo.decisions import FILE, read_decisions, record_decisions, write_decisions
from flowcodemod.repo.record import escape, unescape

FOREIGN = Decision("0123456789abcdef", Answer.FOREIGN, "google.genai defines it", "checker")
REJECTED = Decision("fedcba9876543210", Answer.REJECT, "published", "anna")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
decisions = st.builds(Decision, st.from_regex("[0-9a-f]{16}", fullmatch=True), st.sampled_from(Answer), texts, texts)
tables = st.lists(decisions, max_size=6).map(lambda found: {one.fingerprint: one for one in found})


def test_no_file_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_sorted_lines(tmp_path: Path) -> None:
    record_decisions(tmp_path, [REJECTED, FOREIGN])
    assert (tmp_path / FILE).read_text() == snapshot(
        """\
0123456789abcdef\tforeign\tgoogle.genai defines it\tchecker
fedcba9876543210\treject\tpublished\tanna
"""
    )
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_new_answer_replaces_the_old_one(tmp_path: Path) -> None:
    record_decisions(tmp_path, [FOREIGN, REJECTED])
    accepted = Decision(REJECTED.fingerprint, Answer.ACCEPT, "agreed", "anna")
    assert record_decisions(tmp_path, [accepted]) == {FOREIGN.fingerprint: FOREIGN, REJECTED.fingerprint: accepted}


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    record_decisions(tmp_path, [FOREIGN])
    (tmp_path / FILE).write_text("\n" + (tmp_path / FILE).read_text().replace("\n", "\r\n"))
    before = (tmp_path / FILE).read_bytes()
    record_decisions(tmp_path, [FOREIGN])
    assert (tmp_path / FILE).read_bytes() == before


@given(found=tables)
def test_whatever_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, found: dict[str, Decision]) -> None:
    root = tmp_path_factory.mktemp("repository")
    write_decisions(root, found)
    assert read_decisions(root) == found


@given(base=tables, ours=tables, theirs=tables)
def test_two_branches_add_up(
    tmp_path_factory: pytest.TempPathFactory,
    base: dict[str, Decision],
    ours: dict[str, Decision],
    theirs: dict[str, Decision],
) -> None:
    """The union of both sides' lines holds what both decided; a contradiction is named, never chosen from."""
    root = tmp_path_factory.mktemp("repository")
    lines: set[str] = set()
    for side in (ours | base, theirs | base):
        write_decisions(root, side)
        lines |= set((root / FILE).read_text("utf-8").split("\n"))
    (root / FILE).write_text("\n".join(sorted(lines)), "utf-8", newline="\n")
    contradicting = [
        key for key in (ours.keys() & theirs.keys()) - base.keys() if ours[key].answer != theirs[key].answer
    ]
    if contradicting:
        with pytest.raises(RepositoryError, match="delete one of the two lines"):
            read_decisions(root)
    else:
        assert read_decisions(root).keys() == base.keys() | ours.keys() | theirs.keys()
        assert all(one.answer == (ours | theirs | base)[key].answer for key, one in read_decisions(root).items())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "0123456789abcdef\tforeign\twhy\n",
            snapshot(":1: has 3 of 4 fields: fingerprint, answer, reason, source, with tabs between"),
        ),
        (
            "0123456789abcdef foreign why who\n",
            snapshot(":1: has 1 of 4 fields: fingerprint, answer, reason, source, with tabs between"),
        ),
        (
            "\n0123\tforeign\twhy\twho\n",
            snapshot(":2: '0123' is no fingerprint: 16 hexadecimal digits"),
        ),
        (
            "0123456789ABCDEF\tforeign\twhy\twho\n",
            snapshot(":1: '0123456789ABCDEF' is no fingerprint: 16 hexadecimal digits"),
        ),
        (
            "0123456789abcdef\tforegn\twhy\twho\n",
            snapshot(":1: 'foregn' is no answer; did you mean 'foreign'?"),
        ),
        (
            "0123456789abcdef\t\x1b[31m\twhy\twho\n",
            snapshot(
                ":1: '\\x1b[31m' is no answer; known: foreign, keep-old, keep-new, keep-both, accept, reject, later"
            ),
        ),
        (
            "<<<<<<< HEAD\n",
            snapshot(":1: a merge conflict was left here: keep the lines of both sides"),
        ),
        (
            "0123456789abcdef\tlater\ta\tb\n=======\n",
            snapshot(":2: a merge conflict was left here: keep the lines of both sides"),
        ),
        (
            "0123456789abcdef\tlater\ta\tb\n0123456789abcdef\taccept\ta\tb\n",
            snapshot(
                ":2: 0123456789abcdef is answered 'accept' here and 'later' on line 1: delete one of the two lines"
            ),
        ),
        ("\xe9\n", snapshot(": not UTF-8 (byte 0): restore it from git")),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / FILE).write_bytes(text.encode("latin-1"))
    with pytest.raises(RepositoryError) as caught:
        record_decisions(tmp_path, [FOREIGN])
    assert str(caught.value).removeprefix(FILE) == message
    assert (tmp_path / FILE).read_bytes() == text.encode("latin-1")


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("")
    (tmp_path / FILE).symlink_to("elsewhere")
    with pytest.raises(RepositoryError, match="is a symbolic link"):
        record_decisions(tmp_path, [FOREIGN])
    assert (tmp_path / "elsewhere").read_text() == ""


@given(st.text())
def test_escapes_keep_every_text_on_one_line(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not {"\t", "\n", "\r", "\x1b", "\u2028"} & set(escape(text))


@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "elsewhere"])
def test_a_link_is_not_followed(tmp_path: Path, target: str) -> None:
    (tmp_path / FILE).symlink_to(target)
    with pytest.raises(RepositoryError, match="symbolic link"):
        read_decisions(tmp_path)


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(RepositoryError, match="cannot be read"):
        read_decisions(tmp_path)
