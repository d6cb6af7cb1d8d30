"""Finish: drafts become records, with their keys, footnotes and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.keys import question_keys
from generator.reading.drafts import Draft, DraftAnswer, DraftItem
from generator.reading.faction_parts import faction_part
from generator.reading.factions import faction_names
from generator.reading.items import Layout
from generator.reading.joining import Joined
from generator.reading.notes.marks import Note
from generator.reading.numbering import doubt_order, key_parts, named_sections, ordinals_of
from generator.reading.rows import Row
from generator.records import Answer, Doubt, FactionPart, Footnote, Paragraph, Question, Section
from generator.registers import FactionRegister

Part = Literal["question", "answer"]


@dataclass(slots=True)
class Finished:
    """The records of a draft, and the texts they were made of."""

    questions: tuple[Question, ...]
    parts: tuple[FactionPart, ...]
    sections: tuple[Section, ...]
    #: Every text that went into a record once, for the check against loss.
    texts: list[str]


def finish(
    rows: Sequence[Row],
    draft: Draft,
    layout: Layout,
    notes: Sequence[Note],
    factions: FactionRegister,
    doubts: list[Doubt],
) -> Finished:
    """Return the records of a draft; add to ``doubts`` those of the whole document.

    Notes go to the question or answer in which their mark stands.
    """
    by_ref = {note.ref: note for note in notes}
    section_keys = named_sections(rows, draft, layout)
    doubt_order(draft)
    keys = question_keys(key_parts(draft, section_keys, factions))
    used: set[str] = set()
    ordinals = ordinals_of(draft)
    questions = tuple(
        _question(item, key, ordinal, section_keys, by_ref, used)
        for item, key, ordinal in zip(draft.items, keys, ordinals, strict=True)
    )
    counts: Counter[int | None] = Counter(item.part for item in draft.items if item.part is not None)
    names = faction_names(factions)
    parts = tuple(faction_part(rows, part, questions, section_keys, counts, names) for part in draft.parts)
    doubts += draft.doubts
    if draft.items:
        doubts += _unused_notes(rows, notes, used)
    sections = tuple(
        Section(key=key, title=rows[index].text, lines=(rows[index].first, rows[index].last))
        for index, key in section_keys.items()
        if key
    )
    return Finished(questions, parts, sections, _texts(draft))


def _unused_notes(rows: Sequence[Row], notes: Sequence[Note], used: set[str]) -> list[Doubt]:
    """Return a doubt for every note whose mark stands nowhere, not even outside questions and answers."""
    marked = used | {mark.ref for row in rows for mark in row.notes}
    return [
        Doubt(
            code="note-without-mark",
            text=f"Bij voetnoot {note.mark} is geen teken in een vraag of antwoord gevonden.",
            lines=note.lines,
            excerpt=note.text[:200],
        )
        for note in notes
        if note.ref not in marked
    ]


def _texts(draft: Draft) -> list[str]:
    """Return every text of a draft once; questions may share an answer."""
    texts: list[str] = []
    answers: dict[int, str] = {}
    for item in draft.items:
        texts += [p.text for p in item.paragraphs]
        texts += [item.subheading] if item.subheading else []
        answers |= {id(p): p.text for p in item.answer.paragraphs} if item.answer else {}
    texts += answers.values()
    for part in draft.parts:
        texts += [p.text for p in part.introduction] + [p.text for _, p in part.context]
    return texts


def _question(
    item: DraftItem,
    key: str,
    ordinal: int,
    section_keys: dict[int, str | None],
    by_ref: dict[str, Note],
    used: set[str],
) -> Question:
    footnotes = _footnotes(item.paragraphs, "question", by_ref, used, item.doubts)
    answer = None
    if item.answer is not None:
        footnotes += _footnotes(item.answer.paragraphs, "answer", by_ref, used, item.doubts)
        answer = _answer(item.answer)
    return Question(
        key=key,
        section=section_keys.get(item.section) if item.section is not None else None,
        number=item.numbers[0] if item.numbers else None,
        numbers=item.numbers,
        ordinal=ordinal,
        factions=item.factions,
        attribution=item.attribution,
        attribution_evidence=item.evidence,
        members=item.members,
        subheading=item.subheading,
        paragraphs=_paragraphs(item.paragraphs),
        lines=(item.first, item.last),
        answer=answer,
        footnotes=tuple(footnotes),
        doubts=tuple(item.doubts),
    )


def _answer(answer: DraftAnswer) -> Answer | None:
    if not answer.paragraphs:
        return None
    return Answer(
        paragraphs=_paragraphs(answer.paragraphs), lines=(answer.first, answer.last), numbers=answer.numbers
    )


def _paragraphs(joined: Sequence[Joined]) -> tuple[Paragraph, ...]:
    return tuple(paragraph.paragraph() for paragraph in joined)


def _footnotes(
    joined: Sequence[Joined], part: Part, by_ref: dict[str, Note], used: set[str], doubts: list[Doubt]
) -> list[Footnote]:
    found = []
    for index, paragraph in enumerate(joined):
        for mark in sorted(paragraph.notes, key=lambda n: n.offset):
            note = by_ref.get(mark.ref)
            if note is None:
                doubts.append(
                    Doubt(
                        code="mark-without-note",
                        text=f"Bij voetnootteken {mark.mark} staat nergens een noot.",
                        lines=(paragraph.first, paragraph.last),
                    )
                )
                continue
            used.add(note.ref)
            found.append(
                Footnote(
                    mark=mark.mark,
                    text=note.text,
                    part=part,
                    paragraph=index,
                    offset=min(mark.offset, len(paragraph.text)),
                    lines=note.lines,
                )
            )
    return found
