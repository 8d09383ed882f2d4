"""plan.json: equal plans give equal bytes, everything comes back, and nothing broken or hostile is taken."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from flowcodemod.model.errors import PlanError
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.plan import Edit, Group, NotEdited, Operation, OperationKind, Plan, Reach, Reason
from flowcodemod.model.reference import Role
from flowcodemod.repo.plans import load_plan, write_plan

DIGEST = "0" * 64
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAME = st.text(st.sampled_from("abcdé_"), min_size=1, max_size=5)
PATH = st.lists(NAME, min_size=1, max_size=3).map("/".join)


def sample() -> Plan:
    edit = Edit("app/a.py", 4, 14, 1, "session_id", "flow_id")
    evidence = (Evidence(Kind.RESOLVED, "app/a.py:1"), Evidence(Kind.LOCAL_BINDING))
    return Plan(
        made_by="flowcodemod 0.1.0",
        root="/code",
        campaign="session-to-flow",
        groups=(Group("g1", 0.99, Reach.LOCAL, evidence, (edit,), (Role.VARIABLE,), ("g2",)),),
        operations=(Operation(OperationKind.MOVE, "app/session_id.py", "app/flow_id.py", group="g1"),),
        not_edited=(NotEdited("README.md", 3, 1, "session_id", Role.PROSE, Reason.QUESTION, "both names"),),
        files={"app/a.py": DIGEST},
    )


def document(**changes: object) -> dict[str, Any]:
    return json.loads(write_plan(sample())) | changes


def load(value: object) -> Plan:
    return load_plan(json.dumps(value).encode())


def test_interface_is_what_the_documents_promise() -> None:
    assert write_plan(sample()).decode() == snapshot("""\
{
 "schema_version": 1,
 "made_by": "flowcodemod 0.1.0",
 "root": "/code",
 "campaign": "session-to-flow",
 "groups": [
  {
   "id": "g1",
   "confidence": 0.99,
   "tier": "confident",
   "reach": "local",
   "roles": [
    "variable"
   ],
   "requires": [
    "g2"
   ],
   "places": 0,
   "evidence": [
    {
     "kind": "local-binding",
     "detail": "",
     "text": "local-binding: bound inside one function, where every use can be seen"
    },
    {
     "kind": "resolved",
     "detail": "app/a.py:1",
     "text": "resolved: the type checker shows its definition in this repository (app/a.py:1)"
    }
   ],
   "edits": [
    {
     "path": "app/a.py",
     "start": 4,
     "end": 14,
     "line": 1,
     "old": "session_id",
     "new": "flow_id"
    }
   ]
  }
 ],
 "operations": [
  {
   "kind": "move",
   "path": "app/session_id.py",
   "target": "app/flow_id.py",
   "content": "",
   "detail": "",
   "group": "g1"
  }
 ],
 "not_edited": [
  {
   "path": "README.md",
   "line": 3,
   "column": 1,
   "text": "session_id",
   "role": "prose",
   "reason": "question",
   "detail": "both names",
   "candidate": "",
   "group": ""
  }
 ],
 "files": {
  "app/a.py": "0000000000000000000000000000000000000000000000000000000000000000"
 }
}
""")


def test_plan_comes_back() -> None:
    loaded = load_plan(write_plan(sample()))
    assert write_plan(loaded) == write_plan(sample())
    assert loaded.groups[0].edits == sample().groups[0].edits
    assert set(loaded.groups[0].evidence) == set(sample().groups[0].evidence)


@given(st.lists(st.tuples(PATH, st.integers(0, 50), TEXT, TEXT), max_size=8), st.randoms())
def test_order_of_what_was_planned_does_not_matter(raw: list[tuple[str, int, str, str]], random: Any) -> None:
    spaced = [
        Edit(path, n * 1000 + start, n * 1000 + start + len(old), 1, old, new)
        for n, (path, start, old, new) in enumerate(raw)
    ]
    groups = [Group(f"g{n}", 0.5, Reach.LOCAL, (), (edit,)) for n, edit in enumerate(spaced)]
    plan = replace(sample(), groups=tuple(groups))
    random.shuffle(groups)
    assert write_plan(replace(plan, groups=tuple(groups))) == write_plan(plan)
    assert load_plan(write_plan(plan)).edits() == plan.edits()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../outside",
        "app/../../outside",
        "app//a.py",
        "./a.py",
        "app/.",
        "app\\a.py",
        "C:\\a.py",
        "app/a\n.py",
        "app/\x1b[31m.py",
        ".git/config",
        "sub/.GIT/hooks/pre-commit",
        ".git./config",
        "git~1/config",
        "a\u202epy.exe",
        "\ud800",
    ],
)
@pytest.mark.parametrize("where", ["edit", "move", "target", "create", "delete", "not_edited", "files"])
def test_paths_that_lead_elsewhere_are_refused(path: str, where: str) -> None:
    plan = document()
    if where == "edit":
        plan["groups"][0]["edits"][0]["path"] = path
    elif where == "target":
        plan["operations"][0]["target"] = path
    elif where == "not_edited":
        plan["not_edited"][0]["path"] = path
    elif where == "files":
        plan["files"] = {path: DIGEST}
    else:
        plan["operations"] = [{"kind": where, "path": path, "target": "b.py", "content": ""}]
    with pytest.raises(PlanError, match=r"path|surrogate"):
        load(plan)


@pytest.mark.parametrize(
    "path", ["a.py", ".github/workflows/ci.yml", "a b/c'd.py", "...", ".gitignore", "café.py", "a.git/x"]
)
def test_ordinary_paths_are_taken(path: str) -> None:
    plan = document(files={path: DIGEST})
    plan["groups"][0]["edits"][0]["path"] = path
    assert load(plan).edits()[0].path == path


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema_version", 2),
        ("schema_version", "1"),
        ("schema_version", True),
        ("made_by", None),
        ("groups", {}),
        ("groups", [1]),
        ("operations", [{"kind": "chmod", "path": "a.py"}]),
        ("operations", [{"kind": "move", "path": "a.py"}]),
        ("operations", [{"kind": "create", "path": "a.py"}]),
        ("not_edited", [{"path": "a.py"}]),
        ("files", []),
        ("files", {"a.py": "abc"}),
        ("files", {"a.py": DIGEST.upper().replace("0", "F")}),
    ],
)
def test_wrong_fields_are_refused_by_name(key: str, value: object) -> None:
    with pytest.raises(PlanError, match=key):
        load(document(**{key: value}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", ""),
        ("confidence", 1.5),
        ("confidence", "0.9"),
        ("confidence", True),
        ("tier", "manual"),
        ("reach", "far"),
        ("evidence", [{"kind": "hunch"}]),
        ("roles", ["hat"]),
        ("requires", "g2"),
    ],
)
def test_wrong_fields_of_a_group_are_refused(key: str, value: object) -> None:
    plan = document()
    plan["groups"][0][key] = value
    with pytest.raises(PlanError, match=r"group"):
        load(plan)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("start", -1),
        ("start", 4.0),
        ("start", 2**60),
        ("end", 3),
        ("end", 15),
        ("line", 0),
        ("old", 5),
        ("new", "\ud800"),
    ],
)
def test_wrong_fields_of_an_edit_are_refused(key: str, value: object) -> None:
    plan = document()
    plan["groups"][0]["edits"][0][key] = value
    with pytest.raises(PlanError, match=r"groups\[0\]\.edits\[0\]"):
        load(plan)


@pytest.mark.parametrize("spans", [[(0, 5), (4, 8)], [(0, 5), (0, 5)], [(3, 3), (3, 3)]])
def test_overlapping_edits_are_a_broken_plan(spans: list[tuple[int, int]]) -> None:
    edits = tuple(Edit("a.py", start, end, 1, "x" * (end - start), "y") for start, end in spans)
    groups = tuple(Group(f"g{n}", 0.9, Reach.LOCAL, (), (edit,)) for n, edit in enumerate(edits))
    with pytest.raises(PlanError, match="overlap"):
        write_plan(replace(sample(), groups=groups))


@pytest.mark.parametrize("spans", [[(0, 5), (5, 8)], [(0, 5), (5, 5)], [(3, 3), (3, 6)], [(0, 5)]])
def test_edits_that_touch_do_not_overlap(spans: list[tuple[int, int]]) -> None:
    edits = tuple(Edit("a.py", start, end, 1, "x" * (end - start), "y") for start, end in spans)
    plan = replace(sample(), groups=(Group("g", 0.9, Reach.LOCAL, (), edits),))
    assert load_plan(write_plan(plan)).edits() == edits


def test_same_place_in_two_files_is_no_overlap() -> None:
    edits = (Edit("a.py", 0, 1, 1, "x", "y"), Edit("b.py", 0, 1, 1, "x", "y"))
    plan = replace(sample(), groups=(Group("g", 0.9, Reach.LOCAL, (), edits),))
    assert load_plan(write_plan(plan)).edits() == edits


def test_two_groups_of_one_name_are_refused() -> None:
    plan = document()
    plan["groups"] = [plan["groups"][0], {**plan["groups"][0], "edits": []}]
    with pytest.raises(PlanError, match="twice"):
        load(plan)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[" * 100_000 + b"]" * 100_000, "nests too deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nests too deep"),
        (b"\xff\xfe{}", "is not JSON"),
        (b"", "is not JSON"),
        (b"[]", "must be a JSON object"),
        (b'{"schema_version": 1, "schema_version": 1}', "twice"),
        (b'{"schema_version": NaN}', "NaN"),
        (b'{"schema_version": ' + b"9" * 5000 + b"}", "is not JSON"),
        (b'{"made_by": "x"}', "schema_version: is missing"),
    ],
)
def test_what_is_no_plan_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(PlanError, match=message):
        load_plan(data)


@given(st.binary(max_size=60))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with pytest.raises(PlanError):
        load_plan(data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
        max_leaves=5,
    ),
    st.sampled_from(sorted(document())),
)
def test_no_value_of_a_field_crashes_the_reader(value: object, key: str) -> None:
    try:
        plan = load(document(**{key: value}))
    except PlanError:
        return
    assert load_plan(write_plan(plan)).files == plan.files
