"""Functions that take an attribute's name as a string."""

_ACCESSORS = frozenset({"getattr", "setattr", "hasattr", "delattr", "object", "setitem"})


def is_accessor(callee: str, argument: int | str | None) -> bool:
    """Whether a string at this argument of this callee names an attribute, as in `getattr(x, "name")`."""
    return callee == "attrgetter" or (argument == 1 and callee in _ACCESSORS)
