"""Numbered questions first and their answers after them, below "Antwoorden", with the same numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.rows import Row
from generator.reading.specimens import Specimens

_HEADING = re.compile(r"^(?:Antwoorden|ANTWOORDEN|Beantwoording|BEANTWOORDING)\s*:?$")


def mark_answer_block(rows: Sequence[Row], labels: Sequence[int]) -> tuple[int, ...]:
    """Make labels of answers of the numbers below "Antwoorden" that count on from 1 to the last question's.

    Returns the indexes of these rows; none where a document has no such block.
    """
    heading = next(
        (i for i, row in enumerate(rows) if i > labels[-1] and row.cls is None and _HEADING.match(row.text)),
        None,
    )
    if heading is None:
        return ()
    expected = 1
    answers: list[int] = []
    for i, row in enumerate(rows[heading + 1 :], start=heading + 1):
        numbered = row.cls is None and row.name in {"numbered-item", "number-alone"}
        if numbered and row.numbers[:1] == (expected,):
            answers.append(i)
            expected = row.numbers[-1] + 1
    if expected != rows[labels[-1]].numbers[-1] + 1:
        return ()
    rows[heading].cls = "heading"
    for i in answers:
        rows[i].name = "answer-label-inline" if rows[i].name == "numbered-item" else "answer-label"
    return tuple(answers)


SPECIMENS = (
    Specimens("heading", _HEADING, ("Antwoorden", "BEANTWOORDING:"), ("Antwoord", "Antwoorden op vragen")),
)
