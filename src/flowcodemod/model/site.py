"""A site: what surrounds a reference in Python code, as far as its own file shows it. All positions are code points."""

from dataclasses import dataclass
from enum import StrEnum


class SiteKind(StrEnum):
    """The syntactic place of a token."""

    NAME = "name"  # an identifier that is read, bound or deleted
    PARAMETER = "parameter"
    LABEL = "label"  # the label of a keyword argument or of a keyword in a class pattern
    ATTRIBUTE = "attribute"
    MEMBER = "member"  # a name bound directly in a class body
    DEFINITION = "definition"  # the name of a function, a method or a class
    IMPORT = "import"
    MODULE = "module"
    STRING = "string"
    TEXT = "text"  # comments, docstrings, and every token of another language


class StringUse(StrEnum):
    """What a string is used for, where its file shows it."""

    DICT_KEY = "dict-key"  # {"session_id": …}
    SUBSCRIPT = "subscript"  # data["session_id"]
    METHOD = "method"  # data.get("session_id"), the name of the method in `callee_text`
    ARGUMENT = "argument"  # f("session_id"), f(key="session_id")
    MEMBERSHIP = "membership"  # "session_id" in data
    COMPARISON = "comparison"
    ELEMENT = "element"  # ("session_id", …), an element of a display
    VALUE = "value"  # x = "session_id"
    ANNOTATION = "annotation"
    OTHER = "other"


ASKING = frozenset({StringUse.SUBSCRIPT, StringUse.METHOD, StringUse.MEMBERSHIP})
"""The uses by which something is asked for what bears the name."""
_READERS = frozenset({"get", "pop", "setdefault"})


@dataclass(frozen=True, slots=True)
class Place:
    """An identifier that explains a site, such as the callee of a call: its text and span."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Site:
    """What a file shows about one of its references.

    `binding` identifies the scope that binds a name: the start of the function, lambda, comprehension or class, -1 for the
    module, None where the file binds it nowhere. `binds`: the token itself binds. `callee`: the last identifier of what
    is called with this label or string. `receiver`: the last identifier of what the attribute or key is asked of.
    `owner`: the name of the function a parameter belongs to, or of the class a member belongs to. `method_of`: the class
    around the owner. `chain`: the dotted text of callee or receiver. `argument`: position or keyword of a string in a call.
    `value_is_name`: for labels, whether the value is an identifier that holds the concept, too. `whole`: the string is
    nothing but the token. `container`: the start of the display a string stands in.
    """

    kind: SiteKind
    binding: int | None = None
    binds: bool = False
    callee: Place | None = None
    receiver: Place | None = None
    owner: Place | None = None
    method_of: Place | None = None
    chain: str = ""
    use: StringUse | None = None
    argument: int | str | None = None
    whole: bool = False
    container: int | None = None
    closure: bool = False

    @property
    def asks(self) -> bool:
        """Whether a string is a key that some object is asked for: `d["name"]`, `d.get("name")`, `"name" in d`."""
        return self.use in ASKING and (self.callee is None or self.callee.text in _READERS)
