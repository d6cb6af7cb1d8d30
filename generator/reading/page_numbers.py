"""Page numbers that stand alone on a line, and other numbers that do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.grammar import LABELS, SENTENCE_END
from generator.reading.joining import COUNTS_ON
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

#: "Tweede Kamer, vergaderjaar …, Aanhangsel" or "…, nr. 6", with its page number on the next line.
_FOOT_WITHOUT_NUMBER = re.compile(r"Kamer, vergaderjaar.*(?:[^\W\d_]|\bnr\.\s?\d+)$")
#: Under these the number of the chamber is printed, large and on its own line.
_MASTHEAD = re.compile(
    r"^(?:(?:Tweede|Eerste) Kamer der Staten-Generaal|Vergaderjaar \d{4}\s?[-–—]\s?\d{4})$"
)
#: So many blank lines are no space between paragraphs or cells.
_FAR = 3
#: A line that ends so is cut, and a number alone behind it is no label, though a capital follows.
_CUT_OFF = re.compile(
    r"\b(?:de|het|een|en|of|van|voor|in|op|met|aan|door|die|te|bij|naar|om|als|uit|tussen|tegen|zonder"
    r"|binnen|deze|dit|haar|hun|onze|per)$"
)


def mark_page_numbers(rows: list[Row]) -> None:
    """A bare number under a page's running foot is the page's number, one in the masthead the chamber's."""
    solid = [row for row in rows if row.cls != "blank"]
    for index, row in enumerate(solid):
        if row.cls is None and re.fullmatch(r"\d{1,3}", row.text) and row.block.kind == "line":
            before = solid[index - 1] if index else None
            if before is not None and (
                (before.cls == "furniture" and _FOOT_WITHOUT_NUMBER.search(before.text))
                or (row.text in {"1", "2"} and _MASTHEAD.match(before.text))
            ):
                row.cls = "furniture"


def mark_cut_numbers(rows: Sequence[Row]) -> None:
    """A number alone in the middle of a sentence, once the notes are gone, is a page's number.

    So is the number that comes next after such a one, wherever it stands alone; but not where a 1 stands
    alone too: then such numbers may be the labels of a list.
    """
    _numbers_below_notes(rows)
    _number_at_the_end(rows)
    live = [row for row in rows if row.cls is None]
    alone = [
        (before, row, after)
        for before, row, after in zip(live, live[1:], live[2:], strict=False)
        if row.name == "number-alone" and row.text.isdigit()
    ]
    pages: set[int] = set()
    for before, row, after in alone:
        if COUNTS_ON.search(before.text):
            row.name, row.numbers = "", ()  # "artikel" "2" "van het verdrag": the number is text
            continue
        cut = not SENTENCE_END.search(before.text) and not before.name and not after.name
        if cut and (re.match(r"[a-zà-ÿ]", after.text) or _CUT_OFF.search(before.text)):
            pages.add(int(row.text))
            row.cls = "furniture"
            after.after_break = True
    alone = [(before, row, after) for before, row, after in alone if row.name]
    if any(row.cls is None and int(row.text) == 1 for _, row, _ in alone):
        return
    for _, row, after in alone:
        if row.cls is None and int(row.text) - 1 in pages:
            pages.add(int(row.text))
            row.cls = "furniture"
            after.after_break = True


def _number_at_the_end(rows: Sequence[Row]) -> None:
    """A number alone far below the last text is the number of a page."""
    last = next((n for n in range(len(rows) - 1, -1, -1) if rows[n].cls != "blank"), None)
    if last is None or last < _FAR or rows[last].cls is not None or not rows[last].text.isdigit():
        return
    if rows[last].name == "number-alone" and all(row.cls == "blank" for row in rows[last - _FAR : last]):
        rows[last].cls = "furniture"


def _numbers_below_notes(rows: Sequence[Row]) -> None:
    """A number alone between a page's notes and a label is the page's."""
    solid = [row for row in rows if row.cls != "blank"]
    for before, row, after in zip(solid, solid[1:], solid[2:], strict=False):
        if (
            before.cls == "footnote"
            and row.cls is None
            and row.name == "number-alone"
            and row.text.isdigit()
            and after.name in LABELS
        ):
            row.cls = "furniture"


SPECIMENS = (
    Specimens(
        "foot without number",
        _FOOT_WITHOUT_NUMBER,
        (
            "Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel",
            "Tweede Kamer, vergaderjaar 2030–2031, 36 900, nr. 6",
        ),
        ("Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 1",),
    ),
    Specimens(
        "masthead",
        _MASTHEAD,
        ("Tweede Kamer der Staten-Generaal", "Vergaderjaar 2030-2031"),
        ("Tweede Kamer",),
    ),
    Specimens(
        "cut off", _CUT_OFF, ("dat is gemeld aan de", "en dat geldt voor"), ("Dat is zo", "de planning is")
    ),
)
