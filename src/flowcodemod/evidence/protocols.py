"""Names that published protocols fix: a key among others of its protocol is the protocol's, whoever writes or reads it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LEAST = 2
_SAID = re.compile(
    r"\b([A-Z][A-Za-z]*[A-Z]|OAuth|OpenID)\b(?:'s)?(?:\s+[\w.']+){0,2}?[\s`'\":*]+$"
)  # `the ASGI scope's `
_REACH = 60


@dataclass(frozen=True, slots=True)
class Protocol:
    """A specification and the keys of its messages; `telling`: those that hardly anything else has."""

    name: str
    keys: frozenset[str]
    telling: frozenset[str]


def _protocol(name: str, telling: str, common: str) -> Protocol:
    return Protocol(name, frozenset(f"{telling} {common}".split()), frozenset(telling.split()))


PROTOCOLS = (
    _protocol(
        "the ASGI specification",
        "asgi http_version raw_path query_string root_path subprotocols spec_version more_body",
        "type method scheme path headers client server state extensions status body version",
    ),
    _protocol(
        "PEP 3333 (WSGI)",
        "SCRIPT_NAME PATH_INFO QUERY_STRING REQUEST_METHOD SERVER_PROTOCOL wsgi.input wsgi.url_scheme wsgi.errors",
        "CONTENT_TYPE CONTENT_LENGTH SERVER_NAME SERVER_PORT REMOTE_ADDR REMOTE_USER HTTP_HOST",
    ),
    _protocol(
        "OAuth 2.0 (RFC 6749)",
        "client_secret redirect_uri response_type grant_type token_type refresh_token code_verifier code_challenge"
        " code_challenge_method client_assertion client_assertion_type device_code user_code verification_uri",
        "client_id scope state code access_token expires_in id_token nonce assertion username password token"
        " token_type_hint error error_description response_mode prompt login_hint",
    ),
    _protocol(
        "the metadata of OAuth clients and servers (RFC 7591, RFC 8414)",
        "redirect_uris grant_types response_types token_endpoint_auth_method jwks_uri token_endpoint authorization_endpoint"
        " response_types_supported grant_types_supported registration_endpoint introspection_endpoint",
        "client_id client_secret client_name client_uri logo_uri scope contacts tos_uri policy_uri issuer userinfo_endpoint"
        " client_id_issued_at client_secret_expires_at software_id software_version",
    ),
    _protocol(
        "OpenID Connect",
        "post_logout_redirect_uri post_logout_redirect_uris end_session_endpoint id_token_hint acr_values"
        " subject_types_supported id_token_signed_response_alg token_endpoint_auth_methods_supported"
        " token_endpoint_auth_signing_alg_values_supported token_endpoint_auth_signing_alg"
        " code_challenge_methods_supported scopes_supported claims_supported",
        "client_id logout_hint state redirect_uri ui_locales max_age display prompt login_hint issuer jwks_uri",
    ),
    _protocol(
        "the claims of a token (RFC 7519, RFC 7662)",
        "iss aud exp nbf iat jti",
        "sub scope client_id username token_type active azp nonce at_hash auth_time email email_verified name"
        " given_name family_name preferred_username",
    ),
    _protocol("JSON-RPC 2.0", "jsonrpc", "id method params result error"),
)


def protocol_of(key: str, beside: Iterable[str]) -> str:
    """The protocol that a key is one of, by the keys beside it: two others of it, one telling, or three of any sort."""
    others = set(beside) - {key}
    for one in PROTOCOLS:
        known = len(others & one.keys)
        if key in one.keys and known >= _LEAST and (others & one.telling or (key in one.telling and known > _LEAST)):
            return one.name
    return ""


def is_telling(key: str) -> bool:
    """Whether hardly anything but one protocol has a key of that name."""
    return any(key in one.telling for one in PROTOCOLS)


def names_protocol(key: str, text: str, start: int) -> bool:
    """Whether a text says the name of a protocol just before a key of it at a code point: `the ASGI 'root_path'`."""
    said = _SAID.search(text, max(0, start - _REACH), start)
    return said is not None and any(key in one.keys and re.search(rf"\b{said[1]}\b", one.name) for one in PROTOCOLS)
