"""Django: lookups through other models, keywords of a manager's own methods, rows. `OLD` moves."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import lay, renamed

MODELS = """
    from django.db import models

    class Runs(models.QuerySet):
        def latest_of(self, **kwargs):
            return self.filter(**kwargs)

        def named(self, name):
            return self.filter(name=name)

    class Run(models.Model):
        OLD = models.CharField(PINmax_length=8)
        objects = Runs.as_manager()

    class Note(models.Model):
        run = models.ForeignKey(Run, on_delete=models.CASCADE)
    """

CASES = {
    "through a relation": "Note.objects.filter(run__OLD='a', run__OLD__in=['b']).order_by('-run__OLD')\n",
    "a key of rows": 'first = Note.objects.values("run__OLD")[0]["run__OLD"]\n',
    "a key of other rows": 'first = api.rows()[0]["run__session_id"]\n',
    "through a relation to another": "Note.objects.filter(job__session_id='a')\n",
    "through an unknown relation": "client.search(run__session_id='a')\n",
    "a method that takes any keyword": "Run.objects.latest_of(OLD='a')\n",
    "a method that takes none": "Run.objects.named(session_id='a')\n",
}


@pytest.mark.parametrize("name", CASES)
def test_lookups(tmp_path: Path, name: str) -> None:
    files = {"shop/models.py": MODELS, "shop/views.py": f"from shop.models import Note, Run\n\n{CASES[name]}"}
    assert moved(tmp_path, files) == wanted(tmp_path, files)


def moved(root: Path, files: Mapping[str, str]) -> dict[str, str]:
    return renamed(root / "there", {name: said(text, "session_id", "") for name, text in files.items()})


def wanted(root: Path, files: Mapping[str, str]) -> dict[str, str]:
    lay(root / "wanted", {name: said(text, "flow_id", 'db_column="session_id", ') for name, text in files.items()})
    return {name: (root / "wanted" / name).read_text("utf-8") for name in files}


def said(text: str, name: str, pin: str) -> str:
    return text.replace("OLD", name).replace("PIN", pin)
