"""Bytes -> text and back: what is read, what is skipped with a reason, what is passed over in silence."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.model.concept import Concept
from flowcodemod.model.source import Source
from flowcodemod.model.words import Term
from flowcodemod.repo.sources import Skipped, Unmatched, decode, digest, passed_over, read_source
from worktree import write

PREFILTER = Concept(Term.of("session_id"), Term.of("flow_id")).prefilter


@pytest.mark.parametrize(
    ("path", "data", "text", "encoding"),
    [
        ("a.py", b"session_id\r\n\r\n", "session_id\r\n\r\n", "utf-8"),
        ("a.py", b"\xef\xbb\xbfsession_id", "session_id", "utf-8"),
        (
            "a.py",
            "# coding: latin-1\nsession_id = 'é'".encode("latin-1"),
            "# coding: latin-1\nsession_id = 'é'",
            "iso-8859-1",
        ),
        ("a.py", "#!x\n# -*- coding: cp1252 -*-\nsession_id = '€'".encode("cp1252"), None, "cp1252"),
        ("a.py", b"\xef\xbb\xbf# coding: utf-8\nsession_id", "# coding: utf-8\nsession_id", "utf-8"),
        ("a.pyi", b"# vim: set fileencoding=utf8 :\nsession_id", "# vim: set fileencoding=utf8 :\nsession_id", "utf-8"),
        ("a.txt", "# coding: latin-1\nsession_id é".encode(), "# coding: latin-1\nsession_id é", "utf-8"),
        ("a.txt", "session_id é".encode("utf-16"), "session_id é", "utf-16-le"),
        ("a.txt", b"\xfe\xff" + "session_id".encode("utf-16-be"), "session_id", "utf-16-be"),
        ("a.txt", "session_id".encode("utf-32"), "session_id", "utf-32-le"),
        ("a.py", b"x = 1\ny = 2\n# coding: latin-1 session_id", "x = 1\ny = 2\n# coding: latin-1 session_id", "utf-8"),
    ],
)
def test_text_is_read_and_goes_back(path: str, data: bytes, text: str | None, encoding: str) -> None:
    source = decode(path, data, PREFILTER)
    assert isinstance(source, Source)
    assert source.encoding == encoding
    assert text is None or source.text == text
    assert source.encode(source.text) == data
    assert source.digest == digest(data)


@pytest.mark.parametrize(
    ("path", "data", "reason"),
    [
        ("a.py", b"session_id = '\xe9'", "not UTF-8: byte 0xe9 at offset 14"),
        ("a.txt", b"# coding: latin-1\nsession_id \xe9", "not UTF-8"),
        ("a.py", b"# coding: no-such\nsession_id", "cannot be decoded"),
        ("a.py", b"# coding: rot13\nsession_id", "cannot be decoded"),
        ("a.py", b"# coding: hex\nsession_id", "cannot be decoded"),
        ("a.py", b"# coding: punycode\nsession_id", "is not supported"),
        ("a.py", b"# coding: unicode_escape\nsession_id", "is not supported"),
        ("a.py", b"# coding: ascii\nsession_id = '\xe9'", "cannot be decoded"),
        ("a.py", b"\xef\xbb\xbf# coding: latin-1\nsession_id", "cannot be decoded"),
        ("a.py", b"# coding: utf-7\nsession_id = '+AGE-'", "does not give back its bytes"),
        ("a.txt", b"\xff\xfes\x00\x00\xd8session_id", "cannot be decoded"),
        ("a.txt", b"\xff\xfeses", "cannot be decoded"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_the_reason(path: str, data: bytes, reason: str) -> None:
    found = decode(path, data)
    assert isinstance(found, Skipped)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"nothing here", False),
        (b"\xe9 is not UTF-8, but speaks of nothing", False),
        ("nothing".encode("utf-16"), False),
        (b"", False),
        (b"session_id\0", True),
        (b"\x89PNG\r\n\0session_id", True),
        ("session_id".encode("utf-16-le"), True),
    ],
)
def test_what_holds_nothing_is_passed_over(data: bytes, binary: bool) -> None:
    assert decode("a.py", data, PREFILTER) == Unmatched(binary)


def test_a_nul_after_the_first_8192_bytes_makes_no_binary() -> None:
    assert isinstance(decode("a.txt", b"session_id" + b" " * 8192 + b"\0", PREFILTER), Source)


def test_one_line_of_20_megabytes() -> None:
    data = b'{"x":"' + b"session " * 2_600_000 + b'session_id"}'
    source = decode("a.json", data, PREFILTER)
    assert isinstance(source, Source)
    assert len(source.text) == len(data)
    assert decode("a.json", data[:-14], PREFILTER) == Unmatched()


@given(st.binary(max_size=80), st.sampled_from(["a.py", "a.txt"]))
def test_any_bytes_are_read_exactly_or_not_at_all(data: bytes, path: str) -> None:
    found = decode(path, data)
    assert not isinstance(found, Source) or found.encode(found.text) == data


@given(
    st.text(st.characters(codec="latin-1"), max_size=40),
    st.sampled_from(["utf-8", "latin-1", "cp1252", "koi8-r", "utf-16", "shift_jis", "utf-7", "gb18030", "big5hkscs"]),
)
def test_any_declared_encoding_goes_back_or_is_skipped(text: str, codec: str) -> None:
    data = f"# coding: {codec}\nsession_id = '{text}'\n".encode("utf-8" if codec == "utf-16" else codec, "ignore")
    found = decode("a.py", data)
    assert isinstance(found, Skipped | Unmatched) or found.encode(found.text) == data


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    write(tmp_path, {"real.py": "session_id", "folder/a.py": "session_id"})
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link.py").symlink_to("real.py")
    (tmp_path / "way").symlink_to("folder")
    reasons = {name: read_source(tmp_path, name) for name in ("pipe", "folder", "link.py", "way/a.py", "absent")}
    assert all(isinstance(one, Skipped) for one in reasons.values())
    texts = {name: one.reason for name, one in reasons.items() if isinstance(one, Skipped)}
    assert texts["link.py"] == texts["way/a.py"] == "reached through a symbolic link, which is not followed"
    assert "No such file" in texts["absent"]
    assert isinstance(read_source(tmp_path, "real.py"), Source)


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.py": "session_id"})

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert read_source(tmp_path, "a.py", PREFILTER) == Skipped("a.py", "cannot be read: Permission denied")


@pytest.mark.parametrize("size", [1, 8192, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 1 << 20])
@pytest.mark.parametrize("tail", [b"session_id", b"session_\n"])
@pytest.mark.parametrize("head", [b"", b"\xef\xbb\xbf", b"x\0"])
def test_a_file_is_what_its_bytes_are(tmp_path: Path, size: int, tail: bytes, head: bytes) -> None:
    data = (head + b"x" * size)[: size - len(tail)] + tail if size > len(head + tail) else head + tail
    (tmp_path / "a.txt").write_bytes(data)
    found = decode("a.txt", data, PREFILTER)
    passed = passed_over(str(tmp_path / "a.txt"), PREFILTER)
    plain = len(data) < 1 << 16 and not data.startswith(b"\xef") and not PREFILTER.search(data)
    assert read_source(tmp_path, "a.txt", PREFILTER) == found
    assert passed == (found if plain else None)


def test_what_is_no_regular_file_takes_a_closer_look(tmp_path: Path) -> None:
    write(tmp_path, {"real.py": "x", "empty.py": "", "folder/a.py": "x"})
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link.py").symlink_to("real.py")
    names = ("pipe", "folder", "link.py", "absent", "empty.py", "real.py")
    passed = {name: passed_over(str(tmp_path / name), PREFILTER) for name in names}
    assert passed == dict.fromkeys(names) | {"real.py": Unmatched()}
