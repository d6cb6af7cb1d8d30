"""What the search knows: every question as streams of terms, and the words of the archive.

A term is a stem. What a text says in other words is a term as well: "lucht- en raketverdediging" says
"luchtverdediging", "drone muur" says "dronemuur" (when the archive writes it so elsewhere), "Integrated Air
and Missile Defence" says "IAMD". A stem with ``DERIVED`` after it is a part of a compound, and counts for
less: "raketverdediging" gives those of "raket" and "verdediging". One with ``NEAR`` after it stands in what
a question leans on without repeating it: the question before ("Hoeveel daarvan …?"), or the answer that its
own answer refers to ("Zie het antwoord op vraag 2").

An archive has a hundred times as many words as different words: what follows from a word alone is found
once, and remembered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import Final, NamedTuple, TypeVar

from generator.archive.graph import Archive
from generator.rules import load_table
from generator.search.compounds import LEAST, Compounds
from generator.search.normalise import Token, stem, tokens
from generator.search.question_texts import Text, read_texts

#: Stands after the stem in a derived term: sorts before every letter, so that both stand side by side.
DERIVED: Final = "!"
#: Stands after the stem in a term of what a question leans on.
NEAR: Final = "#"
#: Fields of a question, in the order of its stream.
FIELDS: Final = ("text", "context")
#: What may be a part of a compound: a word of letters that stands in two questions, or a long one.
_PART: Final = re.compile(f"[^0-9]{{{LEAST},}}")
_LONG: Final = 6
#: Words in more than this share of the questions are too common to be taken over from another question.
_COMMON: Final = 0.04
#: … unless they stand in so few.
_FEW: Final = 5
#: How many questions back a question may lean.
_BACK: Final = 3
#: A question of so few words that points back says too little of its own.
_SHORT: Final = 15
#: Of the two words that may be written as one, each has more letters than this.
_LITTLE: Final = 2
_WORDS: Final = attrgetter("words")
_OTHERS: Final = attrgetter("others")


class Occurrence(NamedTuple):
    """A term in a stream; its place is its index in the stream."""

    term: str
    #: The word as it stands, folded.
    form: str


class Word(NamedTuple):
    """A word of the archive, with all its forms."""

    #: The form that occurs most.
    form: str
    #: Number of questions it stands in.
    questions: int
    #: Whether it may be a part of a compound.
    is_part: bool


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class _Remembered(dict[_Key, _Value]):
    """What follows from a key, found when it is first asked for."""

    def __init__(self, find: Callable[[_Key], _Value]) -> None:
        self._find = find

    def __missing__(self, key: _Key) -> _Value:
        self[key] = value = self._find(key)
        return value


def _said(token: Token) -> frozenset[str]:
    return frozenset(map(stem, (*token.words, *token.others)))


class Corpus:
    """The questions of an archive as terms. Reads every text once; streams are made when asked for."""

    def __init__(self, archive: Archive) -> None:
        self.texts: tuple[Text, ...] = tuple(read_texts(archive))
        self._by_id = {text.id: text for text in self.texts}
        self._terms_of = _Remembered(_said)
        times: Counter[Token] = Counter()
        questions: Counter[str] = Counter()
        for text in self.texts:
            times.update(chain.from_iterable(text.words))
            questions.update(self._terms(chain.from_iterable(text.words)))
        self.words: dict[str, Word] = dict(_words(_forms(times), questions))
        most = max(_FEW, len(self.texts) * _COMMON)
        self._rare = frozenset(term for term, word in self.words.items() if word.questions <= most)
        self._open = frozenset(token for token in times if token.open)
        self._halves = _halves({word for token in times for word in (*token.words, *token.others)})
        self.compounds = Compounds(
            self.words.__contains__, lambda term: term in self.words and self.words[term].is_part
        )
        self.abbreviations: tuple[tuple[str, tuple[str, ...]], ...] = tuple(_abbreviations(archive))
        self._expansions: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for short, expansion in self.abbreviations:
            self._expansions.setdefault(expansion[0], []).append((expansion, short))
        self._occurrences: _Remembered[str, Occurrence] = _Remembered(
            lambda word: Occurrence(stem(word), word)
        )
        self._bare: _Remembered[str, Occurrence] = _Remembered(lambda term: Occurrence(term, ""))
        self._parts: _Remembered[str, frozenset[str]] = _Remembered(
            lambda word: frozenset(map(stem, self.compounds.parts(word)))
        )

    def streams(self, text: Text) -> tuple[tuple[Occurrence, ...], ...]:
        """Return the terms of a question by field: the words in order, then what else they say."""
        question, answer, context = map(self._stream, text.words)
        near = self._near(text)
        if near:
            near -= {occurrence.term for occurrence in (*question, *answer, *context)}
        leant = (self._bare[term + NEAR] for term in sorted(near))
        return (*question, *answer), (*context, *leant)

    def _terms(self, field: Iterable[Token]) -> set[str]:
        """Return all terms of a field."""
        return set().union(*map(self._terms_of.__getitem__, set(field)))

    def _near(self, text: Text) -> set[str]:
        """Return the telling words of what a question leans on and refers to."""
        fields = [field for other in self._leaned_on(text) for field in self._by_id[other].words[:2]]
        fields += [self._by_id[other].words[1] for other in text.refers_to if other in self._by_id]
        return set().union(*map(self._telling, fields))

    def _leaned_on(self, text: Text) -> Iterator[str]:
        """Yield the questions that a question cannot do without, nearest first.

        It points back, and is too short to stand alone or speaks of the same thing.
        """
        for _ in range(_BACK):
            if not text.before or not text.points_back:
                return
            before = self._by_id[text.before]
            question = text.words[0]
            if len(question) > _SHORT and not self._telling(question) & self._telling(before.words[0]):
                return
            yield before.id
            text = before

    def _telling(self, field: Iterable[Token]) -> set[str]:
        """Return the words of a field that are too rare to stand there by chance."""
        return self._terms(field) & self._rare

    def _stream(self, field: Sequence[Token]) -> list[Occurrence]:
        words = list(chain.from_iterable(map(_WORDS, field)))
        others = list(chain.from_iterable(map(_OTHERS, field)))
        if not self._open.isdisjoint(field):
            others += [word for _, word in self.compounds.completions(field)]
        halves = self._halves
        others += [one + other for one, other in pairwise(words) if one in halves and other in halves[one]]
        said = list(map(self._occurrences.__getitem__, chain(words, others)))
        terms = [occurrence.term for occurrence in said]
        parts = set().union(*map(self._parts.__getitem__, {*words, *others})).difference(terms)
        said += map(self._bare.__getitem__, self._abbreviated(terms[: len(words)]))
        said += [self._bare[term + DERIVED] for term in sorted(parts)]
        return said

    def _abbreviated(self, stems: Sequence[str]) -> Iterator[str]:
        known = self._expansions
        for place in [place for place, term in enumerate(stems) if term in known]:
            for expansion, short in known[stems[place]]:
                if tuple(stems[place : place + len(expansion)]) == expansion:
                    yield short


def _forms(times: Counter[Token]) -> dict[str, Counter[str]]:
    """Return the forms of every term, with the times that each occurs."""
    forms: dict[str, Counter[str]] = {}
    for token, count in times.items():
        for word in (*token.words, *token.others):
            forms.setdefault(stem(word), Counter())[word] += count
    return forms


def _words(forms: dict[str, Counter[str]], questions: Counter[str]) -> Iterator[tuple[str, Word]]:
    """Yield the words of the archive by their terms, in order."""
    stop = {stem(word) for word in load_table("search").lists["stop"]}
    for term, count in sorted(questions.items()):
        of_term = forms[term]
        most = max(of_term.values())
        usual = min(form for form, times in of_term.items() if times == most)
        is_telling = term not in stop and (count > 1 or len(term) >= _LONG)
        yield term, Word(usual, count, is_telling and any(map(_PART.fullmatch, of_term)))


def _halves(words: Collection[str]) -> dict[str, set[str]]:
    """Return words that make another with a third, each with those: drone with muur, for dronemuur."""
    found: dict[str, set[str]] = {}
    for word in words:
        for cut in range(_LITTLE + 1, len(word) - _LITTLE):
            if word[:cut] in words and word[cut:] in words:
                found.setdefault(word[:cut], set()).add(word[cut:])
    return found


def _abbreviations(archive: Archive) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield abbreviations with the words they stand for, both as terms: those of the glossary, and what
    everybody knows.
    """
    known = [line.split(" = ") for line in load_table("search").lists["abbreviations"]]
    told = [(term, text) for term, entry in archive.glossary.items() for text, _ in entry.expansions]
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    for short, text in (*known, *told):
        terms = [stem(word) for token in tokens(short) for word in (token.others[-1:] or token.words)]
        words = tuple(stem(word) for token in tokens(text) for word in token.words)
        if len(terms) == 1 and words and words != (terms[0],):
            found[terms[0], words] = None
    yield from sorted(found)
