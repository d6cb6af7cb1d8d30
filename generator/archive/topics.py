"""Give every question its topics, by the words of the register (``content/topics.yaml``).

What is asked weighs most, then what else the question says, then the answer. A topic is central when its
words weigh most; a second and third topic must come near the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from generator.folding import fold
from generator.registers import Topic
from generator.rules import load_table
from generator.sentences import split_sentences

#: The first letters of a word; "5" in "3,5" begins none.
_WORD_START = re.compile(r"(?<![a-z0-9])(?<!\d[.,])[a-z0-9]{1,3}")
#: The letters a pattern begins with for certain.
_LITERAL = re.compile(r"[a-z0-9]*(?![?*{])")
_INDEXED = 3
#: A list of examples, up to the end of its clause.
_EXAMPLES = re.compile(
    r"\b(?:zoals|waaronder|bijvoorbeeld|onder andere|onder meer|o\.a\.)(?=[ :])[^.;?!]*|\([^()]*,[^()]*\)"
)


class _Word(msgspec.Struct, frozen=True):
    pattern: re.Pattern[str]
    topic: str
    weight: float


class _Begun(msgspec.Struct, frozen=True):
    """The words that may begin with some letters, and a pattern that tells whether any stands there."""

    words: tuple[_Word, ...]
    any_of: re.Pattern[str] | None


class TopicFinder:
    """The words of a register, indexed by their first letters."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self.topics = topics
        self._index: dict[str, list[_Word]] = {}
        self._by_start: dict[str, _Begun] = {}
        for topic in topics:
            for word in topic.words:
                pattern, weight = (word, 1.0) if isinstance(word, str) else (word.pattern, word.weight)
                for start in _starts(pattern):
                    self._index.setdefault(start, []).append(_Word(re.compile(pattern), topic.id, weight))

    def find(self, text: str, example: float = 1.0) -> Iterator[tuple[str, float]]:
        """Yield (topic, weight) for every word of the register in ``text``; the second mention counts half.

        What stands in a list of examples ("zoals …") counts for a share of ``example``.
        """
        folded = fold(text)
        times: Counter[re.Pattern[str]] = Counter()
        examples = [match.span() for match in _EXAMPLES.finditer(folded)]
        for start, _, word in _longest(list(self._words(folded))):
            times[word.pattern] += 1
            share = example if any(first <= start < last for first, last in examples) else 1.0
            yield word.topic, share * word.weight / times[word.pattern]

    def strong_words(self, text: str, least: float = 2.0) -> Iterator[str]:
        """Yield the pattern of every word of at least this weight in ``text``."""
        for _, _, word in self._words(fold(text)):
            if word.weight >= least:
                yield word.pattern.pattern

    def _words(self, folded: str) -> Iterator[tuple[int, int, _Word]]:
        for first in _WORD_START.finditer(folded):
            begun = self._by_start.get(first.group()) or self._beginning(first.group())
            if begun.any_of is None or not begun.any_of.match(folded, first.start()):
                continue
            for word in begun.words:
                if match := word.pattern.match(folded, first.start()):
                    yield first.start(), match.end(), word

    def _beginning(self, letters: str) -> _Begun:
        """Return the words that may begin with ``letters``, and keep them for the next time."""
        lengths = range(len(letters), -1, -1)
        words = tuple(word for length in lengths for word in self._index.get(letters[:length], ()))
        begun = self._by_start[letters] = _Begun(words, _any_of(words))
        return begun


def _any_of(words: tuple[_Word, ...]) -> re.Pattern[str] | None:
    """Return one pattern for all; one that matches everything where they cannot be put together."""
    if not words:
        return None
    if any(word.pattern.groups for word in words):
        return re.compile("")
    try:
        return re.compile("|".join(f"(?:{word.pattern.pattern})" for word in words))
    except re.error:
        return re.compile("")


