"""The page of figures: how much was asked, what became of it, how long it took; no ranking, no score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import FIGURES
from generator.archive.graph import Entry, Status
from generator.archive.outline import Outline
from generator.pages import wording
from generator.pages.links import Links
from generator.pages.lists import list_page
from generator.pages.page import Page
from generator.pages.publication import Plan, Publication
from generator.pages.questions import FactionMark
from generator.pages.rendering import render

#: Meetings in the tables: the newest ones.
MOST_MEETINGS = 24


class Bar(NamedTuple):
    """A stretch of a bar, in hundredths of the longest one."""

    status: Status
    start: float
    width: float


class MeetingBar(NamedTuple):
    name: str
    href: Markup
    when: str
    total: int
    statuses: tuple[tuple[Status, int], ...]
    bars: tuple[Bar, ...]
    #: Days from question to answer, the middle one of the answered questions; None when not known.
    waited: int | None
    waited_bar: float


class FactionBar(NamedTuple):
    mark: FactionMark
    total: int
    statuses: tuple[tuple[Status, int], ...]
    bars: tuple[Bar, ...]


def plans(publication: Publication) -> Iterator[Plan]:
    every = (*publication.planned_meetings, *publication.planned_written_questions)
    nodes = sorted((node for node in every if node.questions), key=lambda node: node.date or "", reverse=True)
    yield Plan(FIGURES, _page, tuple(node.meeting.id for node in nodes[:MOST_MEETINGS]))


def _page(publication: Publication, newest: tuple[str, ...]) -> Page:
    links = publication.links(FIGURES)
    meetings = _meetings(publication, links, newest)
    body = render(
        "figures.md.jinja",
        statuses=wording.status_counts(publication.all),
        total=len(publication.all),
        meetings=meetings,
        most=MOST_MEETINGS,
        waits=[bar for bar in meetings if bar.waited is not None],
        factions=_factions(publication, links),
    )
    return list_page(
        FIGURES, "Cijfers", "Hoeveel er gevraagd is, wat ermee gebeurde en hoe lang het duurde.", body
    )


def _meetings(publication: Publication, links: Links, newest: Sequence[str]) -> list[MeetingBar]:
    nodes = [publication.archive.meetings[identifier] for identifier in newest]
    grouped = [publication.counted(node.questions) for node in nodes]
    longest = max(map(len, grouped), default=1)
    waits = [_waited(entries) for entries in grouped]
    longest_wait = max((wait for wait in waits if wait), default=1)
    return [
        MeetingBar(
            name=node.meeting.name,
            href=links.meeting(node.meeting.id),
            when=wording.meeting_days(node.meeting),
            total=len(entries),
            statuses=wording.status_counts(entries),
            bars=_bars(entries, longest),
            waited=wait,
            waited_bar=round(100 * (wait or 0) / longest_wait, 1),
        )
        for node, entries, wait in zip(nodes, grouped, waits, strict=True)
    ]


def _waited(entries: Sequence[Entry]) -> int | None:
    found = (wording.days_between(entry.asked_date, entry.answer_date) for entry in entries)
    waits = [days for days in found if days is not None and days >= 0]
    return round(median(waits)) if waits else None


def _factions(publication: Publication, links: Links) -> list[FactionBar]:
    """Return the factions in alphabetical order: this is no ranking."""
    found = [(node, publication.outlined(node.questions)) for node in publication.factions.values()]
    longest = max((len(entries) for _, entries in found), default=1) or 1
    return [
        FactionBar(
            FactionMark(node.faction.id, node.faction.name, links.faction(node.faction.id)),
            len(entries),
            wording.status_counts(entries),
            _bars(entries, longest),
        )
        for node, entries in found
        if entries
    ]


def _bars(entries: Sequence[Entry | Outline], longest: int) -> tuple[Bar, ...]:
    bars: list[Bar] = []
    start = 0.0
    for status, number in wording.status_counts(entries):
        width = 100 * number / longest
        bars.append(Bar(status, round(start, 2), round(width, 2)))
        start += width
    return tuple(bars)
