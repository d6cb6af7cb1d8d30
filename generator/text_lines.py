"""A file as text, and a text as lines: one way of counting lines for reading, storing and showing."""

from __future__ import annotations

import codecs
from unicodedata import normalize

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode_text(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the encoding it was read in: UTF-8, UTF-16 with a BOM, or Windows-1252.

    Letters come with their accents composed ("é" as one character), as everybody else writes them.

    Raises:
        UnicodeDecodeError: it is text in none of these.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return normalize("NFC", data.decode(encoding)), encoding
    try:
        return normalize("NFC", data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            raise error from None


def split_lines(text: str) -> tuple[str, ...]:
    """Return the physical lines of a text, counted as an editor counts them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    return tuple(lines)
