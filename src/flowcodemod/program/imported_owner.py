"""Whose attribute a name may be: a class of ours that a file imports, or defines under the receiver's name."""

from flowcodemod.program.program import Program, is_named_after, is_test
from flowcodemod.readers.imports import bound_modules


def imported_owner(program: Program, path: str, name: str, receiver: str = "") -> str:
    """A class of ours that has `name` and that a file imports, or defines where the receiver is called like it.

    For a test also one beside something it imports.
    """
    owners = program.owners(name)
    direct = sorted({found for found, _start in program.imported_names(path)} & owners)
    here = (one.name for one in program.definitions(path).classes.values() if one.name in owners)
    direct += [one for one in here if is_named_after(receiver, one)]
    return direct[0] if direct else _beside(program, path, owners) if is_test(path) else ""


def _beside(program: Program, path: str, owners: frozenset[str]) -> str:
    """The first of some classes that stands in a module which a file imports something of, or that such a package offers."""
    modules = {
        answer.path
        for _name, start in program.imported_names(path)
        for answer in program.answers.get((path, start), ())
        if not answer.outside
    }
    beside = [name for module in sorted(modules) for name in program.definitions(module).outer_classes]
    exported = (name for module in sorted(modules) for name in _exported(program, module))
    return next((found for found in (*beside, *exported) if found in owners), "")


def _exported(program: Program, path: str) -> tuple[str, ...]:
    """What the `__init__` of a package takes from its modules, for others to find there."""
    if not path.endswith("/__init__.py"):
        return ()
    bound = bound_modules(program.modules.text(path))
    return tuple(name for name, module in bound.items() if module.startswith("."))
