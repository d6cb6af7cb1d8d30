"""Reads what the documents of one meeting tell together, whatever stands in other meetings.

That is most of an archive: conversation, entries, what questions of a meeting say of each other, its
contributions. It follows from these documents and the names of their factions alone, so that it is worked out
again only for a meeting of which a document changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.archive.contributions import contributions_of, without_repetition
from generator.archive.conversations import Asked, Conversation, ask, converse
from generator.archive.crossing import complete
from generator.archive.documents import Described, in_order
from generator.archive.entries import Setting, make_entries
from generator.archive.glossary import Expansion, find_expansions
from generator.archive.graph import Entry, FactionContribution, Postponement
from generator.archive.ids import further_numbers, identity_text, published_entry
from generator.archive.numbering import Numbering
from generator.archive.remarks import apart, dangling
from generator.keys import question_id
from generator.ledger import DocumentLedger, LedgerEntry
from generator.packing import encode
from generator.problems import Problem
from generator.records import Question

_PAPER = re.compile(r"^(?P<dossier>\d{4,6}(?:-[0-9IVXLCDM()A-Za-z]+)?)-(?P<number>\d+|[A-Z]{1,3})$")


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """The documents of a meeting, with all that is read of them depends on."""

    meeting: str
    #: In the order of publication.
    documents: tuple[Described, ...]
    #: Ids of factions by the names printed in these documents.
    factions: dict[str, str]


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A question as lists want it."""

    id: str
    #: False for one that was split over others.
    counts: bool
    factions: tuple[str, ...] = ()
    #: The dossiers of papers that it cites, each with the id of the paper.
    papers: tuple[tuple[str, str], ...] = ()


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the documents of a meeting tell."""

    #: In order of time and printing, and the entry of each: packed, without topics and related questions.
    rows: tuple[Row, ...]
    entries: tuple[msgspec.Raw, ...]
    #: By document: the questions asked in it, and those whose answer stands in it.
    asks: dict[str, tuple[str, ...]]
    answers: dict[str, tuple[str, ...]]
    contributions: tuple[FactionContribution, ...]
    #: Those that count, in order of printing.
    questions: tuple[str, ...]
    #: What abbreviations stand for, by the id of the document or question that says so.
    expansions: tuple[tuple[str, Expansion], ...]
    #: What is published of each document.
    published: dict[str, DocumentLedger]
    #: What is wrong: with the keys of documents, with references, and between the documents.
    repeated: dict[str, tuple[Problem, ...]]
    dangling: tuple[Problem, ...]
    apart: tuple[Problem, ...]


def tell(gathered: Gathered, addresses: Mapping[str, str]) -> Told:
    """Return what the documents of a meeting tell; ``addresses`` are those of official papers."""
    repeated: dict[str, tuple[Problem, ...]] = {}
    asked: dict[str, tuple[Asked, ...]] = {}
    for document in gathered.documents:
        asked[document.id], repeated[document.id] = _ask(document, gathered.factions)
    talk = converse(asked.values())
    documents = in_order(gathered.documents)
    entries = complete(_entries(gathered.meeting, documents, asked, talk, addresses))
    described = {document.id: document for document in documents}
    return Told(
        rows=tuple(map(_row, entries.values())),
        entries=tuple(msgspec.Raw(encode(entry)) for entry in entries.values()),
        asks={
            name: tuple(dict.fromkeys(talk.aliases.get(one.id, one.id) for one in questions))
            for name, questions in asked.items()
        },
        answers=_answers(entries),
        contributions=_contributions(gathered, documents, asked, talk, entries),
        questions=tuple(
            one.id
            for document in documents
            for one in asked[document.id]
            if one.id in entries and not entries[one.id].continued_as
        ),
        expansions=tuple(_expansions(entries, described)),
        published={
            name: DocumentLedger(questions=dict(_published(name, questions, talk)))
            for name, questions in asked.items()
        },
        repeated={name: problems for name, problems in repeated.items() if problems},
        dangling=tuple(problem for entry in entries.values() for problem in dangling(entry, described)),
        apart=tuple(apart(talk, entries)),
    )


def once(questions: Iterable[Question]) -> Iterator[Question]:
    """Yield the questions of a document, each key once."""
    keys: set[str] = set()
    for question in questions:
        if question.key not in keys:
            keys.add(question.key)
            yield question


def _ask(
    document: Described, factions: Mapping[str, str]
) -> tuple[tuple[Asked, ...], tuple[Problem, ...]]:
    """Return the questions of a document, each key once."""
    printed = tuple(document.record.questions)
    questions = tuple(once(printed))
    kept = set(map(id, questions))
    repeated = tuple(_repeated(document.id, question) for question in printed if id(question) not in kept)
    ids = [tuple(dict.fromkeys(factions[name] for name in question.factions)) for question in questions]
    return ask(document, questions, ids), repeated


def _repeated(document: str, question: Question) -> Problem:
    return Problem(
        severity="error",
        file=f"records/{document}.yaml",
        message=f'two questions have the key "{question.key}"; only the first is shown',
        excerpt=question.paragraphs[0].text if question.paragraphs else "",
        remedy=f'give one of them another key ("{question.key}-b"), or read the document again',
    )


def _entries(
    meeting: str,
    documents: Sequence[Described],
    asked: Mapping[str, tuple[Asked, ...]],
    talk: Conversation,
    addresses: Mapping[str, str],
) -> Iterator[Entry]:
    """Yield an entry for every thread, in order of time and printing."""
    numbering = Numbering()
    for questions in asked.values():
        for one in questions:
            numbering.add(one, talk.aliases.get(one.id, one.id))
    setting = Setting(
        meeting=meeting,
        numbering=numbering,
        further={
            name: further_numbers(one.question for one in questions) for name, questions in asked.items()
        },
        unmatched=frozenset(talk.unmatched),
        postponement=_postponement(documents),
        addresses=addresses,
    )
    threads = {thread.id: thread for thread in talk.threads}
    ids = (one.id for document in documents for one in asked[document.id] if one.id in threads)
    return make_entries([threads[home] for home in dict.fromkeys(ids)], setting)


def _postponement(documents: Iterable[Described]) -> Postponement | None:
    """Return the latest letter that puts the answers off."""
    letters = [document for document in documents if document.kind == "postponement"]
    if not letters:
        return None
    last = max(letters, key=lambda letter: letter.order)
    return Postponement(document=last.id, date=last.date, text=last.record.facts.postponement)


def _row(entry: Entry) -> Row:
    papers = (
        (dossier, citation.id)
        for citation in entry.citations
        if citation.kind in ("kamerstuk", "motie") and (dossier := dossier_of(citation.id)) is not None
    )
    return Row(entry.id, not entry.continued_as, entry.factions, tuple(dict.fromkeys(papers)))


def dossier_of(paper: str) -> str | None:
    """Return the dossier of a Kamerstuk, or None when its id has none.

    >>> dossier_of("36045-267"), dossier_of("36800-V-48"), dossier_of("kst-1263281")
    ('36045', '36800-V', None)
    """
    found = _PAPER.match(paper)
    if found:
        return found["dossier"]
    return paper if re.fullmatch(r"\d{4,6}", paper) else None


def _answers(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    answers: dict[str, list[str]] = {}
    for entry in entries.values():
        for document in (entry.answer_document, *(earlier.document for earlier in entry.earlier_answers)):
            if document is not None:
                answers.setdefault(document, []).append(entry.id)
    return {document: tuple(found) for document, found in answers.items()}


def _contributions(
    gathered: Gathered,
    documents: Iterable[Described],
    asked: Mapping[str, tuple[Asked, ...]],
    talk: Conversation,
    entries: Mapping[str, Entry],
) -> tuple[FactionContribution, ...]:
    found = (
        contribution
        for document in documents
        for contribution in contributions_of(
            asked[document.id],
            document.record.parts,
            gathered.factions.__getitem__,
            [one.id for one in asked[document.id] if one.id in entries],
            document.id,
        )
    )
    return without_repetition(found, talk.aliases)


def _expansions(
    entries: Mapping[str, Entry], described: Mapping[str, Described]
) -> Iterator[tuple[str, Expansion]]:
    """Yield (id of document or question, what it explains) in order of time and printing."""
    read: set[str] = set()
    for name, entry in entries.items():
        if entry.document not in read:
            read.add(entry.document)
            for text in _introductions(described[entry.document]):
                yield from ((entry.document, found) for found in find_expansions(text))
        for text in _texts(entry):
            yield from ((name, found) for found in find_expansions(text))


def _introductions(document: Described) -> list[str]:
    """Return what factions say in a document besides their questions."""
    return [
        paragraph.text
        for part in document.record.parts
        for paragraph in (*part.introduction, *(paragraph for _, paragraph in part.context))
    ]


def _texts(entry: Entry) -> Iterator[str]:
    """Yield every text of a question: its own, its answer's, its notes'."""
    yield from (paragraph.text for paragraph in (*entry.question, *entry.answer))
    yield from (note.text for note in entry.footnotes)


def _published(
    document: str, questions: Iterable[Asked], talk: Conversation
) -> Iterator[tuple[str, LedgerEntry]]:
    """Yield every key that is published of a document: questions, other printings, further numbers."""
    questions = tuple(questions)
    further = further_numbers(one.question for one in questions)
    for one in questions:
        alias = talk.aliases.get(one.id)
        yield one.question.key, published_entry(identity_text(one.question), alias)
        for key in further[one.question.key]:
            yield key, published_entry("", alias or question_id(document, one.question.key))
