"""Drafts of documents whose questions have labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.reading.answers import (
    Answers,
    add_unclaimed,
    answer_for,
    draft_answers_only,
    labelled_answers,
    own_answer,
)
from generator.reading.asking import asks
from generator.reading.drafts import Draft, DraftAnswer, DraftItem, DraftPart, merge_printings
from generator.reading.factions import FactionNames, heading_factions
from generator.reading.grammar import SENTENCE_END
from generator.reading.headings import is_subheading, reads_as_sentence
from generator.reading.items import Layout, Segment
from generator.reading.joining import Joined, Shape, join
from generator.reading.labels import Style
from generator.reading.lost_labels import recover_lost_labels
from generator.reading.rows import Row, behind_label
from generator.reading.unlabelled import draft_part
from generator.reading.unmarked import part_off, unmarked_allowed
from generator.records import Doubt, LineClass

#: A name stands below these.
_SIGNS = {"office", "valediction", "salutation"}
#: A heading that nothing but its words shows has not more of them.
_SHORT_HEADING = 8


@dataclass(frozen=True, slots=True)
class _Document:
    """What is the same for every label of a document."""

    rows: list[Row]
    shape: Shape
    answers: Answers
    #: An answer may follow its question without a line "Antwoord".
    unmarked: bool
    draft: Draft


def draft_labelled(rows: list[Row], layout: Layout, shape: Shape, style: Style, names: FactionNames) -> Draft:
    """Return the draft of a document whose questions (or answers) have labels."""
    draft = Draft(style)
    if style not in {"answers", "headings"}:
        _take_headings(rows, layout)
        _take_trailing_headings(rows, layout.segments)
        _take_first_heading(rows, layout)
    unnumbered = set() if style in {"answers", "headings"} else _unnumbered_parts(rows, layout, shape)
    for index, under in layout.parts.items():
        if index in unnumbered:
            draft_part(rows, index, under, shape, names, draft, restated=False)
        else:
            draft.parts.append(_part(rows, index, None, under, shape))
    for index, under in layout.sections.items():
        if under:
            draft.parts.append(_part(rows, None, index, under, shape))
    if style in {"answers", "headings"}:
        draft_answers_only(rows, layout, shape, draft)
        return draft
    recover_lost_labels(rows, layout, shape)
    last_list = max((segment.list_index for segment in layout.segments), default=0)
    apart = Segment(None, (), last_list, answers=layout.apart)
    answers = labelled_answers(rows, [*layout.segments, apart], shape)
    document = _Document(rows, shape, answers, unmarked_allowed(rows, layout, answers, shape), draft)
    for segment in layout.segments:
        _draft_segment(document, segment)
    add_unclaimed(draft, answers)
    merge_printings(rows, draft)
    return draft


def _unnumbered_parts(rows: Sequence[Row], layout: Layout, shape: Shape) -> set[int]:
    """Return the headings of factions that ask without numbers, where others number their questions.

    Not one whose numbered questions stand elsewhere: there its words are restated.
    """
    numbered = {segment.part for segment in layout.segments}
    named = {heading_factions(rows[index].text) for index in numbered if index is not None}
    return {
        index
        for index, under in layout.parts.items()
        if index not in numbered
        and rows[index].name == "faction-heading"
        and heading_factions(rows[index].text) not in named
        and any(asks(paragraph.text) for paragraph in join([rows[i] for i in under], shape))
    }


def _take_headings(rows: Sequence[Row], layout: Layout) -> None:
    """Give a heading at the end of a part's introduction to the question that it stands above."""
    for index, under in [*layout.parts.items(), *layout.sections.items()]:
        first = next((s for s in layout.segments if index in (s.part, s.section)), None)
        if first is None or first.heading is not None or not under:
            continue
        row = rows[under[-1]]
        plain = row.name == "" and row.block.kind in {"line", "paragraph", "heading"}
        if index in layout.sections:  # a title may run over several lines
            plain = plain and (row.after_blank or row.block.kind != "line") and not row.text.startswith("(")
        if plain and is_subheading(row.text) and not reads_as_sentence(row.text):
            first.heading = under.pop()
            row.cls = "subheading"


def _part(
    rows: list[Row], heading: int | None, section: int | None, under: Sequence[int], shape: Shape
) -> DraftPart:
    """Return the part below a faction heading or a list title, and class its rows as introduction."""
    chosen = [rows[i] for i in under]
    for row in chosen:
        row.cls = "introduction"
    anchor = rows[heading if heading is not None else section or 0]
    if heading is not None:
        anchor.cls = "heading"
    part = DraftPart(heading, section, introduction=join(chosen, shape), first=anchor.first, last=anchor.last)
    if chosen:
        part.last = max(part.last, chosen[-1].last)
    return part


