"""A model that a migration creates by its name keeps it, with all that uses it; what no migration creates moves."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import renamed

MODELS = """
    from django.db import models

    class SessionId(models.Model):
        name = models.CharField(max_length=9)

    class SessionIdForm:
        model = SessionId
    """
USE = "from app.models import SessionId\n\n\ndef first():\n    return SessionId.objects.first()\n"
MIGRATION = """
    from django.db import migrations, models

    class Migration(migrations.Migration):
        operations = [
            migrations.CreateModel(
                name="SessionId",
                fields=[("name", models.CharField(max_length=9))],
            ),
        ]
    """
FIRST, LATER = "app/migrations/0001_initial.py", "app/migrations/0002_more.py"
STAYS = {
    "created": {FIRST: MIGRATION},
    "created and altered": {
        FIRST: MIGRATION,
        LATER: MIGRATION.replace("CreateModel", "AlterModelOptions"),
    },
    "created by position": {FIRST: MIGRATION.replace('name="SessionId"', '"SessionId"')},
}
MOVES: dict[str, dict[str, str]] = {
    "no migrations": {},
    "of another app": {"other/migrations/0001_initial.py": MIGRATION},
    "only altered": {LATER: MIGRATION.replace("CreateModel", "AlterModelOptions")},
    "renamed since": {
        FIRST: MIGRATION,
        LATER: 'from django.db import migrations\n\nmigrations.RenameModel("SessionId", "FlowId")\n',
    },
}


def _after(root: Path, more: Mapping[str, str], boundaries: Mapping[Boundary, Policy] | None = None) -> dict[str, str]:
    files = {"app/__init__.py": "", "app/models.py": MODELS, "app/use.py": USE, **more}
    return renamed(root, files, boundaries=boundaries)


@pytest.mark.parametrize("more", STAYS.values(), ids=STAYS)
def test_a_model_of_a_migration_stays(tmp_path: Path, more: Mapping[str, str]) -> None:
    after = _after(tmp_path, more)
    assert after["app/use.py"] == USE
    assert "class SessionId(" in after["app/models.py"]
    assert "class FlowIdForm:" in after["app/models.py"]  # what is no model is called as it should be
    assert all("FlowId" not in after[path] for path in more)


@pytest.mark.parametrize("more", MOVES.values(), ids=MOVES)
def test_other_models_move(tmp_path: Path, more: Mapping[str, str]) -> None:
    assert _after(tmp_path, more)["app/use.py"] == USE.replace("SessionId", "FlowId")


def test_it_moves_where_the_database_is_renamed(tmp_path: Path) -> None:
    after = _after(tmp_path, {FIRST: MIGRATION}, {Boundary.DATABASE: Policy.RENAME})
    assert after["app/use.py"] == USE.replace("SessionId", "FlowId")
