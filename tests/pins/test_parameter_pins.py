"""The boundary http pinned: a handler's parameter takes the new name, requests go on using the old one, there and back."""

import sys
from pathlib import Path

import pytest
from fastapi import FastAPI

from flowcodemod.model.campaign import Boundary, Policy
from pinned import PIN, moved, there_and_back
from pipeline import lay, make_plan, renamed

BARE = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
HEAD = BARE.replace("import FastAPI", "import FastAPI, Query")
ALL = "from typing import Annotated\n\n" + BARE.replace("FastAPI\n", "Body, Cookie, FastAPI, Form, Header, Query\n", 1)
DEPENDS = BARE.replace("import FastAPI", "import Depends, FastAPI")
DEPENDING = "@app.get('/a')\ndef a(x=Depends(load)):\n    return x\n"


def handler(parameters: str, name: str, route: str = '@app.get("/a")\n') -> str:
    return f"{route}def a({parameters}):\n    return {name}\n"


def both(before: str, after: str, head: str = ALL, other: str = "", route: str = '@app.get("/a")\n') -> tuple[str, str]:
    return (head + handler(before, "session_id", route), (other or head) + handler(after, "flow_id", route))


PINNED = {
    "plain": both("session_id: str", 'flow_id: str = Query(default=..., alias="session_id")', BARE, HEAD),
    "a default": both("session_id: int = 3", 'flow_id: int = Query(default=3, alias="session_id")', BARE, HEAD),
    "no annotation": both("session_id=3", 'flow_id=Query(default=3, alias="session_id")', BARE, HEAD),
    "before one with a default": both(
        "session_id: str, q: int = 1", 'flow_id: str = Query(default=..., alias="session_id"), q: int = 1', BARE, HEAD
    ),
    "before keywords": both(
        "session_id: str, *, q: str", 'flow_id: str = Query(default=..., alias="session_id"), *, q: str', BARE, HEAD
    ),
    "two of them": both(
        "session_id: str = 'a', my_session_id: str = 'b'",
        "flow_id: str = Query(default='a', alias=\"session_id\"), "
        "my_flow_id: str = Query(default='b', alias=\"my_session_id\")",
        BARE,
        HEAD,
    ),
    "described by nothing": both("session_id: str = Query()", 'flow_id: str = Query(alias="session_id")'),
    "described": both("session_id: str = Query(...)", 'flow_id: str = Query(..., alias="session_id")'),
    "described by keywords": both(
        "session_id: str = Query(default=...)", 'flow_id: str = Query(alias="session_id", default=...)'
    ),
    "annotated": both("session_id: Annotated[str, Query()]", 'flow_id: Annotated[str, Query(alias="session_id")]'),
    "annotated, with a default": both(
        "session_id: Annotated[str, Query(max_length=3)] = 'a'",
        "flow_id: Annotated[str, Query(alias=\"session_id\", max_length=3)] = 'a'",
    ),
    "a list": both("session_id: list[str] = Query([])", 'flow_id: list[str] = Query([], alias="session_id")'),
    "a header": both("session_id: str = Header()", 'flow_id: str = Header(alias="session-id")'),
    "a header, annotated": both(
        "session_id: Annotated[str | None, Header()] = None",
        'flow_id: Annotated[str | None, Header(alias="session-id")] = None',
    ),
    "a header as it is": both(
        "session_id: str = Header(convert_underscores=False)",
        'flow_id: str = Header(alias="session_id", convert_underscores=False)',
    ),
    "a cookie": both("session_id: str = Cookie(None)", 'flow_id: str = Cookie(None, alias="session_id")'),
    "a form": both("session_id: Annotated[str, Form()]", 'flow_id: Annotated[str, Form(alias="session_id")]'),
    "a body that is embedded": both(
        "session_id: Item = Body(embed=True)", 'flow_id: Item = Body(alias="session_id", embed=True)'
    ),
    "an alias of its own": both('session_id: str = Query(alias="sid")', 'flow_id: str = Query(alias="sid")'),
    "a dependency": (
        DEPENDS + "def load(session_id: str):\n    return session_id\n\n\n" + DEPENDING,
        DEPENDS.replace("FastAPI\n", "FastAPI, Query\n", 1)
        + 'def load(flow_id: str = Query(default=..., alias="session_id")):\n    return flow_id\n\n\n'
        + DEPENDING,
    ),
}
STAYS = {
    "before one without a default": BARE + handler("session_id: str, request: Request", "session_id"),
    "no import at hand": "import web\n\n\n" + handler("session_id: str", "session_id"),
    "nothing described": BARE + handler("session_id", "session_id"),
    "what is spread": ALL + handler("session_id: str = Query(*options)", "session_id"),
    "of another framework": "from other import Query, app\n\n\n" + handler("session_id: str = Query()", "session_id"),
    "an own name for Query": BARE + "Query = 1\n\n\n" + handler("session_id: str", "session_id"),
}
MOVES = {
    "a hole of the path": ALL + handler("session_id: str", "session_id", '@app.get("/a/{session_id}")\n'),
    "a plain function": ALL + handler("session_id: str", "session_id", ""),
    "what is injected": ALL + handler("session_id: str = Depends(load)", "session_id"),
    "a body alone": ALL + handler("session_id: str = Body()", "session_id"),
}


