"""Writes small PDF files for the tests: text at places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Text(NamedTuple):
    text: str
    x: float
    y: float
    size: float = 10
    bold: bool = False


def pdf(pages: Sequence[Iterable[Text]]) -> bytes:
    """Return a PDF of A4 pages with these texts, set in Helvetica."""
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    for index, texts in enumerate(pages):
        content = b"".join(map(_shown, texts))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R/B 4 0 R>>>>"
            f"/Contents {6 + 2 * index} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
    return _file(objects)


def _shown(text: Text) -> bytes:
    escaped = text.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"B" if text.bold else b"F"
    return b"BT /%b %g Tf 1 0 0 1 %g %g Tm (%b) Tj ET\n" % (font, text.size, text.x, text.y, escaped)


def _file(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%bendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF"
        % (
            size,
            table,
            size,
            len(out),
        )
    )
