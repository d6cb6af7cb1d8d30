"""Makes the nodes of the archive: documents, meetings, factions, topics, dossiers; and redirects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from generator.archive.contributions import contributions_of, without_repetition
from generator.archive.conversations import Asked, Conversation
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
from generator.ledger import Ledger
from generator.registers import Registers

_PAPER = re.compile(r"^(?P<dossier>\d{4,6}(?:-[0-9IVXLCDM()A-Za-z]+)?)-(?P<number>\d+|[A-Z]{1,3})$")

OTHER_PRINTING = "Deze vraag staat ook in een ander document."
OTHER_NUMBER = "Deze vraag staat onder een ander nummer."


class Talks(msgspec.Struct, frozen=True, kw_only=True):
    """Documents with their questions, by meeting."""

    described: Mapping[str, Described]
    asked: Mapping[str, tuple[Asked, ...]]
    talks: Mapping[str, Conversation]
    plan: MeetingPlan

    def canonical(self, question: Asked) -> str:
        """Return the id under which a question in a document is published."""
        meeting = self.plan.of[question.document.id]
        return self.talks[meeting].aliases.get(question.id, question.id)


class Nodes(msgspec.Struct, frozen=True, kw_only=True):
    documents: dict[str, DocumentNode]
    meetings: dict[str, MeetingNode]
    factions: dict[str, FactionNode]
    topics: dict[str, TopicNode]
    dossiers: dict[str, Dossier]


def make_nodes(
    talks: Talks, entries: Mapping[str, Entry], names: FactionNames, registers: Registers
) -> Nodes:
    """Return every node but the questions themselves."""
    documents = _documents(talks, entries)
    meetings = _meetings(talks, entries, names)
    return Nodes(
        documents=documents,
        meetings=meetings,
        factions=_factions(meetings, entries, names),
        topics=_topics(entries, registers),
        dossiers=_dossiers(entries),
    )


def counted(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Yield the entries that count as questions: one that was split over others does not."""
    return (entry for entry in entries if not entry.continued_as)


def _documents(talks: Talks, entries: Mapping[str, Entry]) -> dict[str, DocumentNode]:
    replaced = {
        document.sidecar.replaces: name
        for name, document in talks.described.items()
        if document.sidecar.replaces
    }
    answers: dict[str, list[str]] = {}
    for entry in entries.values():
        for document in (entry.answer_document, *(earlier.document for earlier in entry.earlier_answers)):
            if document is not None:
                answers.setdefault(document, []).append(entry.id)
    ordered = sorted(talks.described.values(), key=lambda document: document.order, reverse=True)
    return {
        document.id: DocumentNode(
            id=document.id,
            record=document.record,
            title=document.title,
            date=document.date,
            chamber=document.chamber,
            committee=document.committee,
            url=document.url,
            identifiers=document.identifiers,
            signatories=document.signatories,
            meeting=talks.plan.of[document.id],
            asks=tuple(dict.fromkeys(talks.canonical(one) for one in talks.asked[document.id])),
            answers=tuple(answers.get(document.id, ())),
            replaces=document.sidecar.replaces,
            replaced_by=replaced.get(document.id),
        )
        for document in ordered
    }


def _meetings(talks: Talks, entries: Mapping[str, Entry], names: FactionNames) -> dict[str, MeetingNode]:
    members = _members(talks)
    nodes: list[MeetingNode] = []
    for identifier, meeting in talks.plan.meetings.items():
        aliases = talks.talks[identifier].aliases
        contributions = without_repetition(
            (found for name in members[identifier] for found in _contributions(talks, name, entries, names)),
            aliases,
        )
        shown = (entries[one] for name in members[identifier] for one in _homes(talks, name, entries))
        nodes.append(
            MeetingNode(
                meeting=meeting,
                registered=identifier in talks.plan.registered,
                documents=tuple(members[identifier]),
                contributions=contributions,
                questions=tuple(entry.id for entry in counted(shown)),
                date=_date(talks, identifier, members[identifier]),
            )
        )
    nodes.sort(key=lambda node: (node.date or "", node.meeting.id), reverse=True)
    return {node.meeting.id: node for node in nodes}


def _members(talks: Talks) -> dict[str, list[str]]:
    """Return the documents of every meeting as they came."""
    members: dict[str, list[Described]] = {meeting: [] for meeting in talks.plan.meetings}
    for name, document in talks.described.items():
        members[talks.plan.of[name]].append(document)
    return {meeting: [document.id for document in in_order(found)] for meeting, found in members.items()}


def _homes(talks: Talks, document: str, entries: Mapping[str, Entry]) -> list[str]:
    return [one.id for one in talks.asked[document] if one.id in entries]


def _contributions(
    talks: Talks, document: str, entries: Mapping[str, Entry], names: FactionNames
) -> tuple[FactionContribution, ...]:
    record = talks.described[document].record
    return contributions_of(
        talks.asked[document], record.parts, names, _homes(talks, document, entries), document
    )


def _date(talks: Talks, identifier: str, documents: Iterable[str]) -> str | None:
    """Return the day that a meeting is ordered by."""
    meeting = talks.plan.meetings[identifier]
    if meeting.days:
        return meeting.days[0]
    dates = (talks.described[name].date for name in documents)
    if meeting.year is not None:
        return str(meeting.year)
    return next((date for date in dates if date), None)


def _factions(
    meetings: Mapping[str, MeetingNode], entries: Mapping[str, Entry], names: FactionNames
) -> dict[str, FactionNode]:
    """Return the factions that took part in anything, by name."""
    questions: dict[str, list[str]] = {}
    for entry in counted(entries.values()):
        for faction in entry.factions:
            questions.setdefault(faction, []).append(entry.id)
    for entry in entries.values():
        for faction in entry.factions:
            questions.setdefault(faction, [])
    silent: dict[str, list[str]] = {}
    for meeting, node in meetings.items():
        asking = {faction for question in node.questions for faction in entries[question].factions}
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


def _topics(entries: Mapping[str, Entry], registers: Registers) -> dict[str, TopicNode]:
    questions: dict[str, list[str]] = {topic.id: [] for topic in registers.topics}
    for entry in counted(entries.values()):
        for topic in entry.topics:
            questions[topic].append(entry.id)
    return {
        topic.id: TopicNode(topic=topic, questions=tuple(questions[topic.id])) for topic in registers.topics
    }


def dossier_of(paper: str) -> str | None:
    """Return the dossier of a Kamerstuk, or None when its id has none.

    >>> dossier_of("36045-267"), dossier_of("36800-V-48"), dossier_of("kst-1263281")
    ('36045', '36800-V', None)
    """
    found = _PAPER.match(paper)
    if found:
        return found["dossier"]
    return paper if re.fullmatch(r"\d{4,6}", paper) else None


def _dossiers(entries: Mapping[str, Entry]) -> dict[str, Dossier]:
    cited: dict[str, dict[tuple[str, str], None]] = {}
    for entry in counted(entries.values()):
        for citation in entry.citations:
            dossier = dossier_of(citation.id) if citation.kind in ("kamerstuk", "motie") else None
            if dossier is not None:
                cited.setdefault(dossier, {})[citation.id, entry.id] = None
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
