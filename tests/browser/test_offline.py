"""A site on disk, opened by double-clicking index.html: links, search, styles, colours."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.watching import watched
from tests.factories import BRIDGES
from tests.pages.reading_html import Reading
from tests.site.building import site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["sample offline", "real offline"])
def test_every_link_and_file_is_on_the_disk(name: str) -> None:
    folder = site(name)
    for page in folder.rglob("*.html"):
        for element in Reading(page.read_text(encoding="utf-8")).elements:
            for attribute in ("href", "src", "action"):
                parts = urlsplit(element.attributes.get(attribute) or "")
                if not parts.scheme and not parts.netloc and parts.path:
                    target = page.parent / unquote(parts.path)
                    assert target.is_file(), f"{page}: {element.attributes[attribute]}"
                    assert target.resolve().is_relative_to(folder.resolve())


def test_a_reader_walks_from_the_home_page_to_a_question(browser: Browser) -> None:
    folder = site("sample offline")
    with watched(browser) as (page, seen):
        page.goto((folder / "index.html").as_uri())
        page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Vergaderingen").click()
        page.locator(f'main a[href*="{BRIDGES}"]').first.click()
        expect(page.locator("article.question").first).to_be_visible()
        assert page.url == (folder / "vergaderingen" / f"{BRIDGES}.html").as_uri()
        page.evaluate("document.fonts.ready")
        fonts = page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').length")
        assert fonts > 0, "the fonts of the site are used"
        assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.href)")
        assert not seen


def test_a_reader_searches_and_opens_what_is_found(browser: Browser) -> None:
    folder = site("sample offline")
    with watched(browser) as (page, seen):
        page.goto((folder / "index.html").as_uri())
        page.get_by_role("searchbox").fill("beveiliging")
        page.get_by_role("searchbox").press("Enter")
        found = page.locator(".page mark").first
        expect(found).to_be_visible()
        assert urlsplit(page.url).query == "q=beveiliging"
        page.locator('.page a[href*="#"]', has_text="raag").first.click()
        expect(page.locator("article.question:target")).to_be_in_viewport()
        assert page.url.startswith((folder / "vergaderingen").as_uri())
        assert not seen


def test_the_chosen_colours_hold_on_the_next_page(browser: Browser) -> None:
    folder = site("sample offline")
    with watched(browser, color_scheme="light") as (page, seen):
        page.goto((folder / "index.html").as_uri())
        page.get_by_role("button", name="Donkere kleuren").click()
        page.goto((folder / "open" / "index.html").as_uri())
        assert page.evaluate("document.documentElement.dataset.colours") == "dark"
        assert not seen
