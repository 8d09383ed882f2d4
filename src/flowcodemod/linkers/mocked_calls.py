"""`mock.assert_called_with(name=…)`, `assert_has_calls([call(name=…)])`: keywords of what the mock stands for."""

from collections.abc import Iterator, Sequence

from flowcodemod.linkers.constructors import climb, tie
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.readers.mocks import patched_by, spoken_of
from flowcodemod.stages.namespace import Namespace
from flowcodemod.stages.program import Program


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a keyword that a mock is asked about to the parameter of the function or class that it replaces."""
    namespace = Namespace(program)
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            mock = spoken_of(file.source.text, site) if site.kind is SiteKind.LABEL else ""
            if not mock:
                continue
            around = _function_around(program, reference)
            for dotted in patched_by(file.source.text, reference.start, mock, around):
                target = namespace.lookup(dotted, reference.path) or namespace.local(reference.path, dotted)
                if target is not None:
                    yield from _taken_by(program, reference, namespace.definition(target))
                elif namespace.layout.resolve(dotted.partition(".")[0], reference.path) is None:
                    yield Claim((reference.path, reference.start), Evidence(Kind.FOREIGN, f"a mock of {dotted}"))


def _function_around(program: Program, reference: Reference) -> tuple[Sequence[str], Sequence[str]]:
    """The decorators and parameters of the innermost function around."""
    functions = program.definitions(reference.path).functions.values()
    around = [one for one in functions if one.start <= reference.start < one.end]
    inner = max(around, key=lambda one: one.start, default=None)
    return (inner.decorators, list(inner.parameters)) if inner is not None else ((), ())


def _taken_by(program: Program, reference: Reference, target: Key) -> Iterator[Link | Claim]:
    known = program.definitions(target[0])
    function, one = known.functions.get(target[1]), known.classes.get(target[1])
    key = (reference.path, reference.start)
    if function is not None and reference.text in function.parameters:
        yield from tie(program, key, (target[0], function.parameters[reference.text]), outside=False)
    if one is not None:
        yield from climb(program, key, reference.text, (target[0], False, one))
