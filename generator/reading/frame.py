"""The frame around the questions: page furniture, running titles, headings that print cut, contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.reading.grammar import QUESTION_LABELS, SENTENCE_END
from generator.reading.page_numbers import mark_page_numbers
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

_HEADINGS = {"faction-heading", "part-heading", "list-title", "members-heading", "contents-heading"}
_CONTENTS_LINE = re.compile(
    r"^(?:blz\.?|Blz\.?|\d{1,3}|[IVX]{1,4}\.?|\d{1,2}\.(?:\d{1,2}\.?)?)$|(?:\.{3,}|\s)\d{1,3}$"
)
#: A page counter at the start of a line, and one glued before what the line says.
_COUNTER = re.compile(r"^(\d{1,3})/(\d{1,3})(?!\d)")
_GLUED_COUNTER = re.compile(r"^(\d{1,3})/(\d{1,3})\s*(?=\S)")
#: A running title is short, and printed on this many pages at least.
_TITLE_LENGTH, _TITLE_TIMES = 200, 3
#: One that is known by the opening alone is at least so long.
_TITLE_ONCE = 50


def mark_furniture(rows: list[Row]) -> None:
    """Give page furniture and images their class, and tell the rows around it that a page broke there."""
    _glued_counters(rows)
    repeated = _running_titles(rows)
    for index, row in enumerate(rows):
        if row.cls is not None:
            continue
        if row.name == "image":
            row.cls = "image"
        elif row.name in {"print-furniture", "page-counter", "rule"} or index in repeated:
            row.cls = "furniture"
    mark_page_numbers(rows)
    broken = blank = False
    for row in rows:
        if row.cls == "furniture":
            broken = True
        elif row.cls == "blank":
            blank = True
        elif row.cls != "image":
            row.after_break, row.after_blank = broken or row.after_break, blank
            broken = blank = False


def join_cut_headings(rows: Sequence[Row]) -> None:
    """Make a heading whole that print cut at the width of its lines."""
    solid = [row for row in rows if row.cls is None]
    for row, below in pairwise(solid):
        if (
            row.name in {"faction-heading", "part-heading"}
            and below.block.kind == "line"
            and len(row.text) >= _TITLE_ONCE
            and not below.after_blank
            and not below.name
            and re.match(r"[a-zà-ÿ]", below.text)
        ):
            row.text = f"{row.text} {below.text}"
            below.cls = "heading"


def _glued_counters(rows: list[Row]) -> None:
    """Take a page counter that is glued before a line ("3/6 Vraag 3", "2/11Inleiding") off it.

    It is one when the document's counters all count to the same number of pages.
    """
    totals = Counter(m[2] for row in rows if (m := _COUNTER.match(row.text)))
    for row in rows:
        match = _GLUED_COUNTER.match(row.text)
        if match and row.cls is None and totals[match[2]] >= 2 and int(match[1]) <= int(match[2]):
            row.text = row.text[match.end() :]
            row.reread()
            row.after_break = True


def _running_titles(rows: Sequence[Row]) -> set[int]:
    """Return the indexes of lines that stand again and again next to a page counter or a page break."""
    counts: Counter[str] = Counter()
    places: dict[str, list[int]] = {}
    solid = [i for i, row in enumerate(rows) if row.cls != "blank"]
    edge = {
        i
        for n, i in enumerate(solid)
        if any(
            rows[solid[m]].name == "page-counter"
            or rows[solid[m]].after_break
            or rows[solid[m]].block.page != rows[i].block.page
            for m in range(max(0, n - 2), min(len(solid), n + 3))
        )
    }
    for i in edge:
        row = rows[i]
        if (
            row.cls is None
            and len(row.text) <= _TITLE_LENGTH
            and row.name in {"", "list-title"}
            and re.search(r"[^\W\d]{3}|^\d{5,}$", row.text)
        ):
            title = re.sub(r"\s+\d{1,3}$", "", row.text)
            counts[title] += 1
            places.setdefault(title, []).append(i)
    return {
        i
        for text, n in counts.items()
        if n >= _TITLE_TIMES or (n == 2 and _at_counters(rows, solid, text, places[text]))
        for i in places[text]
    } | _title_once(rows, solid)


def _at_counters(rows: Sequence[Row], solid: Sequence[int], text: str, places: Sequence[int]) -> bool:
    """Whether a line that stands only twice is a title: a counter is at both, no sentence ends in it."""
    where = {i: n for n, i in enumerate(solid)}
    return (
        not SENTENCE_END.search(text)
        and all(
            any(rows[i].name == "page-counter" for i in solid[max(0, where[place] - 2) : where[place] + 3])
            # A counter glued to the line behind it is taken off already.
            or any(rows[i].after_break for i in solid[where[place] + 1 : where[place] + 3])
            for place in places
        )
    )


def _title_once(rows: Sequence[Row], solid: Sequence[int]) -> set[int]:
    """Return the title above a page counter, where the opening of the document has it word for word."""
    first = next((i for i in solid if rows[i].name in QUESTION_LABELS), 0)
    opening = " ".join(rows[i].text for i in solid if i < first)
    found: set[int] = set()
    for n, i in enumerate(solid):
        if rows[i].name != "page-counter" or i < first:
            continue
        for length in (1, 2, 3):
            block = solid[max(0, n - length) : n]
            text = " ".join(rows[k].text for k in block)
            if (
                len(text) >= _TITLE_ONCE
                and text[0].isupper()
                and text in opening
                and not SENTENCE_END.search(text)
                and all(rows[k].cls is None and rows[k].name in {"", "list-title"} for k in block)
            ):
                found.update(block)
    return found


def mark_contents(rows: list[Row]) -> None:
    """Mark a table of contents: from its heading to where one of its entries stands again as a heading."""
    start = next(
        (i for i, row in enumerate(rows) if row.name == "contents-heading" and row.cls is None), None
    )
    if start is None:
        return
    entries: list[str] = []
    end = start
    for i in range(start + 1, len(rows)):
        row = rows[i]
        if row.cls is not None:
            continue
        key = _entry_key(row.text)
        if key and key in entries:
            break
        is_entry = (
            row.name in _HEADINGS
            or bool(_CONTENTS_LINE.search(row.text))
            or (len(row.text) < 120 and not row.text.endswith((".", "?", ":")))
        )
        if not is_entry:
            break
        if key:
            entries.append(key)
        end = i
    for row in rows[start : end + 1]:
        if row.cls in {None, "heading"}:
            row.cls = "contents"


def _entry_key(text: str) -> str:
    folded = re.sub(r"^(?:[IVX]{1,4}|\d{1,2})[.:]?\s+", "", text)
    folded = re.sub(r"[.\s]*\d{1,3}$", "", folded)
    return re.sub(r"[\W\d_]+", "", folded).lower()


SPECIMENS = (
    Specimens(
        "line of contents", _CONTENTS_LINE, ("blz.", "II", "2.1", "Inleiding ...... 3"), ("Inleiding",)
    ),
    Specimens("counter", _COUNTER, ("3/6", "3/6 Vraag 3"), ("3/6789",)),
    Specimens("counter before text", _GLUED_COUNTER, ("3/6 Vraag 3", "2/11Inleiding"), ("3/6",)),
)
