"""Finds which of many rules can match in a text, in one pass over its words.

Of each rule it is known what must stand in a text for it to match (``generator.rules.literals``). A word is
looked at once, whatever text it stands in; for a text there is left to put together what its words hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.rules.literals import DIGIT, Clause, telling

_WORD = re.compile(r"\w+")
_NONE: frozenset[int] = frozenset()


class Screen:
    """Rules, by number, with what each needs."""

    def __init__(self, needs: Sequence[Sequence[Clause]]) -> None:
        clauses = {clause: number for number, clause in enumerate({c for of_one in needs for c in of_one})}
        self._held = _Held(clauses)
        self._always = [rule for rule, of_one in enumerate(needs) if not of_one]
        #: The rules to look at where a clause holds (the one that tells most of them), with all they need.
        self._awaiting: dict[int, list[tuple[int, frozenset[int]]]] = {}
        for rule, of_one in enumerate(needs):
            if of_one:
                entry = rule, frozenset(clauses[clause] for clause in of_one)
                self._awaiting.setdefault(clauses[max(of_one, key=telling)], []).append(entry)
        self._first = frozenset(self._awaiting)

    def possible(self, folded: str) -> list[int]:
        """Return the rules that may match in ``folded``, in order; the others surely do not."""
        held = _NONE.union(*map(self._held.__getitem__, _WORD.findall(folded)))
        rules = [
            rule
            for clause in self._first & held
            for rule, needed in self._awaiting[clause]
            if needed <= held
        ]
        return sorted(rules + self._always)


class _Held(dict[str, frozenset[int]]):
    """The clauses that hold where a word stands, found when the word is first met."""

    def __init__(self, clauses: dict[Clause, int]) -> None:
        super().__init__()
        self._digit = frozenset(number for clause, number in clauses.items() if DIGIT in clause)
        #: Pieces by their first two letters, with the clauses they fulfil.
        self._pieces: dict[str, dict[str, set[int]]] = {}
        for clause, number in clauses.items():
            for piece in clause - {DIGIT}:
                self._pieces.setdefault(piece[:2], {}).setdefault(piece, set()).add(number)

    def __missing__(self, word: str) -> frozenset[int]:
        found = set(self._digit) if any(map(str.isdecimal, word)) else set()
        spaced = f" {word} "
        for at in range(len(spaced) - 1):
            for piece, numbers in self._pieces.get(spaced[at : at + 2], {}).items():
                if spaced.startswith(piece, at):
                    found |= numbers
        self[word] = held = frozenset(found)
        return held
