"""Models that migrations of Django create by their name: their table, and what later migrations ask for, bear it."""

import re
from pathlib import PurePosixPath

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

_MIGRATIONS = "migrations"
_CREATES = r"\bCreateModel\(\s*(?:name\s*=\s*)?[\"']{}[\"']"
_GIVEN_UP = r"\b(?:RenameModel\(\s*(?:old_name\s*=\s*)?|DeleteModel\(\s*(?:name\s*=\s*)?)[\"']{}[\"']"


def migrated(program: Program, reference: Reference, campaign: Campaign) -> str:
    """Why a model keeps its name: the migration of its app that creates it so; '' where none does, or columns are renamed.

    Another name alone is another model to Django: a new table, new permissions, and foreign keys that lead nowhere.
    """
    if program.index.site(reference).kind is not SiteKind.DEFINITION:
        return ""
    if campaign.boundaries.get(Boundary.DATABASE, Policy.PIN) is Policy.RENAME or not _is_class(program, reference):
        return ""
    places = [path for path in _recording(program, reference) if _says(program, path, _CREATES, reference.text)]
    gone = any(_says(program, path, _GIVEN_UP, reference.text) for path in _recording(program, reference))
    return f"{min(places)} creates this model by its name" if places and not gone else ""


def _recording(program: Program, reference: Reference) -> set[str]:
    """The migrations of the app around a model that hold its name."""
    found = set()
    for one in program.index.references:
        folder = PurePosixPath(one.path).parent
        app = str(folder.parent)
        recording = one.status is Status.HISTORY and folder.name == _MIGRATIONS
        if recording and one.text == reference.text and (app == "." or reference.path.startswith(f"{app}/")):
            found.add(one.path)
    return found


def _is_class(program: Program, reference: Reference) -> bool:
    return reference.start in program.definitions(reference.path).classes


def _says(program: Program, path: str, said: str, name: str) -> bool:
    return re.search(said.format(re.escape(name)), program.modules.text(path)) is not None
