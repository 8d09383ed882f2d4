"""What keeps an old name where the outside knows it: columns, aliases of fields, paths."""
