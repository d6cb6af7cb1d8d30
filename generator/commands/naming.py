"""Propose the id of a new document: its date, what it is, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date
from pathlib import PurePath

import msgspec

from generator.keys import DOCUMENT_ID, slug
from generator.records import Document

#: What a document is called in its id, by procedure and kind; then by kind alone.
_KINDS: dict[tuple[str, str], str] = {
    ("kamervragen", "questions"): "kamervragen",
    ("kamervragen", "answers"): "antwoord-kamervragen",
    ("kamervragen", "postponement"): "uitstel-kamervragen",
    ("lijst van vragen", "questions"): "lijst-van-vragen",
    ("", "questions"): "inbreng",
    ("", "answers"): "beantwoording",
    ("", "report"): "verslag",
    ("", "agenda"): "geannoteerde-agenda",
    ("", "letter"): "brief",
    ("", "postponement"): "uitstel",
}
#: Words that say nothing in an id, and words that the kind says already.
_EMPTY = re.compile(
    r"\b(?:de|het|een|van|over|op|en|in|voor|aan|der|des|d\.?d\.?|inzake|m\.?b\.?t\.?|"
    r"beantwoording|antwoord(?:en)?|schriftelijke?|overleg|vragen|kamervragen|geannoteerde|agenda|verslag|"
    r"met|lid|leden|bijeenkomst|brief|\d{1,2}|20\d\d|januari|februari|maart|april|mei|juni|juli|augustus|"
    r"september|oktober|november|december)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:over|inzake|betreffende)\s+(?P<subject>.+)$", re.IGNORECASE | re.DOTALL)
_BRACKETS = re.compile(r"\([^)]*\)")
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})")
_LONGEST = 50


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """An id for a new document."""

    id: str
    #: Whether the date in it is the document's own; otherwise another day that it names, or today.
    own_date: bool


def propose_id(record: Document, file: str, taken: Container[str], today: date) -> Proposal:
    """Return an id that is not ``taken``; a file that already has the name of an id keeps it."""
    stem = PurePath(file).stem
    if DOCUMENT_ID.match(stem) and _DATED.match(stem):
        return Proposal(id=_free(stem, taken), own_date=True)
    day = _day(record, stem)
    words = slug(f"{_kind(record)} {_subject(record) or _plain(stem)}", longest=_LONGEST)
    return Proposal(id=_free(f"{day or today.isoformat()}-{words}", taken), own_date=bool(record.facts.date))


def _day(record: Document, stem: str) -> str | None:
    facts = record.facts
    named = _DATED.search(stem)
    meeting = next(iter(facts.meeting_days), None)
    others = (facts.asked_date, meeting) if record.kind == "questions" else (meeting, facts.asked_date)
    return next(filter(None, (facts.date, *others)), None) or (named["date"] if named else None)


def _kind(record: Document) -> str:
    return _KINDS.get((record.procedure, record.kind)) or _KINDS.get(("", record.kind), "document")


def _subject(record: Document) -> str:
    """Return what the document is about in few words: its meeting, or what its title says after "over"."""
    facts = record.facts
    title = facts.title or ""
    if record.procedure == "kamervragen":
        about = list(_ABOUT.finditer(title))
        return _plain(about[-1]["subject"] if about else title)
    return _plain(facts.meeting or title)


def _plain(text: str) -> str:
    return _EMPTY.sub(" ", _BRACKETS.sub(" ", text)).strip()


def _free(identifier: str, taken: Container[str]) -> str:
    if identifier not in taken:
        return identifier
    number = 2
    while f"{identifier}-{number}" in taken:
        number += 1
    return f"{identifier}-{number}"
