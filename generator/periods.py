"""Read the periods that a Dutch letter names ("uiterlijk eind maart"), to their last day.

What the words do not say is not made up: a period without a last day ("na de zomer", "binnenkort") has none.
The patterns, and the conventions where the language names no day, stand in ``generator/rules/dates.yaml``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from generator.dates import DateMention, find_dates, month_number, year_words
from generator.folding import fold
from generator.rules import Compiled, possible_rules

_Groups = dict[str, str | None]
_NUMBERS = {
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6,
    "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "twaalf": 12,
}  # fmt: skip
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_MIDDLE = ("medio", "half", "midden", "halverwege")
_SPRING, _SUMMER, _AUTUMN, _WINTER = (
    ((3, 20), (6, 20)),
    ((6, 21), (9, 22)),
    ((9, 23), (12, 20)),
    ((12, 21), (3, 19)),
)
#: First and last (month, day) of each season.
_SEASONS = {
    "lente": _SPRING, "voorjaar": _SPRING, "zomer": _SUMMER,
    "herfst": _AUTUMN, "najaar": _AUTUMN, "winter": _WINTER,
}  # fmt: skip
_BY_DAY = re.compile(
    r"(?:(?:uiterlijk|nog|al|reeds|vanaf|sinds|na|tot|per|op|voor|met ingang van) )+(?:\w+dag )?$"
)


class Period(msgspec.Struct, frozen=True):
    """A time named in a text, with its last day where the words give one."""

    text: str
    start: int
    end: int
    last: dt.date | None
    #: Name of the rule that read it ("month", "season", "soon"); "day" for a date.
    rule: str


# What a sentence says of time is asked for its status, and again for what it promises.
@lru_cache(maxsize=256)
def find_periods(text: str, letter: dt.date) -> tuple[Period, ...]:
    """Return the days and periods in ``text``, each with the day it is over; in order, not overlapping."""
    folded = fold(text)
    found = [_day_period(text, folded, mention) for mention in find_dates(text, letter)]
    for rule in possible_rules("dates", None, folded):
        if rule.rule.kind != "day":
            found.extend(_rule_periods(rule, text, folded, letter))
    found.sort(key=lambda period: (period.start, -period.end))
    kept: list[Period] = []
    for period in found:
        if kept and period.start < kept[-1].end:
            if period.end - period.start > kept[-1].end - kept[-1].start:
                kept[-1] = period
            continue
        kept.append(period)
    return tuple(kept)


def _rule_periods(rule: Compiled, text: str, folded: str, letter: dt.date) -> Iterable[Period]:
    resolve = _RESOLVE[rule.rule.kind]
    for match in rule.finditer(folded):
        last = resolve(match.groupdict() | {"event": rule.rule.value}, letter)
        yield Period(text[match.start() : match.end()], match.start(), match.end(), last, rule.rule.name)


def _day_period(text: str, folded: str, mention: DateMention) -> Period:
    lead = _BY_DAY.search(folded, 0, mention.start)
    start = lead.start() if lead else mention.start
    last = mention.days[-1]
    if lead and "voor " in lead.group():
        last -= dt.timedelta(days=1)
    return Period(text[start : mention.end], start, mention.end, last, "day")


def _upcoming(year: int | None, direction: int, letter: dt.date, last_of: dict[int, dt.date]) -> dt.date:
    """Choose the year of a period that names none: the first that is not over, or the last one ("jl.")."""
    if year is not None:
        return last_of[year]
    if direction < 0:
        return max(day for day in last_of.values() if day.replace(day=1) <= letter)
    return min(day for day in last_of.values() if day >= letter)


def _years(letter: dt.date, year: int | None) -> Iterable[int]:
    return (year,) if year is not None else (letter.year - 1, letter.year, letter.year + 1, letter.year + 2)


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _quarter(groups: _Groups, letter: dt.date) -> dt.date | None:
    nth = groups["nth"] or ""
    quarter = _ORDINALS.get(nth) or int(re.sub(r"\D", "", nth))
    year, direction = year_words(groups, letter)
    return _upcoming(year, direction, letter, {y: month_end(y, quarter * 3) for y in _years(letter, year)})


def _half(groups: _Groups, letter: dt.date) -> dt.date | None:
    year, _ = year_words(groups, letter)
    month = 6 if (groups["nth"] or "") in ("eerste", "1e") else 12
    return _upcoming(year, 0, letter, {y: month_end(y, month) for y in _years(letter, year)})


def _month(groups: _Groups, letter: dt.date) -> dt.date | None:
    month = month_number(groups["month"] or "")
    year, direction = year_words(groups, letter)
    last = _upcoming(year, direction, letter, {y: month_end(y, month) for y in _years(letter, year)})
    part = groups["part"] or ""
    if groups["before"] and not groups["till"] and not part:
        return last.replace(day=1) - dt.timedelta(days=1)
    if part == "begin":
        return last.replace(day=10)
    return last.replace(day=20) if part in _MIDDLE else last


def _year(groups: _Groups, letter: dt.date) -> dt.date | None:
    year, _ = year_words(groups, letter)
    if year is None:
        return None
    part = groups["part"] or ""
    if part == "begin":
        return dt.date(year, 3, 31)
    if part in _MIDDLE:
        return dt.date(year, 7, 31)
    early = groups["before"] and not groups["till"] and not part and groups.get("year")
    return dt.date(year - bool(early), 12, 31)


def _turn(groups: _Groups, letter: dt.date) -> dt.date | None:
    return dt.date(letter.year, 12, 31)


def _season(groups: _Groups, letter: dt.date) -> dt.date | None:
    season = groups["season"] or ""
    year, direction = year_words(groups, letter)
    if groups.get("before"):
        starts = {y: dt.date(y, *_SEASONS[season][0]) for y in _years(letter, year)}
        return _upcoming(year, direction, letter + dt.timedelta(days=1), starts) - dt.timedelta(days=1)
    ends = {y: dt.date(y + (season == "winter"), *_SEASONS[season][1]) for y in _years(letter, year)}
    return _upcoming(year, direction, letter, ends)


def _recess(groups: _Groups, letter: dt.date) -> dt.date | None:
    year, direction = year_words(groups, letter)
    name = groups["recess"]
    if name == "zomer":
        starts = {y: _nth_weekday(y, 7, calendar.FRIDAY, 1) for y in _years(letter, year)}
    elif name == "kerst":
        starts = {y: _friday_before(dt.date(y, 12, 25)) for y in _years(letter, year)}
    else:
        return None  # its dates differ from year to year
    return _upcoming(year, direction, letter + dt.timedelta(days=1), starts) - dt.timedelta(days=1)


def _event(groups: _Groups, letter: dt.date) -> dt.date | None:
    budget_day = groups["event"] == "prinsjesdag"
    month, weekday = (9, calendar.TUESDAY) if budget_day else (5, calendar.WEDNESDAY)
    year, direction = year_words(groups, letter)
    days = {y: _nth_weekday(y, month, weekday, 3) for y in _years(letter, year)}
    day = _upcoming(year, direction, letter, days)
    return day - dt.timedelta(days=1) if groups.get("before") else day


def _relative(groups: _Groups, letter: dt.date) -> dt.date | None:
    ahead = 0 if groups["which"] == "deze" else 1
    unit = groups["unit"]
    if unit == "dag":
        return letter + dt.timedelta(days=ahead)
    if unit == "week":
        return letter + dt.timedelta(days=6 - letter.weekday() + 7 * ahead)
    if unit == "maand":
        return _month_after(letter, ahead)
    if unit == "kwartaal":
        return _month_after(letter.replace(day=1), (3 - letter.month) % 3 + 3 * ahead)
    return _month_after(letter, 6)


def _within(groups: _Groups, letter: dt.date) -> dt.date | None:
    words, unit = groups["n"] or "", groups["unit"] or ""
    if words == "enkele" or unit == "werkdagen":
        return None
    number = _NUMBERS.get(words) or int(words)
    if unit.startswith("dag"):
        return letter + dt.timedelta(days=number)
    if unit.startswith("we"):
        return letter + dt.timedelta(weeks=number)
    months = number * (12 if unit.startswith("ja") else 1)
    end = _month_after(letter, months)
    return end.replace(day=min(letter.day, end.day))


def _unknown(groups: _Groups, letter: dt.date) -> dt.date | None:
    return None


_RESOLVE: dict[str, Callable[[_Groups, dt.date], dt.date | None]] = {
    "quarter": _quarter, "half": _half, "month": _month, "year": _year, "turn": _turn, "season": _season,
    "recess": _recess, "event": _event, "relative": _relative, "within": _within, "unknown": _unknown,
}  # fmt: skip


def _month_after(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    return month_end(index // 12, index % 12 + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _friday_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=(day.weekday() - calendar.FRIDAY) % 7 or 7)
