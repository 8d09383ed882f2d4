"""What tests ask of fixtures: ours where the fixture shows what it hands out, and only then."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        class Client:
            session_id: str = ""

            def send(self, url: str, session_id: str = "") -> None: ...
        """,
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = {
    "ours.py": """
        import vendor

        class Store:
            def __init__(self) -> None:
                self.session_id = ""

            def load(self, session_id: str = "") -> str:
                return self.session_id

        class Client(vendor.Client):
            pass
        """,
    "tests/conftest.py": """
        import pytest
        import vendor

        import ours

        @pytest.fixture
        def token():
            def make(session_id=None, size=1):
                return session_id or size

            return make

        @pytest.fixture()
        def store(tmp_path):
            made = ours.Store()
            yield made

        @pytest.fixture(name="other")
        def other_store():
            return ours.Store(
            )

        @pytest.fixture
        def client():
            return ours.Client()

        @pytest.fixture
        def theirs():
            with vendor.Client() as one:
                yield one
        """,
}
HEAD = "import vendor\n\n\n"


def _after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    files = OURS | {"tests/test_use.py": HEAD + text}
    return renamed(tmp_path / "repository", files, python=tmp_path / "site")["tests/test_use.py"].removeprefix(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        "def test_a(token):\n    assert token(session_id=1)\n",
        "def test_a(store):\n    assert store.session_id\n    store.load(session_id='a')\n",
        "def test_a(other):\n    other.session_id = 'a'\n",
        "class TestA:\n    async def test_a(self, store, token):\n        store.load(session_id=token(session_id=2))\n",
    ],
)
def test_what_a_fixture_of_ours_hands_out_moves(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    "text",
    [
        "def test_a(client):\n    assert client.session_id\n",
        "def test_a(client):\n    client.send('u', session_id='a')\n",
        "def test_a(theirs):\n    theirs.send('u', session_id='a')\n    assert vendor.Client().session_id\n",
        "def check(client):\n    client.send('u', session_id='a')\n    assert vendor.Client().session_id\n",
    ],
)
def test_what_is_somebody_elses_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text
