"""The text of a campaign file -> a Campaign. DESIGN, 'A campaign, in full', names every key there is."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, replace

from flowcodemod import __version__
from flowcodemod.model.campaign import SPECIAL_LAYERS, Allow, Boundary, Campaign, Fallback, Policy
from flowcodemod.model.concept import Concept, id_pattern
from flowcodemod.model.errors import CampaignError
from flowcodemod.model.reference import Role
from flowcodemod.model.words import Spelling, Term
from flowcodemod.repo.campaign_document import Document, Path, Table, parse, unknown
from flowcodemod.repo.toml_keys import key_path

TABLES = ("campaign", "names", "boundaries", "columns", "merge", "ids", "allow", "homonyms", "layers", "caps", "verify")
_AT_BOUNDARIES = (Policy.RENAME, Policy.PIN, Policy.KEEP)
_DOTTED = r"[^\W\d]\w*(\.[^\W\d]\w*)+"
_SYMBOL = r"[^\W\d]\w*(\.[^\W\d]\w*)*"
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"


def read_campaign(
    text: str, label: str, overrides: Mapping[str, object] | None = None, *, shipped: bool = False
) -> Campaign:
    """The campaign a TOML text describes; `overrides` maps dotted keys (`verify.test`) to values that replace its own.

    Raises CampaignError naming `label`, line and key.
    """
    document = _override(parse(text, label), overrides or {})
    for name in document.data:
        if name not in TABLES:
            raise document.error((name,), unknown(name, TABLES, "table"))
    main = document.table("campaign", ("name", "old", "new", "completed", "required-version", "keep-exports", "shim"))
    _check_version(main)
    merge = document.table("merge", ("fallback", "required"))
    ids = document.table("ids", ("legacy", "factory"))
    campaign = Campaign(
        name=main.text("name", pattern=_NAME, wanted="a name: write letters, digits, '-', '_' and '.', no blanks"),
        concept=_concept(document, main, ids),
        completed=main.day("completed"),
        boundaries=_boundaries(document),
        columns=_columns(document),
        fallback=merge.choice("fallback", Fallback) if "fallback" in merge.data else Fallback.ASK,
        required=merge.texts("required", _DOTTED, "a field: write Class.field"),
        factory=ids.text("factory", ""),
        allow=tuple(_allow(table) for table in _allow_tables(document)),
        homonyms=document.table("homonyms", ("definitions",)).texts(
            "definitions", _DOTTED, "a definition: write module.name"
        ),
        test=document.table("verify", ("test",)).text("test", ""),
        source=label,
        shipped=shipped,
        keep_exports=main.texts("keep-exports", _DOTTED, "a public name: write package.name"),
        shim=main.day("shim"),
    )
    campaign = _layers(document.table("layers", None), campaign)
    return replace(campaign, caps=_caps(document, campaign.layers))


def _override(document: Document, overrides: Mapping[str, object]) -> Document:
    """The document with some keys replaced; the tables on the way are copied, never changed."""
    data = dict(document.data)
    paths: set[Path] = set()
    for key, value in overrides.items():
        path = key_path(key)
        at = data
        for part in path[:-1]:
            inner = at.get(part, {})
            if not isinstance(inner, dict):
                raise CampaignError(f"command line: {key}: '{part}' is no table")
            copied = dict(inner)
            at[part] = copied
            at = copied
        at[path[-1]] = value
        paths.add(path)
    return replace(document, data=data, overridden=frozenset(paths))


def _check_version(main: Table) -> None:
    wanted = main.text("required-version", "")
    if not wanted:
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415 - slow to import

    try:
        met = SpecifierSet(wanted).contains(__version__, prereleases=True)
    except InvalidSpecifier as error:
        raise main.error("required-version", f"'{wanted}' is no version range: write it like '>=0.1'") from error
    if not met:
        raise main.error("required-version", f"this is flowcodemod {__version__}, the campaign needs {wanted}")


def _concept(document: Document, main: Table, ids: Table) -> Concept:
    """The terms, exact names and id formats. Either both terms or at least one name."""
    names = _names(document)
    for given, missing in (("old", "new"), ("new", "old")):
        if given in main.data and missing not in main.data:
            raise main.error(given, f"'{missing}' is missing: a campaign needs both")
    if "old" not in main.data and not names:
        raise main.error((), "'old' and 'new' are missing, and there is nothing under [names] either")
    old, new = _term(main, "old"), _term(main, "new")
    if old and new and old.words == new.words:
        raise main.error("new", "is the same name as 'old'")
    if old and new and _holds(old, main.text("new")):
        raise main.error("new", "holds the old name: a second run would rename it again")
    for name, target in names.items():
        if old and _holds(old, target):
            raise document.error(("names", name), f"'{target}' holds the old name: a second run would rename it again")
    legacy = ids.texts("legacy")
    for number, template in enumerate(legacy):
        try:
            id_pattern(template)
        except ValueError as error:
            raise ids.error(("legacy", number), str(error)) from error
    return Concept(old, new, names, legacy)


def _term(main: Table, key: str) -> Term | None:
    if key not in main.data:
        return None
    try:
        return Term.of(main.text(key))
    except ValueError as error:
        raise main.error(key, str(error)) from error


def _holds(term: Term, text: str) -> bool:
    return any(found.spelling is not Spelling.FLAT for found in term.occurrences(text))


def _names(document: Document) -> dict[str, str]:
    """The exact names. Two names must not meet in one, and no new name may be another's old one."""
    table = document.table("names", None)
    names = {key: table.text(key) for key in table.data}
    for key, target in names.items():
        if not key or key != key.strip():
            raise table.error(key, "a name must not be empty or have blanks around it")
        if target == key:
            raise table.error(key, "the new name is the old one")
        if target in names:
            raise table.error(key, f"overlaps: '{target}' is itself an old name, so one run would not be enough")
        other = next(one for one, other_target in names.items() if other_target == target)
        if other != key and not re.fullmatch(_DOTTED, key):
            raise table.error(key, f"overlaps: '{other}' becomes '{target}' too, and two names would meet in one")
    return names


