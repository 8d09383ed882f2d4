"""`flowcodemod check` without typer: files in which nothing can be found pass at once, the rest goes to the gate."""

import atexit
import gc
import sys
from collections.abc import Sequence

from flowcodemod.stages.clean import is_clean

_NAMES = ("--campaign", "--old", "--new")


def check(directory: str, arguments: Sequence[str]) -> int:
    """Run one check in `directory` and return its exit code. Raises FlowcodemodError when it cannot run."""
    plain = _plain(arguments)
    if plain and is_clean(directory, plain[0], **plain[1]):
        return _clean(len(plain[0]))
    from flowcodemod.cli.check_options import check_parser  # noqa: PLC0415 - half as much again as the files of a hook

    parser = check_parser()
    asked = parser.parse_intermixed_args(arguments)
    if asked.stdin_filename and (asked.files or asked.fix):
        parser.error("--stdin-filename stands alone: give no files and no --fix beside it")
    if asked.statistics and asked.output_format != "text":
        parser.error("--statistics is a text of its own: give no --output-format beside it")
    # A check makes few cycles and ends soon: to look for them meanwhile and at the end costs a twentieth of its time.
    gc.disable()
    atexit.register(gc.freeze)
    try:
        from flowcodemod.cli.gate import run_check  # noqa: PLC0415 - what a clean file never needs

        return run_check(directory, asked)
    finally:
        gc.enable()


def _plain(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]] | None:
    """The files and the names of the campaign among the arguments; None where there is more for argparse to read."""
    files: list[str] = []
    names: dict[str, str] = {}
    rest = iter(arguments)
    for one in rest:
        option, joined, value = one.partition("=")
        if option in _NAMES:
            names[option[2:]] = value if joined else next(rest, "-")
        else:
            files.append(one)
    return None if any(one.startswith("-") for one in (*files, *names.values())) else (files, names)


def _clean(files: int) -> int:
    sys.stdout.write(
        f"no findings: {'1 file holds' if files == 1 else f'{files} files hold'} nothing of the old name\n"
    )
    return 0
