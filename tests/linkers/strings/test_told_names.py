"""A decorated function and the text that says its name move together or not at all."""

from pathlib import Path

import pytest

from pipeline import renamed

TOOL = "from tools import tool\n\n\n@tool\ndef ask_session_id() -> str:\n    return ''\n"
NESTED = (
    "from tools import run, tool\n\n\ndef test_a():\n    @tool\n    def ask_session_id() -> str:\n        return ''\n\n"
    "    {}\n"
)
PLAIN = "from tools import run\n\n\ndef ask_session_id() -> str:\n    return ''\n\n\nRUNS = run(ask_session_id)\n{}\n"


@pytest.mark.parametrize(
    "text",
    [
        'run([ask_session_id], {"name": "ask_session_id"})',
        'run([ask_session_id], name="ask_session_id")',
        'assert run([ask_session_id])[0].name == "ask_session_id"',
        'run([ask_session_id]).call_tool("ask_session_id", {})',
    ],
)
def test_a_name_around_the_text(tmp_path: Path, text: str) -> None:
    after = renamed(tmp_path, {"test_app.py": NESTED.format(text)})["test_app.py"]
    assert after == NESTED.format(text).replace("session_id", "flow_id")


def test_a_name_that_the_file_imports(tmp_path: Path) -> None:
    text = 'from app import ask_session_id\n\n\ndef test_a():\n    assert ask_session_id.name == "ask_session_id"\n'
    after = renamed(tmp_path, {"app.py": TOOL, "test_app.py": text})
    assert ("ask_flow_id" in after["app.py"]) == ('"ask_flow_id"' in after["test_app.py"])
    assert ('"ask_session_id"' in after["test_app.py"]) == ("def ask_session_id" in after["app.py"])


@pytest.mark.parametrize(
    "text",
    [
        NESTED.format('run([ask_session_id], {"key": "ask_session_id"})'),
        NESTED.format("return ask_session_id") + '\n\ndef test_b():\n    run({"name": "ask_session_id"})\n',
        NESTED.format('run([ask_session_id]).append("ask_session_id")'),
        PLAIN.format('run(RUNS).call_tool("ask_session_id")'),
        PLAIN.format('NAME = {"name": "ask_session_id"}'),
        'from tools import run\n\nrun({"name": "ask_session_id"})\n',
    ],
)
def test_other_texts_are_tied_to_no_function(tmp_path: Path, text: str) -> None:
    assert '"ask_session_id"' in renamed(tmp_path, {"test_app.py": text})["test_app.py"]


def test_a_tool_that_another_function_registers(tmp_path: Path) -> None:
    text = NESTED.format("return ask_session_id") + '\n\ndef test_b():\n    test_a().call_tool("ask_session_id")\n'
    assert renamed(tmp_path, {"test_app.py": text})["test_app.py"] == text.replace("session_id", "flow_id")


def test_one_of_two_tools_of_a_name_is_not_guessed(tmp_path: Path) -> None:
    other = NESTED.format("return ask_session_id").partition("def test_a")[2]
    text = NESTED.format("return ask_session_id") + f"\n\ndef test_c{other}"
    text += '\n\ndef test_b():\n    test_a().call_tool("ask_session_id")\n'
    assert 'call_tool("ask_session_id")' in renamed(tmp_path, {"test_app.py": text})["test_app.py"]
