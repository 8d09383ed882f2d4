"""`if issubclass(model, Node): shown += ("name", …)`: a list of what the class of the branch has, and nothing else."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.program.having_all import defining
from flowcodemod.program.program import Program
from flowcodemod.readers.syntax import enclosing, plain_text, text_of

_ASKS = re.compile(r"(?:issubclass|isinstance)\(\s*[\w.]+\s*,\s*(?:\w+\.)*(?P<class>\w+)\s*\)")
_BRANCHES = ("if_statement", "elif_clause")
_SEVERAL = 2  # one name alone is what many classes have


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a text in such a list to what defines the name in the class that the branch asks for."""
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.STRING or not site.whole or site.use is not StringUse.ELEMENT:
                continue
            at = file.syntax.node_at(reference.start, reference.end) if file.syntax is not None else None
            display = enclosing(at, "list", "tuple", "set")
            names = [plain_text(child) for child in display.named_children] if display is not None else []
            if display is None or len(names) < _SEVERAL or not all(names):
                continue
            for path, one in program.classes_called(_class_of_branch(display)):
                target = defining(program, path, one, names, reference.text)
                if target is not None:
                    evidence = Evidence(Kind.SHOWN_FLOW, f"names of {one.name}, which is asked for around")
                    yield Link((reference.path, reference.start), target, evidence)


def _class_of_branch(display: Node) -> str:
    """The class that the innermost branch around asks for, '' where it asks anything else."""
    body = enclosing(display, "block")
    branch = body.parent if body is not None else None
    asked = branch.child_by_field_name("condition") if branch is not None and branch.type in _BRANCHES else None
    match = _ASKS.fullmatch(text_of(asked)) if asked is not None else None
    return match["class"] if match else ""
