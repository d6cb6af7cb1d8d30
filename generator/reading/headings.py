"""Lines that read as headings: what print sets above a text without a label."""

from __future__ import annotations

import re

from generator.reading.asking import asks
from generator.reading.specimens import Specimens

_SUBHEADING = re.compile(r"^[“\"‘'(]?[A-ZÀ-Þ0-9][^?!]{2,110}$")
#: What ends a sentence, perhaps with the mark of a note glued to it.
_ENDS = re.compile(r"[.?!:;,…][\"'”’»)]*$|[.?!][\"'”’»)]*\d{1,2}$")
#: A heading has not more words.
_MOST_WORDS = 14


#: Words that a heading seldom has and a sentence without its stop ("Zie de bijlage") nearly always.
_VERBS = re.compile(
    r"(?i)\b(?:zie|ja|nee|neen|is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen"
    r"|zal|zullen|moet|moeten|mag|mogen|wil|willen|gaat|gaan|komt|komen|staat|staan|betreft|bedraagt|bedragen"
    r"|volgt|geldt|blijft|vindt|vinden|verwijs|verwijst|ik|wij|u|uw)\b"
)


def reads_as_sentence(text: str) -> bool:
    """Return whether a line without a stop is a sentence all the same: it has a verb, or addresses somebody.

    >>> reads_as_sentence("Zie de bijlage"), reads_as_sentence("Steun aan Oekraïne")
    (True, False)
    """
    return bool(_VERBS.search(text))


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


SPECIMENS = (
    Specimens("heading", _SUBHEADING, ("Steun aan Oekraïne", "2.1 Reikwijdte"), ("steun", "Klopt dat?")),
    Specimens(
        "end of a sentence", _ENDS, ("Dat is zo.", "Dat is gemeld.2"), ("Steun aan Oekraïne", "Raad van 20")
    ),
    Specimens("verbs", _VERBS, ("Zie de bijlage", "Dat is zo"), ("Steun aan Oekraïne",)),
)
