"""Does the inventory find a name where an independent text search finds it, on four code bases? Exits 1 if not."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from corpora import corpora
from text_search import Place, search


def inventory(root: Path, old: str) -> set[Place]:
    """Path, line, column and text of every reference."""
    names = ("--old", old, "--new", "other_name")
    command = [sys.executable, "-m", "flowcodemod", "inventory", *names, "--output-format", "json"]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True)
    return {(one["path"], one["line"], one["column"], one["text"]) for one in json.loads(done.stdout)["items"]}


def main() -> int:
    """Compare and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    parser.add_argument("--old", default="session_id", help="the name that is looked for, in snake case")
    parser.add_argument("corpora", nargs="*", help="platform, openai-agents, Django, homeassistant")
    options = parser.parse_args()
    differs = False
    for name, root in corpora(options.work.resolve(), options.corpora).items():
        found, expected = inventory(root, options.old), set(search(root, tuple(options.old.split("_"))))
        print(f"{name}: {len(expected)} places, {len(expected - found)} missed, {len(found - expected)} too many")
        for sign, places in (("-", expected - found), ("+", found - expected)):
            for place in sorted(places)[:20]:
                print(f"  {sign} {place[0]}:{place[1]}:{place[2]} {place[3]!r}")
        differs |= found != expected
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
