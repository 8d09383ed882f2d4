"""Requests, routes, forms and pages, and what servers of others name."""
