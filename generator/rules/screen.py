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

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_NONE: frozenset[int] = frozenset()

Group = TypeVar("Group", bound=Hashable)
Rule = TypeVar("Rule")


class _Row(NamedTuple, Generic[Rule]):
    """A rule with the number of the clause that tells most of it, and of all its clauses."""

    rule: Rule
    first: int
    needed: frozenset[int]


class Screen(Generic[Group, Rule]):
    """Groups of rules, each rule with the clauses that hold of every text in which it matches."""

    def __init__(self, groups: Mapping[Group, Sequence[tuple[Rule, Sequence[Clause]]]]) -> None:
        every = {clause for group in groups.values() for _, clauses in group for clause in clauses}
        numbers = {clause: number for number, clause in enumerate(every)}
        self._held = _Held(numbers)
        self._rows = {
            name: [
                _Row(rule, numbers[max(clauses, key=telling)], frozenset(map(numbers.__getitem__, clauses)))
                if clauses
                else _Row(rule, _ALWAYS, _NONE)
                for rule, clauses in group
            ]
            for name, group in groups.items()
        }
        self._first = {name: frozenset(row.first for row in rows) for name, rows in self._rows.items()}
        #: The clauses that hold of a text: many groups of rules are tried on one, one after another.
        self._of_text = lru_cache(maxsize=1024)(self._find)

    def possible(self, group: Group, folded: str) -> Sequence[Rule]:
        """Return the rules of a group that may match in ``folded``, in order; the others surely do not."""
        held = self._of_text(folded)
        if held.isdisjoint(self._first[group]):
            return ()
        return [row.rule for row in self._rows[group] if row.first in held and row.needed <= held]

    def _find(self, folded: str) -> frozenset[int]:
        return frozenset((_ALWAYS,)).union(*map(self._held.__getitem__, _WORD.findall(folded)))


#: The number of what holds of every text.
_ALWAYS = -1


class _Held(dict[str, frozenset[int]]):
    """The numbers of the clauses that hold where a word stands, found when the word is first met."""

    def __init__(self, numbers: Mapping[Clause, int]) -> None:
        super().__init__()
        #: Pieces by their first two letters, with the clauses they fulfil.
        self._pieces: dict[str, dict[str, set[int]]] = {}
        self._digits: dict[str, set[int]] = {}
        for clause, number in numbers.items():
            for piece in clause:
                pieces = self._digits if piece[0] == DIGIT else self._pieces.setdefault(piece[:2], {})
                pieces.setdefault(piece, set()).add(number)

    def __missing__(self, word: str) -> frozenset[int]:
        found: set[int] = set()
        spaced = f" {word} "
        for at in range(len(word) + 1):
            for piece, numbers in self._pieces.get(spaced[at : at + 2], {}).items():
                if spaced.startswith(piece, at):
                    found |= numbers
        in_a_row = max(map(len, _DIGITS.findall(word)), default=0)
        for piece, numbers in self._digits.items():
            if len(piece) <= in_a_row:
                found |= numbers
        self[word] = held = frozenset(found)
        return held
