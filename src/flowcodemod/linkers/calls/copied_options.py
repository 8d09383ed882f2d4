"""`self.name = getattr(options, "name", None)`: what a constructor copies name by name from its options is its own."""

import re
from collections.abc import Iterator

from flowcodemod.linkers.strings.accessors import asked_of
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Link
from flowcodemod.program.program import Program

_LEAST = 3


def link(program: Program) -> Iterator[Link]:
    """Tie the string to the attribute of the class, where the class has most of what its constructor asks the options."""
    for reference, site in program.sites():
        text = program.modules.text(reference.path)
        options = asked_of(text, reference, site)
        known = program.definitions(reference.path)
        around, function = (
            known.class_around(reference.start),
            known.function_around(reference.start),
        )
        if around is None or function is None or function.name != "__init__" or options not in function.parameters:
            continue
        start = around.attributes.get(reference.text)
        asked = set(re.findall(rf"getattr\({options}, [\"'](\w+)[\"']", text[function.start : function.end]))
        copied = asked & around.attributes.keys()
        if start is not None and len(copied) >= _LEAST and len(copied) * 2 > len(asked):
            evidence = Evidence(Kind.SHOWN_FLOW, f"{around.name} copies its options")
            yield Link((reference.path, reference.start), (reference.path, start), evidence)
