"""The fields of a tool's schema go with what the tool is called with: a library hands them over by keyword."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/tools/__init__.py": """
        from typing import Annotated, Any

        class Injected: ...

        class BaseTool:
            def __init__(self, **kwargs: Any) -> None: ...

        class Model: ...

        def tool(args_schema: Any = None) -> Any: ...
        """,
    "site/lib/python3.11/site-packages/tools/messages.py": """
        class Message:
            session_id: str
            def __init__(self, session_id: str) -> None: ...
        """,
    "site/lib/python3.11/site-packages/tools/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
HEAD = "from typing import Any\nfrom tools import BaseTool, Model, tool\nfrom tools.messages import Message\n\n\n"
SCHEMA = "class Schema(Model):\n    session_id: str\n\n\n"
KEYWORDS = "    def _run(self, **kwargs: Any) -> Any:\n        return Message(session_id=kwargs['session_id'])\n"
GOT = "    def _run(self, **kwargs: Any) -> Any:\n        return kwargs.get('session_id')\n"
TAKES = "    def _run(self, session_id: str) -> Any:\n        return Message(session_id=session_id)\n"


def _after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    return renamed(tmp_path / "repository", {"app.py": HEAD + text}, python=tmp_path / "site")["app.py"]


@pytest.mark.parametrize("body", [KEYWORDS, GOT, TAKES])
@pytest.mark.parametrize(
    "text",
    [
        f"{SCHEMA}class Tool(BaseTool):\n    args_schema: type[Model] = Schema\n\n{{}}",
        f"{SCHEMA}class Tool(BaseTool):\n{{}}\n\nTOOL = Tool(name=str('a'), args_schema=Schema)\n",
    ],
)
def test_what_a_tool_is_called_with_goes_with_the_field(tmp_path: Path, text: str, body: str) -> None:
    after = _after(tmp_path, text.format(body))
    assert "    flow_id: str" in after
    assert "['session_id']" not in after
    assert "('session_id')" not in after
    assert "Message(session_id=" in after or body is GOT


def test_a_decorated_function_goes_with_the_field(tmp_path: Path) -> None:
    text = SCHEMA + "@tool(args_schema=Schema)\ndef ask(session_id: str) -> str:\n    return session_id\n"
    assert "session_id" not in _after(tmp_path, text).removeprefix(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        # Nobody hands the class to the tool.
        f"{SCHEMA}class Tool(BaseTool):\n{KEYWORDS}\n\nTOOL = Tool(name='a')\n",
        # The tool has another schema.
        f"{SCHEMA}class Other(Model):\n    name: str\n\n\nclass Tool(BaseTool):\n    args_schema = Other\n\n{KEYWORDS}",
        # Not what the tool was called with.
        f"{SCHEMA}class Tool(BaseTool):\n    args_schema = Schema\n\n"
        "    def _run(self, data: dict[str, Any], **kwargs: Any) -> Any:\n        return data['session_id']\n",
        # The schema is somebody else's.
        f"class Tool(BaseTool):\n    args_schema: type[Any] = Message\n\n{KEYWORDS}",
    ],
)
def test_a_key_of_anything_else_stays(tmp_path: Path, text: str) -> None:
    assert "['session_id']" in _after(tmp_path, text)
