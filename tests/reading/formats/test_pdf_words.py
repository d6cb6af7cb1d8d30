"""Words cut at line ends: made whole by what the document itself shows of them."""

from __future__ import annotations

import pytest

from generator.reading.formats.pdf_words import Words

#: Lines of a document that cuts words at line ends.
CUTTING = ["De vaarweg-", "beheerder en de veer-", "dienst zijn regio-", "naal georganiseerd,", "zonder meer"]

#: (the rest of the document, end of a line, beginning of the next, together)
WHOLE = [
    (CUTTING, "de onder-", "houdskosten", "de onderhoudskosten"),
    (CUTTING, "lucht-", "en raketverdediging", "lucht- en raketverdediging"),
    (CUTTING, "voor- of", "nadelen", "voor- of nadelen"),
    (CUTTING, "de NAVO-", "landen", "de NAVO-landen"),
    (CUTTING, "de F-", "35", "de F-35"),
    (CUTTING, "de GroenLinks-PvdA-", "fractie", "de GroenLinks-PvdA-fractie"),
    (CUTTING, "de ChristenUnie-", "fractie", "de ChristenUnie-fractie"),
    (CUTTING, "Zuid-", "Holland", "Zuid-Holland"),
    (CUTTING, "de defensie-", "uitgaven", "de defensie-uitgaven"),
    (CUTTING, "hebben ge-", "informeerd", "hebben geïnformeerd"),
    (CUTTING, "is ge-", "uit door", "is geuit door"),
    ([*CUTTING, "de Oekraïne gaat"], "in Oekra-", "ine", "in Oekraïne"),
    ([*CUTTING, "met anti-drone wapens"], "een anti-", "drone wapen", "een anti-drone wapen"),
    ([*CUTTING, "de VVD-fractie", "de CDA-fractie"], "de Volt-", "fractie", "de Volt-fractie"),
    (["De veer is", "met Gezag is goed"], "met Gezag-", "projecten", "met Gezag-projecten"),
    (CUTTING, "https://voorbeeld.nl/een-", "lang-adres", "https://voorbeeld.nl/een-lang-adres"),
    (CUTTING, "https://", "www.voorbeeld.nl/x", "https://www.voorbeeld.nl/x"),
    (CUTTING, "https://voorbeeld.nl/provincies", "%202022.pdf", "https://voorbeeld.nl/provincies%202022.pdf"),
    (CUTTING, "in 2023–", "2024", "in 2023–2024"),
    (CUTTING, "dit is zo –", "althans nu", "dit is zo – althans nu"),
    (CUTTING, "mensenhandel en", "-smokkel", "mensenhandel en -smokkel"),
    (CUTTING, "gewone", "regel", "gewone regel"),
]


@pytest.mark.parametrize(("lines", "before", "after", "together"), WHOLE)
def test_joined(lines: list[str], before: str, after: str, together: str) -> None:
    assert "".join(Words([*lines, before, after]).joined(before, after)) == together
