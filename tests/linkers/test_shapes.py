"""Shapes of code that break renames: what must change together, and what looks like it and must stay."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

FOREIGN = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        from typing import Any

        class Client:
            def __init__(self, session_id: str) -> None:
                self.session_id = session_id

            def send(self, *, session_id: str) -> None: ...

        class Plugin:
            def on_event(self, session_id: str, payload: Any) -> None: ...

        def read_config(config: dict[str, Any]) -> str:
            return config["configurable"]["session_id"]
        """,
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}

CHANGES = {
    "parameter, keyword and use": (
        """
        def load(session_id: str) -> str:
            return session_id

        load(session_id="a")
        """,
        """
        def load(flow_id: str) -> str:
            return flow_id

        load(flow_id="a")
        """,
    ),
    "override up and down": (
        """
        class Base:
            def run(self, session_id: str) -> None: ...

        class Child(Base):
            def run(self, session_id: str) -> None:
                super().run(session_id=session_id)

        Child().run(session_id="a")
        """,
        """
        class Base:
            def run(self, flow_id: str) -> None: ...

        class Child(Base):
            def run(self, flow_id: str) -> None:
                super().run(flow_id=flow_id)

        Child().run(flow_id="a")
        """,
    ),
    "dataclass field, constructor, attribute, replace": (
        """
        from dataclasses import dataclass

        @dataclass
        class Run:
            session_id: str

        run = Run(session_id="a")
        print(run.session_id, getattr(run, "session_id"))
        """,
        """
        from dataclasses import dataclass

        @dataclass
        class Run:
            flow_id: str

        run = Run(flow_id="a")
        print(run.flow_id, getattr(run, "flow_id"))
        """,
    ),
    "parametrize with the test's parameter": (
        """
        import pytest

        @pytest.mark.parametrize("session_id, wanted", [("a", 1)])
        def test_load(session_id, wanted):
            assert session_id and wanted

        @pytest.mark.parametrize(["wanted", "session_id"], [(1, "a")])
        def test_other(wanted, session_id):
            assert session_id and wanted
        """,
        """
        import pytest

        @pytest.mark.parametrize("flow_id, wanted", [("a", 1)])
        def test_load(flow_id, wanted):
            assert flow_id and wanted

        @pytest.mark.parametrize(["wanted", "flow_id"], [(1, "a")])
        def test_other(wanted, flow_id):
            assert flow_id and wanted
        """,
    ),
    "fixture with the parameters that ask for it": (
        """
        import pytest

        @pytest.fixture
        def session_id():
            return "a"

        def test_load(session_id):
            assert session_id
        """,
        """
        import pytest

        @pytest.fixture
        def flow_id():
            return "a"

        def test_load(flow_id):
            assert flow_id
        """,
    ),
    "route hole with the handler's parameter": (
        """
        from typing import Any

        app: Any = None

        @app.get("/runs/{session_id}")
        def read(session_id: str) -> str:
            return session_id
        """,
        """
        from typing import Any

        app: Any = None

        @app.get("/runs/{flow_id}")
        def read(flow_id: str) -> str:
            return flow_id
        """,
    ),
    "command-line declaration with the function's parameter": (
        """
        from typing import Any

        click: Any = None

        @click.option("--id", "session_id")
        def main(session_id: str) -> None:
            print(session_id)
        """,
        """
        from typing import Any

        click: Any = None

        @click.option("--id", "flow_id")
        def main(flow_id: str) -> None:
            print(flow_id)
        """,
    ),
    "dict built and splatted": (
        """
        def load(session_id: str) -> None: ...

        load(**{"session_id": "a"})
        options = {"session_id": "b"}
        load(**options)
        """,
        """
        def load(flow_id: str) -> None: ...

        load(**{"flow_id": "a"})
        options = {"flow_id": "b"}
        load(**options)
        """,
    ),
    "template hole with its keyword": (
        """
        text = "run {session_id}".format(session_id=1)
        """,
        """
        text = "run {flow_id}".format(flow_id=1)
        """,
    ),
    "key written and read in the repository": (
        """
        def write() -> dict[str, str]:
            return {"session_id": "a"}

        def read(data: dict[str, str]) -> str:
            return data["session_id"]
        """,
        """
        def write() -> dict[str, str]:
            return {"flow_id": "a"}

        def read(data: dict[str, str]) -> str:
            return data["flow_id"]
        """,
    ),
    "message and docstring follow": (
        '''
        def load(session_id: str) -> None:
            """Load it.

            :param session_id: which one
            """
            if not session_id:
                raise ValueError("session_id must be set")
        ''',
        '''
        def load(flow_id: str) -> None:
            """Load it.

            :param flow_id: which one
            """
            if not flow_id:
                raise ValueError("flow_id must be set")
        ''',
    ),
    "column with its pin": (
        """
        from typing import Any

        models: Any = None

        class Run(models.Model):
            session_id = models.CharField(max_length=8)

        Run.objects.filter(session_id="a")
        """,
        """
        from typing import Any

        models: Any = None

        class Run(models.Model):
            flow_id = models.CharField(db_column="session_id", max_length=8)

        Run.objects.filter(flow_id="a")
        """,
    ),
    "a model that self holds": (
        """
        from typing import Any

        models: Any = None

        class Run(models.Model):
            session_id = models.CharField(db_column="s")

        class Backend:
            RunModel = Run

            def forget(self, value: str) -> None:
                self.RunModel._default_manager.get(session_id=value).delete()
        """,
        """
        from typing import Any

        models: Any = None

        class Run(models.Model):
            flow_id = models.CharField(db_column="s")

        class Backend:
            RunModel = Run

            def forget(self, value: str) -> None:
                self.RunModel._default_manager.get(flow_id=value).delete()
        """,
    ),
    "format field of self": (
        """
        class Run:
            session_id = "a"

            def __repr__(self) -> str:
                return "<Run {0.session_id}>".format(self)
        """,
        """
        class Run:
            flow_id = "a"

            def __repr__(self) -> str:
                return "<Run {0.flow_id}>".format(self)
        """,
    ),
}

