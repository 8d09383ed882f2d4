"""Every command of the typer application."""

from flowcodemod.cli import (
    apply,
    baseline,
    check,
    explain,
    init,
    inventory,
    plan,
    review,
    rollback,
    rules,
    runs,
    verify,
)
from flowcodemod.cli.app import app

__all__ = [
    "app",
    "apply",
    "baseline",
    "check",
    "explain",
    "init",
    "inventory",
    "plan",
    "review",
    "rollback",
    "rules",
    "runs",
    "verify",
]