@pytest.mark.parametrize("name", PINNED)
def test_requests_keep_the_name_there_and_back(tmp_path: Path, name: str) -> None:
    before, wanted = PINNED[name]
    assert there_and_back(tmp_path, before, wanted) == (wanted, wanted, before)


@pytest.mark.parametrize("name", STAYS)
def test_what_cannot_be_said_stays(tmp_path: Path, name: str) -> None:
    assert moved(tmp_path, STAYS[name]) == STAYS[name]


@pytest.mark.parametrize("name", PINNED)
def test_parameters_stay_where_http_is_kept(tmp_path: Path, name: str) -> None:
    before = PINNED[name][0]
    kept = {Boundary.HTTP: Policy.KEEP}
    moves = name == "an alias of its own"
    found = renamed(tmp_path, {"app.py": before}, checker=False, boundaries=kept)["app.py"]
    assert found == (PINNED[name][1] if moves else before)


@pytest.mark.parametrize("name", MOVES)
def test_what_no_request_names_moves_without_an_alias(tmp_path: Path, name: str) -> None:
    found = moved(tmp_path, MOVES[name])
    assert found == MOVES[name].replace("session_id", "flow_id")


CLIENTS = """\
def test_it(client):
    client.get("/a?session_id=1")
    client.get("/a", params={"session_id": 1})
    client.get("/a", headers={"session-id": 1}, cookies={"session_id": 1})
"""


def test_clients_go_on_speaking_as_before(tmp_path: Path) -> None:
    both_ways = PINNED["a header"][0] + PINNED["described"][0].removeprefix(ALL).replace("a(", "b(")
    files = {"app.py": both_ways, "tests/test_app.py": CLIENTS}
    found = renamed(tmp_path, files, boundaries=PIN, python=Path(sys.prefix))
    assert found["tests/test_app.py"] == CLIENTS
    assert 'flow_id: str = Header(alias="session-id")' in found["app.py"]


def test_a_header_that_a_parameter_makes_moves_with_it(tmp_path: Path) -> None:
    client = 'def test_it(client):\n    client.get("/a", headers={"session-id": 1})\n'
    files = {"app.py": PINNED["a header"][0], "tests/test_app.py": client}
    found = renamed(tmp_path, files, python=Path(sys.prefix))
    assert found["tests/test_app.py"] == client.replace("session", "flow")


def test_pins_that_share_an_import_are_one_group(tmp_path: Path) -> None:
    lay(tmp_path, {"app.py": PINNED["two of them"][0]})
    groups = make_plan(tmp_path, checker=False, boundaries=PIN).groups
    assert len([one for one in groups if any("import" not in edit.old for edit in one.edits)]) == 1


RUNS = (
    "plain",
    "a default",
    "described",
    "annotated",
    "a header",
    "a header, annotated",
    "a header as it is",
    "a dependency",
)


@pytest.mark.parametrize("name", RUNS)
def test_fastapi_publishes_the_same(name: str) -> None:
    before, wanted = PINNED[name]
    assert published(before) == published(wanted)
    assert published(before)[0][0] in ("session_id", "session-id")


def published(source: str) -> list[tuple[object, ...]]:
    """The parameters of an app's route as its schema tells clients: name, place, whether it is required."""
    names: dict[str, FastAPI] = {}
    exec(source, names)
    parameters = names["app"].openapi()["paths"]["/a"]["get"]["parameters"]
    return [(one["name"], one["in"], one["required"]) for one in parameters]
