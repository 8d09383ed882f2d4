"""Every output format of `check`, by the name people give it."""

from collections.abc import Callable, Mapping

from flowcodemod.model.verdict import Verdict
from flowcodemod.report.verdict_ci import github, gitlab
from flowcodemod.report.verdict_json import as_json, as_json_lines
from flowcodemod.report.verdict_junit import junit
from flowcodemod.report.verdict_markdown import as_markdown
from flowcodemod.report.verdict_sarif import sarif
from flowcodemod.report.verdict_text import concise, text

FORMATS: Mapping[str, Callable[[Verdict], str]] = {
    "text": text,
    "concise": concise,
    "json": as_json,
    "json-lines": as_json_lines,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
    "markdown": as_markdown,
}
