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
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec
import snowballstemmer

from generator.archive.graph import RelatedQuestion
from generator.archive.topics import TopicFinder, asked_and_said, topic_finder
from generator.folding import fold
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

_Vector = dict[str, float]


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
    questions: Sequence[Comparable], register: tuple[Topic, ...]
) -> dict[str, tuple[RelatedQuestion, ...]]:
    """Return for each question id the questions on the same subject in other meetings, nearest first."""
    tuning = load_table("related").weights
    vectors = _vectors(questions, topic_finder(register))
    leads = [_leads(vector) for vector in vectors]
    postings = _postings(leads)
    found: dict[str, tuple[RelatedQuestion, ...]] = {}
    for index, one in enumerate(questions):
        near = [
            (score, questions[other].id)
            for other in _candidates(index, questions, leads[index], postings)
            if (score := _cosine(vectors[index], vectors[other])) >= tuning["threshold"]
        ]
        near.sort(key=lambda item: (-item[0], item[1]))
        nearest = near[: int(tuning["most"])]
        found[one.id] = tuple(
            RelatedQuestion(question=other, score=round(score, 3)) for score, other in nearest
        )
    return found


def _vectors(questions: Sequence[Comparable], finder: TopicFinder) -> list[_Vector]:
    tuning = load_table("related").weights
    counts = [_words(one, finder) for one in questions]
    frequency = Counter(word for count in counts for word in count)
    total = len(counts)
    rarity = {
        word: min(math.log(total / times), tuning["rarity"])
        for word, times in frequency.items()
        if tuning["fewest"] <= times < total
    }
    return [
        _unit({word: math.log1p(n) * rarity[word] for word, n in count.items() if word in rarity})
        for count in counts
    ]


def _words(one: Comparable, finder: TopicFinder) -> _Vector:
    """Return the words of a question with their weights."""
    tuning = load_table("related").weights
    asked, said = asked_and_said(one.question)
    words: _Vector = {}
    for text, part in (
        (asked, "asked"), (said, "said"), (one.subheading or "", "subheading"), (one.answer, "answer"),
    ):  # fmt: skip
        if text:
            for word, weight in _weigh(text, finder).items():
                words[word] = words.get(word, 0.0) + tuning[part] * weight
    return words


def _weigh(text: str, finder: TopicFinder) -> _Vector:
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


def _unit(vector: _Vector) -> _Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}


def _cosine(one: _Vector, other: _Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _leads(vector: _Vector) -> _Vector:
    return dict(heapq.nlargest(_LEADS, vector.items(), key=lambda item: (item[1], item[0])))


def _postings(leads: Iterable[_Vector]) -> dict[str, list[tuple[int, float]]]:
    postings: dict[str, list[tuple[int, float]]] = {}
    for index, vector in enumerate(leads):
        for word, weight in vector.items():
            postings.setdefault(word, []).append((index, weight))
    return postings


def _candidates(
    index: int,
    questions: Sequence[Comparable],
    leads: _Vector,
    postings: dict[str, list[tuple[int, float]]],
) -> list[int]:
    """Return the questions worth comparing: other meetings, a topic shared, most in common by the leads."""
    one = questions[index]
    topics = frozenset(one.topics)
    shared: dict[int, float] = {}
    for word, weight in leads.items():
        holders = postings[word]
        if len(holders) <= _CROWD:
            for other, theirs in holders:
                shared[other] = shared.get(other, 0.0) + weight * theirs
    worth = (
        (score, other)
        for other, score in shared.items()
        if questions[other].meeting != one.meeting and not topics.isdisjoint(questions[other].topics)
    )
    return [other for _, other in heapq.nlargest(_COMPARED, worth)]
