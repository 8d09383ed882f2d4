"""Renames with the boundary http pinned, without a type checker."""

from pathlib import Path

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import renamed

PIN = {Boundary.HTTP: Policy.PIN}


def moved(root: Path, text: str, **names: str) -> str:
    """What `apply` makes of one file by default."""
    return renamed(root, {"app.py": text}, checker=False, boundaries=PIN, **names)["app.py"]


def there_and_back(root: Path, before: str, after: str) -> tuple[str, str, str]:
    """What becomes of a file, of the file that is to come of it, and of that one once its names are renamed back."""
    there, again = moved(root / "there", before), moved(root / "again", after)
    return there, again, moved(root / "back", after, old="flow_id", new="session_id")
