"""Which bytes can be thrown away unread: a plain search for fixed words, and only then a pattern."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prefilter:
    """`pattern` decides; `words` stand one or another in everything that it matches. Both look at lower-cased bytes.

    A search for a few words is several times as fast as one for a pattern.
    """

    pattern: re.Pattern[bytes]
    words: tuple[bytes, ...]

    @classmethod
    def of(cls, pattern: re.Pattern[bytes], texts: Iterable[str]) -> "Prefilter":
        """A prefilter by texts, in any casing, of which every match holds one; of each its longest ASCII part counts."""
        words = {max(re.split(r"[^\x00-\x7f]+", text), key=len).lower().encode("ascii") for text in texts}
        needed = (one for one in words if not any(other != one and other in one for other in words))
        return cls(pattern, tuple(sorted(needed)))

    def search(self, data: bytes) -> re.Match[bytes] | None:
        """The first match, None when there is none."""
        lowered = data.lower()
        for word in self.words:
            if word in lowered:
                return self.pattern.search(lowered)
        return None


def ascii_lower(text: str) -> str:
    """The text with the letters in lower case that `bytes.lower` knows."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
