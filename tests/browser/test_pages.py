"""Every kind of page, in Chromium: quiet, accessible, fitting, and whole without scripts."""

from __future__ import annotations

import json
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.watching import DESKTOP, PHONE, watched
from tests.factories import BRIDGES, BUDGET, LETTER, LOCK

pytestmark = pytest.mark.browser

KINDS = {
    "home": "",
    "meetings": "vergaderingen/",
    "meeting": f"vergaderingen/{BRIDGES}/",
    "meeting with lists": f"vergaderingen/{BUDGET}/",
    "questions by members": f"vergaderingen/{LOCK}/",
    "meeting that moved": "vergaderingen/2024-oude-raad/",
    "citing": f"citaten/{BRIDGES}/",
    "kamervragen": "kamervragen/",
    "factions": "fracties/",
    "faction": "fracties/noord/",
    "topics": "onderwerpen/",
    "topic": "onderwerpen/bruggen/",
    "documents": "documenten/",
    "document": f"documenten/{LETTER}/",
    "open": "open/",
    "declined": "niet-openbaar/",
    "deferred": "later/",
    "commitments": "toezeggingen/",
    "dossiers": "kamerstukken/",
    "dossier": "kamerstukken/12345/",
    "glossary": "begrippen/",
    "figures": "cijfers/",
    "coverage": "dekking/",
    "search": "zoeken/",
    "about": "over/",
    "explanation": "uitleg/",
    "data": "data/",
    "accessibility": "toegankelijkheid/",
    "wrong address": "404.html",
}
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
#: Every rule that axe-core has, also those it leaves off by itself.
RUN_AXE = """async () => {
    const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
    const found = await axe.run(document, { rules, resultTypes: ["violations"] });
    return found.violations.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))]);
}"""
MODES = [
    pytest.param(DESKTOP, "light", id="desktop-light"),
    pytest.param(DESKTOP, "dark", id="desktop-dark"),
    pytest.param(PHONE, "light", id="phone-light"),
    pytest.param(PHONE, "dark", id="phone-dark"),
]


@pytest.mark.parametrize(("viewport", "colours"), MODES)
def test_axe_finds_nothing(browser: Browser, sample: str, viewport: dict[str, int], colours: str) -> None:
    found = {}
    with watched(browser, viewport=viewport, color_scheme=colours) as (page, _):
        for kind, path in KINDS.items():
            page.goto(sample + path)
            page.evaluate(AXE.read_text(encoding="utf-8"))
            if violations := page.evaluate(RUN_AXE):
                found[kind] = violations
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


def test_axe_finds_nothing_on_the_real_documents(browser: Browser, real: str) -> None:
    found = {}
    with watched(browser) as (page, _):
        for path in ("", "vergaderingen/2026-02-11-rbz-defensie/", "onderwerpen/uitgaven/", "fracties/d66/"):
            page.goto(real + path)
            page.evaluate(AXE.read_text(encoding="utf-8"))
            if violations := page.evaluate(RUN_AXE):
                found[path] = violations
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_are_quiet_and_fit(browser: Browser, sample: str, viewport: dict[str, int]) -> None:
    with watched(browser, viewport=viewport) as (page, seen):
        for path in KINDS.values():
            page.goto(sample + path)
            assert overflow(page) <= 0, path
        assert not seen


@pytest.mark.parametrize("kind", ["meeting", "topic", "document", "figures", "home", "commitments", "search"])
def test_pages_fit_when_everything_is_four_times_as_large(browser: Browser, sample: str, kind: str) -> None:
    # 1280 pixels at 400% are 320.
    with watched(browser, viewport={"width": 320, "height": 256}) as (page, _):
        page.goto(sample + KINDS[kind])
        assert overflow(page) <= 0


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window; tables may scroll in a frame of their own."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_everything_is_there_without_scripts(browser: Browser, sample: str, viewport: dict[str, int]) -> None:
    # Scripts complete citations and count days; what was asked and answered is the same to the letter.
    texts = []
    for scripts in (True, False):
        with watched(browser, viewport=viewport, java_script_enabled=scripts) as (page, seen):
            page.goto(sample + KINDS["meeting"])
            texts.append(page.locator(".asked, .answered, .introduction, .about").all_text_contents())
            assert page.locator("article.question").first.is_visible()
            assert not seen
    assert texts[0]
    assert texts[0] == texts[1]


def test_hostile_texts_do_nothing(browser: Browser, hostile: str) -> None:
    with watched(browser) as (page, seen):
        page.add_init_script("window.alert = (x) => console.error('alert', x)")
        for kind, path in KINDS.items():
            if kind != "meeting that moved":
                page.goto(hostile + path)
        assert not seen
        page.goto(f"{hostile}vergaderingen/{BRIDGES}/")
        assert "<img src=x onerror=alert(1)>" in (page.locator("main").text_content() or "")
        assert page.locator("main img, main script, main iframe").count() == 0


@pytest.mark.parametrize(
    "settings",
    [
        {"reduced_motion": "reduce"},
        {"forced_colors": "active"},
        {"forced_colors": "active", "color_scheme": "dark"},
    ],
    ids=["reduced-motion", "forced-colours", "forced-colours-dark"],
)
def test_special_circumstances(browser: Browser, sample: str, settings: dict[str, str]) -> None:
    with watched(browser, **settings) as (page, seen):
        page.goto(sample + KINDS["meeting"])
        assert page.locator("article.question").first.is_visible()
        assert page.evaluate("document.getAnimations().length") == 0
        assert not seen
