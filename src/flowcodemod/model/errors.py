"""Errors written for the person who reads them: what, where, and what to do. Each ends the program with exit code 2."""


class FlowcodemodError(Exception):
    """Something that keeps the program from running; its text is shown as it is."""


class CampaignError(FlowcodemodError):
    """A campaign that cannot be used: names file, line and key."""


class RepositoryError(FlowcodemodError):
    """A repository that cannot be read or must not be written."""


class PlanError(FlowcodemodError):
    """A plan that is broken, stale, or reaches outside the repository."""


class RunError(FlowcodemodError):
    """A run that cannot be undone or finished."""
