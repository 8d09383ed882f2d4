"""Renames in public packages of TypeScript: what the compiler says before and after, and whether the way back is exact.

`python benchmarks/typescript.py [NAME ...]`; npm fetches the packages, the compiler and their dependencies into `--work`.
Exits 1 when an error is new or a byte is not back. Errors are compared without their places and with the names renamed.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from copies import committed_copy
from flowcodemod.model.concept import Concept
from flowcodemod.repo.settings import load_campaign

WORK = Path(__file__).parent / "work/typescript-packages"
COMPILER = ("typescript@5.9.3", "@types/node@22", "@types/react@19", "@types/react-dom@19", "react@19", "react-dom@19")
_PLACE = re.compile(r"\(\d+,\d+\)")
_OPTIONS = {
    "target": "es2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "jsx": "react-jsx",
    "strict": True,
    "noEmit": True,
    "skipLibCheck": True,
    "lib": ["es2023", "dom", "dom.iterable"],
    "allowImportingTsExtensions": True,
    "types": ["node"],
}
_TESTS = ["**/*.spec.*", "**/*.test.*", "**/*.stories.*", "**/tests/**", "**/__tests__/**"]


@dataclass(frozen=True)
class Subject:
    """A package that brings its source, and a name of it."""

    package: str
    version: str
    old: str
    new: str


SUBJECTS = (
    Subject("@tanstack/query-core", "5.108.0", "query_hash", "lookup_digest"),
    Subject("@tanstack/react-query", "5.108.0", "default_options", "base_settings"),
    Subject("@reduxjs/toolkit", "2.14.0", "query_args", "ask_inputs"),
    Subject("@reduxjs/toolkit", "2.14.0", "endpoint_name", "target_label"),  # holds what the grammar does not parse
    Subject("@trpc/server", "11.25.2", "procedure_type", "routine_kind"),
    Subject("ra-core", "5.15.4", "record_representation", "entry_portrait"),
    Subject("ra-core", "5.15.4", "mutation_mode", "change_manner"),
    Subject("openai", "6.49.0", "request_id", "ask_ref"),
)


def fetch(work: Path, subject: Subject) -> Path:
    """The source of a package in a repository of its own, with what it imports beside it."""
    folder = work / re.sub(r"\W+", "-", f"{subject.package}-{subject.version}").strip("-")
    installed = folder / "installed" / "node_modules"
    if not (installed / subject.package).is_dir():
        options = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps")
        wanted = (*COMPILER, f"{subject.package}@{subject.version}")
        subprocess.run(["npm", "install", *options, "--prefix", str(folder / "installed"), *wanted], check=True)
    source = folder / "source"
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(installed / subject.package / "src", source / "src")
    shutil.copy(installed / subject.package / "package.json", source)
    # A package that imports itself means its source, and not what is installed of it.
    own = {subject.package: ["./src"], f"{subject.package}/*": ["./src/*"]}
    project = {"compilerOptions": _OPTIONS | {"paths": own}, "include": ["src"], "exclude": _TESTS}
    (source / "tsconfig.json").write_text(json.dumps(project), "utf-8")
    (source / ".gitignore").write_text("node_modules\n", "utf-8")
    root = committed_copy(source, folder / "root")
    (root / "node_modules").symlink_to(installed)
    return root


def errors(root: Path) -> Counter[str]:
    """What the compiler finds wrong, without the places."""
    command = ["node", str(root / "node_modules/typescript/bin/tsc"), "-p", ".", "--pretty", "false"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return Counter(_PLACE.sub("", line) for line in done.stdout.splitlines() if not line.startswith(" "))


def renamed(text: str, concept: Concept) -> str:
    """A message of the compiler with the names that it quotes renamed."""
    for hit in sorted(concept.hits(text), key=lambda one: one.start, reverse=True):
        text = text[: hit.start] + (concept.rename(hit.text) or hit.text) + text[hit.end :]
    return text


def apply(root: Path, old: str, new: str) -> None:
    """Rename on the command line, as anybody would."""
    command = [sys.executable, "-m", "flowcodemod", "-C", str(root), "apply", "--old", old, "--new", new]
    subprocess.run([*command, "--yes", "--allow-dirty"], check=True, capture_output=True)


def row(work: Path, subject: Subject) -> tuple[str, ...]:
    """One line of the table; the last cell is empty where nothing went wrong."""
    root = fetch(work, subject)
    files = [path for path in sorted((root / "src").rglob("*")) if path.is_file()]
    contents = [path.read_bytes() for path in files]
    before = errors(root)
    apply(root, subject.old, subject.new)
    changed = sum(path.read_bytes() != data for path, data in zip(files, contents, strict=True) if path.is_file())
    after = errors(root)
    concept = load_campaign(None, subject.old, subject.new).concept
    known = Counter({renamed(line, concept): count for line, count in before.items()}) | before
    new = sorted((after - known).elements())
    subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)  # files that moved are read when git knows them
    apply(root, subject.new, subject.old)
    back = all(path.is_file() and path.read_bytes() == data for path, data in zip(files, contents, strict=True))
    wrong = [*new[:3], *([] if back else ["not every byte is back"])]
    name = f"{subject.package} {subject.version}"
    return name, subject.old, str(len(files)), str(changed), str(before.total()), str(after.total()), "\n".join(wrong)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--work", type=Path, default=WORK)
    arguments = parser.parse_args()
    table = Table("package", "name", "files", "changed", "errors before", "after", "wrong")
    rows = [row(arguments.work, one) for one in SUBJECTS if not arguments.names or one.package in arguments.names]
    for cells in rows:
        table.add_row(*cells)
    Console(width=140).print(table)
    return int(any(cells[-1] for cells in rows))


if __name__ == "__main__":
    sys.exit(main())
