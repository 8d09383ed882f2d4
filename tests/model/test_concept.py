"""The concept in texts: whole tokens, exact names, id formats, and the way there and back."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from flowcodemod.model.concept import Concept, id_pattern
from flowcodemod.model.words import Spelling, Term, plural

SESSION_TO_FLOW = Concept(
    Term.of("session_id"),
    Term.of("flow_id"),
    {
        "SessionManager": "FlowManager",
        "validation_sessions": "validation_flows",
        "/session/switch": "/flow/activate",
        "app/session.py": "app/flow.py",
    },
    ("disc_session_{hex8}", "G-{digits6}-{digits6}"),
)


def concept(old: str, new: str) -> Concept:
    return Concept(Term.of(old), Term.of(new))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("importSessionIds", ["importSessionIds"]),
        ("get_session_id_by_session_id(session_id)", ["get_session_id_by_session_id", "session_id"]),
        ("session_id.session_id", ["session_id", "session_id"]),
        ("mcp-session-id", ["mcp-session-id"]),
        ("--session-id-", ["session-id"]),
        ("a-session_id-b", ["session_id"]),
        ("session_id-my-session-id", ["session_id-my-session-id"]),
        ("the Session IDs of", ["Session IDs"]),
        (r"\nsession_id\n", ["session_id"]),
        (r"\x1bsession_id", ["session_id"]),
        ("$session_id", ["session_id"]),
        ("请使用session_id参数", ["请使用session_id参数"]),
        ("請使用 session_id。", ["session_id"]),
        ("SessionManager", ["SessionManager"]),
        (r"\nSessionManager", ["SessionManager"]),
        ("/api/session/switch", ["/session/switch"]),
        ("src/app/session.py", ["app/session.py"]),
        ("disc_session_0a1b2c3d", ["disc_session_0a1b2c3d"]),
        (r"\ndisc_session_0a1b2c3d", ["disc_session_0a1b2c3d"]),
        ("G-202501-000001", ["G-202501-000001"]),
    ],
)
def test_hits_are_whole_tokens(text: str, tokens: list[str]) -> None:
    assert [hit.text for hit in SESSION_TO_FLOW.hits(text)] == tokens


@pytest.mark.parametrize(
    "text",
    [
        "SessionManagers",
        "MySessionManager",
        "session_manager",
        "create_validation_sessions",
        "validation_sessions_dir",
        "/session/switcher",
        "/session/switch-user",
        "myapp/session.py",
        "disc_session_0a1b2c3",
        "disc_session_0a1b2c3d4",
        "xdisc_session_0a1b2c3d",
        "x-disc_session_0a1b2c3d",
        "disc_session_0a1b2c3z",
        "G-2025-000001",
        "data_import_sessions",
        "AsyncSession",
        "obsession_idea",
        "session.id",
    ],
)
def test_look_alikes_are_no_hits(text: str) -> None:
    assert SESSION_TO_FLOW.hits(text) == []


@pytest.mark.parametrize(
    ("token", "renamed"),
    [
        ("importSessionIds", "importFlowIds"),
        ("IX_ASSETS_SESSION_ID", "IX_ASSETS_FLOW_ID"),
        ("get_session_id_by_session_id", "get_flow_id_by_flow_id"),
        ("SessionManager", "FlowManager"),
        ("session_id2", "flow_id2"),
        ("__session_id__", "__flow_id__"),
        ("sessionid", None),
        ("session_id_of_sessionid", None),
        ("disc_session_0a1b2c3d", None),
        ("session", None),
        ("SessionManagers", None),
        ("", None),
    ],
)
def test_rename(token: str, renamed: str | None) -> None:
    assert SESSION_TO_FLOW.rename(token) == renamed


@pytest.mark.parametrize(
    ("old", "new", "token", "renamed"),
    [
        ("sid", "conn_ref", "getSIDs", "getConnRefs"),
        ("sid", "conn_ref", "sidList", "connRefList"),
        ("sid", "conn_ref", "SID_MAX", "CONN_REF_MAX"),
        ("sid", "conn_ref", "x-sid", "x-conn-ref"),
        ("user", "user_account", "user", "user_account"),
        ("user", "user_account", "user_account", None),
        ("user", "user_account", "userAccountOfUser", "userAccountOfUserAccount"),
        ("user_account", "user", "userAccounts", "users"),
        ("id", "flow_id", "flow_id", None),
        ("id", "flow_id", "video", None),
    ],
)
def test_rename_of_other_concepts(old: str, new: str, token: str, renamed: str | None) -> None:
    assert concept(old, new).rename(token) == renamed


@pytest.mark.parametrize(
    ("old", "new", "token"),
    [
        ("session_id", "flow_id", "importSessionIDs"),
        ("session_id", "flow", "session_id"),
        ("session_id", "flow", "importSessionId"),
        ("session_id", "flow", "x-session-id"),
        ("sid", "conn_ref", "mySid"),
        ("import_session_id", "flow_id", "Import session ids"),
        ("user", "user_account", "user"),
    ],
)
def test_what_can_be_restored(old: str, new: str, token: str) -> None:
    assert concept(old, new).is_reversible(token)


@pytest.mark.parametrize(
    ("old", "new", "token", "before"),
    [
        ("session_id", "flow", "sessionId", ""),  # a lone `flow` shows no humps,
        ("session_id", "flow", "session-id", ""),  # no hyphens
        ("session_id", "flow", "session id", ""),  # and no blanks
        ("session_id", "flow", "session_id", "x-"),  # `x-flow` shows a hyphen that was not there
        ("sid", "conn_ref", "getSID", ""),  # `getConnRef`: the upper case is gone
        ("import_session_id", "flow_id", "import_Session_id", ""),
        ("session_id", "größe", "SESSION_ID", ""),  # `ß` has no single upper-case letter
        ("import_session_id", "flow_id", "Import session IDs", ""),  # `Flow IDs`: was there a capital in the middle?
        ("session_id", "entity", "SESSION_IDs", ""),
        ("session_id", "flow_id", "flow_id_session_id", ""),  # the new name is there already
        ("session_id", "flow_id", "session_id", "flow_id, "),
        ("a_a", "b_b", "a a", "b "),
        ("session_id", "flow_id", "sessionid", ""),  # not renamed at all
        ("session_id", "flow_id", "session", ""),
    ],
)
def test_what_cannot_be_restored_is_known(old: str, new: str, token: str, before: str) -> None:
    assert not concept(old, new).is_reversible(token, before=before)


WORDS = st.lists(st.text("abeisxyz", min_size=2, max_size=4), min_size=1, max_size=3)
TERMS = WORDS.map(lambda words: Term(tuple(words)))
WRITERS: dict[str, Callable[[Sequence[str]], str]] = {
    "snake": "_".join,
    "screaming": lambda words: "_".join(words).upper(),
    "camel": lambda words: words[0] + "".join(word.title() for word in words[1:]),
    "pascal": lambda words: "".join(word.title() for word in words),
    "kebab": "-".join,
    "train": lambda words: "-".join(word.title() for word in words),
    "spaced": " ".join,
    "sentence": lambda words: " ".join([words[0].title(), *words[1:]]),
}
AROUND = st.sampled_from(["", "q", "_", "Q_", "q_", "-", "q-", " ", ".", "\n", "'", "2", "用", "\\n", "\\", "(", "é"])


@st.composite
def texts(draw: st.DrawFn, term: Term, styles: tuple[str, ...] = tuple(WRITERS)) -> str:
    """A text that holds a term in several spellings, inside identifiers and next to all sorts of signs."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        words = (*term.words[:-1], plural(term.words[-1])) if draw(st.booleans()) else term.words
        parts += [draw(AROUND), WRITERS[draw(st.sampled_from(styles))](words), draw(AROUND), " | "]
    return "".join(parts)


