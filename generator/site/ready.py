"""Turns the Markdown that our templates write into HTML, as Python-Markdown would, in a fraction of the time.

The templates write a small part of Markdown: headings and links with attributes, paragraphs, lists of one
level, emphasis, and HTML with Markdown in it (``markdown="1"``). Every sign of a text is an entity by then
(``generator.pages.escaping``), so that whatever looks like Markdown is Markdown of a template. Pages written
by hand may hold anything: they go through MkDocs. ``tests/site/test_ready.py`` holds the two readings side by
side. Knows nothing of MkDocs.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec

from generator.addresses import MARKDOWN_AS_DATA

#: Elements that hold running text where they hold Markdown, and all that end a paragraph.
_RUNNING_NAMES: Final = "address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th"
_BLOCK_NAMES: Final = (
    "article aside blockquote details dialog div dl fieldset figcaption figure footer form header hr "
    "main menu nav noscript ol output pre script section style table tbody tfoot thead tr ul "
    f"{_RUNNING_NAMES}"
)
_RUNNING: Final = frozenset(_RUNNING_NAMES.split())
_NAMES: Final = "|".join(sorted(_BLOCK_NAMES.split(), key=len, reverse=True))
_BLOCK: Final = re.compile(rf"</?(?:{_NAMES})(?=[\s>/])")
_TAG: Final = re.compile(rf"<(/?)({_NAMES})(?=[\s>/])([^>]*)>")
_VOID: Final = frozenset({"hr"})
_MARKDOWN: Final = re.compile(r'\s+markdown="1"')
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)(?:\{:\s*([^}]*?)\s*\})?")
_EMPHASIS: Final = re.compile(r"\*([^*]+)\*")
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)(?:\s*\{:\s*([^}]*?)\s*\})?\s*$")
_MARKUP: Final = re.compile(r"<[^>]*>")
_ID: Final = re.compile(r' id="([^"]*)"')
#: Entities that HTML can do without: all that is not "<", ">", "&", a quotation mark or a control.
_ENTITY: Final = re.compile(r"&#(\d+);")
_KEPT: Final = frozenset(map(ord, "<>&\"'\t\r\n"))
#: Lines shorter than this are remembered.
_SHORT: Final = 160


class Part(msgspec.Struct, frozen=True):
    """A heading, with those under it."""

    title: str
    id: str
    level: int
    parts: tuple[Part, ...] = ()


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A page as the theme prints it."""

    html: str
    #: Second and third headings, the contents of the page.
    parts: tuple[Part, ...]
    ids: tuple[str, ...]
    #: Pages and files that it links to, by path from the root of the pages, with the anchors asked for.
    links: Mapping[str, tuple[str, ...]]


def ready(markdown: str, path: str, *, directory_urls: bool = True) -> Ready:
    """Return the page at ``path`` ("vergaderingen/x.md"), whose Markdown our templates wrote, as HTML."""
    return _Reader(path, directory_urls).read(markdown)


class _Shape(NamedTuple):
    """A line that begins with an element."""

    html: str
    #: The elements that it opens, each with what it holds, and those that it closes ("").
    steps: tuple[tuple[str, str], ...]
    #: Whether it holds Markdown.
    runs: bool


