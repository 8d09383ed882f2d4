"""Text -> References. Readers say what a token is; they never decide what happens to it, and never write."""
