"""The whole story on a copy of the platform: apply, its own tests, verify, a second plan, rollback."""

import sys

from commandline import CommandLine
from repositories import own_tests, snapshot

CAMPAIGN = ("--campaign", "session-to-flow")
ASK = (*CAMPAIGN, "--python", sys.executable)


def test_apply_verify_and_rollback(platform: CommandLine) -> None:
    before = snapshot(platform.root)
    applied = platform("apply", *ASK, "--yes")
    assert snapshot(platform.root) != before
    outcome = own_tests(platform.root)
    assert outcome.returncode == 0, applied.out + outcome.stdout
    assert "FAILS" not in platform("verify", *ASK).out.upper()
    again = platform("apply", *ASK, "--yes", "--allow-dirty").out
    assert "nothing to apply" in again
    platform("rollback", "--last")
    assert snapshot(platform.root) == before
