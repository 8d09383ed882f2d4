"""Shapes of code that break renames: what must change together."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

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


@pytest.mark.parametrize("name", CHANGES)
def test_changes_together(tmp_path: Path, name: str) -> None:
    before, after = CHANGES[name]
    lay(tmp_path / "wanted", {"app.py": after})
    assert renamed(tmp_path / "repo", {"app.py": before})["app.py"] == (tmp_path / "wanted/app.py").read_text()
