"""Examples in documents and docstrings: `from package import module`, and what the example does with the module."""

import re
from collections.abc import Callable, Iterator

from flowcodemod.readers.change import Change

_IMPORT = re.compile(
    r"^(?P<margin>[ \t]*)(?:(?:>>>|\.\.\.) )?from (?P<package>[\w.]+) import (?P<names>\w[\w, ]*)$", re.M
)


def example_imports(text: str, moved: Callable[[str], tuple[str, str] | None]) -> Iterator[Change]:
    """The changes of each example; `moved`: a dotted module -> (its new dotted name, its place), None when it stays.

    A module that goes to another package is left: its example would need another import.
    """
    for match in _IMPORT.finditer(text):
        for name in re.finditer(r"\w+", match["names"]):
            found = moved(f"{match['package']}.{name[0]}")
            package, _, new = found[0].rpartition(".") if found is not None else ("", "", "")
            if found is not None and package == match["package"]:
                start = match.start("names") + name.start()
                yield Change(start, start + len(name[0]), new, found[1])
                if not re.search(rf"\bas\s+{name[0]}\b|\b{name[0]}\s+as\b", match["names"]):
                    yield from _uses(text, match, name[0], new, found[1])


def _uses(text: str, example: re.Match[str], name: str, new: str, place: str) -> Iterator[Change]:
    """What the lines below ask of the module, as far as they are indented like the import."""
    at = example.end()
    use = re.compile(rf"(?<![\w.]){re.escape(name)}(?=\.\w)")
    for line in re.finditer(r"\n(?P<text>[^\n]*)", text[at:]):
        if line["text"].strip() and not line["text"].startswith(example["margin"]):
            return
        for one in use.finditer(line["text"]):
            start = at + line.start("text") + one.start()
            yield Change(start, start + len(name), new, place)
