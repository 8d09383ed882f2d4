"""What an HTTP client sends: dictionaries that reach `params=`, `data=` or `json=` of a call that speaks to a server."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax, enclosing, plain_text, text_of

_SPEAKS = re.compile(
    r"(?:^|_)(?:get|post|put|patch|delete|head|options|requests?|fetch|urlopen|urlencode|paginated?)(?:_|$)"
    r"|(?:^|[a-z])Request$|^(?:FormData|QueryParams)$",
)
_SENDS = re.compile(r"(?:^|_)(?:post|put|patch|requests?|urlopen)(?:_|$)|(?:^|[a-z])Request$")
_ENCODES = re.compile(
    r"(?:url_?encode|FormData|QueryParams|(?:add|with|set|append|update)_(?:params|query)\w*|send(?:_as)?_json)$"
)
_CARRIES = frozenset(
    {"params", "data", "json", "payload", "body", "query", "form", "form_data", "query_params", "fields"}
)
_CALLED_SO = re.compile(r"(?:\w+_)?(?:params|payload|body|query|form_data|post_data|json_data|json|data)$")
# Expressions whose value holds a dictionary that stands in them.
_HOLDERS = frozenset(
    {"pair", "dictionary", "list", "tuple", "set", "parenthesized_expression", "conditional_expression", "await"}
    | {"dictionary_splat", "binary_operator", "boolean_operator", "list_comprehension", "dictionary_comprehension"}
)
_HANDS_ON = re.compile(r"(?i:pagina|request|fetch|call|api|rpc|invoke)|(?:^|_)(?:get|post|put|patch|delete)(?:_|$)")
_REMAKES = re.compile(r"(?:^|_)(?:dumps|dict|OrderedDict|without|remove|drop|strip|clean|compact|filter|encode)(?:_|$)")
_PUTS = frozenset({"update", "setdefault"})
_STEPS = 3


def is_payload(syntax: Syntax, start: int, end: int) -> bool:
    """Whether the key or keyword at a span of code points goes into what a request of the same function carries."""
    token = syntax.node_at(start, end)
    string = enclosing(token, "string", "keyword_argument", "block", "module")
    if string is None or string.type in ("block", "module"):
        return False
    if string.type == "keyword_argument":
        call = enclosing(string, "call")
        return call is not None and string.child_by_field_name("name") == token and _is_sent(call, _STEPS)
    return _of_string(string)


def _of_string(string: Node) -> bool:
    holder = string.parent
    if holder is None or not plain_text(string):
        return False
    if holder.type == "pair" and holder.child_by_field_name("key") == string:
        return _is_sent(holder, _STEPS)
    if holder.type == "subscript" and holder.child_by_field_name("value") != string:
        target = holder.parent
        written = target is not None and target.type == "assignment" and target.child_by_field_name("left") == holder
        value = holder.child_by_field_name("value")
        return written and value is not None and _is_name_sent(value, _STEPS)
    return False


def _is_sent(node: Node, steps: int) -> bool:
    """Whether the value of an expression, or what holds it, is carried by a request."""
    while node.parent is not None and node.parent.type in _HOLDERS:
        node = node.parent
    parent = node.parent
    if parent is None or steps == 0:
        return False
    if parent.type == "keyword_argument":
        call = enclosing(parent, "call")
        name = parent.child_by_field_name("name")
        carried = name is not None and text_of(name) in _CARRIES
        return carried and call is not None and _SPEAKS.search(_called(call)) is not None
    if parent.type == "argument_list":
        return parent.parent is not None and _is_taken(parent.parent, node, steps)
    if parent.type == "assignment" and parent.child_by_field_name("right") == node:
        target = parent.child_by_field_name("left")
        return target is not None and _is_name_sent(target, steps - 1)
    return False


def _is_taken(call: Node, argument: Node, steps: int) -> bool:
    """Whether a call sends what it is given by position, or makes something of it that is sent."""
    name, arguments = _called(call), call.child_by_field_name("arguments")
    first = arguments is not None and arguments.named_children[:1] == [argument]
    if _ENCODES.search(name) or (_SENDS.search(name) and not first):
        return True
    if name in _PUTS and first:
        function = call.child_by_field_name("function")
        receiver = function.child_by_field_name("object") if function is not None else None
        return receiver is not None and _is_name_sent(receiver, steps - 1)
    return _REMAKES.search(name) is not None and _is_sent(call, steps)


def _is_name_sent(name: Node, steps: int) -> bool:
    """Whether what a name of a function holds is sent there; one called like a payload, if it is handed on at all."""
    function = enclosing(name, "function_definition")
    if name.type != "identifier" or function is None or steps < 0:
        return False
    called_so = _CALLED_SO.fullmatch(text_of(name)) is not None
    return any(
        _is_sent(use, steps) or (called_so and _is_argument(use))
        for use in _identifiers(function)
        if use.text == name.text and use.start_byte != name.start_byte
    )


def _is_argument(use: Node) -> bool:
    """Whether a name is one of several arguments of a call whose name tells that it speaks to somebody."""
    parent = use.parent
    if parent is None or parent.type != "argument_list" or parent.parent is None:
        return False
    return len(parent.named_children) > 1 and _HANDS_ON.search(_called(parent.parent)) is not None


def _called(call: Node) -> str:
    """The last identifier of what is called."""
    function = call.child_by_field_name("function")
    if function is not None and function.type == "attribute":
        function = function.child_by_field_name("attribute")
    return text_of(function) if function is not None else ""


def _identifiers(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.type == "identifier":
            yield one
        waiting += one.named_children
