"""The register of commitments (toezeggingen): what was promised, by whom, and when it is due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import CALENDAR, COMMITMENTS
from generator.archive.graph import Commitment, Entry
from generator.keys import anchor
from generator.pages import wording
from generator.pages.escaping import identifier
from generator.pages.links import Links
from generator.pages.lists import list_page, others, year_links
from generator.pages.page import Page
from generator.pages.paging import YearPage, year_path
from generator.pages.publication import Plan, Publication
from generator.pages.questions import NamedLink, question_label
from generator.pages.rendering import render

STATES = {"open": "Nog niet nagekeken", "kept": "Nagekomen", "lapsed": "Vervallen"}


class CommitmentLine(NamedTuple):
    anchor: Markup
    text: str
    by: str
    said: str | None
    due: str | None
    due_text: str
    state: str
    state_name: str
    note: str
    proof: NamedLink | None
    question: NamedLink
    meeting: NamedLink


class Register(NamedTuple):
    """One page of the register: questions, each with the id of a commitment."""

    part: YearPage[tuple[str, str]]
    others: tuple[tuple[str, str], ...]
    total: int


def plans(publication: Publication) -> Iterator[Plan]:
    parts = publication.planned_commitments
    total = sum(len(part.items) for part in parts)
    for part in parts:
        named = YearPage(part.name, part.label, tuple((one.question, one.commitment) for one in part.items))
        yield Plan(year_path(COMMITMENTS, part), _page, Register(named, others(parts, part), total))


def _page(publication: Publication, register: Register) -> Page:
    part = register.part
    path = year_path(COMMITMENTS, part)
    links = publication.links(path)
    title = f"Toezeggingen {part.label}" if part.name else "Toezeggingen"
    lines = [
        _line(publication, links, entry, commitment)
        for question, identifier in part.items
        for entry in publication.entries([question])
        for commitment in entry.commitments
        if commitment.id == identifier
    ]
    body = render(
        "commitments.md.jinja",
        title=title,
        total=register.total,
        calendar=links.page(CALENDAR),
        dated=sorted((line for line in lines if line.due), key=lambda line: line.due or ""),
        undated=[line for line in lines if not line.due],
        others=year_links(links, COMMITMENTS, register.others, part.name),
    )
    about = "Wat ministers in hun antwoorden aan de Kamer beloofden, en wanneer dat klaar moet zijn."
    return list_page(path, title, about, body)


def _line(publication: Publication, links: Links, entry: Entry, commitment: Commitment) -> CommitmentLine:
    proof = publication.archive.documents.get(commitment.state_document or "")
    node = publication.archive.meetings[entry.meeting]
    return CommitmentLine(
        anchor=identifier(anchor(commitment.id)),
        text=commitment.text,
        by=wording.enumeration(wording.office(person) for person in entry.answered_by),
        said=entry.answer_date,
        due=commitment.due,
        due_text=commitment.due_text or "",
        state=commitment.state,
        state_name=STATES[commitment.state],
        note=commitment.state_note or "",
        proof=NamedLink(proof.title, links.document(proof.id)) if proof else None,
        question=NamedLink(wording.sentence(question_label(publication, entry)), links.entry(entry)),
        meeting=NamedLink(
            node.meeting.name, links.meeting(entry.meeting), wording.meeting_days(node.meeting)
        ),
    )
