"""What logs and spans record, and what reads it."""
