"""What is wrong in the registers: ids and names that two entries claim, patterns and examples that fail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from generator.archive.graph import Archive
from generator.archive.topics import assign_topics
from generator.keys import slug
from generator.problems import Problem
from generator.registers import (
    CommitmentReview,
    Faction,
    GlossaryEntry,
    Meeting,
    Registers,
    Topic,
    TopicWord,
    fold_name,
)


def check_registers(registers: Registers, archive: Archive) -> Iterator[Problem]:
    """Yield every problem of the registers; places are given by file and a quoted piece."""
    yield from _ids("factions.yaml", [entry.id for entry in registers.factions])
    yield from _ids("topics.yaml", [entry.id for entry in registers.topics])
    yield from _ids("meetings.yaml", [entry.id for entry in registers.meetings])
    yield from _ids("commitments.yaml", [entry.id for entry in registers.commitments], slugs=False)
    yield from _factions(registers.factions)
    for meeting in registers.meetings:
        yield from _meeting(meeting)
    topics, _ = usable_topics(registers.topics)  # building has told of the others
    for topic in topics:
        yield from _topic(topic, topics)
    for term in registers.glossary:
        yield from _term(term)
    for review in registers.commitments:
        yield from _review(review, archive)


def _error(file: str, message: str, excerpt: str, remedy: str) -> Problem:
    return Problem(severity="error", file=file, message=message, excerpt=excerpt, remedy=remedy)


def _ids(file: str, ids: Iterable[str], *, slugs: bool = True) -> Iterator[Problem]:
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            yield _error(
                file, f'two entries have the id "{identifier}"', f"id: {identifier}", "rename one of them"
            )
        seen.add(identifier)
        if slugs and identifier != slug(identifier, longest=200):
            remedy = f"write {slug(identifier, longest=200) or 'a word'}: lower case, no accents, hyphens"
            yield _error(file, f'"{identifier}" is no id', f"id: {identifier}", remedy)


def _factions(factions: tuple[Faction, ...]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    known = {faction.id for faction in factions}
    for faction in factions:
        names = [name for name in (faction.name, faction.full_name, *faction.aliases) if name]
        for name in names:
            owner = owners.setdefault(fold_name(name), faction.id)
            if owner != faction.id:
                message = f'"{name}" is a name of {faction.id} and of {owner}'
                yield _error("factions.yaml", message, name, "leave it with one of the two")
        for other in (*faction.predecessors, *faction.successors):
            if other not in known:
                message = f'{faction.id} names the faction "{other}", which is not here'
                yield _error("factions.yaml", message, other, "use the id of an entry")
        if faction.colour is not None and not re.fullmatch(r"#[0-9a-fA-F]{6}", faction.colour):
            yield _error(
                "factions.yaml", f'"{faction.colour}" is no colour', faction.colour, 'write "#rrggbb"'
            )
        for example in faction.examples:
            if not any(fold_name(name) in fold_name(example) for name in names):
                message = f"an example of {faction.id} has none of its names in it"
                yield _error("factions.yaml", message, example, "add the spelling to its aliases")


def _meeting(meeting: Meeting) -> Iterator[Problem]:
    for day in meeting.days:
        if not is_day(day):
            yield _error("meetings.yaml", f'"{day}" is no day', day, "write it as 2026-02-11")
    start = meeting.days[0] if meeting.days else str(meeting.year or "")
    if start and not meeting.id.startswith(start):
        message = f'the id "{meeting.id}" does not begin with its first day or year, {start}'
        yield Problem(
            severity="warning",
            file="meetings.yaml",
            message=message,
            excerpt=f"id: {meeting.id}",
            remedy="leave it when it was published; else begin it with the day",
        )


def usable_topics(topics: Iterable[Topic]) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """Return the topics without the words that are no pattern, and an error for each of those."""
    usable: list[Topic] = []
    problems: list[Problem] = []
    for topic in topics:
        words: list[str | TopicWord] = []
        for word in topic.words:
            pattern = word.pattern if isinstance(word, TopicWord) else word
            try:
                re.compile(pattern)
            except re.error as error:
                message = f"a word of the topic {topic.id} is no pattern: {error}"
                remedy = "put a backslash before . ( ) [ ] * + ? where they are meant"
                problems.append(_error("topics.yaml", message, pattern, remedy))
            else:
                words.append(word)
        usable.append(msgspec.structs.replace(topic, words=tuple(words)))
    return tuple(usable), tuple(problems)


def _topic(topic: Topic, topics: tuple[Topic, ...]) -> Iterator[Problem]:
    for example in topic.examples:
        if topic.id not in assign_topics(topics, example):
            message = f"an example of the topic {topic.id} is not recognised"
            yield _error("topics.yaml", message, example, "add the word that it should be recognised by")
    for example in topic.counterexamples:
        if topic.id in assign_topics(topics, example):
            message = f"a counterexample of the topic {topic.id} gets it all the same"
            yield _error("topics.yaml", message, example, "make the word that matches it more precise")


def _term(term: GlossaryEntry) -> Iterator[Problem]:
    for example in term.examples:
        if term.term not in example:
            message = f'an example of "{term.term}" does not have it'
            yield _error("glossary.yaml", message, example, "quote a sentence with the term")


def _review(review: CommitmentReview, archive: Archive) -> Iterator[Problem]:
    question = review.id.rpartition("--t")[0]
    entry = archive.questions.get(question)
    found = next((c for c in entry.commitments if c.id == review.id), None) if entry else None
    if found is None:
        message = f"there is no commitment {review.id}"
        yield _error(
            "commitments.yaml", message, f"id: {review.id}", "copy the id from the page of commitments"
        )
    elif review.text and not found.text.startswith(review.text.rstrip(" ….")):
        message = f"{review.id} is another sentence now"
        remedy = f"see which commitment is meant; this one begins: {found.text[:60]}"
        yield _error("commitments.yaml", message, review.text, remedy)


def is_day(text: str) -> bool:
    """Return whether a text is a day as it must be written: 2026-02-11."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
