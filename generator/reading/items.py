"""Segments: the rows of one label, parted into question, answers and what stands between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.reading.rows import Row

#: Rows that end what a label started.
_STRUCTURE = {"faction-heading", "part-heading", "contents-heading"}
_ANSWER = {"answer-label", "answer-marker", "answer-label-inline"}


@dataclass(slots=True)
class AnswerRows:
    """An answer as printed: its label and its rows."""

    numbers: tuple[int, ...]
    label: int | None
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Segment:
    """What stands under one question label (or, without numbers, one asking paragraph)."""

    #: Index of the label row; None where nothing is printed.
    label: int | None
    numbers: tuple[int, ...]
    #: 0-based index of the list in the document.
    list_index: int
    question: list[int] = field(default_factory=list)
    answers: list[AnswerRows] = field(default_factory=list)
    #: Index of the faction heading above it, or None.
    part: int | None = None
    section: int | None = None


@dataclass(slots=True)
class Layout:
    """The document cut into segments, parts and what surrounds them."""

    segments: list[Segment] = field(default_factory=list)
    #: Row indexes of faction headings, with the rows below each that are under no label.
    parts: dict[int, list[int]] = field(default_factory=dict)
    #: Row indexes of list titles, with the rows between each and the first label.
    sections: dict[int, list[int]] = field(default_factory=dict)
    opening: list[int] = field(default_factory=list)
    closing: list[int] = field(default_factory=list)


def lay_out(rows: list[Row], labels: Sequence[int], lists: Sequence[Sequence[int]]) -> Layout:
    """Return the layout of a document with labels: rows go to the label, part or section above them."""
    layout = Layout()
    list_of = {i: n for n, found in enumerate(lists) for i in found}
    label_set = set(labels)
    last_label = labels[-1] if labels else -1
    last_salutation = max(
        (i for i, row in enumerate(rows) if row.cls is None and row.name == "salutation"), default=-1
    )
    current: Segment | None = None
    under: list[int] = layout.opening
    part: int | None = None
    section: int | None = None
    closed = False
    for index, row in enumerate(rows):
        if row.cls is not None or closed:
            if closed and row.cls is None:
                layout.closing.append(index)
            continue
        if index in label_set:
            row.is_label = True
            current = Segment(index, row.numbers, list_of[index], part=part, section=section)
            if row.rest and row.name in {"question-label-inline", "numbered-item"}:
                current.question.append(index)
            layout.segments.append(current)
        elif row.name == "faction-heading" and ((labels and index < last_label) or index > last_salutation):
            part, current = index, None
            under = layout.parts.setdefault(index, [])
        elif row.name == "list-title" and _is_title(rows, index, labels, lists):
            section, current, part = index, None, None
            under = layout.sections.setdefault(index, [])
        elif row.name in _STRUCTURE and row.name != "faction-heading":
            current, part = None, None
            row.cls = "heading"
            under = layout.opening if not layout.segments else layout.closing
        elif index > last_label >= 0 and row.name in {
            "postponement-heading",
            "closing-heading",
            "valediction",
        }:
            closed = True
            layout.closing.append(index)
        elif current is None:
            under.append(index)
        else:
            _into_segment(row, index, current)
    return layout


def _is_title(rows: Sequence[Row], index: int, labels: Sequence[int], lists: Sequence[Sequence[int]]) -> bool:
    """A title of a list is the last such line before its first label; the subject of the letter is none."""
    following = next((label for label in labels if label > index), None)
    if following is None or not any(following == found[0] for found in lists):
        return False
    return not any(
        row.cls is None and row.name in {"list-title", "salutation"} for row in rows[index + 1 : following]
    )


def _into_segment(row: Row, index: int, segment: Segment) -> None:
    if row.name in _ANSWER:
        row.is_label = True
        answer = AnswerRows(row.numbers or segment.numbers, index)
        if row.name == "answer-label-inline":
            answer.rows.append(index)
        segment.answers.append(answer)
    elif segment.answers:
        segment.answers[-1].rows.append(index)
    else:
        segment.question.append(index)
