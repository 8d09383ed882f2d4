"""What surrounds a reference in TypeScript and JavaScript, as far as its own file shows it. Positions are code points."""

from dataclasses import dataclass
from enum import StrEnum


class ScriptKind(StrEnum):
    """The syntactic place of a token."""

    NAME = "name"  # an identifier, of a value or of a type
    MEMBER = "member"  # o.sessionId, {sessionId: …}, <A sessionId=…>, a member of a class, an interface or a type
    SHORTHAND = "shorthand"  # {sessionId}: a member, and the variable of its name
    IMPORTED = "imported"  # what another module calls it: import {sessionId as s}, export {sessionId} from
    EXPORTED = "exported"  # what other modules call it: export {s as sessionId}
    TEXT = "text"  # strings and comments


@dataclass(frozen=True, slots=True)
class ScriptSite:
    """What a file shows about one token.

    `binding`: the start of the scope that binds a name, -1 for the module, None where the file binds it nowhere.
    `declares`: the token itself declares the name, or of members and shorthands the member. `exported`: a name of the
    module that others may import. `module`: the text of the module that an import names. `of`: the module from which that
    is imported of which a member is asked, or to which it is given; `given`: to an element or a constructor of it.
    """

    kind: ScriptKind
    binding: int | None = None
    declares: bool = False
    exported: bool = False
    module: str = ""
    of: str = ""
    given: bool = False
