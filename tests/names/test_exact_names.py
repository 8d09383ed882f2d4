"""Exact names are matched by definition: qualified keys, local names, other people's names, names alone."""

from pathlib import Path

import pytest

from flowcodemod.model.plan import Plan, Reason
from flowcodemod.model.reference import Status
from flowcodemod.stages.apply import apply
from renaming import changed, planned, planned_again, renamed, texts
from worktree import RECORD, git

_TWO = {
    "pkg/__init__.py": "",
    "pkg/a.py": "class A:\n    def create(self):\n        return self.create\n\n\nclass B:\n    def create(self): ...\n",
    "pkg/b.py": "def create(): ...\n\n\ncreate()\n",
    "use.py": (
        "from pkg.a import A\nfrom pkg.b import create\nfrom vendor import create as other\n\ncreate()\nA.create(A())\n"
    ),
}
# Without a type checker nobody knows who else calls two functions of one name: 0.55.
_NAMES = '[names]\n"pkg.a.A.create" = "create_flow"\n"pkg.b.create" = "make_flow"\n'


def test_one_old_name_becomes_two_new_ones(tmp_path: Path) -> None:
    assert renamed(tmp_path / "repository", _TWO, _NAMES, 0.55) == {
        "pkg/__init__.py": "",
        "pkg/a.py": (
            "class A:\n    def create_flow(self):\n        return self.create_flow\n\n\n"
            "class B:\n    def create(self): ...\n"
        ),
        "pkg/b.py": "def make_flow(): ...\n\n\nmake_flow()\n",
        "use.py": (
            "from pkg.a import A\nfrom pkg.b import make_flow\nfrom vendor import create as other\n\n"
            "make_flow()\nA.create_flow(A())\n"
        ),
    }


def test_there_and_back_restores_every_byte(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    renamed(root, _TWO, _NAMES, 0.55)
    git(root, "commit", "-q", "-a", "-m", "there")
    made = planned_again(root, '[names]\n"pkg.a.A.create_flow" = "create"\n"pkg.b.make_flow" = "create"\n')
    apply(made.repository, made.chosen(0.55, ()), RECORD)
    assert texts(root) == _TWO


def test_a_second_run_finds_homonyms_alone(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    renamed(root, _TWO, _NAMES, 0.55)
    git(root, "commit", "-q", "-a", "-m", "there")
    again = planned_again(root, _NAMES)
    assert again.plan.groups == ()
    assert {one.status for one in again.index.references} == {Status.HOMONYM, Status.FOREIGN}


def test_an_override_changes_with_the_method_that_is_named(tmp_path: Path) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/a.py": "class A:\n    def create(self): ...\n\n\nclass B(A):\n    def create(self): ...\n",
    }
    after = renamed(tmp_path / "repository", files, '[names]\n"pkg.a.A.create" = "make"\n')
    assert after["pkg/a.py"] == files["pkg/a.py"].replace("create", "make")


def test_two_new_names_for_what_must_have_one_are_refused(tmp_path: Path) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/a.py": "class A:\n    def create(self): ...\n\n\nclass B(A):\n    def create(self): ...\n",
    }
    made = planned(tmp_path / "repository", files, '[names]\n"pkg.a.A.create" = "make"\n"pkg.a.B.create" = "build"\n')
    assert made.plan.groups == ()
    assert {one.reason for one in made.plan.not_edited} == {Reason.CONFLICT}


_FUNCTION = {"pkg/__init__.py": "", "pkg/mod.py": "def create_session(): ...\n"}

