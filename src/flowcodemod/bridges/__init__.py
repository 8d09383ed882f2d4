"""What makes the shelves usable from libcst.tool and Fixit."""
