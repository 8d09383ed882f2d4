"""Names of a model's fields and of a command's arguments, wherever Django and its companions take them. `OLD` moves."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import lay, make_plan, renamed, tied

MODEL = """from django.db import models


class Run(models.Model):
    OLD = models.CharField(db_column="c", max_length=8)
    length = models.IntegerField()


class Step(models.Model):
    run = models.ForeignKey(Run, on_delete=models.CASCADE)
    other = models.ForeignKey(User, on_delete=models.CASCADE)


"""
COMMAND = """class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--OLD-KEBAB", dest="OLD")

    def handle(self, *args, **options):
        QUERY = "UPDATE run SET length = 0 WHERE session_id = 1"
        return options["OLD"]
"""
VIEW = """class Show(DetailView):
    {about}

    def total(self):
        run = self.get_object()
        return run.{name}
"""
CASES: Mapping[str, str] = {
    "the source of a serializer's field": MODEL + 'class Out(Serializer):\n    ref = CharField(source="run.OLD")\n',
    "the source in somebody else's model": MODEL
    + 'class Out(Serializer):\n    ref = CharField(source="other.session_id")\n',
    "the object of a view": MODEL + VIEW.format(about="model = Run", name="OLD"),
    "the objects of a view": MODEL + VIEW.format(about="queryset = Run.objects.all()", name="OLD"),
    "a splatted lookup": MODEL + 'def find():\n    return Run.objects.filter(**{"OLD__in": [1]})\n',
    "lookups in a variable": MODEL + 'def find():\n    looked = {"OLD": 1}\n    return Run.objects.exclude(**looked)\n',
    "a parameter of a filter": MODEL
    + 'class Runs(FilterSet):\n    class Meta:\n        model = Run\n        fields = {"OLD": ["exact", "lt"]}\n\n\n'
    + 'def ask(client):\n    return client.get("/runs/?OLD__lt=a&page=1")\n',
    "a parameter of something else": MODEL
    + 'def ask(client):\n    return client.get("/runs/?session_id__lt=a&page=1")\n',
}
OTHERS: Mapping[str, str] = {
    "indexes as a database tells them": MODEL
    + "class Test:\n    def test_it(self):\n        indexes = told()\n"
    + '        expected = [\n            {"length", "session_id"},\n        ]\n        assert indexes == expected\n',
    "splatted into something else": MODEL + 'def find():\n    return connect(**{"session_id__in": [1]})\n',
    "the object of somebody else's view": MODEL + VIEW.format(about="model = User", name="session_id"),
}
FILES: Mapping[str, Mapping[str, str]] = {
    "a command and who calls it": {
        "app/management/commands/close.py": COMMAND,
        "app/use.py": 'call_command("close", "--OLD-KEBAB", "a")\ncall_command("close", OLD="a")\n',
    },
    "what a view gives its page": {
        "app/views.py": "class Show(View):\n    def get_context_data(self, **kwargs):\n"
        + "        return super().get_context_data(OLD=1, **kwargs)\n",
        "app/templates/show.html": "<p>{{ OLD }}</p>\n",
    },
    "what Flask gives its page": {
        "app/views.py": 'def show():\n    return render_template("show.html", OLD=1)\n',
        "app/templates/show.html": "<p>{{ OLD|upper }}</p>\n",
    },
    "what nobody gives a page": {"app/templates/show.html": "<p>{{ session_id }}</p>\n"},
}


@pytest.mark.parametrize("name", CASES)
def test_names_of_fields(tmp_path: Path, name: str) -> None:
    after = renamed(tmp_path, {"app.py": said(CASES[name], "session")})["app.py"]
    assert after == said(CASES[name], "flow")


@pytest.mark.parametrize("name", FILES)
def test_names_across_files(tmp_path: Path, name: str) -> None:
    after = renamed(tmp_path, {path: said(text, "session") for path, text in FILES[name].items()})
    assert after == {path: said(text, "flow") for path, text in FILES[name].items()}


@pytest.mark.parametrize("name", OTHERS)
def test_what_names_something_else_is_not_tied_to_a_field(tmp_path: Path, name: str) -> None:
    text = said(OTHERS[name], "session")
    assert not tied(tmp_path, text)


def test_options_of_another_command_are_not_tied(tmp_path: Path) -> None:
    files = {"app/management/commands/close.py": COMMAND, "app/use.py": 'call_command("migrate", "--OLD-KEBAB", "a")\n'}
    lay(tmp_path, {path: said(text, "session") for path, text in files.items()})
    groups = make_plan(tmp_path).groups
    assert not any(len({edit.path for edit in one.edits}) > 1 for one in groups)


def said(text: str, word: str) -> str:
    return text.replace("OLD-KEBAB", f"{word}-id").replace("OLD", f"{word}_id")
