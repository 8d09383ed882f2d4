"""Records that nobody edits: outputs of notebooks, and scripts that a build made."""

import json

import pytest

from flowcodemod.readers.recorded import recorded

CELLS = {
    "cells": [
        {"outputs": [{"text": ["a ] session_id"], "data": [["session_id"]]}], "source": ["load(session_id)"]},
        {"outputs": [], "source": ["session_id = 1"]},
    ]
}
NOTEBOOK = json.dumps(CELLS, indent=1)


def reasons(path: str, text: str) -> list[bool]:
    """Whether each `session_id` of a text is a record, in their order."""
    record = recorded(path, text)
    starts = [place for place in range(len(text)) if text.startswith("session_id", place)]
    return [bool(record(start)) for start in starts]


def test_outputs_are_recorded_and_sources_are_written() -> None:
    assert reasons("a.ipynb", NOTEBOOK) == [True, True, False, False]


@pytest.mark.parametrize("cut", [NOTEBOOK[: NOTEBOOK.index("load")], NOTEBOOK.replace("outputs", "results")])
def test_a_notebook_that_is_broken_has_no_more_outputs_than_it_opens(cut: str) -> None:
    assert reasons("a.ipynb", cut).count(True) == (2 if "outputs" in cut else 0)


@pytest.mark.parametrize("path", ["a.json", "a.py", "a.md"])
def test_other_files_hold_no_outputs(path: str) -> None:
    assert not any(reasons(path, NOTEBOOK))


@pytest.mark.parametrize("path", ["static/main.js", "a.mjs", "a.css", "report.html"])
def test_a_script_with_a_line_that_nobody_can_read_was_built(path: str) -> None:
    assert reasons(path, "a(session_id);" + "b();" * 1500) == [True]


@pytest.mark.parametrize(
    ("path", "text"),
    [("a.js", "a(session_id);\n" * 600), ("a.py", "a(session_id);" + "b();" * 1500), ("a.ts", "a(session_id)")],
)
def test_a_script_that_is_written_line_by_line_was_not(path: str, text: str) -> None:
    assert not any(reasons(path, text))


@pytest.mark.parametrize(
    ("path", "text", "made"),
    [
        ("cassettes/a.json", '{"http_interactions": [{"body": "session_id"}], "recorded_with": "betamax"}', True),
        ("cassettes/a.yaml", "interactions:\n- request:\n    body: session_id\n", True),
        ("data/a.json", '{"interactions": [{"body": "session_id"}]}', False),
        ("data/a.yaml", "interactions:\n- session_id\n", False),
    ],
)
def test_what_a_server_answered_to_a_test_is_recorded(path: str, text: str, *, made: bool) -> None:
    assert reasons(path, text) == [made]
