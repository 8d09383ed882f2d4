"""A dictionary with the keys of one class of ours, which is handed on beside it, or splatted into what nobody resolves.

`create(Schedule, values)` and `filter_class(**values)`.
"""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.containers import keys_of_display
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.splats import callees, handed_beside

_LEAST = 2


def link(program: Program) -> Iterator[Link]:
    """Tie the keys of such a dictionary to the parameters or fields of the class."""
    for reference, site in program.sites():
        if site.use is not StringUse.DICT_KEY or not site.whole or site.container is None:
            continue
        syntax = program.modules.syntax(reference.path)
        keys = set(keys_of_display(syntax, site.container)) if syntax is not None else set()
        if len(keys) >= _LEAST:
            for name, target in _targets(program, reference, site, keys):
                evidence = Evidence(Kind.SAME_SHAPE, f"{name} takes {', '.join(sorted(keys)[:3])}")
                yield Link((reference.path, reference.start), target, evidence)


def _targets(program: Program, reference: Reference, site: Site, keys: set[str]) -> Iterator[tuple[str, Key]]:
    """The classes that may be meant, with what takes the key in each."""
    text = program.modules.text(reference.path)
    strange = {
        name for name, start in program.imported_names(reference.path) if _is_outside(program, (reference.path, start))
    }
    beside = {name for name in handed_beside(text, reference.start, site) if program.classes_called(name)} - strange
    splatted = [at for at in callees(text, reference.start, site) if not _is_known(program, (reference.path, at))]
    imported = {name for name, _start in program.imported_names(reference.path)} - strange
    for name in sorted(beside or (imported if splatted else set())):
        for path, one in program.classes_called(name):
            target = _taker(program, path, one, reference.text)
            if target is not None and keys <= _taken(program, path, one):
                yield name, target


def _is_known(program: Program, callee: Key) -> bool:
    """Whether a checker leads from a callee to a class or a function."""
    return any(True for _one in (*program.classes_of(callee), *program.functions_of(callee)))


def _is_outside(program: Program, key: Key) -> bool:
    return any(answer.outside for answer in program.answers.get(key, ()))


def _taken(program: Program, path: str, one: Class) -> set[str]:
    """All fields of a class and all parameters of its constructors, with those of its bases."""
    lineage = [ancestor for _path, _outside, ancestor in program.ancestry(path, one)]
    parameters = (init.parameters for ancestor in lineage for init in ancestor.methods.get("__init__", ()))
    return {name for several in (*parameters, *(ancestor.members for ancestor in lineage)) for name in several}


def _taker(program: Program, path: str, one: Class, name: str) -> Key | None:
    for place, outside, ancestor in program.ancestry(path, one):
        for init in ancestor.methods.get("__init__", ()):
            if name in init.parameters:
                return None if outside else (place, init.parameters[name])
        if name in ancestor.members:
            return None if outside else (place, ancestor.members[name])
    return None
