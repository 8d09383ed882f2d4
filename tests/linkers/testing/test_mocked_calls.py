"""Keywords that a test asks a mock about: ours where the mock stands for a function of ours, else somebody else's."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": "def send(url: str, session_id: object = None) -> str: ...\n",
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OURS = {
    "ours/__init__.py": "",
    "ours/work.py": """
        class Job:
            def __init__(self, session_id: str) -> None:
                self.name = session_id

        def run(name: str, session_id: str = "") -> Job:
            return Job(session_id=session_id)
        """,
    "ours/main.py": """
        import vendor

        from ours.work import run

        def main(value: str) -> None:
            run("a", session_id=value)
            vendor.send("u", session_id=value)
        """,
}
HEAD = (
    "from unittest import mock\nfrom unittest.mock import call, patch\n\nimport ours.main\nimport vendor\n"
    "import yaml\n\n\n"
)


def _after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    files = OURS | {"tests/test_main.py": HEAD + text}
    return renamed(tmp_path / "repository", files, python=tmp_path / "site")["tests/test_main.py"].removeprefix(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        "def test_a(mocker):\n    done = mocker.patch('ours.main.run')\n"
        "    done.assert_called_once_with('a', session_id=1)\n",
        "def test_a():\n    with patch('ours.main.run') as done:\n        done.assert_any_call('a', session_id=1)\n",
        "def test_a():\n    with patch.object(ours.main, 'run') as done:\n"
        "        done.assert_called_with('a', session_id=1)\n",
        "@patch('ours.main.vendor')\n@patch('ours.work.Job')\ndef test_a(job, other):\n"
        "    job.assert_called_with(session_id=1)\n",
        "def test_a(mocker):\n    done = mocker.patch('ours.main.run')\n"
        "    done.assert_has_calls([call('a', session_id=1), mock.call('a', session_id=2)])\n",
        "def test_a(mocker):\n    done = mocker.patch(\n        'ours.main.run', side_effect=ours.main.run\n    )\n"
        "    done.assert_called_with('a', session_id=1)\n",
        "@patch('ours.work.Job')\n@patch('vendor.send', None)\ndef test_a(job):\n    job.assert_called_with(session_id=1)\n",
        "def test_a(mocker):\n    done = mocker.patch('ours.main.run')\n"
        "    assert done.mock_calls == [call('a', session_id=1)]\n",
    ],
)
def test_a_keyword_of_our_mocked_function_moves(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    "text",
    [
        "def test_a(mocker):\n    sent = mocker.patch('vendor.send')\n    sent.assert_called_once_with('u', session_id=1)\n",
        "@patch('ours.work.Job')\n@patch('vendor.send')\ndef test_a(send, job):\n"
        "    send.assert_called_with(session_id=1)\n",
        "def test_a(mocker):\n    sent = mocker.patch('yaml.dump')\n    assert sent.call_args == call('u', session_id=1)\n",
        "def test_a(mocker):\n    done = mocker.patch('ours.main.run')\n    sent = mocker.patch('vendor.send')\n"
        "    sent.assert_has_calls([call('u', session_id=1)])\n",
    ],
)
def test_a_keyword_of_somebody_elses_mocked_function_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text


METHODS = {
    "ours/server.py": """
        class Server:
            def __init__(self, manager: object) -> None:
                self.manager = manager

            def leave(self, room: str, session_id: str = "") -> None:
                self.manager.drop(room)
        """
}


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("def test_a(server):\n    server.leave.assert_called_once_with('r', session_id=1)\n", True),
        ("def test_a(x):\n    x.server.leave.assert_has_calls([call('r', session_id=1)])\n", True),
        ("def test_a(server):\n    server.join.assert_called_once_with('r', session_id=1)\n", False),
        ("def test_a(server):\n    server.leave.other(session_id=1)\n", False),
        ("def test_a(x):\n    x.call('r', session_id=1)\n", False),
    ],
)
def test_a_mocked_method_is_told_by_its_name(tmp_path: Path, text: str, moves: bool) -> None:
    lay(tmp_path, SITE)
    files = OURS | METHODS | {"tests/test_main.py": "from unittest.mock import call\n\n\n" + text}
    after = renamed(tmp_path / "repository", files, python=tmp_path / "site")["tests/test_main.py"]
    assert after.endswith(text.replace("session_id", "flow_id") if moves else text)
