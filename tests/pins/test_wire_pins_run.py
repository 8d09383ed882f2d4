"""Code with pins is run: what was accepted and sent under the old name still is, and the code speaks of the new one."""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import renamed

MODULES = {
    "msgspec": """
        import msgspec
        from msgspec import Struct

        class Body(Struct, rename="camel"):
            session_id: str
            import_session_id: str | None = None

        def read(text):
            return msgspec.json.decode(text, type=Body)

        def write(body):
            return msgspec.json.encode(body).decode()

        def made(value):
            body = Body(session_id=value)
            return body.session_id

        WIRE = ('{"sessionId":"a","importSessionId":"b"}', '{"sessionId":"a","importSessionId":"b"}')
        """,
    "marshmallow": """
        import json
        from dataclasses import dataclass
        from marshmallow import Schema, fields, post_load, validates

        @dataclass
        class Body:
            session_id: str

        class BodySchema(Schema):
            class Meta:
                fields = ("session_id",)

            session_id = fields.Str(required=True)

            @validates("session_id")
            def check(self, value, **rest):
                assert value

            @post_load
            def make(self, data, **rest):
                return Body(**data)

        def read(text):
            return BodySchema().loads(text)

        def write(body):
            return BodySchema(only=("session_id",)).dumps(body)

        def made(value):
            body = Body(session_id=value)
            return body.session_id

        WIRE = ('{"session_id": "a"}', '{"session_id": "a"}')
        """,
    "mashumaro": """
        import json
        from dataclasses import dataclass
        from mashumaro import DataClassDictMixin

        @dataclass
        class Body(DataClassDictMixin):
            \"\"\"What is sent.\"\"\"

            session_id: str

        def read(text):
            return Body.from_dict(json.loads(text))

        def write(body):
            return json.dumps(body.to_dict())

        def made(value):
            body = Body(session_id=value)
            return body.session_id

        WIRE = ('{"session_id": "a"}', '{"session_id": "a"}')
        """,
    "dataclasses-json": """
        from dataclasses import dataclass
        from dataclasses_json import LetterCase, dataclass_json

        @dataclass_json(letter_case=LetterCase.CAMEL)
        @dataclass
        class Body:
            session_id: str

        def read(text):
            return Body.from_json(text)

        def write(body):
            return body.to_json()

        def made(value):
            body = Body(session_id=value)
            return body.session_id

        WIRE = ('{"sessionId": "a"}', '{"sessionId": "a"}')
        """,
    "attrs": """
        import json
        from attrs import define

        @define
        class Body:
            session_id: str

        def read(text):
            payload = json.loads(text)
            return Body(**payload)

        def write(body):
            return body.session_id

        def made(value):
            body = Body(session_id=value)
            other = Body(**{"session_id": value})
            return body.session_id

        WIRE = ('{"session_id": "a"}', "a")
        """,
}


@pytest.mark.parametrize("name", MODULES)
def test_the_wire_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    there = moved(tmp_path, {"body.py": MODULES[name]})
    before = (tmp_path / "body.py").read_text("utf-8")
    monkeypatch.setitem(sys.modules, "body", ModuleType("body"))
    assert run(before) == "session_id"
    assert run(there["body.py"]) == "flow_id"
    assert moved(tmp_path / "again", there) == there
    assert moved(tmp_path / "back", there, old="flow_id", new="session_id") == {"body.py": before}


def moved(root: Path, files: Mapping[str, str], **names: str) -> dict[str, str]:
    return renamed(root, files, boundaries={Boundary.HTTP: Policy.PIN}, python=Path(sys.prefix), **names)


def run(text: str) -> str:
    """The name that an object has for what a module reads; what the module accepts and writes is as it says itself."""
    scope = sys.modules["body"].__dict__
    exec(compile(text, "body.py", "exec", dont_inherit=True), scope)
    accepted, written = scope["WIRE"]
    body = scope["read"](accepted)
    assert scope["write"](body) == written
    assert scope["made"]("c") == "c"
    return next(name for name in ("flow_id", "session_id") if hasattr(body, name))