def _longest(found: list[tuple[int, int, _Word]]) -> Iterator[tuple[int, int, _Word]]:
    """Yield what does not lie within a longer find: "Militair Schengen" is not about Schengen."""
    last_start = reach = 0
    for start, end, word in sorted(found, key=lambda item: (item[0], -item[1])):
        if end > reach or (start, end) == (last_start, reach):
            yield start, end, word
        if end > reach:
            last_start, reach = start, end


def _starts(pattern: str) -> set[str]:
    """Return the beginnings under which a pattern is looked up: "" when it may begin with anything."""
    if "|" in re.sub(r"\([^()]*\)", "", pattern):
        return set().union(*(_starts(part) for part in pattern.split("|")))
    literal = _LITERAL.match(pattern)
    return {literal.group()[:_INDEXED] if literal else ""}


@lru_cache(maxsize=8)
def topic_finder(topics: tuple[Topic, ...]) -> TopicFinder:
    """Return the finder for a register, made once."""
    return TopicFinder(topics)


def assign_topics(
    register: tuple[Topic, ...],
    question: str,
    *,
    answer: str = "",
    subheading: str | None = None,
    referred: str = "",
    before: str = "",
) -> tuple[str, ...]:
    """Return one to three topic ids, most central first; none only when the register is empty.

    ``referred`` is the text of the answers that the answer points to; ``before`` that of the question before
    it in the same contribution, which tells what "daarvan" and "deze controles" are about.
    """
    finder = topic_finder(register)
    tuning = load_table("topics").weights
    hits: dict[str, list[float]] = {}
    asked, said = asked_and_said(question)
    fields = (
        (subheading or "", "subheading"), (asked, "asked"), (said, "said"),
        (answer, "answer"), (referred, "referred"), (before, "before"),
    )  # fmt: skip
    for text, name in fields:
        if not text or (name == "before" and _heaviest(hits) >= tuning["weak"]):
            continue
        for topic, weight in finder.find(text, tuning["example"]):
            hits.setdefault(topic, []).append(tuning[name] * weight)
    total = {topic: _sum(weights, tuning["again"]) for topic, weights in hits.items()}
    return _choose(register, total, tuning)


def _heaviest(hits: dict[str, list[float]]) -> float:
    return max((sum(weights) for weights in hits.values()), default=0.0)


def _sum(weights: list[float], again: float) -> float:
    """Return the sum in which each next word counts less: ten words for one thing are not ten things."""
    return sum(weight * again**place for place, weight in enumerate(sorted(weights, reverse=True)))


def _choose(
    register: tuple[Topic, ...], total: dict[str, float], tuning: dict[str, float]
) -> tuple[str, ...]:
    order = {topic.id: place for place, topic in enumerate(register)}
    ranked = sorted(total.items(), key=lambda item: (-item[1], order[item[0]]))
    if not ranked:
        return tuple(order)[-1:]
    first = ranked[0][1]
    chosen = [ranked[0][0]]
    for place, (topic, weight) in enumerate(ranked[1:3]):
        if weight >= max(tuning["least"], first * tuning["second" if place == 0 else "third"]):
            chosen.append(topic)
        else:
            break
    return tuple(chosen)


def asked_and_said(question: str) -> tuple[str, str]:
    """Return the sentences that ask, and the others."""
    asked: list[str] = []
    said: list[str] = []
    for paragraph in question.split("\n"):
        for sentence in split_sentences(paragraph):
            asks = sentence.text.rstrip("\"'”’)").endswith("?") or _ASKS.search(fold(sentence.text))
            (asked if asks else said).append(sentence.text)
    return ("\n".join(asked), "\n".join(said)) if asked else ("\n".join(said), "")


_ASKS = re.compile(
    r"\b(?:vragen|vraagt|horen|vernemen|benieuwd|verzoeken|"
    r"willen (?:ook |graag )*weten|zouden graag|ontvangen graag)\b"
)
