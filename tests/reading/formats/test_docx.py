"""Word documents: printed numbers, notes, tracked changes, boxes, tables, and what is named as left out."""

from __future__ import annotations

import pytest

from generator.reading.blocks import Block, SourceDocument
from generator.reading.formats.docx import read_docx
from tests.reading.formats.word import (
    bold,
    docx,
    footnote_mark,
    level,
    notes,
    numbering,
    p,
    r,
    table,
    text_box,
)


def read(body: str, **parts: str) -> SourceDocument:
    return read_docx("brief.docx", docx(body, **parts))


def texts(document: SourceDocument) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in document.blocks]


def of_kind(document: SourceDocument, kind: str) -> list[Block]:
    return [block for block in document.blocks if block.kind == kind]


def test_every_paragraph_is_a_block_and_a_line() -> None:
    document = read(bold("Vraag 1") + p("Klopt het?") + p("") + p("Ja.", r(" Zeker.", bold=True)))
    assert texts(document) == ["Vraag 1", "Klopt het?", "Ja. Zeker."]
    assert [block.bold for block in document.blocks] == [True, False, False]
    assert document.lines == ("Vraag 1", "Klopt het?", "Ja. Zeker.")
    assert [block.lines for block in document.blocks] == [(1, 1), (2, 2), (3, 3)]
    assert {block.kind for block in document.blocks} == {"paragraph"}


def test_bold_comes_from_styles_and_two_make_light() -> None:
    strong = '<w:style w:type="character" w:styleId="Vet"><w:rPr><w:b/></w:rPr></w:style>'
    kop = '<w:style w:type="paragraph" w:styleId="Kopje"><w:rPr><w:b/></w:rPr></w:style>'
    inner = r("tekst", extra='<w:rStyle w:val="Vet"/>')
    document = read(p("kop", style="Kopje") + p(inner) + p(inner, style="Kopje"), styles=strong + kop)
    assert [block.bold for block in document.blocks] == [True, True, False]


def test_headings_are_known_by_name_and_by_outline_level() -> None:
    document = read(p("Kop", style="Kop1") + p("Deel", extra='<w:outlineLvl w:val="1"/>') + p("Tekst"))
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
    ]


class TestNumbers:
    def test_printed_numbers_are_labels(self) -> None:
        document = read(
            p("Eerste?", number=(1, 0))
            + p("Ja.")
            + p("Tweede?", number=(1, 0))
            + p("onder a", number=(1, 1)),
            numbering=numbering(level(0, "%1.") + level(1, "%2)", "lowerLetter")),
        )
        assert texts(document) == ["1. Eerste?", "Ja.", "2. Tweede?", "a) onder a"]
        assert [block.level for block in document.blocks] == [1, 0, 1, 2]
        assert document.lines[2] == "2. Tweede?"

    def test_numbers_restart_where_the_document_says_so(self) -> None:
        instances = (
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
            '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>',
            '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>',
        )
        body = "".join(p("x", number=(instance, 0)) for instance in (1, 1, 2, 3, 3))
        document = read(body, numbering=numbering(level(0, "%1."), instances=instances))
        assert [block.label for block in document.blocks] == ["1.", "2.", "3.", "1.", "2."]

    def test_deeper_levels_restart_below_a_new_number(self) -> None:
        body = "".join(p("x", number=(1, place)) for place in (0, 1, 1, 0, 1))
        document = read(body, numbering=numbering(level(0, "%1") + level(1, "%1.%2")))
        assert [block.label for block in document.blocks] == ["1", "1.1", "1.2", "2", "2.1"]

    def test_start_and_formats(self) -> None:
        for style, start, printed in (
            ("decimal", 7, "7"),
            ("upperRoman", 4, "IV"),
            ("lowerLetter", 27, "aa"),
            ("upperLetter", 3, "C"),
            ("decimalZero", 5, "05"),
            ("ordinal", 2, "2e"),
        ):
            document = read(p("x", number=(1, 0)), numbering=numbering(level(0, "%1", style, start)))
            assert document.blocks[0].label == printed, style

    def test_numbering_of_a_style_counts(self) -> None:
        style = '<w:style w:type="paragraph" w:styleId="Vraag"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        linked = level(0, "%1.") + level(1, "%2.", extra='<w:pStyle w:val="Vraag"/>')
        document = read(
            p("a", style="Vraag") + p("b", style="Vraag"), styles=style, numbering=numbering(linked)
        )
        assert [(block.label, block.level) for block in document.blocks] == [("1.", 2), ("2.", 2)]

    def test_a_number_that_is_words_is_a_paragraph_of_its_own(self) -> None:
        document = read(
            p("Klopt het?", number=(1, 0)) + p("Ja.") + p("", number=(1, 0)) + p("En dit?"),
            numbering=numbering(level(0, "Vraag %1")),
        )
        assert texts(document) == ["Vraag 1", "Klopt het?", "Ja.", "Vraag 2", "En dit?"]
        assert document.blocks[0].lines == document.blocks[1].lines

    def test_an_empty_numbered_paragraph_prints_its_number(self) -> None:
        document = read(p("", number=(1, 0)) + p("Klopt het?"), numbering=numbering(level(0, "%1.")))
        assert texts(document) == ["1.", "Klopt het?"]

    def test_bullets_have_signs_and_number_zero_has_none(self) -> None:
        document = read(
            p("a", number=(1, 0)) + p("b", number=(2, 0)) + p("c", number=(0, 0)),
            numbering=numbering(level(0, "\uf0b7", "bullet"), level(0, "-", "bullet")),
        )
        assert [block.label for block in document.blocks] == ["•", "-", ""]


