"""Names that stand twice where once is meant: keywords, dict keys, set elements, parameters, class fields, methods."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence


def duplicates(text: str) -> Counter[str]:
    """What is defined twice in a Python text, each with how often; raises SyntaxError for a text that does not compile.

    Overloads, property setters and conditional redefinitions are no duplicates: only plain assignments and plain
    functions in one body count.
    """
    tree = ast.parse(text)
    found: Counter[str] = Counter()
    for node in ast.walk(tree):
        found.update(_in_node(node))
    return found


def _in_node(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Dict):
        yield from _repeated("dict key", [key.value for key in node.keys if isinstance(key, ast.Constant)])
    elif isinstance(node, ast.Set):
        yield from _repeated("set element", [one.value for one in node.elts if isinstance(one, ast.Constant)])
    elif isinstance(node, ast.ClassDef):
        fields = [
            one.target.id for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        ]
        methods = [
            one.name
            for one in node.body
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and not one.decorator_list
        ]
        yield from _repeated(f"field of {node.name}", fields)
        yield from _repeated(f"method of {node.name}", methods)
    elif isinstance(node, ast.BoolOp):
        yield from _repeated("operand", [ast.dump(one) for one in node.values])
    elif (
        isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name | ast.Attribute)
    ):
        value = ast.unparse(node.value)
        if ast.unparse(node.targets[0]) == value:
            yield f"assignment of {value} to itself"


def _repeated(kind: str, names: Sequence[object]) -> Iterator[str]:
    for name, count in Counter(map(repr, names)).items():
        for _again in range(count - 1):
            yield f"{kind} {name}"
