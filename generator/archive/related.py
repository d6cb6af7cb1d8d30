"""Find the nearest questions in other meetings, among those that share a topic, by the words they share.

TF-IDF over stems, with the words of the topics' register and names of letters and digits weighed more. Linear
in practice: candidates come from the few rarest words of a question, and a word that stands in very many
questions brings none. The numbers stand in ``generator/rules/related.yaml``; the threshold was set on the
labelled pairs of ``tests/labels/related.yaml``.
"""

from __future__ import annotations

import heapq
import math
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice, repeat
from operator import mul
from typing import NamedTuple

import msgspec
import snowballstemmer

from generator.archive.graph import RelatedQuestion
from generator.archive.topics import TopicFinder, asked_and_said, topic_finder
from generator.folding import fold
from generator.forking import processors, run_all
from generator.memo import Memo
from generator.registers import Topic
from generator.rules import load_table

_TOKEN = re.compile(r"\d+(?:,\d+)? ?%|[a-z0-9]+")
_PERCENT = re.compile(r"(\d+(?:,\d+)?) procent")
#: Names of letters and digits: "PURL", "1GNC", "MQ-9", "F-35".
_NAME = re.compile(r"\b(?:[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*|\d+[A-Z]\w*|[A-Z]+(?=-\d))(?:-\d+)?\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A question brings candidates by this many of its words, each standing in at most so many questions.
_LEADS = 14
_CROWD = 250
#: Of the candidates, so many are compared in full.
_COMPARED = 40
#: So many questions are compared by one process before the next.
_CHUNK = 1000


class Comparable(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it is compared."""

    id: str
    meeting: str
    topics: tuple[str, ...]
    question: str
    #: The answer; of one that only points, the answer pointed to.
    answer: str = ""
    subheading: str | None = None


def find_related(
    questions: Sequence[Comparable], register: tuple[Topic, ...], memo: Memo | None = None
) -> dict[str, tuple[RelatedQuestion, ...]]:
    """Return for each question id the questions on the same subject in other meetings, nearest first."""
    space = _space(questions, register, memo or Memo())
    starts = range(0, len(questions), _CHUNK)
    processes = processors() if len(questions) > _CHUNK else 1
    chunks = run_all([partial(_near, space, range(start, start + _CHUNK)) for start in starts], processes)
    near = (one for chunk in chunks for one in chunk)
    return {
        question.id: tuple(
            RelatedQuestion(question=questions[other].id, score=round(score, 3)) for score, other in found
        )
        for question, found in zip(questions, near, strict=True)
    }


class _Vector(NamedTuple):
    """The words of a question by number, and their weights; together of length 1."""

    words: array[int]
    weights: array[float]


class _Space(NamedTuple):
    """Questions as they are compared, and which of them each word leads to."""

    questions: Sequence[Comparable]
    vectors: list[_Vector]
    leads: list[_Vector]
    #: Questions by the words that lead to them, with the weights; no word that leads to a crowd.
    postings: dict[int, tuple[array[int], array[float]]]


def _space(questions: Sequence[Comparable], register: tuple[Topic, ...], memo: Memo) -> _Space:
    vectors, words = _vectors(questions, register, memo)
    leads = [_leads(vector, words) for vector in vectors]
    crowds = Counter(word for vector in leads for word in vector.words)
    postings: dict[int, tuple[array[int], array[float]]] = {}
    for index, vector in enumerate(leads):
        for word, weight in zip(vector.words, vector.weights, strict=True):
            if 1 < crowds[word] <= _CROWD:
                holders, weights = postings.setdefault(word, (array("I"), array("d")))
                holders.append(index)
                weights.append(weight)
    return _Space(questions, vectors, leads, postings)


def _near(space: _Space, indexes: range) -> list[list[tuple[float, int]]]:
    """Return for some questions those that come near enough, the nearest first."""
    tuning = load_table("related").weights
    found = []
    for index in indexes[: max(0, len(space.questions) - indexes.start)]:
        mine = dict(zip(*space.vectors[index], strict=True))
        near = [
            (score, other)
            for other in _candidates(index, space)
            if (score := _cosine(mine, space.vectors[other])) >= tuning["threshold"]
        ]
        near.sort(key=lambda item: (-item[0], space.questions[item[1]].id))
        found.append(near[: int(tuning["most"])])
    return found


def _vectors(
    questions: Sequence[Comparable], register: tuple[Topic, ...], memo: Memo
) -> tuple[list[_Vector], list[str]]:
    """Return the vector of every question, and the words by number."""
    tuning = load_table("related").weights
    texts = [(one.question, one.subheading or "", one.answer) for one in questions]
    numbers: dict[str, int] = {}
    frequency: Counter[int] = Counter()
    counted: list[_Vector] = []
    for count in memo.map("words", _words, register, texts, dict[str, float]):
        known = array("I", (numbers.setdefault(word, len(numbers)) for word in count))
        frequency.update(known)
        counted.append(_Vector(known, array("d", count.values())))
    total = len(counted)
    rarity = {
        word: min(math.log(total / times), tuning["rarity"])
        for word, times in frequency.items()
        if tuning["fewest"] <= times < total
    }
    return [_weighed(vector, rarity) for vector in counted], list(numbers)


def _weighed(counts: _Vector, rarity: Mapping[int, float]) -> _Vector:
    weighed = {
        word: math.log1p(times) * rarity[word]
        for word, times in zip(counts.words, counts.weights, strict=True)
        if word in rarity
    }
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return _Vector(array("I", weighed), array("d", (weight / length for weight in weighed.values())))


def _words(register: tuple[Topic, ...], texts: tuple[str, str, str]) -> dict[str, float]:
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
            for word, weight in _weigh(text, finder).items():
                words[word] = words.get(word, 0.0) + tuning[part] * weight
    return words


def _weigh(text: str, finder: TopicFinder) -> dict[str, float]:
    tuning = load_table("related").weights
    stop, common = _stop_words(), _common_stems()
    counts: Counter[str] = Counter()
    for token, n in Counter(_TOKEN.findall(_PERCENT.sub(r"\1%", fold(text)))).items():
        if len(token) > 1 and token not in stop and not _YEAR.fullmatch(token):
            counts[token.replace(" ", "") if token[-1] == "%" else _stem(token)] += n
    weights = {
        stem: (1 + math.log(n)) * (tuning["common"] if stem in common else 1.0) for stem, n in counts.items()
    }
    for name, n in Counter(_names(text)).items():
        weights[name] = weights.get(name, 0.0) + tuning["name"] * n
    for pattern, n in Counter(finder.strong_words(text)).items():
        weights[pattern] = tuning["register"] * (1 + math.log(n))
    return weights


def _names(text: str) -> Iterator[str]:
    for match in _NAME.finditer(text):
        name = fold(match.group())
        if name not in _stop_words() and _stem(name) not in _common_stems():
            yield f"={name}"


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(load_table("related").lists["stop"])


@cache
def _common_stems() -> frozenset[str]:
    return frozenset(_stem(word) for word in load_table("related").lists["common"])


_STEMMER = snowballstemmer.stemmer("dutch_porter")


@cache
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def _cosine(mine: Mapping[int, float], other: _Vector) -> float:
    # Written so that the interpreter need not come by each word: most of the time of an archive goes here.
    weights: Iterator[float] = map(mine.get, other.words, repeat(0.0))
    return sum(map(mul, other.weights, weights), 0.0)


def _leads(vector: _Vector, words: Sequence[str]) -> _Vector:
    heaviest = heapq.nlargest(
        _LEADS,
        zip(vector.weights, vector.words, strict=True),
        key=lambda item: (item[0], words[item[1]]),
    )
    return _Vector(array("I", (word for _, word in heaviest)), array("d", (weight for weight, _ in heaviest)))


def _candidates(index: int, space: _Space) -> list[int]:
    """Return the questions worth comparing: other meetings, a topic shared, most in common by the leads."""
    one = space.questions[index]
    topics = frozenset(one.topics)
    shared: dict[int, float] = {}
    for word, weight in zip(*space.leads[index], strict=True):
        for other, theirs in zip(*space.postings.get(word, ((), ())), strict=True):
            shared[other] = shared.get(other, 0.0) + weight * theirs
    # The most in common first, so that few need to be looked at.
    best = sorted(zip(shared.values(), shared.keys(), strict=True), reverse=True)
    worth = (
        other
        for _, other in best
        if space.questions[other].meeting != one.meeting
        and not topics.isdisjoint(space.questions[other].topics)
    )
    return list(islice(worth, _COMPARED))
