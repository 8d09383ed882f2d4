"""Reading a part of a Python text shows the same as reading all of it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flowcodemod.model.concept import Concept
from flowcodemod.model.source import Source
from flowcodemod.model.words import Term
from flowcodemod.readers.read import read_with_syntax
from flowcodemod.readers.sites import sites
from flowcodemod.readers.stretches import stretches

CONCEPT = Concept(Term.of("session_id"), Term.of("flow_id"))
FIRST, SECOND, THIRD = "import a\nsession_id = 1\n\n\n", "def f(session_id):\n    pass\n\n\n", "class A:\n    x = 1\n"


HEAD = 'class B(A):\n    """It has a """ """@"""\n    y: int = 2\n\n'
METHOD, OTHER = "    def f(self, session_id):\n        pass\n\n", "    @a\n    def g(self):\n        return 1\n\n"


def parsed(text: str) -> list[str]:
    """What of a text is parsed to read its hits."""
    return [text[start:end] for start, end in stretches(text, (hit.start for hit in CONCEPT.hits(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRST + THIRD, [FIRST]),
        (THIRD + "\n\n" + SECOND, [SECOND]),
        (FIRST + SECOND + THIRD, [FIRST + SECOND]),
        (FIRST + "@a\ndef g(): ...\n\n\n" + SECOND + THIRD, [FIRST, SECOND]),
        (THIRD + "\n\nasync " + SECOND, ["async " + SECOND]),
        (THIRD + "\n\n@a(\n    session_id,\n)\ndef f(): ...\n", ["@a(\n    session_id,\n)\ndef f(): ...\n"]),
        ("é = 'ü'\n\n\n" + SECOND, [SECOND]),
        ("#'''\n\n\n" + SECOND + "#'''\n", [SECOND + "#'''\n"]),
        ('x = \'"""\'\n\n\n' + SECOND, [SECOND]),
        (HEAD + OTHER + METHOD + OTHER, [HEAD, METHOD]),
        (HEAD + METHOD + OTHER, [HEAD + METHOD]),
        (FIRST + HEAD + OTHER + METHOD + "\n" + SECOND, [FIRST + HEAD, METHOD + "\n" + SECOND]),
        ("import a\n\n" + HEAD + OTHER + METHOD, ["import a\n\n" + HEAD, METHOD]),
        ("class C(\n    A,\n):\n" + OTHER + METHOD, ["class C(\n    A,\n):\n" + OTHER + METHOD]),
        ("class C(\n    A,\n):\n\n" + OTHER + METHOD, ["class C(\n    A,\n):\n\n", METHOD]),
    ],
)
def test_definitions_without_a_hit_are_left_out(text: str, expected: list[str]) -> None:
    assert parsed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "session_id",
        FIRST,
        'x = """\n\n\n' + SECOND + '"""\n',
        "x = r'''\\\n\n\n" + SECOND + "'''\n",
        'x = "" "" f"""{y}\n\n\n' + SECOND + '"""\n',
        "def g():\n    pass\n\n" + SECOND.rstrip(),
        "if x:\n\n\n    " + SECOND.rstrip(),
        HEAD + OTHER + METHOD + "if x:\n\n" + METHOD,
        "def outer():\n    x = 1\n\n" + OTHER + METHOD,
        HEAD.replace("y: int = 2", 'T = """') + OTHER + '"""\n' + METHOD,
        (HEAD + OTHER + METHOD).replace("    ", "  "),
        (THIRD + "\n\n" + SECOND).replace("\n", "\r\n"),
    ],
)
def test_where_nothing_is_certain_all_is_parsed(text: str) -> None:
    assert parsed(text) == ([text] if text else [])


PIECES = (
    HEAD + OTHER + METHOD + OTHER,
    HEAD + OTHER + "    session_id: str\n    '''The session_id of it.'''\n\n" + OTHER,
    HEAD + OTHER + "    async def h(self):\n        def k(session_id):\n            return self.session_id\n\n" + OTHER,
    "class D:\n\n" + OTHER + "    T = '''\n\n    def k(session_id): pass\n'''\n\n" + OTHER + METHOD,
    "class E(session_id=1):\n\n" + OTHER,
    "class F:\n\n" + OTHER + "    x = session_id\n\n" + OTHER + "    session_id = 2\n",
    "class G:\n\n"
    + OTHER
    + "    if a:\n\n        def m(self): return session_id\n\n    else:\n        m = 1\n\n"
    + OTHER,
    FIRST,
    SECOND,
    THIRD + "\n\n",
    '"""The session_id of it."""\n',
    "class B(A):\n    session_id: str\n    '''The session_id of it.'''\n\n\n",
    "@route('/x/{session_id}')\nasync def g(x=session_id): return x.session_id\n\n\n",
    'T = """\n\n\ndef h(session_id): pass\n\n\nclass C: ...\n"""\n',
    "T = '''\n\n\n@a\ndef h(\"\"\"session_id\"\"\"): pass\n'''\n\n\n",
    '# it\'s a """ session_id\n\n\n',
    "x = 'it\\'s \"\"\"'  # '''\n\n\n",
    "y = f\"{session_id['a']}\" + f'''{x}\n\n\ndef k(): session_id'''\n\n\n",
    "def session_id(): ...\n\n\n",
    "try:\n    from a import session_id\nexcept ImportError:\n    session_id = None\n",
    "x = b(\n    session_id=1,\n\n\n)\n",
    "def m():\n    global session_id\n    session_id = 2\n\n\n",
    "print(lambda session_id: é)\n",
    "'session_id'\n",
)


@given(st.lists(st.sampled_from(PIECES), max_size=7))
def test_a_part_shows_what_the_whole_shows(pieces: list[str]) -> None:
    source = Source("a.py", "".join(pieces), "utf-8", b"", "")
    whole, syntax = read_with_syntax(source, CONCEPT)
    assume(whole.references)
    part, excerpt = read_with_syntax(source, CONCEPT, whole=False)
    assert syntax is not None
    assert excerpt is not None
    assert (part, sites(excerpt, part.references)) == (whole, sites(syntax, whole.references))


def test_a_part_that_does_not_parse_is_read_whole() -> None:
    source = Source("a.py", SECOND + "class A:\n    x = = session_id\n\n\n" + SECOND, "utf-8", b"", "")
    assert read_with_syntax(source, CONCEPT, whole=False)[0] == read_with_syntax(source, CONCEPT)[0]
    assert not read_with_syntax(source, CONCEPT, whole=False)[0].parses
