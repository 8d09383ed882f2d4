"""Which entry covers a reference."""

import pytest

from flowcodemod.inventory.allowlist import allowlist
from gate import campaign, references

TEXT = "class Client:\n    def open(self, session_id): ...\n\ndef open(session_id): ...\ndef get_session_id(): ...\n"
ENTRY = '[[allow]]\nowner = "a"\nreason = "b"\n{}\n'


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        ('path = "app/**"', [2, 4, 5]),
        ('path = "a.py"', [2, 4, 5]),
        ('path = "web/**"', []),
        ('path = "app/**"\nrole = "parameter"', [2, 4]),
        ('path = "app/**"\nrole = "column"', []),
        ('symbol = "Client"', [2]),
        ('symbol = "Client.open"', [2]),
        ('symbol = "open"', [4]),
        ('symbol = "get_session_id"', [5]),
        ('symbol = "Cli"', []),
        ('symbol = "get_session"', []),
        ('path = "web/**"\nsymbol = "Client"', []),
        ('symbol = "Client"\nrole = "function"', []),
    ],
)
def test_path_role_and_symbol(entry: str, lines: list[int]) -> None:
    ours = campaign(ENTRY.format(entry))
    covering = allowlist(ours)
    found = references({"app/a.py": TEXT}, ours)
    assert [one.line for one in found if covering(one)] == lines


def test_the_first_entry_covers() -> None:
    ours = campaign(ENTRY.format('path = "web/**"') + ENTRY.format('path = "app/**"') + ENTRY.format('path = "**"'))
    (first, *_) = references({"app/a.py": TEXT}, ours)
    assert allowlist(ours)(first) is ours.allow[1]
