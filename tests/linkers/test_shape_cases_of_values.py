"""Shapes that broke renames elsewhere: what is sent, handed on, shown; each with a look-alike that must not change.

`OLD` stands for a token that changes; what is written `session_id` stays.
"""

from pathlib import Path

import pytest

from shapecases import made_of

WIRE = {
    "values and not names": """
        from vendor import Client

        def send(client: Client, OLD: str, span) -> None:
            headers = {"X-Vendor-Session-Id": OLD}
            span.set_attribute("vendor.agent.session_id", OLD)
            params = {"SessionId": OLD}
            client.send(session_id=OLD)
            get("https://api.vendor.example/v1/items?session_id=" + OLD, headers, params)
        """,
    "an alias": """
        def make(Field):
            class Body:
                value: str = Field(alias="sessionId")

            return Body
        """,
}

FLOWS = {
    "built, extended and splatted": """
        def load(OLD: str, name: str = "") -> str:
            return OLD + name

        options = {"OLD": "a"}
        load(**options)
        load(**{"OLD": "b", "name": "c"})
        load(**dict(OLD="d"))
        """,
    "splatted into a library": """
        from vendor import Client

        options = {"session_id": "a"}
        Client(**options)
        """,
}

NAMES = {
    "attributes by name": """
        from operator import attrgetter

        class Run:
            __slots__ = ("OLD", "name")
            FIELDS = ("OLD", "name")

            def __init__(self, OLD: str, name: str) -> None:
                self.OLD = OLD
                self.name = name

            def __repr__(self) -> str:
                return "<{0.OLD}>".format(self) + ", ".join(str(getattr(self, one)) for one in self.FIELDS)

        def show(runs: list[Run]) -> None:
            one = Run(OLD="a", name="b")
            print(getattr(one, "OLD", None), hasattr(one, "OLD"), sorted(runs, key=attrgetter("OLD")))
            setattr(one, "OLD", "c")
        """,
    "an attribute of an object that nothing shows": """
        from typing import Any

        def show(anything: Any) -> Any:
            return getattr(anything, "session_id", None)
        """,
    "attributes of a library's object by name": """
        from vendor import Client

        def show(client: Client) -> str:
            return getattr(client, "session_id") + client.session_id
        """,
}

TEMPLATES = {
    "format, %, format_map and Template": """
        from string import Template

        TEXT = "run {OLD_hex} of {name}"

        def render(value: str) -> str:
            one = TEXT.format(OLD_hex=value, name="a")
            two = "run %(OLD_hex)s" % {"OLD_hex": value}
            three = "run {OLD_hex}".format_map({"OLD_hex": value})
            four = Template("$OLD_hex and ${OLD_hex}").substitute(OLD_hex=value)
            return one + two + three + four
        """,
    "a prompt that is compiled": """
        PROMPT = "Look at {{OLD}} now"

        def render(prompts, OLD: str) -> str:
            return prompts.get("a").compile(OLD=OLD)
        """,
    "a storage key": """
        def key(OLD: str) -> str:
            return f"OLD:{OLD}:meta"

        def save(cache, OLD: str, value: str) -> None:
            cache.set(key(OLD), value)

        def load(cache, OLD: str) -> str:
            return cache.get(f"OLD:{OLD}:meta")
        """,
    "a storage key that somebody else reads": """
        def save(cache, OLD: str, value: str) -> None:
            cache.set(f"session_id:{OLD}:meta", value)
        """,
    "a keyword that no hole takes": """
        def render(prompts, OLD: str) -> str:
            return prompts.get("a").compile(session_id=OLD)
        """,
    "a call that fills nothing": """
        from vendor import Client

        TEXT = "run {name}"

        def render(client: Client) -> str:
            client.send(session_id="a")
            return TEXT.format(name="a")
        """,
}

DERIVED = {
    "a suffix until it is free": """
        def unique(names: dict[str, int]) -> str:
            key = "OLD"
            while key in names:
                key += "_"
            return key

        def test_unique() -> None:
            assert unique({"OLD": 1}) == "OLD_"
            assert unique({"OLD": 1, "OLD_": 1}) == "OLD__"
        """,
    "words inside other words": """
        def unique(sessions, obsession_idea, session_identity, sessionid):
            return sessions or obsession_idea or session_identity or sessionid
        """,
}

PROSE = {
    "messages with the test that matches them, docstrings of three styles": '''
        import pytest

        def load(OLD: str) -> None:
            """Load it.

            :param OLD: which one

            Args:
                OLD: which one

            Parameters
            ----------
            OLD : str
                Which one.
            """
            if not OLD:
                raise ValueError("OLD must be set")

        def test_load() -> None:
            with pytest.raises(ValueError, match=r"OLD must be"):
                load("")
        ''',
    "a library's message": """
        import pytest
        from vendor import Client

        def test_load() -> None:
            with pytest.raises(ValueError, match="session_id must be"):
                Client("")
        """,
    "a text about the migration": """
        def load(name: str) -> str:
            # session_id became flow_id in version 2
            return name
        """,
}

GROUPS = {
    "A5 names on the wire": WIRE,
    "B10 dicts that become keywords": FLOWS,
    "B12 names of attributes": NAMES,
    "B13 templates": TEMPLATES,
    "B14 derived names": DERIVED,
    "B15 text": PROSE,
}
CASES = {f"{group}: {name}": text for group, cases in GROUPS.items() for name, text in cases.items()}


@pytest.mark.parametrize("case", CASES)
def test_what_changes_and_what_stays_of_values(tmp_path: Path, case: str) -> None:
    found, wanted = made_of(tmp_path, CASES[case])
    assert found == wanted


def test_as_many_values_hold_something_that_stays_as_something_that_moves() -> None:
    stays = [text for text in CASES.values() if any(one in text for one in ("session_id", "sessionId", "session-id"))]
    moves = [text for text in CASES.values() if "OLD" in text]
    assert len(stays) >= len(moves)
