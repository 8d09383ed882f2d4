"""What a TOML key consists of."""

import tomllib


def key_path(text: str) -> tuple[str, ...]:
    """The parts of a TOML key: `a."b.c"` -> `("a", "b.c")`. Raises tomllib.TOMLDecodeError when it is none."""
    parts: list[str] = []
    value: object = tomllib.loads(f"{text} = 0")
    while isinstance(value, dict):
        part, value = next(iter(value.items()))
        parts.append(part)
    return tuple(parts)
