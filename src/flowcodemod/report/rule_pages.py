"""What a rule is about, for people: the page in docs/rules, `explain CODE` and the list of `rules`."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from flowcodemod.model.rule import Example, Rule

_LANGUAGES = {".py": "python", ".ts": "typescript", ".md": "markdown", ".sh": "shell", ".json": "json", ".yaml": "yaml"}
_NOTE = "<!-- Made from the rule by docs/rules/generate.py: change it there. -->"


def rule_page(rule: Rule) -> str:
    """The rule's page, in Markdown."""
    lines = [
        f"# {rule.code} {rule.name}",
        "",
        _NOTE,
        "",
        f"*{_sentence(rule.summary)}*",
        "",
        rule.explanation.strip(),
        "",
    ]
    lines += ["## Fires", "", *_examples(rule.fires), "## Does not fire", "", *_examples(rule.passes)]
    return "\n".join(lines).rstrip("\n") + "\n"


def rule_index(rules: Iterable[Rule]) -> str:
    """The list of all rules, in Markdown."""
    rows = (f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.summary} |" for rule in rules)
    return "\n".join(["# Rules", "", _NOTE, "", "| code | name | says |", "|---|---|---|", *rows]) + "\n"


def explain(rule: Rule) -> str:
    """The rule for a terminal: what it means, why, and an example of each kind."""
    lines = [f"{rule.code} {rule.name}: {rule.summary}", "", rule.explanation.strip(), "", "Fires:"]
    lines += [f"    {line}" for line in _marked(rule.fires[0])]
    lines += ["", "Does not fire:", *(f"    {line}" for line in _marked(rule.passes[0]))]
    return "\n".join(lines) + "\n"


def rule_list(rules: Iterable[Rule]) -> str:
    """One line a rule: code, name, what it says."""
    return "".join(f"{rule.code}  {rule.name:<25}  {rule.summary}\n" for rule in rules)


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    """Yield each example as a block of code, with what it takes for the rule to see it so."""
    for example in examples:
        if example.campaign:
            yield from ["In the campaign:", "", "```toml", example.campaign.rstrip("\n"), "```", ""]
        judged = (
            f", judged on {example.today}" if "until" in example.campaign or "completed" in example.campaign else ""
        )
        yield from [f"`{example.path}`{judged}:" if example.text else f"A file named `{example.path}`{judged}.", ""]
        if example.text:
            language = _LANGUAGES.get(PurePosixPath(example.path).suffix, "text")
            yield from [f"```{language}", *_marked(example), "```", ""]


def _marked(example: Example) -> Iterator[str]:
    """Yield the lines of an example, those that fire with an arrow, unless the finding is about the campaign."""
    about_campaign = "[[allow]]" in example.campaign or "[caps]" in example.campaign
    fires = () if about_campaign else example.lines
    for number, line in enumerate(example.text.splitlines() or [f"(a file named {example.path})"], 1):
        yield f"{line}  ← here" if number in fires and example.text else line
