"""The pages read the same as HTML of our own as through Python-Markdown, whatever the texts."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from html.parser import HTMLParser
from typing import Any

import markdown  # type: ignore[import-untyped]
import pytest

from generator.archive.graph import Archive
from generator.archive.load import load_archive
from generator.pages import Page, Settings, Share, render_assets, render_pages
from generator.pages.forms import AsHtml
from generator.pages.places import page_address, relative
from generator.site.ready import Part, Ready, ready
from generator.storage import Content
from tests.factories import LINES, empty_archive, sample_archive
from tests.pages.hostile import PAYLOADS
from tests.pages.test_hostile_archive import hostile_archive
from tests.site.building import ALL_PAYLOADS, ROOT

ARCHIVES: dict[str, Callable[[], Archive]] = {
    "sample": sample_archive,
    "empty": empty_archive,
    "hostile": lambda: hostile_archive(ALL_PAYLOADS),
    "real": lambda: load_archive(Content(ROOT / "content")),
}
EXTENSIONS = ["attr_list", "def_list", "md_in_html", "tables", "toc"]


class Seen(HTMLParser):
    """What a browser makes of HTML: elements with their attributes, and text with white space collapsed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.steps: list[object] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()
        self._end_text()

    def _end_text(self) -> None:
        if text := " ".join("".join(self._text).split()):
            self.steps.append(text)
        self._text.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_text()
        # An attribute without a value is there, whatever its value; links differ on purpose.
        seen = {name: "" if value in (None, name) else value for name, value in attrs}
        self.steps.append((tag, sorted((name, value) for name, value in seen.items() if name != "href")))

    def handle_endtag(self, tag: str) -> None:
        self._end_text()
        self.steps.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self._text.append(data)


def pages(name: str, archive: Archive | None = None, **settings: Any) -> Iterator[Page]:
    lines = [payload.replace("\n", " ") for payload in PAYLOADS] if name == "hostile" else LINES
    return render_pages(archive or ARCHIVES[name](), Settings(read_lines=lambda _: lines, **settings))


@pytest.mark.parametrize("name", ARCHIVES)
def test_reads_as_python_markdown_does(name: str) -> None:
    for page in pages(name):
        converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"toc": {"toc_depth": "2-3"}})
        wanted = Seen(converter.convert(page.body)).steps
        shown = ready(page.body, page.path)
        assert Seen(shown.html).steps == wanted, page.path
        assert tree(shown.parts) == tokens(converter.toc_tokens), page.path


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("name", [*ARCHIVES, *PAYLOADS])
def test_both_forms_are_the_same_page(name: str, directory_urls: bool) -> None:
    archive = ARCHIVES[name]() if name in ARCHIVES else hostile_archive(name)
    form = partial(AsHtml, directory_urls=directory_urls)
    for read, written in zip(pages(name, archive), pages(name, archive, form=form), strict=True):
        assert written.html, written.path
        wanted = ready(read.body, read.path, directory_urls=directory_urls)
        shown = ready(written.body, written.path, html=written.html)
        assert (written.path, written.meta) == (read.path, read.meta)
        assert shown.html == wanted.html, read.path
        assert told(shown) == told(wanted), read.path


def told(page: Ready) -> object:
    """Return what is told of a page besides its HTML: links in any order."""
    return page.parts, page.ids, {target: sorted(anchors) for target, anchors in page.links.items()}


def tree(parts: tuple[Part, ...]) -> list[object]:
    return [(part.level, part.id, tree(part.parts)) for part in parts]


def tokens(found: list[dict[str, object]]) -> list[object]:
    return [(token["level"], token["id"], tokens(token["children"])) for token in found]  # type: ignore[arg-type]


def test_links_lead_from_address_to_address() -> None:
    shown = ready("[a](../x/y.md#z) [b](b.md) [c](#here) [d](https://e.nl/#f) [e](../f/g.txt)", "m/n.md")
    assert [link.split('"')[1] for link in shown.html.split("<a ")[1:]] == [
        "../../x/y/#z",
        "../b/",
        "#here",
        "https://e.nl/#f",
        "../../f/g.txt",
    ]
    assert shown.links == {"x/y.md": ("z",), "m/b.md": (), "m/n.md": ("here",), "f/g.txt": ()}


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("here", ["index.md", "a/index.md", "a/b.md", "a/c/d.md"])
@pytest.mark.parametrize("there", ["index.md", "a/index.md", "a/b.md", "a/c/e.md", "z.css", "a/x.txt"])
def test_a_relative_address_leads_there(here: str, there: str, directory_urls: bool) -> None:
    start, end = (page_address(path, directory_urls) for path in (here, there))
    found = posixpath.normpath(posixpath.join("/", posixpath.dirname(start), relative(end, start)))
    assert found == posixpath.normpath("/" + end)


@pytest.mark.parametrize("name", ["sample", "real"])
def test_shares_together_are_the_whole(name: str) -> None:
    archive = ARCHIVES[name]()
    whole = {page.path: page for page in render_pages(archive)}
    shares = [page for part in range(3) for page in render_pages(archive, None, Share(part, 3))]
    assert len(shares) == len(whole)
    assert {page.path: page for page in shares} == whole
    assets = [asset for part in range(3) for asset in render_assets(archive, None, Share(part, 3))]
    assert sorted(asset.path for asset in assets) == sorted(asset.path for asset in render_assets(archive))
