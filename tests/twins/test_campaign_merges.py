"""Merges that change behaviour happen only as the campaign says; answers in the decisions file are honoured."""

from pathlib import Path

import pytest

from flowcodemod.model.decision import Answer, Decision
from flowcodemod.repo.decisions import record_decisions
from flowcodemod.repo.settings import load_campaign
from merging import merged, questions, settled, settled_again, text_of

ONE_STEP = (
    'def handle_flow_event(data):\n    flow_id = data.get("flow_id") or data.get("session_id")\n    return flow_id\n'
)
DEFAULT = 'def load(data):\n    flow_id = data.get("flow_id", data.get("session_id"))\n    return flow_id\n'
STEPS = (
    "def handle_flow_event(self, data):\n"
    "    flow_id = data.get('flow_id')\n"
    "    if not flow_id:\n"
    "        session_id = data.get('session_id')\n"
    "        if session_id:\n"
    "            flow_id = self.convert(session_id)\n"
    "    return flow_id\n"
)
REFUSING = STEPS.replace("    return", '    if not flow_id:\n        raise ValueError("no flow")\n    return')
RAISED = '    if not flow_id:\n        raise ValueError("flow_id is required{}")\n'
HEAD = "def handle_flow_event(self, data):\n    flow_id = data.get('flow_id')\n"

DROPPED = {
    "one step": (ONE_STEP, 'def handle_flow_event(data):\n    flow_id = data.get("flow_id")\n    return flow_id\n'),
    "a default": (DEFAULT, 'def load(data):\n    flow_id = data.get("flow_id")\n    return flow_id\n'),
    "two steps": (STEPS, HEAD + "    return flow_id\n"),
    "in a return": (
        'def f(d):\n    return d["flow_id"] or d["session_id"]\n',
        'def f(d):\n    return d["flow_id"]\n',
    ),
}
EVENTS = " for all flow events"
RAISING = {
    "one step": (
        ONE_STEP,
        'def handle_flow_event(data):\n    flow_id = data.get("flow_id")\n'
        + RAISED.format(EVENTS)
        + "    return flow_id\n",
    ),
    "a default": (
        DEFAULT,
        'def load(data):\n    flow_id = data.get("flow_id")\n' + RAISED.format("") + "    return flow_id\n",
    ),
    "two steps": (STEPS, HEAD + RAISED.format(EVENTS) + "    return flow_id\n"),
    "two steps that refuse already": (REFUSING, HEAD + RAISED.format(EVENTS) + "    return flow_id\n"),
    "carriage returns": (
        STEPS.replace("\n", "\r\n"),
        (HEAD + RAISED.format(EVENTS) + "    return flow_id\n").replace("\n", "\r\n"),
    ),
}
OTHER = {
    "another object": 'x = a.get("flow_id") or b.get("session_id")\n',
    "the old one first": 'x = a.get("session_id") or a.get("flow_id")\n',
    "something else in the steps": STEPS.replace("        if session", "        log(data)\n        if session"),
    "an else": STEPS.replace("    return", "    else:\n        log(1)\n    return"),
}


@pytest.mark.parametrize("name", DROPPED)
def test_dropped(tmp_path: Path, name: str) -> None:
    before, after = DROPPED[name]
    assert merged(tmp_path / "r", before, '[merge]\nfallback = "drop"\n') == after


@pytest.mark.parametrize("name", RAISING)
def test_raising(tmp_path: Path, name: str) -> None:
    before, after = RAISING[name]
    assert merged(tmp_path / "r", before, '[merge]\nfallback = "raise"\n') == after


@pytest.mark.parametrize("policy", ["ask", "keep"])
@pytest.mark.parametrize("before", [ONE_STEP, DEFAULT, STEPS, REFUSING])
def test_stays(tmp_path: Path, before: str, policy: str) -> None:
    assert merged(tmp_path / "r", before, f'[merge]\nfallback = "{policy}"\n') == before


