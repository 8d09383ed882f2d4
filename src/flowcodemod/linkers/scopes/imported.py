"""`from package.module import name`: the name and its definition in a module of the repository, without a checker."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.modules import module_imported_from, modules
from flowcodemod.readers.scopes import MODULE


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie each imported name to what binds it at the top of the module it comes from."""
    bound = _bound(program)
    known = modules(file.source.path for file in program.index.python)
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.IMPORT:
                continue
            module = module_imported_from(file.source.text, reference.path, reference.start)
            renamed = file.source.text[: reference.start].rstrip().endswith(" as")
            if module and not renamed and _is_of_others(program, reference.path, module):
                yield Claim((reference.path, reference.start), Evidence(Kind.FOREIGN, f"it is imported from {module}"))
            for path in known.get(module or "", ()):
                start = bound.get((path, reference.text)) or _answered(program, path, reference.text)
                if start is not None:
                    evidence = Evidence(Kind.SHOWN_FLOW, f"imported from {path}")
                    yield Link((reference.path, reference.start), (path, start), evidence)


def _is_of_others(program: Program, path: str, module: str) -> bool:
    """Whether nothing here can be a module, by any folder that imports may start from, whether it is installed or not."""
    place = module.replace(".", "/")
    names = (one.rpartition(".")[0].removesuffix("/__init__") for one in program.index.paths)
    ours = any(name == place or name.endswith(f"/{place}") for name in names)
    return not ours and program.modules.layout.resolve(module.partition(".")[0], path) is None


def _answered(program: Program, path: str, name: str) -> int | None:
    """Where the `__getattr__` of a module answers for a name."""
    one = program.modules.bound(path).get(name)
    return one.start if one is not None else None


def _bound(program: Program) -> dict[tuple[str, str], int]:
    """(path, name) -> where the module binds the name first."""
    bound: dict[tuple[str, str], int] = {}
    for reference, site in program.sites():
        if site.binding == MODULE and site.binds:
            bound.setdefault((reference.path, reference.text), reference.start)
    return bound
