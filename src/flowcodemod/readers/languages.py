"""Which language a path is written in, and the grammar and query file that read it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path, PurePosixPath

from tree_sitter import Language, Parser, Query

_QUERIES = Path(__file__).with_name("queries")


@dataclass(frozen=True, slots=True)
class Grammar:
    """A tree-sitter grammar: the module and function that hold it, and the query files that name the roles."""

    name: str
    module: str
    function: str
    queries: tuple[str, ...]


PYTHON = Grammar("python", "tree_sitter_python", "language", ("python.scm",))
TYPESCRIPT = Grammar(
    "typescript", "tree_sitter_typescript", "language_typescript", ("typescript.scm", "ecmascript.scm")
)
_JAVASCRIPT = Grammar(
    "javascript", "tree_sitter_javascript", "language", ("javascript.scm", "ecmascript.scm", "jsx.scm")
)
_YAML = Grammar("yaml", "tree_sitter_yaml", "language", ("yaml.scm",))
_JSON = Grammar("json", "tree_sitter_json", "language", ("json.scm",))
_SHELL = Grammar("shell", "tree_sitter_bash", "language", ("shell.scm",))
_GRAMMARS = {
    ".py": PYTHON,
    ".pyi": PYTHON,
    ".pyw": PYTHON,
    ".ts": TYPESCRIPT,
    ".mts": TYPESCRIPT,
    ".cts": TYPESCRIPT,
    ".tsx": Grammar("tsx", "tree_sitter_typescript", "language_tsx", ("typescript.scm", "ecmascript.scm", "jsx.scm")),
    ".js": _JAVASCRIPT,
    ".jsx": _JAVASCRIPT,
    ".mjs": _JAVASCRIPT,
    ".cjs": _JAVASCRIPT,
    ".yaml": _YAML,
    ".yml": _YAML,
    ".json": _JSON,
    ".jsonc": _JSON,
    ".jsonl": _JSON,
    ".toml": Grammar("toml", "tree_sitter_toml", "language", ("toml.scm",)),
    ".sh": _SHELL,
    ".bash": _SHELL,
}
_INTERPRETERS = (
    (re.compile(r"\bpython[\d.]*\b"), PYTHON),
    (re.compile(r"\b(?:ba|da|k|z)?sh\b"), _SHELL),
    (re.compile(r"\bnode\b"), _JAVASCRIPT),
)


def grammar_of(path: str, first_line: str = "") -> Grammar | None:
    """The grammar for a path (or a script's `#!` line), or None for the SQL and text readers."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix or not first_line.startswith("#!"):
        return _GRAMMARS.get(suffix)
    return next((grammar for pattern, grammar in _INTERPRETERS if pattern.search(first_line)), None)


def is_script(grammar: Grammar) -> bool:
    """Whether a grammar is TypeScript's or JavaScript's."""
    return "ecmascript.scm" in grammar.queries


@cache
def _language(module: str, function: str) -> Language:
    load: Callable[[], object] = getattr(import_module(module), function)
    return Language(load())


@cache
def parser_and_query(grammar: Grammar) -> tuple[Parser, Query]:
    """The parser of a grammar and its compiled query. Raises tree_sitter.QueryError for a query file that is broken."""
    language = _language(grammar.module, grammar.function)
    text = "\n".join((_QUERIES / name).read_text("utf-8") for name in grammar.queries)
    return Parser(language), Query(language, text)
