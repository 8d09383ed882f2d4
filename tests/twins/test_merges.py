"""Each kind of place that holds both names: what merges, before and after."""

from pathlib import Path

import pytest

from merging import merged, settled, text_of

PYTHON = {
    "keyword": ("f(session_id=x, flow_id=x)\n", "f(flow_id=x)\n"),
    "last keyword": ("f(flow_id=x, session_id=x)\n", "f(flow_id=x)\n"),
    "keyword on its line": ("f(\n    session_id=x,\n    flow_id=x,\n)\n", "f(\n    flow_id=x,\n)\n"),
    "its comment stays": (
        "f(\n    session_id=x,  # legacy\n    flow_id=x,\n)\n",
        "f(\n    # legacy\n    flow_id=x,\n)\n",
    ),
    "last keyword on its line": (
        "f(\n    flow_id=x,\n    session_id=x,  # legacy\n)\n",
        "f(\n    flow_id=x,\n    # legacy\n)\n",
    ),
    "dict key": ('d = {"session_id": x, "flow_id": x}\n', 'd = {"flow_id": x}\n'),
    "dict key in other quotes": ("d = {'session_id': a['k'], 'flow_id': a[\"k\"]}\n", "d = {'flow_id': a[\"k\"]}\n"),
    "dict of attributes": (
        "class A:\n    session_id: str\n    flow_id: str\n\n    def d(self):\n"
        '        return {"session_id": self.session_id, "flow_id": self.flow_id}\n',
        'class A:\n    flow_id: str\n\n    def d(self):\n        return {"flow_id": self.flow_id}\n',
    ),
    "set": ('s = {"session_id", "flow_id", "kind"}\n', 's = {"flow_id", "kind"}\n'),
    "membership": ('ok = k in ("session_id", "flow_id")\n', 'ok = k in ("flow_id",)\n'),
    "membership, old last": ('ok = k in ("flow_id", "session_id")\n', 'ok = k in ("flow_id",)\n'),
    "loop": (
        'for name in ["flow_id", "session_id"]:\n    print(name)\n',
        'for name in ["flow_id"]:\n    print(name)\n',
    ),
    "__all__": (
        "def by_session_id(): return 1\ndef by_flow_id(): return 1\n__all__ = ['by_session_id', 'by_flow_id']\n",
        "def by_flow_id(): return 1\n__all__ = ['by_flow_id']\n",
    ),
    "columns of an index": ('Index("ix", "session_id", "flow_id")\n', 'Index("ix", "flow_id")\n'),
    "parameters by position": (
        "def f(a, session_id, flow_id, b):\n    return flow_id\n\n\nf(1, x, x, 2)\n",
        "def f(a, flow_id, b):\n    return flow_id\n\n\nf(1, x, 2)\n",
    ),
    "parameters by keyword": (
        "def f(*, session_id, flow_id):\n    return flow_id\n\n\nf(session_id=x, flow_id=x)\n",
        "def f(*, flow_id):\n    return flow_id\n\n\nf(flow_id=x)\n",
    ),
    "parameters, both ways": (
        "def f(session_id, flow_id):\n    return flow_id\n\n\nf(x, flow_id=x)\n",
        "def f(flow_id):\n    return flow_id\n\n\nf(flow_id=x)\n",
    ),
    "only one of the two": (
        "def f(session_id=None, flow_id=None):\n    return flow_id or session_id\n\n\n"
        "f(session_id=1)\nf(flow_id=2)\nf(3)\n",
        "def f(flow_id=None):\n    return flow_id\n\n\nf(flow_id=1)\nf(flow_id=2)\nf(3)\n",
    ),
    "two functions that hand on": (
        "def f(session_id, flow_id):\n    return g(session_id=session_id, flow_id=flow_id)\n\n\n"
        "def g(session_id, flow_id):\n    return flow_id\n\n\nf(1, 1)\n",
        "def f(flow_id):\n    return g(flow_id=flow_id)\n\n\ndef g(flow_id):\n    return flow_id\n\n\nf(1)\n",
    ),
    "constructor": (
        "class A:\n    def __init__(self, session_id, flow_id):\n        self.session_id = session_id\n"
        "        self.flow_id = flow_id\n\n\nA(1, 1)\n",
        "class A:\n    def __init__(self, flow_id):\n        self.flow_id = flow_id\n\n\nA(1)\n",
    ),
    "fields": (
        "class A:\n    session_id: str  # legacy\n    flow_id: str\n\n\nA(session_id=x, flow_id=x)\n",
        "class A:\n    # legacy\n    flow_id: str\n\n\nA(flow_id=x)\n",
    ),
    "optional beside required": (
        "class A:\n    session_id: Optional[str] = None\n    flow_id: str\n\n\nA(flow_id=x)\n",
        "class A:\n    flow_id: str\n\n\nA(flow_id=x)\n",
    ),
    "the only field left": ("class A:\n    session_id: str\n    flow_id: str\n", "class A:\n    flow_id: str\n"),
    "attributes": (
        "class A:\n    def set(self, x):\n        self.session_id = x\n        self.flow_id = x\n",
        "class A:\n    def set(self, x):\n        self.flow_id = x\n",
    ),
    "property": (
        "class A:\n    @property\n    def session_id(self):\n        return self.flow_id\n\n    @property\n"
        "    def flow_id(self):\n        return self._x\n",
        "class A:\n    @property\n    def flow_id(self):\n        return self._x\n",
    ),
    "method": (
        "class A:\n    def by_flow_id(self):\n        return self._x\n\n"
        "    def by_session_id(self):\n        return self._x\n",
        "class A:\n    def by_flow_id(self):\n        return self._x\n",
    ),
    "or": (
        "def f(flow_id=None, session_id=None):\n    x = session_id or flow_id or 1\n    return x\n\n\nf(flow_id=2)\n",
        "def f(flow_id=None):\n    x = flow_id or 1\n    return x\n\n\nf(flow_id=2)\n",
    ),
    "and": (
        "def f(flow_id, session_id):\n    return flow_id and session_id\n\n\nf(2, 2)\n",
        "def f(flow_id):\n    return flow_id\n\n\nf(2)\n",
    ),
    "conditional expression": (
        "def f(flow_id=None, session_id=None):\n    return flow_id if flow_id else session_id\n\n\nf(flow_id=2)\n",
        "def f(flow_id=None):\n    return flow_id\n\n\nf(flow_id=2)\n",
    ),
    "branches": (
        "def f(flow_id=None, session_id=None):\n    if flow_id:\n        return 1\n    elif session_id:\n"
        "        return 1\n    return 2\n\n\nf(flow_id=2)\n",
        "def f(flow_id=None):\n    if flow_id:\n        return 1\n    return 2\n\n\nf(flow_id=2)\n",
    ),
    "another name for a parameter": (
        "def f(session_id):\n    flow_id = session_id\n    return flow_id\n",
        "def f(flow_id):\n    return flow_id\n",
    ),
    "nothing else in the block": (
        "def f(flow_id, x):\n    if x:\n        session_id = flow_id\n    return flow_id\n",
        "def f(flow_id, x):\n    if x:\n        pass\n    return flow_id\n",
    ),
    "one for want of the other": (
        "def f(flow_id=None, session_id=None):\n    if not flow_id:\n        flow_id = session_id\n"
        "    return flow_id\n\n\nf(1)\n",
        "def f(flow_id=None):\n    return flow_id\n\n\nf(1)\n",
    ),
    "assigned twice": (
        "def f(x):\n    session_id = x\n    flow_id = x\n    return session_id + flow_id\n",
        "def f(x):\n    flow_id = x\n    return flow_id + flow_id\n",
    ),
    "items": ('d["session_id"] = a\nd["flow_id"] = a\n', 'd["flow_id"] = a\n'),
    "attributes of an object": ("x.session_id = a\nx.flow_id = a\n", "x.flow_id = a\n"),
    "a mock": (
        "def f(session_id, flow_id):\n    return flow_id\n\n\nf(1, 1)\nx.f.assert_called_once_with(1, 1)\n",
        "def f(flow_id):\n    return flow_id\n\n\nf(1)\nx.f.assert_called_once_with(1)\n",
    ),
    "COALESCE": (
        'q = "SELECT COALESCE(flow_id, session_id) AS flow FROM t"\n',
        'q = "SELECT flow_id AS flow FROM t"\n',
    ),
    "COALESCE with a table": (
        'q = "SELECT COALESCE(t.session_id, t.flow_id) FROM t"\n',
        'q = "SELECT t.flow_id FROM t"\n',
    ),
}

