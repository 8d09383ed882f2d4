"""Places that hold both names and must not merge: they stay as they are, and somebody is asked."""

from pathlib import Path

import pytest

from merging import questions, settled, text_of

STAYS = {
    "keywords": "f(session_id=a, flow_id=b)\n",
    "keywords made anew": "f(session_id=uuid4(), flow_id=uuid4())\n",
    "dict": 'd = {"session_id": a, "flow_id": b}\n',
    "dict of literals": 'd = {"session_id": "b1", "flow_id": "f1"}\n',
    "a mapping of names": 'RENAMES = {"session_id": "flow_id", "flow_id": "flow_id2"}\n',
    "places of a tuple": 'COLUMNS = ("session_id", "flow_id")\n',
    "a row": 'write(["session_id", "flow_id"])\n',
    "replace": 't = s.replace("session_id", "flow_id")\n',
    "parameters": "def f(session_id, flow_id):\n    return session_id, flow_id\n\n\nf(1, 2)\n",
    "parameters by keyword": "def f(session_id, flow_id):\n    return session_id\n\n\nf(session_id=a, flow_id=b)\n",
    "never called": "def f(session_id, flow_id):\n    return session_id, flow_id\n",
    "called by a framework": '@app.get("/x")\ndef f(session_id, flow_id):\n    return session_id\n\n\nf(1, 1)\n',
    "a splat": "def f(session_id, flow_id):\n    return session_id\n\n\nf(*both)\n",
    "other defaults": "def f(session_id=1, flow_id=2):\n    return session_id\n\n\nf()\n",
    "only the old one, far away": "def f(session_id=1, b=2, flow_id=1):\n    return session_id\n\n\nf(3)\n",
    "lambda": "g = lambda session_id, flow_id: session_id\n",
    "types": "class A:\n    session_id: str\n    flow_id: int\n",
    "foreign keys": (
        'class A:\n    session_id = Column(ForeignKey("a.id"))\n    flow_id = Column(ForeignKey("b.id"))\n'
    ),
    "only the old one is set": "class A:\n    session_id: str = ''\n    flow_id: str = ''\n\n\nA(session_id=1)\n",
    "set apart": (
        "class A:\n    session_id: str\n    flow_id: str\n\n    def set(self):\n        self.session_id = 1\n"
    ),
    "attributes": ("class A:\n    def __init__(self, x, y):\n        self.session_id = x\n        self.flow_id = y\n"),
    "method": (
        "class A:\n    def by_session_id(self):\n        return self.x\n\n"
        "    def by_flow_id(self):\n        return self.y\n"
    ),
    "field and method": "class A:\n    session_id: str\n\n    def flow_id(self):\n        return 1\n",
    "branches": (
        "def f(flow_id=None, session_id=None):\n    if flow_id:\n        return 1\n    elif session_id:\n"
        "        return 3\n\n\nf(flow_id=2)\n"
    ),
    "compared": "def f(session_id, flow_id):\n    return session_id == flow_id\n\n\nf(1, 1)\n",
    "converted": "def f(session_id):\n    flow_id = session_to_flow(session_id)\n    return flow_id\n",
    "handed on": "def f(session_id, flow_id):\n    return session_id\n\n\nf(1, 1)\nmap(f, a, b)\n",
    "a mock": "def f(session_id, flow_id):\n    return session_id\n\n\nf(1, 1)\nx.f.assert_called_with(1, 2)\n",
    "items": 'd["session_id"] = a\nd["flow_id"] = b\n',
    "attributes of an object": "x.session_id = a\nx.flow_id = b\n",
    "attributes of an object of ours": (
        "class A:\n    session_id: str\n    flow_id: str\n\n    def set(self, x, y):\n        self.session_id = x\n"
        "        self.flow_id = y\n"
    ),
    "columns of a SELECT": 'q = "SELECT session_id, flow_id FROM t"\n',
    "columns of an INSERT": 'q = "INSERT INTO t (session_id, flow_id) VALUES (?, ?)"\n',
    "two values": "def f(a, b):\n    session_id = a\n    flow_id = b\n    return session_id, flow_id\n",
    "set again": "def f(flow_id):\n    session_id = flow_id\n    flow_id = g()\n    return session_id, flow_id\n",
    "hidden by an inner name": (
        "def f(session_id):\n    def g():\n        flow_id = 1\n        return flow_id + session_id\n    return g()\n"
    ),
    "hidden by a member of the class": (
        "def session_id():\n    return 1\n\n\nclass A:\n    flow_id = 1\n    both = session_id(), flow_id\n"
    ),
    "hides an outer name": "def flow_id():\n    return 1\n\n\ndef f(session_id):\n    return flow_id() + session_id\n",
    "fallback": 'flow_id = data.get("flow_id") or data.get("session_id")\n',
    "fallback as a default": 'flow_id = data.get("flow_id", data.get("session_id"))\n',
    "fallback in steps": (
        'def f(data):\n    flow_id = data.get("flow_id")\n    if not flow_id:\n'
        '        session_id = data.get("session_id")\n'
        "        if session_id:\n            flow_id = convert(session_id)\n    return flow_id\n"
    ),
}

DATA = {
    "json": ("a.json", '{"session_id": "a", "flow_id": "b"}\n'),
    "yaml": ("a.yaml", "session_id: a\nflow_id: b\n"),
    "object": ("a.ts", "const a = { sessionId: x, flowId: y };\n"),
    "shorthand": ("a.ts", "const a = { sessionId, flowId: y };\n"),
    "interface": ("a.ts", "interface A {\n  session_id: string;\n  flow_id: number;\n}\n"),
    "parameters": ("a.ts", "function f(sessionId: string, flowId: string) { return 1; }\n"),
}

