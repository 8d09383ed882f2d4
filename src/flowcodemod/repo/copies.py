"""Files laid out in a folder of their own, to be looked at there."""

from collections.abc import Mapping
from pathlib import Path


def lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder that nobody else uses. Paths are relative and were checked before."""
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
