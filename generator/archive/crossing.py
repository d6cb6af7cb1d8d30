"""What questions of one meeting say of each other; and what each is about, with what is said around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from generator.archive.graph import Entry, StatusEvidence
from generator.archive.related import words_of
from generator.archive.topics import assign_topics
from generator.archive.word_space import Words
from generator.records import Paragraph, plain_text
from generator.registers import Topic


def complete(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entries of a meeting, by id, with what they say of each other."""
    found = {entry.id: entry for entry in entries}
    referring = _referring(found)
    return {
        name: msgspec.structs.replace(
            entry,
            referred_by=tuple(referring.get(name, ())),
            status=_continued_status(entry, found),
        )
        for name, entry in found.items()
    }


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


class Subject(msgspec.Struct, frozen=True, array_like=True):
    """What a question is about."""

    topics: tuple[str, ...]
    words: Words


def subjects_of(register: tuple[Topic, ...], entries: Mapping[str, Entry]) -> tuple[Subject, ...]:
    """Return what each question of a meeting is about, in order; the one before it tells of "daarvan"."""
    found = []
    previous: Entry | None = None
    for entry in entries.values():
        before = previous if previous and _in_one_breath(previous, entry) else None
        found.append(_subject_of(register, entry, entries, before))
        previous = entry
    return tuple(found)


def _subject_of(
    register: tuple[Topic, ...], entry: Entry, entries: Mapping[str, Entry], before: Entry | None
) -> Subject:
    question = plain_text(entry.question)
    referred = (entries[target].answer for target in _targets(entry) if target in entries)
    topics = assign_topics(
        register,
        question,
        answer=plain_text(entry.answer),
        subheading=entry.subheading,
        referred="\n\n".join(map(plain_text, referred)),
        before=plain_text(before.question) if before else "",
    )
    final = plain_text(_answer_in_the_end(entry, entries))
    return Subject(topics, words_of(register, question, subheading=entry.subheading, answer=final))


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