# Both names stand near each other, but never in one place: everything moves and nothing is asked.
APART = {
    "the keyword of another call": ("f(session_id=x, y=g(flow_id=1))\n", "f(flow_id=x, y=g(flow_id=1))\n"),
    "an attribute of another class": (
        "class A:\n    session_id: str\n\n\nclass B:\n    flow_id: str\n",
        "class A:\n    flow_id: str\n\n\nclass B:\n    flow_id: str\n",
    ),
    "a name in another function": (
        "def f(session_id):\n    return session_id\n\n\ndef g(flow_id):\n    return flow_id\n",
        "def f(flow_id):\n    return flow_id\n\n\ndef g(flow_id):\n    return flow_id\n",
    ),
    "a name in an inner function": (
        "def f(session_id):\n    def g(flow_id):\n        return flow_id\n    return g(session_id)\n",
        "def f(flow_id):\n    def g(flow_id):\n        return flow_id\n    return g(flow_id)\n",
    ),
    "a method, which hides nothing from other methods": (
        "def session_id():\n    return 1\n\n\nclass A:\n    def flow_id(self):\n        return session_id()\n",
        "def flow_id():\n    return 1\n\n\nclass A:\n    def flow_id(self):\n        return flow_id()\n",
    ),
    "the key of an inner dict": ('d = {"session_id": {"flow_id": 1}}\n', 'd = {"flow_id": {"flow_id": 1}}\n'),
    "the keyword's value": (
        "def f(flow_id):\n    return g(session_id=flow_id)\n",
        "def f(flow_id):\n    return g(flow_id=flow_id)\n",
    ),
    "an attribute and a name": (
        "def f(a, flow_id):\n    return a.session_id or flow_id\n",
        "def f(a, flow_id):\n    return a.flow_id or flow_id\n",
    ),
    "attributes of two objects": ("x = a.session_id or b.flow_id\n", "x = a.flow_id or b.flow_id\n"),
    "two branches on their own": (
        "def f(a):\n    if a.session_id:\n        return 1\n    if a.flow_id:\n        return 2\n",
        "def f(a):\n    if a.flow_id:\n        return 1\n    if a.flow_id:\n        return 2\n",
    ),
    "columns of two tables": (
        'q = "SELECT 1 FROM t JOIN u ON t.session_id = u.flow_id"\n',
        'q = "SELECT 1 FROM t JOIN u ON t.flow_id = u.flow_id"\n',
    ),
    "two statements": (
        'q = "SELECT session_id FROM t"\nr = "SELECT flow_id FROM u"\n',
        'q = "SELECT flow_id FROM t"\nr = "SELECT flow_id FROM u"\n',
    ),
    "items of two dicts": (
        'd["session_id"] = a\ne["flow_id"] = b\n',
        'd["flow_id"] = a\ne["flow_id"] = b\n',
    ),
    "methods of two classes": (
        "class A:\n    def by_session_id(self): ...\n\n\nclass B:\n    def by_flow_id(self): ...\n",
        "class A:\n    def by_flow_id(self): ...\n\n\nclass B:\n    def by_flow_id(self): ...\n",
    ),
}


@pytest.mark.parametrize("name", STAYS)
def test_stays(tmp_path: Path, name: str) -> None:
    settlement = settled(tmp_path / "r", {"app.py": STAYS[name]})
    assert text_of(settlement, "app.py") == STAYS[name]
    assert questions(settlement)


def test_imports_of_different_things_stay(tmp_path: Path) -> None:
    defined = "def by_session_id():\n    return 1\n\n\ndef by_flow_id():\n    return 2\n"
    text = "from m import by_session_id, by_flow_id\n"
    settlement = settled(tmp_path / "r", {"m.py": defined, "app.py": text})
    assert text_of(settlement, "app.py") == text
    assert text_of(settlement, "m.py") == defined
    assert questions(settlement)


@pytest.mark.parametrize("name", DATA)
def test_data_stays(tmp_path: Path, name: str) -> None:
    path, text = DATA[name]
    settlement = settled(tmp_path / "r", {path: text})
    assert text_of(settlement, path) == text
    assert questions(settlement)


@pytest.mark.parametrize("name", APART)
def test_apart(tmp_path: Path, name: str) -> None:
    before, after = APART[name]
    settlement = settled(tmp_path / "r", {"app.py": before})
    assert text_of(settlement, "app.py") == after
    assert questions(settlement) == []


BOTH = "from pydantic import BaseModel\n\n\nclass Body(BaseModel):\n    session_id: str\n    flow_id: str\n\n\n"
MADE = "def make(x):\n    return Body(session_id=x, flow_id=x)\n"


@pytest.mark.parametrize("policy", ["pin", "keep"])
def test_both_of_two_published_fields_stay_where_names_are_kept(tmp_path: Path, policy: str) -> None:
    found = settled(tmp_path, {"app.py": BOTH + MADE}, f'[boundaries]\nhttp = "{policy}"\n')
    assert "both are published, and what is published keeps its names" in " ".join(questions(found))
    assert text_of(found, "app.py") == BOTH + MADE


@pytest.mark.parametrize("base", ["BaseModel", "object"])
def test_two_fields_merge_where_no_name_is_kept(tmp_path: Path, base: str) -> None:
    policy = '[boundaries]\nhttp = "pin"\n' if base == "object" else ""
    found = settled(tmp_path, {"app.py": (BOTH + MADE).replace("(BaseModel)", f"({base})")}, policy)
    assert "session_id" not in text_of(found, "app.py")
