"""The published rows: what a line of ``questions.jsonl`` and an item of the other files holds.

Names and order of the fields are public: others may be added at the end, none renamed. The JSON Schemas are
made from these types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

import msgspec

from generator import addresses
from generator.archive.graph import (
    Archive,
    Citation,
    CitationKind,
    Commitment,
    DocumentNode,
    EarlierAnswer,
    Entry,
    FactionNode,
    MeetingNode,
    Status,
    TopicNode,
)
from generator.archive.outline import outlines
from generator.records import (
    SCHEMA_VERSION,
    Attribution,
    Chamber,
    DocumentKind,
    Footnote,
    Lines,
    Printing,
    Procedure,
    plain_text,
)


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of the published rows."""


class UnresolvedReference(Row, frozen=True, kw_only=True):
    """A number in an answer that names no question of the list it stands in."""

    number: int
    text: str


class CitationRow(Row, frozen=True, kw_only=True):
    """A mention of an official paper; ``url`` is where it can be expected."""

    kind: CitationKind
    id: str
    text: str
    url: str | None


class FootnoteRow(Row, frozen=True, kw_only=True):
    mark: str
    text: str
    part: str


class CommitmentRow(Row, frozen=True, kw_only=True):
    """A sentence in which the minister undertakes something."""

    id: str
    text: str
    due: str | None
    due_text: str | None
    state: str


class PrintingRow(Row, frozen=True, kw_only=True):
    """The same question in another document."""

    document: str
    number: int | None
    text: str
    lines: Lines


class SourceLines(Row, frozen=True, kw_only=True):
    """First and last line, 1-based: of the question in ``document``, of the answer in ``answer_document``."""

    question_lines: Lines
    answer_lines: Lines | None


class EarlierAnswerRow(Row, frozen=True, kw_only=True):
    """An answer that a later document replaced."""

    document: str
    date: str | None
    text: str


class QuestionRow(Row, frozen=True, kw_only=True):
    """One question with its answer."""

    id: str
    url: str
    document: str
    meeting: str
    source_file: str
    section: str | None
    number: int | None
    numbers: tuple[int, ...]
    ordinal: int
    faction: str | None
    faction_name: str | None
    factions: tuple[str, ...]
    attribution: Attribution
    members: tuple[str, ...]
    subheading: str | None
    question: str
    asked_date: str | None
    answer: str | None
    answer_document: str | None
    answer_date: str | None
    answered_by: tuple[str, ...]
    status: Status
    status_evidence: str | None
    answer_refs: tuple[str, ...]
    unresolved_refs: tuple[UnresolvedReference, ...]
    referred_by: tuple[str, ...]
    also_answers: tuple[str, ...]
    citations: tuple[CitationRow, ...]
    footnotes: tuple[FootnoteRow, ...]
    topics: tuple[str, ...]
    commitments: tuple[CommitmentRow, ...]
    printings: tuple[PrintingRow, ...]
    continued_as: tuple[str, ...]
    doubts: tuple[str, ...]
    source: SourceLines
    added: str
    aliases: tuple[str, ...]
    earlier_answers: tuple[EarlierAnswerRow, ...]
    schema_version: int = SCHEMA_VERSION


class PersonRow(Row, frozen=True, kw_only=True):
    name: str
    office: str | None


class SourceRow(Row, frozen=True, kw_only=True):
    """The file as received."""

    file: str
    sha256: str
    format: str
    bytes: int
    lines: int
    pages: int | None


class DocumentRow(Row, frozen=True, kw_only=True):
    """One document; ``original`` is its address on an official site."""

    id: str
    url: str
    title: str
    kind: DocumentKind
    procedure: Procedure
    date: str | None
    chamber: Chamber | None
    committee: str | None
    original: str | None
    identifiers: tuple[str, ...]
    signatories: tuple[PersonRow, ...]
    meeting: str
    source: SourceRow
    asks: tuple[str, ...]
    answers: tuple[str, ...]
    replaces: str | None
    replaced_by: str | None
    reader: str
    added: str


