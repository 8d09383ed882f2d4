"""Positions: code points, UTF-8 bytes, lines and columns agree with what counting by hand gives."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.readers.offsets import Offsets

TEXTS = st.text(st.sampled_from("ab\n\ré用😀\ud800\u2028\0 "), max_size=40)


@given(TEXTS, st.lists(st.integers(0, 40), max_size=8))
def test_lines_and_columns_in_any_order(text: str, indices: list[int]) -> None:
    offsets = Offsets(text)
    for index in indices:
        if index < len(text) and text[index - 1 : index + 1] != "\r\n":
            lines = re.split("\r\n|\r|\n", text[:index])
            assert offsets.line_column(index) == (len(lines), len(lines[-1]) + 1)


@given(TEXTS)
def test_bytes_and_back(text: str) -> None:
    offsets = Offsets(text)
    for index in range(len(text) + 1):
        byte = len(text[:index].encode("utf-8", "surrogatepass"))
        assert offsets.to_byte(index) == byte
        assert offsets.to_index(byte) == index
        assert offsets.to_bytes(index, len(text)) == (byte, len(text.encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize(
    ("text", "index", "place"),
    [
        ("", 0, (1, 1)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n\rb", 3, (3, 1)),
        ("a\u2028b\x0cc", 4, (1, 5)),  # neither ends a line
        ("😀é\ud800b", 3, (1, 4)),
    ],
)
def test_lines(text: str, index: int, place: tuple[int, int]) -> None:
    assert Offsets(text).line_column(index) == place
