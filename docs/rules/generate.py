"""Write the page of every rule: `python docs/rules/generate.py`. A test says when this has to be done again."""

from pathlib import Path

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.report.rule_pages import rule_index, rule_page

HERE = Path(__file__).parent


def pages() -> dict[str, str]:
    """File name -> text of every page."""
    rules = load_rules()
    return {"README.md": rule_index(rules), **{f"{rule.code}.md": rule_page(rule) for rule in rules}}


def main() -> None:
    """Write every page, and delete those of rules that are gone."""
    current = pages()
    for path in HERE.glob("*.md"):
        if path.name not in current:
            path.unlink()
    for name, text in current.items():
        (HERE / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
