"""The pages of dossiers: the official papers (Kamerstukken) that questions and answers cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import DOSSIERS, dossier_page
from generator.pages.escaping import escape, identifier
from generator.pages.links import Links
from generator.pages.lists import list_page, question_list, status_mark
from generator.pages.overviews import placed
from generator.pages.page import Page
from generator.pages.publication import Plan, Publication
from generator.pages.rendering import render

#: Lines of questions on one page: the papers that come first show where they are cited.
MOST_LINES = 28
#: Of the others so many are named with their address; what comes after these is named in one line.
MOST_ADDRESSES = 40


class DossierLine(NamedTuple):
    id: str
    href: Markup
    papers: int
    questions: int


class Paper(NamedTuple):
    """A paper of a dossier, with the questions in which it is cited."""

    anchor: Markup
    id: str
    official: Markup | None
    #: Empty where it is named only.
    lines: Markup
    more: int


def plans(publication: Publication) -> Iterator[Plan]:
    yield Plan(DOSSIERS, _index)
    for dossier in publication.whole.dossiers:
        yield Plan(dossier_page(dossier), _dossier, dossier)


def _index(publication: Publication, _: None) -> Page:
    dossiers = sorted(publication.archive.dossiers.values(), key=lambda dossier: _number(dossier.id))
    links = publication.links(DOSSIERS)
    lines = [
        DossierLine(
            dossier.id,
            links.dossier(dossier.id),
            len({paper for paper, _ in dossier.cited}),
            len({question for _, question in dossier.cited}),
        )
        for dossier in dossiers
    ]
    body = render("dossiers.md.jinja", lines=lines)
    return list_page(
        DOSSIERS, "Kamerstukken", "Dossiers van de Kamer die in vragen en antwoorden worden genoemd.", body
    )


def _number(name: str) -> tuple[int, str]:
    digits = re.match(r"\d+", name)
    return (int(digits.group()) if digits else 0, name)


def _dossier(publication: Publication, identified: str) -> Page:
    dossier = publication.archive.dossiers[identified]
    path = dossier_page(identified)
    links, form = publication.links(path), publication.form
    cited: dict[str, list[str]] = {}
    for paper, question in dossier.cited:
        cited.setdefault(paper, [])
        if question not in cited[paper]:
            cited[paper].append(question)
    left = MOST_LINES
    papers = []
    for paper, questions in cited.items():
        entries = publication.entries(questions)
        shown = entries[: max(0, left)]
        left -= len(shown)
        lines = [placed(publication, links, entry, status_mark(form, entry)) for entry in shown]
        papers.append(
            Paper(
                identifier(paper),
                paper,
                _official(publication, links, paper, questions),
                question_list(form, lines) if lines else Markup(),
                len(entries) - len(shown),
            )
        )
    title = f"Dossier {dossier.id}"
    rest = [paper for paper in papers if not paper.lines]
    body = render(
        "dossier.md.jinja",
        title=title,
        papers=papers,
        rest=rest[:MOST_ADDRESSES],
        others=Markup(", ".join(map(_named, rest[MOST_ADDRESSES:]))),
        total=len({question for _, question in dossier.cited}),
    )
    return list_page(
        path, title, f"Vragen en antwoorden waarin een stuk uit dossier {dossier.id} wordt genoemd.", body
    )


def _named(paper: Paper) -> str:
    return f'<span id="{paper.anchor}">{escape(paper.id)}</span> ({paper.more})'


def _official(publication: Publication, links: Links, paper: str, questions: list[str]) -> Markup | None:
    """Return where the paper is published, as the citations have it."""
    for entry in publication.entries(questions):
        for citation in entry.citations:
            if citation.id == paper and citation.url:
                return links.outside(citation.url)
    return None
