"""Old and new name stand side by side: two keys of one dictionary, two keywords of one call, two fields of one class.

A rename alone would make the two collide, and until then somebody has to keep them equal. Merge them: where both hold
the same value one goes, where they differ somebody has to say which one is meant (`flowcodemod plan` asks).
"""

from collections.abc import Iterator

from flowcodemod.model.rule import Example, Inspection, Rule, finding_at
from flowcodemod.model.verdict import Finding
from flowcodemod.stages.surroundings import surroundings

CODE, NAME = "FCM203", "legacy-twin"


def check(inspection: Inspection) -> Iterator[Finding]:
    """Yield every old name with its new one beside it in the same construct."""
    for reference in inspection.open:
        target = inspection.rival(reference)
        if target is None or reference.role == "filename":
            continue
        found = surroundings(reference.path, inspection.texts[reference.path])
        if found and target in found.beside(reference):
            message = f"'{reference.text}' stands beside '{target}'"
            yield finding_at(reference, CODE, NAME, message, f"merge the two into '{target}'")


RULE = Rule(
    code=CODE,
    name=NAME,
    summary="old and new name stand side by side",
    explanation=__doc__,
    check=check,
    fires=(
        Example('a = {"flow_id": x, "session_id": y}\n', (1,)),
        Example("f(session_id=session_id, flow_id=x)\n", (1,)),
        Example("def f(flow_id, *, session_id=None): ...\n", (1,)),
        Example("class A:\n    flow_id: str\n    session_id: str | None = None\n", (3,)),
        Example("class A:\n    def by_flow_id(self): ...\n    @cached\n    def by_session_id(self): ...\n", (4,)),
        Example('names = ["flow_id", "session_id"]\n', (1,)),
        Example("from a import (\n  flow_id,\n  session_id,\n)\n", (3,)),
        Example("const a = { flowId, sessionId: x };\n", (1,), "web/a.ts"),
        Example("interface A {\n  flowId: string;\n  sessionId?: string;\n}\n", (3,), "web/a.ts"),
        Example('{"flow_id": 1, "session_id": 2}\n', (1,), "a.json"),
        Example("flow_id: 1\nsession_id: 2\n", (2,), "a.yaml"),
        Example("a: { flow_id: 1, session_id: 2 }\n", (1,), "a.yaml"),
        Example("flow_id = 1\nsession_id = 2\n", (2,), "a.toml"),
        Example('[a]\nflow_id = 1\n"session_id" = 2\n', (3,), "a.toml"),
        Example("const a = <A flowId={x} sessionId={y} />;\n", (1,), "web/a.tsx"),
        Example("import { flowId, sessionId } from './a';\n", (1,), "web/a.ts"),
        Example("function f(flowId: string, sessionId?: string) {}\n", (1,), "web/a.ts"),
        Example("f = lambda flow_id, session_id=None: 1\n", (1,)),
    ),
    passes=(
        Example('a = {"flow_id": x}\nb = {"session_id": y}\n'),
        Example("f(flow_id=session_id)\n"),
        Example('a = {"flow_id": x, "session": session_id}\n'),
        Example("f(flow_id, session_id)\n"),
        Example("def f(flow_id):\n    session_id = flow_id\n"),
        Example('a = {"flow_id": {"session_id": 1}}\n'),
        Example('names = ["flow_id", "the session_id"]\n'),
        Example("class A:\n    flow_id: str\nclass B:\n    session_id: str\n"),
        Example("# flow_id and session_id\n"),
        Example("flow_id = 1\n[a]\nsession_id = 2\n", path="a.toml"),
        Example("const a = <A flowId={sessionId} />;\n", path="web/a.tsx"),
        Example("const a = f(flowId, sessionId);\n", path="web/a.ts"),
        Example("flow_id: 1\nnested:\n  session_id: 2\n", path="a.yaml"),
    ),
)
