from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from flowcodemod.typecheck.environment import Environment
from flowcodemod.typecheck.imports import missing_packages, offers, source_roots, top_level_imports
from worktree import write


def test_absolute_imports_of_every_form(tmp_path: Path) -> None:
    files = {
        "a.py": "import one, two.deep as t, three\nfrom four.deep import x\n    import five # five\n",
        "b.pyi": "from . import no\nfrom .no import no\nfrom  six import (y,\n z)\nimport one\n",
        "c.txt": "import text\n",
        "d.py": "x = 'import seven'\nimporting eight\nfrom_ = 1\n",
    }
    write(tmp_path, files)
    found = top_level_imports(tmp_path, files)
    assert found == {
        "five": ("a.py",),
        "four": ("a.py",),
        "one": ("a.py", "b.pyi"),
        "six": ("b.pyi",),
        "three": ("a.py",),
        "two": ("a.py",),
    }


def missing(root: Path, files: Mapping[str, str | bytes], environment: Environment | None = None) -> tuple[str, ...]:
    write(root, files)
    return missing_packages(root, top_level_imports(root, files), files, environment or Environment())


def test_missing_is_what_nobody_has(tmp_path: Path) -> None:
    write(tmp_path, {"site/installed/__init__.py": "", "sibling/editable.py": ""})
    environment = Environment((tmp_path / "site",), (tmp_path / "sibling",))
    files = {
        "app/__init__.py": "import gone, installed, editable, os, app\ntry:\n    from lost import x\nexcept E: pass\n"
    }
    assert missing(tmp_path, files, environment) == ("gone", "lost")


@pytest.mark.parametrize(
    "files",
    [
        {"a.py": '"""\nimport example\n"""\n'},
        {"a.py": "x = '''\nfrom example import y\n'''\n"},
        {"pkg/__init__.py": "", "pkg/script.py": "import beside\n", "pkg/beside.py": ""},
        {"backend/app/__init__.py": "", "main.py": "import app\n"},
        {"app/models/x.py": "", "main.py": "import app.models.x\n"},
        {"a.py": "from . import gone\nfrom .gone import x\n"},
        {"a.py": b"\xff\xfe import gone"},
    ],
)
def test_not_missing(tmp_path: Path, files: Mapping[str, str | bytes]) -> None:
    assert missing(tmp_path, files) == ()


def test_a_file_that_does_not_parse_is_believed(tmp_path: Path) -> None:
    assert missing(tmp_path, {"a.py": "import gone\ndef (:\n"}) == ("gone",)


@pytest.mark.parametrize(
    ("paths", "offered"),
    [
        (["app/__init__.py", "app/m.py", "app/sub/__init__.py"], {"app": {""}}),
        (["src/app/__init__.py", "src/app/m.py"], {"app": {"src"}, "src": {""}}),
        (["scripts/run.py"], {"run": {"scripts"}, "scripts": {""}}),
        (["a/util.py", "b/util.py", "util/x.txt"], {"a": {""}, "b": {""}, "util": {"a", "b"}}),
        ([".github/run.py"], {"run": {".github"}, ".github": {""}}),
        (["app/x.py", "lib/app/__init__.py"], {"app": {"lib"}, "x": {"app"}, "lib": {""}}),
    ],
)
def test_offers(paths: Iterable[str], offered: Mapping[str, set[str]]) -> None:
    assert offers(paths) == offered


def roots(
    root: Path, files: Iterable[str], imports: Iterable[str], environment: Environment | None = None
) -> list[str]:
    write(root, dict.fromkeys(files, ""))
    found = source_roots(root, files, dict.fromkeys(imports, ()), environment or Environment())
    return [str(folder.relative_to(root)) for folder in found]


def test_the_root_and_its_src(tmp_path: Path) -> None:
    assert roots(tmp_path, ["setup.py"], ["app"]) == ["."]
    assert roots(tmp_path, ["src/app/__init__.py"], ["app"]) == [".", "src"]


def test_a_folder_that_alone_offers_what_is_imported(tmp_path: Path) -> None:
    assert roots(tmp_path, ["backend/app/__init__.py", "backend/app/m.py", "tools/x.py"], ["app"]) == [".", "backend"]


def test_an_editable_install_of_the_repository_names_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    environment = Environment(editable=(tmp_path / "python", tmp_path.parent))
    assert roots(tmp_path, [], [], environment) == [".", "python"]


@pytest.mark.parametrize(
    ("files", "imports"),
    [
        (["backend/app/__init__.py"], ["other"]),
        (["one/util.py", "two/util.py"], ["util"]),
        (["app/__init__.py", "app/mcp/__init__.py"], ["mcp"]),
        (["backend/app/__init__.py", "backend/json.py"], ["app"]),
        (["backend/app/__init__.py", "backend/requests/__init__.py"], ["app"]),
        (["tests/requests/__init__.py"], ["requests"]),
        (["tests/json/__init__.py"], ["json"]),
    ],
)
def test_no_further_folder(tmp_path: Path, files: Iterable[str], imports: Iterable[str]) -> None:
    write(tmp_path, {"site/requests/__init__.py": ""})
    assert roots(tmp_path, files, imports, Environment((tmp_path / "site",))) == ["."]


def test_a_folder_without_modules_of_its_own_name_hides_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"site/alembic/__init__.py": ""})
    files = ["backend/app/__init__.py", "backend/alembic/env.py"]
    assert roots(tmp_path, files, ["app"], Environment((tmp_path / "site",))) == [".", "backend"]
