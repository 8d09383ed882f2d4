"""Options of command lines, and what takes them."""
