"""Checks a built site: every link and anchor leads somewhere, every page can be reached, nothing comes from elsewhere.

``python -m tests.site.links site`` prints what is wrong, and exits 1 when anything is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from tests.pages.reading_html import Reading

#: Attributes that make a browser fetch something by itself.
FETCHED = {
    "img": ("src", "srcset"), "script": ("src",), "source": ("src", "srcset"), "iframe": ("src",), "embed": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "object": ("data",), "input": ("src",), "use": ("href",),
}  # fmt: skip
#: Kinds of <link> that are only read by those who ask for them.
QUIET_LINKS = {"canonical", "alternate", "search", "next", "prev", "license"}
STYLE_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


class Fault(NamedTuple):
    page: str
    what: str

    def __str__(self) -> str:
        return f"{self.page}: {self.what}"


class Page(NamedTuple):
    path: str
    reading: Reading


def check(site: Path) -> list[Fault]:
    """Return everything that is wrong with the links of a built site."""
    pages = {
        page.path: page
        for page in (_page(site, path) for path in sorted(site.rglob("*.html")))
        if page is not None
    }
    ids = {path: set(page.reading.ids()) for path, page in pages.items()}
    faults: list[Fault] = []
    reached: dict[str, set[str]] = {}
    for path, page in pages.items():
        faults += [Fault(path, f"id twice: {name}") for name in _twice(page.reading.ids())]
        faults += [Fault(path, problem) for problem in page.reading.problems]
        reached[path] = set()
        for element, name, address in _addresses(page.reading):
            fault, target = _follow(site, path, address, ids)
            if fault:
                faults.append(Fault(path, f"<{element} {name}={address!r}>: {fault}"))
            elif target:
                reached[path].add(target)
        faults += [Fault(path, f"comes from elsewhere: {address}") for address in _foreign(page.reading)]
    for sheet in sorted(site.rglob("*.css")):
        faults += _sheet(site, sheet)
    return faults + [Fault(path, "no page links to it") for path in sorted(_orphans(pages, reached))]


def _page(site: Path, path: Path) -> Page | None:
    return Page(path.relative_to(site).as_posix(), Reading(path.read_text(encoding="utf-8")))


def _twice(names: list[str]) -> list[str]:
    seen: set[str] = set()
    return sorted({name for name in names if name in seen or seen.add(name)})  # type: ignore[func-returns-value]


def _addresses(reading: Reading) -> Iterator[tuple[str, str, str]]:
    for element in reading.elements:
        for name in ("href", "src", "action", "poster", "data", "cite"):
            if name in element.attributes and element.tag != "base":
                yield element.tag, name, element.attributes[name]


def _follow(site: Path, page: str, address: str, ids: dict[str, set[str]]) -> tuple[str, str | None]:
    """Return what is wrong with an address ("" for nothing) and the page it leads to."""
    parts = urlsplit(address)
    if address == "data:,":
        return "", None
    if parts.scheme or parts.netloc:
        return ("" if parts.scheme in ("http", "https", "mailto") else "leads to no page"), None
    if address.startswith("/"):
        return "is not relative: it breaks on a sub-path", None
    base = Path(page).parent if parts.path else Path(page)
    target = (site / base / unquote(parts.path)).resolve() if parts.path else site / page
    if target.is_dir():
        target /= "index.html"
    if not target.is_file() or site.resolve() not in target.resolve().parents:
        return "there is no such file", None
    path = target.resolve().relative_to(site.resolve()).as_posix()
    if parts.fragment and path in ids and unquote(parts.fragment) not in ids[path]:
        return f"there is no such anchor in {path}", path
    return "", path


def _foreign(reading: Reading) -> Iterator[str]:
    """Yield what a browser would fetch from another host by opening the page."""
    for element in reading.elements:
        names: tuple[str, ...] = FETCHED.get(element.tag, ())
        if element.tag == "link" and element.attributes.get("rel") not in QUIET_LINKS:
            names = ("href",)
        for name in names:
            address = element.attributes.get(name, "")
            if urlsplit(address).netloc:
                yield address


def _sheet(site: Path, sheet: Path) -> Iterator[Fault]:
    name = sheet.relative_to(site).as_posix()
    for match in STYLE_ADDRESS.finditer(sheet.read_text(encoding="utf-8")):
        address = match.group(1) or match.group(2)
        if urlsplit(address).scheme == "data":
            continue
        if urlsplit(address).netloc:
            yield Fault(name, f"comes from elsewhere: {address}")
        elif not (sheet.parent / unquote(urlsplit(address).path)).is_file():
            yield Fault(name, f"there is no such file: {address}")


def _orphans(pages: dict[str, Page], reached: dict[str, set[str]]) -> set[str]:
    found = {"index.html"}
    todo = ["index.html"]
    while todo:
        for target in reached.get(todo.pop(), ()):
            if target in pages and target not in found:
                found.add(target)
                todo.append(target)
    return {path for path in pages if path not in found and not _for_old_addresses(pages[path])} - {"404.html"}


def _for_old_addresses(page: Page) -> bool:
    """Tell whether a page asks not to be found: one that is left where something once stood."""
    return any(
        one.tag == "meta" and one.attributes.get("name") == "robots" and one.attributes["content"] == "noindex"
        for one in page.reading.elements
    )


if __name__ == "__main__":
    FAULTS = check(Path(sys.argv[1]))
    for one in FAULTS:
        sys.stdout.write(f"{one}\n")
    sys.stdout.write(f"{len(FAULTS)} faults\n")
    sys.exit(bool(FAULTS))
