"""What ties references together, one kind of tie a file: each linker reads the program and yields links and claims.

LINKERS is the explicit list; the order does not matter, for links only add up.
"""

from flowcodemod.linkers import (
    accessors,
    aliases,
    bindings,
    columns,
    constructors,
    declarations,
    fixtures,
    imported,
    orm,
    overrides,
    parametrized,
    resolved,
    routes,
    selves,
    splats,
    templates,
)

LINKERS = (
    bindings.link,
    columns.link,
    imported.link,
    orm.link,
    resolved.link,
    routes.link,
    selves.link,
    constructors.link,
    overrides.link,
    accessors.link,
    aliases.link,
    splats.link,
    parametrized.link,
    fixtures.link,
    declarations.link,
    templates.link,
    templates.link_fields,
)
