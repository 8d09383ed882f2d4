"""`make exam`: every case with every tool, as one table. Exits 1 when the first tool fails a case it is to pass."""

import argparse
import json
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .cases import Case, load
from .packages import PackageError, Workshop
from .sit import Result, baseline, sit

_OURS = f"{shutil.which('flowcodemod', path=str(Path(sys.executable).parent)) or 'flowcodemod'}"
TOOLS = {
    "flowcodemod": f"{_OURS} -C {{root}} apply --old {{old}} --new {{new}} --python {{python}} --yes --allow-dirty",
    "sed": r"git grep -lzw {old} | xargs -0 sed -i 's/\b{old}\b/{new}/g'",
}


def main() -> int:
    """Sit the exam and print how it went."""
    options = _options()
    tools = dict(TOOLS) | dict(one.split("=", 1) for one in options.tool)
    tools = {name: command for name, command in tools.items() if not options.only or name in options.only}
    cases = [case for case in load() if not options.cases or case.package in options.cases]
    console = Console(width=132, highlight=False, stderr=False)
    results = []
    for case in cases:
        results += _sat(Workshop(options.work.resolve()), case, tools, console)
        (options.work / "exam.json").write_text(json.dumps([asdict(one) for one in results], indent=1), "utf-8")
    console.print(table(results))
    first = next(iter(tools))
    return 0 if results and all(one.passed for one in results if one.tool == first) else 1


def table(results: list[Result]) -> Table:
    """The results, a line for each case and tool."""
    shown = Table("case", "tool", box=None, pad_edge=False)
    for name in ("tests", "lost", "left", "kept", "back", "again", "seconds"):
        shown.add_column(name, justify="right")
    shown.add_column("")
    for one in results:
        back, again = ("yes" if not one.returns else "no"), ("yes" if one.idempotent else "no")
        counts = (str(one.tests), str(len(one.lost)), str(len(one.left)), f"{one.kept - one.taken}/{one.kept}")
        verdict = "pass" if one.passed else "fail"
        shown.add_row(one.case, one.tool, *counts, back, again, f"{one.seconds:.1f}", verdict)
    return shown


def _sat(workshop: Workshop, case: Case, tools: dict[str, str], console: Console) -> list[Result]:
    try:
        before = baseline(workshop, case)
    except PackageError as error:
        console.print(f"{case.package}: {error}", style="red")
        return []
    results = []
    for tool, command in tools.items():
        result = sit(workshop, case, tool, command, before)
        results.append(result)
        console.print(f"{case.package}: {tool}: {'pass' if result.passed else 'fail'}", style="dim")
        for name in result.lost[:8]:
            console.print(f"  lost {name}", style="dim", markup=False)
        for one in result.left[:40]:
            console.print(f"  left {one.path}:{one.line}: {one.text}", style="dim", markup=False)
        for path in result.returns[:8]:
            console.print(f"  not as before: {path}", style="dim", markup=False)
    return results


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="exam", description=__doc__)
    parser.add_argument("cases", nargs="*", help="packages; all when none is named")
    parser.add_argument("--work", type=Path, default=Path("benchmarks/work/exam"), help="where everything is made")
    parser.add_argument(
        "--tool", action="append", default=[], metavar="NAME=COMMAND", help="another tool, or another command"
    )
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="only this tool")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
