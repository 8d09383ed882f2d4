"""The renames of the benchmark ask for what they say, and their way back is the way there turned round."""

import sys
import tomllib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from exam.measures import left
from names.renames import Rename, load_renames

RENAMES = load_renames()
each = pytest.mark.parametrize("rename", RENAMES, ids=[one.label for one in RENAMES])


@each
def test_the_way_back_undoes_the_way_there(rename: Rename) -> None:
    there = tomllib.loads(rename.campaign())["names"]
    back = tomllib.loads(rename.campaign(back=True))["names"]
    for (old, new), (made, before) in zip(there.items(), back.items(), strict=True):
        apart = "\0" if "/" in old else "."
        assert (made.rpartition(apart)[2], before) == (new, old.rpartition(apart)[2])


@each
def test_only_a_method_has_no_imports_to_keep(rename: Rename) -> None:
    assert bool(rename.imports) == (rename.kind != "method")
    assert "shim = 2999-12-31" in rename.campaign(shim="2999-12-31")


def test_every_kind_and_every_hard_thing_is_there() -> None:
    assert {one.kind for one in RENAMES} == {"class", "function", "method", "module"}
    assert {"re-exported", "overridden", "patched by string", "documented"} <= {
        it for one in RENAMES for it in one.shows
    }


@pytest.mark.parametrize(
    ("text", "count"),
    [("from webargs.core import Parser\n", 1), ("the core of it\n", 0), ("webargs.cores\n", 0), ("core = 1\n", 0)],
)
def test_a_module_is_sought_by_its_dotted_name(tmp_path: Path, text: str, count: int) -> None:
    (tmp_path / "a.py").write_text(text, "utf-8")
    module = next(one for one in RENAMES if one.label == "webargs-core")
    assert len(left(tmp_path, module.case)) == count
