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


def test_a_pinned_path_without_a_decorator_stays(tmp_path: Path) -> None:
    files = {"app/routes.py": 'app.add_url_rule("/session/switch", view_func=go)\n', "web/api.ts": _FILES["web/api.ts"]}
    root = tmp_path / "repository"
    made = planned(root, files, _NAMES.format("pin"))
    apply(made.repository, made.chosen(0.9, ()), RECORD)
    assert texts(root) == files
