"""Plugin hooks: whoever specifies a hook passes its arguments by name, so they are his."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.site import StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Function
from flowcodemod.readers.splats import hook_of

_SPECIFICATIONS = ("hookspec", "newhooks")


def link(program: Program) -> Iterator[Link | Claim]:
    """Claim the arguments of hooks that nobody in the repository specifies; tie those of the others together."""
    specified: dict[tuple[str, str], Key] = {}
    implemented: list[tuple[str, str, Key]] = []
    for path, function in _hooks(program):
        ours = _is_specification(path, function)
        for name, start in function.parameters.items():
            if ours:
                specified.setdefault((function.name, name), (path, start))
            if program.reference(path, start) is not None:
                implemented.append((function.name, name, (path, start)))
    for hook, name, key in (*implemented, *_handed(program)):
        first = specified.get((hook, name))
        if first is None:
            yield Claim(key, Evidence(Kind.FOREIGN, f"the hook {hook} gets it by name"))
        elif first != key:
            yield Link(first, key, Evidence(Kind.SHOWN_FLOW, f"argument of the hook {hook}"))


def _handed(program: Program) -> Iterator[tuple[str, str, Key]]:
    """Hook, argument and place of the keys of dictionaries that are handed to a hook whole."""
    for reference, site in program.sites():
        if site.chain == "dict" or (site.use is StringUse.DICT_KEY and site.whole):
            hook = hook_of(program.modules.text(reference.path), reference.start, site)
            if hook:
                yield hook, reference.text, (reference.path, reference.start)


def _hooks(program: Program) -> Iterator[tuple[str, Function]]:
    for file in program.index.python:
        path = file.source.path
        for function in program.definitions(path).functions.values():
            marked = any("hookimpl" in decorator for decorator in function.decorators)
            named = function.name.startswith("pytest_") and not any("fixture" in one for one in function.decorators)
            if marked or named or _is_specification(path, function):
                yield path, function


def _is_specification(path: str, function: Function) -> bool:
    """Whether a function says what a hook is: by its decorator, or as one of the module that holds the others."""
    decorated = any("hookspec" in decorator for decorator in function.decorators)
    return decorated or any(word in path.rpartition("/")[2] for word in _SPECIFICATIONS)
