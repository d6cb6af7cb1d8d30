"""Finds which of many rules can match in a text, in one pass over its words.

Of each rule it is known what must stand in a text for it to match (``generator.rules.literals``). A word is
looked at once, whatever text it stands in; for a text there is left to put together what its words hold.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from generator.rules.literals import DIGIT, Clause, telling

_NO_WORD = re.compile(r"\W+")
_DIGIT = re.compile(r"\d")
#: A rule is looked up by so many of its clauses: more of them leave out hardly more rules.
_BEST = 2
#: So many of their first letters tell pieces apart.
_INDEXED = 3
_NO_PIECES: dict[str, set[int]] = {}
#: The number of what holds of every text.
_ALWAYS = -1

Group = TypeVar("Group", bound=Hashable)
Rule = TypeVar("Rule")


class Row(NamedTuple, Generic[Group, Rule]):
    """A rule, the group it belongs to, and the clauses that hold of every text in which it matches."""

    group: Group
    rule: Rule
    clauses: Sequence[Clause]


class Screen(Generic[Group, Rule]):
    """Rules by group, in order."""

    def __init__(self, rows: Sequence[Row[Group, Rule]]) -> None:
        best = [sorted(row.clauses, key=telling, reverse=True)[:_BEST] for row in rows]
        numbers = {clause: number for number, clause in enumerate({c for clauses in best for c in clauses})}
        self._rows = rows
        self._held = _Held(numbers)
        #: By the clause that tells most of a rule: the place of its row, and all clauses it is looked up by.
        self._awaiting: dict[int, list[tuple[int, frozenset[int]]]] = {}
        for place, clauses in enumerate(best):
            needed = [numbers[clause] for clause in clauses] or [_ALWAYS]
            self._awaiting.setdefault(needed[0], []).append((place, frozenset(needed)))
        self._firsts = frozenset(self._awaiting)
        # Many groups of rules are tried on one sentence, one after another.
        self.possible = lru_cache(maxsize=1024)(self._possible)

    def _possible(self, folded: str) -> Mapping[Group, Sequence[Rule]]:
        """Return the rules that may match in ``folded``, by group and in order; the others surely do not."""
        held = frozenset([_ALWAYS]).union(*map(self._held.__getitem__, folded.split()))
        places = [
            place
            for clause in held & self._firsts
            for place, needed in self._awaiting[clause]
            if needed <= held
        ]
        found: dict[Group, list[Rule]] = {}
        for place in sorted(places):
            row = self._rows[place]
            found.setdefault(row.group, []).append(row.rule)
        return found


class _Held(dict[str, frozenset[int]]):
    """The numbers of the clauses that hold where some letters stand between spaces.

    They are found when the letters are first met.
    """

    def __init__(self, numbers: Mapping[Clause, int]) -> None:
        super().__init__()
        #: Pieces by their first letters, each with the clauses it fulfils.
        self._pieces: dict[str, dict[str, set[int]]] = {}
        for clause, number in numbers.items():
            for piece in clause:
                self._pieces.setdefault(piece[:_INDEXED], {}).setdefault(piece, set()).add(number)
        #: The others, too short for that.
        self._short = {piece: self._pieces.pop(piece) for piece in [*self._pieces] if len(piece) < _INDEXED}

    def __missing__(self, letters: str) -> frozenset[int]:
        found: set[int] = set()
        # Each word between spaces, and once more with its digits as they stand in clauses.
        words = f" {_NO_WORD.sub('  ', letters)} "
        for text in {words, _DIGIT.sub(DIGIT, words)}:
            for at in range(len(text) - _INDEXED + 1):
                for piece, numbers in self._pieces.get(text[at : at + _INDEXED], _NO_PIECES).items():
                    if text.startswith(piece, at):
                        found |= numbers
            for piece, fulfilled in self._short.items():
                if piece in text:
                    found |= fulfilled[piece]
        self[letters] = held = frozenset(found)
        return held
