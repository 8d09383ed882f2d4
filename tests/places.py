"""Where the name that tests rename stands in a text."""

import re


def tokens(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\bsession_id\b", text)]
