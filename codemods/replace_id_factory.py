"""Make ids as the campaign says (`[ids] factory`) where code makes fresh ones in a legacy format.

An id that is made of something that is there already (a name, a month, a counter) is no fresh one: what becomes of it
is for people to say, and FCM201 finds it.
"""

from collections.abc import Mapping, Sequence

import libcst as cst
from libcst.codemod.visitors import AddImportsVisitor
from libcst.helpers import get_full_name_for_node

from flowcodemod.bridges import structural
from flowcodemod.readers.patterns import normalised

_FRESH = frozenset({"uuid1", "uuid4", "token_hex", "token_urlsafe", "getrandbits", "randint", "randrange", "choices"})
_KNOWN = _FRESH | {"uuid", "secrets", "random", "string", "str", "hex", "int", "format"}
_Pattern = tuple[str, tuple[cst.BaseExpression, ...]]
_Constants = Mapping[str, str]


class ReplaceIdFactoryCommand(structural.CampaignCommand):
    """`f"disc_session_{uuid.uuid4().hex[:8]}"` -> `str(uuid.uuid4())`, with the import that it needs."""

    DESCRIPTION = "Make ids with the campaign's factory where code makes fresh ones in a legacy format."

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        """Replace the factories of one module."""
        formats = frozenset(normalised(template) for template in self.campaign.concept.ids)
        if not formats or not self.campaign.factory:
            return tree
        factory = cst.parse_expression(self.campaign.factory)
        replacer = _Replacer(formats, factory, _constants(tree))
        changed = tree.visit(replacer)
        if not replacer.made:
            return tree
        for module in sorted(_modules(factory)):
            AddImportsVisitor.add_needed_import(self.context, module)
        return AddImportsVisitor(self.context).transform_module(changed)


class _Replacer(cst.CSTTransformer):
    def __init__(self, formats: frozenset[str], factory: cst.BaseExpression, constants: _Constants) -> None:
        super().__init__()
        self.made = 0
        self._formats = formats
        self._factory = factory
        self._constants = constants
        self._parts: set[cst.CSTNode] = set()

    def visit_BinaryOperation(self, node: cst.BinaryOperation) -> None:
        self._parts.add(node.left)

    def visit_ConcatenatedString(self, node: cst.ConcatenatedString) -> None:
        self._parts |= {node.left, node.right}

    def leave_ConcatenatedString(
        self, original_node: cst.ConcatenatedString, updated_node: cst.ConcatenatedString
    ) -> cst.BaseExpression:
        return self._replaced(original_node, updated_node)

    def leave_FormattedString(
        self, original_node: cst.FormattedString, updated_node: cst.FormattedString
    ) -> cst.BaseExpression:
        return self._replaced(original_node, updated_node)

    def leave_BinaryOperation(
        self, original_node: cst.BinaryOperation, updated_node: cst.BinaryOperation
    ) -> cst.BaseExpression:
        return self._replaced(original_node, updated_node)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        return self._replaced(original_node, updated_node)

    def _replaced(self, original: cst.BaseExpression, updated: cst.BaseExpression) -> cst.BaseExpression:
        pattern = None if original in self._parts else _pattern(original, self._constants)
        if pattern is None or pattern[0] not in self._formats or not all(map(_is_fresh, pattern[1])):
            return updated
        self.made += 1
        return self._factory.deep_clone()


def _constants(tree: cst.Module) -> _Constants:
    """The texts that the module gives names at its top, each name once."""
    lines = [one.body[0] for one in tree.body if isinstance(one, cst.SimpleStatementLine) and len(one.body) == 1]
    targets = [
        (one.targets[0].target, one.value) for one in lines if isinstance(one, cst.Assign) and len(one.targets) == 1
    ]
    targets += [(one.target, one.value) for one in lines if isinstance(one, cst.AnnAssign) and one.value is not None]
    names = [target.value for target, _value in targets if isinstance(target, cst.Name)]
    return {
        target.value: str(value.evaluated_value)
        for target, value in targets
        if isinstance(target, cst.Name) and isinstance(value, cst.SimpleString) and names.count(target.value) == 1
    }


def _pattern(node: cst.BaseExpression, known: _Constants) -> _Pattern | None:
    """The text with `{}` for each hole, and what fills them: of an f-string, a sum, strings side by side, `%`, `.format`."""
    if isinstance(node, cst.FormattedString):
        return _joined([_part(part, known) for part in node.parts])
    if isinstance(node, cst.ConcatenatedString):
        return _joined([_operand(node.left, known), _operand(node.right, known)])
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add):
        return _joined([_operand(node.left, known), _operand(node.right, known)])
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Modulo):
        values = [one.value for one in node.right.elements] if isinstance(node.right, cst.Tuple) else [node.right]
        return _template(node.left, values)
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "format":
        return _template(node.func.value, [one.value for one in node.args])
    return None


def _joined(parts: Sequence[_Pattern]) -> _Pattern:
    return "".join(text for text, _holes in parts), tuple(hole for _text, holes in parts for hole in holes)


def _part(part: cst.BaseFormattedStringContent, known: _Constants) -> _Pattern:
    if isinstance(part, cst.FormattedStringExpression):
        plain = part.format_spec is None and part.conversion is None
        return (
            _operand(part.expression, known)
            if plain and isinstance(part.expression, cst.Name)
            else ("{}", (part.expression,))
        )
    return (part.value if isinstance(part, cst.FormattedStringText) else "{}"), ()


def _operand(node: cst.BaseExpression, known: _Constants) -> _Pattern:
    if isinstance(node, cst.SimpleString) and isinstance(node.evaluated_value, str):
        return node.evaluated_value, ()
    if isinstance(node, cst.Name) and node.value in known:
        return known[node.value], ()
    return _pattern(node, known) or ("{}", (node,))


def _template(node: cst.BaseExpression, values: list[cst.BaseExpression]) -> _Pattern | None:
    if isinstance(node, cst.SimpleString) and isinstance(node.evaluated_value, str):
        return normalised(node.evaluated_value), tuple(values)
    return None


def _is_fresh(hole: cst.BaseExpression) -> bool:
    """Whether an expression makes something new each time, out of nothing that has a name here."""
    names = _Names()
    hole.visit(names)
    return names.roots <= _KNOWN and bool(names.called & _FRESH)


def _modules(factory: cst.BaseExpression) -> set[str]:
    """The modules that an expression asks for something: `uuid` in `str(uuid.uuid4())`."""
    names = _Names()
    factory.visit(names)
    return names.receivers


class _Names(cst.CSTVisitor):
    """The names an expression starts from, those it asks for attributes, and those it calls."""

    def __init__(self) -> None:
        self.roots: set[str] = set()
        self.receivers: set[str] = set()
        self.called: set[str] = set()

    def visit_Name(self, node: cst.Name) -> None:
        self.roots.add(node.value)

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        node.value.visit(self)
        if isinstance(node.value, cst.Name):
            self.receivers.add(node.value.value)
        return False

    def visit_Call(self, node: cst.Call) -> None:
        name = get_full_name_for_node(node.func) or ""
        self.called.add(name.rpartition(".")[2])
