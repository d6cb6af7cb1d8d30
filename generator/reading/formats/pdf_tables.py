"""Tables on a printed page: rows of segments that stand in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from generator.reading.formats.inline import Span, collapse, joined
from generator.reading.formats.pdf_glyphs import Rule
from generator.reading.formats.pdf_lines import Measures, Row, Segment
from generator.reading.formats.pdf_paragraphs import is_sign, marker

_ROW_GAP = 2.2
_WRAPPED_GAP = 1.35
_NUMERIC = re.compile(r"^[€$]?\s*[-–+]?[\d.,]+\s*(?:%|mln|mld|miljoen|miljard|euro)?\.?$")
_PAGE = re.compile(r"^\d{1,3}$")
_FEWEST_RULES = 3


class Table(msgspec.Struct, frozen=True, kw_only=True):
    page: int
    cells: tuple[tuple[Span, ...], ...]
    #: Base of the first row.
    base: float


def split_tables(rows: list[Row], rules: tuple[Rule, ...], measures: Measures) -> list[Row | Table]:
    """Return rows with the tables among them made one, in their order."""
    result: list[Row | Table] = []
    index = 0
    while index < len(rows):
        end = _extent(rows, index, measures)
        found = _table(rows[index:end], rules) if end > index else None
        if found is None:
            result.append(rows[index])
            index += 1
        else:
            table, used = found
            result.append(table)
            index += used
    return result


def _cells_of(row: Row) -> list[Segment]:
    """Return the segments of a row that are cells: marks belong to the cell before them."""
    return [
        segment for segment in row.segments if not (len(segment.pieces) == 1 and segment.pieces[0].raised)
    ]


def _extent(rows: list[Row], start: int, measures: Measures) -> int:
    """Return the end of the rows that may make one table with the row at the start."""
    if len(_cells_of(rows[start])) < 2:
        return start
    end = start + 1
    while end < len(rows):
        distance = (rows[end - 1].base - rows[end].base) / (measures.pitch * rows[end].size / measures.size)
        many = len(_cells_of(rows[end])) > 1
        if distance > (_ROW_GAP if many else _WRAPPED_GAP):
            break
        end += 1
    return end


def _table(rows: list[Row], rules: tuple[Rule, ...]) -> tuple[Table, int] | None:
    """Return the table that begins with the first of these rows and the number of rows it takes."""
    last = max((i for i, row in enumerate(rows) if len(_cells_of(row)) > 1), default=0)
    while last > 0:
        columns = _columns(rows[: last + 1])
        used = last + 1
        while used < len(rows) and _fits_one(rows[used], columns):
            used += 1
        if _is_table(rows[:used], columns, rules):
            cells = tuple(_merged(rows[:used], columns, rules))
            return Table(page=rows[0].page, cells=cells, base=rows[0].base), used
        last -= 1
        while last > 0 and len(_cells_of(rows[last])) < 2:
            last -= 1
    return None


def _columns(rows: list[Row]) -> list[tuple[float, float]]:
    """Return the columns in which the cells of rows stand, from left to right."""
    spans = sorted(
        (cell.left, cell.right) for row in rows for cell in _cells_of(row) if len(_cells_of(row)) > 1
    )
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1] - 1:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _fits_one(row: Row, columns: list[tuple[float, float]]) -> bool:
    """Tell whether a row of one segment is the rest of a cell: it stays within its column."""
    cells = _cells_of(row)
    if len(cells) != 1 or len(columns) < 2:
        return False
    limits = [*(left for left, _ in columns[1:]), float("inf")]
    return any(
        cells[0].left >= left - 3 and cells[0].right < limit
        for (left, _), limit in zip(columns, limits, strict=True)
    )


def _is_table(rows: list[Row], columns: list[tuple[float, float]], rules: tuple[Rule, ...]) -> bool:
    many = [row for row in rows if len(_cells_of(row)) > 1]
    if len(columns) < 2 or len(many) < 2:
        return False
    if any(len(_cells_of(row)) == 1 and not _fits_one(row, columns) for row in rows):
        return False
    firsts = [_cells_of(row)[0].text.strip() for row in many]
    lasts = [_cells_of(row)[-1].text.strip() for row in many]
    if len(columns) == 2 and all(marker(row) for row in many):
        return False
    if len(columns) == 2 and all(map(_PAGE.match, lasts)) and any(len(first) > 20 for first in firsts):
        return False  # a table of contents
    if len(_horizontal(rows, rules)) >= _FEWEST_RULES:
        return True
    if len(columns) >= 3:
        return True
    cells = [cell.text.strip() for row in many for cell in _cells_of(row)]
    numeric = sum(bool(_NUMERIC.match(cell)) for cell in cells)
    return len(many) >= 3 and numeric * 3 >= len(cells) and not any(is_sign(first) for first in firsts)


def _horizontal(rows: list[Row], rules: tuple[Rule, ...]) -> list[float]:
    """Return the heights of the lines printed between and around rows, from top to bottom."""
    top, bottom = rows[0].base + 2 * rows[0].size, rows[-1].base - 1.5 * rows[-1].size
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    heights = {
        round(rule.bottom)
        for rule in rules
        if rule.horizontal and bottom <= rule.bottom <= top and rule.left < right and rule.right > left
    }
    merged: list[float] = []
    for height in sorted(heights, reverse=True):
        if not merged or merged[-1] - height > 3:
            merged.append(height)
    return merged


def _has_vertical(rows: list[Row], rules: tuple[Rule, ...]) -> bool:
    """Tell whether lines are printed between the columns."""
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    top, bottom = rows[0].base + rows[0].size, rows[-1].base
    return any(
        not rule.horizontal and left < rule.left < right and rule.bottom < top and rule.top > bottom
        for rule in rules
    )


def _merged(
    rows: list[Row], columns: list[tuple[float, float]], rules: tuple[Rule, ...]
) -> Iterator[tuple[Span, ...]]:
    """Yield the cells per printed row of the table, lines of one cell made one."""
    heights = _horizontal(rows, rules)
    many = sum(len(_cells_of(row)) > 1 for row in rows)
    ruled = len(heights) >= _FEWEST_RULES and (_has_vertical(rows, rules) or len(heights) > many)
    held: list[list[Span]] = []
    before: Row | None = None
    for row in rows:
        cells = _in_columns(row, columns)
        between = before is not None and any(row.base < height <= before.base for height in heights)
        new = before is None or (between if ruled else len(_cells_of(row)) > 1)
        if new and held:
            yield tuple(joined([part for part in cell if not part.empty]) for cell in zip(*held, strict=True))
            held = []
        held.append(cells)
        before = row
    if held:
        yield tuple(joined([part for part in cell if not part.empty]) for cell in zip(*held, strict=True))


def _in_columns(row: Row, columns: list[tuple[float, float]]) -> list[Span]:
    cells: list[list[Segment]] = [[] for _ in columns]
    for segment in row.segments:
        middle = (segment.left + segment.right) / 2
        place = min(
            range(len(columns)),
            key=lambda i: (
                0
                if columns[i][0] - 1 <= segment.left <= columns[i][1]
                else abs(sum(columns[i]) / 2 - middle) + 1
            ),
        )
        cells[place].append(segment)
    return [
        Span(
            text=collapse(" ".join(segment.text for segment in cell)),
            bold=bool(cell) and all(piece.bold for segment in cell for piece in segment.pieces),
        )
        for cell in cells
    ]
