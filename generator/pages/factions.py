"""The pages of factions: all of them, and per faction what it asked, by meeting, newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import FACTIONS, faction_page
from generator.archive.graph import Entry, FactionNode
from generator.pages import wording
from generator.pages.links import Links
from generator.pages.lists import (
    MeetingLine,
    by_meeting,
    entry_year,
    list_page,
    meeting_line,
    year_links,
    year_path,
)
from generator.pages.page import Page
from generator.pages.paging import by_year
from generator.pages.publication import Publication
from generator.pages.questions import FactionMark, NamedLink
from generator.pages.rendering import render


class FactionLine(NamedTuple):
    mark: FactionMark
    full_name: str
    questions: int
    meetings: int
    silent: int
    latest: str


def pages(publication: Publication) -> Iterator[Page]:
    nodes = publication.factions.values()
    if publication.leads:
        yield _index(publication)
    for node in nodes:
        yield from _faction(publication, node)


def _index(publication: Publication) -> Page:
    links = publication.links(FACTIONS)
    nodes = publication.factions.values()
    body = render(
        "factions.md.jinja",
        lines=[_line(publication, links, node) for node in nodes],
        unattributed=sum(1 for entry in publication.all if not entry.factions),
    )
    return list_page(
        FACTIONS, "Fracties", "Alle fracties in dit archief, met het aantal vragen dat zij stelden.", body
    )


def _line(publication: Publication, links: Links, node: FactionNode) -> FactionLine:
    entries = publication.counted(node.questions)
    dates = [publication.archive.meetings[entry.meeting].date or "" for entry in entries]
    return FactionLine(
        mark=_mark(links, node),
        full_name=node.faction.full_name or "",
        questions=len(entries),
        meetings=len({entry.meeting for entry in entries}),
        silent=len(node.silent),
        latest=wording.day(max(dates)) if any(dates) else "",
    )


def _mark(links: Links, node: FactionNode) -> FactionMark:
    return FactionMark(node.faction.id, node.faction.name, links.faction(node.faction.id))


def _faction(publication: Publication, node: FactionNode) -> Iterator[Page]:
    base = faction_page(node.faction.id)
    asked = set(node.questions)
    entries = [entry for entry in publication.newest_first if entry.id in asked]
    parts = by_year(entries, lambda entry: entry_year(publication, entry))
    for part in publication.mine(parts):
        path = year_path(base, part)
        links = publication.links(path)
        title = f"{node.faction.name}: vragen {part.label}" if part.name else node.faction.name
        body = render(
            "faction.md.jinja",
            title=title,
            first=not part.name,
            mark=_mark(links, node),
            faction=node.faction,
            registered=node.registered,
            total=len(entries),
            inferred=sum(1 for entry in entries if entry.attribution == "inferred"),
            counts=wording.status_counts(entries),
            topics=_topics(publication, links, entries) if not part.name else [],
            before=_others(publication, links, node.faction.predecessors),
            after=_others(publication, links, node.faction.successors),
            groups=by_meeting(publication, links, part.items, of=node.faction.id),
            silent=_silent(publication, links, node) if not part.name else [],
            others=year_links(links, base, parts, part),
        )
        about = f"Alle vragen van {node.faction.name} in dit archief, per vergadering, met wat erop volgde."
        yield list_page(path, title, about, body)


def _topics(publication: Publication, links: Links, entries: list[Entry]) -> list[NamedLink]:
    """Return the topics a faction asked about with their counts, in the order of the register."""
    numbers = Counter(topic for entry in entries for topic in entry.topics)
    return [
        NamedLink(node.topic.name, links.topic(topic), wording.figure(numbers[topic]))
        for topic, node in publication.archive.topics.items()
        if numbers[topic]
    ]


def _others(publication: Publication, links: Links, ids: tuple[str, ...]) -> list[NamedLink]:
    return [
        NamedLink(
            publication.faction(other).name,
            links.faction(other) if other in publication.factions else Markup(),
        )
        for other in ids
    ]


def _silent(publication: Publication, links: Links, node: FactionNode) -> list[MeetingLine]:
    """Return the meetings in which it took part without asking anything, newest first."""
    meetings = [
        publication.archive.meetings[meeting]
        for meeting in node.silent
        if meeting in publication.archive.meetings
    ]
    return [
        meeting_line(publication, links, meeting)
        for meeting in sorted(meetings, key=lambda meeting: meeting.date or "", reverse=True)
    ]
