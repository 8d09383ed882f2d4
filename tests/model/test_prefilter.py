"""The plain search lets through everything that the pattern matches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.model.prefilter import Prefilter
from flowcodemod.repo import settings
from flowcodemod.repo.campaign_file import read_campaign
from flowcodemod.stages.markers import gate_prefilter
from gate import campaign

PRESET = read_campaign(settings.presets()["session-to-flow"].read_text("utf-8"), "session_to_flow.toml", shipped=True)
CAMPAIGNS = (
    PRESET,
    campaign(
        '[names]\n"Größe" = "Umfang"\n"app.a.create_session" = "create_flow"\n[ids]\nlegacy = ["S-{id}-M-{digits3}"]\n'
    ),
    campaign().__class__("a", read_campaign('[campaign]\nname = "a"\nold = "entity"\nnew = "thing"\n', "a").concept),
)
WORDS = ("session", "SESSION", "id", "Ids", "Größe", "entit", "ies", "y", "create_session", "SessionManager", "x")
SIGNS = ("_", "S-", "-M-", "001", "disc_session_", "{token}", '"', "/session/switch", "flowcodemod:", "ignore[FCM101]")
PIECES = st.sampled_from((*WORDS, *SIGNS))
GAPS = st.sampled_from(["", "", " ", "\n"])


@pytest.mark.parametrize("one", CAMPAIGNS)
@given(pieces=st.lists(PIECES | GAPS, max_size=8))
def test_whatever_the_pattern_matches_is_let_through(one, pieces: list[str]) -> None:  # type: ignore[no-untyped-def]
    data = "".join(pieces).encode()
    for prefilter in (one.concept.prefilter, gate_prefilter(one)):
        found = any(pattern.search(data.lower()) for _word, pattern in prefilter.patterns)
        assert bool(prefilter.search(data)) == found


def test_words_that_hold_others_are_left_out() -> None:
    found = Prefilter.of([("Session", "a"), ("create_session", "b"), ("disc_", "é")])
    held = [(word, pattern.pattern) for word, pattern in found.patterns]
    assert held == [(b"disc_", rb"[\x80-\xff]{1,4}"), (b"session", b"a|b")]
    assert [word for word, _pattern in gate_prefilter(campaign()).patterns] == [b"flowcodemod:", b"session"]


def test_texts_without_a_word_do_not_pass() -> None:
    assert gate_prefilter(campaign()).search(b"a session and its idea") is None
    assert gate_prefilter(campaign()).search(b"flow_id") is None
