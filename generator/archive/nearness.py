"""Compares questions by the words they share: which are near each other, and how near.

What was found before is used again for every question that neither a word that became rarer or less rare nor
a question that changed can bring near another: what comes out is the same as when all are compared anew.

Linear in practice: candidates come from the few weightiest words of a question, and a word that stands in
very many questions brings none. The numbers stand in ``generator/rules/related.yaml``; the threshold was set
on the labelled pairs of ``tests/labels/related.yaml``. ``generator.archive.word_space`` weighs the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Final

import msgspec
import numpy as np

from generator.archive.graph import RelatedQuestion
from generator.archive.word_space import (
    STEP,
    Compared,
    Flags,
    Laid,
    Numbers,
    Space,
    heaviest_of_rows,
    space_of,
)
from generator.forking import processors, run_all
from generator.rules import load_table

#: Of the candidates, so many are compared in full.
_COMPARED: Final = 40
#: So many questions are compared by one process before the next.
_CHUNK: Final = 2000

_NO_WORDS: Final = np.empty(0, dtype="<u8")


class Known(msgspec.Struct, frozen=True):
    """What was found, with all that it follows from; a place in a list for each question, in order."""

    ids: list[str]
    #: Digests of the questions as they were compared.
    keys: list[bytes]
    #: The numbers of all words in order, and how rare each is: packed, 64 and 8 bits.
    words: bytes
    rarity: bytes
    #: The numbers of the words that lead from a question to others: packed, 64 bits.
    leads: list[bytes]
    found: list[tuple[RelatedQuestion, ...]]


def compare(questions: Iterable[Compared], before: Known | None = None) -> Known:
    """Return for every question those on the same subject in other meetings, nearest first."""
    every = Laid()
    for question in questions:
        every.add(question)
    ids, keys = every.ids, every.keys
    if before is not None and before.keys == keys and before.ids == ids:
        return before
    if not ids:
        return Known([], [], b"", b"", [], [])
    space = space_of(every, np.frombuffer(before.words, dtype="<u8") if before else _NO_WORDS)
    leads = _numbers_by_row(space)
    anew = _touched(space, keys, leads, before) if before else np.ones(len(ids), dtype=bool)
    kept = dict(zip(before.ids, before.found, strict=True)) if before else {}
    found = [() if new else kept[name] for name, new in zip(ids, anew, strict=True)]
    rows = np.flatnonzero(anew)
    jobs = [partial(_near, space, rows[start : start + _CHUNK]) for start in range(0, len(rows), _CHUNK)]
    for chunk in run_all(jobs, processors()):
        for row, near in chunk:
            found[row] = tuple(
                RelatedQuestion(question=ids[other], score=round(score, 3)) for score, other in near
            )
    return Known(ids, keys, space.words.tobytes(), space.rarity.tobytes(), leads, found)


def _numbers_by_row(space: Space) -> list[bytes]:
    """Return the numbers of the weightiest words of each question, packed."""
    numbers = space.words[space.heaviest.indices]
    ends = space.heaviest.indptr
    return [numbers[start:end].tobytes() for start, end in pairwise(ends)]


def _touched(space: Space, keys: Sequence[bytes], leads: Sequence[bytes], before: Known) -> Flags:
    """Tell of which questions something else may be found than before.

    That is: of those that changed themselves, or of which a word became rarer or less rare; and of those that
    share one of their weightiest words with such a question, as it is now or as it was.
    """
    known = dict(zip(before.ids, zip(before.keys, before.leads, strict=True), strict=True))
    here = dict.fromkeys(space.ids)
    if [one for one in known if one in here] != [one for one in here if one in known]:
        return np.ones(len(keys), dtype=bool)  # questions that are as near stand in order
    other = np.append(_other_rarity(space, before)[space.columns], False)
    changed: Flags = np.logical_or.reduceat(other, space.ends[:-1]) & (np.diff(space.ends) > 0)
    for row, (name, key) in enumerate(zip(space.ids, keys, strict=True)):
        changed[row] |= name not in known or known[name][0] != key
    touching = [told for told, other in zip(leads, changed, strict=True) if other]
    same = {name for name, other in zip(space.ids, changed, strict=True) if not other}
    touching += [told for name, (_, told) in known.items() if name not in same]
    numbers = np.frombuffer(b"".join(touching), dtype="<u8")
    shared = np.append(np.isin(space.words, numbers)[space.heaviest.indices], False)
    ends = space.heaviest.indptr
    touched: Flags = np.logical_or.reduceat(shared, ends[:-1]) & (np.diff(ends) > 0)
    changed |= touched
    return changed


def _other_rarity(space: Space, before: Known) -> Flags:
    """Tell which words are rarer or less rare than before; a word that is new is in what changed only."""
    words = np.frombuffer(before.words, dtype="<u8")
    rarity = np.frombuffer(before.rarity, dtype="i1")
    if not len(words):
        return np.zeros(len(space.words), dtype=bool)
    places = np.minimum(np.searchsorted(words, space.words), len(words) - 1)
    other: Flags = (words[places] == space.words) & (rarity[places] != space.rarity)
    return other


def _near(space: Space, rows: Numbers) -> list[tuple[int, list[tuple[float, int]]]]:
    """Return for the questions of some rows those that come near enough, the nearest first."""
    tuning: dict[str, Any] = load_table("related").weights
    found = []
    for start in range(0, len(rows), STEP):
        near: dict[int, list[tuple[float, int]]] = {}
        ours, others = _candidates(space, rows[start : start + STEP])
        scores = np.asarray(space.vectors[ours].multiply(space.vectors[others]).sum(axis=1)).ravel()
        enough = scores >= tuning["threshold"]
        for row, other, score in zip(ours[enough], others[enough], scores[enough], strict=True):
            near.setdefault(int(row), []).append((float(score), int(other)))
        for row, scored in near.items():
            scored.sort(key=lambda item: (-item[0], space.ids[item[1]]))
            found.append((row, scored[: int(tuning["most"])]))
    return found


def _candidates(space: Space, asked: Numbers) -> tuple[Numbers, Numbers]:
    """Return the pairs worth comparing: other meetings, a topic shared, most in common by the leads."""
    shared = (space.leads[asked] @ space.led).tocoo()
    places, others = shared.row.astype(np.int64), shared.col.astype(np.int64)
    rows = asked[places]
    worth = space.meetings[rows] != space.meetings[others]
    worth &= (space.topics[rows] & space.topics[others]).any(axis=1)
    best, others, _ = heaviest_of_rows(places[worth], others[worth], shared.data[worth], _COMPARED)
    return asked[best], others
