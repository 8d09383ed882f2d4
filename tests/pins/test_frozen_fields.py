"""What a package that others install publishes under a made name stays, whatever the boundary http says."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import renamed

BARE = "from pydantic import BaseModel\n\n\nclass Body(BaseModel):\n"


PUBLISHED = '[project]\nname = "pkg"\nclassifiers = [\n    "Programming Language :: Python",\n]\n'

GENERATED = (
    "from pydantic import BaseModel, ConfigDict, Field\nfrom pydantic.alias_generators import to_camel\n\n\n"
    "class Body(BaseModel):\n"
    "    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)\n    name: str = Field()\n"
)

FROZEN = {
    "annotation alone": ("    session_id: str\n", '    flow_id: str = Field(alias="sessionId")\n'),
    "a default": ("    session_id: str = ''\n", "    flow_id: str = Field(default='', alias=\"sessionId\")\n"),
    "described": (
        '    session_id: str = Field(description="which")\n',
        '    flow_id: str = Field(alias="sessionId", description="which")\n',
    ),
}

NOT_FROZEN = {
    "an alias that is there": (
        '    session_id: str = Field(alias="other")\n',
        '    flow_id: str = Field(alias="other")\n',
    ),
    "a private attribute": ("    _session_id: str = ''\n", "    _flow_id: str = ''\n"),
}


@pytest.mark.parametrize(("before", "after"), FROZEN.values(), ids=FROZEN)
def test_a_package_that_others_install_freezes_what_a_generator_made(tmp_path: Path, before: str, after: str) -> None:
    files = {"pyproject.toml": PUBLISHED, "body.py": GENERATED + before}
    assert renamed(tmp_path, files)["body.py"] == GENERATED + after
    files["body.py"] = GENERATED + after
    assert renamed(tmp_path, files, old="flow_id", new="session_id")["body.py"] == GENERATED + before


@pytest.mark.parametrize(("before", "after"), NOT_FROZEN.values(), ids=NOT_FROZEN)
def test_it_freezes_nothing_else(tmp_path: Path, before: str, after: str) -> None:
    files = {"pyproject.toml": PUBLISHED, "body.py": GENERATED + before}
    assert renamed(tmp_path, files)["body.py"] == GENERATED + after


def test_its_other_models_have_no_alias(tmp_path: Path) -> None:
    files = {"pyproject.toml": PUBLISHED, "body.py": BARE + "    session_id: str\n"}
    assert renamed(tmp_path, files)["body.py"] == BARE + "    flow_id: str\n"


def test_nothing_is_frozen_where_nobody_else_has_the_code(tmp_path: Path) -> None:
    for metadata in ("", PUBLISHED.replace("]\n", '    "Private :: Do Not Upload",\n]\n')):
        files = {"pyproject.toml": metadata, "body.py": GENERATED + "    session_id: str\n"}
        assert renamed(tmp_path, files)["body.py"] == GENERATED + "    flow_id: str\n"


def test_keys_and_recorded_messages_of_a_frozen_name_stay(tmp_path: Path) -> None:
    read = 'def read(body):\n    return body["sessionId"]\n'
    files = {"pyproject.toml": PUBLISHED, "body.py": GENERATED + "    session_id: str\n", "read.py": read}
    files |= {
        "tests/row.json": '{"sessionId": "s1"}\n',
        "tests/test_it.py": 'def test_it():\n    send({"sessionId": 1})\n',
    }
    made = renamed(tmp_path, files)
    assert {path: made[path] for path in ("read.py", "tests/row.json", "tests/test_it.py")} == {
        path: files[path] for path in ("read.py", "tests/row.json", "tests/test_it.py")
    }


@pytest.mark.parametrize("policy", [Policy.RENAME])
def test_a_campaign_that_renames_what_is_sent_freezes_nothing(tmp_path: Path, policy: Policy) -> None:
    files = {"pyproject.toml": PUBLISHED, "body.py": GENERATED + "    session_id: str\n"}
    made = renamed(tmp_path, files, boundaries={Boundary.HTTP: policy})
    assert made["body.py"] == GENERATED + "    flow_id: str\n"
