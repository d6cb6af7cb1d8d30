"""Citations of questions, and questions to show on other sites: pages and files of their own per meeting.

The page of a meeting shows one link per question, so that it stays light. It leads to a page that holds every
form as text to take over, without scripts too; with scripts the citations are copied in place. For that they
stand in a script that is loaded when a reader first asks for one: that works from disk too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.addresses import citations, citations_page
from generator.archive.graph import Entry
from generator.pages import wording
from generator.pages.citations import ADDRESS, Citation, cite, embed
from generator.pages.escaping import identifier
from generator.pages.links import Links
from generator.pages.meetings import moved_page
from generator.pages.page import MetaValue, Page
from generator.pages.publication import Plan, Publication
from generator.pages.questions import faction_marks
from generator.pages.rendering import render
from generator.pages.running import labels


def plans(publication: Publication) -> Iterator[Plan]:
    """Yield the plan of ``citaten/<meeting>.md`` for every meeting with questions, and where one was."""
    for meeting in _meetings(publication):
        yield Plan(citations_page(meeting), _page, meeting)
    for former in publication.whole.former_meetings:
        if former not in publication.whole.meetings:
            yield Plan(citations_page(former), _moved, former)


def assets(publication: Publication) -> Iterator[Plan]:
    """Yield the plans of ``citaten/<meeting>.bib`` and ``citaten/<meeting>.js``, likewise: both at once."""
    for meeting in _meetings(publication):
        yield Plan(citations(meeting, "bib"), _files, meeting)


def _meetings(publication: Publication) -> Iterator[str]:
    whole = publication.whole
    for meeting, node in whole.meetings.items():
        if any(question in whole.questions for question in node.questions):
            yield meeting


def _files(publication: Publication, meeting: str) -> Mapping[str, bytes]:
    questions = publication.archive.meetings[meeting].questions
    cited = [(entry.anchor, cite(publication, entry)) for entry in publication.entries(questions)]
    bibtex = "\n\n".join(_without_place(one) for _, one in cited)
    told = {anchor: [one.plain, one.markdown, one.bibtex] for anchor, one in cited}
    return {
        citations(meeting, "bib"): f"{bibtex}\n".encode("utf-8", "replace"),
        citations(meeting, "js"): f"kamerspiegel.cite({_text(told)});\n".encode("utf-8", "replace"),
    }


def _page(publication: Publication, meeting: str) -> Page:
    node = publication.archive.meetings[meeting]
    form, entries = publication.form, publication.entries(node.questions)
    path = citations_page(node.meeting.id)
    links = publication.links(path)
    when = wording.meeting_days(node.meeting)
    name = f"{node.meeting.name}, {when}" if when and when not in node.meeting.name else node.meeting.name
    body = render(
        "citing.md.jinja",
        name=name,
        meeting=links.meeting(node.meeting.id),
        bibtex=links.page(citations(node.meeting.id, "bib")),
        questions=form.finished(
            form.below_each_other([_question(publication, links, entry) for entry in entries])
        ),
        place=None if publication.settings.site_url else ADDRESS,
    )
    meta: dict[str, MetaValue] = {
        "title": f"Citeren en insluiten: {name}",
        "description": "Elke vraag om te citeren (tekst, Markdown, BibTeX) of om in te sluiten (HTML).",
        "kind": "citing",
        "robots": "noindex",
        "search": {"exclude": True},
    }
    return Page(path=path, meta=meta, body=body)


def _question(publication: Publication, links: Links, entry: Entry) -> str:
    """Return one question as text to take over, in every way."""
    form, citation = publication.form, cite(publication, entry)
    title = form.link(form.text(wording.question_title(entry)), links.entry(entry))
    ways = (
        ("Tekst", citation.plain),
        ("Markdown", citation.markdown),
        ("BibTeX", citation.bibtex),
        ("HTML om in te sluiten", embed(publication, entry)),
    )
    return form.below_each_other(
        (
            '<section class="citing" markdown="1">',
            form.heading(
                2,
                f"{title}{labels(form, faction_marks(publication, links, entry))}",
                identifier(entry.anchor),
            ),
            *[f'<p class="form-name">{name}</p>\n<pre>{form.raw(text)}</pre>' for name, text in ways],
            "</section>",
        )
    )


def _moved(publication: Publication, former: str) -> Page:
    return moved_page(publication, citations_page(former), former, robots="noindex")


def _without_place(citation: Citation) -> str:
    """Return BibTeX without an address that is not known: no script puts one in a file to download."""
    return citation.bibtex.replace(f"  url = {{{ADDRESS}}},\n", "")


def _text(value: object) -> str:
    """Return a value as a script holds it; line separators are no part of a string in older browsers."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
