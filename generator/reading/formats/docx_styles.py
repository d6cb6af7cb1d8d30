"""Styles of a Word document: what a paragraph or run inherits by its style."""

from __future__ import annotations

import re

from generator.reading.formats.docx_package import is_on
from generator.reading.formats.limits import MAX_CHAIN
from generator.reading.formats.markup import Element, attribute, child, children

_HEADING_NAME = re.compile(r"^(?:heading|kop|koptekst)\s*([1-9])$", re.IGNORECASE)
_TITLE_NAMES = ("title", "titel")
_BODY_LEVEL = 9


class Styles:
    """Looks properties up along the chain of styles that are based on one another."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {attribute(style, "styleId") or "": style for style in children(root, "style")}
        self._defaults = {
            attribute(style, "type") or "": attribute(style, "styleId") or ""
            for style in self._styles.values()
            if attribute(style, "default") in ("1", "true", "on")
        }
        self._default_run = child(root, "docDefaults", "rPrDefault", "rPr")

    def bold(self, paragraph_style: str | None, run: Element | None) -> bool:
        """Tell whether a run is bold. Bold in two kinds of styles at once is not bold, as in Word."""
        direct = is_on(run, "b")
        if direct is not None:
            return direct
        by_paragraph = self._switch(paragraph_style or self._defaults.get("paragraph"), "b")
        by_run = self._switch(attribute(child(run, "rStyle"), "val"), "b")
        if by_paragraph is None and by_run is None:
            return bool(is_on(self._default_run, "b"))
        return bool(by_paragraph) != bool(by_run)

    def hidden(self, run: Element | None) -> bool:
        direct = is_on(run, "vanish")
        return (
            bool(self._switch(attribute(child(run, "rStyle"), "val"), "vanish")) if direct is None else direct
        )

    def raised(self, run: Element | None) -> bool:
        """Tell whether a run is printed as superscript."""
        direct = attribute(child(run, "vertAlign"), "val")
        by_style = (
            attribute(child(element, "rPr", "vertAlign"), "val")
            for element in self._chain(attribute(child(run, "rStyle"), "val"))
        )
        value = direct or next((value for value in by_style if value), None)
        return value == "superscript"

    def heading_level(self, properties: Element | None) -> int:
        """Return the level of a heading, by its style's name or its outline level; 0 for other paragraphs."""
        style = attribute(child(properties, "pStyle"), "val")
        levels = [attribute(child(properties, "outlineLvl"), "val")]
        for element in self._chain(style):
            name = (attribute(child(element, "name"), "val") or "").strip()
            if match := _HEADING_NAME.match(name):
                return int(match.group(1))
            if name.lower() in _TITLE_NAMES:
                return 1
            levels.append(attribute(child(element, "pPr", "outlineLvl"), "val"))
        level = next((number(value, _BODY_LEVEL) for value in levels if value is not None), _BODY_LEVEL)
        return level + 1 if 0 <= level < _BODY_LEVEL else 0

    def numbering(self, style: str | None) -> tuple[Element | None, str | None]:
        """Return the numbering properties that a style gives, and the style that has them."""
        for element in self._chain(style):
            properties = child(element, "pPr", "numPr")
            if properties is not None:
                return properties, attribute(element, "styleId")
        return None, None

    def numbering_of(self, style: str | None) -> Element | None:
        """Return the numbering properties of the numbering style itself."""
        return child(self._styles.get(style or ""), "pPr", "numPr")

    def has_lines(self, table_style: str | None) -> bool:
        return any(
            visible_borders(child(element, "tblPr", "tblBorders")) for element in self._chain(table_style)
        )

    def _switch(self, style: str | None, name: str) -> bool | None:
        values = (is_on(child(element, "rPr"), name) for element in self._chain(style))
        return next((value for value in values if value is not None), None)

    def _chain(self, style: str | None) -> list[Element]:
        chain: list[Element] = []
        while style and (element := self._styles.get(style)) is not None and len(chain) < MAX_CHAIN:
            chain.append(element)
            style = attribute(child(element, "basedOn"), "val")
        return chain


def visible_borders(borders: Element | None) -> bool:
    """Tell whether a set of borders has one that is printed."""
    return borders is not None and any(
        (attribute(border, "val") or "none") not in ("none", "nil") for border in borders
    )


def number(value: str | None, default: int) -> int:
    """Return a whole number from an attribute; the default where there is none or it is none."""
    try:
        return int(value) if value else default
    except ValueError:
        return default
