"""Files that move: every form of import, strings, paths and documentation follow, and what must not change stays."""

from pathlib import Path

import pytest

from flowcodemod.cli.answers import record_answer
from flowcodemod.model.decision import Answer
from flowcodemod.model.plan import Reason
from flowcodemod.report.plan import headline
from flowcodemod.stages.apply import apply
from renaming import changed, planned, planned_again, renamed, texts
from worktree import RECORD, git

_NAMES = '[names]\n"app/schemas/session.py" = "app/schemas/flow.py"\n'
_BACK = '[names]\n"app/schemas/flow.py" = "app/schemas/session.py"\n'
_MODULE = "class Base:\n    pass\n\n\nsession = 1\n"
_FILES = {
    "app/__init__.py": "",
    "app/schemas/__init__.py": "",
    "app/schemas/session.py": _MODULE,
    "app/schemas/other.py": "X = 1\n",
}

IMPORTS = {
    "absolute": ("from app.schemas.session import Base\n", "from app.schemas.flow import Base\n"),
    "the module": (
        "from app.schemas import session\n\nprint(session.Base, session.session)\n",
        "from app.schemas import flow\n\nprint(flow.Base, flow.session)\n",
    ),
    "among others": (
        "from app.schemas import (\n    other,\n    session,  # ours\n)\n\nsession.Base\n",
        "from app.schemas import (\n    other,\n    flow,  # ours\n)\n\nflow.Base\n",
    ),
    "aliased": (
        "from app.schemas import session as s\n\ns.Base\n",
        "from app.schemas import flow as s\n\ns.Base\n",
    ),
    "dotted": (
        "import app.schemas.session\n\nprint(app.schemas.session.Base, app.schemas.other.X)\n",
        "import app.schemas.flow\n\nprint(app.schemas.flow.Base, app.schemas.other.X)\n",
    ),
    "dotted and aliased": (
        "import app.schemas.session as s, sys\n\ns.session\n",
        "import app.schemas.flow as s, sys\n\ns.session\n",
    ),
    "through the package": (
        "from app import schemas\n\nschemas.session.Base\n",
        "from app import schemas\n\nschemas.flow.Base\n",
    ),
    "star": ("from app.schemas.session import *\n", "from app.schemas.flow import *\n"),
    "conditional": (
        "try:\n    from app.schemas import session\nexcept ImportError:\n    session = None\n",
        "try:\n    from app.schemas import flow\nexcept ImportError:\n    flow = None\n",
    ),
    "in a function": (
        "def f(session):\n    session()\n\n\ndef g():\n    from app.schemas import session\n\n    return session.Base\n",
        "def f(session):\n    session()\n\n\ndef g():\n    from app.schemas import flow\n\n    return flow.Base\n",
    ),
    "for type checkers": (
        'if TYPE_CHECKING:\n    from app.schemas.session import Base\n\nx: "Base"\n',
        'if TYPE_CHECKING:\n    from app.schemas.flow import Base\n\nx: "Base"\n',
    ),
    "where the new name is taken": (
        "from app.schemas import session\n\nflow = session.Base\n",
        "from app.schemas import flow as session\n\nflow = session.Base\n",
    ),
    "patch": ('patch("app.schemas.session.Base")\n', 'patch("app.schemas.flow.Base")\n'),
    "import_module": ('import_module("app.schemas.session")\n', 'import_module("app.schemas.flow")\n'),
    "import_module relative": (
        'import_module(".session", "app.schemas")\n',
        'import_module(".flow", "app.schemas")\n',
    ),
    "in an f-string": (
        'import app.schemas.session\n\nf"{app.schemas.session.Base} session"\n',
        'import app.schemas.flow\n\nf"{app.schemas.flow.Base} session"\n',
    ),
    "a path": ('open("app/schemas/session.py")\n', 'open("app/schemas/flow.py")\n'),
    "a docstring": ('"""See :mod:`app.schemas.session`."""\n', '"""See :mod:`app.schemas.flow`."""\n'),
}

