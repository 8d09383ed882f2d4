"""Steps: the shortest safe way from the files as they are to the files as they shall be."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.model.errors import RepositoryError
from flowcodemod.model.journal import Action, FileState, digests, states_after, states_before, states_between
from flowcodemod.repo.steps import fold, is_taken, steps_between
from worktree import write

DIGESTS = [FileState(sign * 64, 0o644, 1, 2) for sign in "abc"]
STATES = st.dictionaries(
    st.sampled_from(["a", "A", "b/c", "b/C", "b/d", "é", "e\u0301"]), st.none() | st.sampled_from(DIGESTS)
)


def actions(root: Path, current: dict[str, FileState | None], desired: dict[str, FileState | None]) -> list[str]:
    return [f"{step.action} {step.path}" for step in steps_between(root, current, desired)]


@given(current=STATES, desired=STATES)
def test_the_steps_lead_from_one_state_to_the_other(
    tmp_path_factory: pytest.TempPathFactory, current: dict[str, FileState | None], desired: dict[str, FileState | None]
) -> None:
    paths = current.keys() | desired.keys()
    current, desired = ({path: one.get(path) for path in paths} for one in (current, desired))
    steps = steps_between(tmp_path_factory.getbasetemp(), current, desired)
    changed = {path for path in paths if digests(current)[path] != digests(desired)[path]}
    assert digests(states_before(steps)) == {path: digests(current)[path] for path in states_before(steps)}
    assert digests(states_after(steps)) == {path: digests(desired)[path] for path in states_after(steps)}
    assert set(states_after(steps)) == changed
    assert all(digests(current)[path] in seen for path, seen in states_between(steps).items())
    order = [list(Action).index(step.action) for step in steps]
    assert order == sorted(order)


def test_equal_states_need_no_step(tmp_path: Path) -> None:
    state = {"a": DIGESTS[0], "b": None}
    assert steps_between(tmp_path, state, dict(state)) == ()


def test_a_difference_in_mode_alone_is_no_change(tmp_path: Path) -> None:
    assert actions(tmp_path, {"a": DIGESTS[0]}, {"a": FileState("a" * 64, 0o755)}) == []


def test_folders_are_made_outermost_first_and_removed_innermost_first(tmp_path: Path) -> None:
    write(tmp_path, {"old/deep/a": "1"})
    found = actions(tmp_path, {"old/deep/a": DIGESTS[0], "n/e/w": None}, {"old/deep/a": None, "n/e/w": DIGESTS[0]})
    assert found == [
        "make-folder n",
        "make-folder n/e",
        "create n/e/w",
        "delete old/deep/a",
        "remove-folder old/deep",
        "remove-folder old",
    ]


def test_a_folder_that_holds_anything_else_stays(tmp_path: Path) -> None:
    write(tmp_path, {"old/a": "1", "old/.hidden": ""})
    assert actions(tmp_path, {"old/a": DIGESTS[0]}, {"old/a": None}) == ["delete old/a"]


def test_a_folder_that_receives_a_file_stays(tmp_path: Path) -> None:
    write(tmp_path, {"old/a": "1"})
    found = actions(tmp_path, {"old/a": DIGESTS[0], "old/b": None}, {"old/a": None, "old/b": DIGESTS[0]})
    assert found == ["create old/b", "delete old/a"]


def test_a_name_that_changes_in_case_is_renamed_and_not_deleted(tmp_path: Path) -> None:
    write(tmp_path, {"A.py": "1"})
    found = actions(tmp_path, {"A.py": DIGESTS[0], "a.py": None}, {"A.py": None, "a.py": DIGESTS[1]})
    assert found == ["replace A.py", "rename A.py"]


def test_a_file_where_a_folder_is_needed(tmp_path: Path) -> None:
    write(tmp_path, {"a": ""})
    with pytest.raises(RepositoryError, match="a is a file where a/b needs a folder"):
        steps_between(tmp_path, {"a/b": None}, {"a/b": DIGESTS[0]})


def test_a_link_where_a_folder_is_needed(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path.parent)
    with pytest.raises(RepositoryError, match="symbolic link"):
        steps_between(tmp_path, {"a/b": None}, {"a/b": DIGESTS[0]})


@pytest.mark.parametrize(("first", "second"), [("A.py", "a.PY"), ("é", "e\u0301"), ("straße", "STRASSE")])
def test_names_that_some_file_systems_do_not_tell_apart(first: str, second: str) -> None:
    assert fold(first) == fold(second)


@pytest.mark.parametrize(("first", "second"), [("a.py", "b.py"), ("é", "e"), ("a b", "a_b")])
def test_names_that_every_file_system_tells_apart(first: str, second: str) -> None:
    assert fold(first) != fold(second)


def test_taken_places(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "", "folder/x": ""})
    (tmp_path / "dangling").symlink_to("nowhere")
    taken = {path: is_taken(tmp_path, path, {"gone.py"}) for path in ("a.py", "folder", "dangling", "b.py", "x/y")}
    assert taken == {"a.py": True, "folder": True, "dangling": True, "b.py": False, "x/y": False}
    assert not is_taken(tmp_path, "a.py", {"a.py"})
    assert is_taken(tmp_path, "a.py", {"A.py"})
