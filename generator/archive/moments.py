"""Find the later moment that a sentence puts something off to: a day, a paper, an event, a cabinet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from generator.folding import fold
from generator.periods import Period, find_periods
from generator.rules import possible_rules


class Moment(msgspec.Struct, frozen=True):
    """A later moment, in the words of the sentence."""

    #: As printed: "in de Stand van Defensie in het najaar van 2026".
    text: str
    #: Its last day, where the words give one.
    last: dt.date | None = None
    #: The paper in which it will be told, as printed: "in de Defensienota 2026".
    paper: str | None = None


#: A letter of which the date is not known: every period counts as coming.
_UNDATED = dt.date(2000, 1, 1)


def later_moment(sentence: str, letter: dt.date | None = None, near: int = 0) -> Moment | None:
    """Return the moment that ``sentence`` names, on or after the date of the letter.

    Of several dated periods it is the one that says "uiterlijk" or "voor", else the one nearest to ``near``.

    A dated period goes before an event, an event before a paper, a paper before a vague time ("binnenkort").
    A paper and the period right behind it are one moment.
    """
    folded = fold(sentence)
    periods = [
        period
        for period in find_periods(sentence, letter or _UNDATED)
        if period.last is None or period.last >= (letter or _UNDATED)
    ]
    papers = _places("paper", folded)
    paper = sentence[papers[0][0] : papers[0][1]] if papers else None
    dated = [period for period in periods if period.last is not None]
    if dated:
        period = _most_binding(dated, near)
        start = next((start for start, end in papers if 0 <= period.start - end <= 1), period.start)
        return Moment(sentence[start : period.end], period.last, paper)
    for kind in ("condition", "paper", "cabinet"):
        if places := _places(kind, folded):
            start, end = places[0]
            return Moment(sentence[start:end], paper=paper)
    return Moment(periods[0].text) if periods else None


def _places(kind: str, folded: str) -> list[tuple[int, int]]:
    rules = possible_rules("moments", kind, folded)
    return [match.span() for rule in rules for match in rule.finditer(folded)]


def _most_binding(periods: Sequence[Period], near: int) -> Period:
    binding = (period for period in periods if period.text.lower().startswith(("uiterlijk", "voor ")))
    return next(binding, min(periods, key=lambda period: abs(period.start - near)))
