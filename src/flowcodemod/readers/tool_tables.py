"""Settings that tools read of `pyproject.toml` and `setup.cfg`: each table's keys are its tool's."""

import re
from pathlib import PurePosixPath

_TABLE = re.compile(r"^\[+\s*(?P<name>[^\]\n]+?)\s*\]+", re.MULTILINE)
_STANDARD = frozenset(
    {"project", "build-system", "metadata", "options", "options.package_data", "options.extras_require"}
)
_CONFIGURED = re.compile(r"(?:mypy|flake8|isort|pycodestyle|pydocstyle|bdist_wheel|coverage|aliases)\b")
_TOOL = re.compile(r"tool\.(?:\"(?P<quoted>[^\"]+)\"|(?P<plain>[\w-]+))")
_PLUGINS = frozenset({"pytest"})  # whose settings a plugin here may declare


def tool_of_key(path: str, text: str, start: int) -> str:
    """The tool whose setting stands at a code point, such as `ruff`; '' in other files, and where a plugin may set it."""
    name = PurePosixPath(path).name
    if name not in ("pyproject.toml", "setup.cfg"):
        return ""
    tables = [match["name"] for match in _TABLE.finditer(text, 0, start)]
    table = tables[-1] if tables else ""
    tool = _TOOL.match(table)
    if name == "setup.cfg" and _CONFIGURED.match(table):
        return table
    if tool is None:
        return "the build of the package" if table in _STANDARD else ""
    found = tool["quoted"] or tool["plain"]
    return "" if found in _PLUGINS else found
