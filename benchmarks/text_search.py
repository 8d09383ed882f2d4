"""An independent search for the words of a name, to hold the inventory against.

Standard library only, and nothing of ours: regular expressions over the text of every tracked file, by what
docs/references.md says a reference is. It knows no grammar, no roles and no encodings but UTF-8 and what Python declares.

    python benchmarks/text_search.py FOLDER session_id content_type     # path, line, column and token of each, as JSON
"""

import fnmatch
import io
import json
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

# What a campaign of two names leaves out.
EXCLUDED = ("*.min.js", "*.lock", "package-lock.json", "*/package-lock.json")
FOLDERS = {"vendor", "node_modules"}
ESCAPE = r"(?:\\|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{1,3}|[abfnrtvdDsSwWBAZ])"
LINE = re.compile(r"\r\n|\r|\n")

Place = tuple[str, int, int, str]


def search(root: Path, words: tuple[str, ...] = ("session", "id")) -> Iterator[Place]:
    """Every token that holds the words: path, line and column from 1 in code points, and the whole token."""
    for path in tracked(root):
        for column, token in tokens(path, words):
            yield path, 1, column, token
        text = text_of(root / path)
        for number, line in enumerate(LINE.split(text), 1):
            for column, token in tokens(line, words):
                yield path, number, column, token


def tracked(root: Path) -> list[str]:
    """The files git tracks below `root` that are text and not left out."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=True).stdout
    names = [os.fsdecode(name) for name in listed.split(b"\0")[:-1]]
    kept = [name for name in names if not any(fnmatch.fnmatch(name, pattern) for pattern in EXCLUDED)]
    return [name for name in kept if not FOLDERS & set(name.split("/")[:-1]) and is_text(root / name)]


def is_text(file: Path) -> bool:
    """Whether a file is a regular one of text."""
    if file.is_symlink() or not file.is_file():
        return False
    try:
        text_of(file)
    except (UnicodeDecodeError, SyntaxError):
        return False
    return b"\0" not in file.read_bytes()[:8192]


def text_of(file: Path) -> str:
    """A file's text without its byte-order mark."""
    data = file.read_bytes()
    encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0] if file.suffix == ".py" else "utf-8"
    return data.decode(encoding).removeprefix("\ufeff")


def tokens(line: str, words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Column and text of each token of a line that holds the words, once each."""
    # The last sign of `\n` or `\x1b` belongs to the escape, not to the word behind it; in `\session_id` it is the word's.
    blanked = re.sub(rf"\\(?!(?i:{words[0]}))" + ESCAPE, lambda escape: " " * len(escape[0]), line)
    pattern = re.compile("[_ -]?".join((*words[:-1], words[-1] + "s?")), re.IGNORECASE)
    seen = -1
    start = 0
    while match := pattern.search(blanked, start):
        start = match.start() + 1
        ends = [match.end(), match.end() - 1] if match[0][-1] in "sS" else [match.end()]
        whole = [end for end in ends if is_whole(blanked, match.start(), end, words)]
        if match.start() < seen or not whole:
            continue
        first, last = match.start(), whole[0]
        if " " not in blanked[first:last]:
            run = re.compile(r"[\w-]" if "-" in blanked[first:last] else r"\w")
            while first and run.match(blanked[first - 1]):
                first -= 1
            while last < len(line) and run.match(blanked[last]):
                last += 1
        token = blanked[first:last]
        first += len(token) - len(token.lstrip("-"))
        seen = last
        yield first + 1, token.strip("-")


def is_whole(line: str, start: int, end: int, words: tuple[str, ...]) -> bool:
    """Whether no word goes on before or behind a span, and its casing is that of words (`sessionID`, not `SeSSion`)."""
    text = line[start:end]
    before, behind, follows = line[:start][-1:], line[end:][:1], line[end:][1:2]
    if " " in text and re.search(r"[a-z\d_]", (before + behind).lower()):
        return False
    # A letter without a case, such as `用`, belongs to no word of ours.
    if (before.isupper() or before.islower()) and not (text[0].isupper() and (before.islower() or text[1].islower())):
        return False
    if (behind.isupper() or behind.islower()) and not (behind.isupper() and (text[-1].islower() or follows.islower())):
        return False
    parts = re.split("[_ -]", text) if re.search("[_ -]", text) else [text[: len(words[0])], text[len(words[0]) :]]
    return all(re.fullmatch(r"[A-Z]?[a-z]+|[A-Z]+s?", part) for part in parts)


if __name__ == "__main__":
    folder, *names = sys.argv[1:]
    places = [place for name in names for place in search(Path(folder), tuple(name.split("_")))]
    json.dump(sorted(places), sys.stdout, indent=0)
