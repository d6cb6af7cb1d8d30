"""Memos: the internal memo (beslisnota) that a ministry leaves behind its answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.grammar import LABELS, SENTENCE_END
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

#: What the head of a memo says is no longer than this.
_SHORT_LINE = 50
#: Those labels that have a number; an "Antwoord" may stand in a memo too.
_NUMBERED = LABELS - {"answer-marker"}
_MEMO_HEAD = re.compile(
    r"^(?:Aan|Van|Afgestemd met|In afschrift aan|Opgesteld door|Cc|cc|Via|Datum|Onze referentie)\b"
    r"(?!.*[.?!]$).{0,80}$"
)


def mark_memo(rows: list[Row]) -> None:
    """Mark an internal memo (beslisnota) that stands after the last answer.

    It is known by its own heading; it starts at the addresses above that heading ("Aan", "Van").
    """
    last_label = max(
        (i for i, row in enumerate(rows) if row.cls is None and row.name in _NUMBERED | {"numbered-item"}),
        default=0,
    )
    heading = next(
        (
            i
            for i, row in enumerate(rows)
            if row.cls is None
            and row.name == "memo-heading"
            and i > len(rows) // 3
            and not _labels_after(rows, i)
        ),
        None,
    )
    if heading is None or (heading < last_label and rows[last_label].name != "numbered-item"):
        return
    start = _memo_start(rows, heading)
    for row in rows[start:]:
        if row.cls is None:
            row.cls = "memo"


def _memo_start(rows: Sequence[Row], heading: int) -> int:
    """Return where the head of a memo starts: at the first of the labels ("Aan", "Van") above its heading.

    What each label says stands on its line or on the one below it.
    """
    start, skipped = heading, 0
    for i in range(heading - 1, -1, -1):
        row = rows[i]
        if row.cls is not None:
            continue
        if _MEMO_HEAD.match(row.text):
            start, skipped = i, 0
        elif skipped or SENTENCE_END.search(row.text) or row.name in LABELS or len(row.text) > _SHORT_LINE:
            break
        else:
            skipped = 1
    return start


def _labels_after(rows: Sequence[Row], index: int) -> bool:
    return any(row.cls is None and row.name in {"question-label", "answer-label"} for row in rows[index:])


SPECIMENS = (
    Specimens(
        "head of a memo",
        _MEMO_HEAD,
        ("Aan", "Van Directie Beleid", "Datum 3 mei 2031"),
        ("Aan dit besluit ging overleg vooraf.", "Vandaag"),
    ),
)
