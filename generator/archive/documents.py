"""What is known of a document: its record with the sidecar applied, which wins where both speak."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from generator.records import Chamber, Document, DocumentKind, Person, Sidecar

#: The order in which the documents of one conversation come, where their dates do not tell.
KIND_ORDER: dict[DocumentKind, int] = {
    "agenda": 0, "letter": 1, "questions": 2, "postponement": 3, "answers": 4, "report": 5,
}  # fmt: skip
#: Numbers that name one paper or case, by which documents can be told to belong together.
_PAPER = re.compile(r"\b(?:19|20)\d{2}[ZD]\d{5}\b")
_GOVERNMENT = re.compile(r"(?i)\b(?:minister|staatssecretaris|bewindspers|kabinet|president)")
_PARLIAMENT = re.compile(r"(?i)voorzitter|griffier")


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """A document with the facts of its text and of its sidecar."""

    record: Document
    sidecar: Sidecar
    id: str
    kind: DocumentKind
    title: str
    #: ISO date, or None when neither text nor sidecar tells.
    date: str | None
    asked_date: str | None
    chamber: Chamber | None
    committee: str | None
    url: str | None
    identifiers: tuple[str, ...]
    #: Who signed: of an answer those who answer.
    signatories: tuple[Person, ...]
    #: What it is about, as printed, and its days.
    subject: str | None
    days: tuple[str, ...]

    @property
    def papers(self) -> frozenset[str]:
        """Numbers of papers and cases that name this document or that it says it belongs to."""
        facts = self.record.facts
        words = (facts.reference, self.sidecar.reference, *facts.references, *self.identifiers)
        return frozenset(number for word in words if word for number in _PAPER.findall(word))

    @property
    def order(self) -> tuple[str, int, str]:
        """A key that sorts documents as they came."""
        return (self.date or self.days_or_id, KIND_ORDER[self.kind], self.id)

    @property
    def days_or_id(self) -> str:
        return self.days[0] if self.days else self.id[:10]

    @property
    def answered_by(self) -> tuple[Person, ...]:
        """Those who sign for the government; of signatories without an office everyone."""
        government = tuple(p for p in self.signatories if p.office and _GOVERNMENT.search(p.office))
        others = tuple(p for p in self.signatories if not (p.office and _PARLIAMENT.search(p.office)))
        return government or others


def describe(record: Document, sidecar: Sidecar | None = None) -> Described:
    """Return what is known of a document."""
    known = sidecar or Sidecar()
    facts = record.facts
    asked = known.asked_date or facts.asked_date
    return Described(
        record=record,
        sidecar=known,
        id=record.id,
        kind=known.kind or record.kind,
        title=known.title or facts.title or _title_from_id(record.id),
        date=known.date or facts.date or (asked if (known.kind or record.kind) == "questions" else None),
        asked_date=asked,
        chamber=known.chamber or facts.chamber,
        committee=known.committee or facts.committee,
        url=known.url,
        identifiers=known.identifiers,
        signatories=known.signatories or facts.signatories,
        subject=facts.meeting or known.title or facts.title,
        days=facts.meeting_days,
    )


def in_order(documents: Iterable[Described]) -> list[Described]:
    """Return the documents of one meeting as they came.

    One without a date stands before the first document of a later kind: a question list before its answers.
    """
    known = sorted(documents, key=lambda document: document.order)
    ordered = [document for document in known if document.date]
    for document in (document for document in known if not document.date):
        kind = KIND_ORDER[document.kind]
        places = (i for i, other in enumerate(ordered) if KIND_ORDER[other.kind] > kind)
        ordered.insert(next(places, len(ordered)), document)
    return ordered


def _title_from_id(document: str) -> str:
    words = re.sub(r"^\d{4}(?:-\d\d){0,2}-", "", document).replace("-", " ")
    return words[:1].upper() + words[1:]
