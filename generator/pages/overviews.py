"""The pages that gather questions by what became of them: open, not public, later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from generator.addresses import DECLINED, DEFERRED, OPEN
from generator.archive.graph import Entry, Status
from generator.pages import wording
from generator.pages.links import Links
from generator.pages.lists import (
    QuestionLine,
    by_meeting,
    entry_year,
    list_page,
    question_line,
    year_links,
    year_path,
)
from generator.pages.page import Page
from generator.pages.paging import by_year
from generator.pages.publication import Publication
from generator.pages.questions import NamedLink
from generator.pages.rendering import render


class Overview(NamedTuple):
    """One kind of question that has a page of its own."""

    base: str
    status: Status
    title: str
    about: str
    template: str


OVERVIEWS: tuple[Overview, ...] = (
    Overview(
        OPEN,
        "pending",
        "Open vragen",
        "Vragen waarop in dit archief nog geen antwoord staat.",
        "open.md.jinja",
    ),
    Overview(
        DECLINED,
        "declined",
        "Niet openbaar",
        "Vragen waarop de minister niets van het gevraagde geeft, met de reden die daarbij staat.",
        "declined.md.jinja",
    ),
    Overview(
        DEFERRED,
        "deferred",
        "Later",
        "Vragen waarop het antwoord later komt: in een ander stuk, na een besluit, van een volgend kabinet.",
        "deferred.md.jinja",
    ),
)


class ReasonGroup(NamedTuple):
    """Refused questions with the same reason."""

    name: str
    lines: tuple[tuple[QuestionLine, NamedLink], ...]


def pages(publication: Publication) -> Iterator[Page]:
    for overview in OVERVIEWS:
        yield from _overview(publication, overview)


def _overview(publication: Publication, overview: Overview) -> Iterator[Page]:
    entries = [entry for entry in publication.newest_first if entry.status.status == overview.status]
    parts = by_year(entries, lambda entry: entry_year(publication, entry), most=80)
    for part in publication.mine(parts):
        path = year_path(overview.base, part)
        links = publication.links(path)
        title = f"{overview.title} {part.label}" if part.name else overview.title
        body = render(
            overview.template,
            title=title,
            about=overview.about,
            total=len(entries),
            groups=by_meeting(publication, links, part.items, answer=True),
            reasons=_reasons(publication, links, part.items),
            others=year_links(links, overview.base, parts, part),
        )
        yield list_page(path, title, overview.about, body)


def _reasons(publication: Publication, links: Links, entries: Sequence[Entry]) -> list[ReasonGroup]:
    def reason(entry: Entry) -> str:
        return wording.REASON_NAMES[entry.status.reason or "other"]

    return [
        ReasonGroup(name, tuple(placed(publication, links, entry) for entry in members))
        for name, members in _grouped(entries, reason, tuple(wording.REASON_NAMES.values()))
    ]


def placed(publication: Publication, links: Links, entry: Entry) -> tuple[QuestionLine, NamedLink]:
    """Return a question with its meeting: for lists that are not ordered by meeting."""
    node = publication.archive.meetings[entry.meeting]
    when = wording.meeting_days(node.meeting) or wording.day(node.date)
    return (
        question_line(publication, links, entry, answer=True),
        NamedLink(node.meeting.name, links.meeting(entry.meeting), when),
    )


def _grouped(
    entries: Sequence[Entry], key: Callable[[Entry], str], order: Sequence[str]
) -> Iterator[tuple[str, list[Entry]]]:
    for name in order:
        members = [entry for entry in entries if key(entry) == name]
        if members:
            yield name, members
