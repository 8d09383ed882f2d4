"""Frozen values that flow one way through the pipeline. Standard library only; nothing here touches a disk."""
