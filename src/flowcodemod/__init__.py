"""flowcodemod moves one identifier concept to another across a repository, proves it, and keeps the old name out."""

__version__ = "0.1.0"
