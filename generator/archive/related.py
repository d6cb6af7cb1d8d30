"""Find the nearest questions in other meetings, among those that share a topic, by the words they share.

TF-IDF over stems, with the words of the topics' register and names of letters and digits weighed more. Linear
in practice: candidates come from the few rarest words of a question, and a word that stands in very many
questions brings none. The numbers stand in ``generator/rules/related.yaml``; the threshold was set on the
labelled pairs of ``tests/labels/related.yaml``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, partial
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
import Stemmer
from scipy.sparse import csr_matrix

from generator.archive.graph import RelatedQuestion
from generator.archive.topics import TopicFinder, asked_and_said, topic_finder
from generator.folding import fold
from generator.forking import processors, run_all
from generator.memo import Memo
from generator.registers import Topic
from generator.rules import load_table

_TOKEN = re.compile(r"\d+(?:,\d+)?%|[a-z0-9]+")
_PERCENT = re.compile(r"(\d+(?:,\d+)?) (?:procent|%)")
#: Names of letters and digits: "PURL", "1GNC", "MQ-9", "F-35". It begins with their first sign, and is tried
#: nowhere else.
_NAME = re.compile(
    r"[A-Z\d](?<!\w.)(?:(?<=[A-Z])(?:[A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*|[A-Z]*(?=-\d))|(?<=\d)\d*[A-Z]\w*)"
    r"(?:-\d+)?\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A question brings candidates by this many of its words, each standing in at most so many questions.
_LEADS = 14
_CROWD = 250
#: Of the candidates, so many are compared in full.
_COMPARED = 40
#: So many questions are compared at once, and so many by one process before the next.
_STEP = 250
_CHUNK = 2000

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


class Comparable(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it is compared."""

    id: str
    meeting: str
    topics: tuple[str, ...]
    question: str
    #: The answer; of one that only points, the answer pointed to.
    answer: str = ""
    subheading: str | None = None


class Words(msgspec.Struct, frozen=True):
    """The words of a question: a number of 64 bits for each, and a weight of 32 bits, packed."""

    numbers: bytes
    weights: bytes


def find_related(
    questions: Sequence[Comparable], register: tuple[Topic, ...], memo: Memo | None = None
) -> dict[str, tuple[RelatedQuestion, ...]]:
    """Return for each question id the questions on the same subject in other meetings, nearest first."""
    if not questions:
        return {}
    space = _space(questions, register, memo or Memo())
    starts = range(0, len(questions), _CHUNK)
    jobs = [partial(_near, space, start, min(start + _CHUNK, len(questions))) for start in starts]
    found: dict[str, tuple[RelatedQuestion, ...]] = {question.id: () for question in questions}
    for chunk in run_all(jobs, processors()):
        for index, near in chunk:
            found[questions[index].id] = tuple(
                RelatedQuestion(question=questions[other].id, score=round(score, 3)) for score, other in near
            )
    return found


class _Space(NamedTuple):
    """Questions as they are compared; a row for each, in order."""

    ids: list[str]
    #: Questions by words: weights, those of a row together of length 1.
    vectors: csr_matrix
    #: The same of the words that lead from a question to others, and from them to it: none of a crowd.
    leads: csr_matrix
    led: csr_matrix
    #: Meetings by number.
    meetings: Numbers
    #: Topics, a bit for each.
    topics: npt.NDArray[np.uint8]


def _space(questions: Sequence[Comparable], register: tuple[Topic, ...], memo: Memo) -> _Space:
    vectors = _vectors(questions, register, memo)
    leads = _leads(vectors)
    meetings = {one.meeting: number for number, one in enumerate(questions)}
    names = sorted({topic for one in questions for topic in one.topics})
    topics = np.zeros((len(questions), len(names)), dtype=bool)
    columns = {name: number for number, name in enumerate(names)}
    for row, one in enumerate(questions):
        topics[row, [columns[topic] for topic in one.topics]] = True
    return _Space(
        ids=[one.id for one in questions],
        vectors=vectors,
        leads=leads,
        led=leads.T.tocsr(),
        meetings=np.array([meetings[one.meeting] for one in questions]),
        topics=np.packbits(topics, axis=1),
    )


