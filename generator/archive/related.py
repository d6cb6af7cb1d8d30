"""Finds the nearest questions in other meetings, among those that share a topic, by the words they share.

A word is its stem; the words of the topics' register and names of letters and digits weigh more. How
questions are compared: see ``generator.archive.nearness``. All numbers: ``generator/rules/related.yaml``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from itertools import chain

import numpy as np
import Stemmer

from generator.archive.graph import RelatedQuestion
from generator.archive.nearness import Known, compare
from generator.archive.topics import TopicFinder, asked_and_said, topic_finder
from generator.archive.word_space import Compared, Words
from generator.folding import fold
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


def find_related(
    questions: Iterable[Compared], memo: Memo | None = None
) -> dict[str, tuple[RelatedQuestion, ...]]:
    """Return for each question id the questions on the same subject in other meetings, nearest first."""
    memo = memo or Memo()
    before = memo.last("related", Known)
    known = compare(questions, before)
    if known is not before:
        memo.keep_last("related", known)
    ids = {name: name for name in known.ids}
    return {
        name: tuple(RelatedQuestion(question=ids[one.question], score=one.score) for one in found)
        for name, found in zip(ids, known.found, strict=True)
    }


def words_of(
    register: tuple[Topic, ...], question: str, *, subheading: str | None = None, answer: str = ""
) -> Words:
    """Return the words of a question, its sub-heading and its answer with their weights.

    For a question that is answered by pointing to another, ``answer`` is what stands there.
    """
    tuning = load_table("related").weights
    finder = topic_finder(register)
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
        if len(self) >= _MOST_STEMS:
            self.clear()
        self[letters] = stems
        return stems


_MOST_STEMS = 100_000
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
