"""The casing of single words: read it off a text, fit it to a term of another length, write a word in it."""

from enum import StrEnum
from functools import lru_cache


class Case(StrEnum):
    """The casing of a single word."""

    LOWER = "lower"
    CAPITAL = "capital"
    UPPER = "upper"
    UPPER_PLURAL = "upper-plural"  # `IDs`


_UPPERS = frozenset({Case.UPPER, Case.UPPER_PLURAL})


@lru_cache(maxsize=256)
def cases_of(chunks: tuple[str, ...], singulars: tuple[str, ...], *, humps: bool) -> tuple[Case, ...] | None:
    """The case of each chunk, or None when one is in no casing (`SeSSion`). `singulars`: the words without a plural.

    `X` and `S3` may be capital or upper, `2` may be any: they go with the words beside them.
    """
    readings = [_readings(chunk, singular) for chunk, singular in zip(chunks, singulars, strict=True)]
    if not all(readings):
        return None
    settled = {case for options in readings if len(options) == 1 for case in options}
    if settled <= _UPPERS:
        order = (Case.UPPER, Case.UPPER_PLURAL)
    else:
        order = (Case.CAPITAL, Case.LOWER) if humps and Case.CAPITAL in settled else (Case.LOWER, Case.CAPITAL)
    return tuple(next((case for case in order if case in options), options[0]) for options in readings)


def _readings(chunk: str, singular: str) -> tuple[Case, ...]:
    letters = [sign for sign in chunk if sign.lower() != sign.upper()]
    if not letters:
        return (Case.LOWER, Case.CAPITAL, Case.UPPER)
    if chunk.islower():
        return (Case.LOWER,)
    if chunk.isupper():
        return (Case.UPPER,) if len(letters) > 1 else (Case.CAPITAL, Case.UPPER)
    stem, ending = chunk[: len(singular)], chunk[len(singular) :]
    if stem.isupper() and ending.islower() and stem.lower() == singular:
        return (Case.UPPER_PLURAL,) if len(singular) > 1 else (Case.CAPITAL, Case.UPPER_PLURAL)
    return (Case.CAPITAL,) if chunk[0].isupper() and chunk[1:].islower() else ()


def fit(cases: tuple[Case, ...], count: int, *, humps: bool) -> tuple[Case, ...]:
    """The cases for a term of `count` words written like one of `len(cases)`; `humps` when nothing joins the words."""
    first, last = cases[0], cases[-1]
    if count == len(cases):
        return cases
    if count == 1:
        return (last if first is Case.UPPER else first,)
    if humps and len(cases) == 1:  # `getSID` -> `getConnRef`
        return ((Case.LOWER if first is Case.LOWER else Case.CAPITAL), *(Case.CAPITAL,) * (count - 1))
    if first is Case.UPPER_PLURAL:
        first = Case.UPPER
    return (first, *(_between(first, last, humps=humps),) * (count - 2), last)


def _between(first: Case, last: Case, *, humps: bool) -> Case:
    if humps:
        return Case.CAPITAL
    if Case.LOWER in (first, last):
        return Case.LOWER
    return Case.UPPER if first in _UPPERS and last in _UPPERS else Case.CAPITAL


def write(word: str, singular: str, case: Case) -> str:
    """A lower-case word in a case; `singular` is the same word without its plural ending."""
    if case is Case.LOWER:
        return word
    if case is Case.UPPER:
        return word.upper()
    if case is Case.UPPER_PLURAL and word.startswith(singular):
        return singular.upper() + word[len(singular) :]
    return word[:1].upper() + word[1:]
