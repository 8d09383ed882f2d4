"""Fields that code adds to a class, and the other side of a relation: names of Django's models that no class body binds."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

HEAD = "from django.db import models\n\n\n"
ADDED = (
    HEAD
    + """
def prepare(model, other):
    model.add_to_class(
        "OLD",
        models.OneToOneField(
            otherPIN,
            on_delete=models.CASCADE,
        ),
    )


def show(model, thing):
    return model.owner.OLD.name, thing.owner.OLD
"""
)
REVERSE = (
    HEAD
    + """
class Flow(models.Model):
    name = models.CharField(max_length=9)

    def count(self):
        return self.OLD.count() + len(self.OLD.all())


class Run(models.Model):
    flow = models.ForeignKey(Flow, related_name="OLD", on_delete=models.CASCADE)
"""
)
USE = "from app import Flow\n\n\ndef first(flow: Flow):\n    return flow.OLD.first()\n"
SITE = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
OTHERS = {
    "a column": HEAD + 'class Run(models.Model):\n    flow = models.ForeignKey("Flow", db_column="session_id")\n',
    "a value": HEAD + 'class Run(models.Model):\n    flow = models.ForeignKey("Flow", to_field="session_id")\n',
    "a constraint": HEAD + "class Run(models.Model):\n    class Meta:\n"
    '        constraints = [models.CheckConstraint(name="session_id", check=None)]\n',
}


def _after(root: Path, files: dict[str, str], old: str = "session_id", new: str = "flow_id") -> dict[str, str]:
    lay(root, SITE)
    return renamed(root / "repository", files, old=old, new=new, python=root / "site")


def test_a_field_that_is_added_moves_and_its_column_stays(tmp_path: Path) -> None:
    before = ADDED.replace("OLD", "session_id").replace("PIN", "")
    after = _after(tmp_path, {"app.py": before})["app.py"]
    assert after.lstrip() == ADDED.replace("OLD", "flow_id").replace("PIN", ', db_column="session_id_id"').lstrip()


def test_it_comes_back_without_the_pin(tmp_path: Path) -> None:
    after = ADDED.replace("OLD", "flow_id").replace("PIN", ', db_column="session_id_id"')
    back = _after(tmp_path, {"app.py": after}, "flow_id", "session_id")["app.py"]
    assert back.lstrip() == ADDED.replace("OLD", "session_id").replace("PIN", "").lstrip()


def test_the_other_side_of_a_relation_moves_with_its_uses(tmp_path: Path) -> None:
    files = {"app.py": REVERSE.replace("OLD", "session_ids"), "use.py": USE.replace("OLD", "session_ids")}
    after = _after(tmp_path, files)
    assert after["app.py"] == REVERSE.replace("OLD", "flow_ids")
    assert after["use.py"] == USE.replace("OLD", "flow_ids")


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_is_neither_stays(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, {"app.py": text})["app.py"] == text


RELATION = (
    HEAD
    + """
class Run(models.Model):
    OLD = models.ForeignKey("Flow", on_delete=models.CASCADEPIN)

    def key(self):
        return self.OLD_id


def show(run):
    return run.OLD_id, Run.objects.filter(OLD_id=1), Run.objects.values("OLD_id")
"""
)


def test_the_key_of_a_relation_goes_with_it(tmp_path: Path) -> None:
    before = RELATION.replace("OLD", "session_id").replace("PIN", "")
    after = _after(tmp_path, {"app.py": before})["app.py"]
    expected = RELATION.replace("OLD", "flow_id").replace("PIN", ', db_column="session_id_id"')
    assert after.replace(', db_column="session_id_id"', "") == expected.replace(', db_column="session_id_id"', "")


@pytest.mark.parametrize("field", ["models.CharField(max_length=9)", "vendor.ForeignKey(1)"])
def test_what_is_no_relation_has_no_key(tmp_path: Path, field: str) -> None:
    text = "import vendor\n" + HEAD + f"class Run(models.Model):\n    session_id = {field}\n\n"
    text += "    def key(self):\n        return self.session_id_id\n"
    assert "self.session_id_id" in _after(tmp_path, {"app.py": text})["app.py"]
