"""One function turns any text into Markdown that shows it; it must hold in every place and for every builder."""

from __future__ import annotations

import doctest

import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator import addresses
from generator.pages import escaping, paging, wording
from generator.pages.escaping import escape, escape_raw, identifier, web_address
from generator.pages.page import Page
from tests.pages.hostile import PAYLOADS, shown
from tests.pages.reading_html import Reading, dangers

EXTENSIONS = ["attr_list", "def_list", "md_in_html", "tables", "toc"]
#: Extensions that a site may well turn on some day; none may find anything to do.
MORE = [*EXTENSIONS, "abbr", "admonition", "footnotes", "smarty", "pymdownx.superfences", "pymdownx.details", "pymdownx.tilde",
        "pymdownx.caret", "pymdownx.mark", "pymdownx.snippets", "pymdownx.emoji", "pymdownx.magiclink", "pymdownx.keys",
        "pymdownx.critic", "pymdownx.tabbed", "pymdownx.arithmatex", "pymdownx.tasklist", "pymdownx.blocks.details"]  # fmt: skip
PLACES = {
    "paragraph": "{}",
    "paragraph in an element": '<div class="x" markdown="1">\n\n{}\n\n</div>',
    "item": "- {}",
    "item of an element": '<ul markdown="1">\n<li markdown="1">{}</li>\n</ul>',
    "heading": "## {} {{: #kop }}",
    "raw element": "<p>{}</p>",
    "summary": '<details markdown="1"><summary>{}</summary>\n\nx\n\n</details>',
    "mark": "x <mark>{}</mark> x",
    "table": '<table markdown="1"><tbody markdown="1"><tr markdown="1"><td markdown="1">{}</td></tr></tbody></table>',
    "definition": "Naam\n:   {}",
    "link": "[{}](x.md)",
}


def read(html: str) -> Reading:
    reading = Reading(html)
    assert not dangers(reading), html
    assert not reading.problems, (reading.problems, html)
    return reading


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text_in_python_markdown(payload: str, place: str) -> None:
    source = PLACES[place].format(escape(payload))
    plain = Reading(markdown.markdown(PLACES[place].format("x"), extensions=EXTENSIONS))
    reading = read(markdown.markdown(source, extensions=EXTENSIONS))
    assert shown(payload) in reading.text
    assert [element.tag for element in reading.elements] == [element.tag for element in plain.elements]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text_whatever_else_is_turned_on(payload: str) -> None:
    reading = read(markdown.markdown(f"x\n\n{escape(payload)}", extensions=MORE))
    assert {element.tag for element in reading.elements} <= {"p"}
    # The extension for typography may change quotes and dashes; nothing may be lost.
    assert sum(map(str.isalnum, reading.text)) == sum(map(str.isalnum, shown(payload))) + 1


@pytest.mark.parametrize("place", ["paragraph", "item", "raw element", "link", "mark"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text_in_markdown_it(payload: str, place: str) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    plain = Reading(reader.render(PLACES[place].format("x")))
    reading = read(reader.render(PLACES[place].format(escape(payload))))
    assert shown(payload) in reading.text
    assert [element.tag for element in reading.elements] == [element.tag for element in plain.elements]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_attributes_hold(payload: str) -> None:
    for source in (f'<p title="{escape(payload)}">x</p>', f'x <abbr title="{escape(payload)}">y</abbr> z'):
        reading = read(markdown.markdown(source, extensions=EXTENSIONS))
        titles = [
            shown(element.attributes["title"])
            for element in reading.elements
            if "title" in element.attributes
        ]
        assert titles == [shown(payload)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_front_matter_holds(payload: str) -> None:
    page = Page(path="x.md", meta={"title": payload, "description": payload}, body="x")
    _, front, body = page.markdown.split("---\n", 2)
    meta = yaml.safe_load(front)
    assert body == "\nx"
    assert set(meta) == {"title", "description"}
    # Themes print titles as they are, so they must be HTML already.
    assert shown(payload) in read(f"<title>{meta['title']}</title><p>{meta['description']}</p>").text


@pytest.mark.parametrize("before", ["", '<section markdown="1">\n\n'])
@pytest.mark.parametrize("payload", [*PAYLOADS, "{{ x }} {% x %}", "[x](y)", "a\n\n- b\n    c"])
def test_text_without_markdown_keeps_its_lines(payload: str, before: str) -> None:
    reading = read(markdown.markdown(f"{before}<pre>{escape_raw(payload)}</pre>\n\nx", extensions=EXTENSIONS))
    assert [element.tag for element in reading.elements] == ["section"] * bool(before) + ["pre", "p"]
    # Nothing that ``ready`` or a template language would read.
    assert not {"[", "{", "\n"} & set(escape_raw(payload))
    for line in payload.split("\n"):
        assert shown(line) in reading.text


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_any_text_stays_text(text: str) -> None:
    reading = read(markdown.markdown(f"x {escape(text)} x\n\n{escape(text)}", extensions=EXTENSIONS))
    assert {element.tag for element in reading.elements} <= {"p"}
    assert reading.text.replace(" ", "") == shown(f"x{text}x{text}").replace(" ", "")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a_b", "https://example.org/a_b"),
        ("https://example.org/a(b)[c]", "https://example.org/a%28b%29%5Bc%5D"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://example.org/é?a=1&b=2#c", "https://example.org/%C3%A9?a=1&b=2#c"),
        ("javascript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https://", None),
        ("https://exa mple.org", None),
        ("https:\\\\example.org", None),
        ("vbscript:x", None),
        ("", None),
    ],
)
def test_only_web_addresses_lead_outside(url: str, expected: str | None) -> None:
    assert web_address(url) == expected


@pytest.mark.parametrize("payload", [*PAYLOADS, "2026-02-10-brief--15"])
def test_identifiers_hold_nothing_but_letters(payload: str) -> None:
    assert identifier(payload).replace("-", "").replace("_", "").isascii()
    assert not set(identifier(payload)) & set(" \"'<>#&/")


def test_ids_of_the_archive_stay_as_they_are() -> None:
    assert identifier("2026-02-10-brief--15") == "2026-02-10-brief--15"


@pytest.mark.parametrize("module", [addresses, escaping, paging, wording])
def test_examples_in_the_documentation(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@given(st.text(alphabet="ab  ,-\n\t\xa0é", max_size=40), st.integers(1, 9))
def test_an_excerpt_is_the_start_of_the_line_up_to_a_word(text: str, length: int) -> None:
    line = " ".join(text[: 4 * length].split())
    whole = len(line) <= length and len(text) <= 4 * length
    cut = line[:length].rpartition(" ")[0].rstrip(" ,;:–-") or line[:length]
    assert wording.excerpt(text, length) == (line if whole else f"{cut} …")
