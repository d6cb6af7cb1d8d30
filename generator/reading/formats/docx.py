"""Word documents, read from their own XML.

Converters lose what this project needs: the printed numbers of automatic lists (questions are often
such lists), where a numbering restarts, and what tracked changes took out. So the paragraphs are read
as Word stores them. Insertions count as accepted, deletions as gone. What is printed in the margins of
a page (headers, footers) is no running text: headers go to the metadata, as letterheads hold the date.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.reading.blocks import SourceDocument
from generator.reading.formats.docx_numbering import BULLET, Numbering, spelled
from generator.reading.formats.docx_package import Package, is_on
from generator.reading.formats.docx_styles import Styles, visible_borders
from generator.reading.formats.inline import Inline, Span, collapse, joined, superscript
from generator.reading.formats.limits import check_size, refusal
from generator.reading.formats.markup import Element, attribute, child, children, has_text, local
from generator.reading.formats.rendition import Rendition, columns_spanned, count_remark

#: Elements around paragraphs or runs that say something of them and hold them.
_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "bdo", "dir"}
)
_DELETED = frozenset({"del", "moveFrom"})
_IMAGES = frozenset({"blip", "imagedata", "chart", "relIds", "OLEObject"})
_SPACES = frozenset({"tab", "ptab"})
_FEWEST_COLUMNS_WITHOUT_LINES = 3


def read_docx(name: str, data: bytes) -> SourceDocument:
    """Return the paragraphs, list items, tables and notes of a Word document.

    Metadata: ``title``, ``created`` and ``modified`` of the file, and a ``header`` for every paragraph
    that is printed at the head of pages.

    Raises:
        ContentError: the file is damaged, passes a limit, or holds no text.
    """
    check_size(name, data)
    try:
        return _Reader(name, data).read()
    except RecursionError:
        raise refusal(
            name, "the parts of the document are nested too deep", "save it again, or add the PDF"
        ) from None


class _Left(msgspec.Struct):
    """Counts what is left out, to be named."""

    images: int = 0
    hidden: int = 0
    deleted: int = 0
    symbols: int = 0
    embedded: int = 0


class _Notes:
    """The notes of one kind (footnotes or endnotes), numbered by order of appearance."""

    def __init__(
        self, kind: str, root: Element | None, settings: Element | None, default_format: str
    ) -> None:
        self.kind = kind
        self._texts = {attribute(note, "id") or "": note for note in children(root, kind)}
        self._format = attribute(child(settings, f"{kind}Pr", "numFmt"), "val") or default_format
        start = attribute(child(settings, f"{kind}Pr", "numStart"), "val") or "1"
        self._next = int(start) if start.isdigit() else 1
        #: (printed mark, identity, element) in order of appearance.
        self.used: list[tuple[str, str, Element]] = []

    def refer(self, reference: Element, custom_mark: str) -> tuple[str, str] | None:
        """Return mark and identity for a reference in the text, None when there is no such note."""
        note = self._texts.get(attribute(reference, "id") or "")
        if note is None:
            return None
        mark = custom_mark
        if not mark:
            mark = spelled(self._next, self._format)
            self._next += 1
        ref = f"{self.kind}-{len(self.used) + 1}"
        self.used.append((mark, ref, note))
        return mark, ref


class _Reader:
    """Walks through one document."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._data = data
        self._package = Package(name, data)
        self._styles = Styles(self._package.part("styles"))
        self._numbering = Numbering(self._package.part("numbering"), self._styles)
        settings = self._package.part("settings")
        self._notes = (
            _Notes("footnote", self._package.part("footnotes"), settings, "decimal"),
            _Notes("endnote", self._package.part("endnotes"), settings, "lowerRoman"),
        )
        self._out = Rendition()
        self._left = _Left()
        #: Of every field that is open: whether its instructions are still being read (they are not printed).
        self._fields: list[bool] = []
        #: Text boxes found in a paragraph, to be written after it.
        self._boxes: list[Element] = []
        #: Text of a paragraph whose end was deleted: it goes on in the next one.
        self._carried: list[Span] = []

    def read(self) -> SourceDocument:
        body = child(self._package.main, "body")
        if body is None:
            raise refusal(
                self._name, "the Word document has no text", "open it in a word processor and save it again"
            )
        self._write(body)
        self._flush()
        if self._out.empty:
            raise refusal(
                self._name, "there is no text in the Word document", "add the version that has text"
            )
        self._write_notes()
        return self._out.document(
            self._name, "docx", self._data, metadata=self._metadata(), remarks=self._remarks()
        )

    # Blocks

    def _write(self, container: Element) -> None:
        for element in _blocks_of(container):
            if local(element) == "p":
                self._write_paragraph(element)
            elif local(element) == "tbl":
                self._write_table(element)
            else:
                self._left.embedded += 1

    def _write_paragraph(self, paragraph: Element) -> None:
        properties = child(paragraph, "pPr")
        images = self._left.images
        inline = self._inline(paragraph)
        label = self._numbering.label(properties)
        if is_on(child(properties, "rPr"), "del"):
            self._carried.append(inline.whole())
            return
        spans = inline.spans()
        if self._carried:
            carried, self._carried = self._carried, []
            spans = [joined([*carried, *spans[:1]]), *spans[1:]]
        level = self._styles.heading_level(properties)
        if label and (label.has_words or not spans) and not label.is_bullet:
            self._out.add_label(label.text, spans[0] if spans else Span(text=""))
        elif spans and label:
            self._out.add(
                "heading" if level else "item", spans[0], level=level or label.level, label=label.text
            )
        elif spans:
            self._out.add("heading" if level else "paragraph", spans[0], level=level)
        for span in spans[1:]:
            self._out.add("heading" if level else "paragraph", span, level=level)
        if not spans and self._left.images > images:
            self._out.add_image()
        self._write_boxes()

    def _flush(self) -> None:
        """Write a paragraph that was carried to a next one that never came."""
        if self._carried:
            carried, self._carried = self._carried, []
            self._out.add("paragraph", joined(carried))

    def _write_boxes(self) -> None:
        while self._boxes:
            box = self._boxes.pop(0)
            held, self._boxes = self._boxes, []
            self._write(box)
            self._boxes = held

    def _write_table(self, table: Element) -> None:
        """Write a table as rows; one that only arranges text on the page as its paragraphs."""
        self._flush()
        rows = [list(_cells(row)) for row in _rows(table)]
        if self._is_data(table, rows):
            self._out.add_table(
                [[span for cell in row for span in self._cell(cell, len(rows))] for row in rows]
            )
            self._write_boxes()
        else:
            for row in rows:
                for cell in row:
                    self._write(cell)

    def _is_data(self, table: Element, rows: list[list[Element]]) -> bool:
        filled = [sum(has_text(cell, "t") for cell in row) for row in rows]
        if max(filled, default=0) < 2 or any(
            local(inner) == "tbl" for inner in table.iter() if inner is not table
        ):
            return False
        if self._has_lines(table):
            return True
        full = sum(count >= _FEWEST_COLUMNS_WITHOUT_LINES for count in filled)
        return full >= 2 and full * 2 >= sum(count > 0 for count in filled)

    def _has_lines(self, table: Element) -> bool:
        properties = child(table, "tblPr")
        borders = child(properties, "tblBorders")
        if borders is not None:
            if visible_borders(borders):
                return True
        elif self._styles.has_lines(attribute(child(properties, "tblStyle"), "val")):
            return True
        return any(visible_borders(element) for element in table.iter() if local(element) == "tcBorders")

    def _cell(self, cell: Element, rows: int) -> list[Span]:
        """Return the text of a cell, and empty cells for the further columns that it spans."""
        spans: list[Span] = []
        for element in _blocks_of(cell):
            if local(element) != "p":
                self._left.embedded += 1
                continue
            label = self._numbering.label(child(element, "pPr"))
            span = self._inline(element).whole()
            if label and not label.is_bullet:
                span = joined([Span(text=label.text, bold=span.bold), span])
            if not span.empty:
                spans.append(span)
        merged = child(cell, "tcPr", "vMerge")
        if merged is not None and (attribute(merged, "val") or "continue") == "continue":
            spans = []
        width = columns_spanned(attribute(child(cell, "tcPr", "gridSpan"), "val"), rows)
        return [joined(spans), *[Span(text="")] * (width - 1)]

    def _write_notes(self) -> None:
        for notes in self._notes:
            for mark, ref, note in notes.used:
                spans = [
                    self._inline(paragraph).whole() for paragraph in note.iter() if local(paragraph) == "p"
                ]
                text = joined([span for span in spans if span.text]).text
                self._out.add_footnote(mark, ref, text)

    # Running text

    def _inline(self, paragraph: Element) -> Inline:
        inline = Inline()
        style = attribute(child(paragraph, "pPr", "pStyle"), "val")
        self._gather(paragraph, inline, style)
        # A field whose instructions never end would swallow the rest of the document.
        self._fields = [False for in_code in self._fields if not in_code]
        return inline

    def _gather(self, element: Element, inline: Inline, style: str | None) -> None:
        for inner in element:
            kind = local(inner)
            if kind == "r":
                self._gather_run(inner, inline, style)
            elif kind in _WRAPPERS:
                self._gather(inner, inline, style)
            elif kind in _DELETED:
                self._left.deleted += kind == "del" and has_text(inner, "t", "delText")
            elif kind in ("oMath", "oMathPara"):
                inline.add("".join(part.text or "" for part in inner.iter() if local(part) == "t"))
            elif kind == "AlternateContent":
                self._gather(_alternative(inner), inline, style)

    def _gather_run(self, run: Element, inline: Inline, style: str | None) -> None:
        properties = child(run, "rPr")
        if self._styles.hidden(properties):
            self._left.hidden += has_text(run, "t")
            return
        bold, raised = self._styles.bold(style, properties), self._styles.raised(properties)
        self._gather_content(run, inline, bold=bold, raised=raised)

    def _gather_content(self, run: Element, inline: Inline, *, bold: bool, raised: bool) -> None:
        for inner in run:
            kind = local(inner)
            if kind == "fldChar":
                self._field(attribute(inner, "fldCharType"))
            elif any(self._fields):
                continue
            elif kind == "t":
                text = inner.text or ""
                inline.add(superscript(text) if raised else text, bold=bold)
            elif kind in ("br", "cr"):
                self._break(inner, inline)
            elif kind in _SPACES:
                inline.add(" ")
            elif kind == "noBreakHyphen":
                inline.add("-", bold=bold)
            elif kind == "sym":
                self._symbol(inner, inline)
            elif kind in ("footnoteReference", "endnoteReference"):
                if self._refer(run, inner, inline):
                    return
            elif kind in ("drawing", "pict", "object"):
                self._drawing(inner)
            elif kind == "AlternateContent":
                self._gather_content(_alternative(inner), inline, bold=bold, raised=raised)
            elif kind == "ruby":
                for base in children(inner, "rubyBase"):
                    self._gather(base, inline, None)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _break(self, element: Element, inline: Inline) -> None:
        if attribute(element, "type") in ("page", "column"):
            inline.add(" ")
        else:
            inline.line_break()

    def _symbol(self, element: Element, inline: Inline) -> None:
        """Add a character from a symbol font where it is a bullet; others have no meaning as characters."""
        code = (attribute(element, "char") or "").upper()
        if code in ("F0B7", "F0A7", "F0D8", "F0FC", "00B7"):
            inline.add(BULLET)
        else:
            self._left.symbols += 1

    def _refer(self, run: Element, reference: Element, inline: Inline) -> bool:
        """Add the mark of a note; tell whether the rest of the run is that mark itself, typed by hand."""
        custom = ""
        if attribute(reference, "customMarkFollows") in ("1", "true", "on"):
            custom = collapse("".join(part.text or "" for part in children(run, "t")))
        notes = self._notes[0 if local(reference) == "footnoteReference" else 1]
        if found := notes.refer(reference, custom):
            inline.note(*found)
        return bool(found and custom)

    def _drawing(self, element: Element) -> None:
        """Set text boxes apart, count images."""
        boxes = list(_text_boxes(element))
        self._boxes += boxes
        if not boxes:
            self._left.images += any(local(inner) in _IMAGES for inner in element.iter())

    # What is not running text

    def _metadata(self) -> Iterator[tuple[str, str]]:
        core = self._package.top("core-properties")
        for name in ("title", "created", "modified"):
            text = collapse(getattr(child(core, name), "text", None) or "")
            if text:
                yield name, text
        seen: set[str] = set()
        for text in self._margin_texts("header"):
            if text not in seen:
                seen.add(text)
                yield "header", text

    def _margin_texts(self, kind: str) -> Iterator[str]:
        for part in self._package.parts(kind):
            for paragraph in _all_paragraphs(part):
                inline = Inline()
                for piece in _own_runs(paragraph):
                    inline.add(piece)
                text = inline.whole().text
                if text and not text.lower().startswith("pagina "):
                    yield text

    def _remarks(self) -> Iterator[str]:
        left = self._left
        margins = [text for kind in ("header", "footer") for text in self._margin_texts(kind)]
        if margins:
            yield f"kop- en voetteksten weggelaten: {'; '.join(dict.fromkeys(margins))}"[:300]
        yield from count_remark(left.images, "afbeelding", "afbeeldingen")
        yield from count_remark(left.embedded, "ingesloten onderdeel", "ingesloten onderdelen")
        yield from count_remark(left.hidden, "verborgen tekstgedeelte", "verborgen tekstgedeelten")
        yield from count_remark(left.deleted, "geschrapt tekstgedeelte", "geschrapte tekstgedeelten")
        yield from count_remark(left.symbols, "symboolteken", "symbooltekens")
        comments = sum(1 for _ in children(self._package.part("comments"), "comment"))
        yield from count_remark(comments, "opmerking in de kantlijn", "opmerkingen in de kantlijn")


