"""What figures and long lists tell of each question: so little that a whole archive fits in memory."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, cast, runtime_checkable

import msgspec

from generator.archive.graph import Entry, Postponement, Status, StatusEvidence
from generator.archive.questions import Questions
from generator.records import Attribution, Person


class Promise(msgspec.Struct, frozen=True, gc=False):
    """A commitment in an answer."""

    id: str
    due: str | None


class Outline(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A question without its texts."""

    id: str
    meeting: str
    document: str
    answer_document: str | None
    asked_date: str | None
    answer_date: str | None
    added: str
    answered: bool
    postponement: Postponement | None
    answered_by: tuple[Person, ...]
    #: Without its evidence.
    status: StatusEvidence
    #: False for one that was split over others.
    counts: bool
    factions: tuple[str, ...]
    topics: tuple[str, ...]
    attribution: Attribution
    promises: tuple[Promise, ...]
    #: How many references in its answer lead nowhere.
    lost: int


@runtime_checkable
class Outlining(Protocol):
    """Questions that know their outlines."""

    def outlined(self, ids: Iterable[str] | None) -> Iterable[Outline]: ...


def outlined(questions: Mapping[str, Entry], ids: Iterable[str] | None = None) -> Iterable[Outline]:
    """Return the outlines of the questions with these ids, or of all; unknown ids are left out."""
    if isinstance(questions, Outlining):
        return questions.outlined(ids)
    known = outlines(questions)
    return known.values() if ids is None else [known[one] for one in ids if one in known]


def outlines(questions: Mapping[str, Entry]) -> Mapping[str, Outline]:
    """Return the outlines of questions, in their order; those of a whole archive are made once."""
    if isinstance(questions, Questions):
        return questions.once(_outlines)
    if isinstance(questions, ChainMap):
        return ChainMap(*(cast(dict[str, Outline], outlines(one)) for one in questions.maps))
    return _outlines(questions)


def _outlines(questions: Mapping[str, Entry]) -> dict[str, Outline]:
    # What many of them have is held once.
    same: dict[Any, Any] = {}
    statuses: dict[Status, StatusEvidence] = {}

    def one(name: str, entry: Entry) -> Outline:
        return Outline(
            id=name,
            meeting=same.setdefault(entry.meeting, entry.meeting),
            document=same.setdefault(entry.document, entry.document),
            answer_document=same.setdefault(entry.answer_document, entry.answer_document),
            asked_date=same.setdefault(entry.asked_date, entry.asked_date),
            answer_date=same.setdefault(entry.answer_date, entry.answer_date),
            added=same.setdefault(entry.added, entry.added),
            answered=bool(entry.answer),
            postponement=same.setdefault(entry.postponement, entry.postponement),
            answered_by=same.setdefault(entry.answered_by, entry.answered_by),
            status=statuses.setdefault(entry.status.status, StatusEvidence(status=entry.status.status)),
            counts=not entry.continued_as,
            factions=same.setdefault(entry.factions, entry.factions),
            topics=same.setdefault(entry.topics, entry.topics),
            attribution=entry.attribution,
            promises=tuple([Promise(one.id, one.due) for one in entry.commitments]),
            lost=sum(reference.target is None for reference in entry.references),
        )

    return {name: one(name, entry) for name, entry in questions.items()}
