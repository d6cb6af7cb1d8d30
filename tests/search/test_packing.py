"""What is packed is small and printable; ``tests/browser/test_search_twins.py`` reads it back."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.search.packing import ALPHABET, BASE, after, pack


def unpacked(text: str) -> list[int]:
    numbers, number, factor = [], 0, 1
    for sign in text:
        value = ALPHABET.index(sign)
        number += value % BASE * factor
        if value >= BASE:
            factor *= BASE
        else:
            numbers.append(number)
            number, factor = 0, 1
    return numbers


@given(st.lists(st.integers(min_value=0, max_value=10**9)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert unpacked("".join(map(pack, numbers))) == numbers


@given(st.text(), st.text())
def test_words_come_back(previous: str, word: str) -> None:
    added = after(previous, word)
    assert previous[: ALPHABET.index(added[0])] + added[1:] == word


def test_the_alphabet_needs_no_escaping() -> None:
    assert json.dumps(ALPHABET) == f'"{ALPHABET}"'
    assert len(set(ALPHABET)) == 2 * BASE
    assert not set(ALPHABET) & set(' \n<"')
