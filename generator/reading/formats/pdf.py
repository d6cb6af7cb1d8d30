"""PDF documents: from what stands where on paper to paragraphs, tables and notes.

A PDF knows no paragraphs, only glyphs at places. Reading order, paragraphs and notes follow from type size,
weight and white space (``pdf_layout``, ``pdf_paragraphs``); words cut at line ends and paragraphs cut by
pages are made whole (``pdf_words``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from generator.reading.blocks import SourceDocument
from generator.reading.formats.inline import Inline, Span, collapse, superscript
from generator.reading.formats.limits import check_size, refusal
from generator.reading.formats.pdf_glyphs import opened
from generator.reading.formats.pdf_layout import Page, lay_out
from generator.reading.formats.pdf_lines import Measures, Piece, Row, Sheet
from generator.reading.formats.pdf_paragraphs import (
    LEADER,
    OpenParagraph,
    Place,
    begins,
    first_label,
    is_sign,
    marker,
)
from generator.reading.formats.pdf_tables import Table
from generator.reading.formats.pdf_words import Words
from generator.reading.formats.rendition import Rendition, count_remark

#: Times the size of the running text.
_HEADING = 1.15
_LONGEST_HEADING = 300
_GAP = 1.3
_INDENTED = 16.0
#: Fewer letters on a page with an image is a scan.
_SCANNED = 20
_UNREADABLE = 0.3
#: Bytes at the end of a file in which its end mark stands.
_END = 2048
_PDF_DATE = re.compile(r"^D:(\d{4})(\d{2})(\d{2})")
_MARKS = re.compile(r"\d{1,3}|[*†‡]+")


def read_pdf(name: str, data: bytes) -> SourceDocument:
    """Return the paragraphs, list items, tables and notes of a PDF, with their pages.

    Metadata: ``title``, ``subject`` and ``created`` as the file states them.

    Raises:
        ContentError: the file is damaged, protected, passes a limit, or holds images of text only.
    """
    check_size(name, data)
    with opened(name, data) as file:
        facts = file.facts()
        sheets = [Sheet.of(page) for page in file.pages()]
    _check_text(name, sheets)
    laid_out, measures = lay_out(sheets)
    out = _Writer(laid_out, measures).write()
    return out.document(name, "pdf", data, metadata=_metadata(facts), remarks=_remarks(sheets, data))


def _check_text(name: str, sheets: list[Sheet]) -> None:
    letters, images = sum(sheet.letters for sheet in sheets), sum(sheet.images > 0 for sheet in sheets)
    if not letters or (images and letters < _SCANNED * images):
        raise refusal(
            name,
            "the PDF has no text, only images of it (a scan)",
            "add the Word or HTML version, or run text recognition on it first",
        )
    if sum(sheet.unreadable for sheet in sheets) > _UNREADABLE * letters:
        raise refusal(
            name, "the letters of the PDF cannot be told from its fonts", "add the Word or HTML version"
        )


def _metadata(facts: dict[str, str]) -> Iterator[tuple[str, str]]:
    for key, name in (("Title", "title"), ("Subject", "subject")):
        text = collapse(facts.get(key, ""))
        if text and text != "None":
            yield name, text
    if match := _PDF_DATE.match(facts.get("CreationDate", "")):
        yield "created", "-".join(match.groups())


def _remarks(sheets: list[Sheet], data: bytes) -> Iterator[str]:
    yield from count_remark(sum(sheet.images for sheet in sheets), "afbeelding", "afbeeldingen")
    without = [str(sheet.number) for sheet in sheets if not sheet.letters]
    if without:
        yield f"geen tekst op pagina {', '.join(without[:20])}"
    if b"%%EOF" not in data[-_END:]:
        yield "het einde van het bestand ontbreekt: misschien is het niet volledig"
    turned = [sheet.turned for sheet in sheets if sheet.turned]
    if turned:
        yield f"schuin of verticaal gedrukte tekst weggelaten: {'; '.join(turned)}"[:200]


class _Writer:
    """Writes pages as blocks, in reading order."""

    def __init__(self, pages: list[Page], measures: Measures) -> None:
        self._pages = pages
        self._measures = measures
        self._words = Words(row.text for page in pages for row in page.text if isinstance(row, Row))
        #: The page of every note, by mark.
        self._notes: dict[str, list[int]] = {}
        for page in pages:
            for mark, _ in page.notes:
                if mark:
                    self._notes.setdefault(mark, []).append(page.number)
        self._out = Rendition()
        self._paragraph: OpenParagraph | None = None
        #: What waits until a paragraph that goes over pages is complete.
        self._waiting: list[Page] = []
        self._beside: list[tuple[Row, ...]] = []

    def write(self) -> Rendition:
        for page in self._pages:
            self._beside += page.beside
            for index, item in enumerate(page.text):
                if isinstance(item, Table):
                    self._close()
                    self._write_beside(item.base)
                    self._out.add_table(item.cells, page=page.number)
                    continue
                after = page.text[index + 1] if index + 1 < len(page.text) else None
                self._take(item, after if isinstance(after, Row) else None)
            self._waiting.append(page)
        self._close()
        for group in self._beside:
            self._write_group(group)
        return self._out

    def _take(self, row: Row, after: Row | None) -> None:
        """Add a row to the paragraph it belongs to."""
        before = self._paragraph.rows[-1] if self._paragraph else None
        if self._paragraph and before:
            page = self._pages[before.page - 1]
            place = Place(
                paragraph=self._paragraph,
                row=row,
                after=after,
                measures=self._measures,
                right=page.right,
                floor=page.floor,
            )
            if not begins(place):
                self._paragraph.add(row)
                return
        self._close()
        if before is None or before.page != row.page or before.base - row.base > _GAP * self._measures.pitch:
            # Only where there is white space: not between the lines of an address.
            self._write_beside(row.base)
        self._paragraph = OpenParagraph(row)

    def _close(self) -> None:
        """Write the paragraph, and then what stood at the foot of the pages that it went over."""
        if self._paragraph:
            self._write_paragraph(self._paragraph.rows)
        self._paragraph = None
        for page in self._waiting:
            for group in self._beside:
                self._write_group(group)
            self._beside = []
            self._write_notes(page)
            for row in page.furniture:
                self._out.add("furniture", Span(text=collapse(row.text)), page=page.number)
        self._waiting = []

    def _write_beside(self, base: float) -> None:
        """Write what stands beside the text from the top of the page to a height."""
        while self._beside and self._beside[0][0].base >= base - 1:
            self._write_group(self._beside.pop(0))

    def _write_group(self, group: tuple[Row, ...]) -> None:
        """Write rows beside the text as paragraphs of their own, narrower measure."""
        right = max(row.right for row in group)
        paragraph = OpenParagraph(group[0])
        for row, after in zip(group[1:], [*group[2:], None], strict=False):
            place = Place(
                paragraph=paragraph, row=row, after=after, measures=self._measures, right=right, floor=0.0
            )
            if place.ended or row.bold != place.before.bold or begins(place):
                self._write_paragraph(paragraph.rows)
                paragraph = OpenParagraph(row)
            else:
                paragraph.add(row)
        self._write_paragraph(paragraph.rows)

    def _write_paragraph(self, rows: list[Row]) -> None:
        first, page = rows[0], rows[0].page
        if first_label(first.segments):
            label = collapse(first.segments[0].text)
            self._out.add_label(label, self._span([_without_first(first), *rows[1:]]), page=page)
            return
        if (
            first.size >= _HEADING * self._measures.size
            and sum(len(row.text) for row in rows) < _LONGEST_HEADING
        ):
            self._out.add("heading", self._span(rows), page=page, level=1)
            return
        label = marker(first)
        if label:
            span = self._span(rows, without=label)
            if not span.empty:
                level = 2 if first.left > self._measures.left + _INDENTED else 1
                self._out.add("item", span, page=page, level=level, label="•" if _is_odd(label) else label)
                return
        self._out.add("paragraph", self._span(rows), page=page)

    def _write_notes(self, page: Page) -> None:
        for mark, rows in page.notes:
            text = self._span(list(rows), without=rows[0].mark or mark).text.lstrip(".) ")
            self._out.add_footnote(mark, _ref(page.number, mark) if mark else "", text, page=page.number)

    def _span(self, rows: list[Row], *, without: str = "") -> Span:
        """Return rows as running text; ``without`` is a marker at its beginning that is no part of it."""
        lines = [list(row.pieces) for row in rows]
        lines[0] = _cut_start(lines[0], without)
        lines = [line for line in lines if line]
        for line, following in pairwise(lines):
            tail, head = line[-1], following[0]
            if tail.raised or head.raised:
                line.append(Piece(" "))
            else:
                end, start = self._words.joined(tail.text, head.text)
                line[-1], following[0] = Piece(end, tail.bold), Piece(start, head.bold)
        pieces = [(piece, row.page) for line, row in zip(lines, rows, strict=False) for piece in line]
        inline = Inline()
        for index, (piece, page) in enumerate(pieces):
            self._add(inline, piece, page, pieces[index + 1][0] if index + 1 < len(pieces) else None)
        return inline.whole()

    def _add(self, inline: Inline, piece: Piece, page: int, after: Piece | None) -> None:
        if not piece.raised:
            inline.add(LEADER.sub(" ", piece.text), bold=piece.bold)
            return
        marks = _MARKS.findall(piece.text)
        refs = [self._find(mark, page) for mark in marks]
        if not marks or not all(refs):
            inline.add(superscript(piece.text))
            return
        for mark, ref in zip(marks, refs, strict=True):
            inline.note(mark, ref)
        if after and after.text[:1].isupper():
            # "gesproken.³Toekomstige": the mark was the only thing between two sentences.
            inline.add(" ")

    def _find(self, mark: str, page: int) -> str:
        """Return the identity of the note with a mark: on its page, else on the nearest one after it."""
        pages = self._notes.get(mark, [])
        near = [number for number in pages if number >= page] or pages[-1:]
        return _ref(near[0], mark) if near else ""


def _ref(page: int, mark: str) -> str:
    return f"note-{page}-{mark}"


def _cut_start(pieces: list[Piece], start: str) -> list[Piece]:
    """Return pieces without the text that they begin with."""
    left = start
    for index, piece in enumerate(pieces):
        text = piece.text.lstrip()
        if not left or not text:
            if not left:
                return pieces[index:]
            continue
        if not text.startswith(left[: len(text)]):
            return pieces
        if len(text) > len(left):
            rest = Piece(text[len(left) :].lstrip(), piece.bold, piece.raised)
            return [rest, *pieces[index + 1 :]]
        left = left[len(text) :].lstrip()
    return []


def _without_first(row: Row) -> Row:
    return msgspec.structs.replace(row, segments=row.segments[1:])


def _is_odd(label: str) -> bool:
    return is_sign(label) and label not in "-–—"
