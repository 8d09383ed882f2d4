"""Which place each token of a concept has in a file of TypeScript or JavaScript."""

import re
from collections.abc import Iterable
from dataclasses import replace

from tree_sitter import Node

from flowcodemod.model.reference import Reference
from flowcodemod.model.script import ScriptKind, ScriptSite
from flowcodemod.readers.scopes import MODULE
from flowcodemod.readers.script_owners import imported_from, owner_of
from flowcodemod.readers.script_scopes import NAMES, ScriptScopes, declaring_scope
from flowcodemod.readers.syntax import Syntax, enclosing, text_of

_MEMBERS = frozenset({"property_identifier", "private_property_identifier"})
_SHORTHANDS = frozenset({"shorthand_property_identifier", "shorthand_property_identifier_pattern"})
_DECLARING = frozenset(
    {
        "property_signature",
        "public_field_definition",
        "method_definition",
        "method_signature",
        "abstract_method_signature",
        "enum_body",
        "enum_assignment",
        "pair",
    }
)
_QUOTED = frozenset({"string", "string_fragment"})
_TEXT = ScriptSite(ScriptKind.TEXT)


def script_sites(syntax: Syntax, references: Iterable[Reference]) -> tuple[ScriptSite, ...]:
    """One site a reference, in their order. Never raises for what the text holds."""
    scopes = ScriptScopes(syntax)
    return tuple(site_of(syntax, scopes, one) for one in references)


def site_of(syntax: Syntax, scopes: ScriptScopes, reference: Reference) -> ScriptSite:
    """The site of one reference, whose file's scopes are known."""
    site = _place(syntax, scopes, reference)
    if site.kind not in (ScriptKind.MEMBER, ScriptKind.SHORTHAND):
        return site
    owner = owner_of(syntax.node_at(reference.start, reference.end))
    module = imported_from(syntax.text, owner[0]) if owner is not None else ""
    return replace(site, of=module, given=owner is not None and owner[1]) if module else site


def _place(syntax: Syntax, scopes: ScriptScopes, reference: Reference) -> ScriptSite:
    node = syntax.node_at(reference.start, reference.end)
    parent = node.parent
    if parent is not None and node.type in _QUOTED:
        return _of_string(syntax, node, reference)
    if parent is None or text_of(node).lstrip("#$") != reference.text:
        return _TEXT
    if node.type in _MEMBERS:
        module = _namespace(syntax.text, parent)
        if module:
            return ScriptSite(ScriptKind.IMPORTED, module=module)
        return ScriptSite(ScriptKind.MEMBER, declares=_declares_member(parent, node))
    if node.type not in NAMES:
        return _TEXT
    declares, binding = declaring_scope(node) is not None, scopes.binding(node)
    if node.type in _SHORTHANDS:
        written = node.type == "shorthand_property_identifier"
        return ScriptSite(ScriptKind.SHORTHAND, binding, written, declares and _is_exported(node, binding))
    if parent.type in ("import_specifier", "export_specifier"):
        return _of_specifier(parent, node, binding, declares=declares)
    kind = ScriptKind.SHORTHAND if _makes_member(parent) else ScriptKind.NAME
    return ScriptSite(kind, binding, declares, declares and _is_exported(node, binding))


def _makes_member(parent: Node) -> bool:
    """Whether a parameter of a constructor is a member of its class, too: `constructor(private sessionId: string)`."""
    return parent.type == "required_parameter" and parent.children[0].type in ("accessibility_modifier", "readonly")


def _declares_member(parent: Node, node: Node) -> bool:
    """Whether a token names the member that its parent declares, and is no value of it."""
    return parent.type in _DECLARING and parent.child_by_field_name("value") != node


def _of_string(syntax: Syntax, node: Node, reference: Reference) -> ScriptSite:
    """A string that is nothing but the token names a member where it is a key, a type, or asked of an object."""
    string = node.parent if node.type == "string_fragment" else node
    parent = string.parent if string is not None else None
    if string is None or parent is None or syntax.content_of(string) != reference.text:
        return _TEXT
    asked = parent.type == "binary_expression" and any(one.type == "in" for one in parent.children)
    if parent.type == "literal_type" or parent.child_by_field_name("index") == string or asked:
        return ScriptSite(ScriptKind.MEMBER)
    if parent.child_by_field_name("key") == string or parent.child_by_field_name("name") == string:
        return ScriptSite(ScriptKind.MEMBER, declares=True)
    return _TEXT


def _namespace(text: str, parent: Node) -> str:
    """The module that a member is asked of by its name here: `import * as api from "m"`, `api.sessionId`."""
    asked = parent.child_by_field_name("object") if parent.type == "member_expression" else None
    if asked is None or asked.type != "identifier":
        return ""
    found = re.search(rf"\bimport\s*\*\s*as\s+{re.escape(text_of(asked))}\s+from\s*[\"']([^\"'\n]+)", text)
    return found[1] if found is not None else ""


def _of_specifier(specifier: Node, node: Node, binding: int | None, *, declares: bool) -> ScriptSite:
    """One of the two names in `import {a as b} from "m"` and `export {a as b}`; where there is one, it is both."""
    alias = specifier.child_by_field_name("alias")
    source = _source(specifier)
    if specifier.type == "import_specifier":
        if alias == node:
            return ScriptSite(ScriptKind.NAME, MODULE, declares=True)
        return ScriptSite(ScriptKind.IMPORTED, MODULE if alias is None else None, declares, module=source)
    if alias == node:
        return ScriptSite(ScriptKind.EXPORTED, exported=True, module=source)
    if source:
        return ScriptSite(ScriptKind.IMPORTED, exported=alias is None, module=source)
    return ScriptSite(ScriptKind.NAME, binding, exported=alias is None and binding == MODULE)


def _source(specifier: Node) -> str:
    statement = enclosing(specifier, "import_statement", "export_statement")
    source = statement.child_by_field_name("source") if statement is not None else None
    return text_of(source)[1:-1] if source is not None else ""


def _is_exported(node: Node, binding: int | None) -> bool:
    """Whether a name of the module is declared by an `export` statement."""
    return binding == MODULE and enclosing(node, "export_statement") is not None
