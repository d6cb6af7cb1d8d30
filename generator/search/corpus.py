"""What the search knows: every question as streams of terms, and the words of the archive.

A term is a stem. What a text says in other words is a term as well: "lucht- en raketverdediging" says
"luchtverdediging", "drone
muur" says "dronemuur" (when the archive writes it so elsewhere), "Integrated Air and Missile Defence" says
"IAMD". A stem with
``DERIVED`` after it is a part of a compound, and counts for less: "raketverdediging" gives those of "raket"
and "verdediging". One
with ``NEAR`` after it stands in what a question leans on without repeating it: the question before
("Hoeveel daarvan …?"), or the
answer that its own answer refers to ("Zie het antwoord op vraag 2").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from generator.archive.graph import Archive, Entry
from generator.rules import load_table
from generator.search.compounds import LEAST, Compounds
from generator.search.normalise import Token, stem, tokens

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
#: How many questions back a question may lean.
_BACK: Final = 3
#: A question of so few words that points back says too little of its own.
_SHORT: Final = 15
_ASKERS: Final = frozenset(("leden", "lid", "fractie", "fracties"))
#: … unless they stand in so few.
_FEW: Final = 5


class Text(NamedTuple):
    """The words of one question."""

    id: str
    #: Of the question, of the answer, and of what it belongs to: its faction, topics, meeting, minister.
    words: tuple[tuple[Token, ...], tuple[Token, ...], tuple[Token, ...]]
    #: The question before it in the same list, and whether it points back.
    before: str | None = None
    points_back: bool = False
    #: Questions whose answer its own answer refers to.
    refers_to: tuple[str, ...] = ()


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


class Corpus:
    """The questions of an archive as terms. Reads every text once; streams are made when asked for."""

    def __init__(self, archive: Archive) -> None:
        self.texts: tuple[Text, ...] = tuple(_texts(archive))
        self._by_id = {text.id: text for text in self.texts}
        counts: Counter[str] = Counter()
        forms: dict[str, Counter[str]] = {}
        for text in self.texts:
            seen = Counter(
                word for field in text.words for token in field for word in (*token.words, *token.others)
            )
            counts.update({stem(word) for word in seen})
            for word, count in seen.items():
                forms.setdefault(stem(word), Counter())[word] += count
        stop = {stem(word) for word in load_table("search").lists["stop"]}
        self._forms: frozenset[str] = frozenset(form for of_stem in forms.values() for form in of_stem)
        self.words: dict[str, Word] = {
            term: Word(
                form=min(forms[term], key=lambda form: (-forms[term][form], form)),
                questions=count,
                is_part=term not in stop
                and any(map(_PART.fullmatch, forms[term]))
                and (count > 1 or len(term) >= _LONG),
            )
            for term, count in sorted(counts.items())
        }
        self.compounds = Compounds(
            self.words.__contains__, lambda term: term in self.words and self.words[term].is_part
        )
        self.abbreviations: tuple[tuple[str, tuple[str, ...]], ...] = tuple(_abbreviations(archive))
        self._expansions: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for short, expansion in self.abbreviations:
            self._expansions.setdefault(expansion[0], []).append((expansion, short))

    def streams(self, text: Text) -> tuple[tuple[Occurrence, ...], ...]:
        """Return the terms of a question by field: the words in order, then what else they say."""
        question, answer, context = (tuple(self._stream(words)) for words in text.words)
        own = {occurrence.term for occurrence in (*question, *answer, *context)}
        near = tuple(Occurrence(term + NEAR, "") for term in sorted(self._near(text) - own))
        return question + answer, context + near

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
        most = max(_FEW, len(self.texts) * _COMMON)
        found = {stem(word) for token in field for word in (*token.words, *token.others)}
        return {term for term in found if self.words[term].questions <= most}

    def _stream(self, field: Sequence[Token]) -> Iterator[Occurrence]:
        words = [word for token in field for word in token.words]
        stems = [stem(word) for word in words]
        yield from map(Occurrence, stems, words)
        others = [other for token in field for other in token.others]
        others += [word for _, word in self.compounds.completions(field)]
        others += [joined for joined in _joined(words) if joined in self._forms]
        yield from (Occurrence(stem(other), other) for other in others)
        yield from (Occurrence(short, "") for short in self._abbreviated(stems))
        parts = {stem(part) for word in {*words, *others} for part in self.compounds.parts(word)}
        yield from (Occurrence(term + DERIVED, "") for term in sorted(parts - {*stems, *map(stem, others)}))

    def _abbreviated(self, stems: Sequence[str]) -> Iterator[str]:
        for place, term in enumerate(stems):
            for expansion, short in self._expansions.get(term, ()):
                if tuple(stems[place : place + len(expansion)]) == expansion:
                    yield short


def _joined(words: Sequence[str]) -> Iterator[str]:
    for first, second in pairwise(words):
        if len(first) > 2 and len(second) > 2:
            yield first + second


def _texts(archive: Archive) -> Iterator[Text]:
    """Yield the questions, the newest meeting first and each meeting in its own order."""
    previous: Entry | None = None
    for entry in newest_first(archive):
        question, answer, context = map(_tokens, _parts(archive, entry))
        before = previous.id if previous and _is_next(previous, entry) else None
        targets = tuple(reference.target for reference in entry.references if reference.target)
        yield Text(entry.id, (question, answer, context), before, _points_back(question), targets)
        previous = entry


def _is_next(one: Entry, other: Entry) -> bool:
    """Return whether two questions follow each other in one list, and may be by the same askers."""
    same_list = (one.document, one.section) == (other.document, other.section)
    return same_list and (one.factions == other.factions or not one.factions or not other.factions)


def _points_back(words: Sequence[Token]) -> bool:
    """Return whether a question has "dit", "hiermee", "daarvan"; "deze leden" are its askers."""
    leaning = frozenset(load_table("search").lists["leaning"])
    last = len(words) - 1
    return any(
        token.words[0] in leaning and (index == last or words[index + 1].words[0] not in _ASKERS)
        for index, token in enumerate(words)
    )


def newest_first(archive: Archive) -> list[Entry]:
    """Return the questions in the order of the search: by date, the newest first, each document in its own
    order.
    """
    dates = {identifier: node.date or "" for identifier, node in archive.meetings.items()}
    return sorted(archive.questions.values(), key=lambda entry: dates[entry.meeting], reverse=True)


def _tokens(texts: Iterable[str]) -> tuple[Token, ...]:
    return tuple(token for text in texts for token in tokens(text))


def _parts(archive: Archive, entry: Entry) -> tuple[Iterable[str], ...]:
    """Return what is searched of a question: its own texts, those of its answer, and names of what it
    belongs to.
    """
    notes = {
        part: [note.text for note in entry.footnotes if note.part == part] for part in ("question", "answer")
    }
    question = [entry.subheading or "", *(paragraph.text for paragraph in entry.question), *notes["question"]]
    answer = [*(paragraph.text for paragraph in entry.answer), *notes["answer"]]
    factions = [
        archive.factions[faction].faction.name for faction in entry.factions if faction in archive.factions
    ]
    topics = [archive.topics[topic].topic.name for topic in entry.topics if topic in archive.topics]
    people = [*entry.members, *(f"{person.name} {person.office or ''}" for person in entry.answered_by)]
    meeting = archive.meetings[entry.meeting].meeting.name
    papers = [citation.id for citation in entry.citations if citation.kind != "url"]
    return question, answer, [*factions, *topics, *people, meeting, *papers]


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
