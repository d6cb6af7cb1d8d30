"""Footnotes of a web page: short links to a place further on, and the blocks that they lead to."""

from __future__ import annotations

import re

import msgspec

from generator.reading.formats.html_tree import classes
from generator.reading.formats.inline import collapse
from generator.reading.formats.markup import Element, local

_MARK = re.compile(r"^[\[(]?\s*(\d{1,3}|[*†‡]{1,3}|[ivx]{1,5})\s*[\])]?$")
_HOLDERS = ("li", "p", "dd", "div", "aside", "section", "td")
_NOTE_CLASS = re.compile(r"noot|note|fn\b", re.IGNORECASE)


class Notes(msgspec.Struct, frozen=True):
    #: Elements that are a mark: (mark, identity).
    marks: dict[Element, tuple[str, str]]
    #: Elements that hold the text of a note: (mark, identity).
    blocks: dict[Element, tuple[str, str]]
    #: Links from a note back to its mark.
    back_links: frozenset[Element]


def find_notes(root: Element) -> Notes:
    """Return the marks and notes of a page. A link is a mark only where it leads to a block further on."""
    places: dict[str, Element] = {}
    order: dict[Element, int] = {}
    for number, element in enumerate(root.iter()):
        if not local(element):
            continue
        order[element] = number
        for name in (element.get("id"), element.get("name") if local(element) == "a" else None):
            if name:
                places.setdefault(name, element)
    marks: dict[Element, tuple[str, str]] = {}
    blocks: dict[Element, tuple[str, str]] = {}
    back: set[Element] = set()
    for link in [element for element in order if local(element) == "a"]:
        target = places.get((link.get("href") or "").partition("#")[2])
        if target is None or not (link.get("href") or "").startswith("#"):
            continue
        match = _MARK.match(collapse(link.text_content()))
        if order[target] < order[link]:
            if any(outer in blocks for outer in [link, *link.iterancestors()]):
                back.add(link)
        elif match and (block := _holder(target)) is not None and not _within(link, block):
            mark, ref = blocks.get(block, (match.group(1), target.get("id") or target.get("name") or ""))
            blocks[block] = (mark, ref)
            marks[_outermost(link)] = (match.group(1), ref)
    return Notes(marks, blocks, frozenset(back))


def _holder(target: Element) -> Element | None:
    """Return the block that holds a note, from the element that its mark leads to."""
    nearest = next((outer for outer in [target, *target.iterancestors()] if local(outer) in _HOLDERS), None)
    if nearest is None:
        return None
    classed = next(
        (
            outer
            for outer in [nearest, *nearest.iterancestors()]
            if local(outer) in _HOLDERS and any(_NOTE_CLASS.search(name) for name in classes(outer))
        ),
        None,
    )
    if classed is not None and len(collapse(classed.text_content())) < 4000 and _only_one(classed):
        return classed
    return nearest


def _only_one(element: Element) -> bool:
    """Tell whether a block is one note, not the list of all."""
    return sum(1 for inner in element.iter() if local(inner) == "li") <= 1 and not any(
        inner is not element
        and any(_NOTE_CLASS.search(name) for name in classes(inner))
        and local(inner) in _HOLDERS
        for inner in element.iter()
    )


def _within(link: Element, block: Element) -> bool:
    return any(outer is block for outer in link.iterancestors())


def _outermost(link: Element) -> Element:
    """Return the mark with the superscript around it, where that holds nothing else."""
    outer = link
    while (parent := outer.getparent()) is not None and local(parent) in ("sup", "span", "small"):
        if collapse(parent.text_content()) != collapse(link.text_content()):
            break
        outer = parent
    return outer
