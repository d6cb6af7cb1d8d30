"""The archive's types: what the pages and the data files are made from.

An ``Archive`` is complete and frozen: every reference is resolved or kept as unresolved, every link goes
both ways, and everything computed (status, citations, commitments, topics) is there with its evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from generator.ledger import Ledger
from generator.problems import Problem
from generator.records import (
    Attribution,
    Chamber,
    Document,
    Doubt,
    Footnote,
    Lines,
    Paragraph,
    Person,
    Printing,
)
from generator.registers import Faction, Meeting, Topic

Status = Literal["answered", "partial", "reference", "declined", "deferred", "pending"]
CitationKind = Literal["kamerstuk", "zaak", "document", "motie", "url"]
DeclineReason = Literal[
    "operational-security", "confidential", "commercial", "no-public-statement", "not-this-minister", "other"
]


class Value(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Base of the archive's values."""


class Place(Value, frozen=True, kw_only=True):
    """A stretch of text in a question or answer."""

    part: Literal["question", "answer", "footnote"]
    #: Index of the paragraph (of the footnote, for part "footnote").
    paragraph: int
    #: Offsets in that paragraph's text.
    start: int
    end: int


class Citation(Value, frozen=True, kw_only=True):
    """A mention of an official paper, in one normal form."""

    kind: CitationKind
    #: "36045-267", "36800-V-48", "2026Z12163"; the address, for a url.
    id: str
    #: As printed.
    text: str
    #: Where the official publication can be found (a good guess, not a fact), or None.
    url: str | None = None
    place: Place


class AnswerReference(Value, frozen=True, kw_only=True):
    """A pointer from an answer to another question's answer, as printed."""

    number: int
    text: str
    #: Question id, or None when the list has no such number.
    target: str | None = None
    place: Place


class StatusEvidence(Value, frozen=True, kw_only=True):
    status: Status
    #: The sentence that decided it; None for plain ``answered`` and ``pending``.
    sentence: str | None = None
    place: Place | None = None
    #: For declined and partial: why. For deferred: to what ("de Defensienota 2026").
    reason: DeclineReason | None = None
    deferred_to: str | None = None


class Commitment(Value, frozen=True, kw_only=True):
    """A sentence in which the minister undertakes something (toezegging)."""

    #: "<question id>--t1".
    id: str
    question: str
    #: The sentence, verbatim.
    text: str
    place: Place
    #: Last day by which it is due, ISO, or None.
    due: str | None = None
    due_text: str | None = None
    #: From content/commitments.yaml: "open", "kept", "lapsed"; with the document that shows it.
    state: Literal["open", "kept", "lapsed"] = "open"
    state_document: str | None = None
    state_note: str | None = None


class EarlierAnswer(Value, frozen=True, kw_only=True):
    """An answer that a later document replaced or corrected; it stays, below the later one."""

    document: str
    date: str | None = None
    paragraphs: tuple[Paragraph, ...]
    lines: Lines
    answered_by: tuple[Person, ...] = ()


class Postponement(Value, frozen=True, kw_only=True):
    """A letter that puts the answer off (Mededeling): the question stays open."""

    document: str
    date: str | None = None
    #: Reason and new date, as printed.
    text: str | None = None


class RelatedQuestion(Value, frozen=True, kw_only=True):
    """A question on the same subject in another meeting."""

    question: str
    #: Similarity, 0 to 1.
    score: float


class Entry(Value, frozen=True, kw_only=True):
    """One question with its answer, resolved: the unit of the site and of the data."""

    #: "<document id>/<key>"
    id: str
    key: str
    #: "<document id>--<key>"
    anchor: str
    #: Keys that are aliases of it within its document, as question ids.
    aliases: tuple[str, ...] = ()
    #: Document where it was asked (the id's document), and the one that holds the answer.
    document: str
    answer_document: str | None = None
    meeting: str
    section: str | None = None
    number: int | None = None
    numbers: tuple[int, ...] = ()
    ordinal: int
    #: Faction ids; ``faction`` is the first or None.
    factions: tuple[str, ...] = ()
    attribution: Attribution
    attribution_evidence: str | None = None
    members: tuple[str, ...] = ()
    subheading: str | None = None
    question: tuple[Paragraph, ...]
    answer: tuple[Paragraph, ...] = ()
    asked_date: str | None = None
    answer_date: str | None = None
    answered_by: tuple[Person, ...] = ()
    status: StatusEvidence
    references: tuple[AnswerReference, ...] = ()
    #: Question ids whose answer points here.
    referred_by: tuple[str, ...] = ()
    also_answers: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    printings: tuple[Printing, ...] = ()
    #: Question ids over which the answering letter divided this question. It then has no answer of its own,
    #: and is left out wherever questions are counted.
    continued_as: tuple[str, ...] = ()
    #: Newest first.
    earlier_answers: tuple[EarlierAnswer, ...] = ()
    postponement: Postponement | None = None
    doubts: tuple[Doubt, ...] = ()
    question_lines: Lines
    #: In ``answer_document``.
    answer_lines: Lines | None = None
    added: str
    # What is found over the whole archive stands last: it is told when all else is packed.
    #: Topic ids, most central first.
    topics: tuple[str, ...] = ()
    related: tuple[RelatedQuestion, ...] = ()


