"""The pages of factions: all of them, and per faction what it asked, by meeting, newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import FACTIONS, faction_page
from generator.archive.graph import FactionNode, Status
from generator.archive.outline import Outline
from generator.pages import wording
from generator.pages.links import Links
from generator.pages.lists import (
    MeetingLine,
    by_meeting,
    list_page,
    meeting_line,
    others,
    year_links,
)
from generator.pages.page import Page
from generator.pages.paging import YearPage, by_year, year_path
from generator.pages.publication import Plan, Publication
from generator.pages.questions import FactionMark, NamedLink
from generator.pages.rendering import render


class FactionLine(NamedTuple):
    mark: FactionMark
    full_name: str
    questions: int
    meetings: int
    silent: int
    latest: str


class Asked(NamedTuple):
    """What a faction asked, on one page."""

    faction: str
    part: YearPage[str]
    others: tuple[tuple[str, str], ...]
    #: The figures of all that it asked, for the first page.
    total: int = 0
    inferred: int = 0
    counts: tuple[tuple[Status, int], ...] = ()
    topics: tuple[tuple[str, int], ...] = ()


def plans(publication: Publication) -> Iterator[Plan]:
    yield Plan(FACTIONS, _index)
    for node in publication.factions.values():
        yield from _of_faction(publication, node)


def _of_faction(publication: Publication, node: FactionNode) -> Iterator[Plan]:
    base = faction_page(node.faction.id)
    entries = publication.planned_newest(node.questions)
    parts = by_year([entry.id for entry in entries], publication.planned_year)
    for part in parts:
        asked = Asked(node.faction.id, part, others(parts, part))
        if not part.name:
            asked = asked._replace(
                total=len(entries),
                inferred=sum(1 for entry in entries if entry.attribution == "inferred"),
                counts=wording.status_counts(entries),
                topics=_topic_counts(publication, entries),
            )
        yield Plan(year_path(base, part), _faction, asked)


def _topic_counts(publication: Publication, entries: Sequence[Outline]) -> tuple[tuple[str, int], ...]:
    """Return the topics a faction asked about with their counts, in the order of the register."""
    numbers = Counter(topic for entry in entries for topic in entry.topics)
    return tuple((topic, numbers[topic]) for topic in publication.whole.topics if numbers[topic])


def _index(publication: Publication, _: None) -> Page:
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
    entries = publication.outlined(node.questions)
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


def _faction(publication: Publication, asked: Asked) -> Page:
    node = publication.archive.factions[asked.faction]
    base, part = faction_page(asked.faction), asked.part
    first = not part.name
    path = year_path(base, part)
    links = publication.links(path)
    topics = publication.archive.topics
    title = node.faction.name if first else f"{node.faction.name}: vragen {part.label}"
    body = render(
        "faction.md.jinja",
        title=title,
        first=first,
        mark=_mark(links, node),
        faction=node.faction,
        registered=node.registered,
        total=asked.total,
        inferred=asked.inferred,
        counts=asked.counts,
        topics=[
            NamedLink(topics[topic].topic.name, links.topic(topic), wording.figure(number))
            for topic, number in asked.topics
        ],
        before=_others(publication, links, node.faction.predecessors),
        after=_others(publication, links, node.faction.successors),
        groups=by_meeting(publication, links, publication.entries(part.items), of=asked.faction),
        silent=_silent(publication, links, node) if first else [],
        others=year_links(links, base, asked.others, part.name),
    )
    about = f"Alle vragen van {node.faction.name} in dit archief, per vergadering, met wat erop volgde."
    return list_page(path, title, about, body)


def _others(publication: Publication, links: Links, ids: tuple[str, ...]) -> list[NamedLink]:
    return [
        NamedLink(
            publication.faction(other).name,
            links.faction(other) if publication.has_page(other) else Markup(),
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
