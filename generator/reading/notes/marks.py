"""Marks and notes: what the styles of footnotes share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.reading.blocks import NoteMark
from generator.reading.grammar import ANSWER_LABELS, QUESTION_LABELS
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

#: Before the printed form of a mark whose note is not found yet, in the mark's ``ref``.
OPEN = "?"
#: Lines that end a note's text: what stands below them is running text again.
LABEL_NAMES = QUESTION_LABELS | ANSWER_LABELS | {"faction-heading"}
#: From raised digits to digits.
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
ADDRESS = re.compile(r"https?:|www\.")


@dataclass(slots=True)
class Note:
    """A note: its number as printed, its text and lines."""

    mark: str
    text: str
    lines: tuple[int, int] | None
    ref: str
    used: bool = False
    #: Index of the row it starts in; a note is printed after its mark, or on the same page.
    row: int = 0
    parts: list[str] = field(default_factory=list)


def is_open(mark: NoteMark) -> bool:
    """Return whether a mark has no note yet."""
    return not mark.ref or mark.ref.startswith(OPEN)


def put_mark(row: Row, start: int, end: int, mark: str, ref: str) -> None:
    """Take ``row.text[start:end]`` out and put a mark in its place; a blank before it goes with it."""
    before, after = row.text[:start], row.text[end:]
    if before.endswith(" ") and (not after or after[0] in " .,;:?!)"):
        before = before.rstrip()
    if re.search(r"[a-zà-ÿ][.?!]$", before) and after[:1].isupper():
        after = " " + after  # the mark stood where the blank between two sentences is
    cut = len(row.text) - len(before) - len(after)
    row.notes = [
        n if n.offset <= len(before) else NoteMark(max(len(before), n.offset - cut), n.mark, n.ref)
        for n in row.notes
    ]
    row.text = before + after
    row.notes.append(NoteMark(len(before), mark, ref))


def note_text(parts: Sequence[str]) -> str:
    """Return a note's lines as one text; an address cut at a line end is whole again."""
    text = ""
    for part in parts:
        glue = (
            ""
            if not text
            or (re.search(r"(?:https?:\S*|www\.\S*)[/\-_%=?&.]$", text) and not part.startswith("("))
            else " "
        )
        if (
            glue
            and re.search(r"(?:https?:|www\.)\S*$", text)
            and re.match(r"^[\w%/._~?=&-]*[/%_.=-][\w%/._~?=&-]*\)?\.?$", part)
        ):
            glue = ""
        if glue and re.search(r"[a-zà-ÿ]-$", text) and part[:1].islower() and not ADDRESS.search(text[-60:]):
            text, glue = text[:-1], ""
        text += glue + part
    return " ".join(text.split())


SPECIMENS = (
    Specimens(
        "address", ADDRESS, ("https://www.oeverbode.example", "www.oeverbode.example"), ("De Oeverbode",)
    ),
)
