"""Cases in which the tokens that change are written `OLD`: what the plan makes of one, beside what is wanted."""

from pathlib import Path

from pipeline import lay, renamed
from vendor_package import VENDOR


def written(text: str, name: str) -> str:
    """A case with a name in place of `OLD`."""
    return text.replace("OLD-KEBAB", name.replace("_", "-")).replace("OLD", name)


def made_of(folder: Path, case: str) -> tuple[str, str]:
    """What the plan makes of a case, beside a package of somebody else's, and what is wanted."""
    lay(folder, VENDOR)
    lay(folder / "wanted", {"app.py": written(case, "flow_id")})
    found = renamed(folder / "repo", {"app.py": written(case, "session_id")}, python=folder / "site")
    return found["app.py"], (folder / "wanted/app.py").read_text()