STAYS = {
    "a local variable": "def f():\n    create_session = 1\n    return create_session\n",
    "a parameter": "def f(create_session):\n    return create_session\n",
    "a parameter that shadows the import": (
        "from pkg import mod\n\n\ndef f(create_session):\n    return create_session(mod)\n"
    ),
    "a lambda's parameter": "f = lambda create_session: create_session\n",
    "a comprehension's name": "[create_session for create_session in range(3)]\n",
    "another package's": "from vendor import create_session\n\ncreate_session()\n",
    "a dict key": 'print({"create_session": 1})\n',
    "a keyword of nobody's": "vendor(create_session=1)\n",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_what_only_spells_the_name_stays(tmp_path: Path, text: str) -> None:
    found = changed(tmp_path / "repository", _FUNCTION | {"use.py": text}, '[names]\ncreate_session = "create_flow"\n')
    assert "use.py" not in found


@pytest.mark.parametrize(
    "text",
    [
        "from pkg.mod import create_session\n\ncreate_session()\n",
        "def f():\n    from pkg.mod import create_session\n\n    create_session()\n",
        "from pkg import mod\n\nmod.create_session()\n",
        "from pkg.mod import create_session as make\n\nmake()\n",
    ],
)
def test_what_means_the_definition_moves(tmp_path: Path, text: str) -> None:
    found = changed(tmp_path / "repository", _FUNCTION | {"use.py": text}, '[names]\ncreate_session = "create_flow"\n')
    assert found["use.py"] == text.replace("create_session", "create_flow")


def test_the_session_of_sqlalchemy_is_not_the_platforms(tmp_path: Path) -> None:
    files = {
        "app/models.py": "class Session: ...\n",
        "app/both.py": (
            "from sqlalchemy.orm import Session\n\nfrom app.models import Session as Model\n\n\n"
            "def f(session: Session) -> Model:\n    return Model()\n"
        ),
        "app/own.py": "from app.models import Session\n\nSession()\n",
        "app/theirs.py": "from sqlalchemy.orm import Session\n\nSession()\n",
        "app/words.py": 'from app.models import Session\n\nSession("Session expired")\n',
    }
    assert changed(tmp_path / "repository", files, '[names]\nSession = "Flow"\n') == {
        "app/models.py": "class Flow: ...\n",
        "app/both.py": files["app/both.py"].replace("models import Session", "models import Flow"),
        "app/own.py": files["app/own.py"].replace("Session", "Flow"),
        "app/words.py": 'from app.models import Flow\n\nFlow("Session expired")\n',
    }


_BASE = "class A:\n    def create(self): ...\n"
_SPELLED = {
    "pkg/__init__.py": "",
    "pkg/mod.py": "def create_session(): ...\n",
    "use.py": 'from pkg.mod import create_session\n\nKIND = "create_session"\n\n\ndef f(create_session): ...\n',
}


def test_a_second_run_leaves_what_the_first_one_left(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    names = '[names]\ncreate_session = "create_flow"\n'
    after = renamed(root, _SPELLED, names, 0.55)
    assert after["use.py"] == _SPELLED["use.py"].replace("import create_session", "import create_flow")
    git(root, "commit", "-q", "-a", "-m", "there")
    again = planned_again(root, names)
    assert again.chosen(0.55, ()).groups == ()


def test_a_key_that_nothing_defines_is_renamed(tmp_path: Path) -> None:
    files = {"a.py": 'data = {"create_session": 1}\nprint(data["create_session"])\n'}
    after = renamed(tmp_path / "repository", files, '[names]\ncreate_session = "create_flow"\n', 0.55)
    assert after["a.py"] == files["a.py"].replace("create_session", "create_flow")


def test_an_override_may_stand_before_the_method_that_is_named(tmp_path: Path) -> None:
    override = "class B(A):\n    def create(self): ...\n\n\n"
    files = {"pkg/__init__.py": "", "pkg/a.py": f"if x:\n    {override.replace('    def', '        def')}{_BASE}"}
    after = renamed(tmp_path / "repository", files, '[names]\n"pkg.a.A.create" = "make"\n', 0.55)
    assert after["pkg/a.py"] == files["pkg/a.py"].replace("create", "make")


def _asked(plan: Plan) -> list[str]:
    """What stands against each reference of use.py that stays, edited or not."""
    weighed = [str(group.evidence) for group in plan.groups if group.edits[0].path == "use.py"]
    return [*(one.detail for one in plan.not_edited if one.path == "use.py"), *weighed]


def test_an_attribute_of_whatever_means_the_only_member_of_that_name(tmp_path: Path) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/a.py": "class A:\n    def create(self): ...\n",
        "use.py": "from pkg.a import A\n\n\ndef f(a):\n    return a.create()\n",
    }
    made = planned(tmp_path / "repository", files, '[names]\n"pkg.a.A.create" = "make"\n')
    # Without a type checker nothing more is known of it, but there is no doubt which method it would be.
    assert _asked(made.plan) == ["unresolved: nothing shows where it is defined"]


@pytest.mark.parametrize(
    "other",
    [
        "class B:\n    def create(self): ...\n",
        "class B:\n    create = 1\n",
        "class B:\n    def __init__(self):\n        self.create = 1\n",
    ],
)
def test_an_attribute_that_may_be_of_another_class_is_asked_about(tmp_path: Path, other: str) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/a.py": "class A:\n    def create(self): ...\n",
        "pkg/b.py": other,
        "use.py": "from pkg.a import A\n\n\ndef f(a):\n    return a.create()\n",
    }
    made = planned(tmp_path / "repository", files, '[names]\n"pkg.a.A.create" = "make"\n')
    assert "which definition is meant" in _asked(made.plan)[0]
