"""Which language a path is in, and what is prose."""

import pytest

from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.text import is_prose


@pytest.mark.parametrize(
    ("path", "first_line", "name"),
    [
        ("a.py", "", "python"),
        ("a.PYI", "", "python"),
        ("web/a.ts", "", "typescript"),
        ("web/a.tsx", "", "tsx"),
        ("web/a.mjs", "", "javascript"),
        ("a.yml", "", "yaml"),
        ("a.b.json", "", "json"),
        ("bin/run", "#!/usr/bin/env python3", "python"),
        ("a.jsonl", "", "json"),
        ("bin/run", "#!/bin/bash -e", "shell"),
        ("bin/run", "#!/usr/bin/env node", "javascript"),
        ("bin/run", "#!/usr/bin/env sh", "shell"),
    ],
)
def test_grammars(path: str, first_line: str, name: str) -> None:
    grammar = grammar_of(path, first_line)
    assert grammar is not None
    assert grammar.name == name


@pytest.mark.parametrize(
    ("path", "first_line"),
    [
        ("a.md", ""),
        ("a.go", "#!/usr/bin/env python"),  # the suffix goes before the first line
        ("bin/run", ""),
        ("bin/run", "#!/usr/bin/perl"),
        ("bin/run", "#!/usr/bin/fish"),
        ("bin/run", "# python"),
        (".env", ""),
        ("Dockerfile", ""),
        ("a.sql", ""),
        ("py", ""),
        ("a.py.txt", ""),
    ],
)
def test_no_grammar(path: str, first_line: str) -> None:
    assert grammar_of(path, first_line) is None


@pytest.mark.parametrize(
    "path",
    ["a.md", "docs/a.RST", "a.txt", "README", "Changelog", "CHANGES.old", "x/TODO", "LICENSE", "NEWS.d/README.de"],
)
def test_prose(path: str) -> None:
    assert is_prose(path)


@pytest.mark.parametrize(
    "path",
    [
        "a.py",
        "history.py",
        "src/news.ts",
        "todo.tsx",
        "changes.yaml",
        "license.json",
        "readme.html",
        "history.sql",
        "readmes",
    ],
)
def test_not_prose(path: str) -> None:
    assert not is_prose(path)
