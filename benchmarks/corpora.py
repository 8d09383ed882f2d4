"""The four code bases on which the gate is measured and the inventory is compared, as committed copies."""

from pathlib import Path

from copies import committed_copy
from sdist import fetch

PLATFORM = Path(__file__).parents[1] / "tests/fixtures/platform"
SDISTS = {"openai-agents": "0.24.0", "Django": "5.2", "homeassistant": "2024.3.3"}


def corpora(work: Path, only: list[str]) -> dict[str, Path]:
    """Name -> a copy of its own, made once; `only` some, or all of them."""
    found = {}
    for name in ["platform", *SDISTS]:
        if not only or name in only:
            target = work / "corpora" / name
            if not (target / ".git").exists():
                source = PLATFORM if name == "platform" else fetch(work, name, SDISTS[name])
                committed_copy(source, target)
            found[name] = target
    return found
