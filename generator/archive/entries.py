"""Makes an entry of a thread: a question with its answer, complete but for what other questions say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from generator.archive.citations import find_citations
from generator.archive.commitments import find_commitments
from generator.archive.conversations import Asked, Thread
from generator.archive.documents import Described
from generator.archive.graph import (
    Citation,
    Commitment,
    EarlierAnswer,
    Entry,
    Postponement,
    StatusEvidence,
)
from generator.archive.numbering import Numbering
from generator.archive.references import Mentions, find_mentions
from generator.archive.status import status_of
from generator.keys import anchor, question_id
from generator.records import Attribution, Doubt, Footnote, Paragraph, Printing, Question
from generator.registers import CommitmentReview

#: How sure it is who asks, the surest first.
_SURENESS: tuple[Attribution, ...] = ("heading", "named", "inferred", "unknown")

UNMATCHED = Doubt(
    code="not-in-question-list",
    text="Deze vraag is niet teruggevonden in de lijst met vragen van dit overleg.",
)


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry needs to know of the rest of its meeting."""

    meeting: str
    numbering: Numbering
    #: Keys of the further numbers of a question, by document and key.
    further: Mapping[str, Mapping[str, tuple[str, ...]]]
    #: Question ids in an answering document that stand in no question list of their meeting.
    unmatched: frozenset[str] = frozenset()
    #: The letter that puts off what has no answer yet.
    postponement: Postponement | None = None
    #: Addresses of official papers that differ from what their numbers say, by normal id.
    addresses: Mapping[str, str] = {}


def make_entries(threads: Iterable[Thread], setting: Setting) -> Iterator[Entry]:
    """Yield the entry of every thread of a meeting, without topics and without what points to it."""
    for thread in threads:
        yield _entry(thread, read_texts(setting.addresses, _texts(thread)), setting)


def _entry(thread: Thread, read: TextsRead, setting: Setting) -> Entry:
    home, question = thread.home, thread.home.question
    answered = thread.answers[0] if thread.answers else None
    places = [home, *thread.printings, *thread.split_from]
    known = min(places, key=lambda place: _SURENESS.index(place.question.attribution))
    return Entry(
        id=thread.id,
        key=question.key,
        anchor=anchor(thread.id),
        aliases=tuple(
            question_id(home.document.id, key) for key in setting.further[home.document.id][question.key]
        ),
        document=home.document.id,
        answer_document=answered.document.id if answered else None,
        meeting=setting.meeting,
        section=question.section,
        number=question.number,
        numbers=question.numbers,
        ordinal=question.ordinal,
        factions=known.factions,
        attribution=known.question.attribution,
        attribution_evidence=known.question.attribution_evidence,
        members=known.question.members,
        subheading=question.subheading,
        question=question.paragraphs,
        answer=answered.question.answer.paragraphs if answered and answered.question.answer else (),
        asked_date=_asked_date(thread),
        answer_date=answered.document.date if answered else None,
        answered_by=answered.document.answered_by if answered else (),
        status=read.status,
        references=setting.numbering.resolve(answered, read.mentions.references) if answered else (),
        also_answers=_also_answers(thread, answered, read.mentions, setting.numbering),
        citations=read.citations,
        footnotes=_footnotes(question, answered.question if answered else None),
        commitments=read.commitments,
        printings=_printings(thread),
        continued_as=thread.continued_as,
        earlier_answers=tuple(_earlier(place) for place in thread.answers[1:]),
        postponement=setting.postponement if not answered else None,
        doubts=_doubts(thread, answered, setting),
        question_lines=question.lines,
        answer_lines=answered.question.answer.lines if answered and answered.question.answer else None,
        added=home.document.record.added,
    )


