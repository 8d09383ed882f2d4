"""The command line, one file a command: parse, call the stages, render, exit code."""

from flowcodemod.cli import apply, inventory, plan, rollback, runs, verify
from flowcodemod.cli.app import app

__all__ = ["app", "apply", "inventory", "plan", "rollback", "runs", "verify"]