class TestNotes:
    def test_notes_are_numbered_by_appearance_not_by_id(self) -> None:
        body = p(r("Eerst"), footnote_mark(9), r(" en")) + p(r("dan"), footnote_mark(2), r("."))
        document = read(body, footnotes=notes({2: "Twee.", 9: "Negen."}))
        assert [[(note.offset, note.mark) for note in block.notes] for block in document.blocks[:2]] == [
            [(5, "1")],
            [(3, "2")],
        ]
        footnotes = of_kind(document, "footnote")
        assert [(note.mark, note.text) for note in footnotes] == [("1", "Negen."), ("2", "Twee.")]
        assert [note.ref for note in footnotes] == [block.notes[0].ref for block in document.blocks[:2]]
        assert document.lines == ("Eerst[1] en", "dan[2].", "[1] Negen.", "[2] Twee.")

    def test_endnotes_count_apart(self) -> None:
        body = p(r("a"), footnote_mark(2), footnote_mark(2, "endnote"))
        document = read(body, footnotes=notes({2: "Voet."}), endnotes=notes({2: "Eind."}, "endnote"))
        assert [note.mark for note in document.blocks[0].notes] == ["1", "i"]
        assert [note.text for note in of_kind(document, "footnote")] == ["Voet.", "Eind."]

    def test_a_mark_typed_by_hand_is_the_mark(self) -> None:
        mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
        document = read(p(r("a"), mark, r(" b"), footnote_mark(3)), footnotes=notes({2: "Ster.", 3: "Een."}))
        assert document.blocks[0].text == "a b"
        assert [note.mark for note in document.blocks[0].notes] == ["*", "1"]

    def test_raised_digits_without_a_note_stay_visible(self) -> None:
        raised = r("2", extra='<w:vertAlign w:val="superscript"/>')
        assert texts(read(p(r("10 m"), raised, r(" groot")))) == ["10 m² groot"]


class TestChanges:
    def test_insertions_are_accepted_and_deletions_gone(self) -> None:
        gone = "<w:del><w:r><w:delText>niet </w:delText></w:r></w:del>"
        moved = f"<w:moveFrom>{r('oud ')}</w:moveFrom><w:moveTo>{r('nieuw ')}</w:moveTo>"
        document = read(p(r("Dit is "), gone, f"<w:ins>{r('wel ')}</w:ins>", moved, r("zo.")))
        assert texts(document) == ["Dit is wel nieuw zo."]
        assert "1 geschrapt tekstgedeelte weggelaten" in document.remarks

    def test_a_deleted_paragraph_end_joins_paragraphs(self) -> None:
        document = read(p("Een zin die ", extra="<w:rPr><w:del/></w:rPr>") + p("doorloopt.") + p("Nieuw."))
        assert texts(document) == ["Een zin die doorloopt.", "Nieuw."]

    def test_deleted_rows_are_gone(self) -> None:
        rows = table([["a", "b"], ["c", "d"], ["e", "f"]])
        rows = rows.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
        assert of_kind(read(rows), "table")[0].rows == (("c", "d"), ("e", "f"))


