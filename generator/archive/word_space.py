"""Lays questions out as vectors of the words they hold: what is near in them is near in subject.

TF-IDF: a word counts by how often it stands in a question, and by how rare it is. How rare is told in whole
doublings ("in an eighth of all questions"), so that one question more changes it for few words. Words are
numbers here: digests of 64 bits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from generator.rules import load_table

#: A question brings candidates by this many of its words, each standing in at most so many questions.
_LEADS: Final = 14
_CROWD: Final = 250
#: So many questions are looked at at once.
STEP: Final = 250
_DIGEST: Final = 12

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Words64 = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]


class Words(msgspec.Struct, frozen=True):
    """The words of a question: a number of 64 bits for each, and a weight of 32 bits, packed."""

    numbers: bytes
    weights: bytes


class Compared(NamedTuple):
    """A question to compare with others."""

    id: str
    meeting: str
    topics: tuple[str, ...]
    words: Words


class Laid:
    """Questions to compare, with all their words in one row."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.keys: list[bytes] = []
        self.meetings: list[str] = []
        self.topics: list[tuple[str, ...]] = []
        #: As in ``Words``; and where the words of each question end.
        self.numbers = bytearray()
        self.amounts = bytearray()
        self.ends = [0]

    def add(self, question: Compared) -> None:
        self.ids.append(question.id)
        self.keys.append(_key(question))
        self.meetings.append(question.meeting)
        self.topics.append(question.topics)
        self.numbers += question.words.numbers
        self.amounts += question.words.weights
        self.ends.append(len(self.amounts) // 4)


def _key(question: Compared) -> bytes:
    digest = blake2b(repr((question.meeting, question.topics)).encode(), digest_size=_DIGEST)
    digest.update(question.words.numbers)
    digest.update(question.words.weights)
    return digest.digest()


class Space(NamedTuple):
    """Questions as they are compared; a row for each, in order."""

    ids: list[str]
    #: The number of each word, in order, and how many doublings it is rarer than a word of every question.
    words: Words64
    rarity: npt.NDArray[np.int8]
    #: The words of all questions, those of a question together, as places among ``words``; where each ends.
    columns: npt.NDArray[np.int32]
    ends: Numbers
    #: Questions by words: weights, those of a row together of length 1.
    vectors: csr_matrix
    #: The weightiest words of each; and of these, those that stand in few others, both ways.
    heaviest: csr_matrix
    leads: csr_matrix
    led: csr_matrix
    #: Meetings by number.
    meetings: Numbers
    #: Topics, a bit for each.
    topics: npt.NDArray[np.uint8]


def space_of(questions: Laid, known: Words64) -> Space:
    """Return questions as they are compared; ``known`` are words that many of them may have, in order.

    The words of ``questions`` are taken from them: they take as much room as all else.
    """
    words, columns = _different(np.frombuffer(questions.numbers, dtype="<u8"), known)
    # The columns stand for these numbers.
    questions.numbers = bytearray()
    rarity = _rarity(_counts(columns, len(words)), len(questions.ids))
    ends = np.array(questions.ends)
    vectors = _vectors(np.frombuffer(questions.amounts, dtype="<f4"), columns, ends, rarity)
    questions.amounts = bytearray()
    heaviest = _heaviest_of(vectors)
    leads = _leading(heaviest)
    meetings = {meeting: number for number, meeting in enumerate(questions.meetings)}
    return Space(
        ids=questions.ids,
        words=words,
        rarity=rarity,
        columns=columns,
        ends=ends,
        vectors=vectors,
        heaviest=heaviest,
        leads=leads,
        led=leads.T.tocsr(),
        meetings=np.array([meetings[meeting] for meeting in questions.meetings]),
        topics=_bits(questions.topics),
    )


def _bits(topics: Sequence[tuple[str, ...]]) -> npt.NDArray[np.uint8]:
    # Many questions are about the same.
    rows = {several: row for row, several in enumerate(dict.fromkeys(topics))}
    names = sorted({topic for several in rows for topic in several})
    columns = {name: number for number, name in enumerate(names)}
    bits = np.zeros((len(rows), len(names)), dtype=bool)
    for several, row in rows.items():
        bits[row, [columns[topic] for topic in several]] = True
    packed: npt.NDArray[np.uint8] = np.packbits(bits, axis=1)[[rows[several] for several in topics]]
    return packed


def _rarity(frequency: Numbers, total: int) -> npt.NDArray[np.int8]:
    """Return how rare words are that stand in so many of ``total`` questions, in whole doublings.

    A word that stands in too few to lead anywhere says nothing, nor does one that stands in all.

    >>> _rarity(np.array([1, 2, 3, 4, 99, 100]), 100).tolist()
    [0, 6, 6, 5, 1, 0]
    """
    doublings = np.frexp(total - 1)[1] - (np.frexp(frequency)[1] - 1)
    doublings[(frequency < load_table("related").weights["fewest"]) | (frequency >= total)] = 0
    rarity: npt.NDArray[np.int8] = doublings.astype(np.int8)
    return rarity


def _vectors(
    amounts: Floats, columns: npt.NDArray[np.int32], ends: Numbers, rarity: npt.NDArray[np.int8]
) -> csr_matrix:
    """Return how much each word says of each question, from how often it stands there and how rare it is."""
    most = load_table("related").weights["rarity"]
    factors = np.minimum(rarity * np.log(2.0), most).astype(np.float32)
    weights = np.log1p(amounts)
    for part in _parts(len(columns)):
        weights[part] *= factors[columns[part]]
    vectors = csr_matrix((weights, columns.copy(), ends), (len(ends) - 1, len(rarity)))
    vectors.eliminate_zeros()
    vectors.sort_indices()
    for start in range(0, vectors.shape[0], STEP):
        first, last = vectors.indptr[start], vectors.indptr[min(start + STEP, vectors.shape[0])]
        step = vectors[start : start + STEP]
        lengths = np.sqrt(np.asarray(step.multiply(step).sum(axis=1)).ravel())
        vectors.data[first:last] /= np.repeat(np.where(lengths, lengths, 1.0), np.diff(step.indptr))
    return vectors


def _different(numbers: Words64, known: Words64) -> tuple[Words64, npt.NDArray[np.int32]]:
    """Return the numbers that differ, in order, and the place among them of each; ``known`` only saves time.

    >>> numbers = np.array([70, 50, 70, 60], dtype=np.uint64)
    >>> [one.tolist() for one in _different(numbers, np.array([50, 55, 60], dtype=np.uint64))]
    [[50, 60, 70], [2, 0, 2, 1]]
    """
    columns = _columns(numbers, known)
    news = np.unique(numbers[columns < 0])
    if len(news):
        known = np.union1d(known, news)
        columns = _columns(numbers, known)
    present = _counts(columns, len(known)) > 0
    if not present.all():
        columns = (np.cumsum(present, dtype=np.int32) - 1)[columns]
    return known[present], columns


def _counts(columns: npt.NDArray[np.int32], amount: int) -> Numbers:
    """Return how often each of so many columns comes."""
    counts = np.zeros(amount, dtype=np.int64)
    for part in _parts(len(columns)):
        counts += np.bincount(columns[part], minlength=amount)
    return counts


def _columns(numbers: Words64, known: Words64) -> npt.NDArray[np.int32]:
    """Return the place of each number among those that are known, which are in order; -1 for what is not.

    They are digests, and so lie as close everywhere: from the first bits of one follows where to look.

    >>> _columns(np.array([70, 50, 80], dtype=np.uint64), np.array([50, 60, 70], dtype=np.uint64)).tolist()
    [2, 0, -1]
    """
    columns = np.full(len(numbers), -1, dtype=np.int32)
    if not len(known):
        return columns
    bits = min(len(known).bit_length() + 2, 24)
    shift = np.uint64(64 - bits)
    starts = np.searchsorted(known, np.arange(1 << bits, dtype=np.uint64) << shift).astype(np.int32)
    last = len(known) - 1
    for part in _parts(len(numbers)):
        sought = numbers[part]
        places = np.minimum(starts[sought >> shift], last)
        behind = np.flatnonzero((known[places] < sought) & (places < last))
        while len(behind):
            places[behind] += 1
            behind = behind[(known[places[behind]] < sought[behind]) & (places[behind] < last)]
        found = known[places] == sought
        columns[part][found] = places[found]
    return columns


def _parts(length: int, most: int = 1 << 20) -> Iterator[slice]:
    """Yield slices that together are a whole: what is made of a part is small beside it."""
    yield from (slice(start, start + most) for start in range(0, length, most))


def _heaviest_of(vectors: csr_matrix) -> csr_matrix:
    """Return of each question only the weightiest words."""
    found = []
    for start in range(0, vectors.shape[0], STEP):
        step = vectors[start : start + STEP].tocoo()
        heavy = _heavy_enough(step.row, step.data)
        rows, words, weights = heaviest_of_rows(step.row[heavy], step.col[heavy], step.data[heavy], _LEADS)
        found.append((rows + start, words, weights))
    rows, words, weights = (np.concatenate(column) for column in zip(*found, strict=True))
    return csr_matrix((weights, (rows, words)), vectors.shape)


def _heavy_enough(rows: Numbers, weights: Floats) -> Flags:
    """Tell which elements may be the heaviest of their row: where enough are above the mean, only those."""
    amounts = np.maximum(np.bincount(rows), 1)
    above: Flags = weights >= (np.bincount(rows, weights) / amounts)[rows]
    few = np.bincount(rows, above) < _LEADS
    return above | few[rows]


def _leading(heaviest: csr_matrix) -> csr_matrix:
    """Return the weightiest words without those that lead to no other question, or to a crowd."""
    rows = np.repeat(np.arange(heaviest.shape[0]), np.diff(heaviest.indptr))
    words = heaviest.indices
    holders = np.bincount(words, minlength=heaviest.shape[1])
    few = ((holders > 1) & (holders <= _CROWD))[words]
    return csr_matrix((heaviest.data[few], (rows[few], words[few])), heaviest.shape)


def heaviest_of_rows(
    rows: Numbers, columns: Numbers, weights: Floats, most: int
) -> tuple[Numbers, Numbers, Floats]:
    """Return the ``most`` heaviest elements of every row, the heaviest first, those of one weight by column.

    Rows are fewer than 2**8, columns than 2**24, and no weight is negative: so row, weight (to 32 bits) and
    column make one number of 64 bits, and that is sorted a few times as fast as the three.

    >>> rows, columns, weights = heaviest_of_rows(
    ...     np.array([1, 0, 0, 0]), np.array([9, 7, 6, 5]), np.array([1.0, 2.0, 3.0, 2.0]), 2
    ... )
    >>> rows.tolist(), columns.tolist(), weights.tolist()
    ([0, 0, 1], [6, 5, 9], [3.0, 2.0, 1.0])
    """
    assert not len(rows) or (rows.max() < 1 << 8 and columns.max() < 1 << 24)
    light = _ALL - weights.astype("<f4").view("<u4").astype(np.uint64)
    keys = (rows.astype(np.uint64) << _ROW) | (light << _WEIGHT) | columns.astype(np.uint64)
    keys.sort()
    keys = keys[_place_in_row((keys >> _ROW).astype(np.int64)) < most]
    heavy = (_ALL - (keys >> _WEIGHT & _ALL)).astype("<u4").view("<f4")
    return (keys >> _ROW).astype(np.int64), (keys & _COLUMN).astype(np.int64), heavy


#: Where row and weight begin in a number of 64 bits, the bits of a column, and of a weight.
_ROW, _WEIGHT, _COLUMN, _ALL = np.uint64(56), np.uint64(24), np.uint64(0xFFFFFF), np.uint64(0xFFFFFFFF)


def _place_in_row(rows: Numbers) -> Numbers:
    """Return the place of each element in its row, from 0; rows stand together.

    >>> _place_in_row(np.array([3, 3, 3, 5, 5])).tolist()
    [0, 1, 2, 0, 1]
    """
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    return np.arange(len(rows)) - np.repeat(starts, np.diff(starts, append=len(rows)))
