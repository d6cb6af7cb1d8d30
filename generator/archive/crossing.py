"""What questions say of each other, and what is found over the whole archive: topics, related, terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from generator.archive.glossary import find_terms
from generator.archive.graph import Entry, GlossaryTerm, StatusEvidence
from generator.archive.nearness import Compared, Words
from generator.archive.related import find_related, words_of
from generator.archive.topics import assign_topics
from generator.memo import Memo
from generator.records import Paragraph, plain_text
from generator.registers import Registers, Topic


class Crossed(msgspec.Struct, frozen=True, kw_only=True):
    """The entries, complete, and the terms they introduce."""

    entries: dict[str, Entry]
    glossary: dict[str, GlossaryTerm] = {}


def cross(
    entries: Mapping[str, Entry],
    registers: Registers,
    introductions: Mapping[str, Iterable[str]],
    memo: Memo,
) -> Crossed:
    """Return the entries with everything that takes more than one of them to know.

    ``introductions`` are what factions say besides their questions, by document: it explains terms too.
    """
    referring = _referring(entries)
    topics, words = _subjects(entries, registers.topics, memo)
    compared = [
        Compared(name, entry.meeting, topics[name], said)
        for (name, entry), said in zip(entries.items(), words, strict=True)
        if not entry.continued_as
    ]
    related = find_related(compared, memo)
    del compared, words
    complete = {
        name: msgspec.structs.replace(
            entry,
            referred_by=tuple(referring.get(name, ())),
            status=_continued_status(entry, entries),
            topics=topics[name],
            related=related.get(name, ()),
        )
        for name, entry in entries.items()
    }
    passages = _passages(entries, introductions)
    return Crossed(entries=complete, glossary=find_terms(passages, registers.glossary, memo))


def _passages(
    entries: Mapping[str, Entry], introductions: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, str]]:
    """Yield (id of document or question, text) in order of time and printing."""
    told: set[str] = set()
    for name, entry in entries.items():
        if entry.document not in told:
            told.add(entry.document)
            yield from ((entry.document, text) for text in introductions.get(entry.document, ()))
        yield from ((name, text) for text in _texts(entry))


def _texts(entry: Entry) -> Iterator[str]:
    """Yield every text of a question: its own, its answer's, its notes'."""
    yield from (paragraph.text for paragraph in (*entry.question, *entry.answer))
    yield from (note.text for note in entry.footnotes)


def _referring(entries: Mapping[str, Entry]) -> dict[str, list[str]]:
    """Return the questions whose answer points to each question, in order."""
    referring: dict[str, list[str]] = {}
    for name, entry in entries.items():
        for target in _targets(entry):
            if target != name:
                referring.setdefault(target, []).append(name)
    return referring


def _targets(entry: Entry) -> tuple[str, ...]:
    """Return the questions that an answer points to, each once."""
    return tuple(dict.fromkeys(reference.target for reference in entry.references if reference.target))


def _continued_status(entry: Entry, entries: Mapping[str, Entry]) -> StatusEvidence:
    """Return the status; a question that was split over others is answered there, once one of them is."""
    parts = (entries[part] for part in entry.continued_as if part in entries)
    if any(part.status.status != "pending" for part in parts):
        return StatusEvidence(status="reference")
    return entry.status


class Subjects(msgspec.Struct, frozen=True):
    """What a question is about."""

    topics: tuple[str, ...]
    words: Words


def _subjects(
    entries: Mapping[str, Entry], register: tuple[Topic, ...], memo: Memo
) -> tuple[dict[str, tuple[str, ...]], list[Words]]:
    """Return the topics of every question, and its words by which it is compared with others, in order."""
    # A register has few topics, and an archive many questions.
    same: dict[tuple[str, ...], tuple[str, ...]] = {}
    topics: dict[str, tuple[str, ...]] = {}
    words: list[Words] = []
    found = memo.map("subjects", _subjects_of, register, _said(entries), Subjects)
    for name, about in zip(entries, found, strict=True):
        topics[name] = same.setdefault(about.topics, about.topics)
        words.append(about.words)
    return topics, words


class Said(msgspec.Struct, frozen=True):
    """The texts that tell what a question is about. They are compared as they are, and read when need be."""

    question: tuple[Paragraph, ...]
    answer: tuple[Paragraph, ...]
    subheading: str | None
    #: The answers that its own points to, and the question before it.
    referred: tuple[tuple[Paragraph, ...], ...]
    before: tuple[Paragraph, ...]
    #: The answer; of one that only points, the answer that it leads to.
    final: tuple[Paragraph, ...]


def _said(entries: Mapping[str, Entry]) -> Iterator[Said]:
    """Yield the texts that tell what every question is about, in order; the one before tells of "daarvan"."""
    previous: Entry | None = None
    for entry in entries.values():
        yield Said(
            question=entry.question,
            answer=entry.answer,
            subheading=entry.subheading,
            referred=tuple(entries[target].answer for target in _targets(entry) if target in entries),
            before=previous.question if previous and _in_one_breath(previous, entry) else (),
            final=_answer_in_the_end(entry, entries),
        )
        previous = entry


def _subjects_of(register: tuple[Topic, ...], said: Said) -> Subjects:
    question = plain_text(said.question)
    topics = assign_topics(
        register,
        question,
        answer=plain_text(said.answer),
        subheading=said.subheading,
        referred="\n\n".join(map(plain_text, said.referred)),
        before=plain_text(said.before),
    )
    words = words_of(register, question, subheading=said.subheading, answer=plain_text(said.final))
    return Subjects(topics, words)


def _in_one_breath(first: Entry, second: Entry) -> bool:
    """Return whether two questions after each other are of one contribution."""
    one, other = ((e.document, e.section, e.factions) for e in (first, second))
    return one == other


def _answer_in_the_end(entry: Entry, entries: Mapping[str, Entry]) -> tuple[Paragraph, ...]:
    """Return the answer; of one that only points, the answer it leads to."""
    trail = follow(entries, entry.id)
    return entries[trail[-1]].answer if trail else entry.answer


def follow(entries: Mapping[str, Entry], question: str) -> tuple[str, ...]:
    """Return the questions that a reader comes by who follows references from one answer to the next.

    Only an answer that is nothing but a pointer to one other is followed on; a circle ends where it closes.
    """
    trail: list[str] = []
    current = entries.get(question)
    while current is not None and current.status.status == "reference":
        targets = _targets(current)
        if len(targets) != 1 or targets[0] in (*trail, question):
            break
        trail.append(targets[0])
        current = entries.get(targets[0])
    return tuple(trail)
