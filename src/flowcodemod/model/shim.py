"""The comment that says until when a shim stays: `# flowcodemod: shim until 2027-05-01`."""

import re
from datetime import date

_STARTS = "# flowcodemod: shim until "
_MARKER = re.compile(rf"^{_STARTS}(\d{{4}}-\d\d-\d\d)\r?$", re.MULTILINE)


def marker(until: date) -> str:
    """The comment for a day."""
    return f"{_STARTS}{until}"


def shim_until(text: str) -> date | None:
    """The last day of the shim that a module is; None for any other text, or a day that is none."""
    found = _MARKER.search(text) if _STARTS in text else None
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
