"""Which campaign: a shipped preset, a file, two names from the command line, or what the repository has configured."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.errors import CampaignError
from flowcodemod.repo.campaign_document import Table, parse
from flowcodemod.repo.campaign_file import read_campaign

PRESETS = "flowcodemod.rules"
REPOSITORY_FILE = "flowcodemod.toml"


def load_campaign(
    name_or_path: str | None = None,
    old: str | None = None,
    new: str | None = None,
    root: Path | None = None,
    overrides: Mapping[str, object] | None = None,
) -> Campaign:
    """The one campaign to run; see `load_campaigns`. Raises CampaignError also when the repository names several."""
    campaigns = load_campaigns(name_or_path, old, new, root, overrides)
    if len(campaigns) > 1:
        names = ", ".join(campaign.name for campaign in campaigns)
        raise CampaignError(f"this repository has {len(campaigns)} campaigns: choose one with --campaign: {names}")
    return campaigns[0]


def load_campaigns(
    name_or_path: str | None = None,
    old: str | None = None,
    new: str | None = None,
    root: Path | None = None,
    overrides: Mapping[str, object] | None = None,
) -> tuple[Campaign, ...]:
    """What was asked for on the command line, else what the repository at `root` has configured.

    `overrides` maps dotted keys of a campaign file to values that replace its own. Raises CampaignError.
    """
    if old or new:
        if name_or_path:
            raise CampaignError("give either --campaign, or --old and --new, not both")
        return (_without_file(old, new, overrides or {}),)
    if name_or_path:
        return (_named(name_or_path, None, overrides) or _configured_name(name_or_path, root, overrides),)
    campaigns = _configured(root, overrides) if root else ()
    if not campaigns:
        raise CampaignError(
            "no campaign: give --campaign NAME or FILE, or --old and --new, or run 'flowcodemod init' to configure one"
            f" (shipped: {', '.join(presets())})"
        )
    return campaigns


def presets() -> dict[str, Path]:
    """The files of the campaigns that ship with the program, by name, sorted."""
    shipped = Path(import_module(PRESETS).__path__[0]).glob("*.toml")
    named = {parse(file.read_text("utf-8"), file.name).table("campaign", None).text("name"): file for file in shipped}
    return dict(sorted(named.items()))


def _without_file(old: str | None, new: str | None, overrides: Mapping[str, object]) -> Campaign:
    """A campaign of two names alone."""
    if not old or not new:
        raise CampaignError(f"--{'new' if old else 'old'} is missing: a campaign needs both names")
    asked = {"campaign.name": "command-line", "campaign.old": old, "campaign.new": new, **overrides}
    return replace(read_campaign("", "command line", asked), name=f"{old}-to-{new}", source="")


def _named(name: str, base: Path | None, overrides: Mapping[str, object] | None) -> Campaign | None:
    """A preset by its name or a file by its path (relative to `base`), None for a name nobody ships."""
    path = Path(name) if base is None else base / name
    if name.endswith(".toml") or "/" in name or path.is_file():
        return read_campaign(_text(path, name), name, overrides)
    preset = presets().get(name)
    if preset is None:
        return None
    return read_campaign(preset.read_text("utf-8"), f"{PRESETS}/{preset.name}", overrides, shipped=True)


def _configured_name(name: str, root: Path | None, overrides: Mapping[str, object] | None) -> Campaign:
    """The campaign of that name among those the repository has configured."""
    configured = {campaign.name: campaign for campaign in (_configured(root, overrides) if root else ())}
    if name in configured:
        return configured[name]
    known = [*presets(), *configured]
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}; a file's name ends in .toml"
    raise CampaignError(f"--campaign {name}: there is no such campaign; {hint}")


def _configured(root: Path, overrides: Mapping[str, object] | None) -> tuple[Campaign, ...]:
    """What `[tool.flowcodemod]` in pyproject.toml names, else the repository's own campaign file, else nothing."""
    own = root / REPOSITORY_FILE
    table = _tool_table(root / "pyproject.toml")
    if table is None:
        return (read_campaign(_text(own, REPOSITORY_FILE), REPOSITORY_FILE, overrides),) if own.is_file() else ()
    single = isinstance(table.data["campaign"], str)
    names = (table.text("campaign"),) if single else table.texts("campaign")
    if own.is_file() and REPOSITORY_FILE not in names:
        raise table.error(
            "campaign", f"does not name {REPOSITORY_FILE}, which stands beside it: add it or delete that file"
        )
    if not names:
        raise table.error("campaign", "names no campaign")
    campaigns = []
    for number, name in enumerate(names):
        at: str | tuple[str | int, ...] = "campaign" if single else ("campaign", number)
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise table.error(at, f"'{name}' lies outside the repository")
        if name.endswith(".toml") and not (root / name).is_file():
            raise table.error(at, f"'{name}': there is no such file")
        campaign = _named(name, root, overrides)
        if campaign is None:
            raise table.error(at, f"'{name}' is neither a file nor a shipped campaign ({', '.join(presets())})")
        campaigns.append(campaign)
    return tuple(campaigns)


def _tool_table(path: Path) -> Table | None:
    """`[tool.flowcodemod]` of a pyproject.toml, None when there is none."""
    if not path.is_file():
        return None
    document = parse(_text(path, path.name), path.name)
    tool = document.data.get("tool")
    if not isinstance(tool, dict) or "flowcodemod" not in tool:
        return None
    table = Table.of(document, ("tool", "flowcodemod"), tool["flowcodemod"], ("campaign",))
    return table if "campaign" in table.data else None


def _text(path: Path, label: str) -> str:
    """A campaign file's text. Raises CampaignError when it cannot be read."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise CampaignError(f"{label}: not UTF-8 (byte {error.start}): save the file as UTF-8") from error
    except OSError as error:
        raise CampaignError(f"{label}: cannot be read: {error.strerror}") from error
