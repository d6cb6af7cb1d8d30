"""Read Dutch dates ("11 en 12 februari 2026", "4 februari jl."), and show them.

A date that leaves out the year is resolved against the date of the letter it stands in. Periods
("eind maart") are read by ``generator.periods``; the patterns stand in ``generator/rules/dates.yaml``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from generator.folding import fold
from generator.rules import load_table, possible_rules

_MONTHS = load_table("dates").lists["months"]
_MONTH_STARTS = load_table("dates").lists["month_starts"]
_JOINED = re.compile(r" ?(?P<word>,|en|t/m|tot en met|tot|-|alsmede|en van|en op|/) ?")
_RANGE = {"t/m", "tot en met", "tot", "-"}
_AHEAD = re.compile(r"(?:aanstaande|eerstkomende) (?:\w+dag )?$")
_YEARS_AWAY = {"volgend": 1, "komend": 1, "aankomend": 1, "vorig": -1, "afgelopen": -1}


class DateMention(msgspec.Struct, frozen=True):
    """Days named in a text, in order."""

    text: str
    start: int
    end: int
    days: tuple[dt.date, ...]


class _Found(msgspec.Struct):
    """One match before years are settled: (month, day) pairs."""

    start: int
    end: int
    days: list[tuple[int, int]]
    year: int | None
    direction: int  # -1: past ("jl."), 1: coming ("a.s."), 0: unsaid


def find_dates(text: str, letter: dt.date | None = None) -> tuple[DateMention, ...]:
    """Return the days named in ``text``; a day without a year needs ``letter`` (else it is left out).

    "jl." is the last such day up to the letter, "a.s." the first from it, and without either it is the
    nearest. Dates joined by "en" or "t/m" are one mention; a range gives all its days.
    """
    folded = fold(text)
    found = sorted(_raw_dates(folded, letter), key=lambda item: item.start)
    mentions: list[DateMention] = []
    following: _Found | None = None
    resolved: list[tuple[_Found, tuple[dt.date, ...]]] = []
    for item in reversed(found):
        if following is not None and _joint(folded, item, following):
            _inherit(item, following)
        days = _settle(item, letter)
        if days:
            resolved.append((item, days))
            following = item
    for item, days in reversed(resolved):
        previous = mentions[-1] if mentions else None
        joint = _JOINED.fullmatch(folded, previous.end, item.start) if previous else None
        if previous and joint and days[0] > previous.days[-1]:
            between = _between(previous.days[-1], days[0]) if joint["word"] in _RANGE else ()
            mentions[-1] = DateMention(
                text[previous.start : item.end], previous.start, item.end, (*previous.days, *between, *days)
            )
        else:
            mentions.append(DateMention(text[item.start : item.end], item.start, item.end, days))
    return tuple(mentions)


def read_days(text: str, letter: dt.date | None = None) -> tuple[dt.date, ...]:
    """Return the days of the first date in ``text``, or nothing."""
    mentions = find_dates(text, letter)
    return mentions[0].days if mentions else ()


def _raw_dates(folded: str, letter: dt.date | None) -> Iterable[_Found]:
    for rule in possible_rules("dates", "day", folded):
        for match in rule.pattern.finditer(folded):
            groups = match.groupdict()
            if "d" in groups:
                pair = (int(groups["m"]), int(groups["d"]))
                yield _Found(match.start(), match.end(), [pair], int(groups["y"]), 0)
                continue
            month = month_number(groups["month"])
            year, direction = year_words(groups, letter)
            if _AHEAD.search(folded, max(0, match.start() - 25), match.start()):
                direction = 1
            pairs = [(month, day) for day in _day_list(groups["days"])]
            yield _Found(match.start(), match.end(), pairs, year, direction)


def _day_list(words: str) -> list[int]:
    days: list[int] = []
    ranged = False
    for token in re.findall(r"\d+|t/m|tot en met|tot|-", words):
        if token in _RANGE:
            ranged = True
            continue
        day = int(token)
        days.extend(range(days[-1] + 1, day) if ranged and days else ())
        days.append(day)
        ranged = False
    return days


def year_words(groups: dict[str, str | None], letter: dt.date | None) -> tuple[int | None, int]:
    """Return the year that the words name, and the direction (past or coming) when they name that only."""
    if groups.get("year") or groups.get("plain"):
        return int(groups.get("year") or groups.get("plain") or 0), 0
    relative = groups.get("rel")
    if relative and letter:
        return letter.year + _YEARS_AWAY.get(relative, 0), 0
    return None, -1 if groups.get("past") else 1 if groups.get("coming") else 0


def _joint(folded: str, item: _Found, following: _Found) -> bool:
    return bool(_JOINED.fullmatch(folded, item.end, following.start))


def _inherit(item: _Found, following: _Found) -> None:
    """Give a date without a year what the date it is joined to says: "10 september en 6 januari jl."."""
    if item.year is None and item.direction == 0:
        item.direction = following.direction
        if following.year is not None:
            item.year = following.year - (item.days[-1] > following.days[0])


def _settle(item: _Found, letter: dt.date | None) -> tuple[dt.date, ...]:
    if item.year is not None:
        return _in_year(item.days, item.year)
    if letter is None:
        return ()
    years = (letter.year - 1, letter.year, letter.year + 1)
    choices = [days for year in years if (days := _in_year(item.days, year))]
    if item.direction < 0:
        choices = [days for days in choices if days[0] <= letter][-1:]
    elif item.direction > 0:
        choices = [days for days in choices if days[-1] >= letter][:1]
    return min(choices, key=lambda days: abs((days[0] - letter).days), default=())


def _in_year(days: list[tuple[int, int]], year: int) -> tuple[dt.date, ...]:
    try:
        return tuple(dt.date(year, month, day) for month, day in days)
    except ValueError:
        return ()


def _between(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    count = (last - first).days
    return tuple(first + dt.timedelta(days=n) for n in range(1, count)) if count <= 31 else ()


def month_number(word: str) -> int:
    """Return 1–12 for a Dutch month, whole or abbreviated."""
    word = fold(word)
    for index, start in enumerate(_MONTH_STARTS, 1):
        if word.startswith(start) and (start != "m" or not word.startswith("mei")):
            return index
    raise ValueError(word)


def show_date(day: dt.date | str) -> str:
    """Return a day as Dutch prose has it: "10 februari 2026"."""
    if isinstance(day, str):
        day = dt.date.fromisoformat(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def show_days(days: Iterable[dt.date | str]) -> str:
    """Return days without repeating: "31 maart en 1 april 2026", "11 t/m 13 februari 2026"."""
    dates = sorted(dt.date.fromisoformat(day) if isinstance(day, str) else day for day in days)
    if not dates:
        return ""
    if len(dates) > 2 and (dates[-1] - dates[0]).days == len(dates) - 1:
        return f"{_short(dates[0], dates[-1])} t/m {show_date(dates[-1])}"
    shown = [_short(day, following) for day, following in pairwise(dates)]
    return " en ".join(filter(None, (", ".join(shown), show_date(dates[-1]))))


def _short(day: dt.date, following: dt.date) -> str:
    """Return ``day`` without what it shares with the date that follows it."""
    if day.year != following.year:
        return show_date(day)
    return str(day.day) if day.month == following.month else f"{day.day} {_MONTHS[day.month - 1]}"
