"""Builds the archive from records, sidecars, registers and the ledger of published ids; reads no file.

documents → meetings → conversations → entries → what they say of each other → nodes. Every step is a value;
what is wrong with the content becomes a problem of the archive, and the rest is built all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from generator.archive.conversations import Asked, Conversation, ask, converse
from generator.archive.crossing import cross
from generator.archive.documents import Described, describe, in_order
from generator.archive.entries import Setting, make_entries
from generator.archive.factions import FactionNames
from generator.archive.graph import Archive, Entry, Postponement
from generator.archive.ids import Published, further_numbers, identity_text, reconcile
from generator.archive.meetings import MeetingPlan, former_meetings, plan_meetings
from generator.archive.nodes import Talks, make_nodes, redirects
from generator.archive.numbering import Numbering
from generator.archive.register_checks import usable_topics
from generator.archive.remarks import remarks
from generator.keys import question_id
from generator.ledger import Ledger
from generator.memo import Memo
from generator.problems import Problem
from generator.records import Document, Question, Sidecar
from generator.registers import FactionRegister, Registers


def build_archive(
    documents: Mapping[str, Document],
    sidecars: Mapping[str, Sidecar] | None = None,
    registers: Registers | None = None,
    ledger: Ledger | None = None,
    problems: Iterable[Problem] = (),
    memo: Memo | None = None,
) -> Archive:
    """Return the archive; its problems are those given and those found. ``memo`` only saves time."""
    memo = memo or Memo()
    registers = registers or Registers()
    topics, wrong = usable_topics(registers.topics)
    registers = msgspec.structs.replace(registers, topics=topics)
    ledger = ledger or Ledger()
    described = {name: describe(record, (sidecars or {}).get(name)) for name, record in documents.items()}
    plan = plan_meetings(described.values(), registers.meetings, ledger)
    names = FactionNames(FactionRegister(registers.factions))
    asked, repeated = _ask(described, names)
    order = _publication_order(asked, described, ledger)
    talks = _talk(asked, plan, order)
    entries = _entries(asked, talks, plan, described, registers, memo)
    introductions = {name: _introductions(one) for name, one in described.items()}
    crossed = cross(entries, registers, introductions, memo)
    current, broken = reconcile(ledger, _published(asked, talks), {name: plan.of[name] for name in order})
    nodes = make_nodes(
        Talks(described=described, asked=asked, talks=talks, plan=plan), crossed.entries, names, registers
    )
    found = (
        *problems,
        *wrong,
        *repeated,
        *plan.problems,
        *remarks(crossed.entries, described, talks, names),
        *broken,
    )
    return Archive(
        documents=nodes.documents,
        meetings=nodes.meetings,
        questions=crossed.entries,
        factions=nodes.factions,
        topics=nodes.topics,
        dossiers=nodes.dossiers,
        glossary=crossed.glossary,
        redirects=redirects(current, crossed.entries),
        former_meetings=former_meetings(current, {one.id: one.meeting for one in crossed.entries.values()}),
        ledger=current,
        problems=found,
    )


def _ask(
    described: Mapping[str, Described], names: FactionNames
) -> tuple[dict[str, tuple[Asked, ...]], tuple[Problem, ...]]:
    """Return the questions of every document, each key once."""
    asked: dict[str, tuple[Asked, ...]] = {}
    problems: list[Problem] = []
    for name, document in described.items():
        once: dict[str, Question] = {}
        for question in document.record.questions:
            if question.key in once:
                problems.append(_repeated(name, question))
            once.setdefault(question.key, question)
        if len(once) < len(document.record.questions):
            record = msgspec.structs.replace(document.record, questions=tuple(once.values()))
            document = msgspec.structs.replace(document, record=record)
        factions = [tuple(dict.fromkeys(map(names.resolve, q.factions))) for q in document.record.questions]
        asked[name] = ask(document, factions)
    return asked, tuple(problems)


def _repeated(document: str, question: Question) -> Problem:
    return Problem(
        severity="error",
        file=f"records/{document}.yaml",
        message=f'two questions have the key "{question.key}"; only the first is shown',
        excerpt=question.paragraphs[0].text if question.paragraphs else "",
        remedy=f'give one of them another key ("{question.key}-b"), or read the document again',
    )


def _publication_order(
    asked: Mapping[str, tuple[Asked, ...]], described: Mapping[str, Described], ledger: Ledger
) -> list[str]:
    """Return the documents in the order they were published in; of what is new, question lists first."""
    known = [name for name in ledger.documents if name in described]
    new = set(described).difference(known)

    def key(name: str) -> tuple[bool, tuple[str, int, str]]:
        return any(one.question.answer for one in asked[name]), described[name].order

    return [*known, *sorted(new, key=key)]


def _talk(
    asked: Mapping[str, tuple[Asked, ...]], plan: MeetingPlan, order: Iterable[str]
) -> dict[str, Conversation]:
    """Return the conversation of every meeting."""
    by_meeting: dict[str, list[tuple[Asked, ...]]] = {meeting: [] for meeting in plan.meetings}
    for name in order:
        by_meeting[plan.of[name]].append(asked[name])
    return {meeting: converse(documents) for meeting, documents in by_meeting.items()}


def _entries(
    asked: Mapping[str, tuple[Asked, ...]],
    talks: Mapping[str, Conversation],
    plan: MeetingPlan,
    described: Mapping[str, Described],
    registers: Registers,
    memo: Memo,
) -> dict[str, Entry]:
    """Return an entry for every thread, in order of time and printing."""
    aliases = {alias: home for talk in talks.values() for alias, home in talk.aliases.items()}
    numbering = Numbering()
    for questions in asked.values():
        for one in questions:
            numbering.add(one, aliases.get(one.id, one.id))
    setting = Setting(
        meetings=plan.of,
        numbering=numbering,
        further={
            name: further_numbers(one.question for one in questions) for name, questions in asked.items()
        },
        unmatched=frozenset(question for talk in talks.values() for question in talk.unmatched),
        postponements=_postponements(described, plan),
        addresses=registers.addresses,
        reviews={review.id: review for review in registers.commitments},
    )
    threads = {thread.id: thread for talk in talks.values() for thread in talk.threads}
    ids = (one.id for name in _in_order(described, plan) for one in asked[name] if one.id in threads)
    ordered = [threads[home] for home in dict.fromkeys(ids)]
    return {entry.id: entry for entry in make_entries(ordered, setting, memo)}


def _in_order(described: Mapping[str, Described], plan: MeetingPlan) -> list[str]:
    """Return the documents in order of time, those of one meeting together."""
    members: dict[str, list[Described]] = {}
    for name in sorted(described, key=lambda name: described[name].order):
        members.setdefault(plan.of[name], []).append(described[name])
    return [document.id for documents in members.values() for document in in_order(documents)]


def _introductions(document: Described) -> list[str]:
    """Return what factions say in a document besides their questions."""
    return [
        paragraph.text
        for part in document.record.parts
        for paragraph in (*part.introduction, *(paragraph for _, paragraph in part.context))
    ]


def _postponements(described: Mapping[str, Described], plan: MeetingPlan) -> dict[str, Postponement]:
    """Return the latest postponement of each meeting."""
    letters = (document for document in described.values() if document.kind == "postponement")
    return {
        plan.of[letter.id]: Postponement(
            document=letter.id, date=letter.date, text=letter.record.facts.postponement
        )
        for letter in sorted(letters, key=lambda letter: letter.order)
    }


def _published(
    asked: Mapping[str, tuple[Asked, ...]], talks: Mapping[str, Conversation]
) -> Iterable[Published]:
    """Yield every question id that is published: questions, their other printings, further numbers."""
    aliases = {alias: home for talk in talks.values() for alias, home in talk.aliases.items()}
    for document, questions in asked.items():
        further = further_numbers(one.question for one in questions)
        for one in questions:
            yield Published(id=one.id, text=identity_text(one.question), alias=aliases.get(one.id))
            for key in further[one.question.key]:
                yield Published(id=question_id(document, key), alias=aliases.get(one.id, one.id))
