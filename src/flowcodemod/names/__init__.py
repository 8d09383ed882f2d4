"""What others import: modules that move, names told letter by letter, shims and exports beside the new ones, pickles."""
