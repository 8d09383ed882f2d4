"""Names that a file imports from somebody else's package: told apart from ours by their import, without a checker."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from flowcodemod.inventory.file import File
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.readers.imports import bound_modules, top_names
from flowcodemod.readers.modules import module_imported_from
from flowcodemod.readers.scopes import MODULE


def mark_foreign_imports(files: Mapping[str, File], paths: frozenset[str]) -> dict[str, File]:
    """The files with every name marked that an import at the top of its file takes from a package not in `paths`."""

    @cache
    def owner(module: str) -> str:
        first = module.partition(".")[0]
        return "" if not first or first in top_names(paths) else first

    def marked(file: File) -> File:
        bound: dict[str, str] | None = None
        references = []
        for number, reference in enumerate(file.references):
            kind = file.sites[number].kind if number < len(file.sites) else SiteKind.TEXT
            found = ""
            if kind is SiteKind.IMPORT and not _is_alias(file.source.text, reference.start):
                found = owner(module_imported_from(file.source.text, reference.path, reference.start) or "")
            elif kind is SiteKind.NAME and file.sites[number].binding == MODULE and not file.sites[number].binds:
                bound = bound_modules(file.source.text) if bound is None else bound
                module, _, name = bound.get(reference.text, "").rpartition(".")
                found = owner(module) if name == reference.text else ""
            references.append(_foreign(reference, found) if found else reference)
        return replace(file, references=tuple(references))

    return {path: marked(file) for path, file in files.items()}


def _is_alias(text: str, start: int) -> bool:
    """Whether a name is what the file itself calls something: `b` in `import a as b`."""
    return re.search(r"\bas\s+$", text[max(0, start - 20) : start]) is not None


def _foreign(reference: Reference, owner: str) -> Reference:
    if reference.status is not Status.OPEN:
        return reference
    return replace(reference, status=Status.FOREIGN, reason=f"imported from {owner}")
