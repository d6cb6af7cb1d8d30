"""The forms in which a page is written: Markdown, or the HTML that the site makes of it.

What comes by the thousand on a page is written in Python, once for both forms: the writers ask the form for
texts, links, paragraphs and headings, and write the elements around them, with ``markdown="1"`` where an
element holds any of these. What they finished goes in the body of the page; as HTML it is one line there, and
``generator.site.ready``, which reads the rest of the body, puts it in its place. ``tests/site/test_ready.py``
holds both forms side by side.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from html import unescape
from typing import Final, NamedTuple

from markupsafe import Markup

from generator.pages.escaping import SPACE, as_html, as_html_raw, as_it_is, escape, escape_raw
from generator.pages.places import Places

#: What says that an element holds Markdown.
HOLDS_MARKDOWN: Final = ' markdown="1"'
#: A line of this and a number stands for a piece that is finished. No text holds it: it has a picture there.
FINISHED: Final = "\x02"
#: Level of the headings that still stand in the contents of a page.
DEEPEST: Final = 3
_MARKUP: Final = re.compile(r"<[^>]*>")


class Form(ABC):
    """Writes what a page is made of. What was written is printed: its links count as links of the page."""

    @staticmethod
    @abstractmethod
    def text(text: str) -> str:
        """Return a text that shows exactly as it is, in one line, also in an attribute."""

    @staticmethod
    @abstractmethod
    def raw(text: str) -> str:
        """Return a text for an element that shows its lines as lines, such as ``<pre>``."""

    @abstractmethod
    def link(self, shown: str, href: str, attributes: str = "") -> str:
        """Return a link around what was written; ``href`` is a link in Markdown, as ``Links`` makes it."""

    @abstractmethod
    def paragraph(self, shown: str) -> str:
        """Return a paragraph without an element of its own."""

    @abstractmethod
    def heading(self, level: int, shown: str, name: str) -> str:
        """Return a heading with ``name`` as its id."""

    @abstractmethod
    def below_each_other(self, parts: Iterable[str]) -> str:
        """Return paragraphs, headings and elements as one text."""

    @abstractmethod
    def finished(self, written: str) -> Markup:
        """Return what goes in the body of the page for whole elements, paragraphs and headings."""


class AsMarkdown(Form):
    """Markdown: to read, to publish with any other program."""

    text = staticmethod(escape)
    raw = staticmethod(escape_raw)

    def link(self, shown: str, href: str, attributes: str = "") -> str:
        return f"[{shown}]({href}){{: {attributes} }}" if attributes else f"[{shown}]({href})"

    def paragraph(self, shown: str) -> str:
        return shown

    def heading(self, level: int, shown: str, name: str) -> str:
        return f"{'#' * level} {shown} {{: #{name} }}"

    def below_each_other(self, parts: Iterable[str]) -> str:
        return "\n\n".join(parts)

    def finished(self, written: str) -> Markup:
        return as_it_is(written)


#: It is the same for every page.
MARKDOWN: Final = AsMarkdown()


class Heading(NamedTuple):
    """A heading in a piece; its title only where the contents of the page may show it."""

    level: int
    title: str
    name: str


class Finished(NamedTuple):
    """A piece of a page as it stands in the site."""

    html: str
    headings: tuple[Heading, ...]


class AsHtml(Form):
    """The HTML of one page of the site."""

    text = staticmethod(as_html)
    raw = staticmethod(as_html_raw)

    def __init__(self, path: str, directory_urls: bool = True) -> None:
        self.places = Places(path, directory_urls)
        #: By the number that stands for them in the body.
        self.pieces: list[Finished] = []
        self._headings: list[Heading] = []

    def link(self, shown: str, href: str, attributes: str = "") -> str:
        named = f" {attributes}" if attributes else ""
        return f'<a{named} href="{self.places.address(href)}">{shown}</a>'

    def paragraph(self, shown: str) -> str:
        shown = shown.strip()
        return f"<p>{shown}</p>" if shown else ""

    def heading(self, level: int, shown: str, name: str) -> str:
        self._headings.append(Heading(level, title_of(shown) if level <= DEEPEST else "", name))
        return f'<h{level} id="{name}">{shown.strip()}</h{level}>'

    def below_each_other(self, parts: Iterable[str]) -> str:
        return "\n".join(filter(None, parts))

    def finished(self, written: str) -> Markup:
        html = written.replace(HOLDS_MARKDOWN, "")
        if SPACE in html:
            html = html.replace(SPACE, " ")
        self.pieces.append(Finished(html, tuple(self._headings)))
        self._headings.clear()
        return as_it_is(f"{FINISHED}{len(self.pieces) - 1}")


def title_of(heading: str) -> str:
    """Return the words of a heading.

    >>> title_of('<b>Vraag 1</b>  &#38; <span class="faction">VVD</span>')
    'Vraag 1 & VVD'
    """
    return " ".join(unescape(_MARKUP.sub("", heading)).split())
