"""Turns the Markdown that our templates write into HTML, as Python-Markdown would, in a fraction of the time.

The templates write a small part of Markdown: headings and links with attributes, paragraphs, lists of one
level, emphasis, and HTML with Markdown in it (``markdown="1"``). Every sign of a text is an entity by then
(``generator.pages.escaping``), so that whatever looks like Markdown is Markdown of a template. Pages written
by hand may hold anything: they go through MkDocs. ``tests/site/test_ready.py`` holds the two readings side by
side. What comes by the thousand is written as HTML at once (``generator.pages.forms``), and only put in its
place here. Knows nothing of MkDocs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

import msgspec

from generator.pages.forms import DEEPEST, FINISHED, HOLDS_MARKDOWN, AsHtml, title_of

#: Elements that hold running text where they hold Markdown, and all that end a paragraph.
_RUNNING_NAMES: Final = "address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th"
_BLOCK_NAMES: Final = (
    "article aside blockquote details dialog div dl fieldset figcaption figure footer form header hr "
    "main menu nav noscript ol output pre script section style table tbody tfoot thead tr ul "
    f"{_RUNNING_NAMES}"
)
_RUNNING: Final = frozenset(_RUNNING_NAMES.split())
#: By first letter: of most tags in a text, such as "<span", that rules out all of them at once.
_NAMES: Final = "|".join(
    f"{first}(?:{'|'.join(sorted((name[1:] for name in names), key=len, reverse=True))})"
    for first, names in groupby(sorted(_BLOCK_NAMES.split()), key=lambda name: name[0])
)
_BLOCK: Final = re.compile(rf"</?(?:{_NAMES})(?=[\s>/])")
_TAG: Final = re.compile(rf"<(/?)({_NAMES})(?=[\s>/])([^>]*)>")
_VOID: Final = frozenset({"hr"})
#: A link stands on one line, and brackets that are text are entities: what looks like a link is one.
_LINK: Final = re.compile(r"\[([^\[\]\n]*)\]\(([^()\s]*)\)(?:\{:\s*([^}\n]*?)\s*\})?")
_EMPHASIS: Final = re.compile(r"\*([^*]+)\*")
_ID: Final = re.compile(r' id="([^"]*)"')
#: Entities that HTML can do without: all that is not "<", ">", "&", a quotation mark or a control.
_ENTITY: Final = re.compile(r"&#(?!(?:[12]?\d|3[01489]|6[02]);)(\d+);")
_FINISHED: Final = re.compile(rf"{FINISHED}(\d+)")
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


def ready(markdown: str, path: str, *, directory_urls: bool = True, html: AsHtml | None = None) -> Ready:
    """Return the page at ``path`` ("vergaderingen/x.md"), whose Markdown our templates wrote, as HTML.

    ``html`` holds what of it was written as HTML.
    """
    return _Reader(html or AsHtml(path, directory_urls)).read(markdown)


class _Shape(NamedTuple):
    """A line that begins with an element."""

    #: The elements that are open after it and were not before, each with what it holds, and those that it
    #: closes ("").
    steps: tuple[tuple[str, str], ...]
    #: Whether it holds Markdown.
    runs: bool


class _Reader:
    """Reads one page: its links at once, then line by line."""

    def __init__(self, html: AsHtml) -> None:
        self._pieces = html.pieces
        self._places = html.places
        self._out: list[str] = []
        self._paragraph: list[str] = []
        self._items: list[str] = []
        #: Elements that are open, each with whether it holds blocks, running text or no Markdown.
        self._open: list[tuple[str, str]] = []
        #: What the element that is open holds.
        self._held = "blocks"
        #: What begins and ends it, where it holds no Markdown.
        self._raw: tuple[str, str] | None = None
        self._headings: list[Part] = []

    def read(self, markdown: str) -> Ready:
        out, paragraph, items = self._out, self._paragraph, self._items
        for line in map(str.strip, self._with_links(markdown).split("\n")):
            if not line:
                if paragraph or items:
                    self._end()
            elif self._raw and self._raw[0] not in line and self._raw[1] not in line:
                out.append(line)
            elif line[0] == "<" and (shape := _short_shape(line) if len(line) < _SHORT else _shape(line)):
                if paragraph or items:
                    self._end()
                steps, runs = shape
                if steps:
                    self._step(steps)
                out.append(_running(line) if runs and "*" in line else line)
            elif line[0] == FINISHED:
                self._end()
                piece = self._pieces[int(line[1:])]
                self._headings += [Part(title, name, level) for level, title, name in piece.headings]
                out.append(line)
            elif self._held != "blocks":
                out.append(_running(line) if self._held == "running" else line)
            elif line[0] == "#":
                self._end()
                self._heading(line)
            elif line.startswith("- ") and not paragraph:
                items.append(_running(line[2:]))
            else:
                paragraph.append(line)
        self._end()
        html = self._with_pieces(_with_signs("\n".join(out).replace(HOLDS_MARKDOWN, "")))
        return Ready(
            html=html,
            parts=_nested(self._headings),
            ids=tuple(_ID.findall(html)),
            links={target: tuple(anchors) for target, anchors in self._places.links.items()},
        )

    def _end(self) -> None:
        """End the paragraph or list that is open."""
        if self._paragraph:
            text = _running("\n".join(self._paragraph))
            self._out.append(f"<p>{text}</p>")
            self._paragraph.clear()
        if self._items:
            self._out.append("<ul>\n" + "\n".join(f"<li>{item}</li>" for item in self._items) + "\n</ul>")
            self._items.clear()

    def _step(self, steps: tuple[tuple[str, str], ...]) -> None:
        """Keep account of what is open after a line."""
        for name, held in steps:
            if held:
                self._open.append((name, held))
            else:
                while self._open and self._open.pop()[0] != name:
                    pass
        top, self._held = self._open[-1] if self._open else ("", "blocks")
        self._raw = (f"<{top}", f"</{top}") if self._held == "raw" else None

    def _heading(self, line: str) -> None:
        text, attributes = line, ""
        if line[-1] == "}" and "{:" in line:
            text, _, attributes = line[:-1].rpartition("{:")
        marks, _, text = text.strip().partition(" ")
        level, text = len(marks), _running(text.lstrip())
        identifier, title = next((word[1:] for word in attributes.split() if word[0] == "#"), ""), ""
        # Only those of the contents, and those that are called after it, need their title.
        if level <= DEEPEST or not identifier:
            title = title_of(text)
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

    def _with_links(self, markdown: str) -> str:
        """Return Markdown with its links as HTML, and remember where they lead."""
        pieces = iter(_LINK.split(markdown))
        out = [next(pieces)]
        for text, link, attributes, after in zip(pieces, pieces, pieces, pieces, strict=True):
            named = f" {attributes}" if attributes else ""
            out.append(f'<a{named} href="{self._places.address(link)}">{text}</a>{after}')
        return "".join(out)

    def _with_pieces(self, html: str) -> str:
        """Return HTML with the pieces that were finished before in their places."""
        parts = _FINISHED.split(html)
        parts[1::2] = [self._pieces[int(number)].html for number in parts[1::2]]
        return "".join(parts)


def _with_signs(html: str) -> str:
    """Return HTML with the signs themselves instead of entities that it can do without."""
    pieces = _ENTITY.split(html)
    # Every other piece is the number of an entity.
    pieces[1::2] = map(chr, map(int, pieces[1::2]))
    return "".join(pieces)


def _running(text: str) -> str:
    return _EMPHASIS.sub(r"<em>\1</em>", text) if "*" in text else text


def _shape(line: str) -> _Shape | None:
    """Return what a line that begins with an element says, None for running text."""
    if not _BLOCK.match(line):
        return None
    runs = False
    steps: list[tuple[str, str]] = []
    for closing, name, attributes in _TAG.findall(line):
        if not closing:
            if name not in _VOID:
                marked = 'markdown="1"' in attributes
                runs |= marked
                steps.append((name, ("running" if name in _RUNNING else "blocks") if marked else "raw"))
        elif steps and steps[-1][0] == name and steps[-1][1]:
            steps.pop()
        else:
            steps.append((name, ""))
    return _Shape(tuple(steps), runs)


#: The lines of templates come back on every page.
_short_shape = lru_cache(maxsize=4096)(_shape)


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
