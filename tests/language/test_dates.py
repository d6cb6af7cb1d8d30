"""Dutch dates and periods: what the tables do not show."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import find_dates, read_days, show_date, show_days
from generator.folding import fold
from generator.periods import find_periods
from generator.sentences import split_sentences

LETTER = dt.date(2026, 2, 10)


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_what_is_shown_is_read_again(day: dt.date) -> None:
    assert read_days(show_date(day)) == (day,)


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2099, 1, 1)), st.integers(1, 40))
def test_two_days_are_read_again(day: dt.date, later: int) -> None:
    both = (day, day + dt.timedelta(days=later))
    assert read_days(show_days(both)) == both


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (["2026-02-10"], "10 februari 2026"),
        (["2026-02-11", "2026-02-12"], "11 en 12 februari 2026"),
        (["2026-03-31", "2026-04-01"], "31 maart en 1 april 2026"),
        (["2025-12-31", "2026-01-01"], "31 december 2025 en 1 januari 2026"),
        (["2026-02-11", "2026-02-12", "2026-02-13"], "11 t/m 13 februari 2026"),
        (["2026-02-11", "2026-02-13", "2026-02-17"], "11, 13 en 17 februari 2026"),
        ([], ""),
    ],
)
def test_days_are_shown_without_repeating(days: list[str], shown: str) -> None:
    assert show_days(days) == shown


def test_day_without_a_year_needs_a_letter() -> None:
    assert find_dates("op 4 februari jl. in Brussel") == ()
    assert find_dates("op 4 februari jl. in Brussel", LETTER)[0].days == (dt.date(2026, 2, 4),)


def test_place_of_a_date() -> None:
    text = "De Raad bereikte op 4 februari jl. een akkoord."
    (found,) = find_dates(text, LETTER)
    assert text[found.start : found.end] == found.text == "4 februari jl."


def test_day_that_does_not_exist_is_none() -> None:
    assert find_dates("30 februari 2026") == ()


def test_by_a_day_includes_it_and_before_a_day_does_not() -> None:
    assert [period.last for period in find_periods("uiterlijk 1 april 2026", LETTER)] == [dt.date(2026, 4, 1)]
    assert [period.last for period in find_periods("vóór 1 april 2026", LETTER)] == [dt.date(2026, 3, 31)]


def test_periods_do_not_overlap() -> None:
    text = "in het najaar van 2026, eind maart van dit jaar of binnen twee weken"
    found = find_periods(text, LETTER)
    assert [period.text for period in found] == [
        "in het najaar van 2026",
        "eind maart van dit jaar",
        "binnen twee weken",
    ]


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet='aB .?!\n"(é1', max_size=80))
def test_sentences_hold_all_but_the_space_between(text: str) -> None:
    sentences = split_sentences(text)
    assert "".join("".join(one.text.split()) for one in sentences) == "".join(text.split())
    assert all(text[one.start : one.end] == one.text for one in sentences)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    find_dates(text, LETTER)
    find_periods(text, LETTER)