@given(st.data(), TERMS, TERMS)
def test_renaming_back_restores_what_is_reversible(data: st.DataObject, old: Term, new: Term) -> None:
    there = Concept(old, new)
    text = data.draw(texts(old))
    assume(not there.back.hits(text))
    assume(all(there.is_reversible(hit.text, text[: hit.start], text[hit.end :]) for hit in there.hits(text)))
    assert there.back.rewrite(there.rewrite(text)) == text


LONG_WORDS = st.lists(st.text("abeixyz", min_size=2, max_size=4), min_size=2, max_size=3, unique=True)


@given(st.data(), LONG_WORDS, LONG_WORDS)
def test_every_usual_spelling_of_several_words_is_restored(data: st.DataObject, old: list[str], new: list[str]) -> None:
    assume(not {word.rstrip("es") for word in old} & {word.rstrip("es") for word in new})
    there = Concept(Term(tuple(old)), Term(tuple(new)))
    text = data.draw(texts(Term(tuple(old))))
    renamed = there.rewrite(text)
    assert there.back.rewrite(renamed) == text
    assert [hit for hit in there.hits(renamed) if hit.spelling is not Spelling.FLAT] == []


@given(st.text("abeixyz", min_size=2, max_size=4), TERMS)
def test_a_single_word_is_restored_in_its_usual_spellings(old: str, new: Term) -> None:
    assume(not any(part in old or old in part for part in new.words))
    there = Concept(Term((old,)), new)
    text = f"{old} my_{old}s my{old.title()}s {old.title()} {old}List x-{old} {old.upper()} MY_{old.upper()}_2"
    assume(not there.back.hits(text))
    assert there.back.rewrite(there.rewrite(text)) == text


@given(st.text())
@example("session_id\x00session-id")
def test_hits_are_sorted_apart_and_exact(text: str) -> None:
    last = 0
    for hit in SESSION_TO_FLOW.hits(text + " sessionId " + text):
        assert hit.start >= last
        assert hit.text == (text + " sessionId " + text)[hit.start : hit.end]
        last = hit.end


@given(st.data())
@example(None)
def test_the_prefilter_passes_every_text_with_a_hit(data: st.DataObject | None) -> None:
    for name in ("session_id", "größe_id"):
        one = concept(name, "flow_id")
        text = data.draw(texts(one.old or Term(("x",)))) if data else "é GRÖßE_ID ẞ"
        for encoding in ("utf-8", "latin-1"):
            encoded = text.encode(encoding, "ignore")
            if one.hits(encoded.decode(encoding)):
                assert one.prefilter.search(encoded)


@pytest.mark.parametrize("text", ["session", "x session.id", "user_id", "", "disc_session_", "/session"])
def test_the_prefilter_stops_most_texts_without_a_hit(text: str) -> None:
    assert SESSION_TO_FLOW.prefilter.search(text.encode()) is None


@pytest.mark.parametrize(
    "template", ["", " ", "{hex8}", "x{hex}", "x{word3}", "x{HEX8}", "x{hex8", "x{}", "x{foo}", "x}{hex8}{"]
)
def test_bad_id_formats_are_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"hole|fixed text"):
        id_pattern(template)
