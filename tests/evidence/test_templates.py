"""HTML templates show what code puts under a key: both move, or both stay."""

from pathlib import Path

import pytest

from pipeline import renamed

VIEW = 'def view(request, flow):\n    context = {"session_id": flow}\n    return render(request, context)\n'
PAGE = "{% if session_id %}<b>{{ session_id|upper }}</b>{% endif %}\n"


def page_of(root: Path, page: str = PAGE, **files: str) -> str:
    """What a page becomes beside some modules."""
    laid = {f"{name}.py": text for name, text in files.items()}
    return renamed(root, {"templates/page.html": page, **laid})["templates/page.html"]


def test_a_page_moves_with_the_key_that_it_shows(tmp_path: Path) -> None:
    assert page_of(tmp_path, view=VIEW) == PAGE.replace("session_id", "flow_id")


def test_an_item_that_is_set_is_shown_too(tmp_path: Path) -> None:
    view = 'def view(context, flow):\n    context["session_id"] = flow\n'
    assert "{{ flow_id|upper }}" in page_of(tmp_path, view=view)


@pytest.mark.parametrize(
    "view",
    [
        "def view(session_id):\n    return session_id\n",
        'def view(context):\n    return context["session_id"]\n',
        'import json\n\n\ndef view(flow):\n    return json.dumps({"session_id": flow})\n',
    ],
)
def test_a_page_whose_key_nobody_writes_for_it_stays(tmp_path: Path, view: str) -> None:
    assert page_of(tmp_path, view=view) == PAGE


def test_a_page_stays_beside_a_test_that_writes_the_key(tmp_path: Path) -> None:
    assert page_of(tmp_path, test_view=VIEW) == PAGE


def test_an_item_of_what_a_page_shows_moves_with_its_key(tmp_path: Path) -> None:
    assert page_of(tmp_path, "{{ row.session_id }}\n", view=VIEW) == "{{ row.flow_id }}\n"


def test_an_item_whose_key_stays_stays(tmp_path: Path) -> None:
    view = 'import json\n\n\ndef view(flow):\n    return json.dumps({"session_id": flow})\n'
    assert page_of(tmp_path, "{{ row.session_id }}\n", view=view) == "{{ row.session_id }}\n"


def test_an_attribute_that_nobody_here_has_stays(tmp_path: Path) -> None:
    takes = "def view(session_id):\n    return session_id\n"
    assert page_of(tmp_path, "{{ row.session_id }}\n", view=takes) == "{{ row.session_id }}\n"


ELEMENTS = [
    '<div data-session-id="1">\n',
    '<div class="session-id">\n',
    '<p id="session-id">\n',
]


@pytest.mark.parametrize("page", ELEMENTS)
def test_attributes_and_classes_of_elements_stay_with_styles_and_scripts(tmp_path: Path, page: str) -> None:
    view = 'def view(page):\n    return page.find("div", {"class": "session-id"}), "data-session-id"\n'
    made = renamed(tmp_path, {"templates/page.html": page, "view.py": view, "main.py": VIEW})
    assert (made["templates/page.html"], made["view.py"]) == (page, view)


@pytest.mark.parametrize("script", ['x.data("sessionId")', "x.dataset.sessionId", 'find("[data-session-id]")'])
def test_scripts_that_ask_for_them_stay(tmp_path: Path, script: str) -> None:
    text = f"const sessionId = {script};\nshow(sessionId);\n"
    assert script in renamed(tmp_path, {"static/main.js": text, "view.py": VIEW})["static/main.js"]


@pytest.mark.parametrize("name", ["page.md", "page.txt"])
def test_other_texts_are_no_pages(tmp_path: Path, name: str) -> None:
    made = renamed(tmp_path, {name: "<%= session_id %>\n", "view.py": "def view(request):\n    return request\n"})
    assert made[name] == "<%= session_id %>\n"


BOUND = [
    "{% for session_id in rows %}<b>{{ session_id.name }}</b>{% endfor %}\n",
    "{% for key, session_id in rows %}{{ session_id }}{% endfor %}\n",
    "{% with session_id=row.id %}{{ session_id }}{% endwith %}\n",
    "{% set session_id = row.id %}{{ session_id }}\n",
]
UNBOUND = [
    "{% for row in session_id %}{{ row }}{% endfor %}\n",
    "{% include 'row.html' %}{{ session_id }}\n",
    "{% if session_id == row %}{{ row }}{% endif %}\n",
    "{% for session_id in rows %}{{ row.session_id }}{% endfor %}\n",
]


@pytest.mark.parametrize("page", BOUND)
def test_a_variable_that_a_page_binds_moves(tmp_path: Path, page: str) -> None:
    assert page_of(tmp_path, page) == page.replace("session_id", "flow_id")


@pytest.mark.parametrize("page", UNBOUND)
def test_one_that_it_does_not_bind_stays(tmp_path: Path, page: str) -> None:
    assert page_of(tmp_path, page) == page