def _blocks_of(container: Element) -> Iterator[Element]:
    """Yield paragraphs, tables and embedded documents, through what is wrapped around them."""
    for element in container:
        kind = local(element)
        if kind in ("p", "tbl", "altChunk"):
            yield element
        elif kind in _WRAPPERS:
            yield from _blocks_of(element)
        elif kind == "AlternateContent":
            yield from _blocks_of(_alternative(element))


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "tr":
            if child(element, "trPr", "del") is None:
                yield element
        elif local(element) in _WRAPPERS:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in _WRAPPERS:
            yield from _cells(element)


def _alternative(element: Element) -> Element:
    """Return the first version of what Word stores in several versions, for newer and older programs."""
    for name in ("Choice", "Fallback"):
        chosen = child(element, name)
        if chosen is not None and len(chosen):
            return chosen
    return element


def _text_boxes(element: Element) -> Iterator[Element]:
    """Yield the outermost text boxes in a drawing."""
    for inner in element:
        if local(inner) == "txbxContent":
            yield inner
        elif local(inner) == "AlternateContent":
            yield from _text_boxes(_alternative(inner))
        else:
            yield from _text_boxes(inner)


def _all_paragraphs(element: Element) -> Iterator[Element]:
    """Yield all paragraphs of a part, those in text boxes and tables too, each once."""
    for inner in element:
        if local(inner) == "AlternateContent":
            yield from _all_paragraphs(_alternative(inner))
            continue
        if local(inner) == "p":
            yield inner
        yield from _all_paragraphs(inner)


def _own_runs(paragraph: Element) -> Iterator[str]:
    """Yield the text of a paragraph without that of text boxes in it."""
    for inner in paragraph:
        kind = local(inner)
        if kind == "t":
            yield inner.text or ""
        elif kind in ("tab", "br", "cr"):
            yield " "
        elif kind in _WRAPPERS or kind == "r":
            yield from _own_runs(inner)
