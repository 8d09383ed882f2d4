"""The gate's answer: rules, allowlist, suppressions, baseline."""

from datetime import date

import pytest

from flowcodemod.model.baseline import Accepted, accept
from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.model.verdict import Severity, State, Verdict
from flowcodemod.stages.judge import Standard, acceptable
from gate import HEAD, verdict

CLEAN = {"app/a.py": "def load(flow_id): ...\n"}
DIRTY = {"app/a.py": "def load(session_id):\n    return session_id\n"}
LAYERS = '[layers]\nservices = ["app/**"]\nfrontend = ["web/**"]\n'


def accepted(found: Verdict) -> tuple[Accepted, ...]:
    """A baseline of everything, whatever it is."""
    return tuple(accept(found.findings))


def said(found: Verdict) -> list[tuple[str, int, str, str]]:
    return [(one.path, one.line, one.code, str(one.state)) for one in found.findings]


def test_clean_is_zero() -> None:
    found = verdict(CLEAN)
    assert (found.findings, found.exit_code, found.remaining.total) == ((), 0, 0)


def test_a_reference_is_a_finding() -> None:
    found = verdict(DIRTY)
    assert said(found) == [("app/a.py", 1, "FCM101", "new"), ("app/a.py", 2, "FCM103", "new")]
    assert found.exit_code == 1
    assert found.findings[0].help == "use 'flow_id'"
    assert (found.findings[0].column, found.findings[0].end_column) == (10, 20)


def test_no_rule_is_an_error() -> None:
    with pytest.raises(FlowcodemodError, match="no rule"):
        verdict(CLEAN, rules=())
    with pytest.raises(FlowcodemodError, match="no rule"):
        verdict(CLEAN, codes=["FCM103", "FCM999"])


def test_codes_limit_what_is_judged() -> None:
    found = verdict(DIRTY, codes=["FCM103"])
    assert [one.code for one in found.findings] == ["FCM103"]
    assert list(found.rules) == ["FCM103"]


def test_what_other_codes_have_accepted_is_not_gone() -> None:
    standard = Standard(accepted(verdict(DIRTY)), "flowcodemod.baseline")
    found = verdict(DIRTY, codes=["FCM103"], standard=standard)
    assert (said(found), found.vanished, found.notes) == ([("app/a.py", 2, "FCM103", "accepted")], 0, ())
    gone = verdict({"app/a.py": "def load(session_id): ...\n"}, codes=["FCM103"], standard=standard)
    assert (gone.findings, gone.vanished) == ((), 1)


def test_running_text_warns_and_fails_too() -> None:
    found = verdict({"a.md": "The session ID is gone.\n"})
    assert [one.severity for one in found.findings] == [Severity.WARNING]
    assert (found.exit_code, found.remaining.total) == (1, 0)


def test_a_suppressed_finding_keeps_its_reason() -> None:
    text = "session_id = 1  # flowcodemod: ignore[FCM103] the old client\n"
    found = verdict({"app/a.py": text})
    assert said(found) == [("app/a.py", 1, "FCM103", "suppressed")]
    assert found.findings[0].justification == "the old client"
    assert (found.exit_code, found.remaining.total) == (0, 0)


def test_special_findings_are_suppressed_like_any_other() -> None:
    text = "# flowcodemod: ignore[FCM202, FCM103] both sides exist until May\nx = flow_id or session_id\n"
    assert {state for *_, state in said(verdict({"app/a.py": text}))} == {"suppressed"}


def test_removing_an_unused_suppression_leaves_the_rest() -> None:
    cases = {
        "a = 1  # flowcodemod: ignore[FCM103] x\nb = 2\n": "a = 1\nb = 2\n",
        "a = 1\r\n    # flowcodemod: ignore[FCM103] x\r\nb = 2\r\n": "a = 1\r\nb = 2\r\n",
        "# flowcodemod: ignore[FCM103] x": "",
        "a = 1\n\n\t# flowcodemod: ignore[FCM101] x\n": "a = 1\n\n",
        "session_id = 1  # flowcodemod: ignore[FCM103, FCM9] x": "session_id = 1  # flowcodemod: ignore[FCM103] x",
    }
    for text, expected in cases.items():
        (fix,) = (one.fix for one in verdict({"app/a.py": text}).findings if one.code == "FCM303")
        assert fix is not None
        assert text[fix.start : fix.end] == fix.old
        assert text[: fix.start] + fix.new + text[fix.end :] == expected


def test_a_suppression_to_be_mended_is_not_deleted() -> None:
    for comment in ("flowcodemod: ignore[FCM103]", "flowcodemod: ignore the old client"):
        (found,) = (
            one for one in verdict({"app/a.py": f"session_id = 1  # {comment}\n"}).findings if one.code == "FCM303"
        )
        assert (found.fix, found.help) == (None, "mend it or delete it")


def test_codes_not_judged_make_no_suppression_unused() -> None:
    text = "flow_id = 1  # flowcodemod: ignore[FCM103] kept\n"
    assert [one.code for one in verdict({"app/a.py": text}, codes=["FCM101", "FCM303"]).findings] == []
    assert [one.code for one in verdict({"app/a.py": text}, codes=["FCM103", "FCM303"]).findings] == ["FCM303"]


def test_what_is_in_the_baseline_passes() -> None:
    baseline = Standard(accepted(verdict(DIRTY)), "flowcodemod.baseline")
    found = verdict({"app/a.py": "import os\n\n" + DIRTY["app/a.py"]}, standard=baseline)
    assert {one.state for one in found.findings} == {State.ACCEPTED}
    assert (found.exit_code, found.change, found.vanished, found.notes) == (0, 0, 0, ())