STAYS = {
    "a foreign callee's keyword": """
        from vendor import Client

        Client(session_id="a").send(session_id="b")
        """,
    "a foreign object's attribute": """
        from vendor import Client

        def show(client: Client) -> str:
            return client.session_id
        """,
    "an override that the library calls by keyword": """
        from vendor import Plugin

        class Ours(Plugin):
            def on_event(self, session_id: str, payload: object) -> None:
                print(session_id)
        """,
    "an unresolved callee's keyword": """
        def call(protocols, name):
            protocols[name](session_id="a")
        """,
    "an attribute nobody knows": """
        def show(thing):
            return thing.session_id
        """,
    "a key that a library reads": """
        from vendor import read_config

        print(read_config({"configurable": {"session_id": "a"}}))
        """,
    "a wire key in another casing": """
        def body(value: str) -> dict[str, str]:
            return {"sessionId": value}
        """,
    "a header of a protocol": """
        def read(headers: dict[str, str]) -> str:
            return headers["mcp-session-id"]
        """,
    "a stored column and its rows": """
        QUERY = "SELECT session_id FROM runs WHERE session_id = ?"

        def read(row: dict[str, str]) -> str:
            return row["session_id"]
        """,
    "a document in a store": """
        from typing import Any

        def save(runs: Any, value: str) -> None:
            runs.update_one({"session_id": value}, {"n": 1})
        """,
    "configuration somebody else sets": """
        import os

        NAME = os.environ["SESSION_ID"]
        """,
    "words inside other words": """
        obsession_idea = session_identity = side_effect = 1
        """,
    "a negative membership test": """
        def test_gone(data):
            assert "session_id" not in data
        """,
    "an alias that is published": """
        from typing import Any

        Field: Any = None

        class Run:
            value: str = Field(alias="session_id")
        """,
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes_together(tmp_path: Path, name: str) -> None:
    before, after = CHANGES[name]
    lay(tmp_path / "wanted", {"app.py": after})
    assert renamed(tmp_path / "repo", {"app.py": before})["app.py"] == (tmp_path / "wanted/app.py").read_text()


@pytest.mark.parametrize("name", STAYS)
def test_stays(tmp_path: Path, name: str) -> None:
    lay(tmp_path, FOREIGN)
    python = tmp_path / "site/bin/python"
    found = renamed(tmp_path / "repo", {"app.py": STAYS[name]}, python=tmp_path / "site" if python.exists() else None)
    assert found["app.py"] == (tmp_path / "repo/app.py").read_text()


def test_label_and_value_are_two_references(tmp_path: Path) -> None:
    lay(tmp_path, FOREIGN)
    source = """
        from vendor import Client

        def make(session_id: str) -> Client:
            return Client(session_id=session_id)
        """
    found = renamed(tmp_path / "repo", {"app.py": source}, python=tmp_path / "site")["app.py"]
    assert "def make(flow_id: str)" in found
    assert "Client(session_id=flow_id)" in found