@pytest.mark.parametrize("name", OTHER)
def test_no_fallback_of_one_object(tmp_path: Path, name: str) -> None:
    """Nothing is dropped: every line of the code is still there."""
    after = merged(tmp_path / "r", OTHER[name], '[merge]\nfallback = "drop"\n')
    assert len(after.splitlines()) == len(OTHER[name].splitlines())
    assert after.count("get(") == OTHER[name].count("get(")


REQUIRED = {
    "Optional": ("flow_id: Optional[str] = None", "flow_id: str"),
    "a union": ("flow_id: str | None = None", "flow_id: str"),
    "a field": ("flow_id: str | None = Field(default=None, alias='f')", "flow_id: str = Field(alias='f')"),
    "required already": ("flow_id: str", "flow_id: str"),
    "another default": ("flow_id: str = 'x'", "flow_id: str = 'x'"),
}


@pytest.mark.parametrize("name", REQUIRED)
def test_required(tmp_path: Path, name: str) -> None:
    before, after = REQUIRED[name]
    text = f"class U(Base):\n    session_id: Optional[str] = None\n    {before}\n"
    assert merged(tmp_path / "r", text, '[merge]\nrequired = ["U.flow_id"]\n') == f"class U(Base):\n    {after}\n"


def test_required_where_it_is_renamed(tmp_path: Path) -> None:
    before = "class U(Base):\n    session_id: Optional[str] = None\n"
    after = "class U(Base):\n    flow_id: str\n"
    assert merged(tmp_path / "r", before, '[merge]\nrequired = ["U.flow_id"]\n') == after


@pytest.mark.parametrize("text", ["class V(Base):\n    session_id: str | None = None\n"])
def test_another_class_stays_optional(tmp_path: Path, text: str) -> None:
    after = "class V(Base):\n    flow_id: str | None = None\n"
    assert merged(tmp_path / "r", text, '[merge]\nrequired = ["U.flow_id"]\n') == after


def test_dataclass_keeps_its_order(tmp_path: Path) -> None:
    before = "@dataclass\nclass U:\n    a: int = 1\n    session_id: str | None = None\n"
    after = before.replace("session_id", "flow_id")
    assert merged(tmp_path / "r", before, '[merge]\nrequired = ["U.flow_id"]\n') == after


KEYS = 'd = {"session_id": a, "flow_id": b}\n'
CALLS = "def f(session_id, flow_id):\n    return flow_id\n\n\nf(1, 2)\n"


@pytest.mark.parametrize(
    ("before", "answer", "after"),
    [
        (KEYS, Answer.KEEP_NEW, 'd = {"flow_id": b}\n'),
        (KEYS, Answer.KEEP_OLD, 'd = {"flow_id": a}\n'),
        (KEYS, Answer.KEEP_BOTH, KEYS),
        (KEYS, Answer.LATER, KEYS),
        (CALLS, Answer.KEEP_NEW, "def f(flow_id):\n    return flow_id\n\n\nf(2)\n"),
        (CALLS, Answer.KEEP_OLD, "def f(flow_id):\n    return flow_id\n\n\nf(1)\n"),
        (CALLS, Answer.KEEP_BOTH, CALLS),
    ],
)
def test_answers(tmp_path: Path, before: str, answer: Answer, after: str) -> None:
    root = tmp_path / "r"
    asked = questions(settled(root, {"app.py": before}))
    assert asked
    name = asked[0].partition("decide ")[2][:16]
    record_decisions(root, [Decision(name, answer, "they told us", "a person")])
    again = settled_again(root, load_campaign(str(root.with_suffix(".toml")), None, None, root, {}))
    assert text_of(again, "app.py") == after


def test_a_question_names_both_values_and_the_choices(tmp_path: Path) -> None:
    (asked,) = questions(settled(tmp_path / "r", {"app.py": KEYS}))
    assert asked.startswith("session_id: app.py:1: the old one gets a, the new one b; decide ")
    assert asked.endswith(": keep-old, keep-new or keep-both")
