"""Leave contact details out of letterheads: addresses, telephone numbers, e-mail, names of civil servants.

Only lines outside the questions, answers and introductions are looked at, so that nothing that was asked or
answered can vanish; and those who signed keep their names, they hold public office. In doubt a detail is left
out: the original is one link away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from generator.records import LineClass

#: Classes of lines in which contact details can stand.
MASKED_CLASSES: Final[frozenset[LineClass]] = frozenset(
    {
        "letterhead",
        "memo",
        "furniture",
        "contents",
        "signature",
        "closing",
        "opening",
        "salutation",
        "image",
        "unknown",
    }
)


class Masked(NamedTuple):
    """A stretch of a line; ``what`` says what was left out, "" for text that is shown."""

    text: str
    what: str = ""


#: Words before a number that make it something else than a house number.
_NOT_A_STREET = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|aanhangsel|antwoord|"
    "artikel|bijlage|bijlagen|blad|datum|deel|dossier|fase|hoofdstuk|kamerstuk|kenmerk|lid|lijst|motie|nr|nummer|"
    "nummers|pagina|paragraaf|referentie|top|vergaderjaar|versie|vraag|vragen|week|zaaknummer"
)
_WORD = r"(?:[A-ZÀ-Ý’'][\w’'.-]*|aan|de|den|der|het|op|ten|ter|van)"
_PLACE = r"[A-ZÀ-Ý’'][\w’'-]*(?:\s+(?:[A-ZÀ-Ý][\w’'-]*|aan|den|de|op))*"
#: (what, pattern): the whole match is left out. In this order, the first that fits wins.
PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("e-mailadres", re.compile(r"[\w.+-]*@[\w-]+(?:\.[\w-]+)+")),
    ("postadres", re.compile(r"\b(?:Postbus|Antwoordnummer|MPC)\s+\d+(?:\s?[A-Z]\b)?")),
    ("postcode en plaats", re.compile(rf"\b[1-9]\d{{3}}\s?[A-Z]{{2}}\s+{_PLACE}")),
    (
        "telefoonnummer",
        re.compile(r"(?:\b[TFM]\s{0,3})?(?<![\w,.])(?:\+\s?\d{2}|\(?0)(?:[\s().-]{0,2}\d){8,10}(?!\w)"),
    ),
    (
        # A whole line or table cell: up to five words and a number that is no year.
        "adres",
        re.compile(
            rf"(?:(?<=^)|(?<=[|>]))[\s*_]*(?!(?:{_NOT_A_STREET})\b){_WORD}"
            rf"(?:\s+(?!(?:{_NOT_A_STREET})\b)[^\W\d][\w’'.-]*){{0,4}}"
            r"\s+(?!(?:19|20)\d\d\b)\d{1,4}(?:\s?[a-zA-Z]{1,2})?(?=[\s*_]*(?:\||$))",
            re.IGNORECASE,
        ),
    ),
)
#: What every one of these patterns asks for.
_NEEDED: Final = re.compile(r"[@\d]")
#: A label after which a civil servant is named: on the same line, or on the lines below up to an empty one.
NAME_LABEL: Final = re.compile(
    r"""^[\s|>*_]*
    (?:contactpersoon|contact|behandeld\ door|behandelaar|opgesteld\ door|opsteller|steller|auteurs?
      |inlichtingen(?:\ bij)?|doorkiesnummer|telefoon|e-?mail)
    [\s*_]*(?P<colon>:?)[\s*_|]*(?P<rest>.*?)[\s|*_]*$""",
    re.IGNORECASE | re.VERBOSE,
)
#: What ends the lines under such a label, besides an empty line: the next label of the letterhead.
_NEXT_LABEL: Final = re.compile(
    r"""^[\s|>*_]*
    (?:datum|betreft|onderwerp|ons\ kenmerk|onze\ referentie|uw\ (?:kenmerk|brief|referentie)|kenmerk
      |(?:aantal\ )?bijlagen?|projectnaam|nota|aan|van|kopie\ aan|afgestemd\ met|aanleiding|pagina
      |bij\ beantwoording)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_BLOCK: Final = 5


def maskings(lines: Sequence[str], classes: Sequence[LineClass]) -> dict[int, tuple[Masked, ...]]:
    """Return the lines of which something is left out, in stretches, by their place among ``lines``.

    ``classes`` gives the class of each line.
    """
    found: dict[int, tuple[Masked, ...]] = {}
    #: How many lines more may name somebody.
    naming = 0
    for place, (line, name) in enumerate(zip(lines, classes, strict=True)):
        if name not in MASKED_CLASSES:
            naming = naming if name == "blank" and naming == _LONGEST_BLOCK else 0
        elif name != "signature" and (label := NAME_LABEL.match(line)):
            naming = _LONGEST_BLOCK
            if label["rest"] and (stretches := _after_label(line, label)):
                found[place] = stretches
        elif naming and _letters(line) and not _NEXT_LABEL.match(line):
            naming -= 1
            found[place] = (Masked(line, "naam of contact"),)
        else:
            naming = naming if naming == _LONGEST_BLOCK and not _letters(line) else 0
            if stretches := _stretches(line):
                found[place] = stretches
    return found


def _after_label(line: str, label: re.Match[str]) -> tuple[Masked, ...]:
    """Mask what stands behind a label; without a colon only when it looks like a name, number or address."""
    if not label["colon"] and len(label["rest"].split()) > 6:
        return _stretches(line)
    start, end = label.span("rest")
    return tuple(
        part
        for part in (Masked(line[:start]), Masked(line[start:end], "naam of contact"), Masked(line[end:]))
        if part.text
    )


def _letters(line: str) -> bool:
    return any(sign.isalnum() for sign in line)


def _stretches(line: str) -> tuple[Masked, ...]:
    """Return a line in stretches, nothing when all of it is shown."""
    if not _NEEDED.search(line):
        return ()
    found: list[tuple[int, int, str]] = []
    for what, pattern in PATTERNS:
        for match in pattern.finditer(line):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), what))
    if not found:
        return ()
    parts: list[Masked] = []
    place = 0
    for start, end, what in sorted(found):
        parts += (Masked(line[place:start]), Masked(line[start:end], what))
        place = end
    parts.append(Masked(line[place:]))
    return tuple(part for part in parts if part.text or part.what)
