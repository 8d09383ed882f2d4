"""Strings that name code, and templates that are filled."""
