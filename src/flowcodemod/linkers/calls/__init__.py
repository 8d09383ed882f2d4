"""Keywords and parameters: what a call hands on, and who takes it."""
