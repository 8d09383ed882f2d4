"""The codemod that merges makes the groups with a merge, whole, and no others."""

import libcst as cst
import pytest
from libcst.codemod import CodemodContext

from flowcodemod.codemods.merge_twins import MergeTwinsCommand

ALIAS = "def f(x):\n    flow_id = x\n    session_id = flow_id  # the old one\n    return session_id\n"


def transformed(text: str) -> str:
    return (
        MergeTwinsCommand(CodemodContext(), old="session_id", new="flow_id")
        .transform_module(cst.parse_module(text))
        .code
    )


def test_merge() -> None:
    assert transformed(ALIAS) == "def f(x):\n    flow_id = x\n    # the old one\n    return flow_id\n"


@pytest.mark.parametrize(
    "text",
    [
        "def f(x):\n    session_id = x\n    return session_id\n",
        "def f(x, y):\n    session_id = x\n    flow_id = y\n    return session_id, flow_id\n",
        'd = {"session_id": a, "flow_id": b}\n',
    ],
)
def test_nothing_to_merge(text: str) -> None:
    assert transformed(text) == text


def test_only_the_group_with_the_merge() -> None:
    other = "def g(x):\n    session_id = x\n    return session_id\n"
    assert transformed(ALIAS + other).endswith(other)
