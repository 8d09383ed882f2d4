"""What kind of place a node of a Python tree stands in: an import, a parameter list, a class body, a call."""

from tree_sitter import Node


def in_import(node: Node) -> bool:
    """Whether an identifier stands in an import statement."""
    current = node.parent
    while current is not None and current.type in ("dotted_name", "aliased_import", "relative_import"):
        current = current.parent
    return current is not None and current.type in ("import_statement", "import_from_statement")


def imported_name(dotted: Node) -> bool:
    """Whether a dotted name is what `from … import` imports, not the module it imports from."""
    holder = dotted.parent
    if holder is not None and holder.type == "aliased_import":
        dotted, holder = holder, holder.parent
    if holder is None or holder.type != "import_from_statement":
        return False
    return holder.child_by_field_name("module_name") != dotted


def has_another_name(node: Node) -> bool:
    """Whether an imported name is called differently in the file: `a` in `import a as b`, which binds `b` alone."""
    dotted = node.parent
    holder = dotted.parent if dotted is not None and dotted.type == "dotted_name" else None
    alias = holder.child_by_field_name("alias") if holder is not None and holder.type == "aliased_import" else None
    return alias is not None and alias.text != node.text


def function_of_parameter(node: Node) -> Node | None:
    """The function or lambda that has `node` as a parameter's name."""
    current, parent = node, node.parent
    while parent is not None:
        if parent.type in ("parameters", "lambda_parameters"):
            return parent.parent
        named = parent.child_by_field_name("name")
        first = parent.named_children[0] if parent.named_children else None
        if parent.type in ("default_parameter", "typed_default_parameter"):
            inside = named == current
        elif parent.type in ("typed_parameter", "list_splat_pattern", "dictionary_splat_pattern"):
            inside = first == current
        else:
            return None
        if not inside:
            return None
        current, parent = parent, parent.parent
    return None


def class_of_member(node: Node) -> Node | None:
    """The class in whose body a name is bound directly."""
    current, parent = node, node.parent
    while parent is not None and parent.type in ("assignment", "pattern_list"):
        chained = parent.child_by_field_name("right") == current and current.type == "assignment"
        if parent.type == "assignment" and parent.child_by_field_name("left") != current and not chained:
            return None
        current, parent = parent, parent.parent
    if current is node or parent is None or parent.type != "expression_statement":
        return None
    block = parent.parent
    owner = block.parent if block is not None and block.type == "block" else None
    return owner if owner is not None and owner.type == "class_definition" else None


def class_of_value(value: Node) -> Node | None:
    """The class in whose body a value is assigned to a name."""
    assignment = value.parent
    target = assignment.child_by_field_name("left") if assignment is not None else None
    return class_of_member(target) if target is not None else None


def is_target(node: Node) -> bool:
    """Whether an expression is assigned to, alone or in an unpacking."""
    parent = node.parent
    while parent is not None and parent.type in ("pattern_list", "tuple_pattern", "list_pattern"):
        node, parent = parent, parent.parent
    return (
        parent is not None
        and parent.type in ("assignment", "augmented_assignment")
        and parent.child_by_field_name("left") == node
    )


def call_of(string: Node, parent: Node) -> tuple[Node | None, int | str]:
    """The call that a string is an argument of, and the argument's position or keyword."""
    if parent.type == "argument_list":
        index = [child.id for child in parent.named_children].index(string.id)
        return (parent.parent if parent.parent is not None and parent.parent.type == "call" else None), index
    if (
        parent.type == "keyword_argument"
        and parent.parent is not None
        and parent.child_by_field_name("value") == string
    ):
        call = parent.parent.parent
        name = parent.child_by_field_name("name")
        label = (name.text or b"").decode() if name is not None else ""
        return (call if call is not None and call.type == "call" else None), label
    return None, ""


def inside_function(node: Node) -> bool:
    """Whether a definition lies inside a function, so that nothing outside can name it."""
    current = node.parent
    while current is not None:
        if current.type in ("function_definition", "lambda"):
            return True
        if current.type == "class_definition":
            return False
        current = current.parent
    return False
