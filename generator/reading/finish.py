"""Finish: drafts become records, with keys, footnotes and places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.keys import KeyParts, question_keys
from generator.reading.drafts import Draft, DraftAnswer, DraftItem, DraftPart
from generator.reading.factions import (
    FactionNames,
    faction_names,
    heading_factions,
    member_askers,
    named_asker,
)
from generator.reading.items import Layout
from generator.reading.joining import Joined
from generator.reading.notes.marks import Note
from generator.reading.rows import Row
from generator.reading.specimens import Specimens
from generator.records import Answer, Doubt, FactionPart, Footnote, Paragraph, Question, Section
from generator.registers import FactionRegister

Part = Literal["question", "answer"]
_CHAPTER = re.compile(r"\(([IVXLC]{1,6}|[A-Z])\)|\b\d{2}[ .]?\d{3}[- ]([IVXLC]{1,6}|[A-Z])\b")
_JOINS = re.compile(
    r"\bsluiten zich\b.{0,40}\baan bij\b(?P<rest>.{0,200})|\bsluit zich\b.{0,40}\baan bij\b(?P<also>.{0,200})"
)

#: Before those who are joined; ``named_asker`` takes it as a sign that they are only mentioned.
_JOINED_LEAD = re.compile(r"\b(?:gesteld )?(?:door|van)\s+(?=de leden|het lid)")


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
    section_keys = _sections(rows, draft, layout)
    _doubt_order(draft)
    keys = question_keys(_key_parts(draft, section_keys, factions))
    used: set[str] = set()
    ordinals = _ordinals(draft)
    questions = tuple(
        _question(item, key, ordinal, section_keys, by_ref, used)
        for item, key, ordinal in zip(draft.items, keys, ordinals, strict=True)
    )
    counts: Counter[int | None] = Counter(item.part for item in draft.items if item.part is not None)
    names = faction_names(factions)
    parts = tuple(_part(rows, part, questions, section_keys, counts, names) for part in draft.parts)
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


def _sections(rows: Sequence[Row], draft: Draft, layout: Layout) -> dict[int, str | None]:
    """Return the key of each list title, where a document has several lists that all have one; else none."""
    lists = {item.list_index for item in draft.items}
    titles = [index for index in layout.sections if any(item.section == index for item in draft.items)]
    if len(lists) < 2 or len(titles) < len(lists):
        return {}
    keys = [_chapter(rows[index].text) for index in titles]
    if None in keys or len(set(keys)) < len(keys):
        return {}
    return dict(zip(titles, keys, strict=True))


def _chapter(title: str) -> str | None:
    """Return the chapter of the budget that a title names: "… (X) over het jaar …", "36 800 X"."""
    match = _CHAPTER.search(title)
    return (match[1] or match[2]) if match else None


def _doubt_order(draft: Draft) -> None:
    """Leave a doubt at every number that does not follow the one before it."""
    previous: dict[int, int] = {}
    for item in draft.items:
        if not item.numbers:
            continue
        last = previous.get(item.list_index, 0)
        if item.numbers[0] > last + 1 or (item.numbers[0] <= last and len(item.numbers) == 1):
            earlier = {
                n
                for other in draft.items
                if other.list_index == item.list_index and other is not item
                for n in other.numbers
            }
            if not set(range(1, item.numbers[0])) <= earlier or item.numbers[0] in earlier:
                item.doubts.append(
                    Doubt(
                        code="label-out-of-sequence",
                        text=f"Het nummer {item.numbers[0]} volgt niet op {last}.",
                        lines=(item.first, item.first),
                    )
                )
        previous[item.list_index] = max(last, *item.numbers)


def _key_parts(
    draft: Draft, section_keys: dict[int, str | None], factions: FactionRegister
) -> list[KeyParts]:
    ordinals = _ordinals(draft)
    parts = []
    for item, ordinal in zip(draft.items, ordinals, strict=True):
        faction = None
        if item.factions:
            known = factions.find(item.factions[0])
            faction = known.id if known else item.factions[0]
        section = section_keys.get(item.section) if item.section is not None else None
        unnamed = 1 if section else item.list_index + 1
        parts.append(KeyParts(item.numbers, section, unnamed, faction, ordinal))
    return parts


def _ordinals(draft: Draft) -> list[int]:
    """Return the place of each item (from 1) within its first faction, or in the list where it has none."""
    counts: dict[tuple[int, str | None], int] = {}
    found = []
    for item in draft.items:
        place: tuple[int, str | None] = (item.list_index, None)
        counts[place] = counts.get(place, 0) + 1
        if item.factions:
            place = (item.list_index, item.factions[0])
            counts[place] = counts.get(place, 0) + 1
        found.append(counts[place])
    return found


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


def _part(
    rows: Sequence[Row],
    part: DraftPart,
    questions: Sequence[Question],
    section_keys: dict[int, str | None],
    counts: Counter[int | None],
    spelled: FactionNames,
) -> FactionPart:
    heading = rows[part.heading].text if part.heading is not None else None
    members = member_askers(heading) if heading else None
    names = members.factions if members else heading_factions(heading) if heading else ()
    return FactionPart(
        name=", ".join(names) or None,
        section=section_keys.get(part.section) if part.section is not None else None,
        heading=heading,
        lines=(part.first, max(part.last, part.first)),
        introduction=_paragraphs(part.introduction),
        context=tuple((questions[number].key, paragraph.paragraph()) for number, paragraph in part.context),
        joins=_joined_factions(" ".join(p.text for p in part.introduction), spelled),
        questions=counts[part.heading],
    )


def _joined_factions(introduction: str, names: FactionNames) -> tuple[str, ...]:
    """Return the factions whose questions a faction joins ("sluiten zich aan bij de vragen van …")."""
    join = _JOINS.search(introduction)
    text = _JOINED_LEAD.sub("", join["rest"] or join["also"] or "") if join else ""
    joined = named_asker(text, names)
    return joined.factions if joined else ()


SPECIMENS = (
    Specimens(
        "chapter",
        _CHAPTER,
        ("de Ontwerpbegroting Defensie (X)", "36 800-X"),
        ("de Ontwerpbegroting Defensie",),
    ),
    Specimens(
        "joins",
        _JOINS,
        (
            "sluiten zich aan bij de vragen van de leden van de ABC-fractie",
            "sluit zich graag aan bij de opmerkingen",
        ),
        ("sluiten niet uit",),
    ),
    Specimens(
        "who is joined",
        _JOINED_LEAD,
        ("de vragen gesteld door de leden van de ABC-fractie",),
        ("van de minister",),
    ),
)
