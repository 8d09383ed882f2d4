"""Files that a command was asked to write beside what it says."""

from pathlib import Path

from flowcodemod.model.errors import FlowcodemodError


def write_document(folder: Path | str, name: Path | str, content: str | bytes) -> None:
    """Write a file, named relative to a folder. Raises FlowcodemodError, such as where its own folder is missing."""
    path = Path(folder, name)
    try:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    except OSError as error:
        where = "its folder is missing: make it first" if not path.parent.is_dir() else error.strerror
        raise FlowcodemodError(f"{name} cannot be written: {where}") from error