class FactionContribution(Value, frozen=True, kw_only=True):
    """What a faction contributed to a meeting in one document: introduction, context, questions."""

    #: Faction id; None for questions without a faction.
    faction: str | None
    #: As printed.
    name: str | None
    document: str
    section: str | None = None
    heading: str | None = None
    introduction: tuple[Paragraph, ...] = ()
    #: (question id it follows, paragraph)
    context: tuple[tuple[str, Paragraph], ...] = ()
    joins: tuple[str, ...] = ()
    #: Question ids in document order.
    questions: tuple[str, ...] = ()


class DocumentNode(Value, frozen=True, kw_only=True):
    """A document in the archive: its record with the sidecar applied."""

    id: str
    record: Document
    title: str
    date: str | None
    chamber: Chamber | None
    committee: str | None
    #: Address of the original, or None.
    url: str | None
    identifiers: tuple[str, ...] = ()
    signatories: tuple[Person, ...] = ()
    meeting: str
    #: Question ids asked in it, and question ids whose answer stands in it.
    asks: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    replaces: str | None = None
    replaced_by: str | None = None


class MeetingNode(Value, frozen=True, kw_only=True):
    """A meeting with everything that belongs to it."""

    meeting: Meeting
    registered: bool
    #: Documents by date.
    documents: tuple[str, ...]
    #: In order of printing: what each faction contributed.
    contributions: tuple[FactionContribution, ...] = ()
    questions: tuple[str, ...] = ()
    #: First day, or the year, or the first document's date: for ordering and for paging by year.
    date: str | None


class FactionNode(Value, frozen=True, kw_only=True):
    faction: Faction
    registered: bool
    questions: tuple[str, ...] = ()
    #: Meeting ids in which it took part without asking a question.
    silent: tuple[str, ...] = ()


class TopicNode(Value, frozen=True, kw_only=True):
    topic: Topic
    #: In order of time.
    questions: tuple[str, ...] = ()


class Dossier(Value, frozen=True, kw_only=True):
    """A Kamerstuk dossier that is cited in the archive."""

    #: "36045"
    id: str
    #: (normal id of the paper, question id), in order of time.
    cited: tuple[tuple[str, str], ...]


class GlossaryTerm(Value, frozen=True, kw_only=True):
    """An abbreviation with the expansions the documents give."""

    term: str
    #: (expansion, question id or document id where it was introduced)
    expansions: tuple[tuple[str, str], ...]
    explanation: str | None = None


class Redirect(Value, frozen=True, kw_only=True):
    """An id that was published once and is not a question of its own (any more)."""

    id: str
    #: The id it is an alias of; None for a tombstone.
    target: str | None
    reason: str


class Archive(Value, frozen=True, kw_only=True):
    """Everything, resolved. Mappings are ordered: newest first for meetings and documents."""

    documents: dict[str, DocumentNode]
    meetings: dict[str, MeetingNode]
    questions: Mapping[str, Entry]
    factions: dict[str, FactionNode]
    topics: dict[str, TopicNode]
    dossiers: dict[str, Dossier] = {}
    glossary: dict[str, GlossaryTerm] = {}
    redirects: tuple[Redirect, ...] = ()
    #: Meetings on whose page questions once stood that now stand on another: old meeting id → question ids.
    former_meetings: dict[str, tuple[str, ...]] = {}
    #: What ``content/ids.yaml`` must hold once this archive is published.
    ledger: Ledger = Ledger()
    problems: tuple[Problem, ...] = ()
