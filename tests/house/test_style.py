"""The limits this project keeps: sizes, names, and one name for each module."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("src", "codemods", "rules")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
OWN_TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if "fixtures" not in path.parts)
NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_sizes_and_names(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 300
    assert path.stem not in NAMES
    for function in functions(path):
        assert (function.end_lineno or 0) - function.lineno < 60, function.name


def test_the_shelves_are_imported_by_one_name_only() -> None:
    for path in [*FILES, *OWN_TESTS, *sorted((ROOT / "benchmarks").glob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text())):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not {name.partition(".")[0] for name in named} & {"rules", "codemods"}, path


def test_nothing_of_the_engine_names_a_file_of_a_shelf() -> None:
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [module or ""]
            assert not any(name.startswith(("flowcodemod.rules", "flowcodemod.codemods")) for name in names), path


def test_test_files_have_different_names() -> None:
    names = Counter(path.name for path in OWN_TESTS if path.name not in ("conftest.py", "__init__.py"))
    assert [name for name, count in names.items() if count > 1] == []
