"""A Python text as its tokens: what remains of it when layout does not count."""

import io
import token
import tokenize

_LAYOUT = frozenset({token.NL, token.NEWLINE, token.INDENT, token.DEDENT, token.ENDMARKER})


def tokens(text: str) -> list[tuple[int, str]]:
    """The kind and text of each token, comments among them; where lines end and blocks begin and end, not how.

    Raises SyntaxError for a text that has no tokens.
    """
    try:
        found = list(tokenize.generate_tokens(io.StringIO(text, newline="").readline))
    except tokenize.TokenError as error:
        raise SyntaxError(str(error)) from error
    return [(one.type, "" if one.type in _LAYOUT else one.string) for one in found if one.type != token.NL]
