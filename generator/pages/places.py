"""Addresses as they stand on a page of the site, and what its links ask for."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import unquote, urlsplit

from generator.addresses import MARKDOWN_AS_DATA

#: A path from the root of the pages in which nothing is to be worked out.
_PATH: Final = re.compile(r"(?:[\w-]+/)*[\w-]+\.[a-z]+", re.ASCII)


class Places:
    """Where the links of one page lead; remembers what they ask for."""

    def __init__(self, path: str, directory_urls: bool = True) -> None:
        self._path = path
        #: What leads to the root of the pages.
        self._up = "../" * path.count("/")
        self._directory_urls = directory_urls
        self._page = page_address(path, directory_urls)
        #: Pages and files that are linked to, by path from the root of the pages, with the anchors asked for.
        self.links: dict[str, dict[str, None]] = {}
        #: By link without anchor: the address, and the anchors asked for there.
        self._known: dict[str, tuple[str, dict[str, None]]] = {}

    def address(self, link: str) -> str:
        """Return the address that a link in Markdown has on this page."""
        # Not the method of Markup, which is slow.
        place, mark, anchor = str.partition(link, "#")
        address, anchors = self._known.get(place) or self._place(place)
        if anchor:
            anchors[anchor] = None
        return f"{address}{mark}{anchor}"

    def _place(self, link: str) -> tuple[str, dict[str, None]]:
        place = str(link)
        path, mark, query = place.partition("?")
        if not place:
            known = "", self.links.setdefault(self._path, {})
        elif path.startswith(self._up) and _PATH.fullmatch(path, len(self._up)):
            address, anchors = self._page_of(path[len(self._up) :])
            known = f"{address}{mark}{query}", anchors
        else:
            known = self._other(place)
        self._known[place] = known
        return known

    def _other(self, place: str) -> tuple[str, dict[str, None]]:
        if place.startswith(("https://", "http://")):
            return place, {}
        parts = urlsplit(place)
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return place, {}
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self._path), unquote(parts.path)))
        address, anchors = self._page_of(target)
        return f"{address}?{parts.query}" if parts.query else address, anchors

    def _page_of(self, target: str) -> tuple[str, dict[str, None]]:
        address = relative(page_address(target, self._directory_urls), self._page)
        return address, self.links.setdefault(target, {})


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
