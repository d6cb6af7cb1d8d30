"""Footnotes: marks leave the text, note texts leave the running lines, and each note finds its mark.

Styles (``docs/formats.md``, 8): marks that the format knows; "[footnoteRef:2] … [2: text]" (Apache POI);
"[^1]" (pandoc); superscripts ("¹", "^[1]", <sup>); and what print leaves of them: a digit glued to a word
("artikel?1") with the note at the page's foot, or "1)", "[1]", "(2)" with the notes at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.reading.blocks import NoteMark
from generator.reading.notes.known import lift_inline, link_known_notes, number_by_appearance
from generator.reading.notes.marks import OPEN, Note
from generator.reading.notes.orphans import lift_orphans
from generator.reading.notes.page_foot import lift_page_foot
from generator.reading.notes.superscripts import lift_superscripts
from generator.reading.notes.typed import lift_typed_notes
from generator.reading.rows import Row


def lift_notes(rows: list[Row]) -> list[Note]:
    """Take footnote marks and note texts out of the rows and return the notes.

    Every mark left in a row's ``notes`` carries the ``ref`` of its note (empty when no note text was found).
    """
    notes: list[Note] = []
    for row in rows:
        if row.cls is None and row.block.kind != "footnote":
            lift_inline(row, notes)
    number_by_appearance(rows, notes)
    link_known_notes(rows, notes)
    lift_superscripts(rows, notes)
    lift_page_foot(rows, notes)
    lift_typed_notes(rows, notes)
    lift_orphans(rows, notes)
    _put_back(rows)
    return notes


def _put_back(rows: Sequence[Row]) -> None:
    """A mark without a note goes back into the text as it was printed: it may be no mark at all."""
    for row in rows:
        for mark in sorted((n for n in row.notes if n.ref.startswith(OPEN)), key=lambda n: -n.offset):
            printed = mark.ref[len(OPEN) :]
            row.text = row.text[: mark.offset] + printed + row.text[mark.offset :]
            row.notes = [
                NoteMark(n.offset + len(printed), n.mark, n.ref)
                if n is not mark and n.offset > mark.offset
                else n
                for n in row.notes
                if n is not mark
            ]
