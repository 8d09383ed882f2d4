"""A run's journal on disk: `journal.json` is there before the first file changes, `outcome.json` only at the end."""

import json
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from flowcodemod.model.errors import RunError
from flowcodemod.model.journal import Action, FileState, Outcome, Record, Run, RunKind, RunState, Step
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.files import write_private
from flowcodemod.repo.json_fields import Fields, parse
from flowcodemod.repo.plan_groups import group_document, load_group, load_operation, operation_document
from flowcodemod.repo.sources import read_bytes

SCHEMA_VERSION = 1
JOURNAL = "journal.json"
OUTCOME = "outcome.json"
_RUN_ID = re.compile(r"\d{8}-\d{6}-\d{2,6}", re.ASCII)
_ON_FOLDERS = (Action.MAKE_FOLDER, Action.REMOVE_FOLDER)


def is_run_id(text: str) -> bool:
    """Tell whether a text has the form of a run's id, such as `20261121-101500-01`."""
    return bool(_RUN_ID.fullmatch(text))


def write_journal(disk: Disk, folder: Path, run: Run) -> None:
    """Write the journal into the run's folder and wait until it has reached the disk."""
    write_private(disk, folder / JOURNAL, _bytes(_run_document(run)))
    disk.sync_folder(folder)
    disk.sync_folder(folder.parent)


def write_outcome(disk: Disk, folder: Path, outcome: Outcome) -> None:
    """Write how the run ended."""
    document = {"state": str(outcome.state), "when": outcome.when.isoformat(), "detail": outcome.detail}
    write_private(disk, folder / OUTCOME, _bytes(document))
    # The tree is safe already: should the outcome be lost with the power, recovery comes to the same one.
    with suppress(OSError):
        disk.sync_folder(folder)


def read_journal(folder: Path) -> Run:
    """Read a run from its folder. Raises RunError when its journal is missing, broken, or reaches out of the tree."""
    fields = _read(folder, JOURNAL)
    if fields.number("schema_version", 0) != SCHEMA_VERSION:
        fields.fail("schema_version", f"this version reads {SCHEMA_VERSION}: use the version that made the run")
    if fields.text("run") != folder.name:
        fields.fail("run", f"is not the run of the folder {folder.name}")
    undoes = fields.text("undoes")
    if undoes and not is_run_id(undoes):
        fields.fail("undoes", "is no run")
    return Run(
        id=folder.name,
        kind=fields.choice("kind", RunKind),
        record=_load_record(fields),
        steps=tuple(_load_step(one) for one in fields.objects("steps")),
        prefix=_load_prefix(fields),
        revision=fields.text("revision"),
        campaign=fields.text("campaign"),
        plan_digest=fields.digest("plan_digest", absent=True),
        undoes=undoes,
        groups=tuple(load_group(one) for one in fields.objects("groups")),
        operations=tuple(load_operation(one) for one in fields.objects("operations")),
        outcome=_load_outcome(folder),
    )


def _bytes(document: Mapping[str, object]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _read(folder: Path, name: str) -> Fields:
    where = f"{folder.name}/{name}"
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise RunError(f"{folder} is no folder")
        return parse(read_bytes(folder / name), where, RunError)
    except OSError as error:
        raise RunError(f"{where} cannot be read: {error.strerror}") from error


def _run_document(run: Run) -> dict[str, object]:
    record = run.record
    return {
        "schema_version": SCHEMA_VERSION,
        "run": run.id,
        "kind": str(run.kind),
        "undoes": run.undoes,
        "who": record.who,
        "when": record.when.isoformat(),
        "tool": record.tool,
        "checker": record.checker,
        "campaign": run.campaign,
        "campaign_digest": record.campaign_digest,
        "plan_digest": run.plan_digest,
        "revision": run.revision,
        "prefix": run.prefix,
        "steps": [_step_document(step) for step in run.steps],
        "groups": [group_document(group) for group in run.groups],
        "operations": [operation_document(one) for one in run.operations],
    }


def _step_document(step: Step) -> dict[str, object]:
    return {
        "action": str(step.action),
        "path": step.path,
        "target": step.target,
        "before": _state_document(step.before),
        "after": _state_document(step.after),
        "mode": step.mode,
    }


def _state_document(state: FileState | None) -> dict[str, object] | None:
    if state is None:
        return None
    return {"digest": state.digest, "mode": state.mode, "uid": state.uid, "gid": state.gid}


def _load_record(fields: Fields) -> Record:
    return Record(
        when=_load_time(fields),
        tool=fields.text("tool"),
        checker=fields.text("checker"),
        campaign_digest=fields.text("campaign_digest"),
        who=fields.text("who"),
    )


def _load_time(fields: Fields) -> datetime:
    try:
        when = datetime.fromisoformat(fields.text("when"))
    except ValueError:
        fields.fail("when", "is no time")
    if when.tzinfo is None:
        fields.fail("when", "has no time zone")
    return when


def _load_prefix(fields: Fields) -> str:
    prefix = fields.text("prefix")
    if prefix:
        Fields({"prefix": prefix.removesuffix("/")}, fields.where, fields.error).path("prefix")
    if prefix and not prefix.endswith("/"):
        fields.fail("prefix", "must end with '/'")
    return prefix


def _load_step(fields: Fields) -> Step:
    action = fields.choice("action", Action)
    step = Step(
        action=action,
        path=fields.path("path"),
        target=fields.path("target") if action is Action.RENAME else "",
        before=_load_state(fields, "before"),
        after=_load_state(fields, "after"),
        mode=_load_mode(fields),
    )
    has_before = action in (Action.REPLACE, Action.RENAME, Action.DELETE)
    has_after = action in (Action.REPLACE, Action.RENAME, Action.CREATE)
    if (step.before is not None, step.after is not None) != (has_before, has_after):
        fields.fail("action", f"a step that does {action} does not look like this")
    return step


def _load_state(fields: Fields, key: str) -> FileState | None:
    if fields.data.get(key) is None:
        return None
    state = fields.mapping(key)
    return FileState(state.digest("digest"), _load_mode(state), state.number("uid", -1), state.number("gid", -1))


def _load_mode(fields: Fields) -> int:
    mode = fields.number("mode", 0)
    if mode > 0o7777:
        fields.fail("mode", "is no set of permission bits")
    return mode


def _load_outcome(folder: Path) -> Outcome | None:
    if not (folder / OUTCOME).is_file():
        return None
    fields = _read(folder, OUTCOME)
    state = fields.choice("state", RunState)
    if state not in (RunState.FINISHED, RunState.UNDONE):
        fields.fail("state", "is no way for a run to end")
    return Outcome(state, _load_time(fields), fields.text("detail"))
