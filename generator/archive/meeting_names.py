"""What a document is about, and whether two names mean the same meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from generator.archive.documents import Described
from generator.folding import fold
from generator.keys import slug
from generator.registers import Meeting
from generator.rules import load_table

#: Share of the words of the shorter name that must stand in the other.
LIKE_NAME = 0.5
#: The same where one of the two has no day.
LIKE_NAME_WITHOUT_DAY = 0.75
#: The same for sets of Kamervragen, of which many have a few words in common.
LIKE_QUESTIONS = 0.8
#: Days between an undated name and the meeting; between written questions and their answers.
MOST_DAYS_APART = 50
MOST_DAYS_TO_ANSWER = 200
#: Letters of a word that are compared: "ministers" and "ministeriële", "defence" and "defensie".
STEM = 5
#: Words of the subject in the id of a made meeting.
ID_WORDS = 6

_WORD = re.compile(r"[a-z0-9]+")
_ABOUT = re.compile(r"\b(?:over|inzake|betreffende)\b(?P<subject>.*)", re.IGNORECASE | re.DOTALL)
#: In "De vragen van het lid X over Y (2024Z00001) kunnen niet …" the subject ends before the number.
_POSTPONED = re.compile(r"\s*(?:\(\d{4}Z\d+\)|\bkunnen (?:helaas )?niet\b).*", re.DOTALL)
_BUDGET = re.compile(r"\b(?:ontwerp)?begroting(?!s)|\bbegrotingsstaat", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d{2}\b")

Kind = Literal["meeting", "budget", "kamervragen"]
Words = frozenset[str]


def kind_of(document: Described) -> Kind:
    """Return what kind of meeting a document is about."""
    if document.record.procedure == "kamervragen":
        return "kamervragen"
    if not document.days and _BUDGET.search(document.subject or ""):
        return "budget"
    return "meeting"


def subject_of(document: Described) -> str:
    """Return what a document is about; of "Vragen van … over …" only what comes after "over"."""
    subject = document.subject or document.title
    if kind_of(document) == "kamervragen":
        about = _ABOUT.search(document.subject or document.record.facts.postponement or "")
        subject = _POSTPONED.sub("", about["subject"]).strip() if about else subject
    return subject.rstrip(" .")


def year_of(document: Described) -> int | None:
    """Return the year that a subject names, the last where it names several."""
    years = _YEAR.findall(document.subject or "")
    return int(years[-1]) if years else None


def telling_words(name: str) -> list[str]:
    """Return the words of a name that tell one meeting from another, folded."""
    common = load_table("meetings").lists["common"]
    return [word for word in _WORD.findall(fold(name)) if word not in common and not word.isdigit()]


def name_words(name: str) -> Words:
    """Return the starts of the telling words of a name."""
    return frozenset(word[:STEM] for word in telling_words(name))


def document_words(document: Described) -> Words:
    """Return the telling words of what a document says it is about; none when it does not say."""
    said = document.subject or document.record.facts.postponement
    return name_words(subject_of(document)) if said else frozenset()


def likeness(document: Described, own: Words, meeting: Meeting, names: Iterable[Words]) -> float:
    """Return how sure it is that a document is about a meeting with these names, 0 when it is not.

    ``own`` are the telling words of the document's subject.
    """
    if document.chamber and meeting.chamber and document.chamber != meeting.chamber:
        return 0.0
    kind = kind_of(document)
    if kind != meeting.kind and "kamervragen" in (kind, meeting.kind):
        return 0.0
    names = tuple(names)
    share = max((_share(own, name) for name in names), default=0.0)
    if kind == "kamervragen":
        apart = _days_apart(document.date or document.asked_date, meeting.days)
        if apart == 0 and own and own in names:
            return 1.0
        return share if apart <= MOST_DAYS_TO_ANSWER and share >= LIKE_QUESTIONS and len(own) > 2 else 0.0
    if document.days and meeting.days:
        return 1 + share if set(document.days) & set(meeting.days) and share >= LIKE_NAME else 0.0
    if kind == meeting.kind == "budget":
        same_year = meeting.year is not None and meeting.year == year_of(document)
        return share if same_year and share >= LIKE_NAME else 0.0
    near = _days_apart(document.date, meeting.days) <= MOST_DAYS_APART
    return share if near and share >= LIKE_NAME_WITHOUT_DAY and len(own) > 1 else 0.0


def _share(one: Words, other: Words) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _days_apart(day: str | None, days: Sequence[str]) -> int:
    try:
        return abs((date.fromisoformat(day or "") - date.fromisoformat(days[0])).days)
    except (ValueError, IndexError):
        return 10**6


def make_meeting(documents: Sequence[Described], identifier: str | None = None) -> Meeting:
    """Return a meeting made from what its documents say of it."""
    named = [document for document in documents if document.subject]
    first = next((document for document in named if document.record.facts.meeting), (named or documents)[0])
    kind = kind_of(first)
    days = next((document.days for document in documents if document.days), ())
    if kind == "kamervragen":
        days = tuple(document.date for document in documents[:1] if document.date)
    year = year_of(first) if kind == "budget" else None
    chamber = next((document.chamber for document in documents if document.chamber), None)
    reference = next((d.record.facts.reference for d in documents if d.record.facts.reference), None)
    name = subject_of(first)
    if kind == "kamervragen" and not first.subject and not first.record.facts.postponement and reference:
        name = f"Kamervragen {reference}"
    return Meeting(
        id=identifier or _identifier(first, name, kind, days, year, chamber),
        name=name[:1].upper() + name[1:],
        kind=kind,
        days=days,
        year=year,
        chamber=chamber,
        committee=next((document.committee for document in documents if document.committee), None),
    )


def _identifier(
    first: Described, name: str, kind: Kind, days: Sequence[str], year: int | None, chamber: str | None
) -> str:
    start = days[0] if days else str(year) if year else first.date or _date_of_id(first.id)
    words = telling_words(name)[:ID_WORDS]
    parts = [start, "kamervragen" if kind == "kamervragen" else "", *words]
    if chamber == "Eerste Kamer":
        parts.append("eerste-kamer")
    return slug(" ".join(part for part in parts if part), longest=90)


def _date_of_id(document: str) -> str:
    found = re.match(r"\d{4}(?:-\d{2}){0,2}", document)
    return found.group() if found else ""