class MeetingRow(Row, frozen=True, kw_only=True):
    """What a consultation was about."""

    id: str
    url: str
    name: str
    kind: str
    date: str | None
    days: tuple[str, ...]
    year: int | None
    chamber: str | None
    committee: str | None
    description: str | None
    registered: bool
    documents: tuple[str, ...]
    factions: tuple[str, ...]
    questions: tuple[str, ...]
    answered: int


class FactionRow(Row, frozen=True, kw_only=True):
    """A faction; ``silent`` are the meetings in which it took part without a question."""

    id: str
    url: str
    name: str
    full_name: str | None
    aliases: tuple[str, ...]
    colour: str | None
    chambers: tuple[str, ...]
    since: str | None
    until: str | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    registered: bool
    questions: tuple[str, ...]
    silent: tuple[str, ...]


class TopicRow(Row, frozen=True, kw_only=True):
    """A topic with its questions in order of time."""

    id: str
    url: str
    name: str
    about: str
    questions: tuple[str, ...]


class Documents(Row, frozen=True, kw_only=True):
    """documents.json"""

    schema_version: int = SCHEMA_VERSION
    documents: tuple[DocumentRow, ...]


class Meetings(Row, frozen=True, kw_only=True):
    """meetings.json"""

    schema_version: int = SCHEMA_VERSION
    meetings: tuple[MeetingRow, ...]


class Factions(Row, frozen=True, kw_only=True):
    """factions.json"""

    schema_version: int = SCHEMA_VERSION
    factions: tuple[FactionRow, ...]


class Topics(Row, frozen=True, kw_only=True):
    """topics.json"""

    schema_version: int = SCHEMA_VERSION
    topics: tuple[TopicRow, ...]


def question_rows(archive: Archive) -> Iterator[QuestionRow]:
    """Yield a row for every question, in the order of the archive."""
    return (question_row(archive, entry) for entry in archive.questions.values())


def question_row(archive: Archive, entry: Entry) -> QuestionRow:
    """Return the row of a question."""
    faction = entry.factions[0] if entry.factions else None
    references = entry.references
    return QuestionRow(
        id=entry.id,
        url=addresses.question_address(entry.meeting, entry.id),
        document=entry.document,
        meeting=entry.meeting,
        source_file=archive.documents[entry.document].record.source.file,
        section=entry.section,
        number=entry.number,
        numbers=entry.numbers,
        ordinal=entry.ordinal,
        faction=faction,
        faction_name=archive.factions[faction].faction.name if faction in archive.factions else None,
        factions=entry.factions,
        attribution=entry.attribution,
        members=entry.members,
        subheading=entry.subheading,
        question=plain_text(entry.question),
        asked_date=entry.asked_date,
        answer=plain_text(entry.answer) if entry.answer else None,
        answer_document=entry.answer_document,
        answer_date=entry.answer_date,
        answered_by=tuple(map(_NAME, entry.answered_by)),
        status=entry.status.status,
        status_evidence=entry.status.sentence,
        answer_refs=tuple(dict.fromkeys(r.target for r in references if r.target)) if references else (),
        unresolved_refs=(
            tuple(UnresolvedReference(number=r.number, text=r.text) for r in references if r.target is None)
            if references
            else ()
        ),
        referred_by=entry.referred_by,
        also_answers=entry.also_answers,
        citations=_citations(entry.citations),
        footnotes=tuple(map(_footnote, entry.footnotes)),
        topics=entry.topics,
        commitments=tuple(map(_commitment, entry.commitments)),
        printings=tuple(map(_printing, entry.printings)),
        continued_as=entry.continued_as,
        doubts=tuple(map(_TEXT, entry.doubts)),
        source=SourceLines(question_lines=entry.question_lines, answer_lines=entry.answer_lines),
        added=entry.added,
        aliases=entry.aliases,
        earlier_answers=tuple(map(_earlier_answer, entry.earlier_answers)),
    )


