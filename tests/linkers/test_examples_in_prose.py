"""Examples in documents and docstrings follow the very attribute or keyword they show, not the word alone."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        class Answer:
            session_id: str

            def __init__(self, session_id: str = "") -> None: ...
        """,
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
CODE = """
    from vendor import Answer

    class Mock:
        def add(self, session_id: str, more: object = None) -> Answer:
            answer = Answer(session_id=session_id)
            print(answer.session_id)
            return answer

    def start(*, session_id: str) -> None: ...

    Mock().add(session_id="a")
    start(session_id="b")
    """

KEPT = """
    class Kept:
        session_id = 1

    def read(data: dict[str, str]) -> str:
        return data["session_id"]
    """

MOVES = [
    "Give `session_id` to it.",
    "mock.add(session_id=404)",
    "mock.add(\n    url=f(1), session_id=404)",
    "start(session_id=1)",
    "`--verbose` and session_id = 3",
]
STAYS = [
    "answer.session_id == 1",
    "vendor.Answer(session_id=200)",
    "return Answer(\n    json={}, session_id=200)",
    "from vendor.more import Other\n\nOther(session_id=2)",
    ">>> from vendor import Other, Third\n>>> Third(session_id=2)",
]


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("prose")
    lay(root, SITE)
    files = {f"docs/{index}.md": f"# Title\n\n{text}\n" for index, text in enumerate([*MOVES, *STAYS])}
    return renamed(root / "repository", {"mock.py": CODE} | files, python=root / "site")


@pytest.mark.parametrize("text", MOVES)
def test_moves(after: dict[str, str], text: str) -> None:
    assert text.replace("session_id", "flow_id") in "".join(after.values())


@pytest.mark.parametrize("text", STAYS)
def test_stays(after: dict[str, str], text: str) -> None:
    assert text in "".join(after.values())
    assert text.replace("session_id", "flow_id") not in "".join(after.values())


@pytest.mark.parametrize(
    "text",
    [
        "mock.add(session_id=1)\nassert client.get().flow_id == 1",
        "mock.add(session_id=1)\nvendor.Answer(flow_id=1)",
        "mock.add(session_id=1)\nvendor.send({'flow_id': 1})",
    ],
)
def test_the_new_name_of_other_things_does_not_hold_a_text(tmp_path: Path, text: str) -> None:
    files = {"mock.py": CODE, "docs/a.md": f"# Title\n\n{text}\n"}
    assert "session_id" not in renamed(tmp_path, files)["docs/a.md"]


@pytest.mark.parametrize(
    "text",
    [
        "mock.add(session_id=1) is now mock.add(flow_id=1)",
        "`answer.kept.session_id` is now `answer.kept.flow_id`",
        "`data['session_id']` is now `data['flow_id']`",
        "We say flow_id where it was session_id.",
    ],
)
def test_a_text_on_the_change_itself_stays(tmp_path: Path, text: str) -> None:
    code = CODE + KEPT
    files = {"mock.py": code, "docs/a.md": f"# Title\n\n{text}\n"}
    assert renamed(tmp_path, files)["docs/a.md"] == files["docs/a.md"]
