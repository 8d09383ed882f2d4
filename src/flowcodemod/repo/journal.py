"""A run's journal on disk: `journal.json` is there before the first file changes, `outcome.json` only at the end."""

import json
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from flowcodemod.model.errors import RunError
from flowcodemod.model.journal import Outcome, Run, RunState
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.files import write_private
from flowcodemod.repo.journal_document import load_run, load_time, run_document
from flowcodemod.repo.json_fields import Fields, parse
from flowcodemod.repo.run_folders import JOURNAL, OUTCOME
from flowcodemod.repo.sources import read_bytes


def write_journal(disk: Disk, folder: Path, run: Run) -> None:
    """Write the journal into the run's folder and wait until it has reached the disk."""
    write_private(disk, folder / JOURNAL, _bytes(run_document(run)))
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
    return load_run(_read(folder, JOURNAL), folder.name, _load_outcome(folder))


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


def _load_outcome(folder: Path) -> Outcome | None:
    if not (folder / OUTCOME).is_file():
        return None
    fields = _read(folder, OUTCOME)
    state = fields.choice("state", RunState)
    if state not in (RunState.FINISHED, RunState.UNDONE):
        fields.fail("state", "is no way for a run to end")
    return Outcome(state, load_time(fields), fields.text("detail"))
