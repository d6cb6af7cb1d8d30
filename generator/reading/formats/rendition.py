"""The rendition: the text of a format without lines of its own, written as lines, with its blocks.

One paragraph, list item, note or table row is one line, so that every place in the text can be
pointed at, whatever the format of the original.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from generator.reading.blocks import Block, BlockKind, NoteMark, SourceDocument
from generator.reading.formats.inline import Span, joined
from generator.reading.formats.limits import MAX_COLUMNS, MAX_TABLE_CELLS

CELL_SEPARATOR = " | "
IMAGE_TEXT = "[afbeelding]"


class Rendition:
    """Takes blocks in reading order, gives each its lines, and makes the SourceDocument."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._pages: list[int] = []
        self._blocks: list[Block] = []

    def add(
        self, kind: BlockKind, span: Span, *, page: int | None = None, level: int = 0, label: str = ""
    ) -> None:
        """Add a block of one line. An empty span with neither label nor mark adds nothing."""
        if span.empty and not label:
            return
        shown = " ".join(part for part in (label, _with_marks(span.text, span.notes)) if part)
        line = self._line(shown, page)
        self._blocks.append(
            Block(
                kind=kind,
                text=span.text,
                lines=(line, line),
                page=page,
                level=level,
                label=label,
                bold=span.bold,
                notes=span.notes,
            )
        )

    def add_label(self, label: str, span: Span, *, page: int | None = None) -> None:
        """Add a numbered paragraph whose number is words ("Vraag 1"): words and text are two blocks."""
        if span.empty:
            self.add("paragraph", Span(text=label, bold=span.bold), page=page)
            return
        line = self._line(f"{label} {_with_marks(span.text, span.notes)}", page)
        for text, notes in ((label, ()), (span.text, span.notes)):
            self._blocks.append(
                Block(kind="paragraph", text=text, lines=(line, line), page=page, bold=span.bold, notes=notes)
            )

    def add_footnote(self, mark: str, ref: str, text: str, *, page: int | None = None) -> None:
        line = self._line(f"[{mark}] {text}".rstrip(), page)
        self._blocks.append(
            Block(kind="footnote", text=text, lines=(line, line), page=page, mark=mark, ref=ref)
        )

    def add_table(self, rows: Iterable[Iterable[Span]], *, page: int | None = None) -> None:
        """Add a table; rows without text are left out, short rows are filled up."""
        cells = [list(row) for row in rows]
        cells = [row for row in cells if any(not cell.empty for cell in row)]
        if not cells:
            return
        width = max(len(row) for row in cells)
        if width * len(cells) <= MAX_TABLE_CELLS:
            cells = [[*row, *[Span(text="")] * (width - len(row))] for row in cells]
        shown = [joined(row, CELL_SEPARATOR) for row in cells]
        lines = [self._line(_with_marks(row.text, row.notes), page) for row in shown]
        whole = joined(shown, "\n")
        self._blocks.append(
            Block(
                kind="table",
                text=whole.text,
                lines=(lines[0], lines[-1]),
                page=page,
                notes=whole.notes,
                rows=tuple(tuple(cell.text for cell in row) for row in cells),
            )
        )

    def add_image(self, *, page: int | None = None) -> None:
        line = self._line(IMAGE_TEXT, page)
        self._blocks.append(Block(kind="image", text=IMAGE_TEXT, lines=(line, line), page=page))

    @property
    def empty(self) -> bool:
        return not any(block.kind not in ("image", "furniture") for block in self._blocks)

    def document(
        self,
        name: str,
        format_name: str,
        data: bytes,
        *,
        metadata: Iterable[tuple[str, str]] = (),
        remarks: Iterable[str] = (),
    ) -> SourceDocument:
        return SourceDocument(
            name=name,
            format=format_name,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            lines=tuple(self._lines),
            pages=tuple(self._pages),
            blocks=tuple(self._blocks),
            metadata=tuple(metadata),
            remarks=tuple(remarks),
        )

    def _line(self, text: str, page: int | None) -> int:
        self._lines.append(text)
        if page is not None:
            self._pages.append(page)
        return len(self._lines)


def columns_spanned(text: str | None, rows: int) -> int:
    """Return how many columns a cell takes, from its attribute; 1 in a table too large to be filled up."""
    number = int(text) if text and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), MAX_COLUMNS) if rows * MAX_COLUMNS <= MAX_TABLE_CELLS else 1


def count_remark(count: int, singular: str, plural: str) -> tuple[str, ...]:
    """Return the remark that so many things were left out, or none."""
    return () if not count else (f"{count} {singular if count == 1 else plural} weggelaten",)


def _with_marks(text: str, notes: tuple[NoteMark, ...]) -> str:
    """Return the text with its footnote marks between square brackets, at their places."""
    parts: list[str] = []
    place = 0
    for note in sorted(notes, key=lambda note: note.offset):
        parts += [text[place : note.offset], f"[{note.mark}]"]
        place = note.offset
    return "".join([*parts, text[place:]])