# Most questions have few of these: what is empty costs next to nothing.
_NAME = attrgetter("name")
_TEXT = attrgetter("text")


def _citations(citations: Iterable[Citation]) -> tuple[CitationRow, ...]:
    """Return every mention once: the same words for the same paper say nothing new."""
    return tuple(dict.fromkeys(map(_citation, citations)))


def _citation(citation: Citation) -> CitationRow:
    return CitationRow(kind=citation.kind, id=citation.id, text=citation.text, url=citation.url)


def _footnote(note: Footnote) -> FootnoteRow:
    return FootnoteRow(mark=note.mark, text=note.text, part=note.part)


def _commitment(made: Commitment) -> CommitmentRow:
    return CommitmentRow(id=made.id, text=made.text, due=made.due, due_text=made.due_text, state=made.state)


def _printing(other: Printing) -> PrintingRow:
    return PrintingRow(document=other.document, number=other.number, text=other.text, lines=other.lines)


def _earlier_answer(answer: EarlierAnswer) -> EarlierAnswerRow:
    return EarlierAnswerRow(document=answer.document, date=answer.date, text=plain_text(answer.paragraphs))


def document_row(node: DocumentNode) -> DocumentRow:
    """Return the row of a document."""
    source = node.record.source
    return DocumentRow(
        id=node.id,
        url=addresses.address(addresses.document_page(node.id)),
        title=node.title,
        kind=node.record.kind,
        procedure=node.record.procedure,
        date=node.date,
        chamber=node.chamber,
        committee=node.committee,
        original=node.url,
        identifiers=node.identifiers,
        signatories=tuple(PersonRow(name=p.name, office=p.office) for p in node.signatories),
        meeting=node.meeting,
        source=SourceRow(
            file=source.file,
            sha256=source.sha256,
            format=source.format,
            bytes=source.bytes,
            lines=source.lines,
            pages=source.pages,
        ),
        asks=node.asks,
        answers=node.answers,
        replaces=node.replaces,
        replaced_by=node.replaced_by,
        reader=node.record.reader,
        added=node.record.added,
    )


def meeting_row(archive: Archive, node: MeetingNode) -> MeetingRow:
    """Return the row of a meeting."""
    meeting = node.meeting
    asking = (contribution.faction for contribution in node.contributions)
    known = outlines(archive.questions)
    open_ones = sum(known[question].status.status == "pending" for question in node.questions)
    return MeetingRow(
        id=meeting.id,
        url=addresses.address(addresses.meeting_page(meeting.id)),
        name=meeting.name,
        kind=meeting.kind,
        date=node.date,
        days=meeting.days,
        year=meeting.year,
        chamber=meeting.chamber,
        committee=meeting.committee,
        description=meeting.description,
        registered=node.registered,
        documents=node.documents,
        factions=tuple(dict.fromkeys(faction for faction in asking if faction)),
        questions=node.questions,
        answered=len(node.questions) - open_ones,
    )


def faction_row(node: FactionNode) -> FactionRow:
    """Return the row of a faction."""
    faction = node.faction
    return FactionRow(
        id=faction.id,
        url=addresses.address(addresses.faction_page(faction.id)),
        name=faction.name,
        full_name=faction.full_name,
        aliases=faction.aliases,
        colour=faction.colour,
        chambers=faction.chambers,
        since=faction.since,
        until=faction.until,
        predecessors=faction.predecessors,
        successors=faction.successors,
        registered=node.registered,
        questions=node.questions,
        silent=node.silent,
    )


def topic_row(node: TopicNode) -> TopicRow:
    """Return the row of a topic."""
    topic = node.topic
    return TopicRow(
        id=topic.id,
        url=addresses.address(addresses.topic_page(topic.id)),
        name=topic.name,
        about=topic.about,
        questions=node.questions,
    )
