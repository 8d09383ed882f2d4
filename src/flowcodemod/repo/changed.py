"""What a run changed: each file's text before it, from the backups, and as it stands on the disk now."""

from flowcodemod.model.errors import RunError
from flowcodemod.model.journal import Run, states_before
from flowcodemod.model.proof import Changed
from flowcodemod.model.source import Source
from flowcodemod.repo.backups import read_backup
from flowcodemod.repo.git import Repository
from flowcodemod.repo.runs import runs_folder
from flowcodemod.repo.sources import decode, read_source


def changes_of(repository: Repository, run: Run) -> tuple[Changed, ...]:
    """The text files a run edited. Raises RunError when a backup is missing or a file can no longer be read."""
    changed = []
    edited = {edit.path for group in run.groups for edit in group.edits}
    for path, state in states_before(run.steps).items():
        if state is None or path not in edited:
            continue
        before = decode(path, read_backup(runs_folder(repository) / run.id, state.digest))
        now = read_source(repository.root, path)
        if not isinstance(before, Source) or not isinstance(now, Source):
            raise RunError(f"{path} can no longer be read as text, so run {run.id} cannot be verified")
        changed.append(Changed(path, before.text, now.text))
    return tuple(changed)
