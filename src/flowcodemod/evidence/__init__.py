"""What speaks for and against each edit, and what must be edited together."""
