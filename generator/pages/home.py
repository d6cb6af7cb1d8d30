"""The home page: what this is, the newest meetings, what is open, promised and refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import COMMITMENTS, DECLINED, DEFERRED, HOME, OPEN
from generator.pages import wording
from generator.pages.lists import meeting_line
from generator.pages.page import MetaValue, Page
from generator.pages.publication import Plan, Publication
from generator.pages.questions import FactionMark, NamedLink
from generator.pages.rendering import render

NEWEST = 5
DESCRIPTION = (
    "Kamerspiegel laat zien wat de Tweede en Eerste Kamer schriftelijk aan ministers vroegen, en wat die "
    "antwoordden. Elke vraag heeft een eigen adres en een verwijzing naar het document waar zij in staat."
)


class Tally(NamedTuple):
    """A number that leads somewhere."""

    number: int
    words: str
    href: Markup
    about: str


class Newest(NamedTuple):
    """The newest meetings, and whether there are others."""

    meetings: tuple[str, ...]
    more: bool
    written: tuple[str, ...]


def plans(publication: Publication) -> Iterator[Plan]:
    meetings, written = publication.planned_meetings, publication.planned_written_questions
    newest = Newest(
        tuple(node.meeting.id for node in meetings[:NEWEST]),
        len(meetings) > NEWEST,
        tuple(node.meeting.id for node in written[:NEWEST]),
    )
    yield Plan(HOME, _page, newest)


def _page(publication: Publication, newest: Newest) -> Page:
    links = publication.links(HOME)
    archive = publication.archive
    numbers = dict(wording.status_counts(publication.all))
    promises = sum(len(entry.promises) for entry in publication.all)
    body = render(
        "home.md.jinja",
        questions=len(publication.all),
        meetings=[meeting_line(publication, links, archive.meetings[one]) for one in newest.meetings],
        more_meetings=newest.more,
        written=[meeting_line(publication, links, archive.meetings[one]) for one in newest.written],
        tallies=[
            Tally(numbers.get("pending", 0), "open", links.page(OPEN), "Nog geen antwoord in dit archief"),
            Tally(promises, "toegezegd", links.page(COMMITMENTS), "Wat ministers beloofden, en voor wanneer"),
            Tally(
                numbers.get("declined", 0),
                "niet openbaar",
                links.page(DECLINED),
                "Geen antwoord, met de reden erbij",
            ),
            Tally(
                numbers.get("deferred", 0),
                "later",
                links.page(DEFERRED),
                "Het antwoord komt in een later stuk",
            ),
        ],
        topics=[
            NamedLink(
                node.topic.name,
                links.topic(node.topic.id),
                wording.figure(len(publication.outlined(node.questions))),
            )
            for node in archive.topics.values()
            if node.questions
        ],
        factions=[
            (
                FactionMark(node.faction.id, node.faction.name, links.faction(node.faction.id)),
                len(publication.outlined(node.questions)),
            )
            for node in publication.factions.values()
        ],
        updated=publication.updated,
    )
    meta: dict[str, MetaValue] = {
        "title": "Vragen van de Kamer, antwoorden van de minister",
        "description": DESCRIPTION,
        "kind": "home",
        "template": "home.html",
        "search": {"exclude": True},
    }
    return Page(path=HOME, meta=meta, body=body)
