"""CODEOWNERS, as GitHub and GitLab read it."""

from pathlib import Path

import pytest

from flowcodemod.repo.owners import owners, read_owners

TEXT = """\
# everybody
*                   @all
/app/               @platform @lead   # the service
app/billing/*.py    billing@example.com
*.ts                @web
/docs/my\\ notes/    @writers
/app/generated/
!/app/kept.py       @nobody
[Section]
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("README.md", "@all"),
        ("app/a.py", "@platform @lead"),
        ("lib/app/a.py", "@all"),
        ("app/billing/a.py", "billing@example.com"),
        ("app/billing/deep/a.py", "@platform @lead"),
        ("app/web/a.ts", "@web"),
        ("docs/my notes/a.md", "@writers"),
        ("app/generated/a.py", ""),
        ("app/kept.py", "@platform @lead"),
    ],
)
def test_the_last_match_wins(path: str, expected: str) -> None:
    assert owners(TEXT)(path) == expected


def test_the_first_place_counts(tmp_path: Path) -> None:
    assert read_owners(tmp_path)("a.py") == ""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/CODEOWNERS").write_text("* @docs\n")
    assert read_owners(tmp_path)("a.py") == "@docs"
    (tmp_path / "CODEOWNERS").write_text("* @root\n")
    assert read_owners(tmp_path)("a.py") == "@root"
