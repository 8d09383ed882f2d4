"""The labelled sample is whole, the measure counts what it says, and the page shows both."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from calibration.draw import Stratum, spread
from calibration.labels import labelled, place, rows
from calibration.measure import BLIND, PARTS, Judged, table_of
from calibration.page import PAGE, page
from calibration.population import load
from calibration.run import LOOKED_AT, chosen
from exam.cases import load as cases

HOW = {"definition", "documentation", "reading", "test"}


def test_every_drawn_reference_is_labelled_once() -> None:
    drawn, labels = rows("sample.tsv"), rows("labels.tsv")
    assert Counter(map(place, drawn)) == Counter(map(place, labels))
    assert max(Counter(map(place, labels)).values()) == 1


def test_every_label_has_the_weight_of_its_reference() -> None:
    drawn = {place(row): row["weight"] for row in rows("sample.tsv")}
    assert {place(label): label["weight"] for label in labelled()} == drawn
    assert min(map(float, drawn.values())) >= 1


def test_every_label_says_how_it_is_known() -> None:
    for row in rows("labels.tsv"):
        assert row["renamed"] in {"yes", "no", "either"}
        assert row["how"] in HOW
        assert row["evidence"].strip()


def test_the_sample_is_large_and_half_of_it_is_held_back() -> None:
    halves = Counter(row["half"] for row in rows("sample.tsv"))
    assert halves.keys() == set(PARTS)
    assert halves["held-back"] + halves["tuning"] >= 600
    assert halves["held-back"] >= halves["tuning"] > 250
    assert min(halves[part] for part in BLIND) >= 300
    assert len({row["package"] for row in rows("sample.tsv")}) == len(load()) >= 6


@pytest.mark.parametrize("part", BLIND)
def test_a_blind_part_shows_no_tier_and_shares_no_package(part: str) -> None:
    blind = [row for row in rows("sample.tsv") if row["half"] == part]
    assert {row["tier"] for row in blind} == {""}
    used = {row["package"] for row in rows("sample.tsv") if row["half"] != part} | {one.package for one in cases()}
    assert used & {row["package"] for row in blind} <= {"Flask-Caching"}  # an exam since the fourth part was labelled


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: PYTHONPATH=benchmarks python -m calibration.page"


def judged(tier: str, renamed: str, half: str = "tuning", weight: float = 1) -> Judged:
    return Judged(half, tier, renamed, "a.py:1", "session_id", weight=weight)


@pytest.mark.parametrize(
    ("tier", "renamed", "wrong"),
    [
        ("confident", "no", True),
        ("tentative", "no", True),
        ("stays", "yes", True),
        ("manual", "yes", True),
        ("confident", "yes", False),
        ("manual", "no", False),
        ("stays", "no", False),
        ("confident", "either", False),
        ("stays", "either", False),
    ],
)
def test_what_is_wrong(tier: str, renamed: str, wrong: bool) -> None:
    assert judged(tier, renamed).wrong == wrong


def test_precision_and_recall() -> None:
    found = [judged("confident", "yes")] * 3 + [judged("confident", "no"), judged("stays", "yes")]
    first = table_of([*found, judged("confident", "either"), judged("confident", "no", "held-back")])[0]
    assert (first.judged, first.right, first.precision, first.recall) == (4, 3, 0.75, 0.75)
    assert not first.precise_enough


def test_a_common_reference_counts_for_more_in_the_weighted_precision() -> None:
    found = [judged("confident", "yes", weight=18), judged("confident", "no", weight=2)]
    first = table_of([*found, judged("confident", "either", weight=50), judged("stays", "no", weight=7)])[0]
    assert (first.precision, first.weighted) == (0.5, 0.9)


def test_a_tier_without_edits_has_no_wrong_ones_by_weight_either() -> None:
    assert [row.weighted for row in table_of([judged("confident", "no", weight=3)])] == [0, 1, 1, 1]


def test_each_part_that_was_judged_has_rows_of_its_own() -> None:
    found = [judged("confident", "yes", "fresh"), judged("confident", "no"), judged("manual", "yes", "fresh")]
    table = table_of(found)
    assert [row.half for row in table] == ["tuning"] * 4 + ["fresh"] * 4
    assert [(row.judged, row.right, row.wanted) for row in table[4:]] == [(1, 1, 2), (0, 0, 2), (1, 1, 2), (0, 0, 2)]


@pytest.mark.parametrize(
    ("names", "parts", "expected"),
    [
        ([], LOOKED_AT, {"tuning", "held-back"}),
        ([], ["fresh"], {"fresh"}),
        ([], ["fourth"], {"fourth"}),
        ([], ["fifth"], {"fifth"}),
        (["papermill"], LOOKED_AT, set()),
        (["papermill"], ["fresh"], {"fresh"}),
        (["rq"], ["tuning"], set()),
    ],
)
def test_a_blind_part_is_measured_only_when_asked_for(
    names: list[str], parts: Sequence[str], expected: set[str]
) -> None:
    assert {package.half for package in chosen(load(), names, parts)} == expected


def test_nothing_judged_breaks_no_promise() -> None:
    assert all(row.precise_enough for row in table_of([]))


SIZES = st.dictionaries(st.tuples(st.text(max_size=3), st.text(max_size=3)), st.integers(1, 50), min_size=1, max_size=9)


@given(SIZES, st.integers(0, 200))
def test_the_draw_is_spread_over_every_stratum(sizes: dict[Stratum, int], total: int) -> None:
    shares = spread(sizes, total)
    assert shares.keys() == sizes.keys()
    assert all(1 <= shares[name] <= sizes[name] for name in sizes)
    assert sum(shares.values()) == max(len(sizes), min(total, sum(sizes.values())))
