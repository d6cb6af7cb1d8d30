"""Builds the archive from records, sidecars, registers and the ledger of published ids; reads no file.

documents → meetings → what the documents of each tell → what is found over all of them → nodes. Every step is
a value; what is wrong with the content becomes a problem of the archive, and the rest is built all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import msgspec

from generator.archive.crossing import Subject, subjects_of
from generator.archive.documents import Described, describe
from generator.archive.entries import reviewed
from generator.archive.factions import FactionNames
from generator.archive.glossary import glossary_of
from generator.archive.graph import Archive, RelatedQuestion
from generator.archive.ids import identity_text, reconcile
from generator.archive.meetings import MeetingPlan, former_meetings, plan_meetings
from generator.archive.nodes import Meetings, make_nodes, members_of, redirects
from generator.archive.questions import Questions
from generator.archive.register_checks import usable_topics
from generator.archive.related import find_related
from generator.archive.remarks import unknown_factions
from generator.archive.told import Gathered, Told, once, tell
from generator.archive.word_space import Compared
from generator.keys import split_question_id
from generator.ledger import Ledger
from generator.memo import Memo, digest
from generator.packing import Store, encode
from generator.problems import Problem
from generator.records import Document, Sidecar
from generator.registers import FactionRegister, Registers, Topic


def build_archive(
    documents: Mapping[str, Document],
    sidecars: Mapping[str, Sidecar] | None = None,
    registers: Registers | None = None,
    ledger: Ledger | None = None,
    problems: Iterable[Problem] = (),
    memo: Memo | None = None,
    new_store: Callable[[], Store] = Store,
) -> Archive:
    """Return the archive; its problems are those given and those found.

    ``memo`` only saves time; what ``new_store`` gives is where its texts wait.
    """
    memo = memo or Memo()
    registers = registers or Registers()
    topics, wrong = usable_topics(registers.topics)
    registers = msgspec.structs.replace(registers, topics=topics)
    ledger = ledger or Ledger()
    described = {name: describe(record, (sidecars or {}).get(name)) for name, record in documents.items()}
    plan = plan_meetings(described.values(), registers.meetings, ledger)
    names = FactionNames(FactionRegister(registers.factions))
    order = _publication_order(described, ledger)
    gathered = _gathered(described, plan, names, order)
    drafts = Questions(new_store())
    digests = {meeting: digest(encode(one)) for meeting, one in gathered.items()}
    told = _told(gathered, digests, registers, memo, drafts)
    topics_of, related = _compare(told, digests, registers, memo, drafts)
    questions = drafts.completed(new_store(), topics_of, related)
    nodes = make_nodes(Meetings(described, plan, told, questions, topics_of), names, registers)
    current, broken = reconcile(
        ledger,
        Ledger(documents={name: told[plan.of[name]].published[name] for name in described}),
        {name: plan.of[name] for name in order},
        partial(_text_of, described),
    )
    found = (
        *problems,
        *wrong,
        *(one for name in described for one in told[plan.of[name]].repeated.get(name, ())),
        *plan.problems,
        *unknown_factions(described, names),
        *(one for meeting in told.values() for one in meeting.dangling),
        *(one for meeting in plan.meetings for one in told[meeting].apart),
        *broken,
    )
    return Archive(
        documents=nodes.documents,
        meetings=nodes.meetings,
        questions=questions,
        factions=nodes.factions,
        topics=nodes.topics,
        dossiers=nodes.dossiers,
        glossary=glossary_of(
            (one for meeting in told.values() for one in meeting.expansions), registers.glossary
        ),
        redirects=redirects(current, questions),
        former_meetings=former_meetings(current, plan.of, questions),
        ledger=current,
        problems=found,
    )


def _publication_order(described: Mapping[str, Described], ledger: Ledger) -> list[str]:
    """Return the documents in the order they were published in; of what is new, question lists first."""
    known = [name for name in ledger.documents if name in described]
    new = set(described).difference(known)

    def key(name: str) -> tuple[bool, tuple[str, int, str]]:
        document = described[name]
        return any(question.answer for question in once(document.record.questions)), document.order

    return [*known, *sorted(new, key=key)]


def _gathered(
    described: Mapping[str, Described], plan: MeetingPlan, names: FactionNames, order: Iterable[str]
) -> dict[str, Gathered]:
    """Return the documents of every meeting, the meetings in order of time."""
    factions = _factions(described, plan, names)
    documents: dict[str, list[Described]] = {meeting: [] for meeting in _in_order(described, plan)}
    for name in order:
        documents[plan.of[name]].append(described[name])
    return {
        meeting: Gathered(
            meeting=meeting,
            documents=tuple(members),
            factions={name: one for document in members for name, one in factions[document.id].items()},
        )
        for meeting, members in documents.items()
    }


def _in_order(described: Mapping[str, Described], plan: MeetingPlan) -> list[str]:
    """Return the meetings, each where its first document stands in time; then those that have none."""
    ordered = sorted(described.values(), key=lambda document: document.order)
    return list(dict.fromkeys([*(plan.of[document.id] for document in ordered), *plan.meetings]))


def _factions(
    described: Mapping[str, Described], plan: MeetingPlan, names: FactionNames
) -> dict[str, dict[str, str]]:
    """Return for each document the ids of factions by the names printed in it.

    Which id a name gets that no register knows depends on those before it: so the order is always the same.
    """
    found: dict[str, dict[str, str]] = {}
    for name, document in described.items():
        printed = (faction for question in once(document.record.questions) for faction in question.factions)
        found[name] = {faction: names.resolve(faction) for faction in printed}
    for documents in members_of(described, plan).values():
        for document in documents:
            for part in document.record.parts:
                for faction in ((part.name, *part.joins) if part.name else part.joins):
                    found[document.id][faction] = names.resolve(faction)
    return found


def _told(
    gathered: Mapping[str, Gathered],
    digests: Mapping[str, bytes],
    registers: Registers,
    memo: Memo,
    drafts: Questions,
) -> dict[str, Told]:
    """Return what the documents of every meeting tell; their entries are put in ``drafts``."""
    works = [
        (digests[meeting], partial(tell, one, registers.addresses)) for meeting, one in gathered.items()
    ]
    found: dict[str, Told] = {}
    for meeting, told in zip(gathered, memo.each("told", registers.addresses, works, Told), strict=True):
        for row, entry in zip(told.rows, told.entries, strict=True):
            drafts.add(row.id, entry)
        # They are in the store now.
        found[meeting] = msgspec.structs.replace(told, entries=())
    reviews = {review.id: review for review in registers.commitments}
    for name in dict.fromkeys(review.rpartition("--")[0] for review in reviews):
        if (entry := drafts.get(name)) is not None:
            drafts.add(name, encode(reviewed(entry, reviews)))
    memo.forget_unused("told")
    return found


def _compare(
    told: Mapping[str, Told],
    digests: Mapping[str, bytes],
    registers: Registers,
    memo: Memo,
    drafts: Questions,
) -> tuple[list[tuple[str, ...]], dict[str, tuple[RelatedQuestion, ...]]]:
    """Return the topics of all questions, in order, and what is related to each."""
    ids = {meeting: [row.id for row in one.rows] for meeting, one in told.items()}
    works = [
        (digests[meeting], partial(_subjects, drafts, registers.topics, ids[meeting])) for meeting in told
    ]
    subjects = memo.each("about", registers.topics, works, tuple[Subject, ...])
    topics: list[tuple[str, ...]] = []
    # A register has few topics, and an archive many questions.
    same: dict[tuple[str, ...], tuple[str, ...]] = {}

    def compared() -> Iterator[Compared]:
        for (meeting, one), found in zip(told.items(), subjects, strict=True):
            for row, about in zip(one.rows, found, strict=True):
                topics.append(same.setdefault(about.topics, about.topics))
                if row.counts:
                    yield Compared(row.id, meeting, topics[-1], about.words)

    related = find_related(compared(), memo)
    memo.forget_unused("about")
    return topics, related


def _subjects(drafts: Questions, register: tuple[Topic, ...], ids: Iterable[str]) -> tuple[Subject, ...]:
    return subjects_of(register, {name: drafts[name] for name in ids})


def _text_of(described: Mapping[str, Described], question: str) -> str:
    """Return the text of a question in a document; nothing for what is none."""
    document, key = split_question_id(question)
    if document not in described:
        return ""
    found = (one for one in described[document].record.questions if one.key == key)
    return next(map(identity_text, found), "")
