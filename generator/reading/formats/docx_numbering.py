"""Automatic numbering of a Word document: the labels that Word prints and that are not in the text."""

from __future__ import annotations

import re

import msgspec

from generator.reading.formats.docx_styles import Styles, number
from generator.reading.formats.limits import MAX_CHAIN
from generator.reading.formats.markup import Element, attribute, child, children

BULLET = "•"
_LEVELS = 9
#: Beyond this a counter in letters or Roman numbers is printed as a number.
_LONGEST = 4_000
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Label(msgspec.Struct, frozen=True):
    """The printed label of a numbered paragraph."""

    text: str
    #: 1 is the outermost.
    level: int
    is_bullet: bool = False

    @property
    def has_words(self) -> bool:
        """The label is words, not a mere number or letter: "Vraag 1"."""
        if re.fullmatch(r"[\W\d]*[ivxlcdm]+[\W\d]*", self.text.lower()):
            return False
        return bool(re.search(r"[^\W\d_]{3,}", self.text))


class Numbering:
    """Counts the numbered paragraphs of a document, in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {
            attribute(item, "abstractNumId") or "": item for item in children(root, "abstractNum")
        }
        self._instances = {attribute(item, "numId") or "": item for item in children(root, "num")}
        self._levels: dict[str, dict[int, Element]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._overridden: set[tuple[str, int]] = set()

    def label(self, properties: Element | None) -> Label | None:
        """Return the label of a paragraph by its properties, and count it; None when it is not numbered."""
        instance_id, level = self._place(properties)
        instance = self._instances.get(instance_id)
        if instance is None:
            return None
        abstract_id, abstract = self._definition(instance)
        if instance_id not in self._levels:
            self._levels[instance_id] = _level_definitions(instance, abstract)
        definitions = self._levels[instance_id]
        if level not in definitions:
            return None
        counters = self._count(instance_id, instance, abstract_id, definitions, level)
        return _printed(definitions, counters, level)

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """Return the numbering instance and the 0-based level of a paragraph."""
        style = attribute(child(properties, "pStyle"), "val")
        own = child(properties, "numPr")
        by_style, owner = self._styles.numbering(style)
        instance = attribute(child(own, "numId"), "val") or attribute(child(by_style, "numId"), "val") or ""
        level = attribute(child(own, "ilvl"), "val") or attribute(child(by_style, "ilvl"), "val")
        if level is not None:
            return instance, min(max(number(level, 0), 0), _LEVELS - 1)
        if own is None and owner and (linked := self._instances.get(instance)) is not None:
            _, abstract = self._definition(linked)
            for item in children(abstract, "lvl"):
                if attribute(child(item, "pStyle"), "val") == owner:
                    return instance, number(attribute(item, "ilvl"), 0)
        return instance, 0

    def _definition(self, instance: Element) -> tuple[str, Element | None]:
        """Return the abstract numbering behind an instance, through numbering styles."""
        identifier = attribute(child(instance, "abstractNumId"), "val") or ""
        abstract = self._abstract.get(identifier)
        for _ in range(MAX_CHAIN):
            link = attribute(child(abstract, "numStyleLink"), "val")
            linked = self._instances.get(
                attribute(child(self._styles.numbering_of(link), "numId"), "val") or "" if link else ""
            )
            if linked is None:
                break
            identifier = attribute(child(linked, "abstractNumId"), "val") or ""
            abstract = self._abstract.get(identifier)
        return identifier, abstract

    def _count(
        self,
        instance_id: str,
        instance: Element,
        abstract_id: str,
        definitions: dict[int, Element],
        level: int,
    ) -> list[int]:
        """Count one paragraph and return the counters of all levels as they stand at it."""
        counters = self._counters.setdefault(abstract_id, [None] * _LEVELS)
        for override in children(instance, "lvlOverride"):
            place = number(attribute(override, "ilvl"), 0)
            start = attribute(child(override, "startOverride"), "val")
            if start is not None and (instance_id, place) not in self._overridden and 0 <= place <= level:
                self._overridden.add((instance_id, place))
                counters[place] = number(start, 1) - 1 if place == level else number(start, 1)
                _restart(counters, definitions, place)
        current = counters[level]
        counters[level] = _start(definitions.get(level)) if current is None else current + 1
        _restart(counters, definitions, level)
        return [
            value if value is not None else _start(definitions.get(place))
            for place, value in enumerate(counters)
        ]


def _level_definitions(instance: Element, abstract: Element | None) -> dict[int, Element]:
    levels = {number(attribute(item, "ilvl"), 0): item for item in children(abstract, "lvl")}
    for override in children(instance, "lvlOverride"):
        replaced = child(override, "lvl")
        if replaced is not None:
            levels[number(attribute(override, "ilvl"), 0)] = replaced
    return levels


def _restart(counters: list[int | None], definitions: dict[int, Element], level: int) -> None:
    """Let the levels below start anew, except where the document says that they count on."""
    for deeper in range(level + 1, _LEVELS):
        restart = attribute(child(definitions.get(deeper), "lvlRestart"), "val")
        if restart is None or (number(restart, deeper) != 0 and level < number(restart, deeper)):
            counters[deeper] = None


def _start(definition: Element | None) -> int:
    return number(attribute(child(definition, "start"), "val"), 1 if definition is not None else 0)


def _printed(definitions: dict[int, Element], counters: list[int], level: int) -> Label | None:
    definition = definitions[level]
    pattern = attribute(child(definition, "lvlText"), "val") or ""
    if _format(definition) == "bullet":
        return Label(_bullet(pattern), level + 1, is_bullet=True) if pattern else None
    legal = child(definition, "isLgl") is not None

    def counter(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        return spelled(counters[place], "decimal" if legal else _format(definitions.get(place)))

    text = " ".join(re.sub(r"%([1-9])", counter, pattern).split())
    return Label(text, level + 1) if text else None


def _format(definition: Element | None) -> str:
    return attribute(child(definition, "numFmt"), "val") or "decimal"


def _bullet(pattern: str) -> str:
    """Return the sign of a bullet. Signs from symbol fonts have no meaning as characters."""
    sign = pattern.strip()[:1]
    return sign if sign in ("-", "–", "—", "*", "•", "›", "→") else BULLET


def spelled(value: int, style: str) -> str:
    """Return a counter as Word prints it in a number format."""
    if style == "none":
        return ""
    if 0 < value < _LONGEST:
        if style in ("lowerLetter", "upperLetter"):
            letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letters.upper() if style.startswith("upper") else letters
        if style in ("lowerRoman", "upperRoman"):
            return _roman(value).upper() if style.startswith("upper") else _roman(value)
    if style == "decimalZero":
        return f"{value:02d}"
    if style == "ordinal":
        return f"{value}e"
    return str(value)


def _roman(value: int) -> str:
    text = ""
    for amount, sign in _ROMAN:
        text += sign * (value // amount)
        value %= amount
    return text
