"""What `getattr` asks of an annotated object follows the class of ours that the annotation names."""

from pathlib import Path

import pytest

from pipeline import applied, lay, make_plan

_KEEPER = "class Keeper:\n    session_id: str\n\n\nclass Other:\n    name: str\n"
_HOLDER = """\
from keeper import Keeper, Other


class Holder:
    def __init__(self, keeper: {annotation}, other=None):
        self.keeper = {value}

    def run(self):
        return getattr(self.keeper, "session_id", None)
"""
_FUNCTION = (
    'from keeper import Keeper, Other\n\n\ndef run(keeper{said}):\n    return getattr({asked}, "session_id", None)\n'
)

MOVES = {
    "an attribute": _HOLDER.format(annotation="Keeper", value="keeper"),
    "an optional one": _HOLDER.format(annotation="Keeper | None", value="keeper"),
    "a quoted annotation": _HOLDER.format(annotation='"Keeper"', value="keeper"),
    "a parameter": _FUNCTION.format(said=": Keeper", asked="keeper"),
    "a parameter with a default": _FUNCTION.format(said=": Keeper | None = None", asked="keeper"),
}
STAYS = {
    "no annotation": _HOLDER.format(annotation="object", value="keeper"),
    "another class": _HOLDER.format(annotation="Other", value="keeper"),
    "another value": _HOLDER.format(annotation="Keeper", value="other"),
    "what is made of it": _HOLDER.format(annotation="Keeper", value="keeper.held"),
    "assigned twice": _HOLDER.format(annotation="Keeper", value="keeper\n        self.keeper = other"),
    "a name without an annotation": _FUNCTION.format(said="", asked="keeper"),
    "what it holds": _FUNCTION.format(said=": Keeper", asked="keeper.held"),
}


def _proven(root: Path, text: str, python: Path | None = None) -> bool:
    """Whether the plan ties the string to the class that an annotation names."""
    lay(root, {"keeper.py": _KEEPER, "holder.py": text})
    made = make_plan(root, python=python)
    evidence = [piece.detail for group in made.groups for piece in group.evidence]
    return "it is annotated as Keeper" in evidence


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_a_name_of_an_annotated_class_of_ours_is_proven(tmp_path: Path, text: str) -> None:
    assert _proven(tmp_path, text)
    assert applied(tmp_path, ["holder.py"])["holder.py"] == text.replace("session_id", "flow_id")


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_any_other_name_is_not_proven(tmp_path: Path, text: str) -> None:
    assert not _proven(tmp_path, text)


def test_a_name_of_somebody_elses_class_stays(tmp_path: Path) -> None:
    vendor = "class Keeper:\n    session_id: str\n"
    site = {"lib/python3.11/site-packages/vendor.py": vendor, "pyvenv.cfg": "version = 3.11.7\n", "bin/python": ""}
    lay(tmp_path / "site", site)
    text = MOVES["an attribute"].replace("from keeper import Keeper, Other", "from vendor import Keeper")
    assert not _proven(tmp_path / "repository", text, tmp_path / "site")
    assert applied(tmp_path / "repository", ["holder.py"], python=tmp_path / "site")["holder.py"] == text
