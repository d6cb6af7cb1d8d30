"""One question with its answer, ready for its template: every link made, every word chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import citations_page
from generator.archive.graph import EarlierAnswer, Entry, Status
from generator.keys import anchor
from generator.pages import wording
from generator.pages.annotating import Annotator, Block, Stretch, note_anchor, plain_blocks
from generator.pages.escaping import identifier
from generator.pages.links import Links
from generator.pages.publication import Publication, once_a_page
from generator.records import Doubt, Lines

#: Longest referred answer that is shown unfolded: where the answer is nothing but a pointer, and elsewhere.
UNFOLDED_POINTER = 1600
UNFOLDED_MENTION = 500
#: Characters of referred answers that one page may repeat; beyond its share a long one is shown by its
#: beginning.
REPEATED_ON_A_PAGE = 90_000
#: Related questions that one page may name: with a hundred questions, two each.
RELATED_ON_A_PAGE = 240


class NamedLink(NamedTuple):
    text: str
    href: Markup
    #: What stands behind it: a date, a number.
    detail: str = ""


class FactionMark(NamedTuple):
    id: str
    name: str
    href: Markup


class Note(NamedTuple):
    id: Markup
    mark: str
    text: tuple[Stretch, ...]


class ShownAnswer(NamedTuple):
    """The answer to another question, shown where an answer refers to it."""

    title: str
    href: Markup
    #: Questions passed on the way to it, when the answer referred to refers on.
    via: tuple[NamedLink, ...]
    blocks: tuple[Block, ...]
    folded: bool
    #: False when only its beginning is shown, to keep the page light.
    whole: bool


class PromiseLine(NamedTuple):
    due: str
    href: Markup


class EarlierView(NamedTuple):
    """An answer that a later one replaced."""

    title: str
    blocks: tuple[Block, ...]
    source: NamedLink


class QuestionView(NamedTuple):
    """What the template of a question prints."""

    id: str
    anchor: Markup
    aliases: tuple[Markup, ...]
    title: str
    factions: tuple[FactionMark, ...]
    members: tuple[str, ...]
    attribution: str
    subheading: str | None
    status: Status
    status_name: str
    status_detail: str
    question: tuple[Block, ...]
    answer: tuple[Block, ...]
    answer_from: str
    answer_date: str | None
    asked_date: str | None
    notes: tuple[Note, ...]
    shown: tuple[ShownAnswer, ...]
    earlier: tuple[EarlierView, ...]
    #: Why and until when the answer is put off, with the letter that says so.
    postponed: NamedLink | None
    lost: tuple[int, ...]
    also_answers: tuple[NamedLink, ...]
    referred_by: tuple[NamedLink, ...]
    topics: tuple[NamedLink, ...]
    promises: tuple[PromiseLine, ...]
    related: tuple[NamedLink, ...]
    sources: tuple[NamedLink, ...]
    printings: tuple[NamedLink, ...]
    continued_as: tuple[NamedLink, ...]
    doubts: tuple[Doubt, ...]
    #: Where it stands in every form to take over.
    citing: Markup
    report: Markup


def question_view(
    publication: Publication, links: Links, entry: Entry, *, references_on_page: int = 1
) -> QuestionView:
    """Return an entry as its page shows it. ``references_on_page`` divides the room for repeated answers."""
    annotator = Annotator(publication, links, entry)
    asked, answered = annotator.blocks("question"), annotator.blocks("answer")
    notes = tuple(
        Note(note_anchor(entry.id, number), note.mark, annotator.note(number - 1))
        for number, note in enumerate(entry.footnotes, 1)
    )
    return QuestionView(
        id=entry.id,
        anchor=identifier(entry.anchor),
        aliases=tuple(identifier(anchor(alias)) for alias in entry.aliases),
        title=wording.question_title(entry),
        factions=faction_marks(publication, links, entry),
        members=entry.members,
        attribution=attribution(publication, entry),
        subheading=entry.subheading,
        status="reference" if entry.continued_as else entry.status.status,
        status_name="Gesplitst" if entry.continued_as else wording.STATUS_NAMES[entry.status.status],
        status_detail=wording.status_detail(entry),
        question=asked,
        answer=answered,
        answer_from=wording.signed(entry.answered_by),
        answer_date=entry.answer_date,
        asked_date=entry.asked_date,
        notes=notes,
        shown=tuple(_shown(publication, links, entry, REPEATED_ON_A_PAGE // max(1, references_on_page))),
        earlier=tuple(_earlier(links, answer) for answer in entry.earlier_answers),
        postponed=_postponed(links, entry),
        lost=tuple(dict.fromkeys(ref.number for ref in entry.references if ref.target is None)),
        also_answers=question_links(publication, links, entry.also_answers),
        referred_by=question_links(
            publication, links, [other for other in entry.referred_by if other not in entry.also_answers]
        ),
        topics=topic_links(publication, links, entry),
        promises=tuple(
            PromiseLine(
                promise.due_text or (wording.day(promise.due) if promise.due else ""),
                links.page(publication.commitment_page(promise.id), anchor(promise.id)),
            )
            for promise in entry.commitments
        ),
        related=_related(publication, links, entry),
        sources=_sources(links, entry),
        printings=tuple(_printings(publication, links, entry)),
        continued_as=question_links(publication, links, entry.continued_as),
        doubts=entry.doubts,
        citing=links.page(citations_page(entry.meeting), entry.anchor),
        report=links.report(publication.settings.report, entry),
    )


def faction_marks(publication: Publication, links: Links, entry: Entry) -> tuple[FactionMark, ...]:
    return _faction_marks(publication, links, entry.factions)


@once_a_page
def _faction_marks(
    publication: Publication, links: Links, factions: Sequence[str]
) -> tuple[FactionMark, ...]:
    return tuple(
        FactionMark(identifier, publication.faction(identifier).name, links.faction(identifier))
        for identifier in factions
        if publication.has_page(identifier)
    )


def topic_links(publication: Publication, links: Links, entry: Entry) -> tuple[NamedLink, ...]:
    found = [_topic_link(publication, links, topic) for topic in entry.topics]
    return tuple(filter(None, found))


@once_a_page
def _topic_link(publication: Publication, links: Links, topic: str) -> NamedLink | None:
    node = publication.archive.topics.get(topic)
    return NamedLink(node.topic.name, links.topic(topic)) if node else None


def attribution(publication: Publication, entry: Entry) -> str:
    """Return how certain it is who asks, in words; "" where a heading says it."""
    if entry.attribution == "inferred" and entry.attribution_evidence:
        # The evidence names keys, or the numbers of questions in the same list.
        keys = [key.strip() for key in entry.attribution_evidence.split(",")]
        before = entry.key.removesuffix(str(entry.number))
        names = dict.fromkeys(f"{entry.document}/{name}" for key in keys for name in (key, before + key))
        known = publication.entries(names)
        if known:
            titles = wording.enumeration(
                wording.lower_first(wording.question_title(other)) for other in known
            )
            return f"Afgeleid uit {titles}: niet in de tekst genoemd"
    if entry.attribution == "unknown" and entry.members:
        return ""
    return wording.ATTRIBUTION_NOTES[entry.attribution]


def question_label(publication: Publication, entry: Entry) -> str:
    """Return a question's name as part of a sentence: "vraag 10 (VVD)"."""
    title = wording.lower_first(wording.question_title(entry))
    return f"{title} ({_names(publication, entry.factions)})" if entry.factions else title


