"""What a campaign file may say. The published schema and the loader agree wherever a schema can see the mistake."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from flowcodemod.model.campaign import Allow, Boundary, Campaign, Fallback, Policy
from flowcodemod.model.errors import CampaignError
from flowcodemod.repo.campaign_file import read_campaign
from flowcodemod.repo.settings import presets

SCHEMA = json.loads(files("flowcodemod.repo").joinpath("campaign_schema.json").read_text("utf-8"))
HEAD = '[campaign]\nname = "a"\nold = "session_id"\nnew = "flow_id"\n'
ALLOW = '[[allow]]\npath = "app/**"\nowner = "platform"\nreason = "later"\n'

GOOD = {
    "two names": HEAD,
    "names alone": '[campaign]\nname = "a"\n[names]\nSessionManager = "FlowManager"\n',
    "any casing": '[campaign]\nname = "a"\nold = "sessionId"\nnew = "Flow ID"\n',
    "a bare date": HEAD + "completed = 2025-08-01\n",
    "a date as text": HEAD + 'completed = "2024-02-29"\n',
    "version met": HEAD + 'required-version = ">=0.1,<99"\n',
    "names of every kind": HEAD + '[names]\n"/session/switch" = "/flow/activate"\n"a/b.py" = "a/c.py"\nA = "B"\n',
    "a name inside another": HEAD + '[names]\n"/session" = "/flow"\n"/session/switch" = "/flow/activate"\n',
    "boundaries": HEAD + '[boundaries]\ndatabase = "pin"\nhttp = "keep"\ntelemetry = "rename"\n',
    "columns": HEAD + '[columns]\n"assets.session_id" = "drop"\n"public.assets.session_id" = "pin"\n',
    "merge": HEAD + '[merge]\nfallback = "raise"\nrequired = ["UserSession.flow_id"]\n',
    "ids": HEAD + '[ids]\nlegacy = ["disc_{hex8}", "G-{digits6}"]\nfactory = "str(uuid.uuid4())"\n',
    "allow, no end": HEAD + ALLOW,
    "allow by symbol": HEAD + '[[allow]]\nsymbol = "Client.open"\nowner = "a"\nreason = "b"\n',
    "allow with everything": HEAD + ALLOW + 'role = "storage-key"\nuntil = 2026-02-01\ncap = 0\n',
    "allow, months": HEAD + ALLOW + 'role = "*"\nmonths-after-completion = 6\n',
    "homonyms": HEAD + '[homonyms]\ndefinitions = ["app.auth.cookies.session_id"]\n',
    "layers": HEAD + '[layers]\nservices = ["**/services/**"]\nhistory = []\nnever = ["LEGACY_FLAG"]\n',
    "caps": HEAD + '[layers]\nservices = ["app/**"]\n[caps]\nservices = 0\n',
    "verify": HEAD + '[verify]\ntest = "make test"\n',
    "inline tables and dotted keys": 'campaign.name = "a"\nnames = { A = "B" }\nmerge.fallback = "ask"\n',
    "brackets in a glob": HEAD + '[layers]\ntests = ["test_[a-z]*.py", "**"]\n',
}

BAD = {
    "no table at all": "",
    "no name": '[campaign]\nold = "a_b"\nnew = "c_d"\n',
    "blank in name": HEAD.replace('"a"', '"a b"'),
    "old alone": '[campaign]\nname = "a"\nold = "a_b"\n',
    "new alone": '[campaign]\nname = "a"\nnew = "a_b"\n[names]\nA = "B"\n',
    "nothing to rename": '[campaign]\nname = "a"\n',
    "empty names": '[campaign]\nname = "a"\n[names]\n',
    "old is no name": HEAD.replace("session_id", "session.id"),
    "old is underscores": HEAD.replace("session_id", "__"),
    "unknown table": HEAD + '[boundries]\ndatabase = "pin"\n',
    "unknown key": HEAD + '[boundaries]\ndatabse = "pin"\n',
    "underscores for hyphens": HEAD + 'required_version = ">=0.1"\n',
    "unknown policy": HEAD + '[boundaries]\ndatabase = "renam"\n',
    "drop at a boundary": HEAD + '[boundaries]\ndatabase = "drop"\n',
    "column without a table": HEAD + '[columns]\nsession_id = "drop"\n',
    "column as a table": HEAD + '[columns]\nassets.session_id = "drop"\n',
    "unknown fallback": HEAD + '[merge]\nfallback = "error"\n',
    "required is a text": HEAD + '[merge]\nrequired = "UserSession.flow_id"\n',
    "required without class": HEAD + '[merge]\nrequired = ["flow_id"]\n',
    "ids twice": HEAD + '[ids]\nlegacy = ["disc_{hex8}", "disc_{hex8}"]\n',
    "factory is a number": HEAD + "[ids]\nfactory = 4\n",
    "empty test": HEAD + '[verify]\ntest = ""\n',
    "blanks around": HEAD + '[verify]\ntest = " make"\n',
    "month as text": HEAD + ALLOW + 'months-after-completion = "6"\n',
    "no months": HEAD + ALLOW + "months-after-completion = 0\n",
    "true months": HEAD + ALLOW + "months-after-completion = true\n",
    "both ends": HEAD + ALLOW + "months-after-completion = 6\nuntil = 2026-02-01\n",
    "negative cap": HEAD + ALLOW + "cap = -1\n",
    "unknown role": HEAD + ALLOW + 'role = "parametr"\n',
    "allow everything": HEAD + '[[allow]]\nowner = "a"\nreason = "b"\n',
    "allow without owner": HEAD + '[[allow]]\npath = "a"\nreason = "b"\n',
    "allow without reason": HEAD + '[[allow]]\npath = "a"\nowner = "b"\n',
    "allow is one table": HEAD + '[allow]\npath = "a"\nowner = "b"\nreason = "c"\n',
    "allow glob above the root": HEAD + '[[allow]]\npath = "../a"\nowner = "b"\nreason = "c"\n',
    "impossible date": HEAD + 'completed = "2025-02-30"\n',
    "date in words": HEAD + 'completed = "1 August 2025"\n',
    "date and time": HEAD + "completed = 2025-08-01T12:00:00Z\n",
    "date as number": HEAD + "completed = 2025\n",
    "homonym without module": HEAD + '[homonyms]\ndefinitions = ["session_id"]\n',
    "negated glob": HEAD + '[layers]\ntests = ["!a"]\n',
    "backslash": HEAD + "[layers]\ntests = ['tests\\**']\n",
    "empty glob": HEAD + '[layers]\ntests = [""]\n',
    "root as glob": HEAD + '[layers]\ntests = ["/"]\n',
    "layer is a text": HEAD + '[layers]\ntests = "tests/**"\n',
    "layer of numbers": HEAD + "[layers]\ntests = [1]\n",
    "negative layer cap": HEAD + '[layers]\nservices = ["app/**"]\n[caps]\nservices = -1\n',
    "layer cap is a text": HEAD + '[layers]\nservices = ["app/**"]\n[caps]\nservices = "1"\n',
    "campaign is a text": 'campaign = "a"\n',
    "name to a list": HEAD + '[names]\nA = ["B"]\n',
}

ONLY_THE_LOADER = {
    "new is old": HEAD.replace("flow_id", "sessionId"),
    "new holds old": HEAD.replace("flow_id", "user_session_id"),
    "name becomes itself": HEAD + '[names]\nA = "A"\n',
    "name holds old": HEAD + '[names]\nSession = "SessionIdHolder"\n',
    "names in a chain": HEAD + '[names]\nA = "B"\nB = "C"\n',
    "names meet": HEAD + '[names]\nA = "C"\nB = "C"\n',
    "id format without text": HEAD + '[ids]\nlegacy = ["{hex8}"]\n',
    "id format with unknown hole": HEAD + '[ids]\nlegacy = ["disc_{hx8}"]\n',
    "version not met": HEAD + 'required-version = ">=99"\n',
    "version is no range": HEAD + 'required-version = "newest"\n',
    "unclosed bracket": HEAD + '[layers]\ntests = ["[abc"]\n',
    "cap for no layer": HEAD + '[layers]\nservices = ["app/**"]\n[caps]\nservice = 1\n',
    "reversed range": HEAD + '[layers]\ntests = ["[z-a]"]\n',
}


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_loader_and_schema_accept(text: str) -> None:
    assert read_campaign(text, "a.toml").name == "a"
    assert mistakes(text) == []


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_loader_and_schema_reject(text: str) -> None:
    with pytest.raises(CampaignError, match=r"^a\.toml:\d+: "):
        read_campaign(text, "a.toml")
    assert mistakes(text)


@pytest.mark.parametrize("text", ONLY_THE_LOADER.values(), ids=ONLY_THE_LOADER)
def test_only_the_loader_can_see_it(text: str) -> None:
    with pytest.raises(CampaignError, match=r"^a\.toml:\d+: \["):
        read_campaign(text, "a.toml")
    assert mistakes(text) == []


def test_presets_fit_the_schema() -> None:
    assert presets()
    for resource in presets().values():
        text = resource.read_text("utf-8")
        assert mistakes(text) == []
        assert read_campaign(text, resource.name).name in presets()


def test_every_value_arrives() -> None:
    text = "".join(text.removeprefix(HEAD) for name, text in GOOD.items() if name in EVERYTHING)
    campaign = read_campaign(HEAD + "completed = 2025-08-01\n" + text, "a.toml")
    assert campaign.completed == date(2025, 8, 1)
    assert campaign.boundaries == {
        Boundary.DATABASE: Policy.PIN,
        Boundary.HTTP: Policy.KEEP,
        Boundary.TELEMETRY: Policy.RENAME,
    }
    assert campaign.columns == {"assets.session_id": Policy.DROP, "public.assets.session_id": Policy.PIN}
    assert (campaign.fallback, campaign.required) == (Fallback.RAISE, ("UserSession.flow_id",))
    assert (campaign.concept.ids, campaign.factory) == (("disc_{hex8}", "G-{digits6}"), "str(uuid.uuid4())")
    assert campaign.allow == (
        Allow("app/**", "*", "platform", "later", months=6, line=text[: text.index("[[allow]]")].count("\n") + 6),
    )
    assert campaign.homonyms == ("app.auth.cookies.session_id",)
    assert (campaign.layers, campaign.history) == ({"services": ("**/services/**",)}, ())
    assert (campaign.never, campaign.exclude) == (("LEGACY_FLAG",), Campaign.exclude)
    assert (campaign.test, campaign.source, campaign.shipped) == ("make test", "a.toml", False)


EVERYTHING = ("boundaries", "columns", "merge", "ids", "allow, months", "homonyms", "layers", "verify")


def test_overrides_replace_values_and_say_so() -> None:
    overrides: Mapping[str, object] = {"verify.test": "pytest", 'columns."a.session_id"': "pin"}
    campaign = read_campaign(HEAD + '[verify]\ntest = "make"\n', "a.toml", overrides)
    assert (campaign.test, campaign.columns) == ("pytest", {"a.session_id": Policy.PIN})
    with pytest.raises(CampaignError, match=r"^command line: \[merge\] fallback: 'x': unknown value"):
        read_campaign(HEAD, "a.toml", {"merge.fallback": "x"})
    with pytest.raises(CampaignError, match=r"^command line: \[merge\] fallbck: unknown key; did you mean 'fallback'"):
        read_campaign(HEAD, "a.toml", {"merge.fallbck": "ask"})


def mistakes(text: str) -> list[str]:
    """What the published schema holds against a campaign, where TOML's dates are texts as in JSON."""
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(_as_json(tomllib.loads(text)))]


def _as_json(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