def _boundaries(document: Document) -> dict[Boundary, Policy]:
    table = document.table("boundaries", [str(one) for one in Boundary])
    return {Boundary(key): table.choice(key, _AT_BOUNDARIES) for key in table.data}


def _columns(document: Document) -> dict[str, Policy]:
    table = document.table("columns", None)
    for key in table.data:
        if not re.fullmatch(_DOTTED, key):
            raise table.error(key, 'is not a column: write "table.column" in quotes')
    return {key: table.choice(key, Policy) for key in table.data}


def _allow_tables(document: Document) -> list[Table]:
    keys = ("path", "symbol", "role", "owner", "reason", "until", "months-after-completion", "cap")
    return document.tables("allow", keys)


def _allow(table: Table) -> Allow:
    """One entry of the allowlist: what may stay, whose it is and until when."""
    if "path" not in table.data and "symbol" not in table.data:
        raise table.error((), "'path' or 'symbol' is missing: the entry would allow everything")
    until, months = table.day("until"), table.number("months-after-completion", 1)
    if until and months:
        raise table.error("until", "stands beside 'months-after-completion': keep one of them")
    role = table.text("role", "*")
    if role != "*" and role not in list(Role):
        raise table.error("role", f"'{role}': {unknown(role, [*map(str, Role), '*'], 'role')}")
    return Allow(
        path=table.glob("path", "**"),
        role=role,
        owner=table.text("owner"),
        reason=table.text("reason"),
        until=until,
        months=months,
        cap=table.number("cap", 0),
        line=table.line(),
        symbol=table.text("symbol", "", _SYMBOL, "the dotted name of a class or function"),
    )


def _layers(table: Table, campaign: Campaign) -> Campaign:
    """Ordinary layers in their order; `history` and `exclude` replace what counts without them."""
    for key in table.data:
        if not key or key != key.strip():
            raise table.error(key, "a layer's name must not be empty or have blanks around it")
    found = {key: table.texts(key) if key == "never" else table.globs(key) for key in table.data}
    defaults = {field.name: field.default for field in fields(Campaign) if field.default is not MISSING}
    special = {key: found.get(key, defaults[key]) for key in SPECIAL_LAYERS}
    ordinary = {key: value for key, value in found.items() if key not in SPECIAL_LAYERS}
    return replace(campaign, layers=ordinary, **special)


def _caps(document: Document, layers: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """How many active references a layer may hold."""
    table = document.table("caps", None)
    for layer in table.data:
        if layer not in layers:
            raise table.error(layer, unknown(layer, layers, "layer"))
    return {layer: table.number(layer, 0) or 0 for layer in table.data}
