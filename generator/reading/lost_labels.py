"""Labels that a converter or printer lost: a question at the end of the answer above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.items import AnswerRows, Layout, Segment
from generator.reading.joining import Shape, join
from generator.reading.rows import Row, behind_label
from generator.reading.specimens import Specimens
from generator.records import Doubt
from generator.sentences import split_sentences

_ASKS_LAST = re.compile(r"\?[\"'”’»)]*\d{0,2}$")


def recover_lost_labels(rows: Sequence[Row], layout: Layout, shape: Shape) -> None:
    """Give a question whose label is lost a segment of its own, with a doubt.

    It is known by two answers below one label, where the second one's number has no question, or the next
    label skips a number; and by what stands above the second answer: it asks.
    """
    found: list[Segment] = []
    waiting = list(reversed(layout.segments))
    while waiting:
        segment = waiting.pop()
        found.append(segment)
        number = _lost_number(rows, layout.segments, segment, waiting[-1] if waiting else None)
        start = _where_asked(rows, segment.answers[0], shape) if number else None
        if number is None or start is None:
            continue
        first, *others = segment.answers
        lost = Segment(None, (number,), segment.list_index, part=segment.part, section=segment.section)
        lost.question, first.rows = first.rows[start:], first.rows[:start]
        lost.answers = [
            AnswerRows(_printed(rows, answer) or (number,), answer.label, answer.rows) for answer in others
        ]
        lost.doubts.append(
            Doubt(
                code="label-lost",
                text=f"Het kopje van vraag {number} ontbreekt; de vraag stond achter het vorige antwoord.",
                lines=(rows[lost.question[0]].first, rows[lost.question[-1]].last),
            )
        )
        segment.answers = [first]
        waiting.append(lost)
    layout.segments[:] = found


def _printed(rows: Sequence[Row], answer: AnswerRows) -> tuple[int, ...]:
    return rows[answer.label].numbers if answer.label is not None else ()


def _lost_number(
    rows: Sequence[Row], segments: Sequence[Segment], segment: Segment, following: Segment | None
) -> int | None:
    """Return the number of the question that must stand before a segment's second answer, or None."""
    if len(segment.answers) < 2 or not segment.numbers:
        return None
    asked = {n for s in segments if s.list_index == segment.list_index for n in s.numbers}
    number = segment.numbers[-1] + 1
    if number in asked:
        return None
    printed = _printed(rows, segment.answers[1])
    if printed:
        return number if printed[0] == number else None
    skips = following is None or not following.numbers or following.numbers[0] > number
    return number if skips else None


def _where_asked(rows: Sequence[Row], answer: AnswerRows, shape: Shape) -> int | None:
    """Return from which of its rows on an answer asks, up to its end; None where it does not end so."""
    chosen = [behind_label(rows[i]) if i == answer.label else rows[i] for i in answer.rows]
    paragraphs = join(chosen, shape)
    line = None
    for place in range(len(paragraphs) - 1, 0, -1):
        if not _ASKS_LAST.search(paragraphs[place].text.rstrip()):
            break
        line = paragraphs[place].first
    if line is None and paragraphs and _ASKS_LAST.search(paragraphs[-1].text.rstrip()):
        # Print joined the question to the answer's last lines: it starts on a line of its own.
        asked = None
        for sentence in reversed(split_sentences(paragraphs[-1].text)):
            if not sentence.text.endswith("?"):
                break
            asked = sentence
        starts = dict(paragraphs[-1].places)
        line = starts.get(asked.start) if asked is not None and asked.start else None
    if line is None:
        return None
    return next((place for place, row in enumerate(chosen) if place and row.first >= line), None)


SPECIMENS = (
    Specimens("asks last", _ASKS_LAST, ("Klopt dat?", "“Klopt dat?”", "Klopt dat?2"), ("Dat klopt.",)),
)
