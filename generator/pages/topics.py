"""The pages of topics: all of them, and per topic how question and answer developed over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import TOPICS, topic_page
from generator.archive.graph import Entry, MeetingNode, Status, TopicNode
from generator.pages import wording
from generator.pages.forms import Form
from generator.pages.links import Links
from generator.pages.lists import by_meeting, list_page, others, when_held, year_links
from generator.pages.page import Page
from generator.pages.paging import YearPage, by_year, year_path
from generator.pages.publication import Plan, Publication
from generator.pages.questions import FactionMark
from generator.pages.rendering import render


class TopicLine(NamedTuple):
    name: str
    href: Markup
    about: str
    questions: int
    statuses: str


class Matrix(NamedTuple):
    factions: tuple[FactionMark, ...]
    meetings: int
    #: Rows of a table, ready to print.
    rows: Markup


class About(NamedTuple):
    """What was asked about a topic, on one page."""

    topic: str
    part: YearPage[str]
    others: tuple[tuple[str, str], ...]
    #: The figures of the whole topic, for the first page.
    total: int = 0
    counts: tuple[tuple[Status, int], ...] = ()


def plans(publication: Publication) -> Iterator[Plan]:
    yield Plan(TOPICS, _index)
    for node in publication.whole.topics.values():
        yield from _of_topic(publication, node)


def _of_topic(publication: Publication, node: TopicNode) -> Iterator[Plan]:
    entries = publication.planned_newest(node.questions)
    parts = by_year([entry.id for entry in entries], publication.planned_year, most=64, least=30)
    for part in parts:
        about = About(node.topic.id, part, others(parts, part))
        if not part.name:
            about = about._replace(total=len(entries), counts=wording.status_counts(entries))
        yield Plan(year_path(topic_page(node.topic.id), part), _topic, about)


def _index(publication: Publication, _: None) -> Page:
    links = publication.links(TOPICS)
    lines = [_line(publication, links, node) for node in publication.archive.topics.values()]
    body = render("topics.md.jinja", lines=lines)
    return list_page(TOPICS, "Onderwerpen", "Alle onderwerpen in dit archief, met het aantal vragen.", body)


def _line(publication: Publication, links: Links, node: TopicNode) -> TopicLine:
    entries = publication.outlined(node.questions)
    return TopicLine(
        node.topic.name,
        links.topic(node.topic.id),
        node.topic.about,
        len(entries),
        wording.counted_statuses(entries),
    )


def _topic(publication: Publication, about: About) -> Page:
    topic = publication.archive.topics[about.topic].topic
    base, part = topic_page(about.topic), about.part
    path = year_path(base, part)
    links = publication.links(path)
    title = f"{topic.name}: {part.label}" if part.name else topic.name
    oldest_first = _oldest_first(publication.entries(part.items))
    body = render(
        "topic.md.jinja",
        title=title,
        first=not part.name,
        about=topic.about,
        total=about.total,
        counts=about.counts,
        matrix=matrix(publication, links, oldest_first),
        groups=by_meeting(publication, links, oldest_first, answer=True),
        others=year_links(links, base, about.others, part.name),
    )
    return list_page(
        path, title, f"Vragen en antwoorden over {topic.name}, in de volgorde van de tijd.", body
    )


def _oldest_first(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries with the oldest meeting first; within a meeting they keep their order."""
    meetings = list(dict.fromkeys(entry.meeting for entry in entries))[::-1]
    place = {meeting: number for number, meeting in enumerate(meetings)}
    return sorted(entries, key=lambda entry: place[entry.meeting])


def matrix(publication: Publication, links: Links, entries: Sequence[Entry]) -> Matrix:
    """Return who asked how much in which meeting."""
    factions = sorted(
        {faction for entry in entries for faction in entry.factions if publication.has_page(faction)},
        key=lambda faction: publication.faction(faction).name.casefold(),
    )
    #: By meeting: how much was asked, and by each faction how much and where that begins.
    totals = Counter(entry.meeting for entry in entries)
    asked: dict[str, dict[str, list[Entry]]] = {meeting: {} for meeting in totals}
    for entry in entries:
        for faction in set(entry.factions):
            asked[entry.meeting].setdefault(faction, []).append(entry)
    form = publication.form
    rows = []
    for meeting, total in totals.items():
        cells = "".join(_cell(form, links, asked[meeting].get(faction)) for faction in factions)
        rows.append(_row(form, links, publication.archive.meetings[meeting], cells, total))
    marks = tuple(
        FactionMark(faction, publication.faction(faction).name, links.faction(faction))
        for faction in factions
    )
    return Matrix(marks, len(rows), form.finished("\n".join(rows)))


def _row(form: Form, links: Links, node: MeetingNode, cells: str, total: int) -> str:
    meeting = node.meeting
    when = form.text(when_held(node))
    name = form.link(form.text(meeting.name), links.meeting(meeting.id))
    head = f'<th scope="row" markdown="1">{name} <span class="row-date">{when}</span></th>'
    return f'<tr markdown="1">{head}{cells}<td class="figure">{total}</td></tr>'


def _cell(form: Form, links: Links, asked: Sequence[Entry] | None) -> str:
    """Return how many questions a faction asked in a meeting, with a link to the first."""
    number = form.link(str(len(asked)), links.entry(asked[0])) if asked else "–"
    return f'<td class="figure" markdown="1">{number}</td>'
