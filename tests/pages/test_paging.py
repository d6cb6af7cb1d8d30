"""Long lists are divided by year, so that an old page seldom changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.lists import MOST_PAGES_NAMED, others
from generator.pages.paging import by_year


def items(**years: int) -> list[str]:
    """Return "2024-3" and so on, newest first."""
    return [f"{year[1:]}-{number}" for year, count in years.items() for number in range(count, 0, -1)]


def year_of(item: str) -> str:
    return item.partition("-")[0]


def test_an_empty_list_has_one_page() -> None:
    assert by_year([], year_of) == (("", "", ()),)


def test_the_first_page_takes_whole_years_until_it_is_worth_reading() -> None:
    first, *rest = by_year(items(y2026=3, y2025=3, y2024=3), year_of, most=10, least=5)
    assert (first.name, first.label, len(first.items)) == ("", "2026 en 2025", 6)
    assert [(page.name, len(page.items)) for page in rest] == [("2024", 3)]


def test_a_long_year_is_cut_from_its_oldest_items_on() -> None:
    pages = by_year(items(y2026=1, y2025=25), year_of, most=10, least=1)
    assert [(page.name, page.label, len(page.items)) for page in pages] == [
        ("", "2026", 1),
        ("2025-3", "2025, deel 3", 5),
        ("2025-2", "2025, deel 2", 10),
        ("2025", "2025, deel 1", 10),
    ]
    assert pages[-1].items[-1] == "2025-1"


def test_items_without_a_year_come_last_under_a_name_of_their_own() -> None:
    pages = by_year(["2026-1", "x-1"], lambda item: "" if item == "x-1" else "2026", most=10, least=1)
    assert [(page.name, page.label) for page in pages] == [("", "2026"), ("zonder-jaar", "zonder jaar")]


@given(st.lists(st.integers(2000, 2026), max_size=60), st.integers(1, 12), st.integers(1, 12))
def test_nothing_is_lost_and_no_page_is_too_long(years: list[int], most: int, least: int) -> None:
    listed = [f"{year}-{number}" for number, year in enumerate(sorted(years, reverse=True))]
    pages = by_year(listed, year_of, most=most, least=least)
    assert [item for page in pages for item in page.items] == listed
    assert all(len(page.items) <= most for page in pages)
    assert len({page.name for page in pages}) == len(pages)


def test_a_page_of_a_few_names_all() -> None:
    pages = by_year(items(y2026=30, y2025=30, y2024=3), year_of, most=3, least=1)
    assert len(pages) < MOST_PAGES_NAMED
    assert [others(pages, page) for page in pages] == [tuple((p.name, p.label) for p in pages)] * len(pages)


def test_a_page_of_very_many_names_few_and_all_are_reached() -> None:
    years = {f"y{year}": 90 for year in range(2026, 2005, -1)}
    pages = by_year([*items(**years), "x-1"], lambda item: "" if item == "x-1" else year_of(item), most=9)
    by_name = {page.name: page for page in pages}
    assert len(pages) > 200
    named = others(pages, pages[0])
    assert len(named) <= 23
    assert named[:3] == (("", pages[0].label), ("2026-9", "2026"), ("2025-10", "2025"))
    assert named[-1] == ("zonder-jaar", "zonder jaar")
    for page in pages:
        assert page.name in dict(others(pages, page))
        assert len(others(pages, page)) < 40
    reached = {one for name, _ in named for one, _ in others(pages, by_name[name])}
    assert reached == set(by_name)


@given(st.lists(st.integers(2000, 2026), min_size=1, max_size=60))
def test_a_new_item_changes_no_old_page(years: list[int]) -> None:
    listed = [f"{year}-{number}" for number, year in enumerate(sorted(years, reverse=True))]
    before = {page.name: page.items for page in by_year(listed, year_of, most=5, least=3) if page.name}
    after = {page.name: page.items for page in by_year(["2026-new", *listed], year_of, most=5, least=3)}
    newest = max(years)
    for page, members in before.items():
        if page.startswith((str(newest), "2026")):
            continue
        assert after[page] == members
