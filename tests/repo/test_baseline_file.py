"""The baseline on disk."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from flowcodemod.model.baseline import Accepted
from flowcodemod.model.errors import RepositoryError
from flowcodemod.repo.baseline import FILE, read_baseline, write_baseline

ONE = Accepted("FCM103", "app/a.py", "A.f", "variable", "session_id", 0)
TWO = Accepted("FCM107", "web/b.ts", "", "key", "sessionId", 1)
texts = st.text(max_size=8)
entries = st.lists(st.builds(Accepted, texts, texts, texts, texts, texts, st.integers(0, 99)), max_size=6)


def test_no_file_is_not_an_empty_one(tmp_path: Path) -> None:
    assert read_baseline(tmp_path) is None
    write_baseline(tmp_path, [])
    assert read_baseline(tmp_path) == ()


def test_the_file_holds_neither_lines_nor_dates(tmp_path: Path) -> None:
    write_baseline(tmp_path, [TWO, ONE])
    first = (tmp_path / FILE).read_text()
    assert first == snapshot("""\
# flowcodemod baseline 1
9aa08dc0b54172d2	FCM107	web/b.ts		key	sessionId	1
f2bb672885371d04	FCM103	app/a.py	A.f	variable	session_id	0
""")
    write_baseline(tmp_path, [ONE, TWO, ONE])
    assert (tmp_path / FILE).read_text() == first


@given(entries)
def test_whatever_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, found: list[Accepted]) -> None:
    root = tmp_path_factory.mktemp("repository")
    write_baseline(root, found)
    assert sorted(read_baseline(root) or ()) == sorted(set(found))


@given(entries, entries, entries)
def test_the_union_of_two_branches_is_read(
    tmp_path_factory: pytest.TempPathFactory, base: list[Accepted], ours: list[Accepted], theirs: list[Accepted]
) -> None:
    """What `merge=union` leaves: both sides' lines, in whatever order."""
    root = tmp_path_factory.mktemp("repository")
    write_baseline(root, [*base, *ours])
    head, *left = (root / FILE).read_text("utf-8").split("\n")[:-1]
    write_baseline(root, [*base, *theirs])
    right = (root / FILE).read_text("utf-8").split("\n")[1:-1]
    merged = [head, *left, *(line for line in right if line not in left)]
    (root / FILE).write_text("".join(f"{line}\n" for line in merged), "utf-8", newline="\n")
    assert set(read_baseline(root) or ()) == {*base, *ours, *theirs}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda text: text.replace("baseline 1", "baseline 2"),
            snapshot(
                ":1: does not start with '# flowcodemod baseline 1': run 'flowcodemod baseline' to write the file anew"
            ),
        ),
        (
            lambda text: text.partition("\n")[2],
            snapshot(
                ":1: does not start with '# flowcodemod baseline 1': run 'flowcodemod baseline' to write the file anew"
            ),
        ),
        (
            lambda _text: "",
            snapshot(
                ":1: does not start with '# flowcodemod baseline 1': run 'flowcodemod baseline' to write the file anew"
            ),
        ),
        (
            lambda text: text + text.splitlines()[1] + "\n",
            snapshot(":4: repeats line 2, a merge went wrong: run 'flowcodemod baseline' to write the file anew"),
        ),
        (
            lambda text: text.replace("app/a.py", "app/b.py"),
            snapshot(":3: was changed by hand or by a merge: run 'flowcodemod baseline' to write the file anew"),
        ),
        (
            lambda text: text.replace("\t0\n", "\t2\n"),
            snapshot(":3: was changed by hand or by a merge: run 'flowcodemod baseline' to write the file anew"),
        ),
        (
            lambda text: text + "<<<<<<< HEAD\n",
            snapshot(":4: a merge conflict was left here: keep the lines of both sides"),
        ),
        (
            lambda text: text + text.splitlines()[1][:30] + "\n",
            snapshot(":4: is no line of a baseline: run 'flowcodemod baseline' to write the file anew"),
        ),
        (
            lambda text: text.replace("\n", "\n\n"),
            snapshot(":2: is no line of a baseline: run 'flowcodemod baseline' to write the file anew"),
        ),
    ],
)
def test_a_bad_merge_is_detected(tmp_path: Path, change, message: str) -> None:  # type: ignore[no-untyped-def]
    write_baseline(tmp_path, [ONE, TWO])
    path = tmp_path / FILE
    path.write_text(change(path.read_text()))
    with pytest.raises(RepositoryError) as caught:
        read_baseline(tmp_path)
    assert str(caught.value).removeprefix(FILE) == message
