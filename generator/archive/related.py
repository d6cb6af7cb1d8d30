"""Finds the nearest questions in other meetings, among those that share a topic, by the words they share.

A word is its stem; the words of the topics' register and names of letters and digits weigh more. How
questions are compared: see ``generator.archive.nearness``. All numbers: ``generator/rules/related.yaml``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b

import msgspec
import numpy as np
import snowballstemmer

from generator.archive.graph import RelatedQuestion
from generator.archive.nearness import Compared, Known, Words, compare
from generator.archive.topics import TopicFinder, asked_and_said, topic_finder
from generator.folding import fold
from generator.memo import Memo
from generator.records import Paragraph, plain_text
from generator.registers import Topic
from generator.rules import load_table

_TOKEN = re.compile(r"\d+(?:,\d+)? ?%|[a-z0-9]+")
_PERCENT = re.compile(r"(\d+(?:,\d+)?) procent")
#: Names of letters and digits: "PURL", "1GNC", "MQ-9", "F-35".
_NAME = re.compile(r"\b(?:[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*|\d+[A-Z]\w*|[A-Z]+(?=-\d))(?:-\d+)?\b")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Comparable(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it is compared."""

    id: str
    meeting: str
    topics: tuple[str, ...]
    question: tuple[Paragraph, ...]
    #: The answer; of one that only points, the answer pointed to.
    answer: tuple[Paragraph, ...] = ()
    subheading: str | None = None


#: Question, sub-heading and answer.
Texts = tuple[tuple[Paragraph, ...], str, tuple[Paragraph, ...]]


def find_related(
    questions: Iterable[Comparable], register: tuple[Topic, ...], memo: Memo | None = None
) -> dict[str, tuple[RelatedQuestion, ...]]:
    """Return for each question id the questions on the same subject in other meetings, nearest first."""
    memo = memo or Memo()
    told: list[tuple[str, str, tuple[str, ...]]] = []

    def texts() -> Iterator[Texts]:
        for one in questions:
            told.append((one.id, one.meeting, one.topics))
            yield one.question, one.subheading or "", one.answer

    words = list(memo.map("words", _words, register, texts(), Words))
    compared = [Compared(*one, held) for one, held in zip(told, words, strict=True)]
    before = memo.last("related", Known)
    known = compare(compared, before)
    if known is not before:
        memo.keep_last("related", known)
    ids = {name: name for name in known.ids}
    return {
        name: tuple(RelatedQuestion(question=ids[one.question], score=one.score) for one in found)
        for name, found in zip(ids, known.found, strict=True)
    }


def _words(register: tuple[Topic, ...], texts: Texts) -> Words:
    """Return the words of a question, its sub-heading and its answer with their weights."""
    tuning = load_table("related").weights
    finder = topic_finder(register)
    question, subheading, answer = texts
    asked, said = asked_and_said(plain_text(question))
    words: dict[str, float] = {}
    for text, part in (
        (asked, "asked"), (said, "said"), (subheading, "subheading"), (plain_text(answer), "answer"),
    ):  # fmt: skip
        if text:
            for word, weight in _weigh(text, finder).items():
                words[word] = words.get(word, 0.0) + tuning[part] * weight
    return Words(
        numbers=b"".join(map(_number, words)), weights=np.array([*words.values()], dtype="<f4").tobytes()
    )


@cache
def _number(word: str) -> bytes:
    return blake2b(word.encode(), digest_size=8).digest()


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
