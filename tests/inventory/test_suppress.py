"""Suppressions are read from comments, not from strings."""

import pytest

from flowcodemod.inventory.suppress import suppress

DIRECTIVE = "flowcodemod: ignore[FCM103] kept"


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        ("a.py", f"x = 1  # {DIRECTIVE}\n", 1),
        ("a.py", f"x = '# {DIRECTIVE}'\n", 0),
        ("a.py", f'"""\n# {DIRECTIVE}\n"""\n', 0),
        ("a.py", f"x = (  # {DIRECTIVE}\n", 1),
        ("a.ts", f"x = 1; // {DIRECTIVE}\n", 1),
        ("a.ts", f"x = `// {DIRECTIVE}`;\n", 0),
        ("a.tsx", f"const a = <p>{{/* {DIRECTIVE} */}}</p>;\n", 1),
        ("a.yaml", f"x: 1  # {DIRECTIVE}\n", 1),
        ("a.yaml", f'x: "# {DIRECTIVE}"\n', 0),
        ("a.toml", f"x = 1 # {DIRECTIVE}\n", 1),
        ("a.json", f'{{"x": "// {DIRECTIVE}"}}\n', 0),
        ("a.sh", f"x=1 # {DIRECTIVE}\n", 1),
        ("a.sh", f'x="# {DIRECTIVE}"\n', 0),
        ("Dockerfile", f"# {DIRECTIVE}\nENV X=1\n", 1),
        ("a.sql", f"SELECT 1 -- {DIRECTIVE}\n", 1),
        ("a.md", f"# {DIRECTIVE}\n", 0),
        ("a.md", f"<!-- {DIRECTIVE} -->\n", 1),
        ("a.py", "x = 1\n", 0),
    ],
)
def test_in_every_language(path: str, text: str, count: int) -> None:
    assert len(suppress(path, text)) == count
