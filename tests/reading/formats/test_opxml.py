"""XML of officielebekendmakingen.nl: Kamerstukken new and old, and Kamervragen."""

from __future__ import annotations

import pytest

from generator.problems import ContentError
from generator.reading.blocks import SourceDocument
from generator.reading.formats.opxml import read_opxml


def read(inner: str) -> SourceDocument:
    return read_opxml("stuk.xml", f"<officiele-publicatie>{inner}</officiele-publicatie>".encode())


def texts(document: SourceDocument) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in document.blocks]


KAMERSTUK = """<metadata><meta/></metadata><kamerstuk><kamerstukkop>
<tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel>
<tekstregel inhoud="vergaderjaar">Vergaderjaar 2025–2026</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>99 501</dossiernr><begrotingshoofdstuk>28</begrotingshoofdstuk></dossiernummer>
<titel>Veerraad</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">12</ondernummer></stuknr><titel>VERSLAG VAN EEN SCHRIFTELIJK OVERLEG</titel>
<datumtekst>Vastgesteld <datum isodatum="2026-02-10">10 februari 2026</datum></datumtekst>
<algemeen><vrije-tekst><tekst><al>De commissie<noot id="n1" type="voet"><noot.nr>1</noot.nr>
<noot.al>Samenstelling: <nadruk type="cur">leden</nadruk>.</noot.al></noot> heeft vragen.</al>
<tussenkop kopopmaak="vet">Vragen van de fractie</tussenkop><al><nadruk type="vet">Vraag 1</nadruk></al></tekst>
<divisie><kop><nr>2.</nr><titel>Overig</titel></kop><tekst><al>Slot.</al></tekst></divisie></vrije-tekst></algemeen>
<ondertekening><functie>De voorzitter,</functie><naam><achternaam>Jansen</achternaam></naam></ondertekening>
</stuk></kamerstuk>"""


def test_a_kamerstuk() -> None:
    document = read(KAMERSTUK)
    assert texts(document) == [
        "Tweede Kamer der Staten-Generaal",
        "Vergaderjaar 2025–2026",
        "99 501-28",
        "Veerraad",
        "Nr. 12",
        "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG",
        "Vastgesteld 10 februari 2026",
        "De commissie heeft vragen.",
        "Vragen van de fractie",
        "Vraag 1",
        "2. Overig",
        "Slot.",
        "De voorzitter,",
        "Jansen",
        "Samenstelling: leden.",
    ]
    assert [(b.text, b.bold) for b in document.blocks if b.kind == "heading"] == [
        ("Vragen van de fractie", True),
        ("2. Overig", False),
    ]
    assert [(n.offset, n.mark) for n in document.blocks[7].notes] == [(12, "1")]
    assert document.blocks[9].bold
    assert {
        ("date", "2026-02-10"),
        ("dossier", "99501-28"),
        ("dossier.title", "Veerraad"),
        ("number", "12"),
        ("session", "Vergaderjaar 2025–2026"),
        ("title", "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"),
        ("signatory", "De voorzitter, Jansen"),
    } <= set(document.metadata)


def test_kamervragen() -> None:
    document = read(
        '<kamervragen><kamervraagnummer>100</kamervraagnummer><kamervraagomschrijving type="vraag">Vragen van het lid '
        "<naam><achternaam>Van Dam</achternaam></naam> (XYZ) over <kamervraagonderwerp>veren</kamervraagonderwerp> "
        '(ingezonden <datum isodatum="2024-10-01">1 oktober 2024</datum>).</kamervraagomschrijving>'
        '<kamervraagomschrijving type="antwoord">Antwoord van Minister Pieters (ontvangen '
        '<datum isodatum="2024-11-01">1 november 2024</datum>).</kamervraagomschrijving>'
        '<vraag><nr>Vraag 1</nr><al>Is dit zo<noot id="v"><noot.nr>1</noot.nr><noot.al>Krant.</noot.al></noot>?</al></vraag>'
        "<antwoord><nr>Antwoord 1</nr><al>Ja.</al><al>Zeker.</al></antwoord>"
        '<vraag><nr>2</nr><al>En dit<nootref refid="z"/>?</al></vraag><antwoord><al>Nee.</al></antwoord>'
        '<noot id="z"><noot.nr>2</noot.nr><noot.al>Later.</noot.al></noot></kamervragen>'
    )
    assert texts(document) == [
        "100",
        "Vragen van het lid Van Dam (XYZ) over veren (ingezonden 1 oktober 2024).",
        "Antwoord van Minister Pieters (ontvangen 1 november 2024).",
        "Vraag 1",
        "Is dit zo?",
        "Antwoord 1",
        "Ja.",
        "Zeker.",
        "Vraag 2",
        "En dit?",
        "Antwoord",
        "Nee.",
        "Krant.",
        "Later.",
    ]
    assert {
        ("date.asked", "2024-10-01"),
        ("date.answered", "2024-11-01"),
        ("member", "Van Dam"),
        ("title", "veren"),
    } <= set(document.metadata)
    assert document.remarks == ("1 vragen of antwoorden zonder nummer kregen een label in hun volgorde",)


def test_an_old_kamerstuk() -> None:
    data = (
        '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE kamerwrk SYSTEM "kamerwrk.dtd">'
        "<kamerwrk><frontm><vergjaar>Vergaderjaar 1998–1999</vergjaar></frontm><body><stuk><ltrlabel>Nr. 5</ltrlabel>"
        "<titel>LIJST VAN VRAGEN</titel><tuskop letat='vet'>1</tuskop><al>Hoe\nkomt dat, co&ouml;rdinatie?</al><witreg/>"
        "<al>Zo.</al></stuk></body></kamerwrk>"
    ).encode("cp1252", "xmlcharrefreplace")
    document = read_opxml("oud.xml", data)
    assert texts(document)[-4:] == ["LIJST VAN VRAGEN", "1", "Hoe komt dat, coördinatie?", "Zo."]
    assert document.blocks[-3].bold


def test_lists_tables_images_and_unknown_elements() -> None:
    document = read(
        "<tekst><lijst type='expliciet'><li><li.nr>1.</li.nr><al>een</al><lijst type='ndash'><li><al>genest</al></li></lijst>"
        "</li></lijst><table><title>Staat</title><tgroup><colspec colname='c1'/><colspec colname='c2'/><colspec colname='c3'/>"
        "<thead><row><entry namest='c1' nameend='c2'><al>A</al></entry><entry colname='c3'>B</entry></row></thead>"
        "<tbody><row><entry colname='c2'><al>2</al></entry><entry colname='c3'><al>3</al></entry></row></tbody></tgroup></table>"
        "<plaatje><illustratie naam='x.png'/></plaatje><nieuw>Onbekende <iets>inhoud</iets> hier</nieuw></tekst>"
    )
    assert texts(document)[:3] == ["1. een", "– genest", "Staat"]
    assert document.blocks[3].rows == (("A", "", "B"), ("", "2", "3"))
    assert document.blocks[4].text == "Onbekende inhoud hier"
    assert document.remarks == ("1 afbeelding weggelaten",)


def test_xml_without_text_is_refused() -> None:
    with pytest.raises(ContentError, match="no text in the XML"):
        read("<kamerstuk><stuk/></kamerstuk>")
