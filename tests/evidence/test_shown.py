"""A text that shows the very thing it names goes with it, whatever most code of that name does."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        class Answer:
            session_id: str

        def ask() -> Answer: ...
        """,
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
# Most code of that name is the vendor's.
THEIRS = (
    "from vendor import Answer, ask\n\nANSWERS = [ask()]\n\n\ndef check(one: Answer, other: Answer) -> bool:\n"
    "    return one.session_id == other.session_id != ANSWERS[0].session_id\n\n\n"
)
OURS = 'class RunState:\n    """{}"""\n\n    session_id: str = ""\n\n\n'
SHOW = "def show(state: RunState) -> str:\n    return {}\n\n\n"


def _after(tmp_path: Path, text: str, test: str = "") -> dict[str, str]:
    lay(tmp_path, SITE)
    files = {"app.py": THEIRS + text, "tests/test_app.py": test}
    return renamed(tmp_path / "repository", files, python=tmp_path / "site")


@pytest.mark.parametrize(
    "shown",
    [
        'f"run, session_id={state.session_id}"',
        'f"run, session_id: {state.session_id!r} is"',
        '(\n        "a run, "\n        f"session_id={state.session_id:>3}"\n    )',
    ],
)
def test_a_label_goes_with_the_value_beside_it(tmp_path: Path, shown: str) -> None:
    text = OURS.format("A run.") + SHOW.format(shown)
    assert text.replace("session_id", "flow_id") in _after(tmp_path, text)["app.py"]


@pytest.mark.parametrize(
    "shown",
    [
        'f"run, session_id={ANSWERS[0].session_id}"',
        'f"run, session_id={state}"',
        'f"run {state.session_id}, the session_id"',
    ],
)
def test_any_other_label_does_what_most_code_does(tmp_path: Path, shown: str) -> None:
    after = _after(tmp_path, OURS.format("A run.") + SHOW.format(shown))["app.py"]
    assert "session_id={" in after or "the session_id" in after


def test_a_test_expects_the_label_that_the_code_writes(tmp_path: Path) -> None:
    text = OURS.format("A run.") + SHOW.format('f"run, session_id={state.session_id}"')
    test = 'from app import RunState, show\n\n\ndef test_a():\n    assert show(RunState()) == "run, session_id="\n'
    assert '"run, flow_id="' in _after(tmp_path, text, test)["tests/test_app.py"]


@pytest.mark.parametrize("shown", ["ANSWERS[0].session_id", "state"])
def test_a_test_expects_the_label_that_stays(tmp_path: Path, shown: str) -> None:
    text = OURS.format("A run.") + SHOW.format(f'f"run, session_id={{{shown}}}"')
    test = 'from app import RunState, show\n\n\ndef test_a():\n    assert show(RunState()) == "run, session_id="\n'
    assert '"run, session_id="' in _after(tmp_path, text, test)["tests/test_app.py"]


@pytest.mark.parametrize("receiver", ["self", "run_state", "state"])
def test_a_class_documents_its_own_attribute(tmp_path: Path, receiver: str) -> None:
    text = OURS.format(f"A run: print({receiver}.session_id).")
    assert f"print({receiver}.flow_id)" in _after(tmp_path, text)["app.py"]


@pytest.mark.parametrize("receiver", ["answer", "message"])
def test_a_class_documents_what_others_have(tmp_path: Path, receiver: str) -> None:
    text = OURS.format(f"A run: print({receiver}.session_id).")
    assert f"print({receiver}.session_id)" in _after(tmp_path, text)["app.py"]


MODEL = (
    "import json\nfrom dataclasses import asdict, dataclass\n\n\n@dataclass\nclass Run:\n    session_id: str\n"
    "    name: str\n\n\n"
)
DUMP = "def dump(run: Run) -> bytes:\n    return json.dumps(asdict(run)).encode()\n"


@pytest.mark.parametrize("text", ['{"session_id":"a","name":"b"}', '{"session_id": "a", "name": "b"}'])
def test_json_in_a_test_follows_with_and_without_blanks(tmp_path: Path, text: str) -> None:
    test = f"from model import Run, dump\n\n\ndef test_dump():\n    assert dump(Run('a', 'b')) == b'{text}'\n"
    after = renamed(tmp_path / "repository", {"model.py": MODEL + DUMP, "tests/test_model.py": test})
    assert text.replace("session_id", "flow_id") in after["tests/test_model.py"]


def test_a_recorded_message_of_a_protocol_stays(tmp_path: Path) -> None:
    test = "from model import Run, dump\n\n\ndef test_dump():\n    assert dump(Run('a', 'b')) != "
    test += '\'0{"session_id":"a"}\'\n'
    after = renamed(tmp_path / "repository", {"model.py": MODEL + DUMP, "tests/test_model.py": test})
    assert '0{"session_id":"a"}' in after["tests/test_model.py"]


KEYS = "def read(payload):\n    if payload.get('is_shared') or 'authorizations' in payload:\n        return None\n"
KEYS += "    return payload['session_id']\n"


def test_a_docstring_that_writes_a_key_stays_with_the_keys_of_its_file(tmp_path: Path) -> None:
    ours = "def make(session_id):\n    data = {'session_id': session_id}\n    return data['session_id']\n"
    theirs = 'def use(session_id):\n    """Read `{"session_id": 1}`."""\n    return session_id\n\n\n' + KEYS
    after = renamed(tmp_path / "repository", {"ours.py": ours, "theirs.py": theirs})
    assert "payload['session_id']" in after["theirs.py"]
    assert '{"session_id": 1}' in after["theirs.py"]


def test_a_docstring_that_writes_a_key_moves_with_the_keys_of_its_file(tmp_path: Path) -> None:
    text = 'def make(session_id):\n    """Make `{"session_id": 1}`."""\n    data = {"session_id": session_id}\n'
    after = renamed(tmp_path / "repository", {"ours.py": text + '    return data["session_id"]\n'})
    assert '`{"flow_id": 1}`' in after["ours.py"]


@pytest.mark.parametrize(
    ("text", "wanted"), [("tool call ID", "flow REF"), ("Tool Call ID", "Flow REF"), ("Tool call ID", "Tool call ID")]
)
def test_words_whose_capitals_would_not_come_back_stay(tmp_path: Path, text: str, wanted: str) -> None:
    code = f"def f(tool_call_id):\n    # {text} of it\n    return tool_call_id\n"
    assert f"# {wanted} of" in renamed(tmp_path, {"app.py": code}, old="tool_call_id", new="flow_ref")["app.py"]
