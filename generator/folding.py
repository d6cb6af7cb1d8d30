"""Fold text for comparison: lower case, no accents, plain quotes and dashes; every offset keeps its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

#: Signs that are written in several ways; a folded text knows only the last.
_SIGNS = {
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
    "′": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "\t": " ",
    "\n": " ",
}


class _Folded(dict[int, str]):
    """A table for ``str.translate`` that finds the folded form of a character when it first meets it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _SIGNS.get(char)
        if folded is None:
            lower = char.lower()
            base = unicodedata.normalize("NFKD", lower)[:1]
            # One character for one character: what unfolds to more (ĳ, ½) or to a bare accent stays.
            folded = base if base and not unicodedata.combining(base) and len(lower) == 1 else char
            folded = " " if folded.isspace() else folded
        self[code] = folded
        return folded


_TABLE = _Folded()
#: What is more than a capital away from its folded form: a few signs in a hundred.
_UNUSUAL = re.compile(r"([^ -~]+)")


# Many rules look at one sentence, one after another.
@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Return ``text`` folded; the result is exactly as long, so that an offset in it is one in ``text``."""
    if text.isascii() and text.isprintable():
        return text.lower()
    pieces = _UNUSUAL.split(text)
    pieces[::2] = map(str.lower, pieces[::2])
    pieces[1::2] = [piece.translate(_TABLE) for piece in pieces[1::2]]
    return "".join(pieces)


def keeping(kept: Callable[[str], bool]) -> bytes:
    """Return a table for ``spaced`` that keeps some of the first 256 characters of Unicode."""
    return bytes(code if kept(chr(code)) else ord(" ") for code in range(256))


def spaced(folded: str, table: bytes) -> str:
    """Return a folded text with a space for all that is not kept, and one more before and after it."""
    # What is no Latin becomes a question mark, which no table keeps.
    return f" {folded.encode('latin-1', 'replace').translate(table).decode('latin-1')} "
