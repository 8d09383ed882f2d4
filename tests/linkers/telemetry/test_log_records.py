"""Fields of log records and attributes of spans: what gives one, shows it and asks for it move together, or stay."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import lay, make_plan, renamed

EXTRA = 'import logging\n\nlogger = logging.getLogger()\nlogger.info("a", extra={"session_id": 1})\n'
ADAPTER = 'import logging\n\nlogger = logging.LoggerAdapter(logging.getLogger(), {"session_id": 1})\n'
FILTER = "import logging\n\n\ndef add(record):\n    record.session_id = 1\n    return True\n"
FORMATS = {
    "percent": ("app/format.py", 'import logging\n\nFORMAT = "%(asctime)s %(session_id)s %(message)s"\n'),
    "braces": ("app/format.py", 'import logging\n\nFORMAT = "{session_id} {message}"\n'),
    "a configuration": ("logging.yaml", 'format: "%(session_id)s %(message)s"\n'),
    "a test": ("tests/test_log.py", "def test(caplog):\n    assert caplog.records[0].session_id == 1\n"),
    "a formatter": ("app/format.py", "import logging\n\n\ndef format(record):\n    return record.session_id\n"),
}
OTHERS = {
    "a template": ("app/format.py", 'import logging\n\nTEXT = "%(session_id)s was here"\n'),
    "a row": ("app/format.py", "import logging\n\n\ndef show(row):\n    return row.session_id\n"),
    "no log": ("app/format.py", "def show(record):\n    return record.session_id\n"),
    "a plain name": ("app/format.py", 'import logging\n\nTEXT = "session_id %(message)s"\n'),
    "no hole": ("logging.yaml", 'format: "session_id %(message)s"\n'),
}
KEEP = {Boundary.TELEMETRY: Policy.KEEP}
SET = 'def run(span):\n    span.set_attribute("{}", 1)\n'
START = 'def run(tracer):\n    tracer.start_as_current_span("run", attributes={{"{}": 1}})\n'
READ = {
    "a key": 'def test(spans):\n    assert spans[0].attributes["{}"] == 1\n',
    "asked": 'def test(span):\n    assert span.attributes.get("{}") == 1\n',
    "searched": 'def test(span):\n    assert "{}" in span.attributes\n',
    "compared": 'def test(span):\n    assert span.attributes == {{"{}": 1}}\n',
}


@pytest.mark.parametrize("gives", [EXTRA, ADAPTER, FILTER], ids=["extra", "adapter", "filter"])
@pytest.mark.parametrize(("path", "text"), FORMATS.values(), ids=FORMATS)
def test_what_shows_a_field_goes_with_what_gives_it(tmp_path: Path, gives: str, path: str, text: str) -> None:
    files = {"app/log.py": gives, path: text}
    found = renamed(tmp_path / "moves", files, checker=False)
    assert found == {name: before.replace("session_id", "flow_id") for name, before in files.items()}
    assert renamed(tmp_path / "stays", files, checker=False, boundaries=KEEP) == files


@pytest.mark.parametrize(("path", "text"), OTHERS.values(), ids=OTHERS)
def test_what_shows_something_else_is_not_tied(tmp_path: Path, path: str, text: str) -> None:
    lay(tmp_path, {"app/log.py": EXTRA, path: text})
    groups = make_plan(tmp_path, checker=False).groups
    assert not any({"app/log.py", path} <= {edit.path for edit in one.edits} for one in groups)


@pytest.mark.parametrize("key", ["session_id", "app.session_id"])
@pytest.mark.parametrize("sets", [SET, START], ids=["set", "start"])
@pytest.mark.parametrize("reads", READ.values(), ids=READ)
def test_what_reads_an_attribute_goes_with_what_sets_it(tmp_path: Path, key: str, sets: str, reads: str) -> None:
    files = {"app/run.py": sets.format(key), "tests/test_run.py": reads.format(key)}
    rename = {Boundary.TELEMETRY: Policy.RENAME}
    found = renamed(tmp_path / "moves", files, checker=False, boundaries=rename)
    assert found == {name: before.replace("session_id", "flow_id") for name, before in files.items()}
    assert renamed(tmp_path / "stays", files, checker=False, boundaries=KEEP) == files


@pytest.mark.parametrize(
    "reads",
    [
        READ["a key"].format("app.session_id"),
        'def test(node):\n    assert node.other["session_id"] == 1\n',
        'def test(span):\n    assert span.events == {"session_id": 1}\n',
        'def test(span):\n    assert span["session_id"] == 1\n',
    ],
)
def test_what_reads_something_else_is_not_tied(tmp_path: Path, reads: str) -> None:
    lay(tmp_path, {"app/run.py": SET.format("session_id"), "tests/test_run.py": reads})
    groups = make_plan(tmp_path, checker=False).groups
    assert not any({"app/run.py", "tests/test_run.py"} <= {edit.path for edit in one.edits} for one in groups)
