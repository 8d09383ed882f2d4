"""Files in odd encodings, under odd names, and with settings of their own."""

from pathlib import Path

from flowcodemod.model.link import Answer
from flowcodemod.typecheck.protocol import Diagnosis, Problem
from flowcodemod.typecheck.pyrefly import open_checker
from places import tokens
from worktree import write


def test_encodings_and_newlines(tmp_path: Path) -> None:
    wide = "x = '😀\x0c\u2028'; session_id = 1\n"
    latin = b"# coding: latin-1\rimport wide\nx = '\xe9\xe9'; wide.session_id\n"
    uses = b"\xef\xbb\xbfimport wide\r\nwide.session_id\rwide.session_id\n'\xe2\x80\xa8\x0c'; wide.session_id\n"
    files: dict[str, str | bytes] = {"wide.py": wide, "latin.py": latin, "uses.py": uses}
    write(tmp_path, files)
    asked = {"uses.py": tokens(uses.decode("utf-8-sig")), "latin.py": tokens(latin.decode("latin-1"))}
    with open_checker(tmp_path, paths=files) as checker:
        found = checker.definitions(asked)
    assert [len(starts) for starts in asked.values()] == [3, 1]
    assert set(found.values()) == {(Answer("wide.py", wide.index("session_id"), "session_id", outside=False),)}


def test_type_errors_compare_across_strictness_of_the_target(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "pyrefly.toml": "project-excludes = ['**/*']\n[errors]\nbad-assignment = false\n",
            "odd [name].py": 'x: int = "😀"; y: int = "a"\n',
            ".hidden/a.py": "import nowhere\n",
            "good.py": "x = 1\n",
        },
    )
    paths = ["odd [name].py", ".hidden/a.py", "good.py"]
    with open_checker(tmp_path, paths=paths) as checker:
        diagnosis = checker.diagnose(paths)
        assert checker.diagnose(["good.py"]) == Diagnosis()
        assert checker.diagnose([]) == Diagnosis()
    assert diagnosis.problems == (
        Problem(".hidden/a.py", 1, 8, "missing-import", "Cannot find module `nowhere`"),
        Problem("odd [name].py", 1, 10, "bad-assignment", "`Literal['😀']` is not assignable to `int`"),
        Problem("odd [name].py", 1, 24, "bad-assignment", "`Literal['a']` is not assignable to `int`"),
    )
