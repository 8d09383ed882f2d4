"""Shelf: see CONTRIBUTING.md."""
