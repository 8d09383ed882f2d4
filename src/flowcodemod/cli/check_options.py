"""The options of `check`, in one table. argparse, because typer costs more than a whole hook."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter

FORMATS = ("text", "concise", "json", "json-lines", "github", "gitlab", "sarif", "junit", "markdown")
_FLAGS: tuple[tuple[str, str], ...] = (
    ("--no-baseline", "Accept nothing from the baseline."),
    ("--fix", "Delete suppressions that hide nothing, then judge what is left."),
    ("--statistics", "Print how many findings each rule has, instead of the findings."),
    ("--exit-zero", "Exit 0 also on findings."),
)
_VALUES: tuple[tuple[str, str, str], ...] = (
    ("--campaign", "NAME|FILE", "A shipped campaign or a campaign file."),
    ("--old", "NAME", "The old name, such as session_id."),
    ("--new", "NAME", "The new name, such as flow_id."),
    ("--against", "REV", "Compare with a git revision instead of the baseline."),
    ("--output-file", "FILE", "Write the report here."),
    ("--stdin-filename", "PATH", "Judge what is piped in as if it were the file at PATH."),
)
_EXIT = "Exit code 0: nothing new. 1: findings. 2: could not run."


def check_parser() -> ArgumentParser:
    """The parser of everything after `flowcodemod check`; an unknown option ends the program with code 2."""
    parser = ArgumentParser(
        prog="flowcodemod check",
        description="Fail when the old name has come back.",
        epilog=_EXIT,
        allow_abbrev=False,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="Files or folders (default: the whole repository).")
    for name, metavar, help_text in _VALUES:
        parser.add_argument(name, metavar=metavar, help=help_text)
    parser.add_argument("--select", metavar="CODE", action="append", help="Judge only this rule. May be repeated.")
    parser.add_argument("--output-format", choices=FORMATS, default="text", help="How findings are printed.")
    for name, help_text in _FLAGS:
        parser.add_argument(name, action="store_true", help=help_text)
    return parser
