"""Entries of feeds: a question with its answer, an answer, a commitment."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from html import escape
from typing import Literal

from generator.addresses import question_address
from generator.archive.graph import Archive, Commitment, Entry
from generator.feeds.feed import AT_HAND, Item, Publisher
from generator.feeds.moments import Changes, entered
from generator.pages.wording import (
    STATUS_NAMES,
    day,
    enumeration,
    excerpt,
    office,
    question_title,
    sentence,
    status_detail,
)
from generator.records import Person

#: Stands under every entry: where it is read, nothing else of the site is seen.
NOTICE = "Kamerspiegel is geen officiële website."
TITLE_LENGTH = 110


class Items:
    """Makes the entries of one archive; each is made once, for all the feeds in which it stands."""

    def __init__(self, archive: Archive, publisher: Publisher, changes: Changes) -> None:
        self._archive = archive
        self._publisher = publisher
        self._changes = changes
        self._questions: dict[str, Item] = {}
        #: Names of factions, topics and meetings, each looked up once.
        self._faction_name = cache(self._name_of_faction)
        self._topic_name = cache(self._name_of_topic)
        self._meeting_name = cache(self._name_of_meeting)

    def question(self, entry: Entry) -> Item:
        """Return a question with its answer; it becomes new again when the answer comes."""
        if entry.id not in self._questions:
            self._questions[entry.id] = self._item(
                entry, kind="vraag", title=self._title(entry), published=entered(entry)
            )
        return self._questions[entry.id]

    def answer(self, entry: Entry) -> Item:
        """Return the answer to a question, with the question: new once, on the day it came in."""
        title = f"Antwoord: {self._title(entry)}"
        return self._item(entry, kind="antwoord", title=title, published=self._changes.of(entry))

    def commitment(self, entry: Entry, commitment: Commitment) -> Item:
        """Return a commitment, with when it is due and the question in whose answer it was made."""
        due = commitment.due_text or (_day(commitment.due) if commitment.due else "geen datum genoemd")
        lines = [
            _paragraph(f"Toezegging van {_who(entry.answered_by)}, {_day(entry.answer_date)}:"),
            f"<blockquote>{_paragraph(commitment.text)}</blockquote>",
            _paragraph(f"Wanneer: {due}"),
            _paragraph(f"Bij: {self._title(entry)}"),
        ]
        when = self._changes.of(entry)
        return Item(
            id=self._publisher.tag("toezegging", commitment.id),
            title=f"Toezegging: {excerpt(commitment.text, TITLE_LENGTH)}",
            url=self._url(entry),
            published=when,
            updated=when,
            html=self._html("".join(lines), entry),
            tags=self._tags(entry),
        )

    def _item(self, entry: Entry, *, kind: str, title: str, published: str) -> Item:
        return Item(
            id=self._publisher.tag(kind, entry.id),
            title=title,
            url=self._url(entry),
            published=published,
            updated=self._changes.of(entry),
            html=self._html(_whole(entry, self._names(entry)), entry),
            tags=self._tags(entry),
        )

    def _title(self, entry: Entry) -> str:
        names = self._names(entry)
        text = excerpt(" ".join(paragraph.text for paragraph in entry.question), TITLE_LENGTH)
        return f"{names}: {text}" if names else sentence(text) or question_title(entry)

    def _names(self, entry: Entry) -> str:
        """Return who asks."""
        return enumeration(map(self._faction_name, entry.factions)) or enumeration(entry.members)

    def _name_of_faction(self, faction: str) -> str:
        node = self._archive.factions.get(faction)
        return node.faction.name if node else faction

    def _name_of_topic(self, topic: str) -> str:
        node = self._archive.topics.get(topic)
        return node.topic.name if node else topic

    def _name_of_meeting(self, meeting: str) -> str:
        node = self._archive.meetings.get(meeting)
        return node.meeting.name if node else meeting

    def _tags(self, entry: Entry) -> tuple[str, ...]:
        return tuple(map(self._topic_name, entry.topics))

    def _url(self, entry: Entry) -> str:
        return self._publisher.address(question_address(entry.meeting, entry.id))

    def _html(self, said: str, entry: Entry) -> str:
        link = f'<a href="{escape(self._url(entry))}">{escape(self._meeting_name(entry.meeting))}</a>'
        return f"{said}<p>{link}. {NOTICE}</p>"


@lru_cache(maxsize=AT_HAND)
def _whole(entry: Entry, names: str) -> str:
    """Return a question and its answer as HTML: it stands in several feeds."""
    return "".join(_blocks(entry, names))


def _blocks(entry: Entry, names: str) -> Iterator[str]:
    by = f" van {names}" if names else ""
    asked = f" ({_day(entry.asked_date)})" if entry.asked_date else ""
    yield _heading(f"{question_title(entry)}{by}{asked}")
    if entry.subheading:
        yield _paragraph(entry.subheading)
    yield from _paragraphs(entry, "question")
    if entry.answer:
        answered = f", {_day(entry.answer_date)}" if entry.answer_date else ""
        yield _heading(f"Antwoord van {_who(entry.answered_by)}{answered}")
        yield from _paragraphs(entry, "answer")
    if entry.postponement and entry.status.status == "pending":
        told = f": {entry.postponement.text}" if entry.postponement.text else ""
        yield _paragraph(f"Uitgesteld ({_day(entry.postponement.date)}){told}")
    detail = status_detail(entry)
    yield _paragraph(f"Stand: {STATUS_NAMES[entry.status.status]}{f' ({detail})' if detail else ''}")


def _paragraphs(entry: Entry, part: Literal["question", "answer"]) -> Iterator[str]:
    """Yield the paragraphs of a question or answer, and its notes."""
    for paragraph in entry.question if part == "question" else entry.answer:
        yield _paragraph(paragraph.text)
    for note in entry.footnotes:
        if note.part == part:
            yield _paragraph(f"{note.mark} {note.text}")


def _paragraph(text: str) -> str:
    return f"<p>{_lined(text)}</p>"


def _heading(text: str) -> str:
    return f"<p><strong>{_lined(text)}</strong></p>"


def _lined(text: str) -> str:
    return escape(text).replace("\n", "<br>")


#: The same days and ministers come back in thousands of entries.
_day = lru_cache(maxsize=1024)(day)


@lru_cache(maxsize=1024)
def _who(people: tuple[Person, ...]) -> str:
    return enumeration(map(office, people)) or "de minister"