def _draft_segment(document: _Document, segment: Segment) -> None:
    """Add the items of one label."""
    rows = document.rows
    label = rows[segment.label] if segment.label is not None else None
    chosen = [behind_label(rows[i]) for i in segment.question]
    for i in segment.question:
        rows[i].cls = "question"
    if label is not None:
        label.cls = "label" if segment.label not in segment.question else "question"
    paragraphs = join(chosen, document.shape)
    subheading = rows[segment.heading].text if segment.heading is not None else None
    if len(paragraphs) >= 2 and paragraphs[0].kind != "item" and is_subheading(paragraphs[0].text):
        subheading = " – ".join(text for text in (subheading, paragraphs[0].text) if text)
        _class_of(rows, paragraphs.pop(0), "subheading", segment.question)
    own = own_answer(document.answers, segment)
    doubts: list[Doubt] = list(segment.doubts)
    if own is None and document.unmarked and paragraphs:
        marked = bool(document.answers)
        paragraphs, own = part_off(rows, segment, paragraphs, document.shape, doubts, marked)
    _add_items(document, segment, paragraphs, subheading, own, doubts)


def _take_trailing_headings(rows: Sequence[Row], segments: Sequence[Segment]) -> None:
    """Give a heading that is the last row of an answer to the next question of its part."""
    for segment, following in pairwise(segments):
        last = segment.answers[-1].rows if segment.answers else segment.question
        if (
            following.part == segment.part
            and following.heading is None
            and len(last) > 1
            and _is_heading(rows[last[-2]], rows[last[-1]], answered=bool(segment.answers))
        ):
            following.heading = last.pop()
            rows[following.heading].cls = "subheading"


def _take_first_heading(rows: Sequence[Row], layout: Layout) -> None:
    """Give the first question the heading above it, where other questions have such headings."""
    first = layout.segments[0] if layout.segments else None
    others = [rows[s.heading].text for s in layout.segments[1:] if s.heading is not None]
    if first is None or first.heading is not None or not others or len(layout.opening) < 2:
        return
    above, row = (rows[i] for i in layout.opening[-2:])
    if (
        first.part is None
        and first.section is None
        and not row.name
        and above.name not in _SIGNS
        and is_subheading(row.text)
        and not reads_as_sentence(row.text)
        and any(row.text.isupper() == other.isupper() for other in others)
    ):
        first.heading = layout.opening.pop()
        row.cls = "subheading"


def _is_heading(above: Row, row: Row, *, answered: bool) -> bool:
    """Return whether a row is a heading that does not belong to the text above it.

    The format marks it as one; or it stands alone, without a verb, behind an answer that is complete.
    """
    marked = row.block.kind == "heading"
    alone = (
        answered
        and row.block.kind in {"line", "paragraph"}
        and above.block.kind != "table"
        and bool(SENTENCE_END.search(above.text))
        and not above.text.endswith((":", ";"))
        and not reads_as_sentence(row.text)
        and len(row.text.split()) <= _SHORT_HEADING
    )
    return (marked or alone) and is_subheading(row.text)


def _class_of(rows: list[Row], paragraph: Joined, name: LineClass, indexes: Sequence[int]) -> None:
    """Give the rows that a paragraph was joined from their class."""
    for i in indexes:
        if (
            paragraph.first <= rows[i].first
            and rows[i].last <= paragraph.last
            and rows[i].text in paragraph.text
        ):
            rows[i].cls = name


def _add_items(
    document: _Document,
    segment: Segment,
    paragraphs: list[Joined],
    subheading: str | None,
    own: DraftAnswer | None,
    doubts: Sequence[Doubt],
) -> None:
    """Add one item per label, or one per number where the paragraphs show which number they belong to."""
    numbers = segment.numbers
    apart = len(numbers) > 1 and len(paragraphs) == len(numbers) and all(asks(p.text) for p in paragraphs)
    if document.shape.wrapped:
        # Paragraphs are guessed from short lines: only whole questions tell numbers apart, and not where a
        # question may end within one.
        apart = apart and all(p.text.rstrip().endswith("?") and not p.line_ends_with("?") for p in paragraphs)
    groups = (
        [((n,), [p]) for n, p in zip(numbers, paragraphs, strict=True)] if apart else [(numbers, paragraphs)]
    )
    label = document.rows[segment.label] if segment.label is not None else None
    first = label.first if label is not None else paragraphs[0].first
    for group, texts in groups:
        place = first if group is groups[0][0] else texts[0].first
        answer = answer_for(document.answers, segment, group) or own
        last = max([p.last for p in texts if p.last >= place] or [label.last if label else place])
        document.draft.items.append(
            DraftItem(
                numbers=group,
                list_index=segment.list_index,
                paragraphs=texts,
                first=place,
                last=last,
                subheading=subheading,
                answer=answer,
                part=segment.part,
                section=segment.section,
                doubts=list(doubts),
                asker=label.asker if label else "",
            )
        )
        subheading = None
