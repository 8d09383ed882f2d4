"""Fields of forms: their names are what browsers send, so all that speaks of one moves with it, or stays with it."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import lay, make_plan, renamed

FORM = "from django import forms\n\n\nclass RunForm(forms.Form):\n    session_id = forms.CharField()\n"
WTF = "from wtforms import Form, StringField\n\n\nclass RunForm(Form):\n    session_id = StringField()\n"
METHOD = "\n    def clean(self):\n        cleaned = super().clean()\n        {}\n"
MODEL = "from django.db import models\n\n\nclass Run(models.Model):\n    session_id = models.CharField(max_length=8)\n"
VIEW = "\n\ndef view(request):\n    form = RunForm(request.POST)\n    {}\n"
SPEAKS = {
    "a hook": FORM + "\n    def clean_session_id(self):\n        return 1\n",
    "a hook of WTForms": WTF + "\n    def validate_session_id(self, field):\n        return 1\n",
    "what is cleaned": FORM + METHOD.format('return self.cleaned_data["session_id"]'),
    "what is cleaned, asked with a default": FORM + METHOD.format('return self.cleaned_data.get("session_id", 1)'),
    "what the base cleans": FORM + METHOD.format('return cleaned["session_id"]'),
    "its fields": FORM + METHOD.format('self.fields["session_id"].required = False'),
    "an error": FORM + METHOD.format('self.add_error("session_id", "needed")'),
    "an error that is raised": FORM + METHOD.format('raise forms.ValidationError({"session_id": "needed"})'),
    "a view": FORM + VIEW.format('return form.cleaned_data["session_id"]'),
    "a view that tells it": FORM + VIEW.format('form.add_error("session_id", "taken")'),
    "a view that asks for a field": FORM + VIEW.format('return form["session_id"]'),
    "what a form starts with": FORM + '\n\nONE = RunForm(initial={"session_id": 1})\n',
    "what a form is given": FORM + '\n\nONE = RunForm({"session_id": 1})\n',
    "a generic view": FORM
    + "\n\nclass RunView(FormView):\n    form_class = RunForm\n\n"
    + '    def form_valid(self, form):\n        return form.cleaned_data["session_id"]\n',
}
OTHERS = {
    "a hook of no form": FORM + "\n\nclass Other:\n    def clean_session_id(self):\n        return 1\n",
    "a plain method": FORM + "\n    def find_session_id(self):\n        return 1\n",
    "keywords": FORM + '\n    def __init__(self, **kwargs):\n        kwargs.pop("session_id")\n',
    "a query": FORM + VIEW.format('return request.GET["session_id"]'),
    "data of somebody else": FORM + VIEW.format('return other.cleaned_data["session_id"]'),
    "another form": FORM + "\n\nclass OtherForm(forms.Form):\n    session_id = forms.CharField()\n",
    "another form's data": FORM + '\n\nONE = OtherForm({"session_id": 1})\n',
    "an error elsewhere": FORM + '\n\ndef view(parser):\n    parser.add_error("session_id", "needed")\n',
    "what is no form": FORM + '\n\nONE = ValidationError({"session_id": 1})\n',
    "a field that is none": FORM.replace("session_id", "name")
    + METHOD.format('self.add_error("session_id", "needed")'),
}


def tied(root: Path, text: str, *, among: int = 5) -> bool:
    """Whether the last line of a file with the old name belongs to the group of the form's field."""
    lay(root, {"app.py": text})
    groups = make_plan(root, checker=False).groups
    last = max(number for number, line in enumerate(text.splitlines(), 1) if "session_id" in line)
    return any({among, last} <= {edit.line for edit in one.edits} for one in groups)


@pytest.mark.parametrize("text", SPEAKS.values(), ids=SPEAKS)
def test_what_speaks_of_a_field_is_tied_to_it(tmp_path: Path, text: str) -> None:
    assert tied(tmp_path, text)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_speaks_of_something_else_is_not(tmp_path: Path, text: str) -> None:
    assert not tied(tmp_path, text)


@pytest.mark.parametrize("policy", [Policy.PIN, Policy.KEEP])
@pytest.mark.parametrize("text", SPEAKS.values(), ids=SPEAKS)
def test_a_published_field_stays_with_all_that_speaks_of_it(tmp_path: Path, text: str, policy: Policy) -> None:
    assert renamed(tmp_path, {"app.py": text}, checker=False, boundaries={Boundary.HTTP: policy})["app.py"] == text


MODEL_FORM = "from django import forms\nfrom models import Run\n\n\nclass RunForm(forms.ModelForm):\n"
MODEL_FORM += "    class Meta:\n        model = Run\n"
LISTED = {
    "a form that lists it": MODEL_FORM + '        fields = ["session_id"]\n',
    "a form of all fields": MODEL_FORM + '        fields = "__all__"\n',
    "a view that makes the form": "from django.views.generic import CreateView\nfrom models import Run\n\n\n"
    'class Make(CreateView):\n    model = Run\n    fields = ["name", "session_id"]\n',
}


@pytest.mark.parametrize("form", LISTED.values(), ids=LISTED)
def test_a_field_of_a_model_stays_where_a_form_publishes_it(tmp_path: Path, form: str) -> None:
    files = {"models.py": MODEL, "forms.py": form}
    assert renamed(tmp_path, files, checker=False, boundaries={Boundary.HTTP: Policy.PIN}) == files


def test_a_field_of_a_model_moves_where_no_form_publishes_it(tmp_path: Path) -> None:
    other = MODEL_FORM + '        fields = ["name"]\n'
    found = renamed(
        tmp_path, {"models.py": MODEL, "forms.py": other}, checker=False, boundaries={Boundary.HTTP: Policy.PIN}
    )
    assert 'flow_id = models.CharField(db_column="session_id", max_length=8)' in found["models.py"]


PAGES = {
    "{{ form.session_id }}": True,
    "{{ run_form.session_id.errors }}": True,
    "{{ run.session_id }}": False,
    "{{ platform_session_id }}": False,
}


@pytest.mark.parametrize(("page", "tie"), PAGES.items())
def test_a_page_shows_a_field_of_the_form(tmp_path: Path, page: str, *, tie: bool) -> None:
    lay(tmp_path, {"app.py": FORM, "templates/run.html": f"<p>{page}</p>\n"})
    groups = make_plan(tmp_path, checker=False).groups
    together = any({"app.py", "templates/run.html"} <= {edit.path for edit in one.edits} for one in groups)
    assert together is tie