UNTOUCHED = {
    "another package's module": "from vendor.schemas.session import Base\n",
    "SQLAlchemy": "from sqlalchemy.orm import Session, session\n\nsession.Session\n",
    "a variable": "session = make()\nsession.commit()\n",
    "a parameter": "def f(session):\n    return session.schemas\n",
    "an attribute": "request.schemas.session.Base\n",
    "a longer name": 'import_module("app.schemas.sessions")\n',
    "a longer path": 'open("other/app/schemas/session.py")\n',
    "a package that is shadowed": ("def f(app):\n    return app.schemas.session.Base\n\n\nimport app.schemas.other\n"),
    "a key": 'data["session"] = {"schemas.session": 1}\n',
    "a word": '"""The session starts."""\n',
    "a method": "class A:\n    def session(self):\n        return self.session()\n",
    "a keyword": "f(session=1)\n",
}

_EXAMPLE = """Use it:

    >>> from app.schemas import {0}
    >>> {0}.Base()

A {0}.Base outside stays as it is: session.Base.
"""
SETTINGS = {
    "docs/example.rst": (
        _EXAMPLE.format("session").replace("A session.Base", "A Base"),
        _EXAMPLE.format("flow").replace("A flow.Base", "A Base"),
    ),
    "docstring.py": (
        '"""Use it::\n\n    from app.schemas import session\n\n    session.Base\n"""\n',
        '"""Use it::\n\n    from app.schemas import flow\n\n    flow.Base\n"""\n',
    ),
    "words.md": ("Each flow has an `app.schemas.session.Base`.\n", "Each flow has an `app.schemas.flow.Base`.\n"),
    "changing.md": ("`app.schemas.session` has a subflow.\n", "`app.schemas.flow` has a subflow.\n"),
    "Dockerfile": ("COPY app/schemas/session.py /srv/\n", "COPY app/schemas/flow.py /srv/\n"),
    "docker-compose.yml": ("command: python -m app.schemas.session\n", "command: python -m app.schemas.flow\n"),
    "pyproject.toml": ('omit = ["app/schemas/session.py"]\n', 'omit = ["app/schemas/flow.py"]\n'),
    "setup.cfg": ("[mypy-app.schemas.session]\nstrict = true\n", "[mypy-app.schemas.flow]\nstrict = true\n"),
    ".github/workflows/ci.yml": ("run: pytest --cov=app.schemas.session\n", "run: pytest --cov=app.schemas.flow\n"),
    "docs/guide.md": ("See [it](../app/schemas/session.py).\n", "See [it](../app/schemas/flow.py).\n"),
    "docs/api.rst": (".. automodule:: app.schemas.session\n", ".. automodule:: app.schemas.flow\n"),
    "docs/tree.md": ("```\n├── schemas\n│   ├── session.py\n```\n", "```\n├── schemas\n│   ├── flow.py\n```\n"),
}


@pytest.mark.parametrize(("before", "after"), IMPORTS.values(), ids=IMPORTS)
def test_imports_follow(tmp_path: Path, before: str, after: str) -> None:
    found = changed(tmp_path / "repository", _FILES | {"use.py": before}, _NAMES)
    assert found == {"app/schemas/flow.py": _MODULE, "use.py": after}


@pytest.mark.parametrize(("before", "after"), IMPORTS.values(), ids=IMPORTS)
def test_there_and_back_restores_every_byte(tmp_path: Path, before: str, after: str) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES | {"use.py": before}, _NAMES)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "there")
    made = planned_again(root, _BACK)
    apply(made.repository, made.chosen(0.9, ()), RECORD)
    assert texts(root) == _FILES | {"use.py": before}
    assert after != before


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_untouched(tmp_path: Path, text: str) -> None:
    assert changed(tmp_path / "repository", _FILES | {"use.py": text}, _NAMES) == {"app/schemas/flow.py": _MODULE}


@pytest.mark.parametrize("path", SETTINGS)
def test_settings_and_documents_follow(tmp_path: Path, path: str) -> None:
    before, after = SETTINGS[path]
    assert changed(tmp_path / "repository", _FILES | {path: before}, _NAMES)[path] == after


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Dockerfile", "COPY other/session.py /srv/\n"),
        ("docs/guide.md", "See [it](https://example.org/app/schemas/session.py).\n"),
        ("docs/move.md", "`app/schemas/session.py` became `app/schemas/flow.py`.\n"),
        ("CHANGELOG.md", "- app/schemas/session.py is new.\n"),
        ("docs/renamed.md", "`app.schemas.session` is called `app.schemas.flow` since May.\n"),
        ("docs/changelog.rst", "- app/schemas/session.py is new.\n"),
        ("docs/other.rst", "::\n\n    from vendor.schemas import session\n\n    session.Base\n"),
        ("config.yaml", "session: app.schemas.sessions\n"),
    ],
)
def test_settings_and_documents_that_stay(tmp_path: Path, path: str, text: str) -> None:
    assert path not in changed(tmp_path / "repository", _FILES | {path: text}, _NAMES)


