"""Names of code by scope and import: what binds one, and what it means elsewhere."""
