"""The search page: what is typed, chosen, gone back to and taken along; for keyboards, without scripts, and safe."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path
from urllib.parse import quote

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.search_site import build, served
from generator.archive.load import load_archive
from generator.search import files as files_module
from generator.storage import Content
from tests.browser.watching import DESKTOP, PHONE, watched
from tests.pages.hostile import PAYLOADS
from tests.site.building import ROOT, site

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def search(page: Page, address: str, query: str, more: str = "") -> list[str]:
    """Open the search page with a query, and return the ids of what is found."""
    page.goto(f"{address}zoeken/?q={quote(query)}{more}")
    return results(page, query)


def results(page: Page, query: str) -> list[str]:
    """Wait until the results of a query stand there, and return their ids."""
    page.wait_for_function(
        "(query) => { const { state, query: shown } = document.querySelector('[data-results]').dataset;"
        " return state === 'done' && shown === query; }",
        arg=query,
    )
    return [item.get_attribute("data-question") or "" for item in page.query_selector_all("[data-question]")]


def test_a_result_says_who_asked_what_and_leads_to_the_place(browser: Browser, real: str) -> None:
    with watched(browser) as (page, seen):
        first = search(page, real, "schaduwvloot")[0]
        assert first == "2026-02-10-beantwoording-rbz-defensie/11"
        item = page.locator(f'[data-question="{first}"]')
        for words in ("VVD", "Raad Buitenlandse Zaken Defensie", "Beantwoord"):
            expect(item).to_contain_text(words)
        # The meeting began a day after its letter: neither is given for the other.
        expect(item).to_contain_text("11 februari 2026, stuk van 10 februari 2026")
        assert {mark.inner_text() for mark in item.locator("mark").all()} <= {
            "schaduwvloot",
            "schaduwvlootschepen",
        }
        item.get_by_role("link").click()
        expect(page.locator(f'[id="{first.replace("/", "--")}"]')).to_be_in_viewport()
        assert not seen


def test_everything_stands_in_the_address_and_back_goes_back(browser: Browser, real: str) -> None:
    with watched(browser) as (page, seen):
        everything = search(page, real, "munitie")
        count = page.locator(".facet-count").first.inner_text()
        page.get_by_role("checkbox", name="CDA").check()
        some = results(page, "munitie")
        page.wait_for_function("() => location.search.includes('fractie=cda')")
        assert len(some) == int(count) < len(everything)
        page.get_by_label("Volgorde").select_option("oudste")
        page.wait_for_function("() => location.search.includes('volgorde=oudste')")
        results(page, "munitie")
        shared = page.url
        page.go_back()
        page.go_back()
        page.wait_for_function("() => !location.search.includes('fractie')")
        assert results(page, "munitie") == everything
        page.go_forward()
        page.wait_for_function("() => document.querySelectorAll('[data-question]').length < 10")
        assert results(page, "munitie") == some
        page.goto(shared)
        results(page, "munitie")
        expect(page.get_by_role("checkbox", name="CDA")).to_be_checked()
        expect(page.get_by_label("Volgorde")).to_have_value("oudste")
        assert not seen


def test_facets_count_what_choosing_would_give(browser: Browser, real: str) -> None:
    with watched(browser) as (page, _):
        search(page, real, "drones", "&toon=1000")
        for box in page.locator("[data-facet] li:not([hidden]) label").all()[:6]:
            name = box.locator("input").get_attribute("name") or ""
            value = box.locator("input").get_attribute("value") or ""
            count = int(box.locator(".facet-count").inner_text())
            with watched(browser) as (other, _):
                assert len(search(other, real, "drones", f"&toon=1000&{name}={quote(value)}")) == count, (
                    name,
                    value,
                )


def test_all_choices_can_be_undone_at_once(browser: Browser, real: str) -> None:
    with watched(browser) as (page, seen):
        search(page, real, "drones", "&fractie=cda&jaar=2026")
        expect(page.locator("[data-search-chosen]")).to_have_text("(2 gekozen)")
        page.get_by_role("button", name="Wis alle keuzes").click()
        everything = results(page, "drones")
        assert page.url == f"{real}zoeken/?q=drones"
        expect(page.get_by_role("searchbox")).to_be_focused()
        expect(page.get_by_role("button", name="Wis alle keuzes")).to_be_hidden()
        # What the query names is taken out of it.
        search(page, real, "thema:drones fractie:cda drones")
        page.get_by_role("button", name="Wis alle keuzes").click()
        assert results(page, "drones") == everything
        assert not seen


def test_undoing_a_choice_leaves_what_the_query_names(browser: Browser, real: str) -> None:
    with watched(browser) as (page, _):
        search(page, real, "fractie:vvd drones", "&fractie=cda")
        page.get_by_role("checkbox", name="CDA").uncheck()
        page.wait_for_function("() => !location.search.includes('fractie=')")
        results(page, "fractie:vvd drones")
        page.get_by_role("checkbox", name="VVD").uncheck()
        assert results(page, "drones")
        assert page.url == f"{real}zoeken/?q=drones"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("query", ["", "kosten", "schaduwvloot"])
def test_nothing_jumps_while_it_loads(browser: Browser, real: str, query: str, size: dict[str, int]) -> None:
    """A shift of a tenth is what a reader notices, by the measure of the browsers."""
    shifts = "new PerformanceObserver((list) => (window.shifted = (window.shifted || 0) + list.getEntries().reduce((sum, one) => sum + one.value, 0))).observe({ type: 'layout-shift', buffered: true })"
    with watched(browser, viewport=size) as (page, _):
        page.goto(f"{real}zoeken/" + (f"?q={query}" if query else ""))
        page.wait_for_selector(f"[data-results][data-state={'done' if query else 'idle'}]", state="attached")
        page.evaluate(shifts)
        page.wait_for_timeout(300)
        assert (page.evaluate("window.shifted") or 0) < 0.1


def test_the_title_says_what_is_looked_for(browser: Browser, real: str) -> None:
    with watched(browser) as (page, _):
        page.goto(f"{real}zoeken/")
        plain = page.title()
        search(page, real, "munitie")
        assert page.title() == f"munitie – {plain}"
        page.get_by_role("searchbox").fill("")
        page.wait_for_function("(plain) => document.title === plain", arg=plain)


def test_two_values_of_one_facet_are_either_and_of_two_facets_both(browser: Browser, real: str) -> None:
    with watched(browser) as (page, _):
        vvd = set(search(page, real, "", "&fractie=vvd&toon=1000"))
        cda = set(search(page, real, "", "&fractie=cda&toon=1000"))
        assert set(search(page, real, "", "&fractie=vvd&fractie=cda&toon=1000")) == vvd | cda
        tops = set(search(page, real, "", "&status=pending&toon=1000"))
        assert set(search(page, real, "", "&fractie=cda&status=pending&toon=1000")) == cda & tops


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("fractie:vvd", "VVD"),
        ('fractie:"Volkspartij voor Vrijheid en Democratie" drones', "VVD"),
        ("minister:Boswijk defensie", "Begroting"),
        ("jaar:2025 drones", "2025"),
        ("vergadering:begroting diner", "Begroting"),
        ("kamer:eerste defensie", "Eerste Kamer"),
    ],
)
def test_names_of_facets_in_the_query(browser: Browser, real: str, query: str, condition: str) -> None:
    with watched(browser) as (page, seen):
        assert search(page, real, query)
        for item in page.locator("[data-question]").all():
            expect(item).to_contain_text(condition)
        assert not seen


def test_phrases_and_words_that_must_not_be_there(browser: Browser, real: str) -> None:
    with watched(browser) as (page, _):
        page.goto(f"{real}zoeken/")
        assert len(search(page, real, '"strategische autonomie"')) > 1
        for item in page.locator("[data-question]").all():
            assert re.search("strategische autonomie", item.inner_text(), re.IGNORECASE)
        assert not search(page, real, '"autonomie strategische"')
        some, all_forms = search(page, real, '"drone"', "&toon=1000"), search(page, real, "drone", "&toon=1000")
        assert set(some) < set(all_forms)
        assert some
        with_it, without = (
            search(page, real, "drones", "&toon=1000"),
            search(page, real, "drones -oekraine", "&toon=1000"),
        )
        assert without
        assert set(without) < set(with_it)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Patroit munitie", "patriot munitie"),
        # two words in one, and a compound of which only the first word is known
        ("nordstream", "nord stream"),
        ("grensbewaking", "grens"),
    ],
)
def test_it_says_what_it_looked_for_when_it_changed_the_query(
    browser: Browser, real: str, query: str, meant: str
) -> None:
    with watched(browser) as (page, _):
        assert search(page, real, query)
        expect(page.locator("[data-search-understood]")).to_have_text(f"Gezocht op: {meant}.")


@pytest.mark.parametrize(
    "query", ["Patriot munitie", "kunstmatige intelligentie", "Ukraine Defence Contact Group"]
)
def test_it_says_nothing_when_it_changed_nothing(browser: Browser, real: str, query: str) -> None:
    with watched(browser) as (page, _):
        assert search(page, real, query)
        expect(page.locator("[data-search-understood]")).to_be_hidden()


def test_results_come_while_typing_and_the_address_follows(browser: Browser, real: str) -> None:
    with watched(browser) as (page, seen):
        page.goto(f"{real}zoeken/")
        box = page.get_by_role("searchbox")
        expect(box).to_be_focused()
        box.press_sequentially("lucht", delay=20)
        results(page, "lucht")
        steps = page.evaluate("history.length")
        box.press_sequentially("verdediging", delay=20)
        results(page, "luchtverdediging")
        assert "q=luchtverdediging" in page.url
        assert page.evaluate("history.length") == steps, "typing is no step back"
        box.press("Enter")
        box.fill("")
        page.wait_for_function("() => document.querySelector('[data-results]').dataset.state === 'idle'")
        assert page.url == f"{real}zoeken/"
        assert not seen


def test_the_keyboard_goes_everywhere(browser: Browser, real: str) -> None:
    with watched(browser) as (page, seen):
        page.goto(real + "vergaderingen/")
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("oekraïne")
        page.keyboard.press("Enter")
        page.wait_for_url("**/zoeken/?q=*")
        results(page, "oekraïne")
        page.keyboard.press("Tab")
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        links = page.locator(".hit-title a")
        page.keyboard.press("ArrowDown")
        expect(links.nth(0)).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(links.nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.get_by_role("button", name="Toon meer vragen").press("Enter")
        expect(links.nth(10)).to_be_focused()
        assert "toon=20" in page.url
        box = page.get_by_role("checkbox", name="CDA")
        box.focus()
        page.keyboard.press("Space")
        results(page, "oekraïne")
        expect(page.get_by_role("checkbox", name="CDA")).to_be_focused()
        assert not seen


def test_it_is_told_to_who_cannot_see_it(browser: Browser, real: str) -> None:
    with watched(browser) as (page, _):
        search(page, real, "munitie drones")
        told = page.get_by_role("status")
        expect(told).to_have_text(re.compile(r"^\d+ vragen gevonden"))
        expect(page.get_by_role("search").get_by_role("searchbox")).to_have_accessible_name(
            re.compile("Zoek")
        )
        expect(page.get_by_role("group", name="Fractie")).to_be_visible()
        search(page, real, "zzzzzz")
        expect(told).to_have_text(re.compile("Niets gevonden"))


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_results_are_accessible_and_fit(browser: Browser, real: str, size: dict[str, int] | None) -> None:
    with watched(browser, **({"viewport": size} if size else {})) as (page, seen):
        search(page, real, "Patroit drones")
        page.evaluate(AXE)
        found = page.evaluate("axe.run()")["violations"]
        assert not [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not seen


def test_nothing_of_the_index_is_loaded_before_a_search(browser: Browser, real: str) -> None:
    with watched(browser) as (page, _):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{real}zoeken/", wait_until="networkidle")
        assert [
            url for url in asked if "/search/" in url and not url.endswith((".css", "search/search.js"))
        ] == []


def test_without_scripts_it_says_so_and_offers_the_lists(browser: Browser, real: str) -> None:
    with watched(browser, java_script_enabled=False) as (page, _):
        page.goto(f"{real}zoeken/?q=munitie")
        expect(page.get_by_text("Zoeken gaat alleen met JavaScript")).to_be_visible()
        expect(page.locator("[data-search-form]")).to_be_hidden()
        expect(page.get_by_text("Hoofdletters, accenten en streepjes maken niet uit")).to_be_visible()
        page.locator("main, .page").get_by_role("link", name="vergaderingen", exact=True).click()
        assert page.url == f"{real}vergaderingen/"


def test_the_results_can_be_taken_along(browser: Browser, real: str) -> None:
    with watched(browser) as (page, seen):
        found = search(page, real, "munitie")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download als CSV").click()
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["id"] for row in rows][: len(found)] == found
        assert {
            "id",
            "adres",
            "vergadering",
            "datum",
            "fractie",
            "status",
            "onderwerpen",
            "vraag",
            "antwoord",
        } == set(rows[0])
        assert rows[0]["adres"].startswith(real)
        assert len(rows[0]["vraag"]) > 100
        assert not seen


def test_a_table_runs_nothing(browser: Browser, real: str) -> None:
    with watched(browser) as (page, _):
        search(page, real, "munitie")
        cells = ["=1+1", "+1", "-1", "@x", "\tx", 'a "b", c', "gewoon"]
        table = "(cells) => kamerspiegel.search.csv.table(cells.map((vraag) => ({id: '', adres: '', vergadering: '', datum: '',"
        table += " fractie: '', status: '', onderwerpen: '', vraag, antwoord: ''})))"
        rows = list(csv.DictReader(io.StringIO(page.evaluate(table, cells).removeprefix("\ufeff"))))
        assert [row["vraag"] for row in rows] == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", 'a "b", c', "gewoon"]


def test_a_query_never_becomes_markup(browser: Browser, real: str) -> None:
    with watched(browser) as (page, seen):
        for payload in PAYLOADS:
            page.goto(f"{real}zoeken/?q={quote(payload.encode('utf-8', 'replace').decode())}")
            page.wait_for_selector("[data-results]:not([data-state=busy])", state="attached")
            assert page.locator(".finder :is(script, img, iframe, object, embed, base, meta)").count() == 0, (
                payload
            )
            assert not seen, payload


def test_a_text_never_becomes_markup(browser: Browser, hostile: str) -> None:
    with watched(browser) as (page, seen):
        for query in ("script", "img", "alert", "onerror", ""):
            page.goto(f"{hostile}zoeken/?q={query}&toon=100&jaar=2024")
            page.wait_for_selector("[data-results]:not([data-state=busy])", state="attached")
            assert page.locator(".finder :is(script, img, iframe, object, embed, base, meta)").count() == 0
        assert not seen


def test_when_a_file_does_not_come(browser: Browser, real: str) -> None:
    with watched(browser) as (page, _):
        broken = True

        def answer(route: Route) -> None:
            if broken:
                route.abort()
            else:
                route.continue_()

        page.route("**/search/terms-*.js", answer)
        page.goto(f"{real}zoeken/?q=munitie")
        expect(page.get_by_role("status")).to_contain_text("Zoeken lukt nu niet")
        broken = False
        page.get_by_role("button", name="Zoek", exact=True).click()
        assert results(page, "munitie")


def test_an_empty_archive(browser: Browser, serve: object) -> None:
    address = serve(site("empty"))  # type: ignore[operator]
    with watched(browser) as (page, seen):
        assert search(page, address, "munitie") == []
        expect(page.get_by_role("status")).to_contain_text("Niets gevonden")
        assert not seen


def test_from_disk(browser: Browser) -> None:
    folder = site("real offline")
    with watched(browser) as (page, seen):
        page.goto(f"{(folder / 'zoeken' / 'index.html').as_uri()}?q=schaduwvloot")
        first = results(page, "schaduwvloot")[0]
        page.locator(".hit-title a").first.click()
        assert page.url.startswith(folder.as_uri())
        expect(page.locator(f'[id="{first.replace("/", "--")}"]')).to_be_in_viewport()
        assert not seen


def test_a_large_archive_is_searched_from_its_newest_part_on(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "PART", 50)
    # A copy: what is kept of a build does not know that a test changed the program.
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    folder = build(load_archive(Content(content)), tmp_path, engine="pagefind", content=content)
    with served(folder) as address, watched(browser) as (page, seen):
        newest = search(page, address, "oekraine")
        expect(page.get_by_role("status")).to_contain_text("in de nieuwste 50 vragen")
        page.get_by_role("button", name="Zoek ook in 116 vragen van eerder").click()
        page.wait_for_function("() => location.search.includes('ouder')")
        page.wait_for_function(
            "() => !document.querySelector('[data-search-status]').textContent.includes('nieuwste')"
        )
        assert set(results(page, "oekraine")) != set(newest)
        # What the newest part hardly knows is looked for further back without asking.
        assert (
            search(page, address, "Eastern Sentry")[0]
            == "2025-10-15-beantwoording-navo-defensie-ministeriele/1"
        )
        assert not seen