EQUAL = "def by_session_id():\n    return 1\n\n\ndef by_flow_id():\n    return 1\n"
IMPORTS = {
    "one line": ("from m import by_session_id, by_flow_id\n", "from m import by_flow_id\n"),
    "lines": (
        "from m import (\n    by_flow_id,\n    by_session_id,\n)\n",
        "from m import (\n    by_flow_id,\n)\n",
    ),
}

DATA = {
    "json object": ("a.json", '{\n  "session_id": "x",\n  "flow_id": "x"\n}\n', '{\n  "flow_id": "x"\n}\n'),
    "json, old last": ("a.json", '{\n  "flow_id": 1,\n  "session_id": 1\n}\n', '{\n  "flow_id": 1\n}\n'),
    "json array": ("a.json", '{"fields": ["session_id", "flow_id"]}\n', '{"fields": ["flow_id"]}\n'),
    "yaml": ("a.yaml", "a:\n  session_id: x  # legacy\n  flow_id: x\n", "a:\n  # legacy\n  flow_id: x\n"),
    "yaml list": ("a.yaml", "fields:\n  - session_id\n  - flow_id\n", "fields:\n  - flow_id\n"),
    "toml": ("a.toml", 'session_id = "x"\nflow_id = "x"\n', 'flow_id = "x"\n'),
    "object": ("a.ts", "const a = { sessionId: x, flowId: x };\n", "const a = { flowId: x };\n"),
    "interface": (
        "a.ts",
        "interface A {\n  session_id: string | null;\n  flow_id: string | null;\n}\n",
        "interface A {\n  flow_id: string | null;\n}\n",
    ),
    "sql file": ("a.sql", "SELECT COALESCE(flow_id, session_id) FROM t;\n", "SELECT flow_id FROM t;\n"),
}


@pytest.mark.parametrize("name", PYTHON)
def test_python(tmp_path: Path, name: str) -> None:
    before, after = PYTHON[name]
    assert merged(tmp_path / "r", before, '[columns]\n"t.session_id" = "drop"\n') == after
    compile(after, name, "exec")


@pytest.mark.parametrize("name", IMPORTS)
def test_imports(tmp_path: Path, name: str) -> None:
    before, after = IMPORTS[name]
    settlement = settled(tmp_path / "r", {"m.py": EQUAL, "app.py": before})
    assert text_of(settlement, "app.py") == after
    assert text_of(settlement, "m.py") == "def by_flow_id():\n    return 1\n"


@pytest.mark.parametrize("name", DATA)
def test_data(tmp_path: Path, name: str) -> None:
    path, before, after = DATA[name]
    assert merged(tmp_path / "r", before, path=path) == after
