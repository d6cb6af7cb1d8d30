"""What a reader does: arrive at a question, jump, fold open, copy, search, choose colours, use the keyboard, print."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from generator.export.citing import cite
from tests.browser.watching import PHONE, watched
from tests.factories import BRIDGES, LETTER, sample_archive
from tests.site.building import site

pytestmark = pytest.mark.browser
MEETING = f"vergaderingen/{BRIDGES}/"


def test_a_link_to_a_question_shows_that_question(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.goto(f"{sample}{MEETING}#{LETTER}--5")
        expect(page.locator(f'[id="{LETTER}--5"]')).to_be_in_viewport()


@pytest.mark.parametrize("key", ["8", "10", "11"])
def test_old_numbers_keep_their_anchor(browser: Browser, sample: str, key: str) -> None:
    with watched(browser) as (page, _):
        page.goto(f"{sample}{MEETING}#{LETTER}--{key}")
        assert page.evaluate("scrollY") > 0


def test_the_list_of_factions_jumps(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.goto(sample + MEETING)
        page.locator(".jumps").get_by_role("link", name="Zuid").click()
        expect(page.locator("#fractie-zuid")).to_be_in_viewport()


def test_a_referred_answer_is_shown_in_place_and_says_whose_it_is(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.goto(sample + MEETING)
        shown = page.locator(f'[id="{LETTER}--3"] .elsewhere')
        expect(shown).to_contain_text("Antwoord op vraag 1 (Noord)")
        expect(shown).to_contain_text("De brug kost vier miljoen euro.")
        assert shown.is_visible()


def test_the_proof_of_a_status_is_marked(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.goto(sample + MEETING)
        expect(page.locator(f'[id="{LETTER}--2"] mark')).to_have_text(
            "Over de beveiliging doe ik geen uitspraken in het openbaar."
        )


def test_days_are_counted_from_the_date_in_the_page(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.clock.set_fixed_time("2024-03-01T12:00:00Z")
        page.goto(f"{sample}open/")
        expect(page.locator(".questions li").first).to_contain_text("20 februari 2024 (10 dagen geleden)")


def test_a_citation_can_be_copied_with_its_address(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, seen):
        page.goto(sample + MEETING)
        cite = page.locator(f'[id="{LETTER}--1"] .cite')
        cite.locator("summary").click()
        cite.get_by_role("button", name="Kopieer", exact=True).click()
        expect(cite.get_by_role("button", name="Gekopieerd")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(
            "Vraag 1 van Noord met antwoord van de minister van Zaken. In: Antwoorden over de Brugg"
        )
        assert copied.endswith(f"{sample}{MEETING}#{LETTER}--1")
        assert not seen


@pytest.mark.parametrize("name", ["sample", "hostile", "sample offline"])
def test_every_way_to_cite_can_be_copied(browser: Browser, serve: object, name: str) -> None:
    folder = site(name)
    offline = name.endswith("offline")
    address = f"{folder.as_uri()}/" if offline else serve(folder)  # type: ignore[operator]
    page_address = address + (MEETING.rstrip("/") + ".html" if offline else MEETING)
    archive = sample_archive()
    known = cite(archive, archive.questions[f"{LETTER}/1"])
    with watched(browser) as (page, seen):
        page.goto(page_address)
        block = page.locator(f'[id="{LETTER}--1"] .cite')
        block.locator("summary").click()
        expected = {
            "Kopieer Markdown": known.markdown,
            "Kopieer BibTeX": known.bibtex,
            "Kopieer link": f"{page_address}#{LETTER}--1",
        }
        for button, text in expected.items():
            block.get_by_role("button", name=button).click()
            expect(block.get_by_role("button", name="Gekopieerd")).to_have_count(
                1 + list(expected).index(button)
            )
            copied = page.evaluate("navigator.clipboard.readText()")
            assert (copied == text) or (name == "hostile" and button != "Kopieer link" and LETTER in copied)
        assert not seen


def test_bibtex_is_there_without_scripts(browser: Browser, sample: str) -> None:
    with watched(browser, java_script_enabled=False) as (page, _):
        page.goto(sample + MEETING)
        block = page.locator(f'[id="{LETTER}--1"] .cite')
        block.locator("summary").click()
        expect(block.locator("p").first).to_contain_text("Vraag 1 van Noord")
        address = page.evaluate(
            "(link) => link.href", block.get_by_role("link", name="BibTeX").element_handle()
        )
        assert "@misc{" in page.request.get(address).text()


def test_reporting_an_error_carries_the_id_of_the_question(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, seen):
        page.goto(sample + MEETING)
        page.locator(f'[id="{LETTER}--1"]').get_by_role("link", name="Meld een fout").click()
        assert page.url.endswith(f"over/?vraag={LETTER}--1#een-fout-melden")
        expect(page.locator("main")).to_contain_text(f"Het gaat om vraag {LETTER}/1.")
        page.goto(f"{sample}over/?vraag=<img src=x onerror=alert(1)>")
        expect(page.locator("main")).to_contain_text("<img src=x onerror=alert(1)>")
        assert not seen


def test_the_search_box_leads_to_the_search_page_without_scripts(browser: Browser, sample: str) -> None:
    with watched(browser, java_script_enabled=False) as (page, _):
        page.goto(sample + MEETING)
        page.get_by_role("searchbox").fill("brug")
        page.get_by_role("button", name="Zoek").click()
        assert page.url == f"{sample}zoeken/?q=brug"


def test_colours_can_be_chosen_and_nothing_else_is_stored(browser: Browser, sample: str) -> None:
    with watched(browser, color_scheme="light") as (page, _):
        page.goto(sample)
        assert page.evaluate("Object.keys(localStorage)") == []
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.get_by_role("button", name="Donkere kleuren").click()
        page.goto(sample + MEETING)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
        assert page.evaluate("Object.keys(localStorage)") == ["kamerspiegel.colours"]
        assert page.context.cookies() == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.goto(sample + MEETING)
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Naar de inhoud")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhoud"


def test_focus_can_always_be_seen(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.goto(sample + MEETING)
        for _ in range(25):
            page.keyboard.press("Tab")
            width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
            assert width >= 2, page.evaluate("document.activeElement.outerHTML")


def test_a_term_explains_itself_without_a_mouse(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.goto(sample + MEETING)
        page.locator("abbr a").first.focus()
        content = page.evaluate("getComputedStyle(document.querySelector('abbr'), '::after').content")
        assert "Bruggenwet" in content


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_on_a_phone(browser: Browser, sample: str, scripts: bool) -> None:
    with watched(browser, viewport=PHONE, java_script_enabled=scripts) as (page, _):
        page.goto(sample + MEETING)
        menu = page.get_by_role("navigation", name="Hoofdmenu")
        assert not menu.is_visible()
        page.get_by_role("button", name="Menu", exact=True).click()
        menu.get_by_role("link", name="Fracties").click()
        assert page.url == f"{sample}fracties/"


def test_print_shows_the_questions_and_leaves_out_the_controls(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.goto(sample + MEETING)
        page.emulate_media(media="print")
        assert page.locator(f'[id="{LETTER}--1"] .answered').is_visible()
        assert page.locator(".introduction:not([open]) p").first.is_visible()
        for control in (".tools", ".site-nav", ".search-box", ".colophon nav"):
            assert not page.locator(control).first.is_visible()


def test_a_line_of_a_document_can_be_linked_to(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.goto(f"{sample}documenten/{LETTER}/")
        page.locator('a[href="#regel-12"]').click()
        assert page.url.endswith("#regel-12")
        expect(page.locator("#regel-12")).to_contain_text("De brug kost vier miljoen euro.")
        assert "070 426 64 26" not in (page.locator("main").text_content() or "")
        assert "A. Ambtenaar" not in (page.locator("main").text_content() or "")
