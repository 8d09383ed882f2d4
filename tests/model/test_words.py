"""Terms in texts: what is an occurrence, what only looks like one, and how another term is written in its place."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flowcodemod.model.words import Spelling, Term, plural, split

SESSION_ID = Term.of("session_id")

SPELLINGS = {
    "session_id": Spelling.SNAKE,
    "session_ids": Spelling.SNAKE,
    "Session_Id": Spelling.SNAKE,
    "_session_id_": Spelling.SNAKE,
    "import_session_id2": Spelling.SNAKE,
    "sessionId": Spelling.CAMEL,
    "sessionIds": Spelling.CAMEL,
    "sessionID": Spelling.CAMEL,
    "sessionIDs": Spelling.CAMEL,
    "SessionId": Spelling.PASCAL,
    "SessionID": Spelling.PASCAL,
    "HTTPSessionId": Spelling.PASCAL,
    "SessionIdStore": Spelling.PASCAL,
    "SessionIDStore": Spelling.PASCAL,
    "SESSION_ID": Spelling.SCREAMING,
    "SESSION_IDS": Spelling.SCREAMING,
    "SESSION_IDs": Spelling.SCREAMING,
    "IX_ASSETS_SESSION_ID": Spelling.SCREAMING,
    "session-id": Spelling.KEBAB,
    "X-Session-Id": Spelling.KEBAB,
    "--session-ids": Spelling.KEBAB,
    "session id": Spelling.SPACED,
    "Session IDs": Spelling.SPACED,
    "sessionid": Spelling.FLAT,
    "my_sessionids": Spelling.FLAT,
    "SESSIONID": Spelling.FLAT,
    "Sessionid": Spelling.FLAT,
    "用session_id会": Spelling.SNAKE,
    "用session id会": Spelling.SPACED,
    r"\nsession_id": Spelling.SNAKE,
    r"\bsession_id\b": Spelling.SNAKE,
    r"\x1bsession_id": Spelling.SNAKE,
    r"\u200bsession_id": Spelling.SNAKE,
    r"\n Session ID": Spelling.SPACED,
    r"C:\session_id": Spelling.SNAKE,
}

LOOK_ALIKES = [
    "session",
    "id",
    "sessions_id",
    "obsession_id",
    "obsession_idea",
    "session_idea",
    "session_identifier",
    "sessionIdea",
    "session__id",
    "session.id",
    "session/id",
    "session:id",
    "session\nid",
    "session\tid",
    "session  id",
    "session - id",
    "session_-id",
    "SeSSion_id",
    "session_iD",
    "sESSION_ID",
    "JSESSIONID",
    "obsessionid",
    "XSESSION_ID",
    "session_idé",
    "ésession_id",
    "Ωsession_id",
    "my_session id",
    "session id_2",
    "session id2",
    "\\\\nsession_id",
    "\u017fession_id",  # a long s, which is one s without regard to case
]


@pytest.mark.parametrize(("text", "spelling"), SPELLINGS.items())
def test_a_spelling_is_found_and_named(text: str, spelling: Spelling) -> None:
    assert [occurrence.spelling for occurrence in SESSION_ID.occurrences(text)] == [spelling]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_look_alike_is_not_found(text: str) -> None:
    assert list(SESSION_ID.occurrences(text)) == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("sid", "side_effect"),
        ("sid", "inside"),
        ("sid", "SIDE"),
        ("sid", "reSIDe"),
        ("import_session_id", "importsession_id"),
        ("import_session_id", "importSessionid"),
        ("import_session_id", "importSESSIONID"),
        ("import_session_id", "import_session-id"),
        ("oauth2_token", "oauth21_token"),
        ("oauth2_token", "oauth_2_token"),
        ("oauth2", "oauth21"),
        ("x_request_id", "max_request_id"),
        ("größe_id", "größen_id"),
        ("key_id", "\u212aey_id"),  # the Kelvin sign, whose lower case is a k
    ],
)
def test_look_alikes_of_other_terms(term: str, text: str) -> None:
    assert list(Term.of(term).occurrences(text)) == []


@pytest.mark.parametrize(
    ("term", "text", "spelling"),
    [
        ("sid", "sid", Spelling.SNAKE),
        ("sid", "my_sid", Spelling.SNAKE),
        ("sid", "getSIDs", Spelling.PASCAL),
        ("sid", "sidList", Spelling.CAMEL),
        ("sid", "Sid", Spelling.PASCAL),
        ("sid", "_Sid", Spelling.PASCAL),
        ("sid", "SID", Spelling.SCREAMING),
        ("sid", "X-Sid", Spelling.KEBAB),
        ("sid", "x - sid", Spelling.SNAKE),
        ("import_session_id", "ImportSessionIDs", Spelling.PASCAL),
        ("import_session_id", "IMPORTSESSIONID", Spelling.FLAT),
        ("oauth2_token", "oauth2Tokens", Spelling.CAMEL),
        ("oauth2_token", "OAUTH2_TOKEN", Spelling.SCREAMING),
        ("s3_key", "S3_KEY", Spelling.SCREAMING),
        ("s3_key", "S3Key", Spelling.PASCAL),
        ("x_request_id", "X-Request-ID", Spelling.KEBAB),
        ("x_request_id", "X_REQUEST_ID", Spelling.SCREAMING),
        ("step_2_id", "STEP_2_ID", Spelling.SCREAMING),
        ("step_2_id", "step2Id", Spelling.CAMEL),
        ("größe_id", "GrößeId", Spelling.PASCAL),
    ],
)
def test_spellings_of_other_terms(term: str, text: str, spelling: Spelling) -> None:
    assert [occurrence.spelling for occurrence in Term.of(term).occurrences(text)] == [spelling]


@pytest.mark.parametrize(
    ("old", "text", "new", "written"),
    [
        ("session_id", "sessionIDs", "flow_id", "flowIDs"),
        ("session_id", "Session id", "data_flow_id", "Data flow id"),
        ("session_id", "Session-ID", "data_flow_id", "Data-Flow-ID"),
        ("session_id", "sessionID", "data_flow_id", "dataFlowID"),
        ("session_id", "SESSION_IDs", "data_flow_id", "DATA_FLOW_IDs"),
        ("session_id", "SESSION_IDs", "flow", "FLOWs"),
        ("session_id", "sessionId", "flow", "flow"),
        ("import_session_id", "importSessionID", "flow_id", "flowID"),
        ("sid", "sidList", "conn_ref", "connRef"),
        ("sid", "getSIDs", "conn_ref", "ConnRefs"),
        ("sid", "SIDs", "conn_ref", "CONN_REFs"),
        ("sid", "x-sid", "conn_ref", "conn-ref"),
        ("sid", "My_Sid", "conn_ref", "Conn_Ref"),
        ("sid", "Sid", "conn_ref", "ConnRef"),
        ("entity_id", "ENTITY_ID", "status", "STATUS"),
        ("session_id", "session_ids", "status", "statuses"),
        ("session_id", "SESSION_IDs", "entity", "Entities"),  # there is no `ENTITYies`
    ],
)
def test_another_term_is_written_the_same_way(old: str, text: str, new: str, written: str) -> None:
    assert [Term.of(new).written_like(one) for one in Term.of(old).occurrences(text)] == [written]


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("importSessionIds", ("import", "session", "ids")),
        ("IX_ASSETS_SESSION_ID", ("ix", "assets", "session", "id")),
        ("HTTPServerError2", ("http", "server", "error2")),
        ("oauth2_token", ("oauth2", "token")),
        ("step_2_id", ("step", "2", "id")),
        ("größeÄnderung", ("größe", "änderung")),
        ("__", ()),
        ("", ()),
    ],
)
def test_split(identifier: str, words: tuple[str, ...]) -> None:
    assert split(identifier) == words


@pytest.mark.parametrize(
    ("word", "many"),
    [
        ("id", "ids"),
        ("entity", "entities"),
        ("key", "keys"),
        ("status", "statuses"),
        ("box", "boxes"),
        ("batch", "batches"),
        ("hash", "hashes"),
        ("y", "ys"),
    ],
)
def test_plural(word: str, many: str) -> None:
    assert plural(word) == many


@pytest.mark.parametrize("text", ["", "2fa", "_", "session.id", "a/b", "session\nid", " session", "-id"])
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a name"):
        Term.of(text)


@given(st.text(st.sampled_from("sesionSESIONidID_- é用\\n2."), max_size=40))
@example("session_session_id")
@example("session_id_session_ids")
def test_occurrences_are_apart_in_order_and_spell_the_words(text: str) -> None:
    last = 0
    for one in SESSION_ID.occurrences(text):
        assert one.start >= last
        last = one.end
        chunk = text[one.start : one.end]
        assert re.fullmatch("session[_ -]?ids?", chunk, re.IGNORECASE)
        assert one.plural == (chunk[-1] in "sS")
        assert SESSION_ID.written_like(one) == chunk
