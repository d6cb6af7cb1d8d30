"""Lists of questions and of meetings, as they stand on the pages of factions, topics, years and overviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.archive.graph import Entry, MeetingNode, Status
from generator.pages import wording
from generator.pages.links import Links
from generator.pages.page import MetaValue, Page
from generator.pages.paging import YearPage, year_path
from generator.pages.publication import Publication
from generator.pages.questions import FactionMark, NamedLink, answer_text, faction_marks, question_text

#: What lists of questions are: Material's search must find the question on its own page, not every list it is
#: in.
LIST_META: Mapping[str, MetaValue] = {"search": {"exclude": True}}


class QuestionLine(NamedTuple):
    """A question in a list."""

    title: str
    href: Markup
    text: str
    factions: tuple[FactionMark, ...]
    status: Status
    status_name: str
    status_detail: str
    #: Beginning of the answer, or of the sentence that decided its status; "" where the list does not show
    #: it.
    answer: str
    asked_date: str | None
    #: The faction is inferred from other questions, and shown so.
    inferred: bool = False


class MeetingLine(NamedTuple):
    """A meeting in a list."""

    name: str
    href: Markup
    when: str
    where: str
    questions: int
    #: Questions that got an answer, of whatever kind.
    answered: int
    statuses: tuple[tuple[Status, int], ...]
    factions: tuple[FactionMark, ...]


class MeetingHead(NamedTuple):
    """A meeting above its questions in a list."""

    name: str
    href: Markup
    when: str
    where: str


class MeetingQuestions(NamedTuple):
    """The questions of one meeting in a list."""

    meeting: MeetingHead
    lines: tuple[QuestionLine, ...]


def question_line(
    publication: Publication, links: Links, entry: Entry, *, answer: bool = False, of: str | None = None
) -> QuestionLine:
    """Return a question as a list shows it, with the beginning of its answer where asked for.

    ``of`` is the faction whose list it is: its name need not stand at every line.
    """
    said = (
        entry.status.sentence if entry.status.status in ("declined", "deferred") else None
    ) or answer_text(entry)
    return QuestionLine(
        title=wording.question_title(entry),
        href=links.entry(entry),
        text=wording.excerpt(question_text(entry), 170),
        factions=tuple(mark for mark in faction_marks(publication, links, entry) if mark.id != of),
        status=entry.status.status,
        status_name=wording.STATUS_NAMES[entry.status.status],
        status_detail=wording.status_detail(entry),
        answer=wording.excerpt(said, 200) if answer else "",
        asked_date=entry.asked_date,
        inferred=entry.attribution == "inferred",
    )


def meeting_line(publication: Publication, links: Links, node: MeetingNode) -> MeetingLine:
    entries = publication.counted(node.questions)
    factions = {mark.id: mark for entry in entries for mark in faction_marks(publication, links, entry)}
    statuses = wording.status_counts(entries)
    return MeetingLine(
        name=node.meeting.name,
        href=links.meeting(node.meeting.id),
        when=wording.meeting_days(node.meeting) or wording.day(node.date),
        where=chamber(publication, node),
        questions=len(entries),
        answered=sum(number for status, number in statuses if status != "pending"),
        statuses=statuses,
        factions=tuple(factions.values()),
    )


def meeting_head(publication: Publication, links: Links, node: MeetingNode) -> MeetingHead:
    return MeetingHead(
        name=node.meeting.name,
        href=links.meeting(node.meeting.id),
        when=wording.meeting_days(node.meeting) or wording.day(node.date),
        where=chamber(publication, node),
    )


def chamber(publication: Publication, node: MeetingNode) -> str:
    """Return the chamber of a meeting: as registered, or as its documents say."""
    if node.meeting.chamber:
        return node.meeting.chamber
    documents = (publication.archive.documents.get(identifier) for identifier in node.documents)
    return next((document.chamber for document in documents if document and document.chamber), "")


def by_meeting(
    publication: Publication,
    links: Links,
    entries: Iterable[Entry],
    *,
    answer: bool = False,
    of: str | None = None,
) -> tuple[MeetingQuestions, ...]:
    """Return questions grouped by meeting, in the order they come in."""
    meetings = publication.archive.meetings
    return tuple(
        MeetingQuestions(
            meeting_head(publication, links, meetings[meeting]),
            tuple(question_line(publication, links, entry, answer=answer, of=of) for entry in members),
        )
        for meeting, members in groupby(entries, key=lambda entry: entry.meeting)
    )


def others(parts: Sequence[YearPage[Any]]) -> tuple[tuple[str, str], ...]:
    """Return the names and labels of the pages of a long list, for ``year_links``."""
    return tuple((part.name, part.label) for part in parts)


def year_links(
    links: Links, base: str, pages: Sequence[tuple[str, str]], current: str
) -> tuple[NamedLink, ...]:
    """Return the links between the pages of a long list, none for one page; the current has no address.

    ``pages`` are their names and labels, ``current`` is the name of one of them.
    """
    if len(pages) < 2:
        return ()
    return tuple(
        NamedLink(
            label,
            Markup() if name == current else links.page(year_path(base, YearPage(name, label, ()))),
        )
        for name, label in pages
    )


def list_page(path: str, title: str, description: str, body: str, **meta: MetaValue) -> Page:
    """Return a page that lists what stands in full elsewhere."""
    return Page(path=path, meta={"title": title, "description": description, **LIST_META, **meta}, body=body)
