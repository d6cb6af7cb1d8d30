"""Folding looks at each sign by itself, however it goes about it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.folding import fold


@given(st.text())
def test_every_offset_keeps_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text) == "".join(map(fold, text))


def test_folding() -> None:
    assert fold("„Eén” À-la–carte’s\tİ ½ ™ €") == '"een" a-la-carte\'s İ 1 T €'
