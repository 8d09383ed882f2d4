"""Fixtures, parameters and stand-ins of tests."""