class TestContainers:
    def test_text_boxes_and_content_controls_are_kept_once(self) -> None:
        control = f"<w:sdt><w:sdtContent>{p('In een besturingselement')}</w:sdtContent></w:sdt>"
        document = read(p(r("Anker"), text_box(p("In een kader"))) + control)
        assert texts(document) == ["Anker", "In een kader", "In een besturingselement"]

    def test_links_and_fields_give_their_result(self) -> None:
        def field(kind: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

        code = "<w:r><w:instrText> HYPERLINK x </w:instrText></w:r>"
        body = p(
            field("begin"),
            code,
            field("separate"),
            r("de link"),
            field("end"),
            f"<w:hyperlink>{r(' en meer')}</w:hyperlink>",
        )
        assert texts(read(body)) == ["de link en meer"]

    def test_a_field_that_never_ends_swallows_nothing(self) -> None:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        assert texts(read(p(begin, r("PAGE")) + p("Wat volgt."))) == ["Wat volgt."]

    def test_hidden_text_is_named(self) -> None:
        document = read(p(r("Zichtbaar"), r(" geheim", extra="<w:vanish/>")))
        assert texts(document) == ["Zichtbaar"]
        assert "1 verborgen tekstgedeelte weggelaten" in document.remarks

    def test_images_are_named(self) -> None:
        image = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
        document = read(p(image) + p(r("Tekst met "), image, r("beeld")))
        assert [block.kind for block in document.blocks] == ["image", "paragraph"]
        assert document.remarks == ("2 afbeeldingen weggelaten",)

    def test_headers_are_metadata_and_footers_are_named(self) -> None:
        document = read(
            p("Tekst"), header1=p("Datum") + p("3 maart 2026"), footer1=p("Pagina 1 van 2") + p("Geheim")
        )
        assert texts(document) == ["Tekst"]
        assert document.metadata == (("header", "Datum"), ("header", "3 maart 2026"))
        assert document.remarks == ("kop- en voetteksten weggelaten: Datum; 3 maart 2026; Geheim",)

    def test_hard_breaks_part_paragraphs_unless_the_sentence_goes_on(self) -> None:
        line_break = "<w:r><w:br/></w:r>"
        body = p(
            r("Vraag 1"),
            line_break,
            r("Is dit zo? Dat de regel"),
            line_break,
            r("doorloopt?"),
            line_break,
            line_break,
            r("nieuw"),
        )
        assert texts(read(body)) == ["Vraag 1", "Is dit zo? Dat de regel doorloopt?", "nieuw"]


class TestTables:
    def test_a_table_with_lines_stays_a_table(self) -> None:
        document = read(table([["Jaar", "Aantal"], ["2024", "12"], ["", ""]]))
        [block] = document.blocks
        assert block.kind == "table"
        assert block.rows == (("Jaar", "Aantal"), ("2024", "12"))
        assert block.text == "Jaar | Aantal\n2024 | 12"
        assert block.lines == (1, 2)
        assert document.lines == ("Jaar | Aantal", "2024 | 12")

    def test_a_table_that_only_arranges_text_is_paragraphs(self) -> None:
        document = read(
            table([["Datum", "3 maart 2026"], ["Betreft", p("Vragen") + p("en meer")]], lines=False)
        )
        assert texts(document) == ["Datum", "3 maart 2026", "Betreft", "Vragen", "en meer"]

    def test_a_frame_around_text_is_paragraphs(self) -> None:
        assert texts(read(table([[p("Een") + p("Twee")]]))) == ["Een", "Twee"]

    def test_columns_without_lines_are_a_table_when_there_are_three(self) -> None:
        [block] = read(table([["Nr", "Vraag", "Blz."], ["1", "Waarom?", "3"]], lines=False)).blocks
        assert block.rows == (("Nr", "Vraag", "Blz."), ("1", "Waarom?", "3"))

    def test_merged_cells_keep_their_columns(self) -> None:
        wide = table([["a", "b", "c"], ["d", "e"]]).replace(
            f"<w:tcPr/>{p('d')}", f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("d")}'
        )
        assert read(wide).blocks[0].rows == (("a", "b", "c"), ("d", "", "e"))

    def test_notes_in_cells_keep_their_places(self) -> None:
        cell = p(r("twee"), footnote_mark(2))
        document = read(table([["een", cell], ["drie", "vier"]]), footnotes=notes({2: "Noot."}))
        [note] = document.blocks[0].notes
        assert document.blocks[0].text[: note.offset] == "een | twee"


@pytest.mark.parametrize("kind", ["document", "styles", "numbering", "footnotes"])
def test_parts_may_be_missing_or_empty(kind: str) -> None:
    data = docx(p("Tekst", number=(1, 0), style="Weg"), numbering="", footnotes="")
    assert texts(read_docx("x.docx", data))[-1].endswith("Tekst"), kind
