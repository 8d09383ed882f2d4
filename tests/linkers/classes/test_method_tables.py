"""Tables of method names in a class body move with the methods that the class gets by them; other strings stay."""

from pathlib import Path

import pytest

from renaming import renamed

_CAMPAIGN = '[names]\n"pkg.mod.Reader.load_json" = "read_body"\n'
_ASKING = "    def read(self, name):\n        return getattr(self, self.loaders[name])\n"
_METHODS = "    def load_json(self): ...\n\n    def load_form(self): ...\n\n"


def _reader(table: str, asking: str = _ASKING) -> str:
    return f"class Reader:\n    loaders = {table}\n\n{_METHODS}{asking}"


MOVES = {
    "a dictionary": _reader('{"json": "load_json", "form": "load_form"}'),
    "one that grows": _reader('{"json": "load_json", **OTHERS}'),
    "a call of dict": _reader('dict(json="load_json", form="load_form")'),
    "a tuple": _reader('("load_json", "load_form")'),
    "of an heir": _reader("{}") + '\n\nclass Other(Reader):\n    loaders = {"json": "load_json"}\n',
}

STAYS = {
    "nobody asks by name": _reader('{"json": "load_json", "form": "load_form"}', "    x = 1\n"),
    "asked by a literal": _reader('{"json": "load_json"}', '    def read(self):\n        return getattr(self, "x")\n'),
    "another value is no method": _reader('{"json": "load_json", "form": "load_xml"}'),
    "the key of a table": _reader('{"load_json": "load_form"}'),
    "a call of another thing": _reader('make(json="load_json")'),
    "outside the class": _reader("{}") + '\n\nLOADERS = {"json": "load_json"}\n',
    "another class": _reader("{}") + '\n\nclass Other:\n    loaders = {"json": "load_json"}\n',
    "in a method": _reader("{}") + '\n    def f(self):\n        return {"json": "load_json"}\n',
}


def _after(root: Path, text: str) -> str:
    files = {"pkg/__init__.py": "", "pkg/mod.py": text}
    # Without a type checker nobody knows who else calls the method: 0.55.
    return renamed(root / "repository", files, _CAMPAIGN, 0.55)["pkg/mod.py"]


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_a_table_of_methods_moves(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text.replace("load_json", "read_body")


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_other_strings_stay(tmp_path: Path, text: str) -> None:
    after = _after(tmp_path, text)
    assert '"load_json"' in after
    assert "def read_body(self)" in after