def test_a_new_finding_fails_though_another_vanished() -> None:
    baseline = Standard(accepted(verdict(DIRTY)), "flowcodemod.baseline")
    found = verdict({"app/a.py": "def load(session_id):\n    return a.session_id\n"}, standard=baseline)
    assert [(one.code, one.state) for one in found.failing] == [("FCM104", State.NEW)]
    assert (found.exit_code, found.change, found.vanished) == (1, 0, 1)


def test_fewer_passes_and_can_be_tightened() -> None:
    baseline = Standard(accepted(verdict(DIRTY)), "flowcodemod.baseline")
    found = verdict(CLEAN, standard=baseline)
    assert (found.exit_code, found.change) == (0, -2)
    assert found.notes == (
        "2 accepted findings are gone: flowcodemod.baseline can be tightened with 'flowcodemod baseline'",
    )
    assert verdict(CLEAN, standard=Standard(baseline.accepted, "HEAD", baseline=False)).notes == ()


def test_a_file_alone_is_compared_with_its_own_lines() -> None:
    files = {**DIRTY, "app/b.py": "session_ids = 1\n"}
    baseline = Standard(accepted(verdict(files)), "flowcodemod.baseline")
    found = verdict(files, checked=frozenset({"app/b.py"}), standard=baseline)
    assert said(found) == [("app/b.py", 1, "FCM103", "accepted")]
    assert found.notes == ()


def test_a_renamed_file_passes_in_a_hook() -> None:
    baseline = Standard(accepted(verdict(DIRTY)), "flowcodemod.baseline")
    renamed = {"app/new.py": DIRTY["app/a.py"]}
    assert {one.state for one in verdict(renamed, checked=frozenset(renamed), standard=baseline).findings} == {
        State.MOVED
    }
    copied = {**renamed, **DIRTY}
    found = verdict(copied, checked=frozenset(renamed), standard=baseline)
    assert {one.state for one in found.findings} == {State.NEW}


def test_no_baseline_accepts_what_upkeep_finds() -> None:
    allow = '[[allow]]\npath = "app/**"\nowner = "a"\nreason = "b"\nuntil = 2025-01-01\n'
    first = verdict(DIRTY, allow)
    assert [one.code for one in first.findings] == ["FCM301"]
    again = verdict(DIRTY, allow, standard=Standard(accepted(first), "flowcodemod.baseline"))
    assert [(one.code, one.state) for one in again.failing] == [("FCM301", State.NEW)]


def test_what_a_baseline_would_hold() -> None:
    text = "session_id = 1  # flowcodemod: ignore[FCM103] x\nsession_id = 2\nx = 3  # flowcodemod: ignore[FCM103] y\n"
    found = verdict({"app/a.py": text})
    assert [(one.code, one.state) for one in found.findings] == [
        ("FCM103", State.SUPPRESSED),
        ("FCM103", State.NEW),
        ("FCM303", State.NEW),
    ]
    assert [one.code for one in acceptable(found)] == ["FCM103"]
    assert len({one.fingerprint for one in found.findings}) == 3
    again = verdict({"app/a.py": text}, standard=Standard(acceptable(found), "flowcodemod.baseline"))
    assert [one.code for one in again.failing] == ["FCM303"]


def test_another_revision_is_compared_without_a_file() -> None:
    before = Standard(acceptable(verdict(DIRTY)), "main", baseline=False)
    assert verdict(DIRTY, standard=before).exit_code == 0
    assert verdict({**DIRTY, "app/b.py": "session_id = 1\n"}, standard=before).exit_code == 1


def test_a_new_suppression_before_an_accepted_finding_changes_nothing() -> None:
    baseline = Standard(acceptable(verdict(DIRTY)), "flowcodemod.baseline")
    line = "    session_id = 1  # flowcodemod: ignore[FCM103] x\n"
    text = DIRTY["app/a.py"].replace(":\n", ":\n" + line)
    assert verdict({"app/a.py": text}, standard=baseline).exit_code == 0


def test_the_clock_is_an_argument() -> None:
    allow = '[[allow]]\npath = "app/**"\nowner = "a"\nreason = "b"\nuntil = 2025-01-01\n'
    assert verdict(DIRTY, allow, today=date(2025, 1, 1)).exit_code == 0
    assert verdict(DIRTY, allow, today=date(2025, 1, 2)).exit_code == 1


def test_only_the_repositorys_own_entries_are_unused_or_idle() -> None:
    entry = '[[allow]]\npath = "elsewhere/**"\nowner = "a"\nreason = "b"\n'
    for allow, code in ((entry, "FCM302"), (entry + "until = 2025-01-01\n", "FCM301")):
        (own,) = verdict(CLEAN, allow).findings
        assert (own.path, own.line, own.code) == ("flowcodemod.toml", HEAD.count("\n") + 1, code)
        assert verdict(CLEAN, allow, shipped=True).findings == ()


def test_a_shipped_entry_that_covers_something_expires() -> None:
    allow = '[[allow]]\npath = "app/**"\nowner = "a"\nreason = "b"\nuntil = 2025-01-01\n'
    assert [one.code for one in verdict(DIRTY, allow, shipped=True).findings] == ["FCM301"]


def test_what_remains_is_counted_by_layer_and_owner() -> None:
    files = {**DIRTY, "web/a.ts": "const sessionId = 1; // sessionId\n", "README.md": "session_id\n"}
    left = verdict(files, LAYERS).remaining
    assert (left.total, left.files) == (3, 2)
    assert left.by_layer == {"frontend": 1, "services": 2}
    assert left.by_owner == {"@app": 2, "@web": 1}
