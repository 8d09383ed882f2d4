"""Parameters of FastAPI's handlers as their file shows them: what of a request each one is."""

import re

from flowcodemod.readers.model_fields import ModelField, parameter_field
from flowcodemod.readers.syntax import Syntax, enclosing, text_of

DESCRIBES = re.compile(r"(?:\w+\.)*(?:Query|Header|Cookie|Form|File|Body)$")
_HEADER = re.compile(r"(?<!\w)Header\(")
_AS_IS = re.compile(r"\bconvert_underscores\s*=\s*False\b")
_WITHOUT_DEFAULT = frozenset({"identifier", "typed_parameter"})
_ENDS_POSITIONAL = frozenset({"list_splat_pattern", "keyword_separator", "dictionary_splat_pattern"})


def described_parameter(syntax: Syntax, start: int, end: int) -> ModelField | None:
    """A parameter whose name has this span, and what describes it; None where it is none."""
    return parameter_field(syntax, start, end, DESCRIBES)


def sent_as(syntax: Syntax, start: int, end: int, name: str) -> str:
    """What a request calls a parameter that nothing gives another name: headers have dashes."""
    declared = _declared(syntax, start, end)
    return name.replace("_", "-") if _HEADER.search(declared) and not _AS_IS.search(declared) else name


def may_have_default(syntax: Syntax, start: int, end: int) -> bool:
    """Whether a parameter can be given a default: all that follow by position have one."""
    node = enclosing(syntax.node_at(start, end), "typed_parameter", "typed_default_parameter", "default_parameter")
    following = node.next_named_sibling if node is not None else None
    while following is not None and following.type not in _ENDS_POSITIONAL:
        splat = following.type == "typed_parameter" and text_of(following).startswith("*")
        if splat:
            return True
        if following.type in _WITHOUT_DEFAULT:
            return False
        following = following.next_named_sibling
    return True


def _declared(syntax: Syntax, start: int, end: int) -> str:
    node = enclosing(syntax.node_at(start, end), "typed_parameter", "typed_default_parameter", "default_parameter")
    return text_of(node) if node is not None else ""
