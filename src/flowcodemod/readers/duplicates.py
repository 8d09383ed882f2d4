"""Names that stand twice where once is meant: keys, elements, fields, methods, imports, operands, branches."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def duplicates(text: str) -> Counter[str]:
    """What is defined twice in a Python text, each with how often; raises SyntaxError for a text that does not compile.

    Overloads, property setters and conditional redefinitions are no duplicates: only plain assignments and plain
    functions in one body count. Each is called by its kind, a colon and its name.
    """
    tree = ast.parse(text)
    found: Counter[str] = Counter()
    for node in ast.walk(tree):
        found.update(_in_node(node))
    return found


def added(before: str, after: str) -> list[str]:
    """What stands twice in one text that did not in the other; what was there already may bear a new name.

    Raises SyntaxError for a text that does not compile.
    """
    old, new = duplicates(before), duplicates(after)
    counts = [_by_kind(old), _by_kind(new)]
    more = {kind for kind, count in counts[1].items() if count > counts[0][kind]}
    return sorted(name for name in (new - old).elements() if name.partition(":")[0] in more)


def _by_kind(found: Counter[str]) -> Counter[str]:
    return Counter(name.partition(":")[0] for name in found.elements())


def _in_node(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Dict):
        yield from _repeated("dict key", [key.value for key in node.keys if isinstance(key, ast.Constant)])
    elif isinstance(node, ast.Set):
        yield from _repeated("set element", [one.value for one in node.elts if isinstance(one, ast.Constant)])
    elif isinstance(node, ast.ClassDef):
        yield from _in_class(node)
    elif isinstance(node, ast.ImportFrom):
        yield from _repeated("import", [alias.asname or alias.name for alias in node.names])
    elif isinstance(node, ast.Assign) and len(node.targets) == 1:
        yield from _in_assignment(node.targets[0], node.value)
    else:
        yield from _in_expression(node)


def _in_expression(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.BoolOp):
        yield from _repeated("operand", [ast.unparse(one) for one in node.values])
    elif isinstance(node, ast.IfExp) and ast.dump(node.body) == ast.dump(node.orelse):
        yield f"conditional expression: {ast.unparse(node.body)}"
    elif (
        isinstance(node, ast.Compare) and len(node.comparators) == 1 and isinstance(node.left, ast.Name | ast.Attribute)
    ):
        if ast.dump(node.left) == ast.dump(node.comparators[0]):
            yield f"comparison with itself: {ast.unparse(node.left)}"
    elif isinstance(node, ast.If):
        yield from _in_branches(node)


def _in_class(node: ast.ClassDef) -> Iterator[str]:
    fields = [one.target.id for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]
    methods = [one.name for one in node.body if isinstance(one, _Function) and not one.decorator_list]
    yield from _repeated("field", [f"{node.name}.{name}" for name in fields])
    yield from _repeated("method", [f"{node.name}.{name}" for name in methods])


def _in_assignment(target: ast.expr, value: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name | ast.Attribute) and ast.unparse(target) == ast.unparse(value):
        yield f"assignment to itself: {ast.unparse(value)}"
    if isinstance(target, ast.Name) and target.id == "__all__" and isinstance(value, ast.List | ast.Tuple):
        yield from _repeated("__all__", [one.value for one in value.elts if isinstance(one, ast.Constant)])


def _in_branches(node: ast.If) -> Iterator[str]:
    """The condition of an `elif` that an earlier branch of the same `if` has; one `if` follows another in `orelse`."""
    own = ast.dump(node.test)
    after = node.orelse
    while len(after) == 1 and isinstance(after[0], ast.If):
        if ast.dump(after[0].test) == own:
            yield f"branch: {ast.unparse(node.test)}"
        after = after[0].orelse


def _repeated(kind: str, names: Sequence[object]) -> Iterator[str]:
    for name, count in Counter(str(name) for name in names).items():
        for _again in range(count - 1):
            yield f"{kind}: {name}"
