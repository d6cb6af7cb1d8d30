"""Give every question its topics, by the words of the register (``content/topics.yaml``).

What is asked weighs most, then what else the question says, then the answer. A topic is central when its
words weigh most; a second and third topic must come near the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_lowercase, digits

import msgspec
from ahocorasick import Automaton

from generator.folding import fold, keeping, spaced
from generator.registers import Topic, TopicWord
from generator.rules import load_table
from generator.rules.literals import told
from generator.sentences import split_sentences

#: The signs of words, and how any word begins.
_SIGNS = ascii_lowercase + digits
_LETTERS = keeping(lambda char: char in _SIGNS)
_ANY = [f" {sign}" for sign in _SIGNS]
#: What a pattern begins with for certain, and what tells that its last word ends there.
_LITERAL = re.compile(r"((?:[a-z0-9 ',/-](?![?*{]))*)(\\b)?")
#: A pattern that matches wherever a word begins with its letters.
_PLAIN = re.compile(r"[a-z0-9]+")
#: Words of the register that begin with more of the same letters go before others.
_INDEXED = 3
#: A list of examples, up to the end of its clause.
_EXAMPLES = re.compile(
    told(
        r"\b(?:zoals|waaronder|bijvoorbeeld|onder andere|onder meer|o\.a\.)(?=[ :])[^.;?!]*|\([^()]*,[^()]*\)"
    ).guarded
)


#: Texts of which is remembered what was found: those of one question.
_TEXTS = 8


class _Word(msgspec.Struct, frozen=True):
    pattern: re.Pattern[str]
    topic: str
    weight: float
    #: How many letters it has, where it is nothing else.
    plain: int


class TopicFinder:
    """The words of a register, by the letters they begin with."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self.topics = topics
        words = [_word(word, topic.id) for topic in topics for word in topic.words]
        starts = sorted(
            (-min(len(start.split(" ")[1]), _INDEXED), place, start)
            for place, word in enumerate(words)
            for start in _starts(word.pattern.pattern)
        )
        #: The words in the order in which they are tried, one more than once if it may begin in several ways.
        self._tried = [words[place] for _, place, _ in starts]
        begun: dict[str, list[tuple[int, int]]] = {}
        first: dict[tuple[int, int], int] = {}
        for at, (order, place, start) in enumerate(starts):
            same = first.setdefault((order, place), at)
            for key in [start] if start.strip() else _ANY:
                begun.setdefault(key, []).append((len(key) - 1, same))
        self._begun = Automaton()
        for key, tries in begun.items():
            self._begun.add_word(key, tries)
        self._begun.make_automaton()
        #: The words of a text: looked for by topic, and soon again for what else is like it.
        self._found = lru_cache(maxsize=_TEXTS)(lambda folded: tuple(self._words(folded)))

    def find(self, text: str, example: float = 1.0) -> Iterator[tuple[str, float]]:
        """Yield (topic, weight) for every word of the register in ``text``; the second mention counts half.

        What stands in a list of examples ("zoals …") counts for a share of ``example``.
        """
        folded = fold(text)
        times: dict[str, int] = {}
        examples = [match.span() for match in _EXAMPLES.finditer(folded)]
        for start, _, word in _longest(self._found(folded)):
            pattern = word.pattern.pattern
            times[pattern] = times.get(pattern, 0) + 1
            listed = examples and any(first <= start < last for first, last in examples)
            yield word.topic, (example if listed else 1.0) * word.weight / times[pattern]

    def strong_words(self, text: str, least: float = 2.0) -> Iterator[str]:
        """Yield the pattern of every word of at least this weight in ``text``."""
        for _, _, word in self._found(fold(text)):
            if word.weight >= least:
                yield word.pattern.pattern

    def _words(self, folded: str) -> Iterator[tuple[int, int, _Word]]:
        """Yield (start, end, word) for every word of the register in a text, by its start."""
        if not self._tried:
            return
        begun = {
            (end - length, at)
            for end, tries in self._begun.iter(spaced(folded, _LETTERS))
            for length, at in tries
        }
        for start, at in sorted(begun):
            word = self._tried[at]
            if start > 1 and folded[start - 1] in ".," and folded[start - 2].isdecimal():
                continue  # "5" in "3,5" begins no word
            if word.plain:
                yield start, start + word.plain, word
            elif match := word.pattern.match(folded, start):
                yield start, match.end(), word


def _word(word: str | TopicWord, topic: str) -> _Word:
    pattern, weight = (word, 1.0) if isinstance(word, str) else (word.pattern, word.weight)
    plain = _PLAIN.fullmatch(pattern)
    return _Word(re.compile(pattern), topic, weight, len(pattern) if plain else 0)


def _longest(found: Iterable[tuple[int, int, _Word]]) -> Iterator[tuple[int, int, _Word]]:
    """Yield what does not lie within a longer find: "Militair Schengen" is not about Schengen."""
    last_start = reach = 0
    for start, end, word in sorted(found, key=lambda item: (item[0], -item[1])):
        if end > reach or (start, end) == (last_start, reach):
            yield start, end, word
        if end > reach:
            last_start, reach = start, end


def _starts(pattern: str) -> set[str]:
    """Return what may stand where a pattern matches, with spaces as in ``spaced``; " " for anything."""
    if "|" in re.sub(r"\([^()]*\)", "", pattern):
        return set().union(*(_starts(part) for part in pattern.split("|")))
    literal = _LITERAL.match(pattern)
    assert literal
    return {spaced(literal[1], _LETTERS)[: None if literal[2] else -1]}


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


@lru_cache(maxsize=_TEXTS)
def asked_and_said(question: str) -> tuple[str, str]:
    """Return the sentences that ask, and the others."""
    asked: list[str] = []
    said: list[str] = []
    for paragraph in question.split("\n"):
        for sentence in split_sentences(paragraph):
            asks = sentence.text.rstrip("\"'”’)").endswith("?") or _ASKS.search(sentence.folded)
            (asked if asks else said).append(sentence.text)
    return ("\n".join(asked), "\n".join(said)) if asked else ("\n".join(said), "")


_ASKS = re.compile(
    told(
        r"\b(?:vragen|vraagt|horen|vernemen|benieuwd|verzoeken|"
        r"willen (?:ook |graag )*weten|zouden graag|ontvangen graag)\b"
    ).guarded
)
