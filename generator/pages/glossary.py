"""The glossary: abbreviations with the expansion that the documents themselves give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import GLOSSARY
from generator.archive.graph import GlossaryTerm
from generator.pages.annotating import term_anchor
from generator.pages.links import Links
from generator.pages.lists import list_page
from generator.pages.page import Page
from generator.pages.publication import Plan, Publication
from generator.pages.questions import NamedLink, question_label
from generator.pages.rendering import render


class Meaning(NamedTuple):
    text: str
    #: Where it was introduced.
    place: NamedLink | None


class TermLine(NamedTuple):
    anchor: Markup
    term: str
    meanings: tuple[Meaning, ...]
    explanation: str


def plans(publication: Publication) -> Iterator[Plan]:
    yield Plan(GLOSSARY, _page)


def _page(publication: Publication, _: None) -> Page:
    links = publication.links(GLOSSARY)
    terms = sorted(publication.archive.glossary.values(), key=lambda term: term.term.casefold())
    body = render("glossary.md.jinja", lines=[_line(publication, links, term) for term in terms])
    return list_page(
        GLOSSARY,
        "Begrippen",
        "Afkortingen en begrippen, met wat de documenten zelf als betekenis geven.",
        body,
    )


def _line(publication: Publication, links: Links, term: GlossaryTerm) -> TermLine:
    meanings = tuple(Meaning(text, _place(publication, links, place)) for text, place in term.expansions)
    return TermLine(term_anchor(term.term), term.term, meanings, term.explanation or "")


def _place(publication: Publication, links: Links, identifier: str) -> NamedLink | None:
    entry = publication.archive.questions.get(identifier)
    if entry:
        return NamedLink(question_label(publication, entry), links.entry(entry))
    document = publication.archive.documents.get(identifier)
    return NamedLink(document.title, links.document(document.id)) if document else None
