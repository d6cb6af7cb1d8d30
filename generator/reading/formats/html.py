"""Web pages: of officielebekendmakingen.nl and tweedekamer.nl, of viewers that wrap a paper, of converters.

Scripts, styles, navigation and form controls are left out and named. What a viewer prints around the paper
(numbers, related persons) stays: which lines belong to the paper is for the grammar to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.reading.blocks import SourceDocument
from generator.reading.formats.html_notes import Notes, find_notes
from generator.reading.formats.html_tree import DROPPED, classes, is_hidden, parse_html
from generator.reading.formats.inline import Inline, Span, clean, collapse, joined, superscript
from generator.reading.formats.limits import MAX_TABLE_CELLS, check_size, refusal
from generator.reading.formats.markup import Element, local
from generator.reading.formats.rendition import Rendition, columns_spanned, count_remark

_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *(
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
        ),
        *("h6", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "main", "menu", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_BOLD = frozenset({"b", "strong"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_IMAGES = frozenset({"img", "svg", "picture", "canvas", "video", "object", "embed"})
_MAIN_IDS = ("broodtekst", "main-column", "main-content", "content", "inhoud")
#: A part is taken for the whole only when it holds so much of the text of the page.
_MAIN_SHARE = 0.6
_LABEL_CLASSES = frozenset({"ol", "li.nr", "linr", "li-nr", "lidnr", "nr"})
_METADATA = re.compile(r"^(?:dc|dcterms|overheid|overheidop)\.", re.IGNORECASE)
_NAMED = {"nav": "navigatie", "script": "scripts", "style": "stijlen", "form": "formulierdelen"}


def read_html(name: str, data: bytes) -> SourceDocument:
    """Return the headings, paragraphs, items, tables and notes of a web page.

    Metadata: ``title``, ``url`` (canonical), and the DC, DCTERMS and OVERHEID elements by their names.

    Raises:
        ContentError: it passes a limit or holds no text.
    """
    check_size(name, data)
    root = parse_html(name, data)
    try:
        reader = _Reader(root)
        out = reader.read()
    except RecursionError:
        raise refusal(name, "the elements are nested too deep", "add the document as plain text") from None
    if out.empty:
        raise refusal(
            name,
            "there is no text on the page",
            "save the complete page in a browser, or add the PDF or Word version",
        )
    return out.document(name, "html", data, metadata=_metadata(root), remarks=reader.remarks())


def _metadata(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("title", "meta", "link"):
        kind = local(element)
        if kind == "title":
            text = collapse(element.text_content())
            if text:
                yield "title", text
        elif kind == "meta" and _METADATA.match(element.get("name") or ""):
            yield element.get("name"), collapse(element.get("content") or "")
        elif kind == "link" and (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            yield "url", element.get("href")


class _Reader:
    """Walks through one page."""

    def __init__(self, root: Element) -> None:
        self._out = Rendition()
        self._left: Counter[str] = Counter()
        self._images = 0
        #: Name of the part of the page that was read, where it is not all of it.
        self._part = ""
        self._root = self._main_part(root)
        self._notes: Notes = find_notes(self._root)
        #: List marker of the item that is being read, until its first paragraph takes it; depth of the list.
        self._label = ""
        self._depth = 0

    def read(self) -> Rendition:
        self._walk(self._root)
        return self._out

    def remarks(self) -> Iterator[str]:
        if self._part:
            yield f"van de pagina is alleen het deel “{self._part}” gelezen, dat het stuk bevat"
        if self._left:
            parts = ", ".join(f"{count} × {name}" for name, count in sorted(self._left.items()))
            yield f"weggelaten: {parts}"
        yield from count_remark(self._images, "afbeelding", "afbeeldingen")

    def _main_part(self, root: Element) -> Element:
        """Return the part of the page that holds the paper, if the page says which part that is."""
        body = root.find("body") if root.find("body") is not None else root
        whole = len(self._text_of(body))
        candidates = [
            *(element for name in _MAIN_IDS for element in body.iter() if element.get("id") == name),
            *(element for element in body.iter("main", "article") if local(element)),
        ]
        for candidate in candidates:
            if len(self._text_of(candidate)) >= _MAIN_SHARE * whole:
                if candidate is not body:
                    self._part = candidate.get("id") or local(candidate)
                return candidate
        return body

    def _text_of(self, element: Element) -> str:
        if not local(element) or local(element) in DROPPED:
            return ""
        parts = [element.text or ""]
        for inner in element:
            parts += [self._text_of(inner), inner.tail or ""]
        return " ".join("".join(parts).split())

    # Blocks

    def _walk(self, element: Element) -> None:
        """Write an element that holds blocks, running text, or both."""
        inline = Inline()
        inline.add(element.text or "", bold=self._is_bold(element, bold=False))
        self._mix(element, inline, bold=self._is_bold(element, bold=False))
        self._flush(inline)

    def _mix(self, element: Element, inline: Inline, *, bold: bool) -> None:
        for inner in element:
            if self._is_left_out(inner):
                pass
            elif inner in self._notes.blocks:
                self._flush(inline)
                self._write_note(inner)
            elif local(inner) in _BLOCKS:
                self._flush(inline)
                self._write_block(inner)
            elif self._holds_blocks(inner):
                # A block in a span or link: not allowed, but browsers show it as a block.
                inline.add(inner.text or "", bold=bold)
                self._mix(inner, inline, bold=bold)
            else:
                self._gather(inner, inline, bold=bold)
            inline.add(inner.tail or "", bold=bold)

    def _write_block(self, element: Element) -> None:
        kind = local(element)
        if kind == "table":
            self._write_table(element)
        elif kind in ("ul", "ol", "menu"):
            self._write_list(element)
        elif kind == "pre":
            self._write_lines(element)
        elif kind in ("h1", "h2", "h3", "h4", "h5", "h6"):
            span = self._whole(element)
            self._out.add("heading", span, level=int(kind[1]))
        elif kind == "iframe":
            self._left["ingesloten pagina"] += 1
        elif kind != "hr":
            self._walk(element)

    def _flush(self, inline: Inline) -> None:
        for span in inline.spans():
            if self._label:
                self._out.add("item", span, level=max(self._depth, 1), label=self._label)
                self._label = ""
            else:
                self._out.add("paragraph", span)

    def _write_list(self, element: Element) -> None:
        self._depth += 1
        held, self._label = self._label, ""
        ordinal = _number(element.get("start"), 1)
        for item in element:
            if self._is_left_out(item):
                continue
            if item in self._notes.blocks:
                self._write_note(item)
            elif local(item) != "li":
                self._mix_one(item)
            else:
                ordinal = _number(item.get("value"), ordinal)
                self._label = _printed_label(item) or _label(element, ordinal)
                ordinal += 1
                self._walk(item)
                self._label = ""
        self._depth -= 1
        self._label = held if not len(element) else ""

    def _mix_one(self, element: Element) -> None:
        if local(element) in _BLOCKS:
            self._write_block(element)
        elif local(element):
            self._walk(element)

    def _write_lines(self, element: Element) -> None:
        """Write preformatted text line by line: where its paragraphs begin is not known."""
        for line in clean("".join(element.itertext())).splitlines():
            self._out.add("line", Span(text=collapse(line)))

    def _write_note(self, element: Element) -> None:
        mark, ref = self._notes.blocks[element]
        inline = Inline()
        self._gather_inner(element, inline, bold=False)
        text = inline.whole().text
        text = re.sub(rf"^[\[(]?{re.escape(mark)}[\])]?[.:)]?(?!\w)\s*", "", text)
        self._out.add_footnote(mark, ref, text)

    def _write_table(self, table: Element) -> None:
        rows = [row for row in table.iter("tr") if _nearest_table(row) is table]
        cells = [[cell for cell in row if local(cell) in ("td", "th")] for row in rows]
        nested = any(inner is not table for inner in table.iter("table"))
        width = max((sum(bool(collapse(cell.text_content())) for cell in row) for row in cells), default=0)
        layout = (table.get("role") or "") == "presentation" or nested or width < 2
        caption = table.find("caption")
        if caption is not None:
            self._walk(caption)
        if layout:
            for cell in (cell for row in cells for cell in row):
                self._walk(cell)
            return
        self._out.add_table(self._grid(cells))

    def _grid(self, rows: list[list[Element]]) -> list[list[Span]]:
        """Return the cells of a table in their columns: those that are covered by a larger cell are empty."""
        covered: set[tuple[int, int]] = set()
        written: list[list[Span]] = []
        for number, row in enumerate(rows):
            line: list[Span] = []
            for cell in row:
                while (number, len(line)) in covered:
                    line.append(Span(text=""))
                wide = columns_spanned(cell.get("colspan"), len(rows))
                deep = min(_number(cell.get("rowspan"), 1), len(rows) - number)
                if len(covered) < MAX_TABLE_CELLS:
                    covered |= {
                        (number + down, len(line) + right) for down in range(1, deep) for right in range(wide)
                    }
                line += [self._whole(cell), *[Span(text="")] * (wide - 1)]
            written.append(line)
        return written

    # Running text

    def _whole(self, element: Element) -> Span:
        inline = Inline()
        self._gather_inner(element, inline, bold=self._is_bold(element, bold=False))
        return joined([inline.whole()])

    def _gather_inner(self, element: Element, inline: Inline, *, bold: bool) -> None:
        inline.add(element.text or "", bold=bold)
        for inner in element:
            if not self._is_left_out(inner):
                block = local(inner) in _BLOCKS
                if block:
                    inline.add(" ")
                self._gather(inner, inline, bold=bold)
                if block:
                    inline.add(" ")
            inline.add(inner.tail or "", bold=bold)

    def _gather(self, element: Element, inline: Inline, *, bold: bool) -> None:
        kind = local(element)
        if element in self._notes.marks:
            inline.note(*self._notes.marks[element])
        elif element in self._notes.back_links or "note-close" in classes(element):
            return
        elif kind == "br":
            inline.line_break()
        elif kind in _IMAGES:
            self._images += 1
        elif kind == "sup" and not len(element):
            inline.add(superscript(element.text or ""), bold=bold)
        elif kind == "wbr" or not kind:
            return
        elif not (self._label and classes(element) & _LABEL_CLASSES):
            self._gather_inner(element, inline, bold=self._is_bold(element, bold=bold))

    def _is_bold(self, element: Element, *, bold: bool) -> bool:
        style = element.get("style") or ""
        return bold or local(element) in _BOLD or bool(_BOLD_STYLE.search(style)) or "vet" in classes(element)

    def _holds_blocks(self, element: Element) -> bool:
        return any(local(inner) in _BLOCKS or inner in self._notes.blocks for inner in element.iter())

    def _is_left_out(self, element: Element) -> bool:
        kind = local(element)
        if not kind:
            return True
        if kind in DROPPED:
            self._left[_NAMED.get(kind, _NAMED["form"])] += 1
            return True
        if kind in ("header", "footer") and local(element.getparent()) == "body":
            self._left["kop- en voetdelen van de pagina"] += 1
            return True
        if is_hidden(element):
            self._left["verborgen delen"] += bool(collapse(element.text_content()))
            return True
        return False


def _printed_label(item: Element) -> str:
    """Return the marker that stands in the text of an item, as officielebekendmakingen.nl prints it."""
    for inner in item.iter():
        if inner is not item and classes(inner) & _LABEL_CLASSES:
            return collapse(inner.text_content())
        if inner is not item and local(inner) == "li":
            break
    return ""


def _label(element: Element, ordinal: int) -> str:
    if local(element) != "ol":
        return "•"
    style = element.get("type") or "1"
    if style in ("a", "A") and 1 <= ordinal <= 26:
        return f"{chr(ord(style) + ordinal - 1)}."
    return f"{ordinal}."


def _nearest_table(element: Element) -> Element:
    return next((outer for outer in element.iterancestors("table")), None)


def _number(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default
