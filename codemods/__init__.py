"""Shelf 1: a LibCST codemod per role or structural change, for `python -m libcst.tool codemod -x`."""
