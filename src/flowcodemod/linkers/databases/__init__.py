"""Columns and fields that a database stores: models, statements, rows."""
