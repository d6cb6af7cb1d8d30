"""Marks whose notes a page leaves out: digits glued to the end of a sentence ("Klopt dat?1")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.notes.marks import Note, put_mark
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

_GLUED = re.compile(r"(?<=[a-zà-ÿ»”’)][?.!])(\d{1,2})(?=\s|$)")
#: So many marks that count on from 1 are no accident; behind a question mark one is enough.
_FEWEST = 2


def lift_orphans(rows: Sequence[Row], notes: Sequence[Note]) -> None:
    """Take the marks out of a text that has no notes at all; each leaves a doubt that its note is missing."""
    if notes:
        return
    found: list[tuple[Row, str]] = []
    for row in rows:
        if row.cls is not None:
            continue
        for match in _GLUED.finditer(row.text):
            if int(match[1]) != len(found) + 1:
                return
            found.append((row, match[1]))
    if len(found) < _FEWEST and not any(f"?{mark}" in row.text for row, mark in found):
        return
    for row, mark in found:
        match = next(m for m in _GLUED.finditer(row.text) if m[1] == mark)
        put_mark(row, match.start(), match.end(), mark, f"orphan-{mark}")


SPECIMENS = (
    Specimens("glued mark", _GLUED, ("Klopt dat?1", "Dat is gemeld.2 Ook"), ("versie 3.1", "in 2031.")),
)
