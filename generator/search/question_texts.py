"""The questions of an archive as words: their own, of their answers, and of what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from generator.archive.graph import Archive, Entry
from generator.archive.outline import outlines
from generator.rules import load_table
from generator.search.normalise import Token, tokens

#: What "deze" may stand before without pointing back.
_ASKERS: Final = frozenset(("leden", "lid", "fractie", "fracties"))


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


def read_texts(archive: Archive) -> Iterator[Text]:
    """Yield the questions, the newest meeting first and each meeting in its own order."""
    previous: Entry | None = None
    for entry in map(archive.questions.__getitem__, newest_first(archive)):
        question, answer, context = map(_tokens, _parts(archive, entry))
        before = previous.id if previous and _is_next(previous, entry) else None
        targets = tuple(reference.target for reference in entry.references if reference.target)
        yield Text(entry.id, (question, answer, context), before, _points_back(question), targets)
        previous = entry


def _is_next(one: Entry, other: Entry) -> bool:
    """Return whether two questions follow each other in one list, and may be by the same askers."""
    same_list = (one.document, one.section) == (other.document, other.section)
    return same_list and (one.factions == other.factions or not one.factions or not other.factions)


@cache
def _leaning() -> frozenset[str]:
    return frozenset(load_table("search").lists["leaning"])


def _points_back(words: Sequence[Token]) -> bool:
    """Return whether a question has "dit", "hiermee", "daarvan"; "deze leden" are its askers."""
    leaning = _leaning()
    last = len(words) - 1
    return any(
        token.words[0] in leaning and (index == last or words[index + 1].words[0] not in _ASKERS)
        for index, token in enumerate(words)
    )


def newest_first(archive: Archive) -> list[str]:
    """Return the ids of all questions in the order of the search: by date, the newest first, each document
    in its own order.
    """
    dates = {identifier: node.date or "" for identifier, node in archive.meetings.items()}
    asked = {name: dates[one.meeting] for name, one in outlines(archive.questions).items()}
    return sorted(asked, key=asked.__getitem__, reverse=True)


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
