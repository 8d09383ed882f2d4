"""Words for people stay where a catalog translates them or a migration records them; others move with the code."""

from pathlib import Path

import pytest

from pipeline import renamed

CODE = """
def stop(exit_code):
    # The exit_code.
    return _({}), exit_code
"""
CATALOG = 'msgid "No exit code"\nmsgstr "Kein Ergebnis"\n'
MIGRATION = 'operations = [AddField(name="exit_code", field=Field(verbose_name={}))]\n'


def _after(root: Path, files: dict[str, str]) -> dict[str, str]:
    return renamed(root, files, old="exit_code", new="finish_number")


@pytest.mark.parametrize("literal", ['"No exit code"', "'No exit code'", 'r"No exit code"'])
def test_a_text_that_a_catalog_translates_stays_on_both_sides(tmp_path: Path, literal: str) -> None:
    files = {"ours.py": CODE.format(literal), "locale/de/LC_MESSAGES/django.po": CATALOG}
    after = _after(tmp_path, files)
    assert f"_({literal}), finish_number" in after["ours.py"]
    assert "# The finish_number." in after["ours.py"]
    assert after["locale/de/LC_MESSAGES/django.po"] == CATALOG


@pytest.mark.parametrize("literal", ['"The exit code"', '"No exit code at all"', '"""No exit code"""'])
def test_a_text_that_no_catalog_has_moves(tmp_path: Path, literal: str) -> None:
    files = {"ours.py": CODE.format(literal), "locale/de/LC_MESSAGES/django.po": CATALOG}
    assert literal.replace("exit code", "finish number") in _after(tmp_path, files)["ours.py"]


def test_a_text_that_a_migration_records_stays(tmp_path: Path) -> None:
    files = {
        "app/models.py": CODE.format('"Exit code"'),
        "app/migrations/0001_initial.py": MIGRATION.format("'Exit code'"),
    }
    after = _after(tmp_path, files)
    assert '_("Exit code"), finish_number' in after["app/models.py"]
    assert after["app/migrations/0001_initial.py"] == files["app/migrations/0001_initial.py"]


@pytest.mark.parametrize("told", ['"Exit codes"', '"exit code"', "name"])
def test_a_text_that_no_migration_records_moves(tmp_path: Path, told: str) -> None:
    files = {"app/models.py": CODE.format('"Exit code"'), "app/migrations/0001_initial.py": MIGRATION.format(told)}
    assert '_("Finish number"), finish_number' in _after(tmp_path, files)["app/models.py"]


def test_a_text_outside_migrations_records_nothing(tmp_path: Path) -> None:
    files = {"ours.py": CODE.format('"No exit code"'), "other.py": 'TEXT = "No exit code"\n'}
    assert '_("No finish number")' in _after(tmp_path, files)["ours.py"]
