"""The Content-Security-Policy: the whole site runs under it, served and from disk, and a script in a text does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.site.policy import ASK_FIRST, FOR_EVER, HEADERS, Policy
from tests.browser.test_pages import KINDS
from tests.browser.watching import watched
from tests.factories import BRIDGES
from tests.site.building import ROOT, site

pytestmark = pytest.mark.browser
MEETING = f"vergaderingen/{BRIDGES}/"
RECORD = """window.broken = [];
addEventListener("securitypolicyviolation", (event) => broken.push(`${event.violatedDirective} ${event.blockedURI}`));"""


@contextmanager
def guarded(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Yield a page that notes in ``broken`` what its policy stopped."""
    with watched(browser) as (page, seen):
        page.add_init_script(RECORD)
        yield page, seen


def search(page: Page) -> None:
    """Type a word and wait for what is found."""
    page.locator('main input[name="q"], .page input[name="q"]').first.fill("brug")
    expect(page.locator("mark").first).to_be_visible()


@pytest.mark.parametrize("name", ["sample", "sample by pagefind"])
def test_every_kind_of_page_and_a_search_run_under_the_policy(
    browser: Browser, serve: object, name: str
) -> None:
    address = serve(site(name))  # type: ignore[operator]
    with guarded(browser) as (page, seen):
        for path in KINDS.values():
            page.goto(address + path)
            assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1, path
            assert page.evaluate("broken") == [], path
        page.goto(address + "zoeken/")
        search(page)
        assert page.evaluate("broken") == []
        assert not seen


def test_every_kind_of_page_and_a_search_run_from_disk(browser: Browser) -> None:
    folder = site("sample offline")
    with guarded(browser) as (page, seen):
        for path in sorted(folder.rglob("*.html")):
            page.goto(path.as_uri())
            assert page.evaluate("broken") == [], path
            assert path.name == "404.html" or page.evaluate("document.fonts.size") > 0, "styles work"
        page.goto((folder / "zoeken" / "index.html").as_uri())
        search(page)
        assert page.evaluate("broken") == []
        assert not seen


INJECTED = (
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "<svg onload='window.ran = 1'></svg>",
    "<script src='data:text/javascript,window.ran=1'></script>",
    "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
    "<base href='https://example.org/'><a href='javascript:window.ran=1' id='press'>x</a>",
)


@pytest.mark.parametrize("markup", INJECTED)
@pytest.mark.parametrize("path", [MEETING, "zoeken/", "404.html"])
def test_a_script_that_gets_into_a_page_does_not_run(
    browser: Browser, sample: str, path: str, markup: str
) -> None:
    def inject(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r"(<body[^>]*>)", rf"\1{markup}", answer.text(), count=1))

    with guarded(browser) as (page, seen):
        page.route("**/" + path, inject)
        page.goto(sample + path)
        if page.locator("#press").count():
            page.locator("#press").click()
        page.wait_for_timeout(50)
        assert any("Content Security Policy" in line for line in seen), "the browser says what it stopped"
        assert page.evaluate("window.ran") is None


def test_no_page_goes_without_a_policy() -> None:
    for name in ("sample", "sample offline", "real"):
        for path in site(name).rglob("*.html"):
            html = path.read_text(encoding="utf-8")
            policy = html.index("Content-Security-Policy")
            assert policy < min(html.index(mark) for mark in ("<title", "</head>")), path
            assert "<script" not in html[:policy], path
            assert "unsafe-inline" not in html


def test_servers_get_the_same_policy() -> None:
    headers = (site("sample") / HEADERS).read_text(encoding="utf-8")
    assert headers.startswith(f"/*\n  Content-Security-Policy: {str(Policy('lunr')).split('; style-src')[0]}")
    assert "frame-ancestors 'none'" in headers
    pagefind = (site("sample by pagefind") / HEADERS).read_text(encoding="utf-8")
    assert "'wasm-unsafe-eval'" in pagefind
    assert "'wasm-unsafe-eval'" not in headers
    assert not (site("sample offline") / HEADERS).exists()


def test_the_headers_of_the_manual_are_those_of_the_site() -> None:
    manual = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    page = (site("sample") / "404.html").read_text(encoding="utf-8")
    for name, value in Policy("lunr").header_values([page]):
        assert manual.count(value) == 3, f"nginx, Apache and Caddy send {name}: {value}"
    for value in (ASK_FIRST, FOR_EVER):
        assert manual.count(value) == 4, f"nginx, Apache, Caddy and storage send {value}"


def test_a_page_is_served_with_these_headers_and_still_runs(browser: Browser, sample: str) -> None:
    page_alone = (site("sample") / "404.html").read_text(encoding="utf-8")
    headers = dict(Policy("lunr").header_values([page_alone]))

    def with_headers(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, **headers})

    with guarded(browser) as (page, seen):
        page.route("**/*", with_headers)
        for path in ("", MEETING, "404.html", "zoeken/"):
            page.goto(sample + path)
            assert page.evaluate("broken") == [], path
        search(page)
        assert page.evaluate("broken") == []
        assert not seen
