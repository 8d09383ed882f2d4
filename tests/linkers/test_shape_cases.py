"""Shapes that broke renames elsewhere: keys, declarations, columns; each with a look-alike that must not change.

`OLD` stands for a token that changes; what is written `session_id` stays.
"""

from pathlib import Path

import pytest

from pipeline import renamed
from shapecases import made_of, written

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

GROUPS = {
    "A4 keys that somebody owns": KEYS,
    "B7 names of arguments and fixtures": CODE_STRINGS,
    "B8 declarations": DECLARATIONS,
    "B9 B11 B16 columns, SQL and lookups": COLUMNS,
}
CASES = {f"{group}: {name}": text for group, cases in GROUPS.items() for name, text in cases.items()}


@pytest.mark.parametrize("case", CASES)
def test_what_changes_and_what_stays(tmp_path: Path, case: str) -> None:
    found, wanted = made_of(tmp_path, CASES[case])
    assert found == wanted


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
