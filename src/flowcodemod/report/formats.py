"""Every output format of `check`, by the name people give it; only the one asked for is imported."""

from collections.abc import Callable
from importlib import import_module

from flowcodemod.model.verdict import Verdict

FORMATS = {
    "text": ("verdict_text", "text"),
    "concise": ("verdict_text", "concise"),
    "json": ("verdict_json", "as_json"),
    "json-lines": ("verdict_json", "as_json_lines"),
    "github": ("verdict_ci", "github"),
    "gitlab": ("verdict_ci", "gitlab"),
    "sarif": ("verdict_sarif", "sarif"),
    "junit": ("verdict_junit", "junit"),
    "markdown": ("verdict_markdown", "as_markdown"),
}


def written(verdict: Verdict, name: str) -> str:
    """A verdict in the format of that name, a key of FORMATS."""
    module, function = FORMATS[name]
    write: Callable[[Verdict], str] = getattr(import_module(f"flowcodemod.report.{module}"), function)
    return write(verdict)