class Texts(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of a question and its answer, with all that their reading depends on."""

    id: str
    question: tuple[Paragraph, ...]
    answer: tuple[Paragraph, ...]
    footnotes: tuple[Footnote, ...]
    #: The day against which words for a time are read.
    letter: dt.date | None
    #: Numbers of the question itself, and those of the label of its answer.
    own: tuple[int, ...]


class TextsRead(msgspec.Struct, frozen=True, kw_only=True):
    """What is read from the texts of a question and its answer."""

    status: StatusEvidence
    mentions: Mentions
    citations: tuple[Citation, ...]
    commitments: tuple[Commitment, ...]


def _texts(thread: Thread) -> Texts:
    answered = thread.answers[0] if thread.answers else None
    answer = answered.question.answer if answered else None
    return Texts(
        id=thread.id,
        question=thread.home.question.paragraphs,
        answer=answer.paragraphs if answer else (),
        footnotes=_footnotes(thread.home.question, answered.question if answered else None),
        letter=letter_day(answered.document) if answered else None,
        own=tuple(sorted({*answered.question.numbers, *answer.numbers})) if answered and answer else (),
    )


def read_texts(addresses: Mapping[str, str], texts: Texts) -> TextsRead:
    """Return what the texts of one question say; ``addresses`` are those of official papers."""
    mentions = find_mentions(texts.answer, texts.own)
    return TextsRead(
        status=status_of(texts.question, texts.answer, mentions, texts.letter),
        mentions=mentions,
        citations=(
            *find_citations(texts.question, "question", addresses),
            *find_citations(texts.answer, "answer", addresses),
            *find_citations(texts.footnotes, "footnote", addresses),
        ),
        commitments=find_commitments(texts.id, texts.answer, texts.letter),
    )


def letter_day(document: Described) -> dt.date | None:
    """Return the day against which words for a time are read.

    That of the letter; of a letter without a date, the first day of the meeting it precedes.
    """
    for day in (document.date, *document.days[:1], document.asked_date):
        try:
            return dt.date.fromisoformat(day or "")
        except ValueError:
            continue
    return None


def _footnotes(asked: Question, answered: Question | None) -> tuple[Footnote, ...]:
    """Return the notes of the question from where it was asked, those of the answer from where it stands."""
    own = tuple(note for note in asked.footnotes if note.part == "question")
    others = answered.footnotes if answered else ()
    return (*own, *(note for note in others if note.part == "answer"))


def reviewed(entry: Entry, reviews: Mapping[str, CommitmentReview]) -> Entry:
    """Return a question with what is known by now of what was promised in its answer."""
    commitments = tuple(_reviewed(one, reviews) for one in entry.commitments)
    return msgspec.structs.replace(entry, commitments=commitments)


def _reviewed(commitment: Commitment, reviews: Mapping[str, CommitmentReview]) -> Commitment:
    review = reviews.get(commitment.id)
    if review is None or (review.text and not commitment.text.startswith(review.text.rstrip(" …."))):
        return commitment
    return msgspec.structs.replace(
        commitment, state=review.state, state_document=review.document, state_note=review.note
    )


def _also_answers(
    thread: Thread, answered: Asked | None, mentions: Mentions, numbering: Numbering
) -> tuple[str, ...]:
    if answered is None or answered.question.answer is None:
        return ()
    label = answered.question.answer.numbers
    words = (mention.number for mention in mentions.also_answers)
    covered = numbering.covered(answered, (*label, *words), thread.id)
    return tuple(dict.fromkeys((*covered, *thread.joined_with)))


def _asked_date(thread: Thread) -> str | None:
    """Return when a question was put: what a document states of it, else the date of the question list."""
    places = (thread.home, *thread.printings)
    stated = (place.document.asked_date for place in places)
    lists = (place.document.date for place in places if place.question.answer is None)
    return next((day for day in (*stated, *lists) if day), None)


def _printings(thread: Thread) -> tuple[Printing, ...]:
    others = (
        Printing(
            document=place.document.id,
            number=place.question.number,
            text=place.question.text,
            lines=place.question.lines,
        )
        for place in thread.printings
    )
    return (*thread.home.question.printings, *others)


def _earlier(place: Asked) -> EarlierAnswer:
    answer = place.question.answer
    assert answer is not None
    return EarlierAnswer(
        document=place.document.id,
        date=place.document.date,
        paragraphs=answer.paragraphs,
        lines=answer.lines,
        answered_by=place.document.answered_by,
    )


def _doubts(thread: Thread, answered: Asked | None, setting: Setting) -> tuple[Doubt, ...]:
    doubts = thread.home.question.doubts
    if answered is not None and answered is not thread.home:
        doubts = (*doubts, *answered.question.doubts)
    return (*doubts, UNMATCHED) if thread.id in setting.unmatched else doubts
