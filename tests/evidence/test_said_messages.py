"""What code says and a test repeats goes one way; other texts of tests follow the code around them."""

from pathlib import Path

import pytest

from pipeline import renamed

# A key of a query stays in a package that others install, and so does all else of that name in the test.
_TEST = 'from app import take\n\n\ndef test_it(client):\n    client.get(params={{"session_id": 1}})\n    assert text == {}\n'
_FILES = {
    "pyproject.toml": '[project]\nname = "pkg"\nclassifiers = [\n    "Programming Language :: Python",\n]\n',
    "sends.py": 'def send(place, value):\n    return f"{place}?session_id={value}"\n',
    "reads.py": 'def read(request):\n    return request.query_params["session_id"]\n',
}

REPEATED = {
    "the whole": '"session_id is required"',
    "a part": '"session_id is"',
    "in a tuple": '(400, "session_id is required")',
    "a pattern": 'r"session_id\\ is required"',
}
OTHER = {
    "another text": '"session_id is odd"',
    "a word": '"session_id!"',
    "a longer one": '"the session_id is required"',
    "a field": '"session_id=1"',
}


def _test_after(root: Path, expected: str) -> str:
    code = 'def take(session_id):\n    if not session_id:\n        raise ValueError("session_id is required")\n'
    files = _FILES | {"app.py": code, "tests/test_app.py": _TEST.format(expected)}
    return renamed(root, files)["tests/test_app.py"]


@pytest.mark.parametrize("expected", REPEATED.values(), ids=REPEATED)
def test_a_repeated_message_goes_with_the_code(tmp_path: Path, expected: str) -> None:
    assert _test_after(tmp_path, expected) == _TEST.format(expected.replace("session_id", "flow_id"))


@pytest.mark.parametrize("expected", OTHER.values(), ids=OTHER)
def test_any_other_text_stays_with_what_is_around_it(tmp_path: Path, expected: str) -> None:
    assert _test_after(tmp_path, expected) == _TEST.format(expected)
