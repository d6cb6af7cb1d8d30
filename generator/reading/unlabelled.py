"""Drafts of documents without labels: per faction, per member's list, or per subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.drafts import Draft, DraftAnswer, DraftItem, DraftPart, merge_printings
from generator.reading.items import Layout, is_signature
from generator.reading.joining import Joined, Shape
from generator.reading.labels import Style
from generator.reading.parting import is_subheading
from generator.reading.rows import Row
from generator.reading.unnumbered import Part, read_part
from generator.records import LineClass

_ANSWERED_BY = re.compile(r"\bAntwoord van (?:de )?(?:[Mm]inister|[Ss]taatssecretaris)\b")
_RESTATED = re.compile(r"(?i)\b(?:memorie van antwoord|nota naar aanleiding van het (?:nader )?verslag)\b")


def draft_unnumbered(rows: list[Row], layout: Layout, shape: Shape, style: Style) -> Draft:
    """Return the draft of a document without numbers: per faction, per member's list, or per subject."""
    draft = Draft(style)
    opening = " ".join(rows[i].text for i in layout.opening[:60])
    restated = bool(_RESTATED.search(opening))
    if layout.parts:
        for index, under in layout.parts.items():
            _draft_part(rows, index, under, shape, draft, restated)
    elif style == "unnumbered" or restated or _members_speak(rows, layout):
        start = _body_start(rows, layout)
        end = _body_end(rows, layout, start)
        under = layout.opening[start:end]
        layout.closing = layout.opening[end:] + layout.closing
        layout.opening = layout.opening[:start]
        answered = restated or bool(_ANSWERED_BY.search(opening))
        _draft_part(rows, None, under, shape, draft, restated, answered and not restated)
    merge_printings(rows, draft)
    return draft


def _body_end(rows: Sequence[Row], layout: Layout, start: int) -> int:
    """Return where signatures close a document without labels."""
    for place in range(start + 1, len(layout.opening)):
        row = rows[layout.opening[place]]
        if row.name == "valediction" or (row.name == "office" and is_signature(rows, layout.opening[place])):
            return place
    return len(layout.opening)


def _members_speak(rows: Sequence[Row], layout: Layout) -> bool:
    """A consultation per subject: paragraph after paragraph says "De leden van de X-fractie …"."""
    speaking = sum(
        1
        for i in layout.opening
        if re.match(r"(?:De|Het) (?:leden|lid) van de\b.{2,60}\bfractie\b", rows[i].text)
    )
    return speaking >= 3


def _body_start(rows: Sequence[Row], layout: Layout) -> int:
    """Return where the questions start: behind the heading "Vragen van …", or where a faction speaks."""
    for place, index in enumerate(layout.opening):
        if rows[index].name == "members-heading":
            end = place + 1
            while (
                end < len(layout.opening)
                and not rows[layout.opening[end]].after_blank
                and not rows[layout.opening[end - 1]].text.endswith((".", "?", ")"))
            ):
                end += 1
            while end < len(layout.opening) and re.match(
                r"^(?:\(ingezonden|Antwoord van|Mededeling van|\(ontvangen)", rows[layout.opening[end]].text
            ):
                end += 1
            return end
    for place, index in enumerate(layout.opening):
        if re.match(
            r"(?:De|Het) (?:leden|lid|fractieleden) van de\b.{2,80}\b(?:fracties?|hebben|vragen|lezen)\b",
            rows[index].text,
        ):
            while (
                place
                and is_subheading(rows[layout.opening[place - 1]].text)
                and rows[layout.opening[place - 1]].name != "office"
            ):
                place -= 1
            return place
    return len(layout.opening)


def _draft_part(
    rows: list[Row],
    heading: int | None,
    under: Sequence[int],
    shape: Shape,
    draft: Draft,
    restated: bool,
    alternating: bool = False,
) -> None:
    chosen = [rows[i] for i in under]
    read = read_part(chosen, shape, restated=restated, alternating=alternating)
    start = len(draft.items)
    anchor = rows[heading] if heading is not None else None
    part = DraftPart(heading, None, introduction=read.introduction)
    part.first = anchor.first if anchor else (chosen[0].first if chosen else 0)
    part.last = chosen[-1].last if chosen else (anchor.last if anchor else 0)
    if anchor is not None:
        anchor.cls = "heading"
    for item in read.items:
        answer = None
        if item.answer:
            label = item.answer_label
            first = label.first if label else item.answer[0].first
            answer = DraftAnswer(item.answer, label.numbers if label else (), first, item.answer[-1].last)
        first = item.question.first
        draft.items.append(
            DraftItem(
                (),
                0,
                [item.question],
                first,
                item.question.last,
                item.subheading.text if item.subheading else None,
                answer,
                heading,
            )
        )
    part.context = [(start + number, paragraph) for number, paragraph in read.context]
    draft.parts.append(part)
    _class_part(chosen, read)


def _class_part(chosen: Sequence[Row], read: Part) -> None:
    groups: tuple[tuple[LineClass, list[Joined]], ...] = (
        ("question", [i.question for i in read.items]),
        ("answer", [p for i in read.items for p in i.answer]),
        ("introduction", read.introduction),
        ("context", [p for _, p in read.context]),
        ("subheading", [i.subheading for i in read.items if i.subheading is not None]),
        ("heading", read.subheadings),
    )
    for row in chosen:
        if row.name in {"answer-marker", "answer-label"}:
            row.cls = "label"
            continue
        for name, paragraphs in groups:
            if any(p.first <= row.first <= p.last for p in paragraphs):
                row.cls = name
                break
