"""The entry point: sends `check` on its short way, and turns errors into one clear message and exit code 2."""

import sys
from collections.abc import Sequence


def main() -> None:
    """Run the command line."""
    try:
        _run(sys.argv[1:])
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(2)
    except Exception as error:
        from flowcodemod.model.errors import FlowcodemodError  # noqa: PLC0415 - start-up is the hook's cost

        if not isinstance(error, FlowcodemodError):
            raise
        print(f"flowcodemod: {error}", file=sys.stderr)  # noqa: T201 - rich is dear to load for one line
        sys.exit(2)


def _run(arguments: Sequence[str]) -> None:
    """`check` never needs typer, which costs several times what a hook may."""
    directory, command = (
        (arguments[1], arguments[2:]) if arguments[:1] == ["-C"] and len(arguments) > 2 else (".", arguments)
    )
    if command[:1] == ["check"]:
        from flowcodemod.cli.light_check import check  # noqa: PLC0415 - only where it is asked for

        sys.exit(check(directory, command[1:]))
    from flowcodemod.cli.commands import app  # noqa: PLC0415 - `check` does without it

    app()


if __name__ == "__main__":
    main()
