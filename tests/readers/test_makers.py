"""Whose an attribute is, as far as one file shows: somebody else's class made the object, in a place that speaks of it."""

import pytest

from flowcodemod.model.concept import Concept
from flowcodemod.model.source import Source
from flowcodemod.model.words import Term
from flowcodemod.readers.imports import Imports
from flowcodemod.readers.read import read_with_syntax
from flowcodemod.readers.sites import sites

CONCEPT = Concept(Term.of("session_id"), Term.of("flow_id"), {}, ())
HEAD = "from vendor import Event\nfrom .ours import Made\n\n\n"


def _owners(text: str) -> list[str]:
    reading, syntax = read_with_syntax(Source("app.py", HEAD + text, "utf-8", b"", ""), CONCEPT)
    assert syntax is not None
    imports = Imports(syntax, "app.py", frozenset({"app.py", "ours.py"}))
    return [imports.owner(site) for site in sites(syntax, reading.references)]


@pytest.mark.parametrize(
    "text",
    [
        "event = Event()\nevent.session_id\n",
        "def f():\n    event = Event()\n    return event.session_id\n",
        "def f(other=event):\n    event = Event()\n    return event.session_id\n",
        '"""An example."""\nfrom other import Event\n"""Another."""\n\nEvent(session_id=1)\n',
    ],
)
def test_what_a_foreign_class_made_is_theirs(text: str) -> None:
    assert _owners(text) in (["vendor"], ["other"])


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    event = Event()\n\n\ndef g(event):\n    return event.session_id\n",
        "def f():\n    event = Event()\n\n\ndef g(self, event: Made, *rest):\n    return event.session_id\n",
        "event = Made()\nevent.session_id\n",
        "event = Event() if wide else Made()\nevent = Made()\nevent.session_id\n",
        'class Run:\n    """So:\n\n    from vendor import Run\n    """\n\n    session_id: str\n\n\nRun(session_id=1)\n',
        "def f(event: Made):\n    return event\n\n\nTEXT = '''\nevent = Event()\n'''\nevent.session_id\n",
    ],
)
def test_anything_else_is_not_said_to_be(text: str) -> None:
    assert set(_owners(text)) == {""}
