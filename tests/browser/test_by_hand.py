"""What the accessibility page says was tried by hand, on every kind of page: so that it stays true.

Keyboard only, zoom to 200% and 400%, text spacing, no style sheet, no scripts, less motion, forced colours, and the
names that a screen reader reads. What a person must judge (whether an order makes sense, whether a name says enough)
no test can say; that is done with these pages open, and the page says when.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_pages import KINDS, overflow
from tests.browser.watching import DESKTOP, PHONE, watched
from tests.site.building import site

pytestmark = pytest.mark.browser
ALONE = "wrong address"

#: Everything that the keyboard should reach, in the order of the page.
STOPS = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"], [contenteditable]'
)].filter((one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true })
    && (!one.closest('[popover]') || one.checkVisibility())).map((one, number) => (one.dataset.stop = number))"""
#: What has the focus: its number, whether it can be seen to have it, and whether it stands on the screen.
FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body || one.id === 'inhoud') return null;
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const inner = one.querySelector('.tally-words');
    const outline = getComputedStyle(inner && style.display === 'contents' ? inner : one);
    const place = inner && style.display === 'contents' ? inner.getBoundingClientRect() : box;
    return {
        stop: Number(one.dataset.stop ?? -1),
        html: one.outerHTML.slice(0, 160),
        outline: outline.outlineStyle === 'none' ? 0 : parseFloat(outline.outlineWidth),
        seen: place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth,
    };
}"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_keyboard_reaches_everything_in_order_and_is_never_caught(
    browser: Browser, sample: str, viewport: dict[str, int]
) -> None:
    wrong: dict[str, list[Any]] = {}
    with watched(browser, viewport=viewport) as (page, seen):
        for kind, path in KINDS.items():
            page.goto(sample + path)
            page.wait_for_load_state("networkidle")
            if not (stops := page.evaluate(STOPS)):
                continue
            passed: list[dict[str, Any]] = []
            for _ in range(len(stops) + 5):
                page.keyboard.press("Tab")
                focused = page.evaluate(FOCUSED)
                if focused is None and not passed:
                    continue
                if focused is None or (passed and focused["stop"] == passed[0]["stop"]):
                    break
                passed.append(focused)
            else:
                wrong[kind] = ["the keyboard is caught", passed[-3:]]
                continue
            problems = [one for one in passed if one["outline"] < 2 or not one["seen"]]
            numbers = [one["stop"] for one in passed]
            # The search page begins in its box: what stands before that comes after the end.
            first = numbers[0] if numbers else 0
            if numbers != [*stops[first:], *stops[:first]] and numbers != stops[first:]:
                missed = page.evaluate(
                    "(missed) => missed.map((stop) =>"
                    " document.querySelector(`[data-stop='${stop}']`)?.outerHTML.slice(0, 160))",
                    sorted(set(stops) ^ set(numbers)),
                )
                problems.append({"missed": missed, "order": numbers})
            if problems:
                wrong[kind] = problems[:3]
        assert not seen
    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)


