"""Tests of nothing of ours but a module that may keep the old name: they are about the migration itself."""

from flowcodemod.model.reference import Status
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.imports import bound_modules
from flowcodemod.readers.modules import modules


def migration_tests(program: Program) -> dict[str, str]:
    """Paths of such tests -> the module that they import."""
    allowed = {
        path
        for path, file in program.index.files.items()
        if path.endswith(".py") and all(one.status is Status.ALLOWLISTED for one in file.references)
    }
    ours = modules(path for path in program.index.paths if path.endswith(".py") and not is_test(path))
    found: dict[str, str] = {}
    for file in program.index.python:
        if allowed and is_test(file.source.path):
            names = {name.rpartition(".")[0] for name in bound_modules(file.source.text).values()}
            imported_paths = {path for name in names if "." in name for path in ours.get(name, ())}
            if imported_paths and imported_paths <= allowed:
                found[file.source.path] = min(imported_paths)
    return found
