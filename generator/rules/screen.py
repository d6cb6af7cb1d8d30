"""Finds which of many rules can match in a text, in one pass over it.

Of each rule it is known what must stand in a text for it to match (``generator.rules.literals``). All these
pieces of words are looked for at once (Aho and Corasick's automaton).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from string import digits
from typing import Generic, NamedTuple, TypeVar

from ahocorasick import Automaton

from generator.folding import keeping, spaced
from generator.rules.literals import DIGIT, Clause, telling

#: Characters beyond the first 256 are taken to be no letters: so a word may be found where there is but a
#: part of one, which loses nothing.
_IN_WORDS = keeping(lambda char: char.isalnum() or char == "_")
_IN_NUMBERS = keeping(lambda char: char in digits)
_DIGITS = re.compile(r"\d+")
#: A rule is looked up by so many of its clauses: more of them leave out hardly more rules.
_BEST = 2
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
        #: By the clause that tells most of a rule: the place of its row, and all clauses it is looked up by.
        self._awaiting: dict[int, list[tuple[int, frozenset[int]]]] = {}
        for place, clauses in enumerate(best):
            needed = [numbers[clause] for clause in clauses] or [_ALWAYS]
            self._awaiting.setdefault(needed[0], []).append((place, frozenset(needed)))
        self._firsts = frozenset(self._awaiting)
        self._pieces = Automaton()
        #: The clauses that hold where so many digits stand in a row.
        self._digits: list[tuple[int, frozenset[int]]] = []
        for piece, fulfilled in _by_piece(numbers).items():
            if piece[0] == DIGIT:
                self._digits.append((len(piece), fulfilled))
            else:
                self._pieces.add_word(spaced(piece, _IN_WORDS)[1:-1], fulfilled)
        self._pieces.make_automaton()
        # Many groups of rules are tried on one sentence, one after another.
        self.possible = lru_cache(maxsize=1024)(self._possible)

    def _possible(self, folded: str) -> Mapping[Group, Sequence[Rule]]:
        """Return the rules that may match in ``folded``, by group and in order; the others surely do not."""
        held = self._held(folded)
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

    def _held(self, folded: str) -> frozenset[int]:
        """Return the numbers of the clauses that hold of a text."""
        held = frozenset([_ALWAYS]).union(*map(_FULFILLED, self._pieces.iter(spaced(folded, _IN_WORDS))))
        in_a_row = max(map(len, _numbers(folded)), default=0)
        if in_a_row:
            held = held.union(*(fulfilled for least, fulfilled in self._digits if least <= in_a_row))
        return held


#: What an automaton gives for each piece it finds, beside the place where it ends.
_FULFILLED = itemgetter(1)


def _numbers(folded: str) -> list[str]:
    return spaced(folded, _IN_NUMBERS).split() if folded.isascii() else _DIGITS.findall(folded)


def _by_piece(numbers: Mapping[Clause, int]) -> dict[str, frozenset[int]]:
    """Return the numbers of the clauses that each piece fulfils."""
    pieces: dict[str, set[int]] = {}
    for clause, number in numbers.items():
        for piece in clause:
            pieces.setdefault(piece, set()).add(number)
    return {piece: frozenset(fulfilled) for piece, fulfilled in pieces.items()}
