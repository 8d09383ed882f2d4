r"""Any strings in any of their forms: only whole names change in them, a second run does nothing, and back is every byte.

A literal is its prefix, its quotes and its body. The name stands in it beside escapes (`"\nsession_id"`), spelled with
some (`"session\x5fid"`), in holes, nested in f-strings and across literals that stand side by side.
"""

import ast
import re
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import libcst as cst
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import applied

EVERYTHING = dict.fromkeys(Boundary, Policy.RENAME)
ESCAPES = re.compile(r"\\(?:N\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{1,3}|\r\n|[\s\S])")
PREFIXES = ["", "r", "R", "b", "B", "u", "U", "f", "F", "rb", "bR", "Rb", "fr", "Rf", "rF"]
QUOTES = ["'", '"', "'''", '"""']
NAMES = ["session_id", "sessionId", "SESSION_ID", "session-id", "session_ids", "import_session_id", "session id"]
SPELLED = [r"session\x5fid", r"\N{LATIN SMALL LETTER S}ession_id", r"se\163sion_id", "sessi\\\non_id", r"\session_id"]
AROUND = [" ", "\\n", "\\t", "\\\\", "\\x41", "\\x1b", "\\0", "\\12", "\\'", '\\"', "\\u00e9", "\\N{BULLET}", "\\d"]
AROUND += [
    "\\b",
    "\\\n",
    "{",
    "}",
    "{{",
    "}}",
    "%s",
    "%(",
    ")s",
    ":",
    "/",
    ".",
    ",",
    "é",
    "$",
    "<",
    ">",
    "?a=",
    "'",
    '"',
]
HOLES = ["{session_id}", "{session_id!r:>{session_id}}", "{a['session_id']}", '{a["session_id"]}', "{{session_id}}"]
HOLES += ["{f'{session_id}_session_id'}", "{b.session_id=}", "{len('session_id')}"]
BODIES = st.lists(
    st.tuples(st.sampled_from(["", *AROUND]), st.sampled_from([*NAMES, *SPELLED, *HOLES]), st.sampled_from(AROUND)),
    min_size=1,
    max_size=3,
).map(lambda several: "".join("".join(one) for one in several))
BODIES |= st.sampled_from(NAMES)
FORMS = ["x = {}", "d[{}] = {}", "load({}, session_id={})", "d = {{{}: 1, 'a': {}}}", "d.get({}, None)", "s.set({}, 1)"]
FORMS += [
    "x = {}.format(session_id=1)",
    "x = {} {}",
    "x = ({}\n     {}\n     {})",
    "raise E({})",
    "x: {} = 1",
    "'''a'''; {}",
]
FORMS += ["def load(session_id):\n    {}\n    return {}", "class A:\n    session_id = {}\n    __slots__ = ({},)"]
FORMS += [
    "execute('SELECT session_id FROM a' {})",
    "getattr(a, {})",
    "x = {} % session_id",
    "open({})",
    "get('/a/' + {})",
]


def is_program(text: str) -> bool:
    """Whether Python takes it; LibCST, which compares the literals here, reads no broken lines in raw f-strings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "before", "exec", dont_inherit=True)
            cst.parse_module(text.encode())
        except (SyntaxError, ValueError, cst.ParserSyntaxError):
            return False
    return True


LITERALS = st.builds("{0}{1}{2}{1}".format, st.sampled_from(PREFIXES), st.sampled_from(QUOTES), BODIES).filter(
    is_program
)


@st.composite
def programs(draw: st.DrawFn) -> str:
    forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=4))
    lines = [form.format(*draw(st.tuples(LITERALS, LITERALS, LITERALS))) for form in forms]
    text = draw(st.sampled_from(["\n", "\r\n"])).join([*lines, ""])
    assume(is_program(text))
    return text


def move(text: str, old: str = "session_id", new: str = "flow_id") -> str:
    """What becomes of a file where every boundary is renamed."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "app.py").write_bytes(text.encode())
        return applied(Path(folder), ["app.py"], checker=False, old=old, new=new, boundaries=EVERYTHING)["app.py"]


class Literals(cst.CSTVisitor):
    """Prefix, quotes and escapes of every literal of a program, in order."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, tuple[str, ...]]] = []

    def visit_SimpleString(self, node: cst.SimpleString) -> None:  # noqa: N802 - a name that LibCST gives
        self._add(node.prefix, node.quote, node.raw_value)

    def visit_FormattedString(self, node: cst.FormattedString) -> None:  # noqa: N802
        body = "".join(part.value for part in node.parts if isinstance(part, cst.FormattedStringText))
        self._add(node.start, node.end, body)

    def _add(self, start: str, end: str, body: str) -> None:
        escapes = () if "r" in start.lower() else tuple(ESCAPES.findall(body))
        self.found.append((start, end, escapes))


def literals(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = Literals()
    cst.parse_module(text.encode()).visit(found)
    return found.found


def meaning(text: str) -> str:
    """The program as Python reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.dump(ast.parse(text))


def as_before(text: str) -> str:
    for new, old in (("flow", "session"), ("Flow", "Session"), ("FLOW", "SESSION")):
        text = text.replace(new, old)
    return text


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@example("load('session_id', session_id=b'session_id')\ndef load(a, session_id): return a\n")
@given(programs())
def test_only_names_change_and_all_of_it_comes_back(text: str) -> None:
    after = move(text)
    assert as_before(after) == text
    assert as_before(meaning(after)) == meaning(text)
    assert literals(after) == literals(text)
    assert move(after) == after
    # Where the old name stays somewhere, it is the new name of the way back, and evidence of its own there.
    if "session" not in after.lower():
        assert move(after, "flow_id", "session_id") == text


@pytest.mark.parametrize(
    "text",
    [
        "x = 'C:\\session_id'\n",  # a form feed, if it were renamed
        "x = r'C:\\session_id'\n",
        'x = "session\\x5fid"\n',
        'x = "\\N{LATIN SMALL LETTER S}ession_id"\n',
        "x = 'session' '_id'\n",
        "x = b'session\\\n_id'\n",
        "x = '%ssession_id' % session\n",
        "x = f'{session}_id'\n",
    ],
)
def test_spellings_that_no_token_shows_stay(text: str) -> None:
    assert move(text) == text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('session_id = 1\nprint("\\nsession_id")\n', 'flow_id = 1\nprint("\\nflow_id")\n'),
        ("x = rb'session_id'\n", "x = rb'flow_id'\n"),
        ("x = u'session_id' 'session_id'\n", "x = u'flow_id' 'flow_id'\n"),
        (
            "d = {'session_id': 1}\nx = f'{{session_id}}' f\"{d['session_id']}\"\n",
            "d = {'flow_id': 1}\nx = f'{{flow_id}}' f\"{d['flow_id']}\"\n",
        ),
    ],
)
def test_only_the_name_changes(text: str, after: str) -> None:
    assert move(text) == after
    assert move(after, "flow_id", "session_id") == text


def test_a_name_that_only_what_moves_mentions_moves_in_the_same_run() -> None:
    text = "def load(session_id):\n    'session_id'\n    return 'session_id'\n"
    assert move(text) == text.replace("session", "flow")


@pytest.mark.parametrize("use", ["other.load(session_id=1)", "print(x.session_id)"])
def test_a_name_that_something_that_stays_mentions_stays(use: str) -> None:
    assert "def load(session_id)" in move(f"def load(session_id):\n    return 'session_id'\n\n\n{use}\n")
