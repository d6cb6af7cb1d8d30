"""Numbers and sorted words as short printable text, for files that a browser loads as scripts.

A number is written in base 45 with the smallest digit first; the digits before the last are taken from the
second half of
the alphabet. What is small and similar becomes the same few signs, which compress well. ``unpack.js`` reads
it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from os.path import commonprefix
from typing import Final

#: Printable signs without those that a script or a page could misread, and without the separators.
ALPHABET: Final = "".join(chr(code) for code in range(35, 127) if chr(code) not in "<\\")
BASE: Final = 45


def _pack(number: int) -> str:
    signs = ""
    while number >= BASE:
        signs += ALPHABET[BASE + number % BASE]
        number //= BASE
    return signs + ALPHABET[number]


_SMALL: Final = tuple(_pack(number) for number in range(BASE * BASE))


def pack(number: int) -> str:
    """Return a number of 0 or more as text.

    >>> pack(0), pack(44), pack(45), pack(2025)
    ('#', 'P', 'Q$', 'QQ$')
    """
    return _SMALL[number] if number < len(_SMALL) else _pack(number)


def pack_all(numbers: Iterable[int]) -> str:
    small, most = _SMALL, len(_SMALL)
    return "".join([small[number] if number < most else _pack(number) for number in numbers])


def pack_lists(lists: Iterable[Iterable[int]]) -> str:
    """Return lists of numbers, each with its length before it."""
    return "".join(f"{pack(len(numbers))}{pack_all(numbers)}" for numbers in map(tuple, lists))


def after(previous: str, word: str) -> str:
    """Return ``word`` as what it adds to the word before it in a sorted list.

    >>> after("defensie", "defensief"), after("", "x")
    ('+f', '#x')
    """
    shared = min(len(commonprefix((previous, word))), BASE - 1)  # noqa: RUF071  letter by letter is meant
    return f"{ALPHABET[shared]}{word[shared:]}"
