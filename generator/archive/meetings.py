"""Brings documents together in meetings: what a consultation was about.

The meeting of a document is, in this order: what its sidecar says; what it was published under before; that
of a document it is linked to (it answers or replaces it, or both name one case); a registered meeting on the
same day with a like name; one made from another document, likewise; else one is made from its text. Names are
compared only where the days agree, so that the next council is never taken for this one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

import msgspec

from generator.archive.documents import Described
from generator.archive.meeting_names import (
    Words,
    document_words,
    kind_of,
    likeness,
    make_meeting,
    name_words,
    year_of,
)
from generator.keys import free_key
from generator.ledger import Ledger
from generator.problems import Problem
from generator.registers import Meeting


class MeetingPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Which document belongs to which meeting."""

    #: By id: the registered ones that are used, and the made ones.
    meetings: dict[str, Meeting]
    registered: frozenset[str]
    #: Meeting id by document id.
    of: dict[str, str]
    problems: tuple[Problem, ...] = ()


def plan_meetings(
    documents: Iterable[Described], registered: Iterable[Meeting] = (), ledger: Ledger | None = None
) -> MeetingPlan:
    """Return the meeting of every document."""
    register = {meeting.id: meeting for meeting in registered}
    known = _Known(register.values())
    ordered = sorted(documents, key=lambda document: document.order)
    found: dict[str, Meeting] = {}
    of: dict[str, str] = {}
    clusters = [(_stated(cluster, ledger or Ledger()), cluster) for cluster in _clusters(ordered)]
    # Those whose meeting is stated come first, then those that name its days: the others may belong to it.
    for stated, cluster in sorted(
        clusters, key=lambda pair: (pair[0] is None, not any(d.days for d in pair[1]))
    ):
        identifier = stated or known.like(cluster)
        meeting = register.get(identifier or "") or found.get(identifier or "")
        if meeting is None:
            meeting = make_meeting(cluster, identifier)
            if identifier is None:
                meeting = msgspec.structs.replace(meeting, id=free_key(meeting.id, {*found, *register}))
        found[meeting.id] = meeting
        known.add(meeting, cluster)
        for document in cluster:
            own = document.sidecar.meeting or meeting.id
            of[document.id] = own
            if own not in found:
                found[own] = register.get(own) or make_meeting([document], own)
    return MeetingPlan(
        meetings=found,
        registered=frozenset(found) & frozenset(register),
        of=of,
        problems=tuple(_unregistered(meeting, of) for meeting in found if meeting not in register),
    )


def _unregistered(meeting: str, of: Mapping[str, str]) -> Problem:
    document = next(name for name, found in of.items() if found == meeting)
    return Problem(
        severity="warning",
        file=f"records/{document}.yaml",
        message=f'the meeting "{meeting}" is not registered; it is made from the text of the document',
        remedy=f"add it to meetings.yaml: - {{id: {meeting}, name: …, days: […]}}",
    )


def _stated(cluster: Sequence[Described], ledger: Ledger) -> str | None:
    """Return the meeting that a sidecar states, or under which one of the documents was published."""
    stated = next((document.sidecar.meeting for document in cluster if document.sidecar.meeting), None)
    if stated:
        return stated
    published = (ledger.documents[d.id].meetings for d in cluster if d.id in ledger.documents)
    return next((meetings[0] for meetings in published if meetings), None)


def _clusters(documents: Sequence[Described]) -> list[list[Described]]:
    """Return documents that state they belong together, each group in order of time."""
    parent = {document.id: document.id for document in documents}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    holders: dict[str, str] = {}
    for document in documents:
        linked = [document.sidecar.answers, document.sidecar.replaces]
        linked += [holders.setdefault(paper, document.id) for paper in sorted(document.papers)]
        for other in linked:
            if other in parent:
                parent[root(document.id)] = root(other)
    groups: dict[str, list[Described]] = {}
    for document in documents:
        groups.setdefault(root(document.id), []).append(document)
    return list(groups.values())


class _Known:
    """The meetings found so far, by what a document can be compared on: its days, year, month and words."""

    def __init__(self, registered: Iterable[Meeting]) -> None:
        self._meetings: dict[str, Meeting] = {}
        self._names: dict[str, list[Words]] = {}
        self._cases: dict[str, set[str]] = {}
        self._places: dict[tuple[str, str], set[str]] = {}
        for meeting in registered:
            self.add(meeting, ())

    def add(self, meeting: Meeting, documents: Iterable[Described]) -> None:
        """Add a meeting, or the names by which further documents call it."""
        if meeting.id not in self._meetings:
            self._meetings[meeting.id] = meeting
            self._names[meeting.id] = [name_words(name) for name in (meeting.name, *meeting.aliases)]
            for day in meeting.days:
                self._places.setdefault(("day", day), set()).add(meeting.id)
                self._places.setdefault(("month", day[:7]), set()).add(meeting.id)
            self._places.setdefault(("year", str(meeting.year)), set()).add(meeting.id)
        for document in documents:
            self._names[meeting.id].append(document_words(document))
            self._cases.setdefault(meeting.id, set()).update(document.papers)

    def like(self, cluster: Sequence[Described]) -> str | None:
        """Return the one meeting that a cluster belongs to by days and name; None for none, or for two."""
        scores: dict[str, float] = {}
        for document in cluster:
            own = document_words(document)
            for identifier in self._near(document):
                if self._is_other_case(document, identifier):
                    continue
                score = likeness(document, own, self._meetings[identifier], self._names[identifier])
                scores[identifier] = max(score, scores.get(identifier, 0.0))
        best = sorted(scores, key=lambda identifier: (-scores[identifier], identifier))[:2]
        if not best or scores[best[0]] == 0 or (len(best) == 2 and scores[best[0]] == scores[best[1]]):
            return None
        return best[0]

    def _is_other_case(self, document: Described, identifier: str) -> bool:
        """Return whether a set of Kamervragen has another number than a document."""
        cases = self._cases.get(identifier, set())
        return kind_of(document) == "kamervragen" and bool(
            cases and document.papers and not cases & document.papers
        )

    def _near(self, document: Described) -> set[str]:
        keys = [("day", day) for day in document.days]
        keys.append(("year", str(year_of(document))))
        around = 7 if kind_of(document) == "kamervragen" else 2
        keys += [("month", month) for month in _months_around(document.date or document.asked_date, around)]
        return {identifier for key in keys for identifier in self._places.get(key, ())}


def _months_around(day: str | None, around: int) -> list[str]:
    """Return the month of a day and those around it."""
    if day is None or not day[:4].isdigit() or not day[5:7].isdigit():
        return []
    month = int(day[:4]) * 12 + int(day[5:7]) - 1
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(month - around, month + around + 1)]


def former_meetings(
    ledger: Ledger, of: Mapping[str, str], questions: Container[str]
) -> dict[str, tuple[str, ...]]:
    """Return the meetings on whose page questions once stood; ``of`` gives the meeting of a document now."""
    former: dict[str, list[str]] = {}
    for document, entries in ledger.documents.items():
        others = [meeting for meeting in entries.meetings if meeting != of.get(document)]
        for key in entries.questions if others else ():
            if f"{document}/{key}" in questions:
                for meeting in others:
                    former.setdefault(meeting, []).append(f"{document}/{key}")
    return {meeting: tuple(found) for meeting, found in former.items()}
