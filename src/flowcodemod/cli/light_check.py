"""`flowcodemod check` without typer: files in which nothing can be found pass at once, the rest goes to the gate."""

import sys
from collections.abc import Sequence

from flowcodemod.stages.clean import is_clean

_NAMES = frozenset({"campaign", "old", "new", "files"})


def check(directory: str, arguments: Sequence[str]) -> int:
    """Run one check in `directory` and return its exit code. Raises FlowcodemodError when it cannot run."""
    if not any(one.startswith("-") for one in arguments) and is_clean(directory, arguments):
        return _clean(len(arguments))
    # Options cost half as much again as the files of a hook.
    from flowcodemod.cli.check_options import check_parser  # noqa: PLC0415

    parser = check_parser()
    asked = parser.parse_intermixed_args(arguments)
    if asked.stdin_filename and (asked.files or asked.fix):
        parser.error("--stdin-filename stands alone: give no files and no --fix beside it")
    if asked.statistics and asked.output_format != "text":
        parser.error("--statistics is a text of its own: give no --output-format beside it")
    options = {name: value for name, value in vars(asked).items() if value != parser.get_default(name)}
    names = [asked.files, asked.campaign, asked.old, asked.new]
    if options and options.keys() <= _NAMES and is_clean(directory, *names):
        return _clean(len(asked.files))
    from flowcodemod.cli.gate import run_check  # noqa: PLC0415 - what a clean file never needs

    return run_check(directory, asked)


def _clean(files: int) -> int:
    sys.stdout.write(
        f"no findings: {'1 file holds' if files == 1 else f'{files} files hold'} nothing of the old name\n"
    )
    return 0
