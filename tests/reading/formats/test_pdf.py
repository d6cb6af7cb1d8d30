"""PDF: the same paragraphs, tables and notes as the Word document that was printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.problems import ContentError
from generator.reading.blocks import Block, SourceDocument
from generator.reading.formats.docx import read_docx
from generator.reading.formats.pdf import read_pdf
from tests.reading.formats import make_pdfs
from tests.reading.formats.paper import Text, pdf

CASES = Path(__file__).parent / "cases"


def printed(name: str) -> SourceDocument:
    return read_pdf(f"{name}.pdf", (CASES / f"{name}.pdf").read_bytes())


def running(document: SourceDocument) -> list[str]:
    """Return label and text of what is neither note nor furniture; words cut for printing are whole in both."""
    return [
        f"{block.label} {block.text}".strip().replace("\u00ad", "")
        for block in document.blocks
        if block.kind not in ("footnote", "furniture", "image")
    ]


@pytest.mark.parametrize(
    "make", [make_pdfs.answers_with_notes, make_pdfs.numbered_questions, make_pdfs.committee_list]
)
def test_print_and_word_say_the_same(make: Callable[[], bytes]) -> None:
    assert running(printed(make.__name__)) == running(read_docx("x.docx", make()))


def test_notes_leave_the_text_and_keep_their_marks() -> None:
    document = printed("answers_with_notes")
    word = read_docx("x.docx", make_pdfs.answers_with_notes())

    def marks(source: SourceDocument) -> list[tuple[str, int, str]]:
        found = {block.ref: block.text for block in source.blocks if block.kind == "footnote"}
        return [(note.mark, note.offset, found[note.ref]) for block in source.blocks for note in block.notes]

    assert len(marks(document)) == 12
    assert marks(document) == marks(word)


def test_furniture_and_pages() -> None:
    document = printed("answers_with_notes")
    furniture = [(block.page, block.text) for block in document.blocks if block.kind == "furniture"]
    assert furniture == [
        (page, text)
        for page in (1, 2, 3)
        for text in ("Ministerie van Veerzaken | vertrouwelijkheid: geen", f"Pagina {page}")
    ]
    assert set(document.pages) == {1, 2, 3}
    assert len(document.pages) == len(document.lines)


def test_what_stands_beside_a_letter_does_not_cut_its_text() -> None:
    texts = running(printed("letter_with_two_columns"))
    sender = texts.index("Ministerie van Veerzaken")
    assert texts[sender : sender + 10][-1] == "Bij beantwoording onze referentie vermelden."
    assert texts[texts.index("Datum 3 maart 2026") + 1] == "Betreft Vragen over de veerdiensten"
    greeting = texts.index("Geachte voorzitter,")
    assert texts[greeting + 1].startswith("Hierbij antwoord ik")
    assert texts[greeting + 1].endswith("tot zorg.")
    assert texts[-4:] == [
        "Vraag 1",
        "Is de dienst veilig?",
        "Antwoord 1",
        "Ja, de dienst blijft in beide richtingen behouden.",
    ]


def blocks(*texts: Text, pages: int = 1) -> list[Block]:
    return list(read_pdf("x.pdf", pdf([list(texts)] * pages)).blocks)


class TestLayout:
    def test_bold_labels_end_where_light_text_begins(self) -> None:
        found = blocks(Text("Vraag 1", 70, 700, bold=True), Text("Is dit waar?", 70, 688))
        assert [(block.text, block.bold) for block in found] == [("Vraag 1", True), ("Is dit waar?", False)]

    def test_white_space_parts_paragraphs_and_indents_do_not(self) -> None:
        rows = [
            Text("De minister heeft de Kamer hierover eerder bericht, en ziet nu ook geen reden", 82, 700)
        ]
        rows += [
            Text("om daarvan af te wijken. De vragen worden hieronder in hun volgorde behandeld", 70, 688)
        ]
        rows += [Text("zoals de commissie heeft verzocht aan het begin van deze maand november jl.", 70, 676)]
        rows += [Text("Een nieuwe alinea.", 70, 650)]
        assert [block.text[:20] for block in blocks(*rows)] == ["De minister heeft de", "Een nieuwe alinea."]

    def test_raised_marks_without_note_stay_visible(self) -> None:
        found = blocks(
            Text("Een vlak van 10 m", 70, 700),
            Text("2", 150, 704, size=6),
            Text("is groot genoeg voor ons.", 156, 700),
        )
        assert found[0].text == "Een vlak van 10 m² is groot genoeg voor ons."

    def test_small_print_with_a_mark_is_a_note(self) -> None:
        found = blocks(
            Text("Wat is de reactie op het bericht in de krant van vandaag?", 70, 700),
            Text("1", 331, 704, size=6),
            Text("Er is nog een regel in dit stuk tekst, en die is lang.", 70, 688),
            Text("1", 70, 83, size=5),
            Text("De Oeverbode, 3 maart 2025.", 74, 80, size=8),
        )
        assert [(block.kind, block.mark) for block in found][-1] == ("footnote", "1")
        assert found[-1].text == "De Oeverbode, 3 maart 2025."
        assert found[0].notes[0].ref == found[-1].ref

    def test_contents_lines_stay_apart(self) -> None:
        found = blocks(
            *(
                Text(f"Inbreng van de leden van fractie {name} {'.' * 60} {name}", 70, 700 - 12 * name)
                for name in range(3)
            )
        )
        assert [block.text for block in found] == [
            f"Inbreng van de leden van fractie {n} {n}" for n in range(3)
        ]

    def test_a_page_number_alone_is_furniture(self) -> None:
        found = blocks(Text("Vraag 1", 70, 700), Text("Is dit waar?", 70, 688), Text("3", 300, 40))
        assert [block.kind for block in found] == ["paragraph", "paragraph", "furniture"]

    def test_labels_at_the_head_of_pages_are_no_furniture(self) -> None:
        found = blocks(Text("Antwoord", 70, 800), Text("Ja.", 70, 788), pages=3)
        assert [block.text for block in found] == ["Antwoord", "Ja."] * 3


class TestRefused:
    def test_a_scan(self) -> None:
        with pytest.raises(ContentError, match="no text, only images"):
            read_pdf("scan.pdf", pdf([[]]))

    def test_a_password(self) -> None:
        with pytest.raises(ContentError, match="password"):
            read_pdf("x.pdf", (CASES / "password.pdf").read_bytes())


class TestRules:
    """Each rule of ``pdf_paragraphs`` by what it decides: (rows, first words of the paragraphs)."""

    LONG = "De minister heeft de Kamer hierover in het voorjaar uitvoerig bericht en zal dat"

    CASES = (
        ("a sentence may end in a label", [LONG, "antwoord op vraag 3.", "Nieuw."], ["De minister", "Nieuw."]),
        ("a label stands apart", [f"{LONG} al.", "Antwoord 3", LONG], ["De minister", "Antwoord 3", "De minister"]),
        ("room for two words ends a paragraph", [LONG, "zo blijven", "Dat is zo."], ["De minister", "Dat is"]),
        ("lower case goes on", [LONG, "blijven doen", "en dat is goed."], ["De minister"]),
        ("a salutation ends", ["Hoogachtend,", "de minister van Veren,", LONG], ["Hoogachtend,", "de minister", "De minister"]),
        ("items", [f"{LONG}:", "• een veer;", "• een brug."], ["De minister", "• een", "• een"]),
        ("numbers", [f"{LONG}.", "1. Een veer is", "2. Een brug"], ["De minister", "1. Een", "2. Een"]),
        ("an abbreviation is no end", [f"{LONG} nr.", "107), en verder niets"], ["De minister"]),
        ("typed notes", ["[1] De Oeverbode", "[2] De Veerbode", LONG], ["[1] De", "[2] De", "De minister"]),
        ("an address goes on", ["https://voorbeeld.nl/een-heel-lang-adres?", "utm_source=post", LONG], ["https://voorbeeld.nl/een-heel-lang-adres?utm_source=post", "De minister"]),
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("lines", "starts"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
    )
    def test_paragraphs(self, lines: list[str], starts: list[str]) -> None:
        filler = [Text(self.LONG, 70, 700 - 12 * n) for n in range(8)]
        rows = [Text(line, 70, 580 - 12 * n) for n, line in enumerate(lines)]
        found = [f"{block.label} {block.text}".strip() for block in blocks(*filler, *rows)][1:]
        assert [" ".join(text.split()[:2]) for text in found] == starts


def test_a_cut_off_file_is_named() -> None:
    whole = pdf([[Text("Vraag 1", 70, 700)]])
    assert read_pdf("x.pdf", whole).remarks == ()
    cut = read_pdf("x.pdf", whole[:-6]).remarks
    assert cut == ("het einde van het bestand ontbreekt: misschien is het niet volledig",)


def test_short_paragraphs_are_parted_by_the_white_space_between_them() -> None:
    lines = ["Drie veren varen over", "de rivier.", "", "Een pont", "ligt stil.", "", "De brug is", "open."]
    lines += ["", "Ja.", "", "Nee.", "", "Soms.", "", "Altijd.", "", "Nooit.", "", "Vaak."]
    texts, y = [], 770.0
    for line in lines:
        if line:
            texts.append(Text(line, 70, y))
        y -= 14 if line else 10
    paragraphs = [block.text for block in read_pdf("veren.pdf", pdf([texts])).blocks]
    assert paragraphs[:4] == [
        "Drie veren varen over de rivier.",
        "Een pont ligt stil.",
        "De brug is open.",
        "Ja.",
    ]
    assert paragraphs[4:] == ["Nee.", "Soms.", "Altijd.", "Nooit.", "Vaak."]
