"""Keys of queries have two sides, a URL that holds them and code that reads them: both move, or neither does."""

from pathlib import Path

import pytest

from pipeline import renamed

_WRITES = 'def start(place, session_id):\n    return f"{place}?session_id={session_id.hex}"\n'
_READS = 'def take(request):\n    return request.query_params.get("session_id")\n'
_PUBLISHED = '[project]\nname = "pkg"\nclassifiers = [\n    "Programming Language :: Python",\n]\n'
_PRIVATE = _PUBLISHED.replace("]\n", '    "Private :: Do Not Upload",\n]\n')

READERS = {
    "query_params": 'def take(request):\n    return request.query_params["session_id"]\n',
    "args": 'def take(request):\n    return request.args.get("session_id")\n',
    "GET": 'def take(request):\n    return request.GET.getlist("session_id")\n',
    "parse_qs": 'from urllib.parse import parse_qs\n\n\ndef take(url):\n    return parse_qs(url).get("session_id")\n',
}
TESTS = {
    "a URL": 'def test_it(client):\n    client.post("/messages/?session_id=abc")\n',
    "a later key": 'def test_it(client):\n    client.post("/messages/?a=b&session_id=abc")\n',
    "bytes": 'def test_it(send):\n    send(query_string=b"session_id=abc")\n',
    "a hole": 'def test_it(send, value):\n    send(query_string=f"session_id={value}".encode())\n',
    "parameters": 'def test_it(client):\n    client.post("/messages/", params={"session_id": "abc"})\n',
}


def _files(metadata: str, reads: str = _READS, test: str = "") -> dict[str, str]:
    return {"pyproject.toml": metadata, "pkg/a.py": _WRITES, "pkg/b.py": reads, "tests/test_it.py": test}


@pytest.mark.parametrize("reads", READERS.values(), ids=READERS)
def test_a_package_that_others_install_keeps_both_sides(tmp_path: Path, reads: str) -> None:
    after = renamed(tmp_path, _files(_PUBLISHED, reads))
    assert after["pkg/a.py"] == 'def start(place, flow_id):\n    return f"{place}?session_id={flow_id.hex}"\n'
    assert after["pkg/b.py"] == reads


@pytest.mark.parametrize("test", TESTS.values(), ids=TESTS)
def test_so_do_its_tests(tmp_path: Path, test: str) -> None:
    assert renamed(tmp_path, _files(_PUBLISHED, test=test))["tests/test_it.py"] == test


@pytest.mark.parametrize("metadata", ["", '[project]\nname = "pkg"\n', _PRIVATE])
@pytest.mark.parametrize("reads", READERS.values(), ids=READERS)
def test_both_sides_move_where_nobody_else_has_the_code(tmp_path: Path, metadata: str, reads: str) -> None:
    after = renamed(tmp_path, _files(metadata, reads))
    assert "?flow_id=" in after["pkg/a.py"]
    assert after["pkg/b.py"] == reads.replace("session_id", "flow_id")


@pytest.mark.parametrize("published", [True, False])
def test_a_key_that_is_only_written_stays(tmp_path: Path, published: bool) -> None:
    after = renamed(tmp_path, _files(_PUBLISHED if published else "", "def take(request):\n    return request\n"))
    assert "?session_id=" in after["pkg/a.py"]


@pytest.mark.parametrize("metadata", ["", _PUBLISHED])
def test_another_key_of_that_name_moves(tmp_path: Path, metadata: str) -> None:
    other = 'def other(row):\n    row["session_id"] = 1\n    return row["session_id"]\n'
    files = _files(metadata, _READS) | {"pkg/c.py": other}
    assert renamed(tmp_path, files)["pkg/c.py"] == other.replace("session_id", "flow_id")


_SENDS = 'NAME = "Pkg-Session-Id"\n\n\ndef send(value):\n    return {"Pkg-Session-Id": value}\n'
_TAKES = 'def take(request):\n    return request.headers["Pkg-Session-Id"]\n'


def test_a_header_of_a_package_that_others_install_stays(tmp_path: Path) -> None:
    files = {"pyproject.toml": _PUBLISHED, "pkg/a.py": _SENDS, "pkg/b.py": _TAKES}
    after = renamed(tmp_path, files)
    assert (after["pkg/a.py"], after["pkg/b.py"]) == (_SENDS, _TAKES)


@pytest.mark.parametrize("metadata", ["", _PRIVATE])
def test_a_header_moves_where_nobody_else_has_the_code(tmp_path: Path, metadata: str) -> None:
    after = renamed(tmp_path, {"pyproject.toml": metadata, "pkg/a.py": _SENDS, "pkg/b.py": _TAKES})
    assert "Pkg-Flow-Id" in after["pkg/a.py"]
    assert '"Pkg-Flow-Id"' in after["pkg/b.py"]
