"""The pages that gather questions by what became of them: open, not public, later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import DECLINED, DEFERRED, OPEN
from generator.archive.graph import Entry, Status
from generator.pages import wording
from generator.pages.links import Links
from generator.pages.lists import (
    answer_start,
    asked_mark,
    by_meeting,
    list_page,
    others,
    question_line,
    question_list,
    status_mark,
    when_held,
    year_links,
)
from generator.pages.page import Page
from generator.pages.paging import YearPage, by_year, year_path
from generator.pages.publication import Plan, Publication
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
    number: int
    lines: Markup


class Gathered(NamedTuple):
    """One page of an overview."""

    overview: Overview
    part: YearPage[str]
    others: tuple[tuple[str, str], ...]
    total: int


def plans(publication: Publication) -> Iterator[Plan]:
    for overview in OVERVIEWS:
        ids = [
            entry.id for entry in publication.planned_newest_first if entry.status.status == overview.status
        ]
        parts = by_year(ids, publication.planned_year, most=80)
        for part in parts:
            gathered = Gathered(overview, part, others(parts, part), len(ids))
            yield Plan(year_path(overview.base, part), _overview, gathered)


def _overview(publication: Publication, gathered: Gathered) -> Page:
    overview, part = gathered.overview, gathered.part
    path = year_path(overview.base, part)
    links = publication.links(path)
    entries = publication.entries(part.items)
    title = f"{overview.title} {part.label}" if part.name else overview.title
    lists: dict[str, object] = {}
    if overview.status == "declined":
        lists["reasons"] = _reasons(publication, links, entries)
    else:
        about = asked_mark if overview.status == "pending" else status_mark
        lists["groups"] = by_meeting(publication, links, entries, about=about, answer=True)
    body = render(
        overview.template,
        title=title,
        about=overview.about,
        total=gathered.total,
        **lists,
        others=year_links(links, overview.base, gathered.others, part.name),
    )
    return list_page(path, title, overview.about, body)


def _reasons(publication: Publication, links: Links, entries: Sequence[Entry]) -> list[ReasonGroup]:
    def reason(entry: Entry) -> str:
        return wording.REASON_NAMES[entry.status.reason or "other"]

    return [
        ReasonGroup(
            name,
            len(members),
            question_list(publication.form, (placed(publication, links, entry) for entry in members)),
        )
        for name, members in _grouped(entries, reason, tuple(wording.REASON_NAMES.values()))
    ]


def placed(publication: Publication, links: Links, entry: Entry, *marks: str) -> str:
    """Return a line for a question with its meeting: for lists that are not ordered by meeting.

    ``marks`` were written to stand behind the meeting.
    """
    form = publication.form
    node = publication.archive.meetings[entry.meeting]
    page = links.meeting(entry.meeting)
    where = f"{form.link(form.text(node.meeting.name), page)}, {form.text(when_held(node))}"
    about = " ".join((where, *marks))
    return question_line(publication, entry, page, about, answer=answer_start(entry))


def _grouped(
    entries: Sequence[Entry], key: Callable[[Entry], str], order: Sequence[str]
) -> Iterator[tuple[str, list[Entry]]]:
    for name in order:
        members = [entry for entry in entries if key(entry) == name]
        if members:
            yield name, members