class _Reader:
    """Reads one page, line by line."""

    def __init__(self, path: str, directory_urls: bool) -> None:
        self._path = path
        self._directory_urls = directory_urls
        self._address = page_address(path, directory_urls)
        #: By link without anchor: the address, and the anchors asked for there.
        self._addresses: dict[str, tuple[str, dict[str, None]]] = {}
        self._links: dict[str, dict[str, None]] = {}
        self._out: list[str] = []
        self._paragraph: list[str] = []
        self._items: list[str] = []
        #: Elements that are open, each with whether it holds blocks, running text or no Markdown.
        self._open: list[tuple[str, str]] = []
        #: What begins and ends the element that is open, where it holds no Markdown.
        self._raw: tuple[str, str] | None = None
        self._headings: list[Part] = []

    def read(self, markdown: str) -> Ready:
        for given in markdown.split("\n"):
            if line := given.strip():
                self._line(line)
            elif self._paragraph or self._items:
                self._end()
        self._end()
        html = _ENTITY.sub(_sign, "\n".join(self._out))
        return Ready(
            html=html,
            parts=_nested(self._headings),
            ids=tuple(_ID.findall(html)),
            links={target: tuple(anchors) for target, anchors in self._links.items()},
        )

    def _line(self, line: str) -> None:
        if self._raw and self._raw[0] not in line and self._raw[1] not in line:
            self._out.append(line)
        elif line[0] == "<" and (shape := _shape(line)):
            if self._paragraph or self._items:
                self._end()
            self._out.append(self._block(shape))
        elif self._open and self._open[-1][1] != "blocks":
            self._out.append(self._running(line) if self._open[-1][1] == "running" else line)
        elif line[0] == "#":
            self._end()
            self._heading(line)
        elif line.startswith("- ") and not self._paragraph:
            self._items.append(self._running(line[2:]))
        else:
            self._paragraph.append(line)

    def _end(self) -> None:
        """End the paragraph or list that is open."""
        if self._paragraph:
            text = self._running("\n".join(self._paragraph))
            self._out.append(f"<p>{text}</p>")
            self._paragraph = []
        if self._items:
            self._out.append("<ul>\n" + "\n".join(f"<li>{item}</li>" for item in self._items) + "\n</ul>")
            self._items = []

    def _block(self, shape: _Shape) -> str:
        """Return a line that begins with an element, and keep account of what is open after it."""
        for name, held in shape.steps:
            if held:
                self._open.append((name, held))
            else:
                while self._open and self._open.pop()[0] != name:
                    pass
        top, held = self._open[-1] if self._open else ("", "")
        self._raw = (f"<{top}", f"</{top}") if held == "raw" else None
        return self._running(shape.html) if shape.runs else self._inline(shape.html)

    def _heading(self, line: str) -> None:
        match = _HEADING.fullmatch(line)
        assert match is not None, line
        level, attributes = len(match[1]), match[3] or ""
        text = self._running(match[2])
        identifier = next((word[1:] for word in attributes.split() if word[0] == "#"), "")
        title = " ".join(unescape(_MARKUP.sub("", text)).split())
        if not identifier:
            identifier = self._identifier(title)
        self._headings.append(Part(title, identifier, level))
        classes = " ".join(word[1:] for word in attributes.split() if word[0] == ".")
        named = f' class="{classes}"' if classes else ""
        self._out.append(f'<h{level}{named} id="{identifier}">{text}</h{level}>')

    def _identifier(self, title: str) -> str:
        """Return an id for a heading that names none: its words, and a number where they came before."""
        letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
        wanted = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", letters).strip().lower())
        known = {part.id for part in self._headings}
        if wanted and wanted not in known:
            return wanted
        number = 1
        while f"{wanted}_{number}" in known:
            number += 1
        return f"{wanted}_{number}"

    def _running(self, text: str) -> str:
        text = self._inline(text)
        return _EMPHASIS.sub(r"<em>\1</em>", text) if "*" in text else text

    def _inline(self, text: str) -> str:
        return _LINK.sub(self._link, text) if "](" in text else text

    def _link(self, match: re.Match[str]) -> str:
        attributes = f" {match[3]}" if match[3] else ""
        return f'<a{attributes} href="{self._href(match[2])}">{match[1]}</a>'

    def _href(self, link: str) -> str:
        """Return an address as it stands on the page, and remember where in the site it leads."""
        place, mark, anchor = link.partition("#")
        if not place:
            self._links.setdefault(self._path, {})[anchor] = None
            return link
        known = self._addresses.get(place)
        if known is None:
            parts = urlsplit(place)
            if parts.scheme or parts.netloc or parts.path.startswith("/"):
                return link
            target = posixpath.normpath(posixpath.join(posixpath.dirname(self._path), unquote(parts.path)))
            address = relative(page_address(target, self._directory_urls), self._address)
            address += f"?{parts.query}" if parts.query else ""
            known = self._addresses[place] = (address, self._links.setdefault(target, {}))
        address, anchors = known
        if anchor:
            anchors[anchor] = None
        return f"{address}{mark}{anchor}"


def page_address(path: str, directory_urls: bool = True) -> str:
    """Return the address of a page or file from the root of the site.

    >>> page_address("a/b.md"), page_address("a/index.md"), page_address("a.md", False), page_address("a.css")
    ('a/b/', 'a/', 'a.html', 'a.css')
    >>> page_address("data/a.md.txt")
    'data/a.md'
    """
    if path.endswith(MARKDOWN_AS_DATA):
        return path.removesuffix(MARKDOWN_AS_DATA) + ".md"
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    folder, _, name = stem.rpartition("/")
    if name in ("index", "README"):
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def relative(address: str, page: str) -> str:
    """Return the shortest relative address from one page to another.

    >>> relative("a/b/", "a/c/"), relative("", "a/c/"), relative("a/c/", "a/c/"), relative("x.css", "")
    ('../b/', '../../', './', 'x.css')
    """
    here = page.rpartition("/")[0].split("/") if "/" in page else []
    there = address.split("/")
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"


def _sign(match: re.Match[str]) -> str:
    return _shown(match[0])


@lru_cache(maxsize=1024)
def _shown(entity: str) -> str:
    code = int(entity[2:-1])
    return entity if code in _KEPT or code < 0x20 else chr(code)


def _shape(line: str) -> _Shape | None:
    """Return what a line that begins with an element says, None for running text."""
    return _short_shape(line) if len(line) < _SHORT else _read_shape(line)


def _read_shape(line: str) -> _Shape | None:
    if not _BLOCK.match(line):
        return None
    steps = []
    for closing, name, attributes in _TAG.findall(line):
        if closing:
            steps.append((name, ""))
        elif name not in _VOID:
            marked = 'markdown="1"' in attributes
            steps.append((name, ("running" if name in _RUNNING else "blocks") if marked else "raw"))
    runs = 'markdown="1"' in line
    return _Shape(_MARKDOWN.sub("", line) if runs else line, tuple(steps), runs)


#: The lines of templates come back on every page.
_short_shape = lru_cache(maxsize=4096)(_read_shape)


def _nested(headings: list[Part]) -> tuple[Part, ...]:
    """Return the second and third headings as a tree."""
    found: list[Part] = []
    for part in headings:
        if part.level == 2 or (part.level == 3 and not found):
            found.append(part)
        elif part.level == 3:
            above = found[-1]
            if above.level == 2:
                found[-1] = msgspec.structs.replace(above, parts=(*above.parts, part))
            else:
                found.append(part)
    return tuple(found)
