"""Routes of `[names]` move with their clients; a pinned one leaves its old path behind as a deprecated alias."""

from pathlib import Path

import pytest

from flowcodemod.model.reference import Role
from flowcodemod.model.verdict import RESIDUAL_CODES
from flowcodemod.stages.apply import apply
from renaming import changed, planned, planned_again, texts
from worktree import RECORD, git

_NAMES = '[names]\n"/session/switch" = "/flow/activate"\nswitch_session = "activate_flow"\n[boundaries]\nhttp = "{}"\n'
_ROUTES = (
    "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n"
    '@router.post("/session/switch")\ndef switch_session(): ...\n\n\n@router.get("/session/switches")\ndef other(): ...\n'
)
_FILES = {
    "app/routes.py": _ROUTES,
    "web/api.ts": "export const go = () => post(API + '/session/switch');\nget('/session/switcher');\n",
    "openapi.yaml": "paths:\n  /session/switch:\n    post:\n      operationId: switch_session\n",
    "tests/test_routes.py": (
        "def test_it(client):\n    client.post('/session/switch')\n    app.url_path_for('switch_session')\n"
    ),
}


def _renamed(text: str) -> str:
    for old, new in (("/session/switch'", "/flow/activate'"), ('/session/switch"', '/flow/activate"')):
        text = text.replace(old, new)
    return text.replace("/session/switch:", "/flow/activate:").replace("switch_session", "activate_flow")


def test_a_route_and_its_clients_are_one_group(tmp_path: Path) -> None:
    plan = planned(tmp_path / "repository", _FILES, _NAMES.format("rename")).plan
    group = next(one for one in plan.groups if any(edit.old == "/session/switch" for edit in one.edits))
    assert {edit.path for edit in group.edits} == set(_FILES)


def test_all_of_them_move(tmp_path: Path) -> None:
    after = changed(tmp_path / "repository", _FILES, _NAMES.format("rename"))
    assert after == {path: _renamed(text) for path, text in _FILES.items()}


@pytest.mark.parametrize(
    "text", ["post('/session/switches')\n", "post('/other/session/switch-user')\n", "x = 'session/switch'\n"]
)
def test_other_paths_stay(tmp_path: Path, text: str) -> None:
    assert "use.py" not in changed(tmp_path / "repository", _FILES | {"use.py": text}, _NAMES.format("rename"))


def test_a_function_of_that_name_that_is_no_handler_is_not_asked_for(tmp_path: Path) -> None:
    files = {"app/a.py": "def switch_session(): ...\n", "app/b.py": "url_for('switch_session')\n"}
    assert "app/b.py" not in changed(tmp_path / "repository", files, _NAMES.format("rename"))


def test_a_pinned_path_stays_as_an_alias(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    after = changed(root, _FILES, _NAMES.format("pin"))
    assert (
        '@router.post("/session/switch", deprecated=True)'
        f"  # flowcodemod: ignore[{RESIDUAL_CODES[Role.ROUTE]}] the old path, for clients that still call it\n"
        '@router.post("/flow/activate")\ndef activate_flow(): ...\n' in after["app/routes.py"]
    )
    assert after["web/api.ts"] == _renamed(_FILES["web/api.ts"])
    git(root, "commit", "-q", "-a", "-m", "there")
    assert planned_again(root, _NAMES.format("pin")).plan.groups == ()


def test_a_kept_path_stays(tmp_path: Path) -> None:
    after = changed(tmp_path / "repository", _FILES, _NAMES.format("keep"))
    assert '@router.post("/session/switch")\ndef activate_flow' in after["app/routes.py"]
    assert "web/api.ts" not in after


_NOTE = f"# flowcodemod: ignore[{RESIDUAL_CODES[Role.ROUTE]}] the old path, for clients that still call it"
_FASTAPI = "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n"

ALIASES = {
    "a decorator over several lines": (
        _FASTAPI + '@router.post(\n    "/session/switch",\n    tags=["x"],\n)\ndef go(): ...\n',
        _FASTAPI + f'@router.post(\n    {_NOTE}\n    "/session/switch",\n    tags=["x"],\n    deprecated=True,\n)\n'
        '@router.post(\n    "/flow/activate",\n    tags=["x"],\n)\ndef go(): ...\n',
    ),
    "the path on the first of several lines": (
        '@app.route("/session/switch",\n           methods=["GET"])\ndef go(): ...\n',
        f'{_NOTE}\n@app.route("/session/switch",\n           methods=["GET"])\n'
        '@app.route("/flow/activate",\n           methods=["GET"])\ndef go(): ...\n',
    ),
    "a statement": (
        'app.add_url_rule("/session/switch", view_func=go)\nrun()\n',
        'app.add_url_rule("/flow/activate", view_func=go)\n'
        f'app.add_url_rule("/session/switch", view_func=go)  {_NOTE}\nrun()\n',
    ),
    "a statement in a function": (
        _FASTAPI + 'def setup(app):\n    app.add_api_route(\n        "/session/switch", go\n    )\n',
        _FASTAPI + 'def setup(app):\n    app.add_api_route(\n        "/flow/activate", go\n    )\n'
        f'    app.add_api_route(\n        {_NOTE}\n        "/session/switch", go,\n        deprecated=True,\n    )\n',
    ),
}

NO_ALIASES = {
    "an entry of a list, whose order counts": 'urlpatterns = [path("/session/switch", go)]\n',
    "another name that changes": 'app.add_url_rule("/session/switch", view_func=switch_session)\n',
    "a comment inside": '@app.route(\n    "/session/switch",  # ours\n)\ndef go(): ...\n',
    "one declaration that can and one that cannot": (
        '@app.get("/session/switch")\ndef go(): ...\n\n\nurlpatterns = [re_path("/session/switch", go)]\n'
    ),
    "what the statement gives is used": 'rule = app.add_url_rule("/session/switch", view_func=go)\n',
}


@pytest.mark.parametrize(("before", "after"), ALIASES.values(), ids=ALIASES)
def test_other_declarations_stay_as_aliases(tmp_path: Path, before: str, after: str) -> None:
    root = tmp_path / "repository"
    assert changed(root, {"app/routes.py": before}, _NAMES.format("pin")) == {"app/routes.py": after}
    git(root, "commit", "-q", "-a", "-m", "there")
    assert planned_again(root, _NAMES.format("pin")).plan.groups == ()


@pytest.mark.parametrize("text", NO_ALIASES.values(), ids=NO_ALIASES)
def test_a_pinned_path_that_cannot_stand_twice_stays(tmp_path: Path, text: str) -> None:
    files = {"app/routes.py": text, "web/api.ts": _FILES["web/api.ts"]}
    root = tmp_path / "repository"
    made = planned(root, files, _NAMES.format("pin"))
    apply(made.repository, made.chosen(0.9, ()), RECORD)
    assert texts(root) == files
