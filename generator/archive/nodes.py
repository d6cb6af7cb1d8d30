"""Makes the nodes of the archive: documents, meetings, factions, topics, dossiers; and redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.archive.documents import Described, in_order
from generator.archive.factions import FactionNames
from generator.archive.graph import (
    DocumentNode,
    Dossier,
    Entry,
    FactionContribution,
    FactionNode,
    MeetingNode,
    Redirect,
    TopicNode,
)
from generator.archive.meetings import MeetingPlan
from generator.archive.questions import Questions
from generator.archive.told import Row, Told
from generator.ledger import Ledger
from generator.registers import Meeting, Registers

OTHER_PRINTING = "Deze vraag staat ook in een ander document."
OTHER_NUMBER = "Deze vraag staat onder een ander nummer."


class Meetings(msgspec.Struct, frozen=True):
    """Documents by meeting, and what those of each meeting tell."""

    described: Mapping[str, Described]
    plan: MeetingPlan
    told: Mapping[str, Told]
    questions: Questions
    #: Of every question, in order of time and printing.
    topics: Sequence[tuple[str, ...]]

    @property
    def rows(self) -> Iterator[Row]:
        """The questions that count, in order of time and printing."""
        return (row for told in self.told.values() for row in told.rows if row.counts)


    def contribution(self, found: FactionContribution) -> FactionContribution:
        """Return a contribution with the ids of questions as they are held."""
        return msgspec.structs.replace(found, questions=self.questions.named(found.questions))


class Nodes(msgspec.Struct, frozen=True, kw_only=True):
    documents: dict[str, DocumentNode]
    meetings: dict[str, MeetingNode]
    factions: dict[str, FactionNode]
    topics: dict[str, TopicNode]
    dossiers: dict[str, Dossier]


def make_nodes(known: Meetings, names: FactionNames, registers: Registers) -> Nodes:
    """Return every node but the questions themselves."""
    meetings = _meetings(known)
    return Nodes(
        documents=_documents(known),
        meetings=meetings,
        factions=_factions(known, meetings, names),
        topics=_topics(known, registers),
        dossiers=_dossiers(known),
    )


def _documents(known: Meetings) -> dict[str, DocumentNode]:
    replaced = {
        document.sidecar.replaces: name
        for name, document in known.described.items()
        if document.sidecar.replaces
    }
    ordered = sorted(known.described.values(), key=lambda document: document.order, reverse=True)
    return {document.id: _document(known, document, replaced.get(document.id)) for document in ordered}


def _document(known: Meetings, document: Described, replaced_by: str | None) -> DocumentNode:
    meeting = known.plan.of[document.id]
    told = known.told[meeting]
    return DocumentNode(
        id=document.id,
        record=document.record,
        title=document.title,
        date=document.date,
        chamber=document.chamber,
        committee=document.committee,
        url=document.url,
        identifiers=document.identifiers,
        signatories=document.signatories,
        meeting=meeting,
        asks=known.questions.named(told.asks[document.id]),
        answers=known.questions.named(told.answers.get(document.id, ())),
        replaces=document.sidecar.replaces,
        replaced_by=replaced_by,
    )


def _meetings(known: Meetings) -> dict[str, MeetingNode]:
    members = members_of(known.described, known.plan)
    nodes = [
        MeetingNode(
            meeting=meeting,
            registered=identifier in known.plan.registered,
            documents=tuple(document.id for document in members[identifier]),
            contributions=tuple(map(known.contribution, known.told[identifier].contributions)),
            questions=known.questions.named(known.told[identifier].questions),
            date=_date(meeting, members[identifier]),
        )
        for identifier, meeting in known.plan.meetings.items()
    ]
    nodes.sort(key=lambda node: (node.date or "", node.meeting.id), reverse=True)
    return {node.meeting.id: node for node in nodes}


def members_of(described: Mapping[str, Described], plan: MeetingPlan) -> dict[str, list[Described]]:
    """Return the documents of every meeting as they came."""
    members: dict[str, list[Described]] = {meeting: [] for meeting in plan.meetings}
    for name, document in described.items():
        members[plan.of[name]].append(document)
    return {meeting: in_order(found) for meeting, found in members.items()}


def _date(meeting: Meeting, documents: Iterable[Described]) -> str | None:
    """Return the day that a meeting is ordered by."""
    if meeting.days:
        return meeting.days[0]
    if meeting.year is not None:
        return str(meeting.year)
    return next((document.date for document in documents if document.date), None)


def _factions(
    known: Meetings, meetings: Mapping[str, MeetingNode], names: FactionNames
) -> dict[str, FactionNode]:
    """Return the factions that took part in anything, by name."""
    questions: dict[str, list[str]] = {}
    for row in known.rows:
        for faction in row.factions:
            questions.setdefault(faction, []).append(row.id)
    silent: dict[str, list[str]] = {}
    for meeting, node in meetings.items():
        rows = known.told[meeting].rows
        for faction in {faction for row in rows for faction in row.factions}:
            questions.setdefault(faction, [])
        asking = {faction for row in rows if row.counts for faction in row.factions}
        present = (contribution.faction for contribution in node.contributions if contribution.faction)
        for faction in dict.fromkeys(present):
            if faction not in asking:
                silent.setdefault(faction, []).append(meeting)
    found = sorted({*questions, *silent}, key=lambda faction: (names.name(faction).lower(), faction))
    return {
        faction: FactionNode(
            faction=names.get(faction),
            registered=faction not in names.added,
            questions=tuple(questions.get(faction, ())),
            silent=tuple(silent.get(faction, ())),
        )
        for faction in found
    }


def _topics(known: Meetings, registers: Registers) -> dict[str, TopicNode]:
    questions: dict[str, list[str]] = {topic.id: [] for topic in registers.topics}
    rows = (row for told in known.told.values() for row in told.rows)
    for row, topics in zip(rows, known.topics, strict=True):
        for topic in topics if row.counts else ():
            questions[topic].append(row.id)
    return {
        topic.id: TopicNode(topic=topic, questions=tuple(questions[topic.id])) for topic in registers.topics
    }


def _dossiers(known: Meetings) -> dict[str, Dossier]:
    cited: dict[str, dict[tuple[str, str], None]] = {}
    for row in known.rows:
        for dossier, paper in row.papers:
            cited.setdefault(dossier, {})[paper, row.id] = None
    return {dossier: Dossier(id=dossier, cited=tuple(cited[dossier])) for dossier in sorted(cited)}


def redirects(ledger: Ledger, entries: Mapping[str, Entry]) -> tuple[Redirect, ...]:
    """Return every published id that is not a question of its own any more, with where it leads."""
    found: list[Redirect] = []
    for identifier, entry in ledger.items():
        if entry.gone is not None:
            found.append(Redirect(id=identifier, target=None, reason=entry.gone))
        elif entry.alias is not None and identifier not in entries:
            target = _end(ledger, entry.alias, entries)
            reason = OTHER_PRINTING if entry.digest else OTHER_NUMBER
            found.append(Redirect(id=identifier, target=target, reason=reason))
    return tuple(found)


def _end(ledger: Ledger, alias: str, entries: Mapping[str, Entry]) -> str | None:
    """Return the question at the end of a chain of aliases."""
    seen: set[str] = set()
    current: str | None = alias
    while current is not None and current not in entries and current not in seen:
        seen.add(current)
        entry = ledger.find(current)
        current = entry.alias if entry else None
    return current if current in entries else None
