"""Fields that Django finds by their default names stay; those it is told about move."""

from pathlib import Path

import pytest

from pipeline import renamed

HEAD = "from django.contrib.contenttypes.fields import GenericForeignKey\nfrom django.db import models\n\n\n"
ITEM = "class Item(models.Model):\n    object_id = models.IntegerField()\n"

STAYS = {
    "a relation": f"{ITEM}\n\nclass Post(models.Model):\n    items = GenericRelation(Item)\n",
    "a relation by the model's name": f'{ITEM}\n\nclass Post(models.Model):\n    items = GenericRelation("blog.Item")\n',
    "a foreign key without names": f"{ITEM}    of = GenericForeignKey()\n",
    "an inline": f"{ITEM}\n\nclass ItemInline(GenericTabularInline):\n    model = Item\n    extra = 0\n",
}
MOVES = {
    "no relation at all": ITEM,
    "a relation to another model": f"{ITEM}\n\nclass Post(models.Model):\n    items = GenericRelation(Other)\n",
    "a foreign key that names it": f'{ITEM}    of = GenericForeignKey("content_type", "object_id")\n',
    "a foreign key that names it by keyword": f'{ITEM}    of = GenericForeignKey(ct_field="kind", fk_field="object_id")\n',
    "an inline that names it": (
        f'{ITEM}\n\nclass ItemInline(GenericTabularInline):\n    model = Item\n    ct_fk_field = "object_id"\n'
    ),
}


def _after(tmp_path: Path, text: str) -> str:
    files = {"blog/models.py": HEAD + text}
    return renamed(tmp_path, files, checker=False, old="object_id", new="target_ref")["blog/models.py"]


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, text) == HEAD + text


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_moves(tmp_path: Path, text: str) -> None:
    after = _after(tmp_path, text).replace('db_column="object_id", ', "").replace('db_column="object_id"', "")
    assert "object_id" not in after
    assert "    target_ref = models.IntegerField()" in after


def test_a_migration_does_not_tie_two_models(tmp_path: Path) -> None:
    item = STAYS["a relation"]
    entry = item.partition("\n\n")[0].replace("Item", "Entry").replace("IntegerField", "CharField")
    files = {
        "tests/blog/models.py": HEAD + item,
        "journal/models.py": HEAD + entry,
        "tests/blog/migrations/0001.py": 'fields = [("object_id", models.IntegerField())]\n',
    }
    after = renamed(tmp_path, files, old="object_id", new="target_ref")
    assert after["tests/blog/models.py"] == files["tests/blog/models.py"]
    assert "    target_ref = models.CharField(" in after["journal/models.py"]
    assert after["tests/blog/migrations/0001.py"] == files["tests/blog/migrations/0001.py"]
