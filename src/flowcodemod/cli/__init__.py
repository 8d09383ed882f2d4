"""The command line, one file a command: parse, call the stages, render, exit code.

Nothing is imported here: `check` must not pay for typer.
"""
