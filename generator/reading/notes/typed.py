"""Notes typed at the end of a document ("1) Argos, …"), with the same typed marks in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.notes.marks import LABEL_NAMES, Note, note_text, put_mark
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

_TYPED_TEXT = re.compile(r"^(?:(\d{1,2})\)|\[(\d{1,2})\s?\]|\((\d{1,2})\)|(\d{1,2})\.)\s*(?=\S)")
#: The mark of note ``n`` in the text.
_TYPED_MARK = r"(?:(?<=\S)|(?<=\s)|^)(?:\(\s?{n}\s?\)|\[{n}\s?\]|(?<![\d(]){n}\))"


def lift_typed_notes(rows: list[Row], notes: list[Note]) -> None:
    """Notes typed at the end ("1) Argos, …"), with the same typed marks in the text."""
    zone = _typed_zone(rows)
    if not zone:
        return
    expected = 1
    current: Note | None = None
    for index in zone:
        row = rows[index]
        match = _typed_match(row)
        if match and int(match[0]) == expected:
            current = Note(
                mark=match[0],
                text="",
                lines=(row.first, row.last),
                ref=f"typed-{expected}",
                row=index,
                parts=[match[1]],
            )
            notes.append(current)
            expected += 1
        elif current:
            current.parts.append(row.text)
            current.lines = (current.lines[0], row.last) if current.lines else None
        if current:
            current.text = note_text(current.parts)
        row.cls = "footnote"
    for note in notes:
        if note.ref.startswith("typed-"):
            _typed_mark(rows, note)


def _typed_match(row: Row) -> tuple[str, str] | None:
    if row.name == "numbered-item" and row.block.kind == "item":
        return str(row.numbers[0]), row.text
    match = _TYPED_TEXT.match(row.text)
    return (next(g for g in match.groups() if g), row.text[match.end() :]) if match else None


def _typed_zone(rows: Sequence[Row]) -> list[int]:
    """Return the rows of the typed notes: from a "1" to the end of the document, nothing but notes."""
    live = [i for i, row in enumerate(rows) if row.cls is None and row.text]
    for place in range(len(live) - 1, -1, -1):
        row = rows[live[place]]
        if row.name in LABEL_NAMES or row.name == "salutation":
            return []
        match = _typed_match(row)
        if match and match[0] == "1":
            zone = live[place:]
            count = sum(1 for i in zone if _typed_match(rows[i]))
            enough = count * 2 >= len(zone) and _has_typed_marks(rows, live[:place])
            return zone if enough else []
    return []


def _has_typed_marks(rows: Sequence[Row], live: Sequence[int]) -> bool:
    pattern = re.compile(_TYPED_MARK.format(n=1))
    return any(pattern.search(rows[i].text, 1) for i in live)


def _typed_mark(rows: Sequence[Row], note: Note) -> None:
    pattern = re.compile(_TYPED_MARK.format(n=note.mark))
    for row in rows[: note.row]:
        match = pattern.search(row.text, 1) if row.cls is None else None
        if match:
            put_mark(row, match.start(), match.end(), note.mark, note.ref)
            return


SPECIMENS = (
    Specimens(
        "note",
        _TYPED_TEXT,
        ("1) De Oeverbode", "[1] De Oeverbode", "(1) De Oeverbode", "1. De Oeverbode"),
        ("1 De Oeverbode",),
    ),
)
