"""Links to headings in Markdown: `[runs](#all-runs)`, `guide.md#all-runs`."""

import re

_LINK = re.compile(r"(?P<path>[\w./-]*)#[\w-]*$")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<title>[^\n]+?)[ \t#]*$", re.MULTILINE)


def linked(text: str, start: int) -> str | None:
    """The path of the document whose heading a word at a code point is a link to: '' for its own, None for no link."""
    found = _LINK.search(text[max(0, start - 200) : start])
    return found["path"] if found is not None else None


def has_heading(text: str, slug: str) -> bool:
    """Whether a document has a heading that is linked to by a name."""
    return any(_slug(match["title"]) == slug for match in _HEADING.finditer(text))


def _slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
