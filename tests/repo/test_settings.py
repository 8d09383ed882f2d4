"""Which campaign runs: asked for on the command line, or configured in the repository."""

from pathlib import Path

import pytest
from inline_snapshot import snapshot

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.errors import CampaignError
from flowcodemod.repo.settings import load_campaign, load_campaigns, presets

TEXT = '[campaign]\nname = "{}"\nold = "user_id"\nnew = "account_id"\n'


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def complaint(name: str | None = None, old: str | None = None, new: str | None = None, root: Path | None = None) -> str:
    with pytest.raises(CampaignError) as caught:
        load_campaign(name, old, new, root)
    return str(caught.value)


def test_a_preset_by_name() -> None:
    campaign = load_campaign("session-to-flow")
    assert campaign.shipped
    assert campaign.concept.rename("importSessionIds") == "importFlowIds"
    assert "session-to-flow" in presets()


def test_two_names_need_no_file() -> None:
    campaign = load_campaign(old="session_id", new="flow_id", overrides={"verify.test": "make"})
    assert campaign.concept.rename("IX_ASSETS_SESSION_ID") == "IX_ASSETS_FLOW_ID"
    assert (campaign.name, campaign.source, campaign.shipped) == ("session_id-to-flow_id", "", False)
    assert (campaign.layers, campaign.allow, campaign.concept.names, campaign.test) == ({}, (), {}, "make")
    assert (campaign.history, campaign.exclude) == (Campaign.history, Campaign.exclude)


def test_a_file_by_path(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.toml", TEXT.format("mine"))
    assert load_campaign(str(path)).source == str(path)


def test_a_folder_named_like_a_preset_is_not_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "session-to-flow").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load_campaign("session-to-flow").shipped


def test_the_repository_has_a_campaign_file(tmp_path: Path) -> None:
    write(tmp_path / "flowcodemod.toml", TEXT.format("own"))
    campaign = load_campaign(root=tmp_path)
    assert (campaign.name, campaign.source) == ("own", "flowcodemod.toml")
    assert load_campaign("own", root=tmp_path) == campaign
    assert load_campaign("session-to-flow", root=tmp_path).name == "session-to-flow"
    assert load_campaign(old="a_b", new="c_d", root=tmp_path).name == "a_b-to-c_d"


def test_pyproject_names_a_preset(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.flowcodemod]\ncampaign = "session-to-flow"\n')
    assert load_campaign(root=tmp_path).shipped


def test_pyproject_names_several(tmp_path: Path) -> None:
    write(tmp_path / "flowcodemod.toml", TEXT.format("own"))
    write(tmp_path / "campaigns/jobs.toml", TEXT.format("jobs"))
    text = '[tool.flowcodemod]\ncampaign = ["flowcodemod.toml", "session-to-flow", "campaigns/jobs.toml"]\n'
    write(tmp_path / "pyproject.toml", text)
    assert [one.name for one in load_campaigns(root=tmp_path)] == ["own", "session-to-flow", "jobs"]
    assert load_campaign("jobs", root=tmp_path).source == "campaigns/jobs.toml"
    assert complaint(root=tmp_path) == snapshot(
        "this repository has 3 campaigns: choose one with --campaign: own, session-to-flow, jobs"
    )


def test_a_pyproject_without_us_leaves_the_file_alone(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.other]\ncampaign = "x"\n')
    write(tmp_path / "flowcodemod.toml", TEXT.format("own"))
    assert load_campaign(root=tmp_path).name == "own"


def test_nothing_configured(tmp_path: Path) -> None:
    assert complaint(root=tmp_path) == snapshot(
        "no campaign: give --campaign NAME or FILE, or --old and --new, or run 'flowcodemod init' to configure one (shipped: session-to-flow)"  # noqa: E501
    )


@pytest.mark.parametrize(
    ("pyproject", "message"),
    [
        ('campaign = "session-to-flw"', "pyproject.toml:3: [tool.flowcodemod] campaign: 'session-to-flw' is neither"),
        (
            'campaign = ["session-to-flow",\n "x.toml"]',
            "pyproject.toml:4: [tool.flowcodemod] campaign: 'x.toml': there",
        ),
        ('campaign = "../x.toml"', "pyproject.toml:3: [tool.flowcodemod] campaign: '../x.toml' lies outside"),
        ('campaign = "/etc/x.toml"', "pyproject.toml:3: [tool.flowcodemod] campaign: '/etc/x.toml' lies outside"),
        (
            'campain = "session-to-flow"',
            "pyproject.toml:3: [tool.flowcodemod] campain: unknown key; did you mean 'camp",
        ),
        ("campaign = 1", "pyproject.toml:3: [tool.flowcodemod] campaign: must be a list of texts"),
        ("campaign = []", "pyproject.toml:3: [tool.flowcodemod] campaign: names no campaign"),
        ("campaign = ", "pyproject.toml:3: [tool.flowcodemod]: not valid TOML: Invalid value"),
    ],
)
def test_a_broken_pyproject(tmp_path: Path, pyproject: str, message: str) -> None:
    write(tmp_path / "pyproject.toml", f"\n[tool.flowcodemod]\n{pyproject}\n")
    assert complaint(root=tmp_path).startswith(message)


