"""Web pages: the paper, without the page around it."""

from __future__ import annotations

import pytest

from generator.problems import ContentError
from generator.reading.blocks import SourceDocument
from generator.reading.formats.html import read_html


def read(body: str, head: str = "") -> SourceDocument:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return read_html("stuk.html", page.encode())


def texts(document: SourceDocument) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in document.blocks]


def test_paragraphs_headings_and_bold() -> None:
    document = read("<h2>Vraag 1</h2><p><b>Klopt het?</b></p><p>Ja, <em>dat</em> klopt.</p>")
    assert [(b.kind, b.text, b.bold, b.level) for b in document.blocks] == [
        ("heading", "Vraag 1", False, 2),
        ("paragraph", "Klopt het?", True, 0),
        ("paragraph", "Ja, dat klopt.", False, 0),
    ]


def test_text_between_blocks_and_in_wrappers_is_kept() -> None:
    document = read(
        "<div>los <span>en <i>nog</i></span><p>par</p> staart</div><form><p>in een formulier</p></form>"
    )
    assert texts(document) == ["los en nog", "par", "staart", "in een formulier"]


def test_scripts_navigation_and_controls_are_named() -> None:
    document = read(
        "<header>Kop</header><nav>menu</nav><script>x()</script><style>p{}</style><p>Tekst</p>"
        "<p hidden>weg</p><button>Klik</button><footer>voet</footer>"
    )
    assert texts(document) == ["Tekst"]
    assert document.remarks == (
        "weggelaten: 1 × formulierdelen, 2 × kop- en voetdelen van de pagina, 1 × navigatie, 1 × scripts, "
        "1 × stijlen, 1 × verborgen delen",
    )


def test_the_part_that_holds_the_paper_is_read() -> None:
    long = "De tekst van het stuk, die veel langer is dan wat er om het stuk heen staat. " * 3
    document = read(f'<div id="menu"><a href="/">Home</a></div><div id="broodtekst"><p>{long}</p></div>')
    assert texts(document) == [long.strip()]
    assert document.remarks == ("van de pagina is alleen het deel “broodtekst” gelezen, dat het stuk bevat",)


def test_a_viewer_around_the_paper_stays() -> None:
    document = read(
        "<p>Nummer: 2025D00001, datum: 2025-04-22, versie: 1</p><h2>Preview document</h2><p>Vraag 1</p>"
    )
    assert texts(document) == [
        "Nummer: 2025D00001, datum: 2025-04-22, versie: 1",
        "Preview document",
        "Vraag 1",
    ]


def test_notes_of_officielebekendmakingen() -> None:
    document = read(
        '<p>Zie dit<sup><a class="nootnum" href="#ID-1">1</a></sup>.</p>'
        '<div class="voet noot" id="supernote-note-ID-1"><h5 class="note-close"><a class="note-close" href="#close">X</a> Noot</h5>'
        '<sup><span class="nootnum" id="ID-1">1</span></sup><p>De Oeverbode.</p></div>'
    )
    [mark] = document.blocks[0].notes
    assert (mark.offset, mark.mark) == (7, "1")
    note = document.blocks[1]
    assert (note.kind, note.mark, note.ref, note.text) == ("footnote", "1", mark.ref, "De Oeverbode.")


CONVERTERS = {
    "mammoth": '<p>Zie<sup><a href="#footnote-2" id="footnote-ref-2">[1]</a></sup></p>'
    '<ol><li id="footnote-2"><p>Noot. <a href="#footnote-ref-2">↑</a></p></li></ol>',
    "pandoc": '<p>Zie<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a></p><section class="footnotes"><hr>'
    '<ol><li id="fn1"><p>Noot.<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>',
    "libreoffice": '<p>Zie<a class="sdfootnoteanc" name="s1anc" href="#s1sym"><sup>1</sup></a></p><div id="s1">'
    '<p class="sdfootnote"><a class="sdfootnotesym" name="s1sym" href="#s1anc">1</a>Noot.</p></div>',
    "word": '<p>Zie<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a></p><div id=ftn1>'
    '<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> Noot.</p></div>',
}


@pytest.mark.parametrize("page", CONVERTERS.values(), ids=CONVERTERS.keys())
def test_notes_of_converters(page: str) -> None:
    document = read(page)
    assert [(b.kind, b.text, b.mark) for b in document.blocks] == [
        ("paragraph", "Zie", ""),
        ("footnote", "Noot.", "1"),
    ]
    assert document.blocks[0].notes[0].ref == document.blocks[1].ref


def test_raised_digits_stay_visible() -> None:
    assert texts(read("<p>10 m<sup>2</sup> en meer<sup>3</sup></p>")) == ["10 m² en meer³"]


def test_lists_keep_their_numbers() -> None:
    document = read(
        "<ol start=3><li>drie</li><li><p>vier</p><p>nog</p><ol type=a><li>a</li></ol></li><li value=9>negen</li></ol>"
        '<ul><li>punt</li></ul><ul class="expliciet"><li><p class="labeled"><span class="ol">2° </span>graad</p></li></ul>'
    )
    assert texts(document) == ["3. drie", "4. vier", "nog", "a. a", "9. negen", "• punt", "2° graad"]
    assert [b.level for b in document.blocks] == [1, 1, 0, 2, 1, 1, 1]


def test_tables() -> None:
    document = read(
        "<table><caption>Staat</caption><tr><th>a<th colspan=2>b</tr><tr><td rowspan=2>1<td>2<td>3</tr><tr><td>4<td>5</table>"
    )
    assert document.blocks[1].rows == (("a", "b", ""), ("1", "2", "3"), ("", "4", "5"))


def test_a_table_that_arranges_the_page_is_walked() -> None:
    assert texts(read("<table><tr><td><p>Een</p><p>Twee</p></td></tr></table>")) == ["Een", "Twee"]


def test_preformatted_text_is_lines() -> None:
    document = read("<pre>Vraag 1\nIs dit\nzo?</pre>")
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("line", "Vraag 1"),
        ("line", "Is dit"),
        ("line", "zo?"),
    ]


def test_breaks() -> None:
    assert texts(read("<p>Vraag 1<br>Is dit zo, en hoe<br>gaat het verder?</p>")) == [
        "Vraag 1",
        "Is dit zo, en hoe gaat het verder?",
    ]


def test_facts_of_the_page() -> None:
    head = '<title>Stuk | Site</title><meta name="DC.identifier" content="kst-1-2"><meta name="viewport" content="x"><link rel=canonical href="https://voorbeeld.nl/kst-1-2.html">'
    assert read("<p>x</p>", head).metadata == (
        ("title", "Stuk | Site"),
        ("DC.identifier", "kst-1-2"),
        ("url", "https://voorbeeld.nl/kst-1-2.html"),
    )


@pytest.mark.parametrize(
    "page",
    [
        "<p>één</p>".encode(),
        "<p>één</p>".encode("cp1252"),
        b"\xff\xfe" + "<p>één</p>".encode("utf-16-le"),
        '<meta charset="iso-8859-15"><p>één</p>'.encode("iso-8859-15"),
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><p>één</p></html>'.encode(),
    ],
)
def test_encodings(page: bytes) -> None:
    assert texts(read_html("x.html", page)) == ["één"]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(ContentError, match="no text on the page"):
        read("<script>alles()</script><img src=x>")
