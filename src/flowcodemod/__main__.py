"""The entry point: turns errors into one clear message and exit code 2."""

import sys


def main() -> None:
    """Run the command line."""
    from flowcodemod.cli import app  # noqa: PLC0415 - start-up is the hook's cost
    from flowcodemod.model.errors import FlowcodemodError  # noqa: PLC0415

    try:
        app()
    except FlowcodemodError as error:
        print(f"flowcodemod: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(2)


if __name__ == "__main__":
    main()
