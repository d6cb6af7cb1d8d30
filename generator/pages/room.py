"""How much the page of a meeting can show beside its own questions and stay light.

A hundred questions of some length nearly fill a page. What stands elsewhere too, and is shown at a question
for convenience, then takes less room: terms are explained once, fewer related questions are named, and
referred answers are shown by their beginning. A meeting of forty questions of usual length shows everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from generator.archive.graph import Entry, FactionContribution
from generator.export.jsonld import MOST_IN_FULL
from generator.records import Paragraph

#: Bytes of HTML of a page with a hundred questions.
MOST: Final = 400_000
#: The theme, and what stands above the questions.
_FRAME: Final = 17_000
#: What stands around the texts of one question; what tells machines of it, in full and in short; and how
#: often its address stands in all of these.
_AROUND: Final = 1_285
_IN_FULL: Final = 435
_IN_SHORT: Final = 165
_ADDRESSED: Final = 6
#: Terms that every question explains; the label of related questions, and one that is named with where it
#: begins, or only by its number; a referred answer of which only the beginning is shown.
_TERMS: Final = 230
_LABEL: Final = 70
_BEGUN: Final = 230
_NUMBERED: Final = 170
_BEGINNING: Final = 600
#: Texts take more bytes than they have letters.
_BYTES: Final = 1.02
#: So many related questions are named at each, where there is room.
_MOST_RELATED: Final = 3
#: Characters of referred answers that a page repeats, however much room there is.
_MOST_REPEATED: Final = 90_000


class Room(NamedTuple):
    """What a page can show of what stands elsewhere."""

    #: Whether every question explains its terms; else the first that uses a term does.
    terms: bool = True
    #: Related questions that each question names, and whether with where they begin.
    related: int = _MOST_RELATED
    begun: bool = True
    #: Characters of each referred answer.
    repeated: int = _MOST_REPEATED


def room_for(entries: Iterable[Entry], parts: Iterable[FactionContribution]) -> Room:
    """Return what the page of these questions, and of what factions say beside them, can show."""
    questions = references = told = addresses = 0
    for entry in entries:
        questions += 1
        references += len(entry.references)
        addresses += len(entry.anchor) * _ADDRESSED
        told += _length(entry.question) + _length(entry.answer)
    for part in parts:
        told += _length(part.introduction) + _length(paragraph for _, paragraph in part.context)
    if not questions:
        return Room()
    around = _AROUND + (_IN_FULL if questions <= MOST_IN_FULL else _IN_SHORT)
    # What is left for each question.
    left = (MOST - _FRAME - told * _BYTES - addresses - references * _BEGINNING) / questions - around
    terms = left >= _TERMS + _LABEL + _BEGUN
    left -= _TERMS if terms else 0
    begun = left >= _LABEL + _BEGUN
    # Half of it is for more of them, half for referred answers.
    related = max(1, min(_MOST_RELATED, int(left / 2 - _LABEL) // _BEGUN)) if begun else 0
    if not begun and left >= _LABEL + _NUMBERED:
        related = 1
    if related:
        left -= _LABEL + related * (_BEGUN if begun else _NUMBERED)
    repeated = max(0, min(_MOST_REPEATED, int(left * questions))) // max(1, references)
    return Room(terms, related, begun, repeated)


def _length(paragraphs: Iterable[Paragraph]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)