def test_relative_imports_follow(tmp_path: Path) -> None:
    files = _FILES | {
        "app/schemas/__init__.py": 'from . import session\nfrom .session import Base\n\n__all__ = ["Base", "session"]\n',
        "app/schemas/near.py": "from . import session as s\nfrom .session import Base\n",
        "app/far.py": "from .schemas.session import Base\nfrom .schemas import session\n\nsession.Base\n",
    }
    assert changed(tmp_path / "repository", files, _NAMES) == {
        "app/schemas/flow.py": _MODULE,
        "app/schemas/__init__.py": 'from . import flow\nfrom .flow import Base\n\n__all__ = ["Base", "flow"]\n',
        "app/schemas/near.py": "from . import flow as s\nfrom .flow import Base\n",
        "app/far.py": "from .schemas.flow import Base\nfrom .schemas import flow\n\nflow.Base\n",
    }


def test_a_name_that_others_import_keeps_its_name(tmp_path: Path) -> None:
    files = _FILES | {"app/hub.py": "from app.schemas import session\n", "use.py": "from app.hub import session\n"}
    found = changed(tmp_path / "repository", files, _NAMES)
    assert found == {"app/schemas/flow.py": _MODULE, "app/hub.py": "from app.schemas import flow as session\n"}


def test_a_package_moves_with_everything_in_it(tmp_path: Path) -> None:
    files = {
        "session_tools/__init__.py": "from .core import run\n",
        "session_tools/core.py": "from session_tools import data\n\n\ndef run():\n    return data.X\n",
        "session_tools/data.py": "X = 1\n",
        "session_tools/table.json": "{}\n",
        "main.py": "import session_tools\nimport session_tools.core\n\nsession_tools.core.run()\nsession_tools.run()\n",
        "pyproject.toml": '[project.scripts]\ntool = "session_tools.core:run"\n',
        "tests/test_it.py": 'patch("session_tools.core.run")\nopen("session_tools/table.json")\n',
    }
    after = renamed(tmp_path / "repository", files, '[names]\n"session_tools/" = "flow_tools/"\n')
    assert after == {path.replace("session", "flow"): text.replace("session", "flow") for path, text in files.items()}


def test_a_module_that_moves_to_another_package_keeps_its_relative_imports_right(tmp_path: Path) -> None:
    files = _FILES | {
        "app/flows/__init__.py": "",
        "app/schemas/session.py": "from . import other\nfrom .other import X\nfrom ..main import run\n",
        "app/main.py": "from .schemas.session import X\nfrom app.schemas.session import X\n\n\ndef run(): ...\n",
    }
    names = '[names]\n"app/schemas/session.py" = "app/flows/flow.py"\n'
    assert changed(tmp_path / "repository", files, names) == {
        "app/flows/flow.py": "from ..schemas import other\nfrom ..schemas.other import X\nfrom ..main import run\n",
        "app/main.py": "from .flows.flow import X\nfrom app.flows.flow import X\n\n\ndef run(): ...\n",
    }


@pytest.mark.parametrize(
    ("extra", "detail"),
    [
        ({"app/schemas/flow.py": ""}, "app/schemas/flow.py is there already"),
        ({"app/schemas/flow/__init__.py": ""}, "app/schemas/flow/__init__.py is there"),
        ({"app/schemas/Flow.py": ""}, "app/schemas/Flow.py is there"),
        ({"alembic/versions/a.py": "from app.schemas.session import Base\n"}, "history is not rewritten"),
        ({"broken.py": "from app.schemas.session import Base\ndef\n"}, "does not parse"),
        ({"use.py": "from app.schemas import *\n", "app/schemas/__init__.py": '__all__ = ["session"]\n'}, "import *"),
    ],
)
def test_what_stands_against_a_move_is_asked_about(tmp_path: Path, extra: dict[str, str], detail: str) -> None:
    made = planned(
        tmp_path / "repository", _FILES | {"use.py": "from app.schemas.session import Base\n"} | extra, _NAMES
    )
    assert made.plan.operations == ()
    left = next(one for one in made.plan.not_edited if one.path == "app/schemas/session.py")
    assert left.reason is Reason.QUESTION
    assert detail in left.detail
    assert not [edit for edit in made.plan.edits() if "import" in edit.old]


