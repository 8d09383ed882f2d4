"""What a hook looks for in files, read from a campaign without taking it apart: the start of a hook is its cost.

Everything here is coarser than the campaign's own reading: it may find too much, never too little. Where it does not
understand something (or where something may be wrong) there is no answer, and the whole reading says what it is.
"""

import os
import re
from importlib import import_module
from typing import Any

from flowcodemod import __version__

# A campaign file's tables that add nothing to what is looked for; any table not known here goes to the whole reading.
OTHER_TABLES = frozenset({"boundaries", "columns", "merge", "allow", "homonyms", "layers", "caps", "verify"})
_PRESETS = "flowcodemod.rules"
_OWN_FILE = "flowcodemod.toml"
_WORD = "(?:[a-z]+[0-9]*|[0-9]+)"  # signs that make one word, however they are read
_TERM = re.compile(f"(?=[a-z]){_WORD}(?:[_ -]{_WORD})*")
_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)+")
_SUPPRESSION = "flowcodemod:"


def sought(folder: str, campaign: str | None, old: str | None, new: str | None) -> re.Pattern[bytes] | None:
    """A pattern that matches the bytes of every file in which the gate could find something, None in any doubt.

    `folder` is the repository's root as it was given; the names are those of the command line.
    """
    try:
        if old or new:
            parts = [_term(old, new)] if old and new and not campaign else None
        else:
            parts = _parts(_document(folder, campaign))
    except (OSError, ValueError, KeyError, TypeError):  # whatever it is, the whole reading says it better
        return None
    if not parts or not all(parts) or not "".join(parts).isascii():
        return None
    return re.compile("|".join([*parts, re.escape(_SUPPRESSION)]).encode("ascii"))


def _document(folder: str, campaign: str | None) -> dict[str, Any]:
    """The one campaign's TOML. Raises OSError or ValueError when it is not there, or not alone."""
    if campaign:
        return _load(campaign) if campaign.endswith(".toml") or os.path.isfile(campaign) else _preset(campaign)
    own = os.path.join(folder, _OWN_FILE)
    named = _configured(folder)
    if named is None or named == _OWN_FILE:
        return _load(own)
    if os.path.lexists(own):
        raise ValueError(named)
    return _load(os.path.join(folder, named)) if named.endswith(".toml") else _preset(named)


def _configured(folder: str) -> str | None:
    """What `[tool.flowcodemod]` of pyproject.toml names. Raises ValueError when that is not one name."""
    path = os.path.join(folder, "pyproject.toml")
    if not os.path.lexists(path):
        return None
    data = _read(path)
    if "flowcodemod" not in data and "\\" not in data:
        return None
    table = _parsed(data).get("tool", {}).get("flowcodemod", {})
    names = table.get("campaign", [])
    names = [names] if isinstance(names, str) else names
    if table and (list(table) != ["campaign"] or len(names) != 1 or names[0].startswith("/") or ".." in names[0]):
        raise ValueError(path)
    return names[0] if table else None


def _preset(name: str) -> dict[str, Any]:
    """A campaign that ships with the program. Raises KeyError when there is none of that name."""
    if "/" in name:
        raise KeyError(name)
    folder = import_module(_PRESETS).__path__[0]
    files = [_load(os.path.join(folder, one)) for one in os.listdir(folder) if one.endswith(".toml")]
    return {one["campaign"]["name"]: one for one in files}[name]


def _parts(document: dict[str, Any]) -> list[str] | None:
    """The patterns of a campaign's names and ids, None when it holds what this module does not know."""
    main, names, ids = document["campaign"], document.get("names", {}), document.get("ids", {})
    known = document.keys() <= OTHER_TABLES | {"campaign", "names", "ids"}
    keys = {"name", "old", "new", "completed", "required-version"}
    if not known or not main.keys() <= keys or not ids.keys() <= {"legacy", "factory"}:
        return None
    if not _is_enough(main.get("required-version", ">=0")):
        return None
    parts = [_term(main["old"], main["new"])] if main.keys() & {"old", "new"} else []
    parts += [re.escape(name.rpartition(".")[2] if _DOTTED.fullmatch(name) else name) for name in names]
    return parts + [re.escape(template.partition("{")[0]) for template in ids.get("legacy", ())]


def _is_enough(wanted: str) -> bool:
    """Whether a plain `>=1.2` is met."""
    lowest = re.fullmatch(r">=\s*(\d+(?:\.\d+)*)", wanted)
    return lowest is not None and _numbers(__version__) >= _numbers(lowest[1])


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _term(old: str, new: str) -> str:
    """The term in every casing, by its words alone; '' unless both are in lower-case words, and apart."""
    if not _TERM.fullmatch(old) or not _TERM.fullmatch(new):
        return ""
    *first, last = re.split("[_ -]", old)
    stem = "[_ -]?".join([*first, last.removesuffix("y")])  # entity, entities
    return "" if re.search(stem, new) else f"(?i:{stem})"


def _load(path: str) -> dict[str, Any]:
    return _parsed(_read(path))


def _parsed(text: str) -> dict[str, Any]:
    from tomllib import loads  # noqa: PLC0415 - names given as options need none

    return loads(text)


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as stream:
        return stream.read()
