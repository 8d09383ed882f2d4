"""Public names that stay importable beside the new ones: `keep-exports = ["package.name"]`."""

import re
from dataclasses import replace

from flowcodemod.inventory.kept_exports import is_kept
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.exports import is_export
from flowcodemod.readers.scopes import MODULE


def keep_export(program: Program, reference: Reference, edit: Edit, campaign: Campaign) -> tuple[Edit, ...]:
    """The edit of a reference, made so that a name of `keep-exports` stays importable from where it is public."""
    if not is_kept(reference, campaign, program.modules.layout if campaign.keep_exports else None):
        return (edit,)
    text, site = program.index.files[reference.path].source.text, program.index.site(reference)
    if site.kind is SiteKind.IMPORT and site.binding == MODULE and not _has_alias(text, reference):
        return (replace(edit, new=f"{edit.new}, {edit.new} as {edit.old}"),)
    if site.kind is SiteKind.STRING and is_export(text, reference.start, site.container):
        quote = text[reference.start - 1]
        return (replace(edit, new=f"{edit.new}{quote}, {quote}{edit.old}"),)
    if site.kind is SiteKind.DEFINITION and site.binding == MODULE:
        return (edit, _assigned(program, text, edit))
    return (edit,)


def _assigned(program: Program, text: str, edit: Edit) -> Edit:
    """The old name assigned right behind the definition."""
    known = program.definitions(edit.path)
    definition = known.classes.get(edit.start) or known.functions.get(edit.start)
    at = definition.end if definition is not None and definition.end else len(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    return Edit(edit.path, at, at, text.count("\n", 0, at) + 1, "", f"{newline * 3}{edit.old} = {edit.new}")


def _has_alias(text: str, reference: Reference) -> bool:
    return re.match(r"\s+as\s", text[reference.end : reference.end + 20]) is not None
