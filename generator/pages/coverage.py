"""The page that says how complete the archive is: per document what was read, doubted and not understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import COVERAGE
from generator.archive.graph import DocumentNode
from generator.pages import wording
from generator.pages.links import Links
from generator.pages.lists import list_page, year_links, year_path
from generator.pages.page import Page
from generator.pages.paging import by_year
from generator.pages.publication import Publication
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


def pages(publication: Publication) -> Iterator[Page]:
    nodes = sorted(
        publication.archive.documents.values(), key=lambda node: (node.date or "", node.id), reverse=True
    )
    entries = publication.all
    unattributed = sum(1 for entry in entries if entry.attribution == "unknown")
    inferred = sum(1 for entry in entries if entry.attribution == "inferred")
    lost = sum(1 for entry in entries for reference in entry.references if reference.target is None)
    parts = by_year(nodes, lambda node: wording.year_of(node.date), most=150)
    for part in publication.mine(parts):
        path = year_path(COVERAGE, part)
        links = publication.links(path)
        title = f"Dekking {part.label}" if part.name else "Dekking"
        body = render(
            "coverage.md.jinja",
            title=title,
            first=not part.name,
            updated=publication.updated,
            documents=len(nodes),
            questions=len(entries),
            lines=[_line(publication, links, node) for node in part.items],
            unattributed=unattributed,
            inferred=inferred,
            lost=lost,
            problems=len(publication.archive.problems),
            former=[
                NamedLink(former, links.meeting(former))
                for former in publication.archive.former_meetings
                if former not in publication.archive.meetings
            ],
            others=year_links(links, COVERAGE, parts, part),
        )
        yield list_page(path, title, "Hoe volledig en hoe zeker dit archief is, per document.", body)


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
