"""Calls that lead into an installed package by a dotted name, `vendor.Table.read(…)`, or by a variable that holds one."""

import re

from flowcodemod.program.program import Program
from flowcodemod.readers.imports import bound_modules, top_names

_CHAIN = re.compile(r"(?<![\w.])(?:[^\W\d]\w*\.)+$")
_NAME = re.compile(r"\w+")
_LONGEST = 120


def foreign_callee(program: Program, path: str, callee: int, name: str) -> str:
    """Where the package that is called has `name`, as `package/module.py:12`; '' for another callee, or where it has none.

    `callee`: where the last identifier of what is called starts.
    """
    text = program.modules.text(path)
    last = _NAME.match(text, callee)
    before = _CHAIN.search(text[max(0, callee - _LONGEST) : callee])
    if last is None or program.mentions is None:
        return ""
    called = {before[0] + last[0]} if before else _given(program, path, callee, last[0])
    bound = bound_modules(text)
    packages = {bound.get(one.partition(".")[0], "").partition(".")[0] for one in called}
    if not packages or packages & {"", *top_names(frozenset(program.index.paths))}:
        return ""
    places = program.mentions(name)
    return next((one for one in places if one.partition("/")[0] in packages), "")


def _given(program: Program, path: str, start: int, name: str) -> set[str]:
    """The dotted names that the function around gives a variable; empty where it gives it anything else."""
    around = program.definitions(path).function_around(start)
    text = program.modules.text(path)[around.start : start] if around is not None else ""
    values = re.findall(rf"^[ \t]+{name}[ \t]*=(?!=)[ \t]*([^\n]*?)[ \t]*$", text, re.MULTILINE)
    return set(values) if all(re.fullmatch(r"\w+(?:\.\w+)+", one) for one in values) else set()
