"""How much of one text stands in another: by runs of three words, without the phrases every question has."""

from __future__ import annotations

import re
from collections.abc import Set

from generator.folding import fold

#: Words in a run. Two questions on one subject share words, but few runs of three.
RUN = 3
_WORD = re.compile(r"\w+")
#: Who asks says nothing of what is asked: one printing names the faction where the other does not.
_ASKERS = re.compile(
    r"\b(?:zo vragen |vragen |lezen )?(?:de |het |deze |genoemde |voornoemde |het aan het woord zijnde "
    r"|de aan het woord zijnde |de hier aan het woord zijnde )(?:leden|lid)"
    r"(?: van (?:de |het )?(?:fractie |groep |leden )*(?:van )?(?:de |het )?[\w/.-]+(?: fractie)?)?"
    r"|\b[\w/-]+-fractie(?:leden)?\b"
)

Runs = frozenset[tuple[str, ...]]


def runs(text: str) -> Runs:
    """Return the runs of words of a text; of a text shorter than a run, the text itself."""
    words = _WORD.findall(_ASKERS.sub(" ", fold(text)))
    if len(words) < RUN:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def dice(one: Set[tuple[str, ...]], other: Set[tuple[str, ...]]) -> float:
    """Return how alike two texts are, 0 to 1: the same text is 1, a half of it two thirds."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def share(part: Set[tuple[str, ...]], whole: Set[tuple[str, ...]]) -> float:
    """Return how much of ``part`` stands in ``whole``, 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0