def test_every_page_begins_with_a_way_past_the_navigation(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        for kind, path in KINDS.items():
            if kind == ALONE:
                continue
            page.goto(sample + path)
            # Who comes to the search page without a question comes to type one: there the box has the focus.
            if page.evaluate("document.activeElement !== document.body"):
                assert kind == "search"
                continue
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud", kind
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            assert page.evaluate("!!document.activeElement.closest('#inhoud, footer')"), kind


#: Text that does not fit the box it stands in, and is cut off by it.
CLIPPED = """() => [...document.querySelectorAll('body *')].filter((one) => {
    const style = getComputedStyle(one);
    if (one.matches('.hidden, .skip, input') || !one.checkVisibility() || !one.textContent.trim()) return false;
    const cuts = (flow) => flow === 'hidden' || flow === 'clip';
    return (cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
        || (cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.outerHTML.slice(0, 160))"""
#: WCAG 1.4.12: no text may get lost when a reader sets it wider.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


@pytest.mark.parametrize("width", [640, 320], ids=["200%", "400%"])
@pytest.mark.parametrize("spaced", [False, True], ids=["as it is", "spaced"])
def test_everything_fits_when_it_is_enlarged(browser: Browser, sample: str, width: int, spaced: bool) -> None:
    wrong: dict[str, Any] = {}
    with watched(browser, viewport={"width": width, "height": 512 * width // 640}) as (page, _):
        for kind, path in KINDS.items():
            page.goto(sample + path)
            if spaced:
                # A reader's own style sheet is not held by the policy of a page; that of a test would be.
                page.evaluate(
                    "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
                    " document.adoptedStyleSheets = [sheet]; }",
                    SPACING,
                )
            if (over := overflow(page)) > 0:
                wrong[kind] = over
            elif clipped := page.evaluate(CLIPPED):
                wrong[kind] = clipped[:3]
    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)


def test_no_page_of_the_real_archive_is_wider_than_a_phone(browser: Browser, real: str) -> None:
    """Real names have words that no sample has."""
    wrong = {}
    with watched(browser, viewport={"width": 320, "height": 640}) as (page, _):
        for path in sorted(site("real").rglob("*.html")):
            address = path.relative_to(site("real")).as_posix()
            page.goto(real + address)
            if (over := overflow(page)) > 0:
                wrong[address] = over
    assert not wrong


def test_pages_make_sense_without_their_style_sheet(browser: Browser, sample: str) -> None:
    with watched(browser) as (page, _):
        page.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
        for kind, path in KINDS.items():
            page.goto(sample + path)
            assert page.locator("h1").count() == 1, kind
            order = page.evaluate(
                "[...document.querySelectorAll('header, h1, footer')].map((one) => one.tagName)"
            )
            assert order in (["HEADER", "H1", "FOOTER"], ["H1"]), kind
        page.goto(sample + KINDS["meeting"])
        question = page.locator("article.question").first
        text = question.inner_text()
        assert text.index("vraag") < text.index("Link"), (
            "a question says what it is before what can be done with it"
        )
        assert page.locator(".status").first.inner_text().strip(), "a status is a word, and no colour"
        assert page.locator(".faction").first.inner_text().strip(), "so is a faction"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_kind_of_page_is_whole_without_scripts(
    browser: Browser, sample: str, viewport: dict[str, int]
) -> None:
    with watched(browser, viewport=viewport, java_script_enabled=False) as (page, seen):
        for kind, path in KINDS.items():
            page.goto(sample + path)
            assert page.locator("h1").is_visible(), kind
            assert page.locator("button:visible").evaluate_all(
                "buttons => buttons.every((one) => one.type === 'submit' || one.hasAttribute('popovertarget'))"
            ), f"{kind}: a button does nothing"
        assert not seen


@pytest.mark.parametrize(
    "settings",
    [
        {"reduced_motion": "reduce"},
        {"forced_colors": "active", "color_scheme": "light"},
        {"forced_colors": "active", "color_scheme": "dark"},
        {"contrast": "more"},
    ],
    ids=["less motion", "forced colours", "forced colours, dark", "more contrast"],
)
def test_every_kind_of_page_heeds_the_wishes_of_its_reader(
    browser: Browser, sample: str, settings: dict[str, str]
) -> None:
    with watched(browser, **settings) as (page, seen):
        for kind, path in KINDS.items():
            page.goto(sample + path)
            assert page.locator("h1").is_visible(), kind
            assert page.evaluate("document.getAnimations().length") == 0, kind
            assert page.evaluate(
                "[...document.querySelectorAll('body *')].every((one) => "
                "getComputedStyle(one).transitionDuration.split(',').every((time) => parseFloat(time) === 0))"
            ), kind
        if "forced_colors" in settings:
            page.goto(sample + KINDS["meeting"])
            page.keyboard.press("Tab")
            assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
            shown = "getComputedStyle(document.querySelector('.status'), '::before').forcedColorAdjust"
            assert page.evaluate(shown) == "none", "the mark of a status keeps its shape"
        assert not seen


#: Roles that must have a name, and those of which no two may share one on a page.
NAMED = {"link", "button", "textbox", "searchbox", "combobox", "checkbox", "radio", "img", "region"}
LANDMARKS = {"banner", "main", "contentinfo", "navigation", "search", "region", "complementary"}


def tree(page: Page) -> list[tuple[str, str]]:
    """Return the role and the name of everything that a screen reader can come upon."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        (node["role"]["value"], " ".join(str(node.get("name", {}).get("value", "")).split()))
        for node in nodes
        if not node.get("ignored") and "role" in node
    ]


@pytest.mark.parametrize("name", ["sample", "real"])
def test_everything_has_a_name_that_a_screen_reader_can_read(
    browser: Browser, serve: object, name: str
) -> None:
    folder = site(name)
    address = serve(folder)  # type: ignore[operator]
    paths = dict(KINDS)
    if name == "real":
        pages = sorted(path.parent.relative_to(folder).as_posix() for path in folder.glob("*/*/index.html"))
        paths = {page: f"{page}/" for page in pages[::4]}
    wrong: dict[str, list[str]] = {}
    with watched(browser) as (page, _):
        for kind, path in paths.items():
            page.goto(address + path)
            found = tree(page)
            problems = [
                f"{role} without a name" for role, said in found if role.lower() in NAMED and not said
            ]
            marks = Counter((role, said) for role, said in found if role in LANDMARKS)
            problems += [f"{number} times {mark}" for mark, number in marks.items() if number > 1]
            levels = page.evaluate(
                "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => +one.tagName[1])"
            )
            problems += [f"h{one} after h{before}" for before, one in pairwise(levels) if one > before + 1]
            if levels.count(1) != 1 or (levels and levels[0] != 1):
                problems.append(f"headings begin with {levels[:3]}")
            roles = {role for role, _ in found}
            if kind != ALONE and not {"banner", "main", "contentinfo", "navigation"} <= roles:
                problems.append(f"landmarks: {sorted(roles & LANDMARKS)}")
            if problems:
                wrong[kind] = problems[:5]
    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)


def test_links_with_one_name_lead_to_one_place(browser: Browser, sample: str) -> None:
    """Within one kind of page; "Link" and the like at each question are read with the question they stand in."""
    wrong: dict[str, Any] = {}
    with watched(browser) as (page, _):
        for kind, path in KINDS.items():
            page.goto(sample + path)
            found = page.evaluate(
                "[...document.querySelectorAll('header a, footer a, .crumbs a, .follow a, .facts a, .jumps a')]"
                ".map((one) => [one.textContent.trim().replace(/\\s+/g, ' '), one.href])"
            )
            places: dict[str, set[str]] = {}
            for said, href in found:
                places.setdefault(said, set()).add(href)
            if double := {said: sorted(hrefs) for said, hrefs in places.items() if len(hrefs) > 1}:
                wrong[kind] = double
    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)