def test_a_case_only_rename(tmp_path: Path) -> None:
    files = {"app/Session.py": "X = 1\n", "use.py": "from app.Session import X\n"}
    after = renamed(tmp_path / "repository", files, '[names]\n"app/Session.py" = "app/session.py"\n')
    assert after == {"app/session.py": "X = 1\n", "use.py": "from app.session import X\n"}


def test_scripts_import_by_paths_without_suffix(tmp_path: Path) -> None:
    files = {
        "src/lib/sessionId.ts": "import { get } from './http';\nexport const x = get;\n",
        "src/lib/http.ts": "export const get = 1;\n",
        "src/app.ts": "import { x } from './lib/sessionId';\nimport { y } from '@/lib/sessionId';\n",
        "src/other.ts": "import { x } from './sessionId';\nimport { z } from 'vendor/lib/sessionId';\n",
    }
    found = renamed(tmp_path / "repository", files, 'old = "session_id"\nnew = "flow_id"\n')
    assert found["src/lib/flowId.ts"] == files["src/lib/sessionId.ts"]
    assert found["src/app.ts"] == "import { x } from './lib/flowId';\nimport { y } from '@/lib/flowId';\n"


def test_a_second_run_does_nothing(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES | {"use.py": "from app.schemas.session import Base\n"}, _NAMES)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "there")
    again = planned_again(root, _NAMES).plan
    assert (again.groups, again.operations) == ((), ())


def test_history_follows_a_moved_file(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES | {"use.py": "from app.schemas.session import Base\n"}, _NAMES)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "there")
    assert git(root, "log", "--follow", "--format=%s", "app/schemas/flow.py").split() == ["there", "start"]


def test_a_refused_move_is_no_longer_open(tmp_path: Path) -> None:
    made = planned(tmp_path / "repository", _FILES, _NAMES)
    (group,) = made.plan.groups
    assert "0 need a decision" in headline(made.plan)
    record_answer(made, group, Answer.REJECT, "a URL shows it")
    again = planned_again(made.repository.root, _NAMES)
    assert "0 edits in 0 files are confident, 0 need a decision" in headline(again.plan)
    assert again.chosen(0, ()).operations == ()


def test_a_move_is_left_with_its_group(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    made = planned(root, _FILES | {"use.py": "from app.schemas.session import Base\n"}, _NAMES)
    assert len(made.chosen(0.9, ["path=use.py"]).operations) == 1
    assert made.chosen(0.9, ["path=docs/**"]).operations == ()
    assert made.chosen(0.99, ()).operations == ()


_PAGE = '[names]\n"app/pages/long-session-page.rst" = "app/pages/long-flow-page.rst"\n'
_BARE = {"app/pages/long-session-page.rst": "A page\n", "app/pages/short.rst": "Another\n"}


@pytest.mark.parametrize("text", ['SAID = "theme: tool:long-session-page"\n', 'load("long-session-page")\n'])
def test_a_file_is_named_without_its_suffix(tmp_path: Path, text: str) -> None:
    after = changed(tmp_path / "repository", _BARE | {"app/use.py": text}, _PAGE)
    assert after["app/use.py"] == text.replace("long-session-page", "long-flow-page")


@pytest.mark.parametrize(
    "text",
    [
        'run("--long-session-page")\n',
        'load("long-session-page-two")\n',
        'load("long-session-page.html")\n',
        'SAID = "guide.md#long-session-page"\n',
    ],
)
def test_other_words_are_no_name_of_a_file(tmp_path: Path, text: str) -> None:
    assert "app/use.py" not in changed(tmp_path / "repository", _BARE | {"app/use.py": text}, _PAGE)


def test_a_name_that_two_files_have_is_neither_s(tmp_path: Path) -> None:
    files = _BARE | {"web/long-session-page.css": "a {}\n", "app/use.py": 'load("long-session-page")\n'}
    assert "app/use.py" not in changed(tmp_path / "repository", files, _PAGE)
