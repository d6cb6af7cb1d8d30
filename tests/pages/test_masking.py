"""Contact details in letterheads are left out; nothing that was asked or answered is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.masking import MASKED_CLASSES, PATTERNS, Masked, maskings
from generator.records import LineClass

LEFT_OUT = [
    "Plein 4",
    "Bezuidenhoutseweg 67 ",
    "| Turfmarkt 147 |",
    "Prins Clauslaan 8b",
    "van den Brinkstraat 12",
    "> Retouradres Postbus 20701 2500 ES Den Haag",
    "2594 AC Den Haag",
    "MPC 58 B",
    "T 070 426 64 26",
    "M +31 6 1234 5678",
    "(070) 318 22 11",
    "06-12345678",
    "a.jansen@minzaken.example",
    "@mindef.example",
    "Behandeld door: mw. A. Jansen",
    "Contactpersoon A. Jansen",
    "Opgesteld door\tStafadviseur",
]
SHOWN = [
    "Datum 21 mei 2026",
    "10 februari 2026",
    "februari 2026",
    "MINDEF20260007449",
    "Aantal bijlagen 1",
    "Kamerstuk 36800-X",
    "Nr. 2290",
    "www.defensie.nl",
    "de Voorzitter van de Tweede Kamer",
    "Vergaderjaar 2025",
    "Antwoorden over de begroting van het jaar 2026",
    "De Kamer heeft in totaal 67 vragen gesteld, waarvan 45 over de begroting",
    "Ons kenmerk 4980892",
    "Betreft Beantwoording van vraag 12",
    "",
]


def masked_lines(lines: list[str], names: list[LineClass]) -> list[tuple[Masked, ...]]:
    """Return every line in stretches."""
    found = maskings(lines, names)
    return [found.get(place, (Masked(line),)) for place, line in enumerate(lines)]


def masked(*lines: str, classes: list[LineClass] | None = None) -> list[str]:
    """Return lines with what is left out as "#"."""
    names: list[LineClass] = classes or ["letterhead"] * len(lines)
    shown = masked_lines(list(lines), names)
    return ["".join("#" if part.what else part.text for part in line) for line in shown]


@pytest.mark.parametrize("line", LEFT_OUT)
def test_left_out(line: str) -> None:
    assert "#" in masked(line)[0]
    digits = sum(map(str.isdigit, line))
    assert sum(map(str.isdigit, masked(line)[0])) == 0 or digits == 0


@pytest.mark.parametrize("line", SHOWN)
def test_shown(line: str) -> None:
    assert masked(line) == [line]


@pytest.mark.parametrize("line", LEFT_OUT)
def test_content_is_never_masked(line: str) -> None:
    for name in ("question", "answer", "introduction", "context", "footnote", "heading", "copy", "letter"):
        assert masked(line, classes=[name]) == [line]


def test_names_under_a_label_end_at_an_empty_line_or_the_next_label() -> None:
    lines = ("Opgesteld door", "", "Adviseur", "A. Jansen", "", "Aantal bijlagen", "1")
    classes: list[LineClass] = ["memo", "blank", "memo", "memo", "blank", "memo", "memo"]
    assert masked(*lines, classes=classes) == ["Opgesteld door", "", "#", "#", "", "Aantal bijlagen", "1"]


def test_names_under_a_label_end_at_the_next_label() -> None:
    assert masked("Contactpersoon", "A. Jansen", "Ons kenmerk", "123") == [
        "Contactpersoon",
        "#",
        "Ons kenmerk",
        "123",
    ]


def test_those_who_sign_keep_their_names() -> None:
    lines = ("DE MINISTER VAN ZAKEN", "", "A. de Wit")
    assert masked(*lines, classes=["signature", "blank", "signature"]) == list(lines)


@given(st.lists(st.text(alphabet="Aa1 @.|-+()\t", max_size=30)), st.data())
def test_stretches_joined_give_the_line(lines: list[str], data: st.DataObject) -> None:
    names = [data.draw(st.sampled_from(sorted(MASKED_CLASSES))) for _ in lines]
    assert ["".join(part.text for part in line) for line in masked_lines(lines, names)] == lines


@given(st.text(alphabet="AaTFM +.|-()/,\t" + "é’>*_", max_size=40))
def test_no_pattern_fits_without_a_digit_or_an_at_sign(line: str) -> None:
    assert not any(pattern.search(line) for _, pattern in PATTERNS)


def test_every_pattern_is_tried() -> None:
    said = {part.what for line in LEFT_OUT for part in masked_lines([line], ["letterhead"])[0] if part.what}
    assert said >= {what for what, _ in PATTERNS}
