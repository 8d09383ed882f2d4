"""Links to headings in Markdown: `[runs](#all-runs)`, `guide.md#all-runs`."""

import re

_LINK = re.compile(r"(?P<path>[\w./-]*)#[\w-]*$")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<title>[^\n]+?)[ \t#]*$", re.MULTILINE)


def linked(text: str, start: int) -> str | None:
    """The path of the document whose heading a word at a code point is a link to: '' for its own, None for no link."""
    found = _LINK.search(text[max(0, start - 200) : start])
    return found["path"] if found is not None else None


def heading(text: str, slug: str) -> tuple[int, int] | None:
    """Where the title of the heading stands that is linked to by a name; None where no heading is."""
    return next((match.span("title") for match in _HEADING.finditer(text) if _slug(match["title"]) == slug), None)


def _slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
