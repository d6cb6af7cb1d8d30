"""Running heads, running feet and page numbers: what a page prints of itself, not of its text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise

from generator.reading.formats.pdf_lines import Measures, Segment, Sheet
from generator.reading.formats.pdf_paragraphs import LABEL

#: Part of the page height at head and foot in which furniture stands.
_ZONE = 0.15
_SAME_HEIGHT = 8.0
#: Distance to running text, in line pitches.
_APART = 1.25
_NUMBER = re.compile(r"\d+")
#: What furniture of a single page looks like: (what, pattern).
_KNOWN = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}\s*[-–]\s*\d{4}, .{0,60}$",
        r"^ISSN \d{4}\s*-\s*\d{3}[\dX]$",
        r"^[’'‘]s-Gravenhage \d{4}$",
        r"^(?:ah|kv|nds|kst|blg|h)-(?:[te]k-)?[\w-]*\d[\w-]*$",
        r"^(?:pagina|blz\.|bladzijde|page)\s*\d{1,4}(?:\s*(?:/|van|of)\s*\d{1,4})?$",
        r"^\d{1,4}\s*(?:/|van)\s*\d{1,4}$",
    )
)
#: No printed page has so many; a drawing may.
_MOST_PAIRS = 200_000
_COUNTER = re.compile(r"^(?:(?:pagina|blz\.|bladzijde|page)\s*)?\d{1,4}(?:\s*(?:/|van|of)\s*\d{1,4})?$")
_MARK = re.compile(r"^(?:\d{1,3}|[*†‡]{1,3})$")
_PAGE_NUMBER = re.compile(r"^[-–]?\s*\d{1,4}\s*[-–]?$")


def furniture_of(
    pages: list[Sheet], segments: list[list[Segment]], measures: Measures
) -> list[list[Segment]]:
    """Return for every page the segments that are furniture."""
    zones = [
        [segment for segment in found if _in_zone(segment, page)]
        for page, found in zip(pages, segments, strict=True)
    ]
    repeated = _repeated(zones)
    result: list[list[Segment]] = []
    for index, (page, found) in enumerate(zip(pages, segments, strict=True)):
        chosen = [
            segment
            for segment in zones[index]
            if any(pattern.match(_plain(segment)) for pattern in _KNOWN) or (index, id(segment)) in repeated
        ]
        chosen = _without_text(chosen, found, measures)
        chosen += _page_numbers(chosen, zones[index], found, page, measures)
        result.append(chosen)
    return result


def _plain(segment: Segment) -> str:
    return " ".join(segment.text.split())


def _in_zone(segment: Segment, page: Sheet) -> bool:
    return segment.base < _ZONE * page.height or segment.base > (1 - _ZONE) * page.height


def _repeated(zones: list[list[Segment]]) -> set[tuple[int, int]]:
    """Return (page, identity) of segments that stand at the same height of another page with the same words.

    Only the number of the page may differ.
    """
    by_words: dict[str, list[tuple[int, Segment]]] = defaultdict(list)
    for index, zone in enumerate(zones):
        notes = _marked(zone)
        for segment in zone:
            if not LABEL.match(_plain(segment)) and id(segment) not in notes:
                by_words[_NUMBER.sub("#", _plain(segment).lower())].append((index, segment))
    found: set[tuple[int, int]] = set()
    for group in by_words.values():
        for (page, segment), (other_page, other) in pairwise(group):
            if (
                page != other_page
                and abs(segment.base - other.base) < _SAME_HEIGHT
                and _same(segment, other, (page + 1, other_page + 1))
            ):
                found |= {(page, id(segment)), (other_page, id(other))}
    return found


def _same(one: Segment, other: Segment, pages: tuple[int, int]) -> bool:
    """Tell whether two segments have the same numbers, but for the number of their page.

    "Kamerstuk 99, nr. 5" and "Kamerstuk 99, nr. 6" are two notes, not a running foot.
    """
    numbers = [_NUMBER.findall(_plain(segment)) for segment in (one, other)]
    differing = [(a, b) for a, b in zip(*numbers, strict=False) if a != b]
    if not differing:
        return True
    return differing == [(str(pages[0]), str(pages[1]))] or (
        len(differing) == 1 and bool(_COUNTER.match(_plain(one).lower()))
    )


def _marked(zone: list[Segment]) -> set[int]:
    """Return the identities of segments that a note mark stands before: they are notes."""
    marks = [segment for segment in zone if _MARK.match(segment.text.strip())]
    if len(marks) * len(zone) > _MOST_PAIRS:
        return set()
    return {
        id(segment)
        for segment in zone
        for mark in marks
        if 0 <= mark.base - segment.base <= segment.size
        and -1 <= segment.left - mark.right <= 2 * segment.size
        and mark.size < segment.size
    }


def _without_text(chosen: list[Segment], found: list[Segment], measures: Measures) -> list[Segment]:
    """Leave out what stands in the running text: of its size and close to its lines."""
    known = [segment for segment in chosen if any(pattern.match(_plain(segment)) for pattern in _KNOWN)]
    taken = {id(segment) for segment in chosen}
    rest = sorted(
        (segment for segment in found if id(segment) not in taken), key=lambda segment: segment.base
    )
    bases = [segment.base for segment in rest]
    reach = _APART * measures.pitch
    apart: list[Segment] = []
    for segment in chosen:
        near = rest[bisect_left(bases, segment.base - reach) : bisect_right(bases, segment.base + reach)]
        within = any(
            abs(segment.size - other.size) < 0.5 and abs(segment.left - other.left) < measures.width
            for other in near
        )
        if segment not in known and not within:
            apart.append(segment)
    return known + apart


def _page_numbers(
    chosen: list[Segment], zone: list[Segment], found: list[Segment], page: Sheet, measures: Measures
) -> list[Segment]:
    """Return bare numbers that stand alone at the very edge, or on one line with other furniture."""
    numbers: list[Segment] = []
    taken = {id(segment) for segment in chosen}
    bodies = [
        segment for segment in found if id(segment) not in taken and not _PAGE_NUMBER.match(_plain(segment))
    ]
    lowest = min((segment.base for segment in bodies), default=page.height)
    highest = max((segment.base for segment in bodies), default=0.0)
    for segment in zone:
        if id(segment) in taken or not _PAGE_NUMBER.match(_plain(segment)):
            continue
        beside = any(abs(segment.base - other.base) < 2 for other in chosen)
        beyond = max(lowest - segment.base, segment.base - highest)
        if beside or not bodies or beyond > _APART * measures.pitch:
            numbers.append(segment)
    return numbers
