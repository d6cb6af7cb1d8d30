"""The parts of a printed page: furniture, the text, what stands beside it, the notes at its foot."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import msgspec

from generator.reading.formats.pdf_furniture import furniture_of
from generator.reading.formats.pdf_glyphs import Rule
from generator.reading.formats.pdf_lines import (
    Measures,
    Row,
    Segment,
    Sheet,
    justified,
    measure,
    rows_of,
)
from generator.reading.formats.pdf_tables import Table, split_tables

_SMALL = 0.95
_GROUP_GAP = 2.5
_SEPARATOR = (30.0, 0.75)
_HANGING = re.compile(r"^[\w.()•▪–-]{1,5}$")
_NOTE_START = re.compile(r"^(\d{1,3})[.)]?\s+\S")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page taken apart. All parts in reading order."""

    number: int
    #: The running text: rows and tables.
    text: tuple[Row | Table, ...]
    #: Groups of rows beside the text, as the sender's address in a letterhead.
    beside: tuple[tuple[Row, ...], ...]
    #: The notes at the foot: (mark, rows); no mark for the rest of a note from the page before.
    notes: tuple[tuple[str, tuple[Row, ...]], ...]
    furniture: tuple[Row, ...]
    #: Right edge of the running text, and the lowest place for it.
    right: float
    floor: float


def lay_out(pages: list[Sheet]) -> tuple[list[Page], Measures]:
    """Return the pages of a document taken apart, and what its text measures."""
    segments = [list(page.segments) for page in pages]
    measures = measure(segments)
    furniture = furniture_of(pages, segments, measures)
    left_out = {id(segment) for found in furniture for segment in found}
    texts = [[segment for segment in found if id(segment) not in left_out] for found in segments]
    measures = measure(texts)
    texts = [justified(text, measures) for text in texts]
    return [
        _page(page, text, found, measures) for page, text, found in zip(pages, texts, furniture, strict=True)
    ], measures


def _page(page: Sheet, segments: list[Segment], furniture: list[Segment], measures: Measures) -> Page:
    right = _right_edge(segments, measures)
    main, beside = _columns(segments, measures, right)
    rows = rows_of(page.number, main)
    rows, notes = _split_notes(rows, page.rules, measures)
    groups = _groups(rows_of(page.number, beside), measures)
    if page.number > 1:
        # Beside the text of later pages stand the date and the reference once more.
        furniture = [*furniture, *(segment for group in groups for row in group for segment in row.segments)]
        groups = []
    return Page(
        number=page.number,
        text=tuple(split_tables(rows, page.rules, measures)),
        beside=tuple(groups),
        notes=tuple(notes),
        furniture=tuple(rows_of(page.number, furniture)),
        right=right,
        floor=max([measures.bottom, *(rows[0].base + measures.pitch for _, rows in notes[:1])]),
    )


def _right_edge(segments: list[Segment], measures: Measures) -> float:
    """Return the right edge of the text on a page: letters leave room for the letterhead on the first."""
    rights = [
        segment.right
        for segment in segments
        if abs(segment.size - measures.size) < 0.5
        and len(segment.text) >= 30
        and measures.left - 2 <= segment.left <= measures.left + 6 * measures.size
    ]
    return max(rights) if len(rights) >= 3 else measures.right


def _columns(
    segments: list[Segment], measures: Measures, right: float
) -> tuple[list[Segment], list[Segment]]:
    """Return the segments of the running text and those beside it."""
    main: list[Segment] = []
    candidates: list[Segment] = []
    for segment in segments:
        aside = segment.right < measures.left - 2 or segment.left > right + 2
        (candidates if aside else main).append(segment)
    main.sort(key=lambda segment: segment.base)
    bases = [segment.base for segment in main]
    neighbours = {
        id(segment): main[
            bisect_left(bases, segment.base - 0.25 * measures.size) : bisect_right(
                bases, segment.base + 0.25 * measures.size
            )
        ]
        for segment in candidates
    }
    # Cells of a table wider than the text stand on the lines of other cells; a letterhead has its own lines.
    aligned = sum(bool(found) for found in neighbours.values())
    part_of_table = aligned * 2 > len(candidates) and aligned >= 3
    beside: list[Segment] = []
    for segment in candidates:
        found = neighbours[id(segment)]
        hanging = segment.right < measures.left and _HANGING.match(segment.text.strip())
        if (found and (hanging or (part_of_table and segment.left > right))) or _goes_on(
            segment, main, bases
        ):
            main.append(segment)
        else:
            beside.append(segment)
    return main, beside


def _goes_on(segment: Segment, main: list[Segment], bases: list[float]) -> bool:
    """Tell whether a segment stands right behind the running text of its line, as a note mark does."""
    reach = segment.size
    near = main[bisect_left(bases, segment.base - reach) : bisect_right(bases, segment.base + reach / 4)]
    return any(-1 <= segment.left - other.right <= 1.5 * other.size for other in near[:200])


def _groups(rows: list[Row], measures: Measures) -> list[tuple[Row, ...]]:
    """Return rows beside the text in groups that belong together."""
    groups: list[list[Row]] = []
    for row in rows:
        near = groups and groups[-1][-1].base - row.base < _GROUP_GAP * measures.pitch
        if near and abs(groups[-1][-1].left - row.left) < measures.width / 2:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [tuple(group) for group in groups]


def _split_notes(
    rows: list[Row], rules: tuple[Rule, ...], measures: Measures
) -> tuple[list[Row], list[tuple[str, tuple[Row, ...]]]]:
    """Return the rows of the running text and the notes below them."""
    start = _notes_start(rows, rules, measures)
    if start is None:
        return rows, []
    notes: list[tuple[str, list[Row]]] = []
    for row in rows[start:]:
        mark = _note_mark(row, notes[-1][0] if notes else "")
        if mark or not notes:
            notes.append((mark, [row]))
        else:
            notes[-1][1].append(row)
    return rows[:start], [(mark, tuple(held)) for mark, held in notes]


def _notes_start(rows: list[Row], rules: tuple[Rule, ...], measures: Measures) -> int | None:
    """Return the first row of the notes: below a short line over a part of the width, or in small print."""
    for rule in sorted(rules, key=lambda rule: rule.bottom):
        if not _is_separator(rule, measures):
            continue
        start = next((i for i, row in enumerate(rows) if row.base < rule.bottom), None)
        if start is None:
            continue
        below = rows[start:]
        small = all(row.size < _SMALL * measures.size for row in below)
        if rows[start].mark or (small and start == 0) or (small and _note_mark(rows[start], "")):
            return start
        if small and rows[start - 1].size >= _SMALL * measures.size:
            return start
    start = len(rows)
    while start > 0 and rows[start - 1].size < _SMALL * measures.size:
        start -= 1
    marked = [i for i in range(start, len(rows)) if rows[i].mark]
    return marked[0] if marked else None


def _is_separator(rule: Rule, measures: Measures) -> bool:
    length = rule.right - rule.left
    return (
        rule.horizontal
        and _SEPARATOR[0] <= length <= _SEPARATOR[1] * measures.width
        and abs(rule.left - measures.left) < 12
    )


def _note_mark(row: Row, before: str) -> str:
    """Return the mark that a note begins with: raised, or the next number."""
    if row.mark:
        return row.mark.strip("()[] ")
    match = _NOTE_START.match(row.text)
    if match and (not before or (before.isdigit() and int(match.group(1)) == int(before) + 1)):
        return match.group(1)
    return ""
