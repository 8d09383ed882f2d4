"""A run <-> the JSON of its journal, which is trusted no further than every field has been checked."""

from datetime import datetime

from flowcodemod.model.journal import Action, FileState, Outcome, Record, Run, RunKind, Step
from flowcodemod.repo.json_fields import Fields
from flowcodemod.repo.plan_groups import group_document, load_group, load_operation, operation_document
from flowcodemod.repo.run_folders import is_run_id

SCHEMA_VERSION = 1


def run_document(run: Run) -> dict[str, object]:
    """Write a run as a JSON object; its outcome is kept apart."""
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
        "min_confidence": record.min_confidence,
        "only": list(record.only),
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


def load_run(fields: Fields, run_id: str, outcome: Outcome | None) -> Run:
    """Read the run of an id; the first field that is wrong or reaches out of the tree raises the error of `fields`."""
    if fields.number("schema_version", 0) != SCHEMA_VERSION:
        fields.fail("schema_version", f"this version reads {SCHEMA_VERSION}: use the version that made the run")
    if fields.text("run") != run_id:
        fields.fail("run", f"is not the run of the folder {run_id}")
    undoes = fields.text("undoes")
    if undoes and not is_run_id(undoes):
        fields.fail("undoes", "is no run")
    return Run(
        id=run_id,
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
        outcome=outcome,
    )


def _load_record(fields: Fields) -> Record:
    return Record(
        when=load_time(fields),
        tool=fields.text("tool"),
        checker=fields.text("checker"),
        campaign_digest=fields.text("campaign_digest"),
        who=fields.text("who"),
        min_confidence=fields.share("min_confidence") if "min_confidence" in fields.data else 0.9,
        only=fields.texts("only"),
    )


def load_time(fields: Fields) -> datetime:
    """Read the time of `when`, which must know its time zone."""
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
