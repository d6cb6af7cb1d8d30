"""The glossary: abbreviations with the expansion that the documents themselves give."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from markupsafe import Markup

from generator.addresses import GLOSSARY, term_page
from generator.archive.graph import GlossaryTerm
from generator.pages.annotating import term_anchor
from generator.pages.links import Links
from generator.pages.lists import list_page
from generator.pages.page import Page
from generator.pages.publication import MOST_OF_A_TERM, Plan, Publication, initial
from generator.pages.questions import NamedLink, question_label
from generator.pages.rendering import render

ABOUT: Final = "Afkortingen en begrippen, met wat de documenten zelf als betekenis geven."


class Meaning(NamedTuple):
    text: str
    #: Where it was introduced.
    place: NamedLink | None


class TermLine(NamedTuple):
    anchor: Markup
    term: str
    meanings: tuple[Meaning, ...]
    #: How many more meanings it has in the documents.
    more: int
    explanation: str


class LetterLine(NamedTuple):
    """The terms under one letter, on the first of several pages."""

    letter: str
    #: Each with the anchor that it had when all stood on one page, which leads on to its own.
    terms: tuple[tuple[Markup, NamedLink], ...]


def plans(publication: Publication) -> Iterator[Plan]:
    """Yield the plan of one page, or of a first page and one for every letter."""
    if not publication.terms_paged:
        yield Plan(GLOSSARY, _page)
        return
    yield Plan(GLOSSARY, _first)
    for letter in sorted({initial(term) for term in publication.whole.glossary}):
        yield Plan(term_page(letter), _page, letter)


def _terms(publication: Publication) -> list[GlossaryTerm]:
    return sorted(publication.archive.glossary.values(), key=lambda term: (term.term.casefold(), term.term))


def _page(publication: Publication, letter: str | None) -> Page:
    """Return the page of all terms, or of those under a letter."""
    path = GLOSSARY if letter is None else term_page(letter)
    links = publication.links(path)
    terms = [term for term in _terms(publication) if letter in (None, initial(term.term))]
    title = "Begrippen" if letter is None else f"Begrippen: {letter.upper()}"
    letters = _letters(publication, links, letter) if letter else ()
    body = render(
        "glossary.md.jinja",
        title=title,
        letters=letters,
        lines=[_line(publication, links, term) for term in terms],
    )
    return list_page(path, title, ABOUT, body)


def _first(publication: Publication, _: None) -> Page:
    """Return the page that leads to those of the letters."""
    links = publication.links(GLOSSARY)
    lines = [
        LetterLine(letter.upper(), tuple(_leading_on(links, letter, term) for term in terms))
        for letter, terms in groupby(_by_letter(publication), key=lambda term: initial(term.term))
    ]
    return list_page(GLOSSARY, "Begrippen", ABOUT, render("letters.md.jinja", lines=lines))


def _by_letter(publication: Publication) -> list[GlossaryTerm]:
    return sorted(_terms(publication), key=lambda term: initial(term.term))


def _leading_on(links: Links, letter: str, term: GlossaryTerm) -> tuple[Markup, NamedLink]:
    anchor = term_anchor(term.term)
    return anchor, NamedLink(term.term, links.page(term_page(letter), anchor))


def _letters(publication: Publication, links: Links, current: str) -> tuple[NamedLink, ...]:
    letters = dict.fromkeys(initial(term.term) for term in _by_letter(publication))
    shown = ((letter, links.page(term_page(letter))) for letter in letters)
    pages = (NamedLink(letter.upper(), Markup() if letter == current else page) for letter, page in shown)
    return (NamedLink("Alle begrippen", links.page(GLOSSARY)), *pages)


def _line(publication: Publication, links: Links, term: GlossaryTerm) -> TermLine:
    meanings = tuple(
        Meaning(text, _place(publication, links, place)) for text, place in term.expansions[:MOST_OF_A_TERM]
    )
    more = len(term.expansions) - len(meanings)
    return TermLine(term_anchor(term.term), term.term, meanings, more, term.explanation or "")


def _place(publication: Publication, links: Links, identifier: str) -> NamedLink | None:
    entry = publication.archive.questions.get(identifier)
    if entry:
        return NamedLink(question_label(publication, entry), links.entry(entry))
    document = publication.archive.documents.get(identifier)
    return NamedLink(document.title, links.document(document.id)) if document else None
