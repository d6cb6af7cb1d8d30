"""Notes that the format knows (Word, XML, print by size), and those of Apache POI ("[footnoteRef:2]")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.blocks import NoteMark
from generator.reading.notes.marks import SUPERSCRIPTS, Note, is_open, put_mark
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

_POI_MARK = re.compile(r"\[footnoteRef:(\d+)\]")
_POI_TEXT = re.compile(r"\s?\[(\d+):\s")

_OWN_MARK = re.compile(r"(?:([⁰¹²³⁴-⁹]+)|\[(\d{1,3})\])\s*(?=\S)")


def lift_inline(row: Row, notes: list[Note]) -> None:
    """POI: the mark in the text, the note's text in brackets at the end of the same paragraph."""
    while match := _POI_TEXT.search(row.text):
        end = _closing(row.text, match.end())
        if end is None:
            break
        notes.append(
            Note(
                mark=match[1],
                text=row.text[match.end() : end].strip(),
                lines=(row.first, row.last),
                ref=f"poi-{match[1]}",
            )
        )
        row.text = row.text[: match.start()] + row.text[end + 1 :]
    while match := _POI_MARK.search(row.text):
        ref = f"poi-{match[1]}"
        put_mark(row, match.start(), match.end(), match[1], ref)
    row.text = " ".join(row.text.split()) if not row.notes else row.text.rstrip()


def _closing(text: str, start: int) -> int | None:
    depth = 1
    for index in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[index], 0)
        if not depth:
            return index
    return None


def number_by_appearance(rows: Sequence[Row], notes: list[Note]) -> None:
    """POI prints Word's internal numbers, which start at 2 as often as at 1: number by first appearance."""
    order: dict[str, str] = {}
    for row in rows:
        for mark in row.notes:
            if mark.ref.startswith("poi-") and mark.ref not in order:
                order[mark.ref] = str(len(order) + 1)
    for row in rows:
        row.notes = [NoteMark(n.offset, order.get(n.ref, n.mark), n.ref) for n in row.notes]
    for note in notes:
        note.mark = order.get(note.ref, note.mark)


def link_known_notes(rows: Sequence[Row], notes: list[Note]) -> None:
    """Notes that the format itself knows (Word, XML, PDF small print)."""
    for index, row in enumerate(rows):
        if row.block.kind == "footnote":
            ref = row.block.ref or f"known-{index}"
            notes.append(
                Note(
                    mark=row.block.mark,
                    text=_without_mark(row.text, row.block.mark),
                    lines=(row.first, row.last),
                    ref=ref,
                    row=index,
                )
            )
    unnamed = [n for n in notes if n.ref.startswith("known-")]
    for row in rows:
        row.notes = [n if not is_open(n) else _matched(n, unnamed) for n in row.notes]


def _without_mark(text: str, mark: str) -> str:
    """Return a note's text without its own mark, where a page prints it raised or in brackets."""
    found = _OWN_MARK.match(text)
    printed = next((g for g in found.groups() if g), "").translate(SUPERSCRIPTS) if found else ""
    return text[found.end() :] if found and printed == mark else text


def _matched(mark: NoteMark, candidates: Sequence[Note]) -> NoteMark:
    for note in candidates:
        if note.mark == mark.mark and not note.used:
            note.used = True
            return NoteMark(mark.offset, mark.mark, note.ref)
    return mark


SPECIMENS = (
    Specimens("POI's mark", _POI_MARK, ("veren[footnoteRef:2]",), ("veren[2]",)),
    Specimens("POI's note", _POI_TEXT, ("veren [2: De Oeverbode]",), ("veren [2]",)),
    Specimens("its own mark", _OWN_MARK, ("¹ De Oeverbode", "[1] De Oeverbode"), ("1 De Oeverbode",)),
)
