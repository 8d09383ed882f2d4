"""Verdicts with findings of every sort, with none, and with names that try to break out of a format."""

from dataclasses import replace

from flowcodemod.model.baseline import accept
from flowcodemod.model.verdict import Finding, Remaining, State, Verdict
from flowcodemod.stages.judge import Standard
from gate import verdict

LAYERS = '[layers]\nservices = ["app/**"]\nfrontend = ["web/**"]\n'
BEFORE = {"app/a.py": "def load(session_id):\n    return session_id\n"}

AFTER = {
    "app/a.py": (
        "def load(session_id):\n"
        "    return a.session_id\n"
        "b.session_id = 1  # flowcodemod: ignore[FCM104] the old client\n"
        "flow_id = 2  # flowcodemod: ignore[FCM103] nothing here\n"
    ),
    "web/b.ts": "// the sessionId\n",
}

HOSTILE = "x[red]/\n::error::a##[error]b\x1b[31m|`<b>\u202e%0A,\udc80&]]>"


def found() -> Verdict:
    baseline = Standard(tuple(accept(verdict(BEFORE).findings)), "flowcodemod.baseline")
    return verdict(AFTER, LAYERS, standard=baseline)


def hostile(text: str = HOSTILE) -> Verdict:
    one = Finding(text, 1, 1, 1, 2, "FCM101", "residual-parameter", text, text=text, scope=text, layer=text, help=text)
    hidden = replace(one, state=State.SUPPRESSED, justification=text)
    remaining = Remaining(1, 1, {text: 1}, {text: 1})
    return Verdict(
        text,
        (one, hidden),
        remaining,
        {"FCM101": ("residual-parameter", "s")},
        vanished=1,
        compared=text,
        notes=(text,),
    )


def clean() -> Verdict:
    return verdict({"app/a.py": "flow_id = 1\n"})
