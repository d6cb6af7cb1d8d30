"""Dutch compounds: what a long word is made of, and what a hanging hyphen stands for.

Both rest on the archive's own words, never on a dictionary: "raketverdediging" falls apart because "raket"
and
"verdediging" occur. ``generator/search/browser/compounds.js`` does the same in the browser; a test compares
the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from generator.rules import load_table
from generator.search.normalise import Token, stem

#: The shortest part of a compound. Shorter words fit into too many others.
LEAST: Final = 4
#: A known word at the beginning or the end of an unknown one must be this long to say something of it.
LONG_ENOUGH: Final = 5
#: What follows a head that is no word of its own must be this long: in "buitenlands" there is no country.
LONG_TAIL: Final = 7
#: How many words after a hanging hyphen the word may stand that completes it: "land-, lucht- en
#: ruimteverdediging".
_REACH: Final = 5
_LETTERS: Final = re.compile("[^0-9]+")
_JOINING: Final = frozenset(("en", "of", "dan", "wel", "alsook", "evenals", "als", "respectievelijk"))
Test = Callable[[str], bool]


class Compounds:
    """Takes compounds apart and completes them. ``is_word`` and ``is_part`` say of a stem whether the
    archive knows it.
    """

    def __init__(self, is_word: Test, is_part: Test) -> None:
        self._is_word = is_word
        self._is_part = is_part
        table = load_table("search")
        self._heads = frozenset(table.lists["heads"])
        self._tails = frozenset(table.lists["tails"])
        self._verbal = re.compile(table.expand("{verbal}"))
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the words that a folded word is made of, each compound before its own parts.

        "luchtverdedigingssysteem" is made of "luchtverdedigings", "systeem", "lucht" and "verdedigings".
        """
        known = self._known.get(word)
        if known is None:
            own = tuple(half for half in self.halves(word) if half not in self._heads) or self._ends(word)
            known = self._known[word] = tuple(
                dict.fromkeys((*own, *(part for end in own for part in self.parts(end))))
            )
        return known

    def _ends(self, word: str) -> tuple[str, ...]:
        """Return the known words that a word begins and ends with, when the rest of it is not known."""
        if not _LETTERS.fullmatch(word):
            return ()
        cuts = range(len(word) - LEAST, LONG_ENOUGH - 1, -1)
        head = next((word[:cut] for cut in cuts if self._is_part(stem(word[:cut]))), None)
        tail = next((word[-cut:] for cut in cuts if self._is_part(stem(word[-cut:]))), None)
        return tuple(end for end in (head, tail) if end and not self._verbal.search(end))

    def halves(self, word: str) -> tuple[str, ...]:
        """Return the two words that a word is made of, the longest tail that fits; nothing when it is no
        compound.
        """
        if not _LETTERS.fullmatch(word):
            return ()
        for cut in range(LEAST, len(word) - LEAST + 1):
            head, tail = word[:cut], word[cut:]
            if tail not in self._tails and self._is_part(stem(tail)) and self._is_head(head, tail):
                return head, tail
        return ()

    def _is_head(self, head: str, tail: str) -> bool:
        return self._is_part(stem(head)) or (head in self._heads and len(tail) >= LONG_TAIL)

    def completions(self, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
        """Yield the index of every token that ends in a hanging hyphen, with the word it stands for.

        "lucht- en raketverdediging": 0, "luchtverdediging".
        """
        for index, token in enumerate(tokens):
            if token.open and (
                word := self._completed(token.words[-1], tokens[index + 1 : index + 1 + _REACH])
            ):
                yield index, word

    def _completed(self, head: str, following: Sequence[Token]) -> str | None:
        for token in following:
            if token.open or token.words[-1] in _JOINING:
                continue
            last = token.words[-1]
            # In "EU- en NAVO-landen" the last word is the tail.
            return self._with_tail(head, last) or (head + last if len(token.words) > 1 else None)
        return None

    def _with_tail(self, head: str, word: str) -> str | None:
        """Return ``head`` with the tail of ``word``: one that makes a known word, else the last part of
        the compound.
        """
        for cut in range(3, len(word) - LEAST + 1):
            if self._is_word(stem(head + word[cut:])):
                return head + word[cut:]
        halves = self.halves(word)
        return head + halves[1] if halves else None