def test_two_configurations_contradict(tmp_path: Path) -> None:
    write(tmp_path / "flowcodemod.toml", TEXT.format("own"))
    write(tmp_path / "pyproject.toml", '[tool.flowcodemod]\ncampaign = "session-to-flow"\n')
    assert complaint(root=tmp_path) == snapshot(
        "pyproject.toml:2: [tool.flowcodemod] campaign: does not name flowcodemod.toml, which stands beside it: add it or delete that file"  # noqa: E501
    )


def test_what_the_command_line_gets_wrong(tmp_path: Path) -> None:
    assert complaint("session-to-flw") == snapshot(
        "--campaign session-to-flw: there is no such campaign; did you mean 'session-to-flow'?"
    )
    assert complaint("session-to-flow", "a_b", "c_d") == snapshot(
        "give either --campaign, or --old and --new, not both"
    )
    assert complaint(old="a_b") == snapshot("--new is missing: a campaign needs both names")
    assert complaint(new="c_d") == snapshot("--old is missing: a campaign needs both names")
    assert complaint(old="a.b", new="c_d") == snapshot(
        "command line: [campaign] old: 'a.b' is not a name: write words joined by '_', such as session_id"
    )
    assert complaint("nowhere/missing.toml") == snapshot(
        "nowhere/missing.toml: cannot be read: No such file or directory"
    )
    write(tmp_path / "latin.toml", "").write_bytes(b"[campaign]\nname = '\xe9'\n")
    assert complaint(str(tmp_path / "latin.toml")).removeprefix(str(tmp_path)) == snapshot(
        "/latin.toml: not UTF-8 (byte 19): save the file as UTF-8"
    )
    assert complaint(str(tmp_path / "folder.toml")).removeprefix(str(tmp_path)) == snapshot(
        "/folder.toml: cannot be read: No such file or directory"
    )


def test_mistakes_name_file_line_and_key(tmp_path: Path) -> None:
    """The line is the key's own, also inside arrays of tables, quoted keys and dotted keys."""

    def said(text: str) -> str:
        return complaint(str(write(tmp_path / "rules.toml", text))).removeprefix(f"{tmp_path}/")

    head = TEXT.format("a")
    assert said(head + '\n[boundaries]\ndatabse = "pin"\n') == snapshot(
        "rules.toml:7: [boundaries] databse: unknown key; did you mean 'database'?"
    )
    assert said(head + "completed = 2025-02-30\n") == snapshot(
        "rules.toml:5: [campaign] completed: not valid TOML: Invalid date or datetime"
    )
    assert said(head + 'completed = "2025-02-30"\n') == snapshot(
        "rules.toml:5: [campaign] completed: '2025-02-30' is no date of the calendar: day is out of range for month"
    )
    assert said(head + '[layers]\ntests = [\n  "tests/**",\n  "[abc",\n]\n') == snapshot(
        "rules.toml:8: [layers] tests: '[abc' is no path pattern: see the pattern format of gitignore"
    )
    assert said(head + '[[allow]]\npath = "a"\nowner = "b"\nreason = "c"\n[[allow]]\nrol = "*"\n') == snapshot(
        "rules.toml:10: [[allow]] rol: unknown key; did you mean 'role'?"
    )
    assert said(head + '[[allow]]\npath = "a"\nowner = "b"\n') == snapshot(
        "rules.toml:5: [[allow]]: 'reason' is missing"
    )
    assert said(head + 'merge.fallback = "rais"\n') == snapshot(
        "rules.toml:5: [campaign] merge: unknown key; known: name, old, new, completed, required-version, keep-exports, shim"
    )
    assert said(head + '[names]\n"a/b.py" = "a/c.py"\n"x/y.py" = "a/c.py"\n') == snapshot(
        "rules.toml:7: [names] x/y.py: overlaps: 'a/b.py' becomes 'a/c.py' too, and two names would meet in one"
    )
    assert said(head + "[campaign]\n") == snapshot(
        "rules.toml:5: [campaign]: not valid TOML: Cannot declare ('campaign',) twice"
    )
    assert said(head + '[merge]\nfallback = "ask\n') == snapshot(
        "rules.toml:6: [merge]: not valid TOML: Illegal character '\\n'"
    )
    assert said("[layers]\n") == snapshot("rules.toml:1: [campaign]: 'name' is missing")
    assert said("") == snapshot("rules.toml:1: [campaign]: 'name' is missing")
