"""The program as it is installed: the script, the module, a broken pipe."""

import os
import subprocess
import sys
from pathlib import Path

import flowcodemod

SCRIPT = str(Path(sys.executable).with_name("flowcodemod"))
MODULE = (sys.executable, "-m", "flowcodemod")


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_script_and_module_are_one_program(tmp_path: Path) -> None:
    for command in ((SCRIPT,), MODULE):
        done = run(*command, "--version", folder=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"flowcodemod {flowcodemod.__version__}\n", "")


def test_what_keeps_it_from_running_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    done = run(SCRIPT, "inventory", "--old", "session_id", folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "flowcodemod: --new is missing: a campaign needs both names\n"


def test_a_reader_that_stops_reading_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("session_id = 1\n" * 20_000)
    command = (SCRIPT, "inventory", "--old", "session_id", "--new", "flow_id", "--output-format", "json")
    read, write = os.pipe()
    os.close(read)
    with subprocess.Popen(command, cwd=tmp_path, stdout=write, stderr=subprocess.PIPE, text=True) as process:
        os.close(write)
        said = process.communicate()[1]
    assert process.returncode in (1, 2)
    assert said == ""
