"""The ratchet's promises, over generated findings."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.model.baseline import Accepted, accept, compare, fingerprinted
from flowcodemod.model.verdict import Finding, State

PATHS, SCOPES, TEXTS = ("a.py", "b.py", "c.py"), ("", "f", "A.g"), ("session_id", "sessionId")
places = st.tuples(st.sampled_from(PATHS), st.sampled_from(SCOPES), st.sampled_from(TEXTS))


def finding(path: str, scope: str, text: str, line: int = 1) -> Finding:
    return Finding(path, line, 1, line, 9, "FCM103", "residual-variable", "m", text=text, role="variable", scope=scope)


def laid_out(found: list[tuple[str, str, str]]) -> list[Finding]:
    """One finding a line, in the given order."""
    return [finding(*place, line=number) for number, place in enumerate(found, 1)]


findings = st.lists(places, max_size=10).map(laid_out)


def states(found: list[Finding], accepted: list[Accepted] | tuple[Accepted, ...]) -> Counter[State]:
    return Counter(one.state for one in compare(found, accepted).findings)


@given(findings)
def test_what_was_accepted_passes(found: list[Finding]) -> None:
    result = compare(found, accept(found))
    assert all(one.state is State.ACCEPTED for one in result.findings)
    assert result.vanished == ()


@given(findings, findings, st.randoms(use_true_random=False))
def test_order_plays_no_part(found: list[Finding], base: list[Finding], random: Random) -> None:
    accepted = list(accept(base))
    expected = compare(found, accepted)
    random.shuffle(found)
    random.shuffle(accepted)
    assert compare(found, accepted) == expected


@given(findings, findings)
def test_lines_play_no_part(found: list[Finding], base: list[Finding]) -> None:
    lower = [replace(one, line=one.line + 100, end_line=one.line + 100, column=7) for one in found]
    before = [(one.state, one.fingerprint) for one in compare(found, accept(base)).findings]
    assert [(one.state, one.fingerprint) for one in compare(lower, accept(base)).findings] == before


@given(findings, findings)
def test_every_new_finding_is_paid_by_one_that_vanished_or_fails(found: list[Finding], base: list[Finding]) -> None:
    """Per code, role and text: what fails is exactly what there is more of than before."""
    now, before = Counter(one.text for one in found), Counter(one.text for one in base)
    failing = Counter(one.text for one in compare(found, accept(base)).findings if one.state is State.NEW)
    assert failing == now - before
    assert len(compare(found, accept(base)).vanished) == (before - now).total()


@given(findings, places)
def test_one_more_always_fails(base: list[Finding], place: tuple[str, str, str]) -> None:
    assert states([*base, finding(*place, line=99)], [*accept(base)])[State.NEW] == 1


@given(findings.filter(bool), st.data())
def test_one_less_always_passes(base: list[Finding], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(base) - 1))
    result = compare(base[:gone] + base[gone + 1 :], accept(base))
    assert all(one.state is State.ACCEPTED for one in result.findings)
    assert len(result.vanished) == 1


@given(findings, places)
def test_swapping_one_text_for_another_fails(base: list[Finding], place: tuple[str, str, str]) -> None:
    path, scope, text = place
    mine = finding(path, scope, text, 98)
    other = replace(mine, text=next(one for one in TEXTS if one != text))
    assert states([*base, other], [*accept([*base, mine])])[State.NEW] == 1


@given(findings, places)
def test_swapping_one_role_for_another_fails(base: list[Finding], place: tuple[str, str, str]) -> None:
    mine = finding(*place, line=98)
    other = replace(mine, code="FCM104", role="attribute")
    assert states([*base, other], [*accept([*base, mine])])[State.NEW] == 1


@given(findings, st.sampled_from(PATHS))
def test_a_renamed_file_passes(base: list[Finding], path: str) -> None:
    renamed = [replace(one, path="renamed.py") if one.path == path else one for one in base]
    assert states(renamed, [*accept(base)])[State.NEW] == 0


@given(findings, places, st.sampled_from(SCOPES))
def test_a_move_is_paid_once(base: list[Finding], place: tuple[str, str, str], scope: str) -> None:
    """One vanished finding pays for one like it in another scope, never for two."""
    path, _, text = place
    old, new = finding("old.py", "", text, 98), finding(path, f"{scope}.new", text, 99)
    accepted = [*accept([*base, old])]
    assert states([*base, new], accepted)[State.NEW] == 0
    assert states([*base, new, replace(new, line=100)], accepted)[State.NEW] == 1


@given(findings, findings, findings)
def test_the_union_of_two_branches_accepts_what_either_did(
    base: list[Finding], ours: list[Finding], theirs: list[Finding]
) -> None:
    """Each branch's own tree still passes, and nothing passes that neither accepted."""
    left, right = accept([*base, *ours]), accept([*base, *theirs])
    union = left.keys() | right.keys()
    for tree in ([*base, *ours], [*base, *theirs]):
        assert states(tree, tuple(union))[State.NEW] == 0
    assert union - left.keys() <= right.keys()


@given(findings.filter(bool))
def test_a_tightened_baseline_does_not_take_back(base: list[Finding]) -> None:
    fewer = base[1:]
    assert states(base, [*accept(fewer)])[State.NEW] == 1


def test_only_what_vanished_in_this_change_pays() -> None:
    """A stale baseline is no purse: with the base of the change known, what went earlier pays for nothing."""
    old, new = finding("a.py", "f", "session_id"), finding("b.py", "g", "session_id")
    baseline = tuple(accept([old]))
    (paid,) = compare([new], baseline, before=tuple(accept([old]))).findings
    assert paid.state is State.MOVED
    stale = compare([new], baseline, before=())
    assert [one.state for one in stale.findings] == [State.NEW]
    assert stale.vanished == baseline


def test_some_files_say_nothing_about_the_others() -> None:
    base = laid_out([("a.py", "", "session_id"), ("b.py", "", "session_id")])
    result = compare([finding("c.py", "", "session_id")], accept(base), judged=lambda path: path == "c.py")
    assert [one.state for one in result.findings] == [State.NEW]
    assert result.vanished == ()


def test_fingerprints_are_unique_and_stable() -> None:
    twice = fingerprinted(laid_out([("a.py", "f", "session_id")] * 2))
    assert len({one.fingerprint for one in twice}) == 2
    assert twice[0].fingerprint == "cca84c82d63fdcc9"  # people have committed it


@pytest.mark.parametrize("field", ["code", "path", "scope", "role", "text"])
def test_each_field_counts(field: str) -> None:
    entry = Accepted("FCM103", "a.py", "f", "variable", "session_id", 0)
    assert replace(entry, **{field: "other"}).fingerprint != entry.fingerprint
    assert replace(entry, ordinal=1).fingerprint != entry.fingerprint
