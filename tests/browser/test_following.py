"""What a reader can follow, and take along as data, is named on the pages, and is there."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.test_pages import KINDS
from tests.browser.watching import watched
from tests.site.building import SITE_URL, site

pytestmark = pytest.mark.browser
#: Kinds of pages with a feed of their own, and what its link says.
FOLLOWED = {
    "meeting": "Volg deze vergadering",
    "questions by members": "Volg deze vergadering",
    "faction": "Volg deze fractie",
    "topic": "Volg dit onderwerp",
    "dossier": "Volg dit dossier",
    "open": "Volg de open vragen",
    "commitments": "Volg de toezeggingen",
}
GENERAL = ("Alle vragen en antwoorden", "Nieuwe antwoorden", "Open vragen", "Toezeggingen")


def served_file(folder: Path, address: str) -> Path:
    return folder / unquote(urlsplit(address).path).removeprefix("/een/archief/")


def test_every_kind_of_page_that_changes_can_be_followed(browser: Browser, serve: object) -> None:
    folder = site("sample with address")
    address = serve(folder)  # type: ignore[operator]
    with watched(browser, java_script_enabled=False) as (page, seen):
        for kind, name in FOLLOWED.items():
            page.goto(address + KINDS[kind])
            shown = page.get_by_role("link", name=name, exact=True).get_attribute("href") or ""
            feed = served_file(folder, urljoin(page.url, shown))
            assert feed.read_bytes().startswith(b"<?xml"), kind
            json.loads(feed.with_suffix(".json").read_bytes())
            found = page.locator('link[rel="alternate"][type="application/atom+xml"]').first
            path = feed.relative_to(folder).as_posix()
            assert found.get_attribute("href") == f"{SITE_URL}{path}", "the page's own feed is found first"
        for kind in ("home", "data"):
            page.goto(address + KINDS[kind])
            for name in GENERAL:
                link = page.locator("main").get_by_role("link", name=name, exact=True).get_attribute("href")
                assert served_file(folder, urljoin(page.url, link or "")).is_file()
        assert not seen


def test_without_an_address_no_page_leads_to_a_feed(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        for kind in ("home", "data", *FOLLOWED):
            page.goto(sample + KINDS[kind])
            assert page.locator('a[href$=".xml"], link[rel="alternate"]').count() == 0


def test_the_data_page_names_every_file(browser: Browser, real: str) -> None:
    folder = site("real") / "data"
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    files = {file for file in files if not file.startswith("meetings/") and file != "index.html"}
    with watched(browser) as (page, _):
        page.goto(f"{real}data/")
        named = page.locator("main a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        assert files <= set(named), files - set(named)
        page.goto(f"{real}vergaderingen/2026-02-11-rbz-defensie/")
        for name, suffix in (("JSON", "json"), ("Markdown", "md")):
            link = page.locator(".facts").get_by_role("link", name=name).get_attribute("href") or ""
            assert served_file(folder.parent, urljoin(page.url, link)).name == f"2026-02-11-rbz-defensie.{suffix}"
