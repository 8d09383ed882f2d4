"""Read, plan, splice and put back thousands of mutated Python files; nothing may crash and no byte may be lost.

    python benchmarks/mutate.py [--count 20000] [--disk 1000] [--seed 1] [--only NUMBER]

In memory, without a type checker: every reference must be accounted for, every edit must stand where the plan says, what
the edits made must give back every byte when they are undone, and a file that compiled must compile afterwards. Then some
of the files go through the disk: a repository, apply, rollback, and every byte as it was. Exit code 1 on a failure.
"""

import argparse
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from copies import committed_copy, digests
from flowcodemod.cli.session import Request, make_plan
from flowcodemod.evidence.weigh import weigh
from flowcodemod.inventory.discover import Discovery
from flowcodemod.inventory.index import index
from flowcodemod.linkers import LINKERS
from flowcodemod.model.journal import Record
from flowcodemod.model.plan import Edit, Plan
from flowcodemod.model.source import Source
from flowcodemod.model.splice import splice
from flowcodemod.names.exact_names import exact_names
from flowcodemod.program.program import Program
from flowcodemod.repo.git import Repository
from flowcodemod.repo.settings import load_campaign
from flowcodemod.repo.sources import decode
from flowcodemod.stages.apply import apply
from flowcodemod.stages.group import group
from flowcodemod.stages.plan import plan
from flowcodemod.stages.rollback import rollback
from flowcodemod.twins import find_twins
from mutations import Made, corpus, made

RECORD = Record(datetime(2026, 1, 1, tzinfo=UTC), "benchmark")
CAMPAIGN = load_campaign(None, "session_id", "flow_id")
BATCH = 100


def planned(root: Path, source: Source) -> tuple[Plan, int]:
    """The plan for one file, and how many references it holds."""
    found = index(Discovery((source.path,), (source,), ()), CAMPAIGN)
    program = Program(root, found, campaign=CAMPAIGN)
    bundles = exact_names(program, group(program, LINKERS), CAMPAIGN)
    twins = find_twins(program, bundles, CAMPAIGN)
    return plan(program, weigh(program, bundles, CAMPAIGN, twins), CAMPAIGN, twins), len(found.references)


def undone(edits: list[Edit]) -> Iterator[Edit]:
    """The edits that lead back."""
    shift = 0
    for edit in sorted(edits):
        start = edit.start + shift
        yield Edit(edit.path, start, start + len(edit.new), edit.line, edit.new, edit.old)
        shift += len(edit.new) - len(edit.old)


def compiles(text: str) -> bool:
    try:
        compile(text, "file", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def judged(root: Path, one: Made, seen: Counter[str]) -> str:
    """What is wrong with how a file was treated, '' when nothing is."""
    source = decode(f"app/file_{one.number}.py", one.data)
    if not isinstance(source, Source):
        seen["not text, so skipped"] += 1
        return ""
    found, count = planned(root, source)
    seen["hold a reference"] += count > 0
    seen["references"] += count
    if count != sum(one.references for one in found.groups) + len(found.not_edited):
        return f"{count} references, but {sum(one.references for one in found.groups)} + {len(found.not_edited)} in the plan"
    confident = [edit for one in found.groups if one.confidence >= 0.9 for edit in one.edits]
    everything = [edit for one in found.groups for edit in one.edits]
    seen["edited"] += bool(confident)
    seen["compile"] += compiles(source.text)
    for name, edits in (("confident", confident), ("all", everything)):
        after = splice(source.text, edits)
        if source.bom + splice(after, undone(edits)).encode(source.encoding) != one.data:
            return f"the way back from the {name} edits loses bytes"
        if edits and compiles(source.text) and not compiles(after):
            return f"the {name} edits leave a file that does not compile"
    return ""


def in_memory(texts: list[str], options: argparse.Namespace) -> int:
    seen: Counter[str] = Counter()
    failures = 0
    numbers = [options.only] if options.only is not None else range(options.count)
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            one = made(texts, options.seed, number)
            try:
                problem = judged(Path(folder), one, seen)
            except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
                problem = traceback.format_exc(limit=-4)
            if problem:
                failures += 1
                print(f"file {number} ({', '.join(one.history)}): {problem}", flush=True)
                if options.only is not None:
                    Path("failing.py").write_bytes(one.data)
    shares = ", ".join(f"{count} {name}" for name, count in sorted(seen.items()))
    print(f"in memory: {len(numbers)} files: {shares}; {failures} failures")
    if options.only is None and (seen["hold a reference"] < 0.9 * len(numbers) or seen["edited"] < 0.5 * len(numbers)):
        print("too few hold a reference or are edited: the files show too little")
        failures += 1
    return failures


def on_disk(texts: list[str], options: argparse.Namespace) -> int:
    failures, edited, runs = 0, 0, 0
    for first in range(0, options.disk, BATCH):
        with tempfile.TemporaryDirectory() as folder:
            start = Path(folder, "start")
            for number in range(first, min(first + BATCH, options.disk)):
                file = start / f"package_{number % 7}" / f"file_{number}.py"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(made(texts, options.seed, number).data)
            root = committed_copy(start, Path(folder, "copy"))
            before = digests(root)
            planned = make_plan(
                Request(root, Path(), None, "session_id", "flow_id", checker=False), Console(quiet=True)
            )
            run = apply(Repository.find(root), planned.chosen(0.9, ()), RECORD)
            after = digests(root)
            edited += sum(before[path] != after.get(path) for path in before)
            runs += run is not None
            if run is not None:
                rollback(Repository.find(root), run.id, RECORD)
            if digests(root) != before:
                failures += 1
                print(f"files {first} to {first + BATCH}: not every byte came back")
    print(f"on disk: {options.disk} files in {runs} runs, {edited} edited, all rolled back; {failures} failures")
    return failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--disk", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="only the file of this number, kept as failing.py when it fails")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # what the mutated files are warned about when they are compiled
    packages = next(Path(path) for path in sys.path if path.endswith("-packages"))
    texts = corpus([packages / name for name in ("rich", "libcst", "typer", "hypothesis", "_pytest", "sqlglot", "pip")])
    started = time.monotonic()
    failures = in_memory(texts, options)
    print(f"seed {options.seed}, {len(texts)} files to start from, {time.monotonic() - started:.0f} s", flush=True)
    if options.only is None:
        started = time.monotonic()
        failures += on_disk(texts, options)
        print(f"{time.monotonic() - started:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
