"""The codemods that carry out a decision of a campaign: ids made by its factory, fields that are required from now on."""

from pathlib import Path

import libcst as cst
import pytest
from libcst.codemod import CodemodContext

from flowcodemod.bridges.structural import CampaignCommand
from flowcodemod.codemods.replace_id_factory import ReplaceIdFactoryCommand
from flowcodemod.codemods.require_field import RequireFieldCommand

CAMPAIGN = """
[campaign]
name = "a"
old = "session_id"
new = "flow_id"
[merge]
required = ["UserSession.flow_id"]
[ids]
legacy = ["disc_session_{hex8}", "G-{digits6}-{digits6}"]
factory = "str(uuid.uuid4())"
"""


def transformed(command: type[CampaignCommand], text: str, folder: Path, campaign: str = CAMPAIGN) -> str:
    (folder / "campaign.toml").write_text(campaign, "utf-8")
    made = command(CodemodContext(), campaign=str(folder / "campaign.toml"), root=str(folder))
    return made.transform_module(cst.parse_module(text)).code


@pytest.mark.parametrize(
    "made",
    [
        'f"disc_session_{uuid.uuid4().hex[:8]}"',
        "rf'disc_session_{str(uuid.uuid4())[:8]}'",
        '"disc_session_" + uuid.uuid4().hex[:8]',
        '"disc_session_%s" % uuid.uuid4().hex[:8]',
        '"disc_session_{}".format(uuid.uuid4().hex[:8])',
        'f"disc_session_{secrets.token_hex(4)}"',
        'f"{PREFIX}{uuid.uuid4().hex[:8]}"',
        "PREFIX + uuid.uuid4().hex[:8]",
        '"disc_" "session_" + uuid.uuid4().hex[:8]',
        '("disc_" f"session_{uuid.uuid4().hex[:8]}")',
        'f"G-{random.randint(100000, 999999)}-{random.randint(1, 9):06d}"',
    ],
)
def test_a_fresh_id_is_made_by_the_factory(made: str, tmp_path: Path) -> None:
    head = "import random, secrets, uuid\n\nPREFIX = 'disc_session_'\n\n\n"
    text = f"{head}def create(self):\n    flow_id = {made}  # new\n    return flow_id\n"
    after = text.replace(made, "str(uuid.uuid4())")
    assert transformed(ReplaceIdFactoryCommand, text, tmp_path) == after
    assert transformed(ReplaceIdFactoryCommand, after, tmp_path) == after


def test_the_import_comes_with_it(tmp_path: Path) -> None:
    text = '"""Ids."""\nimport secrets\n\nx = f"disc_session_{secrets.token_hex(4)}"\n'
    after = '"""Ids."""\nimport secrets\nimport uuid\n\nx = str(uuid.uuid4())\n'
    assert transformed(ReplaceIdFactoryCommand, text, tmp_path) == after


@pytest.mark.parametrize(
    "made",
    [
        'f"disc_session_{name}"',  # an id of something that is there
        'f"disc_session_{uuid.uuid5(space, name).hex[:8]}"',
        'f"G-{month}-{number:06d}"',
        'f"G-{month}-{random.randint(1, 9)}"',
        'f"disc_session_{uuid.uuid4().hex}:meta"',
        'f"chat_{uuid.uuid4().hex[:8]}"',
        '"disc_session_" + name + uuid.uuid4().hex',
        '"disc_session_0a1b2c3d"',
        'value.startswith("disc_session_")',
        'b"disc_session_%s" % uuid.uuid4().hex',
        "uuid.uuid4().hex[:8]",
        'f"{OTHER}{uuid.uuid4().hex[:8]}"',  # a name that is given twice
        'f"{UNKNOWN}{uuid.uuid4().hex[:8]}"',
        'f"{PREFIX!r}{uuid.uuid4().hex[:8]}"',
        '("a_disc_" f"session_{uuid.uuid4().hex[:8]}")',
        'PREFIX + "x" + uuid.uuid4().hex[:8]',
    ],
)
def test_what_is_no_fresh_id_stays(made: str, tmp_path: Path) -> None:
    text = f"import uuid\n\nOTHER = 'x'\nOTHER = 'disc_session_'\nPREFIX = 'disc_session_'\nx = {made}\n"
    assert transformed(ReplaceIdFactoryCommand, text, tmp_path) == text


@pytest.mark.parametrize("without", ["factory", "legacy"])
def test_without_a_decision_nothing_is_replaced(without: str, tmp_path: Path) -> None:
    text = 'import uuid\n\nx = f"disc_session_{uuid.uuid4().hex[:8]}"\n'
    campaign = "\n".join(line for line in CAMPAIGN.splitlines() if not line.startswith(without))
    assert transformed(ReplaceIdFactoryCommand, text, tmp_path, campaign) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Optional[str] = None", "str"),
        ("typing.Optional[str]", "str"),
        ("str | None = None  # which", "str  # which"),
        ("None | str = None", "str"),
        ("str = None", "str"),
        ("str | None = Field(None, max_length=8)", "str = Field(max_length=8)"),
        ("str | None = Field(max_length=8, default=None)", "str = Field(max_length=8)"),
        ("Optional[str] = Field(default=None)", "str = Field()"),
    ],
)
def test_a_field_becomes_required(before: str, after: str, tmp_path: Path) -> None:
    text = "class UserSession(BaseModel):\n    name: str = ''\n    flow_id: {}\n"
    assert transformed(RequireFieldCommand, text.format(before), tmp_path) == text.format(after)
    assert transformed(RequireFieldCommand, text.format(after), tmp_path) == text.format(after)


def test_an_import_that_nothing_needs_goes(tmp_path: Path) -> None:
    text = (
        "from typing import Any, Optional\n\nclass UserSession(Base):\n    a: Any\n    flow_id: Optional[str] = None\n"
    )
    after = "from typing import Any\n\nclass UserSession(Base):\n    a: Any\n    flow_id: str\n"
    assert transformed(RequireFieldCommand, text, tmp_path) == after


@pytest.mark.parametrize(
    "text",
    [
        "class Other(BaseModel):\n    flow_id: Optional[str] = None\n",
        "class UserSession(BaseModel):\n    name: Optional[str] = None\n",
        "class UserSession(BaseModel):\n    flow_id: str = 'a'\n",
        "class UserSession(BaseModel):\n    flow_id: Union[str, int] = Field(max_length=8)\n",
        "@dataclass\nclass UserSession:\n    flow_id: Optional[str] = None\n",
        "@attrs.define(frozen=True)\nclass UserSession:\n    flow_id: Optional[str] = None\n",
        "class UserSession(NamedTuple):\n    flow_id: Optional[str] = None\n",
        "class UserSession(Base):\n    def load(self):\n        flow_id: Optional[str] = None\n",
        "flow_id: Optional[str] = None\n",
    ],
)
def test_what_the_campaign_does_not_name_stays(text: str, tmp_path: Path) -> None:
    assert transformed(RequireFieldCommand, text, tmp_path) == text
