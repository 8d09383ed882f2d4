"""Which bytes can be thrown away unread: a plain search for fixed words, and only then patterns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prefilter:
    """Words with the pattern of what holds them, the words apart from each other. Both look at lower-cased bytes.

    A search for a few words is several times as fast as one for a pattern, and that as one for a choice of patterns.
    """

    patterns: tuple[tuple[bytes, re.Pattern[bytes]], ...]

    @classmethod
    def of(cls, ways: Iterable[tuple[str, str]]) -> "Prefilter":
        """A prefilter by pairs: a text, of any casing, and the pattern of what holds it, for lower-cased ASCII.

        Of each text its longest ASCII part counts; a sign beyond ASCII in a pattern stands for any.
        """
        found = [(_ascii_part(text), re.sub(r"[^\x00-\x7f]", r"[\\x80-\\xff]{1,4}", source)) for text, source in ways]
        words = {word for word, _ in found}
        needed = sorted(one for one in words if not any(other != one and other in one for other in words))
        sources: dict[str, list[str]] = {one: [] for one in needed}
        for word, source in found:
            sources[next(one for one in needed if one in word)].append(source)
        return cls(tuple((word.encode(), re.compile("|".join(one).encode())) for word, one in sources.items()))

    def search(self, data: bytes) -> re.Match[bytes] | None:
        """A match, None when there is none."""
        lowered = data.lower()
        for word, pattern in self.patterns:
            if word in lowered and (found := pattern.search(lowered)):
                return found
        return None


def _ascii_part(text: str) -> str:
    return max(re.split(r"[^\x00-\x7f]+", text), key=len).lower()


def ascii_lower(text: str) -> str:
    """The text with the letters in lower case that `bytes.lower` knows."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
