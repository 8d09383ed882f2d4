"""Classes, functions, methods and modules renamed in public packages, with and without a shim for the old imports."""
