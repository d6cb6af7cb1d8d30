"""The page that says how complete the archive is: per document what was read, doubted and not understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import COVERAGE
from generator.archive.graph import DocumentNode
from generator.pages.documents import documents_by_year
from generator.pages.links import Links
from generator.pages.lists import list_page, others, year_links
from generator.pages.page import Page
from generator.pages.paging import YearPage, year_path
from generator.pages.publication import Plan, Publication
from generator.pages.questions import NamedLink
from generator.pages.rendering import render


class CoverageLine(NamedTuple):
    title: str
    href: Markup
    date: str | None
    lines: int
    unknown: int
    questions: int
    doubts: int
    claims: str


class Coverage(NamedTuple):
    """One page of the account."""

    part: YearPage[str]
    others: tuple[tuple[str, str], ...]


def plans(publication: Publication) -> Iterator[Plan]:
    parts = documents_by_year(publication, most=150)
    for part in parts:
        yield Plan(year_path(COVERAGE, part), _page, Coverage(part, others(parts, part)))


def _page(publication: Publication, coverage: Coverage) -> Page:
    part = coverage.part
    first = not part.name
    path = year_path(COVERAGE, part)
    links = publication.links(path)
    archive = publication.archive
    title = "Dekking" if first else f"Dekking {part.label}"
    # Only the first page counts the whole archive.
    entries = publication.all if first else ()
    body = render(
        "coverage.md.jinja",
        title=title,
        first=first,
        updated=publication.updated if first else None,
        documents=len(archive.documents) if first else 0,
        questions=len(entries),
        lines=[_line(publication, links, archive.documents[identifier]) for identifier in part.items],
        unattributed=sum(1 for entry in entries if entry.attribution == "unknown"),
        inferred=sum(1 for entry in entries if entry.attribution == "inferred"),
        lost=sum(entry.lost for entry in entries),
        problems=len(archive.problems) if first else 0,
        former=[
            NamedLink(former, links.meeting(former))
            for former in (archive.former_meetings if first else ())
            if former not in archive.meetings
        ],
        others=year_links(links, COVERAGE, coverage.others, part.name),
    )
    return list_page(path, title, "Hoe volledig en hoe zeker dit archief is, per document.", body)


def _line(publication: Publication, links: Links, node: DocumentNode) -> CoverageLine:
    record = node.record
    unknown = sum(run.lines[1] - run.lines[0] + 1 for run in record.account if run.name == "unknown")
    doubts = len(record.doubts) + sum(len(entry.doubts) for entry in publication.entries(node.asks))
    wrong = [claim for claim in record.claims if claim.stated != claim.found]
    claims = (
        ""
        if not record.claims
        else ("klopt" if not wrong else f"{wrong[0].stated} genoemd, {wrong[0].found} gelezen")
    )
    return CoverageLine(
        node.title,
        links.document(node.id),
        node.date,
        record.source.lines,
        unknown,
        len(node.asks),
        doubts,
        claims,
    )