@once_a_page
def _names(publication: Publication, factions: Sequence[str]) -> str:
    return wording.enumeration(publication.faction(faction).name for faction in factions)


def question_links(publication: Publication, links: Links, ids: Sequence[str]) -> tuple[NamedLink, ...]:
    return tuple(
        [
            NamedLink(question_label(publication, entry), links.entry(entry))
            for entry in publication.entries(ids)
        ]
    )


def _shown(publication: Publication, links: Links, entry: Entry, share: int) -> Iterator[ShownAnswer]:
    """Yield the answers that an answer refers to, each once, followed to the end of the chain."""
    targets = publication.entries(dict.fromkeys(ref.target for ref in entry.references if ref.target))
    limit = UNFOLDED_POINTER if entry.status.status == "reference" else UNFOLDED_MENTION
    done = {entry.id}
    for first in targets:
        target, via = _end_of_chain(publication, first)
        if target.id in done or not target.answer:
            continue
        done.add(target.id)
        blocks = Annotator(publication, links, target, own=False).blocks("answer")
        length = sum(len(paragraph.text) for paragraph in target.answer)
        whole = length <= max(share, UNFOLDED_POINTER)
        yield ShownAnswer(
            title=f"Antwoord op {question_label(publication, target)}",
            href=links.entry(target),
            via=question_links(publication, links, via),
            blocks=blocks if whole else blocks[:1],
            folded=length > limit,
            whole=whole,
        )


