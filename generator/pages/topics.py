"""The pages of topics: all of them, and per topic how question and answer developed over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import TOPICS, topic_page
from generator.archive.graph import Entry, TopicNode
from generator.pages import wording
from generator.pages.links import Links
from generator.pages.lists import by_meeting, entry_year, list_page, year_links, year_path
from generator.pages.page import Page
from generator.pages.paging import by_year
from generator.pages.publication import Publication
from generator.pages.questions import FactionMark
from generator.pages.rendering import render


class TopicLine(NamedTuple):
    name: str
    href: Markup
    about: str
    questions: int
    statuses: str


class Cell(NamedTuple):
    """How many questions a faction asked in a meeting, and where the first one stands."""

    number: int
    href: Markup


class Row(NamedTuple):
    name: str
    when: str
    href: Markup
    cells: tuple[Cell, ...]
    total: int


class Matrix(NamedTuple):
    factions: tuple[FactionMark, ...]
    rows: tuple[Row, ...]


def pages(publication: Publication) -> Iterator[Page]:
    if publication.leads:
        yield _index(publication)
    for node in publication.archive.topics.values():
        yield from _topic(publication, node)


def _index(publication: Publication) -> Page:
    links = publication.links(TOPICS)
    lines = [_line(publication, links, node) for node in publication.archive.topics.values()]
    body = render("topics.md.jinja", lines=lines)
    return list_page(TOPICS, "Onderwerpen", "Alle onderwerpen in dit archief, met het aantal vragen.", body)


def _line(publication: Publication, links: Links, node: TopicNode) -> TopicLine:
    entries = publication.counted(node.questions)
    return TopicLine(
        node.topic.name,
        links.topic(node.topic.id),
        node.topic.about,
        len(entries),
        wording.counted_statuses(entries),
    )


def _topic(publication: Publication, node: TopicNode) -> Iterator[Page]:
    base = topic_page(node.topic.id)
    listed = set(node.questions)
    entries = [entry for entry in publication.newest_first if entry.id in listed]
    parts = by_year(entries, lambda entry: entry_year(publication, entry), most=70, least=30)
    for part in publication.mine(parts):
        path = year_path(base, part)
        links = publication.links(path)
        title = f"{node.topic.name}: {part.label}" if part.name else node.topic.name
        oldest_first = _oldest_first(part.items)
        body = render(
            "topic.md.jinja",
            title=title,
            first=not part.name,
            about=node.topic.about,
            total=len(entries),
            counts=wording.status_counts(entries),
            matrix=matrix(publication, links, oldest_first),
            groups=by_meeting(publication, links, oldest_first, answer=True),
            others=year_links(links, base, parts, part),
        )
        yield list_page(
            path, title, f"Vragen en antwoorden over {node.topic.name}, in de volgorde van de tijd.", body
        )


def _oldest_first(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries with the oldest meeting first; within a meeting they keep their order."""
    meetings = list(dict.fromkeys(entry.meeting for entry in entries))[::-1]
    place = {meeting: number for number, meeting in enumerate(meetings)}
    return sorted(entries, key=lambda entry: place[entry.meeting])


def matrix(publication: Publication, links: Links, entries: Sequence[Entry]) -> Matrix:
    """Return who asked how much in which meeting."""
    factions = sorted(
        {faction for entry in entries for faction in entry.factions if faction in publication.factions},
        key=lambda faction: publication.faction(faction).name.casefold(),
    )
    rows = []
    for meeting in dict.fromkeys(entry.meeting for entry in entries):
        node = publication.archive.meetings[meeting]
        members = [entry for entry in entries if entry.meeting == meeting]
        cells = []
        for faction in factions:
            asked = [entry for entry in members if faction in entry.factions]
            cells.append(Cell(len(asked), Markup(links.entry(asked[0])) if asked else Markup()))
        when = wording.meeting_days(node.meeting) or wording.day(node.date)
        rows.append(Row(node.meeting.name, when, links.meeting(meeting), tuple(cells), len(members)))
    marks = tuple(
        FactionMark(faction, publication.faction(faction).name, links.faction(faction))
        for faction in factions
    )
    return Matrix(marks, tuple(rows))
