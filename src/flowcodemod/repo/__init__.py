"""Disk, git and settings: the only modules that touch the outside."""
