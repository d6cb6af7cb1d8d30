"""Headings that are nothing but the name of a faction, as the register has it ("VVD-fractie", "DENK")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.asking import asks
from generator.reading.headings import is_subheading
from generator.reading.rows import Row
from generator.reading.specimens import Specimens
from generator.registers import FactionRegister

#: What may stand around the name.
_BEFORE = re.compile(r"^(?:(?:Vragen|Inbreng|Fractie)\s+(?:van\s+)?(?:de\s+)?)?")
_BEHIND = re.compile(r"\s*[-‐‑]?\s*(?:fractie)?\s*:?$")
_SPEAKS = re.compile(r"^(?:De (?:fractie)?leden|Het lid|De fractie)\b")
#: What stands below such a heading.
_BELOW = {
    "question-label",
    "question-label-inline",
    "question-marker",
    "question-marker-inline",
    "numbered-item",
    "number-alone",
}
#: So many rows below it.
_NEAR = 5
#: A line so long is no name; one heading alone may be any word.
_LONGEST, _FEWEST = 60, 2


def name_party_headings(rows: Sequence[Row], register: FactionRegister) -> None:
    """Make headings of lines that hold only a faction's name, where questions stand below each of them.

    Lists of factions in a text, and names in tables, have other lines below them.
    """
    live = [row for row in rows if row.cls is None]
    if any(row.name == "faction-heading" for row in live):
        return
    found = [
        row
        for place, row in enumerate(live)
        if not row.name
        and row.block.kind in {"line", "paragraph", "heading"}
        and _is_party(row.text, register)
        and _asks_below(live[place + 1 : place + 1 + _NEAR], register)
    ]
    if len({row.text for row in found}) >= _FEWEST:
        for row in found:
            row.name = "faction-heading"


def _asks_below(below: Sequence[Row], register: FactionRegister) -> bool:
    """Return whether a question stands below a heading, perhaps behind a sub-heading or a faction's words."""
    speaks = False
    for place, row in enumerate(below):
        if row.name in _BELOW or asks(row.text):
            return True
        speaks = speaks or bool(_SPEAKS.match(row.text))
        heads = place == 0 and is_subheading(row.text)
        if row.name or _is_party(row.text, register) or not (speaks or heads):
            return False
    return False


def _is_party(text: str, register: FactionRegister) -> bool:
    """Return whether a line is a faction's name, perhaps with "-fractie" behind it.

    >>> from generator.registers import Faction
    >>> known = FactionRegister((Faction(id="abc", name="ABC"),))
    >>> _is_party("ABC-fractie", known), _is_party("De ABC", known)
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    name = _BEHIND.sub("", _BEFORE.sub("", text))
    faction = register.find(name)
    return faction is not None and name in {faction.name, faction.full_name, *faction.aliases}


SPECIMENS = (
    Specimens("before the name", _BEFORE, ("Vragen van de ABC-fractie", "Inbreng ABC", "ABC"), ()),
    Specimens("behind the name", _BEHIND, ("ABC-fractie", "ABC:", "ABC"), ()),
    Specimens("speaks", _SPEAKS, ("De leden van de ABC-fractie", "Het lid De Wit"), ("De ledenraad",)),
)
