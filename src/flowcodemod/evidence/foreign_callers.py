"""What somebody else's code hands to ours: `**kwargs` of an override, arguments of a class that a library makes."""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.definitions import Function
from flowcodemod.readers.imports import bound_modules

_DOTTED = re.compile(r"[\w.]+\Z")
_REACH = 100

_CONSTRUCTORS = frozenset({"__init__", "__new__"})  # called by whoever makes the object, and that is our code


def foreign_caller(program: Program, reference: Reference) -> str:
    """The foreign method whose callers choose the keywords that a key is asked of; '' where there is none."""
    known = program.definitions(reference.path)
    method = known.function_around(reference.start)
    one = known.class_around(reference.start)
    if method is None or one is None:
        return ""
    root = program.index.site(reference).chain.partition(".")[0]
    if method.name == "__init__" and root in method.parameters:
        return _maker(program, reference.path, one.name)
    if method.name in _CONSTRUCTORS or method.name not in one.methods or not root:
        return ""
    if not _collects(program, reference, method, root):
        return ""
    if _declares(program.index.files[reference.path].source.text, reference.text):
        return ""
    for path, outside, base in program.ancestry(reference.path, one):
        if outside and (method.name in base.methods or method.name in base.members):
            return f"overrides {base.name}.{method.name} of {path}, whose callers name the keywords"
    return ""


def _maker(program: Program, path: str, name: str) -> str:
    """The class with somebody else's base that names a class which no code of ours makes: the library makes it."""
    made, named = re.compile(rf"(?<![\w.]){name}\("), re.compile(rf"^[ \t]+\w+ = {name}$", re.MULTILINE)
    places: list[str] = []
    for other, text in program.modules.texts():
        if is_apart(other) or name not in text or (other != path and not _imports(text, path, name)):
            continue
        if any(not text[: match.start()].endswith("class ") for match in made.finditer(text)):
            return ""
        places += [other for match in named.finditer(text) if _inherits(program, other, match.start())]
    return f"{places[0]} names {name} for a library to make" if places else ""


def _imports(text: str, path: str, name: str) -> bool:
    module = path.removesuffix(".py").removesuffix("/__init__").rpartition("/")[2]
    return bound_modules(text).get(name, "").endswith(f"{module}.{name}")


def _inherits(program: Program, path: str, start: int) -> bool:
    """Whether the class around a place has a base that the file imports from somebody else."""
    around = program.definitions(path).class_around(start)
    text = program.modules.text(path)
    bound = bound_modules(text)
    for base in around.bases if around is not None else ():
        dotted = _DOTTED.search(text[max(0, base.start - _REACH) : base.end])
        module = bound.get(dotted[0].partition(".")[0], ".") if dotted else "."
        if not module.startswith(".") and program.modules.layout.resolve(module.partition(".")[0], path) is None:
            return True
    return False


def _collects(program: Program, reference: Reference, method: Function, name: str) -> bool:
    """Whether a method takes all other keywords under a name."""
    text = program.index.files[reference.path].source.text[method.start : reference.start]
    return method.keywords and re.search(rf"\*\*\s*{re.escape(name)}\b", text) is not None


def _declares(text: str, name: str) -> bool:
    """Whether a file declares an option or an argument of a program under a name: its callers pass on what is parsed."""
    spelled = re.escape(name).replace("_", "[_-]")
    return re.search(rf"\badd_argument\(\s*(?:[\"']-\w[\"'],\s*)?[\"'](?:--)?{spelled}[\"']", text) is not None
