"""Workflows of GitHub: the inputs that a step hands to an action of somebody else's."""

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax, enclosing, text_of

_PAIR = "block_mapping_pair"


def action_of_input(syntax: Syntax, start: int) -> str:
    """The action whose input a key is, such as `actions/cache@v4`; '' for any other key, or an action of ours."""
    if not syntax.grammar.name.startswith("yaml"):
        return ""
    pair = enclosing(syntax.node_at(start, start + 1), _PAIR)
    given = enclosing(pair.parent, _PAIR) if pair is not None else None
    step = given.parent if given is not None and _key(given) == "with" else None
    for one in step.named_children if step is not None else ():
        value = one.child_by_field_name("value")
        if one.type == _PAIR and _key(one) == "uses" and value is not None:
            action = text_of(value).strip("\"'")
            return "" if action.startswith("./") else action
    return ""


def _key(pair: Node) -> str:
    key = pair.child_by_field_name("key")
    return text_of(key) if key is not None else ""