def _earlier(links: Links, answer: EarlierAnswer) -> EarlierView:
    by = wording.offices(answer.answered_by)
    title = (
        "Eerder antwoord"
        + (f" van {by}" if by else "")
        + (f", {wording.day(answer.date)}" if answer.date else "")
    )
    source = NamedLink(_lines(answer.lines), links.document(answer.document, answer.lines[0]))
    return EarlierView(title, plain_blocks(answer.paragraphs), source)


def _postponed(links: Links, entry: Entry) -> NamedLink | None:
    letter = entry.postponement
    if letter is None:
        return None
    words = f"Uitgesteld op {wording.day(letter.date)}" if letter.date else "Uitgesteld"
    return NamedLink(words, links.document(letter.document), letter.text or "")


def _end_of_chain(publication: Publication, entry: Entry) -> tuple[Entry, tuple[str, ...]]:
    """Follow answers that are nothing but a pointer; return the last one and the ids passed on the way."""
    passed: list[str] = []
    while entry.status.status == "reference" and entry.id not in passed:
        following = publication.entries(ref.target for ref in entry.references if ref.target)
        if len(following) != 1:
            break
        passed.append(entry.id)
        entry = following[0]
    return entry, tuple(passed)


def _related(publication: Publication, links: Links, entry: Entry) -> tuple[NamedLink, ...]:
    found = []
    for other in publication.entries(publication.related(entry)[: _most_related(publication, entry.meeting)]):
        day, label = _day(publication, other.meeting), question_label(publication, other)
        text = wording.excerpt(question_text(other), 110)
        found.append(NamedLink(text, links.entry(other), f"{day}, {label}" if day else label))
    return tuple(found)


@once_a_page
def _most_related(publication: Publication, meeting: str) -> int:
    node = publication.archive.meetings.get(meeting)
    return max(1, RELATED_ON_A_PAGE // max(1, len(node.questions) if node else 1))


@once_a_page
def _day(publication: Publication, meeting: str) -> str:
    node = publication.archive.meetings.get(meeting)
    return wording.day(node.date) if node and node.date else ""


def question_text(entry: Entry) -> str:
    return " ".join(paragraph.text for paragraph in entry.question)


def answer_text(entry: Entry) -> str:
    return " ".join(paragraph.text for paragraph in entry.answer)


def _sources(links: Links, entry: Entry) -> tuple[NamedLink, ...]:
    """Return where question and answer stand: one link where they follow each other."""
    asked, answered = entry.question_lines, entry.answer_lines
    if answered is None:
        return (NamedLink(_lines(asked), links.document(entry.document, asked[0])),)
    elsewhere = entry.answer_document or entry.document
    if elsewhere == entry.document and 0 <= answered[0] - asked[1] <= 5:
        whole = (asked[0], max(asked[1], answered[1]))
        return (NamedLink(_lines(whole), links.document(entry.document, whole[0])),)
    return (
        NamedLink(f"vraag, {_lines(asked)}", links.document(entry.document, asked[0])),
        NamedLink(f"antwoord, {_lines(answered)}", links.document(elsewhere, answered[0])),
    )


def _printings(publication: Publication, links: Links, entry: Entry) -> Iterator[NamedLink]:
    for printing in entry.printings:
        if document := publication.archive.documents.get(printing.document):
            number = f"nummer {printing.number}, " if printing.number else ""
            href = links.document(printing.document, printing.lines[0])
            yield NamedLink(document.title, href, f"{number}{_lines(printing.lines)}")


def _lines(lines: Lines) -> str:
    return f"regel {lines[0]}" if lines[0] == lines[1] else f"regel {lines[0]}–{lines[1]}"
