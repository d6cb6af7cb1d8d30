"""Entries of feeds: a question with its answer, an answer, a commitment."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from generator.addresses import question_address
from generator.archive.graph import Archive, Commitment, Entry
from generator.feeds.feed import Item, Publisher
from generator.feeds.moments import changed, entered
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
from generator.records import Paragraph

#: Stands under every entry: where it is read, nothing else of the site is seen.
NOTICE = "Kamerspiegel is geen officiële website."
TITLE_LENGTH = 110


class Items:
    """Makes the entries of one archive; each is made once, for all the feeds in which it stands."""

    def __init__(self, archive: Archive, publisher: Publisher) -> None:
        self._archive = archive
        self._publisher = publisher
        self._questions: dict[str, Item] = {}

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
        return self._item(entry, kind="antwoord", title=title, published=changed(self._archive, entry))

    def commitment(self, entry: Entry, commitment: Commitment) -> Item:
        """Return a commitment, with when it is due and the question in whose answer it was made."""
        due = commitment.due_text or (day(commitment.due) if commitment.due else "geen datum genoemd")
        lines = [("p", f"Toezegging van {_who(entry)}, {day(entry.answer_date)}:"), ("q", commitment.text)]
        lines += [("p", f"Wanneer: {due}"), ("p", f"Bij: {self._title(entry)}")]
        when = changed(self._archive, entry)
        return Item(
            id=self._publisher.tag("toezegging", commitment.id),
            title=f"Toezegging: {excerpt(commitment.text, TITLE_LENGTH)}",
            url=self._url(entry),
            published=when,
            updated=when,
            html=self._html(lines, entry),
            tags=self._tags(entry),
        )

    def _item(self, entry: Entry, *, kind: str, title: str, published: str) -> Item:
        lines = list(self._lines(entry))
        return Item(
            id=self._publisher.tag(kind, entry.id),
            title=title,
            url=self._url(entry),
            published=published,
            updated=changed(self._archive, entry),
            html=self._html(lines, entry),
            tags=self._tags(entry),
        )

    def _lines(self, entry: Entry) -> Iterable[tuple[str, str]]:
        asked = f" ({day(entry.asked_date)})" if entry.asked_date else ""
        yield "h", f"{question_title(entry)}{self._asker(entry)}{asked}"
        if entry.subheading:
            yield "p", entry.subheading
        yield from _texts(entry.question)
        yield from (("p", f"{note.mark} {note.text}") for note in entry.footnotes if note.part == "question")
        if entry.answer:
            answered = f", {day(entry.answer_date)}" if entry.answer_date else ""
            yield "h", f"Antwoord van {_who(entry)}{answered}"
            yield from _texts(entry.answer)
            yield from (
                ("p", f"{note.mark} {note.text}") for note in entry.footnotes if note.part == "answer"
            )
        if entry.postponement and entry.status.status == "pending":
            told = f": {entry.postponement.text}" if entry.postponement.text else ""
            yield "p", f"Uitgesteld ({day(entry.postponement.date)}){told}"
        detail = status_detail(entry)
        yield "p", f"Stand: {STATUS_NAMES[entry.status.status]}{f' ({detail})' if detail else ''}"

    def _title(self, entry: Entry) -> str:
        names = enumeration(self._faction_names(entry)) or enumeration(entry.members)
        text = excerpt(" ".join(paragraph.text for paragraph in entry.question), TITLE_LENGTH)
        return f"{names}: {text}" if names else sentence(text) or question_title(entry)

    def _asker(self, entry: Entry) -> str:
        names = enumeration(self._faction_names(entry)) or enumeration(entry.members)
        return f" van {names}" if names else ""

    def _faction_names(self, entry: Entry) -> list[str]:
        factions = self._archive.factions
        return [factions[one].faction.name if one in factions else one for one in entry.factions]

    def _tags(self, entry: Entry) -> tuple[str, ...]:
        topics = self._archive.topics
        return tuple(topics[one].topic.name if one in topics else one for one in entry.topics)

    def _url(self, entry: Entry) -> str:
        return self._publisher.address(question_address(entry.meeting, entry.id))

    def _meeting_name(self, entry: Entry) -> str:
        node = self._archive.meetings.get(entry.meeting)
        return node.meeting.name if node else entry.meeting

    def _html(self, lines: Iterable[tuple[str, str]], entry: Entry) -> str:
        made = "".join(_HTML[kind].format(_lined(text)) for kind, text in lines)
        link = f'<a href="{escape(self._url(entry))}">{escape(self._meeting_name(entry))}</a>'
        return f"{made}<p>{link}. {NOTICE}</p>"


_HTML = {
    "h": "<p><strong>{}</strong></p>",
    "p": "<p>{}</p>",
    "q": "<blockquote><p>{}</p></blockquote>",
}


def _lined(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _texts(paragraphs: Iterable[Paragraph]) -> Iterable[tuple[str, str]]:
    return (("p", paragraph.text) for paragraph in paragraphs)


def _who(entry: Entry) -> str:
    return enumeration(office(person) for person in entry.answered_by) or "de minister"
