"""Keys of workflows: what an action of somebody else's is given stays, and so do words before `=`."""

from pathlib import Path

import pytest

from pipeline import renamed

STEP = "jobs:\n  a:\n    steps:\n{}"


def _after(tmp_path: Path, step: str) -> str:
    files = {
        ".github/workflows/a.yml": STEP.format(step),
        "app.py": 'def load(session_id):\n    return {"session_id": session_id}\n\n\nload(1)["session_id"]\n',
    }
    return renamed(tmp_path / "repository", files)[".github/workflows/a.yml"]


@pytest.mark.parametrize(
    "step",
    [
        "      - uses: ./.github/actions/ours\n        with:\n          session_id: 1\n",
        "      - run: echo\n        env:\n          session_id: 1\n",
    ],
)
def test_a_key_of_ours_moves(tmp_path: Path, step: str) -> None:
    assert _after(tmp_path, step) == STEP.format(step.replace("session_id", "flow_id"))


@pytest.mark.parametrize(
    "step",
    [
        "      - uses: vendor/act@v1\n        with:\n          session_id: 1\n",
        "      - name: a\n        with:\n          other: 2\n          session_id: 1\n        uses: 'vendor/act@v1'\n",
    ],
)
def test_an_input_of_others_stays(tmp_path: Path, step: str) -> None:
    assert _after(tmp_path, step) == STEP.format(step)


@pytest.mark.parametrize(("text", "moves"), [("<Session id={}>", False), ("The session id {} is gone", True)])
def test_words_before_a_value(tmp_path: Path, text: str, moves: bool) -> None:
    code = "class Run:\n    session_id: int = 0\n\n"
    code += f'    def __repr__(self):\n        return "{text}".format(self.session_id)\n'
    after = renamed(tmp_path / "repository", {"app.py": code})["app.py"]
    assert ("ession id" not in after) is moves
