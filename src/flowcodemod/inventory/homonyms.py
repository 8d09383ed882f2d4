"""Homonyms: the same words for another concept, told apart by definition: the name, its uses, and what imports it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from flowcodemod.inventory.file import File
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.readers.imports import bound_modules
from flowcodemod.readers.modules import dotted_names, module_imported_from
from flowcodemod.readers.scopes import MODULE


def mark_homonyms(files: Mapping[str, File], definitions: Sequence[str]) -> dict[str, File]:
    """The files with every reference to a homonym marked. `definitions`: dotted, as `app.auth.cookies.session_id`."""
    wanted: dict[str, set[str]] = {}
    for definition in definitions:
        module, _, name = definition.rpartition(".")
        wanted.setdefault(name, set()).add(module)
    return {path: _mark(file, wanted) for path, file in files.items()} if wanted else dict(files)


def _mark(file: File, wanted: Mapping[str, set[str]]) -> File:
    names = {name for name, modules in wanted.items() if modules & set(dotted_names(file.source.path))}
    for reference, site in zip(file.references, file.sites, strict=False):
        if site.kind is SiteKind.IMPORT and reference.text in wanted:
            module = module_imported_from(file.source.text, reference.path, reference.start)
            if module in wanted[reference.text]:
                names.add(reference.text)
    bound = bound_modules(file.source.text)
    marked = []
    for reference, site in zip_longest(file.references, file.sites):
        through_module = site is not None and bound.get(site.chain) in wanted.get(reference.text, ())
        by_name = site is not None and reference.text in names and site.binding == MODULE
        marked.append(_as_homonym(reference) if by_name or through_module else reference)
    return replace(file, references=tuple(marked))


def _as_homonym(reference: Reference) -> Reference:
    if reference.status is not Status.OPEN:
        return reference
    return replace(reference, status=Status.HOMONYM, reason="the campaign names its definition as a homonym")
