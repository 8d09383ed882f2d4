"""Choosing, on plans of any shape: what is taken is complete, sure enough, and no more than what is needed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.model.errors import PlanError
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.plan import Edit, Group, Plan, Reach
from flowcodemod.model.reference import Role
from flowcodemod.stages.choose import choose

IDS = "abcdefgh"


def a_group(name: str, confidence: float, requires: tuple[str, ...], *, refused: bool = False) -> Group:
    edit = Edit(f"{name}.py", 0, 10, 1, "session_id", "flow_id")
    evidence = (Evidence(Kind.REJECTED),) if refused else ()
    return Group(name, confidence, Reach.LOCAL, evidence, (edit,), requires=requires)


def a_plan(*groups: Group) -> Plan:
    files = {edit.path: "0" * 64 for group in groups for edit in group.edits}
    return Plan("test", ".", "test", groups, (), (), files)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    ids = draw(st.lists(st.sampled_from(IDS), unique=True))
    return a_plan(
        *(
            a_group(
                one,
                draw(st.sampled_from([0.5, 0.89, 0.9, 0.96])),
                tuple(draw(st.lists(st.sampled_from(IDS), unique=True, max_size=3))),
                refused=draw(st.booleans()),
            )
            for one in ids
        )
    )


SLICES = st.lists(st.sampled_from([*(f"path={one}.py" for one in IDS), "path=[a-d].py"]), max_size=1)


@given(plans(), SLICES)
def test_what_is_taken_is_complete_and_sure(plan: Plan, only: list[str]) -> None:
    choice = choose(plan, 0.9, only)
    taken = {group.id for group in choice.plan.groups}
    for group in choice.plan.groups:
        assert set(group.requires) <= taken
        assert group.confidence >= 0.9
        assert not any(piece.kind is Kind.REJECTED for piece in group.evidence)
    assert not taken & choice.held.keys()
    assert choice.plan.files.keys() == {f"{one}.py" for one in taken}


@given(plans(), SLICES)
def test_each_group_that_waits_lacks_the_one_it_names(plan: Plan, only: list[str]) -> None:
    choice = choose(plan, 0.9, only)
    known = {group.id: group for group in plan.groups}
    taken = {group.id for group in choose(plan, 0.9, []).plan.groups}
    for group_id, lacking in choice.held.items():
        assert lacking in known[group_id].requires
        assert lacking not in taken


@given(plans(), SLICES)
def test_what_is_taken_in_is_required_by_what_is_taken(plan: Plan, only: list[str]) -> None:
    choice = choose(plan, 0.9, only)
    required = {other for group in choice.plan.groups for other in group.requires}
    assert choice.taken_in <= required


@given(plans())
def test_choosing_again_changes_nothing(plan: Plan) -> None:
    once = choose(plan, 0.9, []).plan
    assert choose(once, 0.9, []).plan == once


def test_a_group_waits_for_one_that_was_refused() -> None:
    plan = a_plan(a_group("a", 0.96, ("b",)), a_group("b", 0.96, (), refused=True), a_group("c", 0.96, ()))
    choice = choose(plan, 0.9, [])
    assert [group.id for group in choice.plan.groups] == ["c"]
    assert choice.held == {"a": "b"}


def test_a_group_that_is_named_needs_what_it_requires_all_the_same() -> None:
    plan = a_plan(a_group("a", 0.5, ("b",)), a_group("b", 0.5, ()))
    assert choose(plan, 0.9, ["group=a"]).held == {"a": "b"}
    assert {group.id for group in choose(plan, 0.9, ["group=a,b"]).plan.groups} == {"a", "b"}


@pytest.mark.parametrize("only", ["colour=red", "path", "path=", "=a", ""])
def test_a_slice_of_no_known_kind_is_refused(only: str) -> None:
    with pytest.raises(PlanError, match="write layer="):
        choose(replace(a_plan(), groups=()), 0.9, [only])


@pytest.mark.parametrize(
    ("only", "hint"), [("role=paramter", "did you mean 'parameter'"), ("role=key,banana", "no role 'banana'; known: ")]
)
def test_a_role_that_nobody_knows_is_refused(only: str, hint: str) -> None:
    with pytest.raises(PlanError, match=hint):
        choose(replace(a_plan(), groups=()), 0.9, [only])


def test_every_role_can_be_a_slice() -> None:
    assert not choose(a_plan(), 0.9, [f"role={','.join(role.value for role in Role)}"]).plan.groups
