"""Names of methods that a parametrized test gets by name move with the methods; other lists of texts stay."""

from pathlib import Path

import pytest

from renaming import renamed

_CAMPAIGN = '[names]\n"pkg.mod.Parser.use_args" = "with_arguments"\n'
_MODULE = "class Parser:\n    def use_args(self): ...\n\n    def use_kwargs(self): ...\n"
_TEST = (
    'import pytest\n\n\n@pytest.mark.parametrize("name", {})\ndef test_it(parser, name):\n    getattr(parser, {})()\n'
)
_OTHER = "\n\nclass Other:\n    def use_args(self): ...\n\n    def use_kwargs(self): ...\n"

MOVES = {
    "a list": _TEST.format('["use_args", "use_kwargs"]', "name"),
    "a tuple of one": _TEST.format('("use_args",)', "name"),
}

STAYS = {
    "another name is asked for": _TEST.format('["use_args", "use_kwargs"]', "other"),
    "a text that is no method": _TEST.format('["use_args", "nothing"]', "name"),
    "a number among them": _TEST.format('["use_args", 1]', "name"),
    "nothing is asked by name": _TEST.format('["use_args", "use_kwargs"]', "name").replace(
        "getattr(parser", "get(parser"
    ),
    "a list of its own": 'NAMES = ["use_args", "use_kwargs"]\n\n\ndef f(x, name):\n    getattr(x, name)\n',
}


def _after(root: Path, text: str, module: str = _MODULE) -> str:
    files = {"pkg/__init__.py": "", "pkg/mod.py": module, "tests/test_it.py": text}
    # Without a type checker nobody knows who else calls the method: 0.55.
    return renamed(root / "repository", files, _CAMPAIGN, 0.55)["tests/test_it.py"]


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_names_of_methods_move(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text.replace("use_args", "with_arguments")


def test_a_class_that_overrides_them_is_no_other(tmp_path: Path) -> None:
    heir = "\n\nclass Own(Parser):\n    def use_args(self): ...\n"
    text = MOVES["a list"]
    assert _after(tmp_path, text, _MODULE + heir) == text.replace("use_args", "with_arguments")


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_other_texts_stay(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == text


def test_two_classes_that_have_them_are_told_apart_by_nobody(tmp_path: Path) -> None:
    text = MOVES["a list"]
    assert _after(tmp_path, text, _MODULE + _OTHER) == text
