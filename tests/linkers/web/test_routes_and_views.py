"""URL patterns, the views they call, and what the views ask for: one name, wherever it is ours."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

SITE = {
    "site/lib/python3.11/site-packages/django/__init__.py": "",
    "site/lib/python3.11/site-packages/django/urls.py": "def path(route, view, name=None): ...\n"
    "def re_path(route, view): ...\n",
    "site/lib/python3.11/site-packages/django/views.py": """
        class View:
            @classmethod
            def as_view(cls, **initkwargs): ...

        def object_detail(request, session_id): ...
        """,
    "site/lib/python3.11/site-packages/django/db/__init__.py": "",
    "site/lib/python3.11/site-packages/django/db/models.py": """
        class Q:
            def __init__(self, *args, **kwargs): ...
        class Model: ...
        class CharField: ...
        class Ordering:
            def __init__(self, session_id=None): ...
        """,
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
HEAD = (
    "from django.db import models\nfrom django.urls import path, re_path\n"
    "from django.views import View, object_detail\n\n\n"
)


def _after(tmp_path: Path, text: str) -> str:
    lay(tmp_path, SITE)
    return renamed(tmp_path / "repository", {"app.py": HEAD + text}, python=tmp_path / "site")["app.py"].removeprefix(
        HEAD
    )


@pytest.mark.parametrize(
    "text",
    [
        "class Admin:\n    def detail(self, request, session_id):\n        return session_id\n\n"
        "    def urls(self):\n        return [path('<session_id>/all/', view=self.wrap(self.detail), name='a')]\n",
        "def detail(request, session_id):\n    return session_id\n\n\n"
        "urls = [re_path(r'^(?P<session_id>[^/]+)/$', cached(60)(detail))]\n"
        "urls += [path('x/<int:session_id>/', checked(cached(detail)))]\n",
        "class Detail(View):\n    def get(self, request, session_id):\n        return self.kwargs['session_id']\n\n\n"
        "urls = [path('<session_id>/', Detail.as_view())]\n",
        "class Detail(View):\n    def load(self):\n        return self.kwargs.get('session_id')\n\n\n"
        "urls = [path('<slug:session_id>/', checked(Detail.as_view()))]\n",
        "class Row(models.Model):\n    session_id = models.CharField()\n\n\n"
        "found = models.Q(session_id=1) | models.Q(session_id__in=[1])\n",
    ],
)
def test_what_a_pattern_or_a_lookup_names_moves_with_it(tmp_path: Path, text: str) -> None:
    after = _after(tmp_path, text).replace(', db_column="session_id"', "").replace('db_column="session_id"', "")
    assert after == text.replace("session_id", "flow_id")


@pytest.mark.parametrize(
    "text",
    [
        "urls = [path('<session_id>/', view=object_detail, name='a')]\n",
        "class Detail(View):\n    pass\n\n\nurls = [path('<session_id>/', Detail.as_view())]\n",
        "class Detail(View):\n    def load(self):\n        return self.request['session_id']\n\n\n"
        "urls = [path('<session_id>/', Detail.as_view()), object_detail(1, session_id=2)]\n",
        "found = models.Ordering(session_id=1)\n",
    ],
)
def test_what_nothing_of_ours_takes_stays(tmp_path: Path, text: str) -> None:
    after = _after(tmp_path, text)
    assert "'<session_id>/'" in after or after == text
