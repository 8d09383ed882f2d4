"""Values -> text, JSON and the other output formats."""
