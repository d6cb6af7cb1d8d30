"""The XML of officielebekendmakingen.nl: Kamerstukken (new and old) and Kamervragen.

The vocabularies share their small elements (``al``, ``lijst``, ``nadruk``, ``noot``, CALS tables). An
element that is not known here is never dropped: one that holds text is a paragraph, others are walked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from generator.reading.blocks import SourceDocument
from generator.reading.formats.inline import Inline, Span, collapse, joined
from generator.reading.formats.limits import MAX_COLUMNS, MAX_TABLE_CELLS, check_size, refusal
from generator.reading.formats.markup import (
    Element,
    attribute,
    child,
    children,
    entity_text,
    local,
    parse_xml,
)
from generator.reading.formats.opxml_facts import dossier_number, facts_of
from generator.reading.formats.rendition import Rendition, count_remark
from generator.reading.numbers import NUMBER_LIST

#: Stands within a line of text.
_INLINE = frozenset(
    {
        "nadruk",
        "noot",
        "nootref",
        "voetref",
        "extref",
        "intref",
        "dossierref",
        "sup",
        "sub",
        "inf",
        "superscript",
        "subscript",
        "datum",
        "naam",
        "achternaam",
        "voornaam",
        "voorvoegsels",
        "organisatie",
        "functie",
        "kamervraagonderwerp",
        "onderwerp",
        "ondernummer",
        "herdruk",
        "politiek",
        "dossiernr",
        "begrotingshoofdstuk",
        "nr",
        "label",
        "plaats",
        "begrip",
        "afkorting",
        "unl",
        "ondw",
    }
)
#: Elements that are one paragraph each.
_PARAGRAPHS = frozenset(
    {
        "al",
        "tekstregel",
        "stuknr",
        "datumtekst",
        "kamervraagnummer",
        "kamervraagomschrijving",
        "omschr",
        "vraagnummer",
        "considerans.al",
        "wat",
        "wie",
        "context.al",
        "ondertekening",
        "functie",
        "naam",
        "titel",
        "nummer",
        "ltrlabel",
        "noot.al",
        "term",
        "bijschrift",
        "bron",
        "dossiernummer",
        "vergjaar",
        "li.nr",
        "lidnr",
        "onderw",
        "nds-nr",
        "kamervraagopmerking",
    }
)
_HEADINGS = frozenset({"tussenkop", "tuskop", "kop"})
_LEFT_OUT = frozenset({"metadata", "meta", "sys.gegevens", "officiele-inhoudsopgave"})
_IMAGES = frozenset({"plaatje", "illustratie", "figuur"})
_LABELLED = frozenset({"vraag", "antwoord"})
_BULLETS = {"ndash": "–", "mdash": "—", "bullet": "•", "dash": "-", "streepje": "-"}
_BOLD = ("vet",)
#: Papers of the 1990s keep the line ends of print, with the hyphens of words that were cut there.
_CUT_WORD = re.compile(r"(?<=[a-zà-ÿ])-[ \t]*\n\s*(?=[a-zà-ÿ])(?!(?:en|of|tot)\b)")
_NUMBER = re.compile(rf"^{NUMBER_LIST}[.:]?$")


def read_opxml(name: str, data: bytes) -> SourceDocument:
    """Return the paragraphs, items, tables and notes of a paper in XML.

    Metadata (repeatable): every ``metadata`` element by its name (``DC.identifier`` …), and from the text
    ``date`` (ISO, of the paper), ``date.asked`` and ``date.answered``, ``dossier`` ("36045", "36600-X"),
    ``number``, ``chamber``, ``session``, ``title``, ``dossier.title``, ``member`` (who asks, surname) and
    ``signatory``.

    Raises:
        ContentError: it is no well-formed XML, declares entities, passes a limit, or holds no text.
    """
    check_size(name, data)
    root = parse_xml(name, data)
    reader = _Reader(root)
    try:
        out = reader.read()
    except RecursionError:
        raise refusal(name, "the elements are nested too deep", "add the PDF instead") from None
    if out.empty:
        raise refusal(name, "there is no text in the XML", "add the HTML or PDF version of the paper")
    return out.document(name, "xml", data, metadata=facts_of(root), remarks=reader.remarks())


class _Note(msgspec.Struct, frozen=True):
    mark: str
    ref: str
    text: str


class _Reader:
    """Walks through one paper."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._out = Rendition()
        #: Notes in order of appearance.
        self._notes: dict[Element, _Note] = {}
        self._by_id: dict[str, Element] = {
            identifier: element
            for element in root.iter()
            if local(element) in ("noot", "voetnoot") and (identifier := attribute(element, "id"))
        }
        self._images = 0
        self._ordinals: dict[str, int] = {}
        self._unnumbered = 0

    def read(self) -> Rendition:
        self._walk(self._root, 1)
        for note in self._notes.values():
            self._out.add_footnote(note.mark, note.ref, note.text)
        return self._out

    def remarks(self) -> Iterator[str]:
        yield from count_remark(self._images, "afbeelding", "afbeeldingen")
        if self._unnumbered:
            yield f"{self._unnumbered} vragen of antwoorden zonder nummer kregen een label in hun volgorde"

    def _walk(self, element: Element, depth: int) -> None:
        kind = local(element)
        if kind in _LEFT_OUT or not kind:
            return
        if kind in _IMAGES:
            self._images += kind != "plaatje" or not any(
                local(inner) == "illustratie" for inner in element.iter()
            )
            self._walk_children(element, depth)
        elif kind == "table":
            self._write_table(element)
        elif kind == "lijst":
            self._write_list(element, 1)
        elif kind in _HEADINGS:
            self._write_heading(element, depth)
        elif kind in _LABELLED:
            self._write_labelled(element, depth)
        elif kind == "noot" or kind == "voetnoot":
            self._mark(element)
        elif kind in ("ondertekening", "ondtek", "ondertek"):
            self._write_signature(element)
        elif kind == "dossiernummer":
            self._add_text(dossier_number(element, printed=True))
        elif kind in _PARAGRAPHS or _holds_text(element):
            self._write_mixed(element, depth)
        else:
            self._walk_children(element, depth)

    def _walk_children(self, element: Element, depth: int) -> None:
        deeper = depth + (local(element) in ("divisie", "paragraaf", "wijzig-divisie"))
        for inner in element:
            self._walk(inner, deeper)

    def _write_mixed(self, element: Element, depth: int) -> None:
        """Write running text, and apart what cannot stand in a line: lists and tables in a paragraph."""
        inline = Inline()
        self._add(inline, element.text)
        for inner in element:
            if _is_block(inner):
                self._write_spans(inline, bold=False)
                self._walk(inner, depth)
            else:
                self._gather(inner, inline, bold=False)
            self._add(inline, inner.tail)
        self._write_spans(inline, bold=False)

    def _write_paragraph(self, element: Element, *, bold: bool = False) -> None:
        inline = Inline()
        self._gather_inner(element, inline, bold=bold)
        self._write_spans(inline, bold=bold)

    def _write_spans(self, inline: Inline, *, bold: bool) -> None:
        for span in inline.spans():
            self._out.add("paragraph", msgspec.structs.replace(span, bold=span.bold or bold))

    def _write_heading(self, element: Element, depth: int) -> None:
        span = self._span(element)
        style = attribute(element, "kopopmaak") or attribute(element, "letat") or ""
        level = depth if local(element) == "kop" else depth + 1
        self._out.add("heading", msgspec.structs.replace(span, bold=span.bold or "vet" in style), level=level)

    def _write_labelled(self, element: Element, depth: int) -> None:
        """Write a question or answer: its label a line of its own, as it is printed on the paper."""
        word = "Vraag" if local(element) == "vraag" else "Antwoord"
        self._ordinals[word] = self._ordinals.get(word, 0) + 1
        label = next((inner for inner in element if local(inner) in ("nr", "nummer", "kop")), None)
        if label is not None:
            span = self._span(label)
            if _NUMBER.match(span.text):
                span = Span(text=f"{word} {span.text.rstrip('.:')}", notes=span.notes)
            self._out.add("paragraph", msgspec.structs.replace(span, bold=True))
        elif not re.match(word, collapse("".join(element.itertext())), re.IGNORECASE):
            self._unnumbered += 1
            number = f" {self._ordinals[word]}" if word == "Vraag" else ""
            self._out.add("paragraph", Span(text=f"{word}{number}", bold=True))
        for inner in element:
            if inner is not label:
                self._walk(inner, depth)

    def _write_signature(self, element: Element) -> None:
        if not any(local(inner) in _PARAGRAPHS for inner in element):
            self._write_paragraph(element)
            return
        self._add_text(element.text)
        for inner in element:
            self._write_paragraph(inner)
            self._add_text(inner.tail)

    def _add_text(self, text: str | None) -> None:
        if collapse(text or ""):
            self._out.add("paragraph", Span(text=collapse(text or "")))

    def _write_list(self, element: Element, level: int) -> None:
        style = attribute(element, "type") or ""
        for item in element:
            if local(item) != "li":
                self._walk(item, level)
                continue
            number = child(item, "li.nr")
            label = self._span(number).text if number is not None else _BULLETS.get(style, "•")
            for inner in item:
                if inner is number:
                    continue
                if local(inner) == "lijst":
                    self._write_list(inner, level + 1)
                elif _is_block(inner) and local(inner) != "al":
                    self._walk(inner, level)
                else:
                    self._write_item(inner, label, level)
                    label = ""
            if label and not len(item) - (number is not None):
                self._write_item(item, label, level, without=number)

    def _write_item(self, element: Element, label: str, level: int, without: Element | None = None) -> None:
        inline = Inline()
        self._gather_inner(element, inline, bold=False, without=without)
        for index, span in enumerate(inline.spans() or [Span(text="")]):
            kind = "item" if label and index == 0 else "paragraph"
            if kind == "item":
                self._out.add("item", span, level=level, label=label)
            else:
                self._out.add("paragraph", span)

    def _write_table(self, table: Element) -> None:
        for title in children(table, "title"):
            self._write_paragraph(title, bold=True)
        for group in [*children(table, "tgroup")] or [table]:
            names = {
                attribute(column, "colname") or "": number
                for number, column in enumerate(children(group, "colspec"))
            }
            rows = [row for row in group.iter() if local(row) == "row"]
            if len(rows) * MAX_COLUMNS > MAX_TABLE_CELLS:
                names = {}
            self._out.add_table([self._cells(row, names) for row in rows])

    def _cells(self, row: Element, names: dict[str, int]) -> list[Span]:
        cells: list[Span] = []
        for entry in children(row, "entry"):
            place = names.get(attribute(entry, "namest") or attribute(entry, "colname") or "", len(cells))
            end = names.get(attribute(entry, "nameend") or "", place)
            cells += [Span(text="")] * (min(place, MAX_COLUMNS) - len(cells))
            parts = [self._span(inner) for inner in entry] or [self._span(entry)]
            cells.append(joined([part for part in parts if not part.empty]))
            cells += [Span(text="")] * (min(end, MAX_COLUMNS) - place)
        return cells

    # Running text

    def _span(self, element: Element) -> Span:
        inline = Inline()
        self._gather_inner(element, inline, bold=False)
        return inline.whole()

    def _gather_inner(
        self, element: Element, inline: Inline, *, bold: bool, without: Element | None = None
    ) -> None:
        self._add(inline, element.text, bold=bold)
        for inner in element:
            if inner is not without:
                self._gather(inner, inline, bold=bold)
            self._add(inline, inner.tail, bold=bold)

    def _gather(self, element: Element, inline: Inline, *, bold: bool) -> None:
        kind = local(element)
        if not kind:
            self._add(inline, entity_text(element), bold=bold)
        elif kind in ("noot", "voetnoot"):
            note = self._mark(element)
            inline.note(note.mark, note.ref)
        elif kind in ("nootref", "voetref", "eindref"):
            self._refer(element, inline)
        elif kind in ("br", "nl", "regeleinde"):
            inline.line_break()
        elif kind in _IMAGES:
            self._images += 1
        else:
            emphasis = attribute(element, "type") or attribute(element, "letat") or ""
            strong = kind == "nadruk" and emphasis.startswith(_BOLD)
            apart = kind not in _INLINE and bool(len(element) or _is_block(element))
            if apart or kind in ("nr", "titel"):
                inline.add(" ")
            self._gather_inner(element, inline, bold=bold or strong)
            if apart or kind in ("nr", "titel"):
                inline.add(" ")

    def _add(self, inline: Inline, text: str | None, *, bold: bool = False) -> None:
        if text:
            inline.add(_CUT_WORD.sub("", text), bold=bold)

    def _mark(self, element: Element) -> _Note:
        """Return the note of an element, read at its first appearance."""
        if element not in self._notes:
            number = next((inner for inner in element if local(inner) in ("noot.nr", "nr", "nootnr")), None)
            mark = self._span(number).text.strip("()[]. ") if number is not None else ""
            mark = mark or attribute(element, "nr") or str(len(self._notes) + 1)
            ref = attribute(element, "id") or f"note-{len(self._notes) + 1}"
            inner = [part for part in element if part is not number and local(part)]
            texts = [self._span(part) for part in inner]
            if not texts:
                texts = [Span(text=collapse("".join(_texts(element, number))))]
            note = _Note(mark, ref, joined([text for text in texts if text.text]).text)
            self._notes[element] = note
        return self._notes[element]

    def _refer(self, element: Element, inline: Inline) -> None:
        """Add the mark of a note that stands elsewhere; a reference to nothing stays text."""
        target = attribute(element, "refid") or attribute(element, "idref") or attribute(element, "ref") or ""
        if (note_element := self._by_id.get(target)) is not None:
            note = self._mark(note_element)
            inline.note(collapse("".join(element.itertext())) or note.mark, note.ref)
        else:
            inline.add(" ".join(element.itertext()))


def _holds_text(element: Element) -> bool:
    """Tell whether an element itself holds text, not only other elements."""
    return bool((element.text or "").strip()) or any((inner.tail or "").strip() for inner in element)


def _is_block(element: Element) -> bool:
    kind = local(element)
    if not kind or kind in _INLINE or kind in ("noot", "voetnoot"):
        return False
    return (
        kind in _PARAGRAPHS | _HEADINGS | _LABELLED | {"lijst", "table", "tekst", "al-groep", "li"}
        or len(element) > 0
    )


def _texts(element: Element, without: Element | None) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if inner is not without:
            yield from _texts(inner, None)
        yield inner.tail or ""
