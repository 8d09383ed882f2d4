"""What people decided, as evidence: answers found by the anchors of the references they were given for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from flowcodemod.inventory.index import Index
from flowcodemod.model.anchor import anchors
from flowcodemod.model.concept import Concept
from flowcodemod.model.decision import Answer, Decision
from flowcodemod.model.evidence import Evidence, Kind, confidence
from flowcodemod.model.link import Claim
from flowcodemod.model.plan import Group, Plan, Reason
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.program.program import Program
from flowcodemod.stages.group import Linker

# What becomes of twins (keep-old, keep-new, keep-both) is told where they are settled.
_KINDS = {
    Answer.ACCEPT: Kind.DECIDED,
    Answer.REJECT: Kind.REJECTED,
    Answer.LATER: Kind.POSTPONED,
}
Decisions = Mapping[str, Decision]
PROVEN = "type checker"
"""The source of what no person decided; it is proven anew by each `plan --record`."""


def decided(decisions: Decisions) -> Linker:
    """The linker that brings in the answers: one on any reference of a bundle is an answer about the bundle."""

    def claims(program: Program) -> Iterator[Claim]:
        if not decisions or program.campaign is None:
            return
        for reference, name in names_of(program.index, program.campaign.concept).items():
            answer = decisions.get(name)
            if answer is not None and answer.answer in _KINDS and reference.role is not Role.FILENAME:
                yield Claim((reference.path, reference.start), _evidence(answer))

    return claims


def names_of(index: Index, concept: Concept) -> dict[Reference, str]:
    """The name of every reference in the decisions file; a group is called like its first reference."""
    texts = {path: file.source.text for path, file in index.files.items()}
    return anchors(index.references, texts, concept.rewrite)


def decide(group: Group, decisions: Decisions) -> Group:
    """A group that rests on no bundle, such as a file's move, with the answer about it."""
    answer = decisions.get(group.id)
    if answer is None or answer.answer not in _KINDS:
        return group
    evidence = (*group.evidence, _evidence(answer))
    return replace(group, evidence=evidence, confidence=confidence(evidence))


def foreign(decisions: Decisions) -> frozenset[str]:
    """The names of the references that were decided to be somebody else's."""
    return frozenset(name for name, one in decisions.items() if one.answer is Answer.FOREIGN)


def proven(index: Index, plan: Plan, concept: Concept) -> Iterator[Decision]:
    """What a plan left alone as somebody else's although the file alone does not show it."""
    names = names_of(index, concept)
    known = {(one.path, one.line, one.column): one for one in index.references if one.status is Status.OPEN}
    for left in plan.not_edited:
        reference = known.get((left.path, left.line, left.column))
        if left.reason is Reason.FOREIGN and reference is not None:
            owner = re.sub(r".*/(?:site|dist)-packages/", "", left.detail.partition("(")[2].rstrip(")"))
            yield Decision(names[reference], Answer.FOREIGN, f"{reference.path}: {owner}", PROVEN)


def _evidence(decision: Decision) -> Evidence:
    said = f"{decision.source}: {decision.reason}" if decision.reason else decision.source
    return Evidence(_KINDS[decision.answer], said)
