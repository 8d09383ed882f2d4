"""The residual rules: one a role. A reference that is still open in this role carries the old name.

The table names each role's meaning with lines that fire and look-alikes that do not; docs/references.md gives the order
in which the roles are told apart.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from textwrap import fill

from flowcodemod.model.reference import TEXTUAL, Role
from flowcodemod.model.rule import Example, Inspection, Rule, finding_at
from flowcodemod.model.verdict import RESIDUAL_CODES, Finding

_LEGACY = '[ids]\nlegacy = ["disc_session_{hex8}"]\n'


@dataclass(frozen=True)
class _Residual:
    """A role, what it is, and one text each that fires (on its first line) and that does not."""

    role: Role
    meaning: str
    fires: Example
    passes: Example


def _row(role: Role, meaning: str, fires: str, passes: str, path: str = "app/services/example.py") -> _Residual:
    legacy = _LEGACY if role is Role.ID_LITERAL else ""
    return _Residual(role, meaning, Example(fires, (1,), path, legacy), Example(passes, (), path, legacy))


_TABLE = (
    _row(Role.PARAMETER, "a parameter", "def load(session_id): ...\n", "def load(session, flow_id): ...\n"),
    _row(Role.ARGUMENT, "the label of a keyword argument", "load(session_id=1)\n", "load(flow_id=session)\n"),
    _row(Role.VARIABLE, "a variable", "session_id = 1\n", "obsession_idea = session = 1\n"),
    _row(Role.ATTRIBUTE, "an attribute that is read or written", "a.session_id = 1\n", "a.session.id = 1\n"),
    _row(Role.FIELD, "a field of a class", "class A: session_id: str\n", "class A: session: str\n"),
    _row(
        Role.COLUMN,
        "a database column, index or constraint",
        "class A(Base): session_id = Column(String)\n",
        "class A(Base): flow_id = Column(String)\n",
    ),
    _row(Role.KEY, "a key of a dictionary or a data file", 'a = {"session_id": 1}\n', 'a = {"session": {"id": 1}}\n'),
    _row(
        Role.STORAGE_KEY,
        "a key of a cache or a queue",
        'k = f"import_session_id:{n}"\n',
        'k = f"import_session:{n}"\n',
    ),
    _row(Role.PATH, "a file-system path", 'p = "/tmp/session_ids/a.json"\n', 'p = "/tmp/sessions/id.json"\n'),
    _row(Role.ROUTE, "a URL or a route", '@app.get("/flows/{session_id}")\n', '@app.get("/session/{id}")\n'),
    _row(Role.HEADER, "an HTTP header", 'h = "X-Session-Id"\n', 'h = "X-Session"\n'),
    _row(
        Role.ENVIRONMENT,
        "an environment variable",
        'e = os.environ["SESSION_ID"]\n',
        'e = os.environ["SESSION_IDLE_SECONDS"]\n',
    ),
    _row(
        Role.SQL,
        "SQL, in a string or a file",
        'q = "SELECT session_id FROM assets"\n',
        'q = "SELECT id FROM sessions"\n',
    ),
    _row(Role.CLASS, "a class or another type", "class SessionIdError(Exception): ...\n", "class Session: ...\n"),
    _row(
        Role.FUNCTION, "a function, a method or what is called", "def get_session_id(): ...\n", "get_session().id()\n"
    ),
    _row(Role.MODULE, "a module in an import", "import app.session_id\n", "import app.session\n"),
    _row(Role.IMPORT, "an imported name", "from app import session_id\n", "from app import session as id\n"),
    _row(Role.MESSAGE, "a text for people", 'print("no session_id given")\n', 'print("no session given")\n'),
    _row(Role.COMMENT, "a comment", "# the session_id of the import\n", "# the session is identified\n"),
    _row(Role.DOCSTRING, "a docstring", '"""Load by session_id."""\n', '"""Load by session."""\n'),
    _row(Role.PROSE, "running text", "The session ID is gone.\n", "The session is ideal.\n", "docs/guide.md"),
    _row(Role.ID_LITERAL, "an id of a legacy format", 'a = "disc_session_0a1b2c3d"\n', 'a = "disc_session_zzzz"\n'),
    _Residual(
        Role.FILENAME,
        "part of a file's name",
        Example("", (1,), "app/session_id.py"),
        Example("", (), "app/session.py"),
    ),
)


def _rule(row: _Residual) -> Rule:
    code, name = RESIDUAL_CODES[row.role], f"residual-{row.role}"
    return Rule(
        code=code,
        name=name,
        summary=f"the old name lives on in {row.meaning}",
        explanation=_explain(row),
        check=_check(row, code, name),
        fires=(row.fires,),
        passes=(row.passes,),
    )


def _check(row: _Residual, code: str, name: str) -> Callable[[Inspection], Iterator[Finding]]:
    def check(inspection: Inspection) -> Iterator[Finding]:
        for reference in inspection.by_role.get(row.role, ()):
            target = inspection.target(reference.text)
            hint = f"use '{target}'" if target else "no new form is safe here: rename it by hand"
            yield finding_at(reference, code, name, f"the old name lives on in {row.meaning}: '{reference.text}'", hint)

    return check


def _explain(row: _Residual) -> str:
    weight = "a warning, because running text breaks nothing" if row.role in TEXTUAL else "an error"
    paragraphs = (
        f"The old name of the campaign lives on in {row.meaning} (role `{row.role}`, {weight}). It counts in every"
        " casing and plural, also inside a longer identifier.",
        "Rename it with `flowcodemod plan` and `flowcodemod apply`, which change what belongs together at once. A name"
        " that must stay needs an `[[allow]]` entry with an owner and an end, or a comment"
        f" `flowcodemod: ignore[{RESIDUAL_CODES[row.role]}] reason` on its line.",
    )
    return "\n\n".join(fill(paragraph, 100, break_on_hyphens=False) for paragraph in paragraphs)


RULES = tuple(_rule(row) for row in _TABLE)
