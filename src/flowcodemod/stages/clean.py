"""Whether some files hold nothing that the gate could find: how a hook nearly always goes, at the least cost.

The answer is yes only where the whole check could find nothing; in any doubt it is no, and the whole check decides. What
it does not import is a test: no dataclasses, no grammar, no pattern library.
"""

import os
import re
from collections.abc import Sequence

from flowcodemod.repo.git_call import git_answer
from flowcodemod.repo.sought import sought

_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # byte-order marks of UTF-16 and UTF-32
_FILES = (b"100644", b"100755")
_BASELINE = "flowcodemod.baseline"


def is_clean(
    folder: str, paths: Sequence[str], campaign: str | None = None, old: str | None = None, new: str | None = None
) -> bool:
    """Whether none of the tracked files at `paths`, relative to `folder`, speaks of the concept in any way."""
    pattern = sought(folder, campaign, old, new) if paths else None
    if pattern is None or _is_busy(folder) or not _are_tracked(folder, paths):
        return False
    return all(_is_silent(folder, path, pattern) for path in paths)


def _is_silent(folder: str, path: str, pattern: re.Pattern[bytes]) -> bool:
    try:
        descriptor = os.open(os.path.join(folder, path), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as stream:
            data = stream.read()
    except OSError:
        return False
    return not (data.startswith(_WIDE) or pattern.search(data) or pattern.search(os.fsencode(path)))


def _are_tracked(folder: str, paths: Sequence[str]) -> bool:
    """Whether each path is a regular file of the index, under the name it was given."""
    listed = git_answer(folder, "--literal-pathspecs", "ls-files", "-z", "--stage", "--", *paths)
    entries = [line.partition(b"\t") for line in (listed or b"").split(b"\0")[:-1]]
    return {name for _, _, name in entries} == set(map(os.fsencode, paths)) and all(
        facts.startswith(_FILES) and facts.endswith(b" 0") for facts, _, _ in entries
    )


def _is_busy(folder: str) -> bool:
    """Whether a run may be unfinished, or the baseline broken."""
    own = os.path.join(folder, ".git")
    place = os.path.join(own, "flowcodemod") if os.path.isdir(own) else _asked(folder)
    runs = os.path.join(folder, place, "runs")
    unfinished = os.path.isdir(runs) and any(
        not os.path.exists(os.path.join(runs, one, "outcome.json")) for one in os.listdir(runs)
    )
    return not place or unfinished or not _is_sound(os.path.join(folder, _BASELINE))


def _asked(folder: str) -> str:
    """Where git says that runs are kept, '' when it says nothing: below the top of a work tree, or in a linked one."""
    return os.fsdecode(git_answer(folder, "rev-parse", "--git-path", "flowcodemod") or b"").rstrip("\n")


def _is_sound(baseline: str) -> bool:
    """Whether there is no baseline, or one whose every line looks like one and stands there once."""
    try:
        with open(baseline, "rb") as stream:
            head, *lines = stream.read().split(b"\n")
    except FileNotFoundError:
        return True
    except OSError:
        return False
    entries = lines[:-1] if lines and not lines[-1] else lines
    return head == b"# flowcodemod baseline 1" and len(set(entries)) == len(entries) == sum(
        one.count(b"\t") == 6 for one in entries
    )
