"""How git is called so that nothing a repository configures can run; the standard library's cheapest modules only."""

import os

SAFE = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never")
# A hook's environment speaks of the repository it runs in, which need not be the one asked about.
_DROPPED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_CONFIG_PARAMETERS")
_FORCED = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


def git_environment() -> dict[str, str]:
    """The environment git runs in."""
    return {key: value for key, value in os.environ.items() if key not in _DROPPED} | _FORCED


def git_answer(folder: str, *arguments: str) -> bytes | None:
    """What a git command prints that only reads, None when it fails or there is no git. Importing subprocess costs more."""
    reading, writing = os.pipe()
    silent = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
    streams = [(os.POSIX_SPAWN_DUP2, silent, 0), (os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_DUP2, silent, 2)]
    command = ["git", *SAFE, "-C", folder, *arguments]
    try:
        process = os.posix_spawnp("git", command, git_environment(), file_actions=streams)
    except OSError:
        os.close(reading)
        return None
    finally:
        os.close(writing)
        os.close(silent)
    with open(reading, "rb") as stream:
        answer = stream.read()
    return None if os.waitpid(process, 0)[1] else answer
