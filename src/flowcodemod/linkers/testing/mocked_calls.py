"""`mock.assert_called_with(name=…)`, `assert_has_calls([call(name=…)])`: keywords of what the mock stands for."""

from collections.abc import Iterator

from flowcodemod.linkers.calls.constructors import taken_by
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program
from flowcodemod.readers.mocks import patched_by, spoken_of


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a keyword that a mock is asked about to the parameter of the function or class that it replaces."""
    namespace = Namespace(program)
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            mock = spoken_of(file.source.text, site) if site.kind is SiteKind.LABEL else ""
            if not mock:
                continue
            inner = program.definitions(reference.path).function_around(reference.start)
            around = (inner.decorators, list(inner.parameters)) if inner is not None else ((), ())
            key = (reference.path, reference.start)
            for dotted in patched_by(file.source.text, reference.start, mock, around):
                target = namespace.lookup(dotted, reference.path) or namespace.local(reference.path, dotted)
                if target is not None:
                    yield from taken_by(program, key, reference.text, namespace.definition(target))
                elif program.modules.layout.resolve(dotted.partition(".")[0], reference.path) is None:
                    yield Claim(key, Evidence(Kind.FOREIGN, f"a mock of {dotted}"))