def _vectors(questions: Sequence[Comparable], register: tuple[Topic, ...], memo: Memo) -> csr_matrix:
    """Return how much each word says of each question, from how often it stands there and how rare it is."""
    tuning = load_table("related").weights
    texts = [(one.question, one.subheading or "", one.answer) for one in questions]
    ends, numbers, amounts = [0], bytearray(), bytearray()
    for one in memo.map("words", _words, register, texts, Words):
        numbers += one.numbers
        amounts += one.weights
        ends.append(len(numbers) // 8)
    words, total = _columns(np.frombuffer(numbers, dtype="<u8")), len(questions)
    weights = np.log1p(np.frombuffer(amounts, dtype="<f4"))
    frequency = np.bincount(words)
    rarity = np.minimum(np.log(total / frequency), tuning["rarity"]).astype(np.float32)
    rarity[(frequency < tuning["fewest"]) | (frequency >= total)] = 0.0
    for part in _parts(len(words)):
        weights[part] *= rarity[words[part]]
    vectors = csr_matrix((weights, words, np.array(ends)), (total, len(frequency)))
    vectors.eliminate_zeros()
    vectors.sort_indices()
    for start in range(0, total, _STEP):
        first, last = vectors.indptr[start], vectors.indptr[min(start + _STEP, total)]
        step = vectors[start : start + _STEP]
        lengths = np.sqrt(np.asarray(step.multiply(step).sum(axis=1)).ravel())
        vectors.data[first:last] /= np.repeat(np.where(lengths, lengths, 1.0), np.diff(step.indptr))
    return vectors


def _columns(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.int32]:
    """Return the place of each number among all that differ.

    >>> _columns(np.array([70, 50, 70, 60], dtype=np.uint64)).tolist()
    [2, 0, 2, 1]
    """
    different = np.unique(numbers)
    columns = np.empty(len(numbers), dtype=np.int32)
    for part in _parts(len(numbers)):
        columns[part] = np.searchsorted(different, numbers[part])
    return columns


def _parts(length: int, most: int = 1 << 20) -> Iterator[slice]:
    """Yield slices that together are a whole: what is made of a part is small beside it."""
    yield from (slice(start, start + most) for start in range(0, length, most))


def _leads(vectors: csr_matrix) -> csr_matrix:
    """Return of each question only the weightiest words, and of these no word that leads to a crowd."""
    found = []
    for start in range(0, vectors.shape[0], _STEP):
        step = vectors[start : start + _STEP].tocoo()
        rows, words, weights = _heaviest(step.row, step.col, step.data, _LEADS)
        found.append((rows + start, words, weights))
    rows, words, weights = (np.concatenate(column) for column in zip(*found, strict=True))
    holders = np.bincount(words, minlength=vectors.shape[1])
    few = ((holders > 1) & (holders <= _CROWD))[words]
    return csr_matrix((weights[few], (rows[few], words[few])), vectors.shape)


def _heaviest(
    rows: Numbers, columns: Numbers, weights: Floats, most: int
) -> tuple[Numbers, Numbers, npt.NDArray[np.float32]]:
    """Return the ``most`` heaviest elements of every row, the heaviest first, those of one weight by column.

    Rows are fewer than 2**8, columns than 2**24, and no weight is negative: so row, weight (to 32 bits) and
    column make one number of 64 bits, and that is sorted a few times as fast as the three.

    >>> rows, columns, weights = _heaviest(
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


def _near(space: _Space, start: int, end: int) -> list[tuple[int, list[tuple[float, int]]]]:
    """Return for the questions of some rows those that come near enough, the nearest first."""
    tuning = load_table("related").weights
    found = []
    for step in range(start, end, _STEP):
        near: dict[int, list[tuple[float, int]]] = {}
        rows, others = _candidates(space, step, min(step + _STEP, end))
        scores = np.asarray(space.vectors[rows].multiply(space.vectors[others]).sum(axis=1)).ravel()
        enough = scores >= tuning["threshold"]
        for row, other, score in zip(rows[enough], others[enough], scores[enough], strict=True):
            near.setdefault(int(row), []).append((float(score), int(other)))
        for row, scored in near.items():
            scored.sort(key=lambda item: (-item[0], space.ids[item[1]]))
            found.append((row, scored[: int(tuning["most"])]))
    return found


def _candidates(space: _Space, start: int, end: int) -> tuple[Numbers, Numbers]:
    """Return the pairs worth comparing: other meetings, a topic shared, most in common by the leads."""
    shared = (space.leads[start:end] @ space.led).tocoo()
    rows, others = shared.row.astype(np.int64) + start, shared.col.astype(np.int64)
    worth = space.meetings[rows] != space.meetings[others]
    worth &= (space.topics[rows] & space.topics[others]).any(axis=1)
    best, others, _ = _heaviest(rows[worth] - start, others[worth], shared.data[worth], _COMPARED)
    return best + start, others


def _words(register: tuple[Topic, ...], texts: tuple[str, str, str]) -> Words:
    """Return the words of a question, its sub-heading and its answer with their weights."""
    tuning = load_table("related").weights
    finder = topic_finder(register)
    question, subheading, answer = texts
    asked, said = asked_and_said(question)
    words: dict[str, float] = {}
    for text, part in (
        (asked, "asked"), (said, "said"), (subheading, "subheading"), (answer, "answer"),
    ):  # fmt: skip
        if text:
            share = tuning[part]
            for word, weight in _weigh(text, finder).items():
                words[word] = words.get(word, 0.0) + share * weight
    weights = np.fromiter(words.values(), dtype="<f4", count=len(words))
    return Words(numbers=b"".join(map(_number, words)), weights=weights.tobytes())


@cache
def _number(word: str) -> bytes:
    return blake2b(word.encode(), digest_size=8).digest()


def _weigh(text: str, finder: TopicFinder) -> dict[str, float]:
    tuning, common = load_table("related").weights, _common_stems()
    folded = fold(text)
    spaced = _PERCENT.sub(r"\1%", folded) if "%" in folded or "procent" in folded else folded
    counts = Counter(chain.from_iterable(map(_STEMS.__getitem__, spaced.split(" "))))
    weights = {stem: _often(n) for stem, n in counts.items()}
    for stem in common & weights.keys():
        weights[stem] *= tuning["common"]
    for name, n in Counter(filter(None, map(_name, _NAME.findall(text)))).items():
        weights[name] = weights.get(name, 0.0) + tuning["name"] * n
    for pattern, n in Counter(finder.strong_words(text)).items():
        weights[pattern] = tuning["register"] * _often(n)
    return weights


@cache
def _often(times: int) -> float:
    """Return how much more a word weighs that stands so often in a text."""
    return 1 + math.log(times)


class _Stems(dict[str, tuple[str, ...]]):
    """The stems of the words that say something in what stands between two spaces, found when that is met."""

    def __missing__(self, letters: str) -> tuple[str, ...]:
        tokens = [
            token
            for token in _TOKEN.findall(letters)
            if len(token) > 1 and token not in _stop_words() and not _YEAR.fullmatch(token)
        ]
        stems = tuple(token if token[-1] == "%" else _stem(token) for token in tokens)
        self[letters] = stems
        return stems


_STEMS = _Stems()


@cache
def _name(printed: str) -> str | None:
    """Return how a name of letters and digits counts, if it does."""
    name = fold(printed)
    return None if name in _stop_words() or _stem(name) in _common_stems() else f"={name}"


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(load_table("related").lists["stop"])


@cache
def _common_stems() -> frozenset[str]:
    return frozenset(_stem(word) for word in load_table("related").lists["common"])


_STEMMER = Stemmer.Stemmer("dutch_porter")


@cache
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))
