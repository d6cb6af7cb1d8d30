"""Copies: a second copy of the whole text, as some files hold it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.reading.rows import Row

#: Share of a passage's rows that must stand again, in order, for it to be a copy.
_SAME = 0.9
#: A passage of so many letters does not stand twice by chance; a copy has so many rows.
_LONG, _SHORTEST_COPY = 120, 6


def mark_copies(rows: list[Row]) -> list[tuple[int, int]]:
    """Mark a second copy of the whole text; return the (line, line) pairs in which the copies differ.

    A copy is what stands again, row by row, at the distance at which long passages stand twice. Lists
    whose numbers start again with other questions are no copies.
    """
    solid = [i for i, row in enumerate(rows) if row.cls is None and row.text]
    texts = [re.sub(r"\W+", "", rows[i].text).lower() for i in solid]
    for shift in _shifts(texts):
        first = next(i for i in range(len(texts) - shift) if texts[i] == texts[i + shift])
        second = first + shift
        same = sum(a == b for a, b in zip(texts[first:second], texts[second : second + shift], strict=False))
        if shift >= _SHORTEST_COPY and same >= _SAME * shift:
            return _drop_copy(rows, solid, texts, first, second)
    return []


def _shifts(texts: Sequence[str]) -> list[int]:
    """Return how many rows apart long passages stand twice, the most frequent distances first."""
    seen: dict[str, int] = {}
    counts: Counter[int] = Counter()
    for index, text in enumerate(texts):
        if len(text) > _LONG:
            if text in seen:
                counts[index - seen[text]] += 1
            else:
                seen[text] = index
    return [shift for shift, _ in counts.most_common(3)]


def _drop_copy(
    rows: list[Row], solid: list[int], texts: list[str], first: int, second: int
) -> list[tuple[int, int]]:
    while first > 0 and second > 0 and texts[first - 1] == texts[second - 1]:
        first, second = first - 1, second - 1
    length = second - first
    differing = []
    for offset in range(min(length, len(solid) - second)):
        if texts[first + offset] != texts[second + offset]:
            differing.append((rows[solid[first + offset]].first, rows[solid[second + offset]].first))
        rows[solid[second + offset]].cls = "copy"
    for i in solid[second + length :]:
        # What stands behind the copy follows no answer any more: it is what is left of the letterhead.
        rows[i].cls = (
            "furniture"
            if re.fullmatch(r"[\d\W_]*|\[?image.*|(?:image\d+\.\w+\s*)+", rows[i].text)
            else "closing"
            if re.search(r"[.?!]$", rows[i].text)
            else "letterhead"
        )
    return differing
