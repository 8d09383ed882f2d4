"""The command line, one file a command: parse, call the stages, render, exit code."""

from flowcodemod.cli import inventory, plan
from flowcodemod.cli.app import app

__all__ = ["app", "inventory", "plan"]
