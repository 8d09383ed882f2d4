"""Which packages the repository's files import, which of its folders they are imported from, and which are missing."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from flowcodemod.typecheck.environment import Environment, importable
from flowcodemod.typecheck.positions import read_python

_STATEMENT = re.compile(
    r"^[ \t]*(?:from[ \t]+([^\W\d]\w*)[\w.]*[ \t]+import\b|import[ \t]+([^\W\d][^\n#;]*))", re.MULTILINE
)
_NAME = re.compile(r"[^\W\d]\w*")
_SUFFIXES = (".py", ".pyi")
_HERE = PurePosixPath()

Imports = Mapping[str, tuple[str, ...]]
"""Top-level name -> the files that seem to import it (an import in a docstring's example looks the same)."""


def top_level_imports(root: Path, paths: Iterable[str]) -> Imports:
    """What the Python files among `paths` (relative to `root`) import absolutely."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        text = read_python(root / path) if path.endswith(_SUFFIXES) else None
        for name in sorted(_candidates(text or "")):
            found[name].append(path)
    return {name: tuple(files) for name, files in sorted(found.items())}


def _candidates(text: str) -> set[str]:
    names: set[str] = set()
    for start, several in _STATEMENT.findall(text):
        parts = [start] if start else several.split(",")
        names |= {match[0] for part in parts if (match := _NAME.match(part.strip()))}
    return names


def missing_packages(root: Path, imports: Imports, paths: Iterable[str], environment: Environment) -> tuple[str, ...]:
    """The imported top-level names that nobody has: not the repository, the standard library or an installed package.

    Sorted. A script may also import what lies beside it.
    """
    own = frozenset(paths)
    known = sys.stdlib_module_names | environment.installed | offers(own).keys()
    known |= {name for folder in environment.editable for name in importable(folder)}
    doubtful = {
        name: [path for path in files if not _lies_beside(path, name, own)]
        for name, files in imports.items()
        if name not in known
    }
    return tuple(sorted(name for name, files in doubtful.items() if any(_imports(root / path, name) for path in files)))


def _lies_beside(path: str, name: str, paths: frozenset[str]) -> bool:
    beside = PurePosixPath(path).parent / name
    return any(str(beside) + end in paths for end in (*_SUFFIXES, "/__init__.py"))


def _imports(file: Path, name: str) -> bool:
    """Whether a file truly imports a name; one that does not parse is believed."""
    try:
        tree = ast.parse(read_python(file) or "")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(alias.name.partition(".")[0] == name for alias in node.names):
            return True
        if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").partition(".")[0] == name:
            return True
    return False


def offers(paths: Iterable[str]) -> dict[str, set[str]]:
    """Top-level name -> the repository's folders ('' is the root) from which it could be imported.

    That is every folder outside packages with a module or package of that name, else with a mere folder of modules.
    """
    solid, loose = _offers(paths)
    return {**loose, **solid}


def _offers(paths: Iterable[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What modules and packages offer, and what mere folders do: those never hide a package installed elsewhere."""
    files = [PurePosixPath(path) for path in paths if path.endswith(_SUFFIXES)]
    packages = {file.parent for file in files if file.stem == "__init__"}
    solid: dict[str, set[str]] = defaultdict(set)
    loose: dict[str, set[str]] = defaultdict(set)
    for file in files:
        place = file.parent if file.stem == "__init__" else file.with_suffix("")
        for one in (place, *place.parents[:-1]):
            if one.name and one.parent not in packages:
                found = solid if one is place else loose
                found[one.name].add("" if one.parent == _HERE else str(one.parent))
    return solid, loose


def source_roots(root: Path, paths: Iterable[str], imports: Imports, environment: Environment) -> tuple[Path, ...]:
    """The folders the repository's own packages are imported from, the root first.

    A folder beyond `src` and the editable installs below the root counts when it alone offers a name that is imported
    and found nowhere else, and when no module in it would hide an installed package or a standard module.
    """
    named = [folder for folder in environment.editable if folder.is_relative_to(root)]
    roots = dict.fromkeys(folder for folder in (root, root / "src", *named) if folder.is_dir())
    solid, loose = _offers(paths)
    known = {**loose, **solid}
    taken = environment.installed | sys.stdlib_module_names
    hiding = {folder for name in taken & solid.keys() for folder in solid[name]}
    for name in sorted(imports.keys() & known.keys() - taken):
        folders = known[name]
        if len(folders) == 1 and not folders & hiding:
            roots[root / min(folders)] = None
    return tuple(roots)
