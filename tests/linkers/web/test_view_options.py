"""Options of generic views: the hole of a route, what asks for its URL, and what a page shows move or stay together."""

from pathlib import Path

import pytest

from flowcodemod.model.campaign import Boundary, Policy
from pipeline import lay, make_plan, renamed

URLS = "from django.urls import path\nfrom views import Show\n\n"
URLS += 'urls = [path("<slug:session_id>/", Show.as_view(), name="show")]\n'
VIEW = "from django.views.generic import DetailView\n\n\nclass Show(DetailView):\n"
HELD = {Boundary.HTTP: Policy.PIN}
OPTIONS = {
    "of a slug": VIEW + '    slug_url_kwarg = "session_id"\n',
    "of a key": VIEW + '    pk_url_kwarg: str = "session_id"\n',
    "of a lookup": VIEW + '    lookup_field = "name"\n    lookup_url_kwarg = "session_id"\n',
    "of a lookup alone": VIEW + '    lookup_field = "session_id"\n',
    "of a base": VIEW.replace("Show", "Base") + '    slug_url_kwarg = "session_id"\n\n\nclass Show(Base):\n    pass\n',
}
OTHERS = {
    "another option": VIEW + '    slug_field = "session_id"\n',
    "a field beside its keyword": VIEW + '    lookup_field = "session_id"\n    lookup_url_kwarg = "name"\n',
    "another view": VIEW + "    pass\n\n\nclass Other(DetailView):\n    slug_url_kwarg = 'session_id'\n",
    "a variable": VIEW + "    pass\n\n\nslug_url_kwarg = 'session_id'\n",
    "part of a text": VIEW + "    slug_url_kwarg = 'session_id of it'\n",
}
ASKED = {
    "in code": ("test_app.py", 'from django.urls import reverse\n\nURL = reverse("show", kwargs={"session_id": 1})\n'),
    "in a page": ("templates/a.html", "<a href=\"{% url 'show' session_id=1 %}\">x</a>\n"),
}
SHOWN = VIEW + '    context_object_name = "session_id"\n'
PAGE = "<p>{{ session_id.name }}{% if session_id %}1{% endif %}</p>\n"


def together(root: Path, files: dict[str, str], one: str, other: str) -> bool:
    """Whether a group changes both files."""
    lay(root, files)
    groups = make_plan(root, checker=False).groups
    return any({one, other} <= {edit.path for edit in group.edits} for group in groups)


@pytest.mark.parametrize("view", OPTIONS.values(), ids=OPTIONS)
def test_an_option_goes_with_the_hole_of_the_route(tmp_path: Path, view: str) -> None:
    found = renamed(tmp_path, {"urls.py": URLS, "views.py": view}, checker=False)
    assert found == {
        "urls.py": URLS.replace("session_id", "flow_id"),
        "views.py": view.replace("session_id", "flow_id"),
    }


@pytest.mark.parametrize("view", OPTIONS.values(), ids=OPTIONS)
def test_an_option_stays_with_the_hole_of_the_route(tmp_path: Path, view: str) -> None:
    files = {"urls.py": URLS, "views.py": view}
    assert renamed(tmp_path, files, checker=False, boundaries=HELD) == files


@pytest.mark.parametrize("view", OTHERS.values(), ids=OTHERS)
def test_what_is_no_option_of_the_view_is_not_tied_to_the_route(tmp_path: Path, view: str) -> None:
    assert not together(tmp_path, {"urls.py": URLS, "views.py": view}, "urls.py", "views.py")


@pytest.mark.parametrize(("path", "text"), ASKED.values(), ids=ASKED)
def test_what_asks_for_the_url_goes_with_the_hole(tmp_path: Path, path: str, text: str) -> None:
    files = {"urls.py": URLS, "views.py": OPTIONS["of a slug"], path: text}
    found = renamed(tmp_path / "moves", files, checker=False)
    assert found == {name: before.replace("session_id", "flow_id") for name, before in files.items()}
    assert renamed(tmp_path / "stays", files, checker=False, boundaries=HELD) == files


@pytest.mark.parametrize(("path", "text"), ASKED.values(), ids=ASKED)
def test_what_asks_for_another_url_is_not_tied_to_the_hole(tmp_path: Path, path: str, text: str) -> None:
    files = {"urls.py": URLS, "views.py": VIEW + "    pass\n", path: text.replace("show", "list")}
    assert not together(tmp_path, files, "urls.py", path)


def test_what_a_view_shows_goes_with_its_pages(tmp_path: Path) -> None:
    files = {
        "views.py": SHOWN + '    template_name = "run/show.html"\n',
        "templates/run/show.html": PAGE,
        "test_views.py": 'def test(client):\n    assert client.get("/").context["session_id"]\n',
    }
    found = renamed(tmp_path, files, checker=False)
    assert found == {name: text.replace("session_id", "flow_id") for name, text in files.items()}


@pytest.mark.parametrize(
    ("option", "page"),
    [
        ('    template_name = "run/show.html"\n', "templates/run/other.html"),
        ("", "templates/run/show.html"),
        ("", "templates/run/run_detail.txt"),
    ],
)
def test_a_page_of_another_view_is_not_tied_to_it(tmp_path: Path, option: str, page: str) -> None:
    assert not together(tmp_path, {"views.py": SHOWN + option, page: PAGE}, "views.py", page)


def test_a_page_that_generic_views_look_for_is_tied_to_it(tmp_path: Path) -> None:
    files = {"views.py": SHOWN, "templates/run/run_detail.html": PAGE}
    assert together(tmp_path, files, "views.py", "templates/run/run_detail.html")
