"""Names that calls, patterns and templates take over from a declaration; `OLD` moves, what is written `session_id` stays."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import lay, renamed

DATA = "from dataclasses import dataclass, replace\n\n@dataclass\nclass Data:\n    OLD: str\n\n"

CASES = {
    "a copy": DATA + "def change(data: Data, value: str) -> Data:\n    return replace(data, OLD=value)\n",
    "a copy of itself": DATA
    + "    def changed(self, value: str) -> 'Data':\n        return replace(self, OLD=value)\n",
    "a copy of somebody else's": DATA + "def change(client: Client, value: str) -> Client:\n"
    "    return replace(client, session_id=value)\n",
    "somebody else's method": DATA
    + "def change(store: Store, value: str) -> None:\n    store.replace(session_id=value)\n",
    "a copied tuple": """
        from typing import NamedTuple

        class Row(NamedTuple):
            OLD: str

        print(Row("a")._replace(OLD="b").OLD)
        """,
    "a copied model": """
        from pydantic import BaseModel

        class Body(BaseModel):
            OLD: str

        def change(body: Body) -> Body:
            return body.model_copy(update={"OLD": "b"})
        """,
    "fields in one string": """
        from collections import namedtuple

        Point = namedtuple("Point", "OLD other")
        print(Point("a", 1).OLD)
        """,
    "a pattern's own name": DATA + "def show(one: object) -> str:\n    match one:\n        case Data(OLD=OLD):\n"
    "            return OLD\n    return ''\n",
    "a representation": """
        class Run:
            def __init__(self, OLD: str) -> None:
                self.OLD = OLD

            def __repr__(self) -> str:
                return f"Run(OLD={self.OLD!r})"
        """,
    "a pattern that is no representation": """
        class Run:
            def __init__(self, OLD: str) -> None:
                self.OLD = OLD

            def path(self) -> str:
                return f"run:session_id={self.OLD}"
        """,
    "keys by keyword": """
        from flask import jsonify

        def show(OLD: str) -> object:
            return jsonify(OLD=OLD)

        def read(answer: dict[str, str]) -> str:
            return answer["OLD"]
        """,
    "a template and its key": """
        import logging

        def show(OLD: str) -> None:
            logging.warning("no OLD: %(OLD)s", {"OLD": OLD})
        """,
}

PUBLISHED = {
    "a template whose key is published": """
        import logging
        from pydantic import BaseModel, Field

        class Body(BaseModel):
            ident: str = Field(alias="session_id")

        def show(OLD: str) -> None:
            logging.warning("no session_id: %(session_id)s", {"session_id": OLD})
        """,
    "a query beside a path with the same name": """
        from flask import Blueprint, request

        bp = Blueprint("runs", __name__)

        @bp.get("/runs/<OLD>/more")
        def more(OLD: str) -> str:
            return OLD + request.args.get("session_id", "")

        def test_more(client) -> None:
            assert client.get("/runs/1/more?session_id=z").status_code == 200
        """,
}


@pytest.mark.parametrize("name", CASES)
def test_names_that_calls_take_over(tmp_path: Path, name: str) -> None:
    assert moved(tmp_path, {"app.py": CASES[name]}) == wanted(tmp_path, {"app.py": CASES[name]})


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_published_stays_as_a_whole(tmp_path: Path, name: str) -> None:
    files = {"app.py": PUBLISHED[name]}
    assert moved(tmp_path, files, boundaries={Boundary.HTTP: Policy.PIN}) == wanted(tmp_path, files)


CAMEL = {
    "app.py": """
        from pydantic import BaseModel, ConfigDict
        from pydantic.alias_generators import to_camel

        class Body(BaseModel):
            model_config = ConfigDict(alias_generator=to_camel)
            OLD: str
        """,
    "test_app.py": """
        from app import Body

        def test_body() -> None:
            assert Body.model_validate({"CAMEL": "a"}).model_dump(by_alias=True) == {"CAMEL": "a"}
        """,
}


def test_what_a_generator_makes_of_a_field_moves_with_it(tmp_path: Path) -> None:
    assert moved(tmp_path, CAMEL) == wanted(tmp_path, CAMEL)


HANDED = """
    import logging

    def trace(span, queue, value: str) -> None:
        span.set_attribute("session_id", value)
        queue.publish({"session_id": value})
        logging.info("at %s", value, extra={"session_id": value})
        print({"session_id": value})
    """


@pytest.mark.parametrize(
    ("boundary", "lines"),
    [(Boundary.TELEMETRY, ["set_attribute", "extra"]), (Boundary.QUEUE, ["publish"]), (Boundary.CACHE, [])],
)
def test_names_handed_to_others_stay_where_their_boundary_is_kept(
    tmp_path: Path, boundary: Boundary, lines: list[str]
) -> None:
    after = moved(tmp_path, {"app.py": HANDED}, boundaries={boundary: Policy.KEEP})["app.py"]
    kept = [line for line in after.splitlines() if "session_id" in line]
    assert [word for word in ("set_attribute", "extra", "publish") if any(word in line for line in kept)] == lines


def moved(root: Path, files: Mapping[str, str], **options: object) -> dict[str, str]:
    laid = {name: said(text, "session_id", "sessionId") for name, text in files.items()}
    return renamed(root / "there", laid, python=Path(sys.prefix), **options)


def wanted(root: Path, files: Mapping[str, str]) -> dict[str, str]:
    lay(root / "wanted", {name: said(text, "flow_id", "flowId") for name, text in files.items()})
    return {name: (root / "wanted" / name).read_text("utf-8") for name in files}


def said(text: str, name: str, camel: str) -> str:
    return text.replace("OLD", name).replace("CAMEL", camel)
