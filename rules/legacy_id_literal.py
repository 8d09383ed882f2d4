"""Code makes or recognises ids in a legacy format: `f"disc_session_{token}"`, `value.startswith("disc_session_")`.

The name may be gone while its values live on: whoever builds the old ids keeps every reader of them alive. Make ids as
the campaign says (`[ids] factory`). A whole literal such as `"disc_session_0a1b2c3d"` is residual-id-literal instead.
"""

import re
from collections.abc import Iterator

from flowcodemod.model.reference import TEXTUAL, Reference, Role
from flowcodemod.model.rule import Example, Inspection, Rule, finding_at
from flowcodemod.model.verdict import Finding
from flowcodemod.model.words import Spelling
from flowcodemod.readers.roles import roles
from flowcodemod.repo.globs import matcher
from flowcodemod.stages.markers import building
from flowcodemod.stages.surroundings import surroundings

CODE, NAME = "FCM201", "legacy-id-literal"
_STRINGS = frozenset(
    {"string", "template_string", "raw_string", "double_quote_scalar", "single_quote_scalar", "plain_scalar", "regex"}
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """Yield every string that builds an id of a legacy format, or is nothing but the fixed start of one."""
    patterns = [re.compile(building(template)) for template in inspection.campaign.concept.ids]
    history = matcher(inspection.campaign.history)
    hint = f"make ids with {inspection.campaign.factory}" if inspection.campaign.factory else ""
    for path, text in inspection.texts.items() if patterns else ():
        if history(path):
            continue
        spans = sorted({match.span(1) for pattern in patterns for match in pattern.finditer(text)})
        layer = next((name for name, globs in inspection.campaign.layers.items() if matcher(globs)(path)), "")
        for reference in _references(path, text, spans, layer):
            if inspection.entry(reference) is None:
                yield finding_at(reference, CODE, NAME, f"'{reference.text}' is a legacy id format", hint)


def _references(path: str, text: str, spans: list[tuple[int, int]], layer: str) -> Iterator[Reference]:
    """Yield the spans that lie in a string of code, as references."""
    found = surroundings(path, text) if spans else None
    if found is None:
        return
    known = roles(found.syntax, [(start, start + 1) for start, _ in spans])
    for (start, end), one in zip(spans, known, strict=True):
        role, scope = one or (Role.COMMENT, "")
        if role not in TEXTUAL and any(node.type in _STRINGS for node in found.around(start, end)):
            line, column = found.syntax.offsets.line_column(start)
            yield Reference(
                path, start, end, line, column, text[start:end], Spelling.EXACT, Role.ID_LITERAL, scope, layer
            )


_IDS = '[ids]\nlegacy = ["disc_session_{hex8}", "G-{digits6}-{digits6}"]\nfactory = "str(uuid.uuid4())"\n'

RULE = Rule(
    code=CODE,
    name=NAME,
    summary="code makes or recognises ids in a legacy format",
    explanation=__doc__,
    check=check,
    fires=(
        Example('x = f"disc_session_{uuid.uuid4().hex[:8]}"\n', (1,), campaign=_IDS),
        Example('x = "disc_session_%s" % token\n', (1,), campaign=_IDS),
        Example('x = "disc_session_" + token\n', (1,), campaign=_IDS),
        Example('if x.startswith("disc_session_"):\n    pass\n', (1,), campaign=_IDS),
        Example('x = f"G-{month}-{number:06d}"\n', (1,), campaign=_IDS),
        Example('KNOWN = re.compile(r"^disc_session_[0-9a-f]{8}$")\n', (1,), campaign=_IDS),
        Example('flow_id: str = Field(pattern="^disc_session_(?P<hex>.{8})$")\n', (1,), campaign=_IDS),
        Example("Q = \"SELECT 1 FROM flows WHERE id LIKE 'disc_session_%'\"\n", (1,), campaign=_IDS),
        Example("const known = /^disc_session_[0-9a-f]{8}$/;\n", (1,), "web/a.ts", _IDS),
        Example("const x = `disc_session_${token}`;\n", (1,), "web/a.ts", _IDS),
    ),
    passes=(
        Example('x = "disc_session_0a1b2c3d"\n', campaign=_IDS),
        Example('x = "disc_sessions_" + token\n', campaign=_IDS),
        Example('x = "my_disc_session_" + token\n', campaign=_IDS),
        Example('x = "G-" + month\n', campaign=_IDS),
        Example('x = re.compile(r"^G-[0-9]{6}")\n', campaign=_IDS),
        Example('x = re.compile(r"my_disc_session_[0-9]")\n', campaign=_IDS),
        Example('x = "disc_session_.json"\n', campaign=_IDS),
        Example("# ^disc_session_[0-9a-f]{8}$\n", campaign=_IDS),
        Example('x = f"G-{month}"\n', campaign=_IDS),
        Example('# f"disc_session_{x}"\n"""disc_session_{hex}"""\n', campaign=_IDS),
        Example('x = f"disc_session_{token}"\n', path="alembic/versions/1.py", campaign=_IDS),
        Example('x = f"disc_session_{token}"\n'),
    ),
)
