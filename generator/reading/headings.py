"""Lines that read as headings: what print sets above a text without a label."""

from __future__ import annotations

import re

from generator.reading.asking import asks

_SUBHEADING = re.compile(r"^[“\"‘'(]?[A-ZÀ-Þ0-9][^?!]{2,110}$")
#: What ends a sentence, perhaps with the mark of a note glued to it.
_ENDS = re.compile(r"[.?!:;,…][\"'”’»)]*$|[.?!][\"'”’»)]*\d{1,2}$")
#: A heading has not more words.
_MOST_WORDS = 14


def is_subheading(text: str) -> bool:
    """Return whether a printed line reads as a heading: short, no stop at its end, asking nothing.

    >>> is_subheading("Verslag Landbouw- en Visserijraad 20 juli"), is_subheading("Dat is gemeld.2")
    (True, False)
    """
    return (
        bool(_SUBHEADING.match(text))
        and not _ENDS.search(text)
        and len(text.split()) <= _MOST_WORDS
        and not asks(text)
    )
