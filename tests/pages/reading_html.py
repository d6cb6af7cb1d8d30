"""Reads HTML as a browser would, as far as the tests need it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BLOCKS = {
    "article", "blockquote", "dd", "details", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p",
    "section", "summary", "table", "td", "th", "tr", "ul",
}  # fmt: skip


class Element(NamedTuple):
    tag: str
    attributes: dict[str, str]
    line: int


class Reading(HTMLParser):
    """The elements of a page, and its text with white space collapsed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._text: list[str] = []
        self.problems: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.problems += [f"<{tag}> is not closed" for tag in self._open]

    @property
    def text(self) -> str:
        return " ".join("".join(self._text).split())

    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> has an attribute twice")
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0]))
        if tag in _BLOCKS or tag == "br":
            self._text.append(" ")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._text.append(" ")
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag not in _VOID:
            self.problems.append(f"</{tag}> on line {self.getpos()[0]} closes nothing")

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("script", "style"):
            self._text.append(data)


def dangers(reading: Reading) -> list[str]:
    """Return what could run or lead outside unasked: scripts, handlers, javascript addresses, inline styles."""
    found = []
    for element in reading.elements:
        if element.tag in ("script", "iframe", "object", "embed", "base", "form", "style"):
            found.append(f"<{element.tag}>")
        for name, value in element.attributes.items():
            if name.startswith("on") or name == "style" or name == "srcdoc":
                found.append(f"{element.tag} {name}={value}")
            if name in ("href", "src", "action") and value.strip().lower().split(":")[0] in (
                "javascript",
                "data",
                "vbscript",
            ):
                found.append(f"{element.tag} {name}={value}")
    return found
