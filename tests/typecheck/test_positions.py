import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.typecheck.positions import Positions, read_python

SIGNS = st.sampled_from(["a", "\t", "é", "😀", "\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\ufeff"])
TEXTS = st.lists(SIGNS, max_size=30).map("".join)


def by_hand(text: str, index: int) -> tuple[int, int]:
    """Counted the slow way, from the definition of the protocol."""
    line, column, at = 0, 0, 0
    while at < index:
        newline = re.match(r"\r\n|\r|\n", text[at:])
        if newline and at + newline.end() <= index:
            line, column, at = line + 1, 0, at + newline.end()
        else:
            column += 2 if text[at] > "\uffff" else 1
            at += 1
    return line, column


@given(TEXTS, st.data())
def test_position_is_what_the_protocol_counts(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    assert Positions(text).position(index) == by_hand(text, index)


@given(TEXTS, st.data())
def test_index_undoes_position(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    positions = Positions(text)
    assert positions.index(*positions.position(index)) == index


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_only_three_signs_end_a_line(sign: str) -> None:
    assert Positions(f"a{sign}b").position(2) == (0, 2)


def test_past_the_end_is_the_end() -> None:
    positions = Positions("ab\ncd")
    assert positions.index(9, 0) == 5
    assert positions.index(1, 99) == 5
    assert Positions("😀b\ncd").index(0, 99) == 3


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"x = 1\r\ny\rz\n", "x = 1\r\ny\rz\n"),
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n"),
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "# -*- coding: latin-1 -*-\nx = 'é'\n"),
        ("# é\n".encode(), "# é\n"),
    ],
)
def test_read_python_decodes_as_python_does(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.py").write_bytes(data)
    assert read_python(tmp_path / "a.py") == text


@pytest.mark.parametrize("data", [b"x = '\xe9'\n", b"# coding: no-such-codec\n", b"# coding: utf-7\nx = '+2AA-'\n"])
def test_read_python_leaves_what_is_no_text(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.py").write_bytes(data)
    assert read_python(tmp_path / "a.py") is None


def test_read_python_leaves_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    assert read_python(tmp_path) is None
    assert read_python(tmp_path / "missing.py") is None
    assert read_python(tmp_path / "pipe.py") is None
