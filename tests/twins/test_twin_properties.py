"""Generated programs that hold twins: nothing stands twice that did not before, and what compiled compiles."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowcodemod.readers.duplicates import added
from merging import settled, text_of

NAMES = st.sampled_from(["session_id", "flow_id", "kind", "import_session_id"])
VALUES = st.sampled_from(
    ["session_id", "flow_id", "x", "self.session_id", "self.flow_id", "g()", "'a'", "1", "x['session_id']"]
)
BOTH = ("session_id", "flow_id")


def names(least: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(NAMES, min_size=least, max_size=4, unique=True)


def joined(parts: st.SearchStrategy[list[str]], before: str, after: str) -> st.SearchStrategy[str]:
    return parts.map(lambda several: before + ", ".join(several) + after)


def named(form: str) -> st.SearchStrategy[list[str]]:
    return names().flatmap(
        lambda several: st.tuples(*[VALUES.map(lambda value, one=one: form.format(one, value)) for one in several]).map(
            list
        )
    )


EXPRESSIONS = st.one_of(
    joined(named('"{}": {}'), "{", "}"),
    joined(named("{}={}"), "f(", ")"),
    joined(names().map(lambda several: [repr(one) for one in several]), "{", "}"),
    joined(names().map(lambda several: [repr(one) for one in several]), "(", ",)"),
    st.lists(VALUES, min_size=2, max_size=3).map(" or ".join),
    st.lists(VALUES, min_size=2, max_size=3).map(" and ".join),
    st.tuples(VALUES, VALUES, VALUES).map(lambda three: f"{three[0]} if {three[1]} else {three[2]}"),
    st.tuples(NAMES, NAMES).map(lambda two: f'd.get("{two[0]}") or d.get("{two[1]}")'),
    st.tuples(NAMES, NAMES).map(lambda two: f'd.get("{two[0]}", d.get("{two[1]}"))'),
    VALUES,
)
STATEMENTS = st.one_of(
    st.tuples(NAMES, EXPRESSIONS).map(lambda two: [f"{two[0]} = {two[1]}"]),
    st.tuples(NAMES, EXPRESSIONS).map(lambda two: [f"self.{two[0]} = {two[1]}"]),
    st.tuples(VALUES, VALUES).map(lambda two: [f"if {two[0]}:", "    x = 1", f"elif {two[1]}:", "    x = 1"]),
    st.tuples(VALUES, NAMES, EXPRESSIONS).map(lambda three: [f"if not {three[0]}:", f"    {three[1]} = {three[2]}"]),
    EXPRESSIONS.map(lambda one: [f"return {one}"]),
    joined(names(), "from m import ", "").map(lambda one: [one]),
)


@st.composite
def functions(draw: st.DrawFn) -> list[str]:
    body = draw(st.lists(STATEMENTS, min_size=1, max_size=4))
    name = draw(st.sampled_from(["f", "g", "by_session_id", "by_flow_id"]))
    head = f"def {name}({', '.join(['self', *draw(names())])}):"
    return [head, *("    " + line for statement in body for line in statement)]


@st.composite
def classes(draw: st.DrawFn) -> list[str]:
    fields = [f"    {name}: {kind}" for name in draw(names()) for kind in [draw(st.sampled_from(["str", "int"]))]]
    methods = [f"    {line}" for function in draw(st.lists(functions(), max_size=2)) for line in function]
    return ["class A:", *fields, *methods]


@st.composite
def programs(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.one_of(functions(), classes()), min_size=1, max_size=3))
    calls = draw(st.lists(joined(st.lists(VALUES, min_size=1, max_size=3), "f(", ")"), max_size=2))
    return "\n".join([line for part in parts for line in part] + calls) + "\n"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs())
def test_nothing_stands_twice(text: str) -> None:
    try:
        compile(text, "before", "exec", dont_inherit=True)
    except SyntaxError:
        return
    with tempfile.TemporaryDirectory() as folder:
        settlement = settled(Path(folder) / "r", {"app.py": text})
        after = text_of(settlement, "app.py")
        compile(after, "after", "exec", dont_inherit=True)
        assert not added(text, after)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs())
def test_settled_once_is_settled(text: str) -> None:
    """What is left after everything moved moves no further: a second plan finds the same questions or nothing."""
    try:
        compile(text, "before", "exec", dont_inherit=True)
    except SyntaxError:
        return
    with tempfile.TemporaryDirectory() as folder:
        after = text_of(settled(Path(folder) / "one", {"app.py": text}), "app.py")
        again = settled(Path(folder) / "two", {"app.py": after})
        assert not added(after, text_of(again, "app.py"))
