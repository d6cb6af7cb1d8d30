"""What a reader does: arrive at a question, jump, fold open, copy, search, choose colours, use the keyboard, print."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.pages import Settings
from generator.pages.citations import ADDRESS, cite
from generator.pages.publication import Publication
from tests.browser.watching import DESKTOP, PHONE, watched
from tests.factories import BRIDGES, LETTER, sample_archive
from tests.site.building import site

pytestmark = pytest.mark.browser
MEETING = f"vergaderingen/{BRIDGES}/"


def test_a_link_to_a_question_shows_that_question(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.goto(f"{sample}{MEETING}#{LETTER}--5")
        expect(page.locator(f'[id="{LETTER}--5"]')).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_link_into_a_long_page_leads_to_its_place(
    browser: Browser, real: str, viewport: dict[str, int], scripts: bool
) -> None:
    path = f"{real}vergaderingen/2026-02-11-rbz-defensie/"
    with watched(browser, viewport=viewport, java_script_enabled=scripts) as (page, seen):
        for number in (2, 17, 30, 41):
            anchor = f"2026-02-10-beantwoording-rbz-defensie--{number}"
            page.goto("about:blank")
            page.goto(f"{path}#{anchor}")
            page.wait_for_timeout(150)
            place = page.locator(f'[id="{anchor}"] .number').bounding_box()
            assert place, anchor
            assert -1 <= place["y"] < viewport["height"] / 2, f"{anchor}: {place}"
        page.locator('.jumps a[href="#fractie-sgp"]').click()
        page.wait_for_timeout(150)
        expect(page.locator("#fractie-sgp")).to_be_in_viewport()
        page.go_back()
        page.wait_for_timeout(150)
        expect(page.locator("#fractie-sgp")).not_to_be_in_viewport()
        assert not seen


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


def meeting_of(name: str, serve: object) -> tuple[str, str]:
    """Return the address of a site, and of the page of its meeting."""
    folder = site(name)
    if name.endswith("offline"):
        return f"{folder.as_uri()}/", f"{folder.as_uri()}/{MEETING.rstrip('/')}.html"
    address = serve(folder)  # type: ignore[operator]
    return address, address + MEETING


def open_citation(page: Page) -> Locator:
    """Ask for the citation of the first question."""
    question = page.locator(f'[id="{LETTER}--1"]')
    question.get_by_role("button", name="Citeer of sluit in").click()
    expect(question.locator(".cite-panel p")).to_be_visible()
    return question


@pytest.mark.parametrize("name", ["sample", "hostile", "sample offline"])
def test_every_way_to_cite_can_be_copied(browser: Browser, serve: object, name: str) -> None:
    _, page_address = meeting_of(name, serve)
    whole = Publication(sample_archive(), Settings())
    known = cite(whole, whole.archive.questions[f"{LETTER}/1"])
    link = f"{page_address}#{LETTER}--1"
    with watched(browser) as (page, seen):
        page.goto(page_address)
        question = open_citation(page)
        expected = {
            "Kopieer tekst": known.plain.replace(ADDRESS, link),
            "Kopieer Markdown": known.markdown.replace(ADDRESS, link),
            "Kopieer BibTeX": known.bibtex.replace(ADDRESS, link),
            "Kopieer link": link,
        }
        for number, (button, text) in enumerate(expected.items(), 1):
            question.get_by_role("button", name=button).click()
            expect(question.get_by_role("button", name="Gekopieerd")).to_have_count(number)
            expect(question.get_by_role("status")).to_have_text(f"{button}: gekopieerd.")
            copied = page.evaluate("navigator.clipboard.readText()")
            assert (copied == text) or (name == "hostile" and link in copied)
        question.get_by_role("button", name="Citeer of sluit in").click()
        expect(question.locator(".cite-panel")).to_be_hidden()
        assert not seen


@pytest.mark.parametrize("name", ["sample", "hostile", "sample offline"])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_is_shown_on_another_site(
    browser: Browser, serve: object, name: str, scripts: bool
) -> None:
    address, page_address = meeting_of(name, serve)
    with watched(browser, java_script_enabled=scripts) as (page, seen):
        page.goto(page_address)
        if scripts:
            open_citation(page).get_by_role("link", name="Sluit in").click()
        else:
            page.locator(f'[id="{LETTER}--1"]').get_by_role("link", name="Citeer of sluit in").click()
        assert page.url.startswith(f"{address}citaten/")
        expect(page.locator(f'[id="{LETTER}--1"]')).to_be_in_viewport()
        forms = page.locator("section.citing", has=page.locator(f'[id="{LETTER}--1"]'))
        expect(forms.locator("pre")).to_have_count(4)
        if scripts:
            forms.get_by_role("button", name="Kopieer HTML om in te sluiten").click()
            expect(forms.get_by_role("button", name="Gekopieerd")).to_be_visible()
            snippet = page.evaluate("navigator.clipboard.readText()")
        else:
            snippet = (forms.locator("pre").last.text_content() or "").replace(ADDRESS, page_address)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        page.set_content(
            f"<!doctype html><html lang=en><head>{policy}<title>Elders</title></head><body>{snippet}</body>"
        )
        quote = page.locator("blockquote")
        expect(quote).to_contain_text("Vraag 1 van")
        expect(quote).to_contain_text("geen officiële website")
        assert page.locator("body :not(blockquote, p, strong, em, br, footer, a)").count() == 0
        assert asked == []
        if scripts:
            quote.get_by_role("link").click()
            assert page.url == f"{page_address}#{LETTER}--1"
        assert not seen


def test_every_form_is_there_without_scripts(browser: Browser, sample: str) -> None:
    with watched(browser, java_script_enabled=False) as (page, seen):
        page.goto(sample + MEETING)
        page.locator(f'[id="{LETTER}--1"]').get_by_role("link", name="Citeer of sluit in").click()
        forms = page.locator("section.citing", has=page.locator(f'[id="{LETTER}--1"]'))
        for name, start in (
            ("Tekst", "Vraag 1 van Noord met antwoord van de minister van Zaken. In: "),
            ("Markdown", "[Vraag 1 van Noord"),
            ("BibTeX", "@misc{"),
            ("HTML om in te sluiten", "<blockquote"),
        ):
            text = forms.locator(f'.form-name:has-text("{name}") + pre')
            assert (text.text_content() or "").startswith(start)
        bibtex = page.evaluate("document.querySelector('a[href$=\".bib\"]').href")
        assert "@misc{" in page.request.get(bibtex).text()
        assert ADDRESS not in page.request.get(bibtex).text()
        assert not seen


def test_one_question_can_be_printed(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, seen):
        page.add_init_script("window.print = () => (window.printed = true)")
        page.goto(sample + MEETING)
        open_citation(page).get_by_role("button", name="Print deze vraag").click()
        assert page.evaluate("window.printed")
        page.emulate_media(media="print")
        expect(page.locator(f'[id="{LETTER}--1"] .answered')).to_be_visible()
        expect(page.locator("h1")).to_be_visible()
        for other in (f'[id="{LETTER}--2"]', ".spread", ".contribution >> nth=0", ".colophon", ".cite-panel"):
            expect(page.locator(other)).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(page.locator(f'[id="{LETTER}--2"]')).to_be_visible()
        assert not seen


@pytest.mark.parametrize("name", ["sample", "sample offline"])
@pytest.mark.parametrize("scripts", [True, False])
def test_reporting_an_error_carries_the_id_of_the_question(
    browser: Browser, serve: object, name: str, scripts: bool
) -> None:
    address, page_address = meeting_of(name, serve)
    about = f"{address}over.html" if name.endswith("offline") else f"{address}over/"
    with watched(browser, java_script_enabled=scripts) as (page, seen):
        page.goto(page_address)
        page.locator(f'[id="{LETTER}--1"]').get_by_role("link", name="Meld een fout").click()
        assert page.url == f"{about}?vraag={LETTER}--1#een-fout-melden"
        expect(page.locator("#een-fout-melden")).to_be_in_viewport()
        if scripts:
            expect(page.locator("main")).to_contain_text(f"Het gaat om vraag {LETTER}/1.")
            page.goto(f"{about}?vraag=<img src=x onerror=alert(1)>")
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
