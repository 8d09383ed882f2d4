"""The processor time of `plan` beside that of a four-line rename codemod on the same files, as one ratio.

Everything either of them starts is counted, the type checker too. Exits 1 above 0.5. The sdist of openai-agents is
fetched into `--work`; with `--python` its dependencies are read from that interpreter's environment, else there are none.
"""

import argparse
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from os import environ
from pathlib import Path

from copies import committed_copy
from exam.cases import Case
from exam.packages import Workshop

OLD, NEW, MOST = "session_id", "flow_id", 0.5
CODEMOD = f'''
from libcst.codemod import VisitorBasedCodemodCommand


class Rename(VisitorBasedCodemodCommand):
    DESCRIPTION = "rename"

    def leave_Name(self, original_node, updated_node):
        return updated_node.with_changes(value="{NEW}") if updated_node.value == "{OLD}" else updated_node
'''
PACKAGE = Case(
    "openai-agents", "0.24.0", OLD, NEW, (), (), folder=".", dictated="", unstable=(), files={}, keep=(), may_stay=()
)


def main() -> int:
    """Measure both and print the ratio."""
    parser = argparse.ArgumentParser(prog="cpu", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work/cpu")
    parser.add_argument("--python", type=Path, help="the interpreter of an environment with the dependencies")
    options = parser.parse_args()
    work = options.work.resolve()
    source = Workshop(work).source(PACKAGE)
    flowcodemod = plan(committed_copy(source, work / "plan"), options.python)
    files, libcst = codemod(committed_copy(source, work / "codemod"), work)
    ratio = flowcodemod / libcst
    print(f"flowcodemod plan, type checker included   {flowcodemod:6.1f} CPU seconds")
    print(f"libcst.tool codemod, {files} files           {libcst:6.1f} CPU seconds")
    print(f"ratio                                     {ratio:6.2f} (at most {MOST})")
    return 0 if ratio <= MOST else 1


def plan(root: Path, python: Path | None) -> float:
    """CPU seconds of a plan of `root`."""
    options = ["--python", str(python)] if python else []
    names = ["--old", OLD, "--new", NEW]
    return cpu([sys.executable, "-m", "flowcodemod", "-C", str(root), "plan", *names, *options])


def codemod(root: Path, work: Path) -> tuple[int, float]:
    """How many Python files hold the name, and the CPU seconds of the codemod over them, formatting left out."""
    (work / "four_lines.py").write_text(CODEMOD, "utf-8")
    hits = [path for path in sorted(root.rglob("*.py")) if OLD.encode() in path.read_bytes()]
    tool = [sys.executable, "-m", "libcst.tool", "codemod", "-x", "four_lines.Rename"]
    options = ["--no-format", "--hide-progress", "--jobs", "1"]
    paths = environ.get("PYTHONPATH", "")
    seconds = cpu([*tool, *options, *map(str, hits)], cwd=root, PYTHONPATH=f"{work}:{paths}" if paths else str(work))
    return len(hits), seconds


def cpu(command: Sequence[str], cwd: Path | None = None, **settings: str) -> float:
    """CPU seconds of a command and of everything it waited for. Raises CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    surroundings: Mapping[str, str] = {**environ, **settings}
    subprocess.run(command, cwd=cwd, env=surroundings, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
