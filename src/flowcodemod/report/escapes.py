"""Text from a repository, made safe for what it is written into."""

import re

# C0 and C1 controls, and the signs that reorder or break lines; a tab is one of them.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text on one line, with signs that control a terminal or are not text as backslash escapes.

    The older spelling of GitHub's commands (`##[error]`), which counts anywhere in a line, is broken up.
    """
    text = _UNSAFE.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), text)
    return text.replace("##[", "#\\x23[")


def heading(text: str) -> str:
    """The text as the start of a line, where `::` would start one of GitHub's commands."""
    text = printable(text)
    return f"./{text}" if text.lstrip().startswith("::") else text


def workflow(text: str, *, value: bool = False) -> str:
    """The text as the message of a GitHub workflow command, or as the `value` of one of its properties."""
    text = printable(text).replace("%", "%25")
    return text.replace(":", "%3A").replace(",", "%2C") if value else text


def markdown(text: str) -> str:
    """The text in a cell of a Markdown table, with nothing that would be markup."""
    text = printable(text).replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_\[\]#!|~>@])", lambda sign: f"&#{ord(sign[0])};", text)


def prose(text: str) -> str:
    """The text in running Markdown, with nothing that would be markup; what reads well as it is stays as it is."""
    text = printable(text).replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"[\\`*\[\]#!|~@]|(?<!\w)_|_(?!\w)", lambda sign: f"&#{ord(sign[0])};", text)
