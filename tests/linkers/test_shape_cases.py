"""The shapes that broke renames elsewhere, each with code that must change as a whole and a look-alike that must not.

`OLD` stands for a token that changes; what is written `session_id` stays.
"""

from pathlib import Path

import pytest

from pipeline import lay, renamed

VENDOR = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        from typing import Any

        class Client:
            session_id: str

            def __init__(self, session_id: str) -> None:
                self.session_id = session_id

            def send(self, *, session_id: str) -> None: ...

        class Plugin:
            def on_event(self, session_id: str, payload: Any) -> None: ...

            def on_start(self, **options: Any) -> None: ...

        def read_config(config: dict[str, Any]) -> str:
            return config["configurable"]["session_id"]
        """,
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}

KEYS = {
    "ours": """
        def write(value: str) -> dict[str, dict[str, str]]:
            return {"configurable": {"OLD": value}}

        def read(config: dict[str, dict[str, str]]) -> str:
            return config["configurable"]["OLD"]
        """,
    "a library's": """
        from vendor import read_config

        def run(OLD: str) -> str:
            return read_config({"configurable": {"session_id": OLD}})
        """,
    "a library's, tested": """
        from vendor import read_config

        def test_run() -> None:
            config = {"configurable": {"session_id": "a"}}
            assert read_config(config) == config["configurable"]["session_id"]
        """,
}

KEYS |= {
    "of a payload with keys that nobody here names": """
        from typing import Any

        def read(payload: dict[str, Any]) -> str:
            if payload.get("is_shared") or "authorizations" in payload:
                return ""
            # The session_id that they send.
            return payload["session_id"]

        def write(OLD: str) -> dict[str, str]:
            return {"OLD": OLD}
        """,
    "read here and written by nobody": """
        from typing import Any

        def read(event: dict[str, Any]) -> Any:
            return event["detail"]["session_id"]
        """,
    "keywords that a library's callers name": """
        from typing import Any

        from vendor import Plugin

        class Ours(Plugin):
            def on_start(self, **options: Any) -> None:
                print(options.get("session_id"))
        """,
    "beside a class that has such a field": """
        from vendor import Client

        def made(value: str) -> dict[str, str]:
            print(Client(value))
            return {"session_id": value}
        """,
}

WIRE = {
    "values and not names": """
        from vendor import Client

        def send(client: Client, OLD: str, span) -> None:
            headers = {"X-Vendor-Session-Id": OLD}
            span.set_attribute("vendor.agent.session_id", OLD)
            params = {"SessionId": OLD}
            client.send(session_id=OLD)
            get("https://api.vendor.example/v1/items?session_id=" + OLD, headers, params)
        """,
    "an alias": """
        def make(Field):
            class Body:
                value: str = Field(alias="sessionId")

            return Body
        """,
}

CODE_STRINGS = {
    "fixtures asked for by name": """
        import pytest

        @pytest.fixture
        def OLD(request):
            return request.param

        @pytest.mark.parametrize("OLD", ["a"], indirect=["OLD"])
        @pytest.mark.usefixtures("OLD")
        def test_load(request):
            assert request.getfixturevalue("OLD")
        """,
    "argument names beside values": """
        import pytest

        @pytest.mark.parametrize(("wanted", "OLD"), [("the session", 1)], ids=["the session"])
        def test_load(wanted, OLD):
            assert wanted and OLD
        """,
}

DECLARATIONS = {
    "click, the name derived": """
        import click

        @click.command()
        @click.option("--OLD-KEBAB", required=True)
        def main(OLD):
            click.echo(OLD)
        """,
    "click, the name given": """
        import click

        @click.command()
        @click.option("--run", "-r", "OLD")
        def main(OLD):
            click.echo(OLD)
        """,
    "argparse, the name derived": """
        import argparse

        def main() -> None:
            parser = argparse.ArgumentParser()
            parser.add_argument("--OLD-KEBAB", "-s", required=True)
            args = parser.parse_args()
            print(args.OLD, vars(args)["OLD"])
        """,
    "argparse, the name given": """
        import argparse

        def show(options: argparse.Namespace) -> str:
            return options.OLD

        def main() -> None:
            parser = argparse.ArgumentParser()
            parser.add_argument("-s", dest="OLD")
            parser.set_defaults(OLD="a")
            show(parser.parse_known_args()[0])
        """,
    "a path with a converter": """
        from typing import Any

        app: Any = None

        @app.route("/runs/<int:OLD>")
        def run(OLD: int) -> str:
            return str(OLD)
        """,
    "an option of somebody else's program": """
        import subprocess

        def start(OLD: str) -> None:
            subprocess.run(["vendor", "--session-id", OLD], check=True)
        """,
    "attributes of another thing": """
        import argparse

        def main(thing) -> None:
            parser = argparse.ArgumentParser()
            parser.add_argument("--name")
            args = parser.parse_args()
            print(args.name, thing.session_id)
        """,
}

COLUMNS = {
    "a table that keeps its columns": """
        from sqlalchemy import Column, ForeignKeyConstraint, MetaData, String, Table

        runs = Table(
            "runs",
            MetaData(),
            Column("session_id", String),
            ForeignKeyConstraint(["session_id"], ["flows.session_id"]),
        )
        print(runs.c.session_id)
        """,
    "documents and their index": """
        def prepare(db):
            db.runs.create_index("session_id")
            db.runs.insert_one({"session_id": 1})
        """,
    "SQL in any casing": """
        QUERY = "select SESSION_ID, Session_Id from RUNS where runs.session_id = :one"
        """,
    "Django's options and lookups": """
        from typing import Any

        models: Any = None

        class Run(models.Model):
            OLD = models.CharField(db_column="s")

            class Meta:
                ordering = ["-OLD"]
                constraints = [models.UniqueConstraint(fields=["OLD"], name="one")]

        class RunAdmin:
            list_display = ("OLD", "name")

        Run.objects.filter(OLD__in=["a"]).exclude(job__session_id="b").get(OLD="c")
        Run._meta.get_field("OLD")
        """,
    "another mapper's lookup": """
        from vendor import Client

        Client("a").send(session_id="b")
        """,
}

FLOWS = {
    "built, extended and splatted": """
        def load(OLD: str, name: str = "") -> str:
            return OLD + name

        options = {"OLD": "a"}
        load(**options)
        load(**{"OLD": "b", "name": "c"})
        load(**dict(OLD="d"))
        """,
    "splatted into a library": """
        from vendor import Client

        options = {"session_id": "a"}
        Client(**options)
        """,
}

NAMES = {
    "attributes by name": """
        from operator import attrgetter

        class Run:
            __slots__ = ("OLD", "name")
            FIELDS = ("OLD", "name")

            def __init__(self, OLD: str, name: str) -> None:
                self.OLD = OLD
                self.name = name

            def __repr__(self) -> str:
                return "<{0.OLD}>".format(self) + ", ".join(str(getattr(self, one)) for one in self.FIELDS)

        def show(runs: list[Run]) -> None:
            one = Run(OLD="a", name="b")
            print(getattr(one, "OLD", None), hasattr(one, "OLD"), sorted(runs, key=attrgetter("OLD")))
            setattr(one, "OLD", "c")
        """,
    "an attribute of an object that nothing shows": """
        from typing import Any

        def show(anything: Any) -> Any:
            return getattr(anything, "session_id", None)
        """,
    "attributes of a library's object by name": """
        from vendor import Client

        def show(client: Client) -> str:
            return getattr(client, "session_id") + client.session_id
        """,
}

TEMPLATES = {
    "format, %, format_map and Template": """
        from string import Template

        TEXT = "run {OLD_hex} of {name}"

        def render(value: str) -> str:
            one = TEXT.format(OLD_hex=value, name="a")
            two = "run %(OLD_hex)s" % {"OLD_hex": value}
            three = "run {OLD_hex}".format_map({"OLD_hex": value})
            four = Template("$OLD_hex and ${OLD_hex}").substitute(OLD_hex=value)
            return one + two + three + four
        """,
    "a prompt that is compiled": """
        PROMPT = "Look at {{OLD}} now"

        def render(prompts, OLD: str) -> str:
            return prompts.get("a").compile(OLD=OLD)
        """,
    "a storage key": """
        def key(OLD: str) -> str:
            return f"OLD:{OLD}:meta"

        def save(cache, OLD: str, value: str) -> None:
            cache.set(key(OLD), value)

        def load(cache, OLD: str) -> str:
            return cache.get(f"OLD:{OLD}:meta")
        """,
    "a storage key that somebody else reads": """
        def save(cache, OLD: str, value: str) -> None:
            cache.set(f"session_id:{OLD}:meta", value)
        """,
    "a keyword that no hole takes": """
        def render(prompts, OLD: str) -> str:
            return prompts.get("a").compile(session_id=OLD)
        """,
    "a call that fills nothing": """
        from vendor import Client

        TEXT = "run {name}"

        def render(client: Client) -> str:
            client.send(session_id="a")
            return TEXT.format(name="a")
        """,
}

DERIVED = {
    "a suffix until it is free": """
        def unique(names: dict[str, int]) -> str:
            key = "OLD"
            while key in names:
                key += "_"
            return key

        def test_unique() -> None:
            assert unique({"OLD": 1}) == "OLD_"
            assert unique({"OLD": 1, "OLD_": 1}) == "OLD__"
        """,
    "words inside other words": """
        def unique(sessions, obsession_idea, session_identity, sessionid):
            return sessions or obsession_idea or session_identity or sessionid
        """,
}

PROSE = {
    "messages with the test that matches them, docstrings of three styles": '''
        import pytest

        def load(OLD: str) -> None:
            """Load it.

            :param OLD: which one

            Args:
                OLD: which one

            Parameters
            ----------
            OLD : str
                Which one.
            """
            if not OLD:
                raise ValueError("OLD must be set")

        def test_load() -> None:
            with pytest.raises(ValueError, match=r"OLD must be"):
                load("")
        ''',
    "a library's message": """
        import pytest
        from vendor import Client

        def test_load() -> None:
            with pytest.raises(ValueError, match="session_id must be"):
                Client("")
        """,
    "a text about the migration": """
        def load(name: str) -> str:
            # session_id became flow_id in version 2
            return name
        """,
}

GROUPS = {
    "A4 keys that somebody owns": KEYS,
    "A5 names on the wire": WIRE,
    "B7 names of arguments and fixtures": CODE_STRINGS,
    "B8 declarations": DECLARATIONS,
    "B9 B11 B16 columns, SQL and lookups": COLUMNS,
    "B10 dicts that become keywords": FLOWS,
    "B12 names of attributes": NAMES,
    "B13 templates": TEMPLATES,
    "B14 derived names": DERIVED,
    "B15 text": PROSE,
}
CASES = {f"{group}: {name}": text for group, cases in GROUPS.items() for name, text in cases.items()}


def written(text: str, name: str) -> str:
    return text.replace("OLD-KEBAB", name.replace("_", "-")).replace("OLD", name)


@pytest.mark.parametrize("case", CASES)
def test_what_changes_and_what_stays(tmp_path: Path, case: str) -> None:
    lay(tmp_path, VENDOR)
    lay(tmp_path / "wanted", {"app.py": written(CASES[case], "flow_id")})
    found = renamed(tmp_path / "repo", {"app.py": written(CASES[case], "session_id")}, python=tmp_path / "site")
    assert found["app.py"] == (tmp_path / "wanted/app.py").read_text()


def test_as_many_hold_something_that_stays_as_something_that_moves() -> None:
    stays = [text for text in CASES.values() if any(one in text for one in ("session_id", "sessionId", "session-id"))]
    moves = [text for text in CASES.values() if "OLD" in text]
    assert len(stays) >= len(moves)


@pytest.mark.parametrize(
    ("test", "moves"),
    [
        ("def test_load(OLD, tmp_path):\n    assert OLD\n", False),  # a plugin's fixture
        ("@patch('os.getcwd')\ndef test_load(OLD):\n    assert OLD\n", True),
        ("@pytest.fixture\ndef OLD():\n    return 1\n\n\ndef test_load(OLD):\n    assert OLD\n", True),
        ("def check(OLD, tmp_path):\n    assert OLD\n", True),
        ("class TestRun:\n    def test_load(self, OLD):\n        assert OLD\n", False),
        ("@both\nclass TestRun:\n    def test_load(self, OLD):\n        assert OLD\n", True),
        ("def test_load(OLD=1):\n    assert OLD\n", True),
    ],
)
def test_parameters_of_tests_that_nothing_here_fills(tmp_path: Path, test: str, moves: bool) -> None:
    text = written(test, "session_id")
    found = renamed(tmp_path, {"test_app.py": text})["test_app.py"]
    assert found == (written(test, "flow_id") if moves else text)
