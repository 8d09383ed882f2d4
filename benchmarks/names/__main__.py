"""`make names`: every rename with and without the shim, as one table. Exits 1 when one of them fails."""

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from exam.measures import left
from exam.packages import PackageError, Workshop
from exam.sit import Result, baseline, sit

from .renames import Rename, load_renames
from .shimmed import Shimmed, shimmed

_OURS = shutil.which("flowcodemod", path=str(Path(sys.executable).parent)) or "flowcodemod"
_COLUMNS = ("places", "files", "tests", "lost", "left", "kept", "back", "again", "shim: lost", "imports", "again", "s")
_NEVER = "2999-12-31"  # a shim's day that no run of this benchmark lives to see


def main() -> int:
    """Make every rename that is asked for and print how it went."""
    options = _options()
    workshop = Workshop(options.work.resolve())
    console = Console(width=150, highlight=False)
    shown = Table("package", "name", "kind", "shows", box=None, pad_edge=False)
    for name in _COLUMNS:
        shown.add_column(name, justify="right")
    shown.add_column("")
    chosen = [
        one for one in load_renames() if not options.renames or {one.label, one.case.package} & {*options.renames}
    ]
    passed = [_made(workshop, rename, shown, console) for rename in chosen]
    console.print(shown)
    return 0 if passed and all(passed) else 1


def _made(workshop: Workshop, rename: Rename, shown: Table, console: Console) -> bool:
    """One rename, a line of the table; whether it passed."""
    try:
        before = baseline(workshop, rename.case)
        found = left(workshop.source(rename.case), rename.case)
        command = _command(workshop, rename)
        result = sit(workshop, rename.case, "names", command, before)
        shim = shimmed(workshop, rename, command.replace("{old}-{new}", "shim"), before)
    except PackageError as error:
        console.print(f"{rename.label}: {error}", style="red")
        return False
    counts = (str(len(found)), str(len({one.path for one in found})), str(result.tests))
    passed = result.passed and shim.passed
    shown.add_row(
        rename.case.package, rename.case.old, rename.kind, ", ".join(rename.shows), *counts, *_row(result, shim),
        "pass" if passed else "fail",
    )  # fmt: skip
    for line in _complaints(result, shim):
        console.print(f"{rename.label}: {line}", style="dim", markup=False)
    return passed


def _row(result: Result, shim: Shimmed) -> tuple[str, ...]:
    """What was measured, without and with the shim."""
    yes = {True: "yes", False: "no"}
    without = (str(len(result.lost)), str(len(result.left)), f"{result.kept - result.taken}/{result.kept}")
    again = (yes[not result.returns], yes[result.idempotent])
    imports = f"{shim.imports - len(shim.silent)}/{shim.imports}"
    return (*without, *again, str(len(shim.lost)), imports, yes[shim.idempotent], f"{result.seconds:.1f}")


def _complaints(result: Result, shim: Shimmed) -> Iterator[str]:
    yield from (f"lost {name}" for name in result.lost[:8])
    yield from (f"left {one.path}:{one.line}: {one.text}" for one in result.left[:40])
    yield from (f"not as before: {path}" for path in result.returns[:8])
    yield from (f"lost with the shim {name}" for name in shim.lost[:8])
    yield from shim.silent


def _command(workshop: Workshop, rename: Rename) -> str:
    """The command that makes a rename, its way back when the names change sides, and with the shim as `shim`."""
    folder = workshop.root / "campaigns" / rename.label
    folder.mkdir(parents=True, exist_ok=True)
    case = rename.case
    (folder / f"{case.old}-{case.new}.toml").write_text(rename.campaign(), "utf-8")
    (folder / f"{case.new}-{case.old}.toml").write_text(rename.campaign(back=True), "utf-8")
    (folder / "shim.toml").write_text(rename.campaign(shim=_NEVER), "utf-8")
    options = "--python {python} --yes --allow-dirty"
    return f"{_OURS} -C {{root}} apply --campaign {folder}/{{old}}-{{new}}.toml {options}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="names", description=__doc__)
    parser.add_argument("renames", nargs="*", help="packages, or package-name; all when none is named")
    parser.add_argument("--work", type=Path, default=Path("benchmarks/work/exam"), help="where everything is made")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
