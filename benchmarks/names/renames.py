"""The renames, as renames.toml lists them, and the campaign files that ask for each and for its way back."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from exam.cases import Case, load
from exam.cases import rule as rule_of

RENAMES = Path(__file__).with_name("renames.toml")


@dataclass(frozen=True)
class Rename:
    """What is renamed in a package of the exam. `names`: the campaign's `[names]`; `case`: what is measured.

    `shows`: what makes it worth trying. `imports`: old dotted name -> new one, each importable before; empty for a
    method, which nobody imports.
    """

    kind: str
    shows: tuple[str, ...]
    names: Mapping[str, str]
    imports: Mapping[str, str]
    case: Case

    @property
    def label(self) -> str:
        """One word for files and tables."""
        return f"{self.case.package}-{self.case.old}"

    def campaign(self, *, back: bool = False, shim: str = "") -> str:
        """The campaign as TOML; `back` undoes it, `shim` is the day until which the old names stay importable."""
        names = dict(_backwards(*pair) for pair in self.names.items()) if back else self.names
        listed = "".join(f'"{old}" = "{new}"\n' for old, new in names.items())
        dated = f"shim = {shim}\n" if shim else ""
        return f'[campaign]\nname = "{self.label}"\n{dated}[names]\n{listed}'


def load_renames(path: Path = RENAMES) -> tuple[Rename, ...]:
    """Every rename. Raises KeyError for a document that is none, re.error for a bad pattern."""
    packages = {case.package: case for case in load()}
    return tuple(_rename(one, packages[one["package"]]) for one in tomllib.loads(path.read_text("utf-8"))["rename"])


def _rename(document: dict[str, Any], package: Case) -> Rename:
    case = replace(
        package,
        old=document["old"],
        new=document["new"],
        sought=document.get("sought", ""),
        keep=tuple(rule_of(one) for one in document.get("keep", ())),
        may_stay=tuple(rule_of(one) for one in document.get("may_stay", ())),
    )
    return Rename(document["kind"], tuple(document["shows"]), document["names"], document.get("imports", {}), case)


def _backwards(old: str, new: str) -> tuple[str, str]:
    """`a.b.old = "new"` undone is `a.b.new = "old"`; a path or a plain name only changes sides."""
    before, dot, last = old.rpartition(".")
    if "/" in old or not dot:
        return new, old
    return f"{before}.{new}", last
