"""What holds the keys of a module holds them in the test that is named after it, too."""

from pathlib import Path

from pipeline import renamed

FILES = {
    "src/store/__init__.py": "",
    "src/store/sqlite_runs.py": """
        QUERY = "SELECT session_id FROM runs WHERE session_id = ?"
        """,
    "src/store/dapr_runs.py": """
        class DaprRuns:
            def extra(self, value: str) -> dict[str, str]:
                return {"session_id": value}
        """,
    "tests/test_dapr_runs.py": """
        from store.dapr_runs import DaprRuns

        def test_extra() -> None:
            assert DaprRuns().extra("a") == {"session_id": "a"}
        """,
    "tests/test_other.py": """
        def payload(value: str) -> dict[str, str]:
            return {"session_id": value}

        def test_payload() -> None:
            assert payload("a")["session_id"] == "a"
        """,
}


def test_both_sides_of_a_held_key_stay(tmp_path: Path) -> None:
    found = renamed(tmp_path, FILES)
    for name in ("src/store/dapr_runs.py", "tests/test_dapr_runs.py", "src/store/sqlite_runs.py"):
        assert found[name] == (tmp_path / name).read_text("utf-8")


def test_so_does_what_another_test_makes_for_itself(tmp_path: Path) -> None:
    assert "flow_id" not in renamed(tmp_path, FILES)["tests/test_other.py"]


def test_another_test_goes_with_code_that_moves(tmp_path: Path) -> None:
    free = {"src/api/__init__.py": 'def show(value: str) -> dict[str, str]:\n    return {"session_id": value}\n'}
    found = renamed(tmp_path, FILES | free)
    assert "session_id" not in found["tests/test_other.py"]
    assert found["tests/test_dapr_runs.py"] == (tmp_path / "tests/test_dapr_runs.py").read_text("utf-8")
