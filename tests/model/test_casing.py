"""The casing of words: what is read, what is none, and how it fits a term of another length."""

import pytest

from flowcodemod.model.casing import Case, cases_of, fit, write

LOWER, CAPITAL, UPPER, UPPER_PLURAL = Case


@pytest.mark.parametrize(
    ("chunks", "humps", "cases"),
    [
        ("session id", False, (LOWER, LOWER)),
        ("session Id", True, (LOWER, CAPITAL)),
        ("Session IDs", True, (CAPITAL, UPPER_PLURAL)),
        ("X REQUEST ID", False, (UPPER, UPPER, UPPER)),
        ("X Request Id", True, (CAPITAL, CAPITAL, CAPITAL)),
        ("X Request ID", True, (CAPITAL, CAPITAL, UPPER)),
        ("S3 KEY", False, (UPPER, UPPER)),
        ("STEP 2 ID", False, (UPPER, UPPER, UPPER)),
        ("step 2 Id", True, (LOWER, CAPITAL, CAPITAL)),
        ("step 2 id", False, (LOWER, LOWER, LOWER)),
        ("X Y", False, (UPPER, UPPER)),
        ("SeSSion id", False, None),
        ("session iD", True, None),
        ("sESSION id", False, None),
        ("ENTITIes id", False, None),
    ],
)
def test_cases_of_chunks(chunks: str, humps: bool, cases: tuple[Case, ...] | None) -> None:
    parts = tuple(chunks.split())
    singulars = tuple(part.lower().removesuffix("s") if part == "IDs" else part.lower() for part in parts)
    assert cases_of(parts, singulars, humps=humps) == cases


@pytest.mark.parametrize(
    ("cases", "count", "humps", "fitted"),
    [
        ((LOWER, UPPER), 2, True, (LOWER, UPPER)),
        ((LOWER, UPPER), 3, True, (LOWER, CAPITAL, UPPER)),
        ((LOWER, UPPER), 3, False, (LOWER, LOWER, UPPER)),
        ((UPPER, UPPER_PLURAL), 3, False, (UPPER, UPPER, UPPER_PLURAL)),
        ((CAPITAL, UPPER), 3, False, (CAPITAL, CAPITAL, UPPER)),
        ((CAPITAL, LOWER), 3, False, (CAPITAL, LOWER, LOWER)),
        ((UPPER, UPPER_PLURAL), 1, False, (UPPER_PLURAL,)),
        ((LOWER, UPPER_PLURAL), 1, True, (LOWER,)),
        ((UPPER,), 2, True, (CAPITAL, CAPITAL)),
        ((UPPER_PLURAL,), 3, False, (UPPER, UPPER, UPPER_PLURAL)),
        ((LOWER,), 2, True, (LOWER, CAPITAL)),
    ],
)
def test_cases_fit_a_term_of_another_length(
    cases: tuple[Case, ...], count: int, humps: bool, fitted: tuple[Case, ...]
) -> None:
    assert fit(cases, count, humps=humps) == fitted


@pytest.mark.parametrize(
    ("word", "singular", "case", "written"),
    [
        ("ids", "id", LOWER, "ids"),
        ("ids", "id", CAPITAL, "Ids"),
        ("ids", "id", UPPER, "IDS"),
        ("ids", "id", UPPER_PLURAL, "IDs"),
        ("entities", "entity", UPPER_PLURAL, "Entities"),
    ],
)
def test_write(word: str, singular: str, case: Case, written: str) -> None:
    assert write(word, singular, case) == written
