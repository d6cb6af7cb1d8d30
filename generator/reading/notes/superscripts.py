"""Superscripts ("¹", "^[1]") and marks in brackets ("[^1]", "[1]"): in the text and before the note alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.reading.blocks import NoteMark
from generator.reading.notes.marks import LABEL_NAMES, OPEN, SUPERSCRIPTS, Note, is_open, note_text, put_mark
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

_STRONG = re.compile(r"\[\^(\d{1,3})\](?!:)|\^\[(\d{1,3})\]|([⁰¹²³⁴-⁹]+)")
_STRONG_TEXT = re.compile(r"^(?:\[\^(\d{1,3})\]:|\^?\[(\d{1,3})\s?\]|([⁰¹²³⁴-⁹]+))\s*(?=\S)")
_SQUARE = re.compile(r"\[(\d{1,2})\s?\]")
_SQUARE_TEXT = re.compile(r"\[(\d{1,2})\s?\]\s*\S")


def lift_superscripts(rows: list[Row], notes: list[Note]) -> None:
    """Take superscripts and marks in brackets out of the text, with their notes, and link them."""
    texts: list[Note] = []
    marked: set[str] = set()
    openings = {
        m[1]: index
        for index, row in enumerate(rows)
        if row.cls is None and (m := _SQUARE_TEXT.match(row.text))
    }
    for index, row in enumerate(rows):
        if row.cls is not None:
            continue
        opening = _opening(row, marked)
        if opening is not None:
            number, text = opening
            texts.append(_take(rows, index, number, text, f"strong-{index}"))
            row.notes = []
            continue
        _strong_marks(row)
        marked.update(n.mark for n in row.notes)
        if "[" in row.text:
            _square_marks(row, index, openings, marked)
    _lone_numbers(rows, texts)
    texts.sort(key=lambda note: note.row)
    notes.extend(texts)
    _link(rows, texts)


def _opening(row: Row, marked: set[str]) -> tuple[str, str] | None:
    """Return number and text of the note that a row opens with; "[1]" opens one once it was a mark."""
    if row.notes and row.notes[0].offset == 0 and is_open(row.notes[0]) and row.text:
        return row.notes[0].mark, row.text
    match = _STRONG_TEXT.match(row.text)
    if match is None or (match[2] and not match[0].startswith("^") and match[2] not in marked):
        return None
    return next(g for g in match.groups() if g).translate(SUPERSCRIPTS), row.text[match.end() :]


def _strong_marks(row: Row) -> None:
    """Take superscripts out of a row; those of units (m², km³) stay."""
    position = 0
    while found := _STRONG.search(row.text, position):
        number = next(g for g in found.groups() if g).translate(SUPERSCRIPTS)
        if found[3] and row.text[: found.start()][-1:] in "mMk²" and number in "23":
            position = found.end()
            continue
        put_mark(row, found.start(), found.end(), number, OPEN + found.group())
        position = found.start()


def _square_marks(row: Row, index: int, openings: dict[str, int], marked: set[str]) -> None:
    """ "[1]" is a mark when a later line starts with the same "[1]"."""
    position = 0
    while found := _SQUARE.search(row.text, position):
        if found.start() > 0 and openings.get(found[1], -1) > index:
            marked.add(found[1])
            put_mark(row, found.start(), found.end(), found[1], OPEN + found.group())
            position = found.start()
        else:
            position = found.end()


def _take(rows: list[Row], index: int, number: str, text: str, ref: str) -> Note:
    """Take the note that starts at a row, with the rows that continue it."""
    row = rows[index]
    row.cls = "footnote"
    parts, last = [text], row.last
    for following in rows[index + 1 :]:
        if (
            following.cls is not None
            or following.name in LABEL_NAMES
            or _STRONG_TEXT.match(following.text)
            or following.notes
        ):
            break
        if (
            following.block.starts is True
            or following.block.kind not in {"line", "paragraph"}
            or row.block.kind != "line"
        ):
            break
        if following.block.starts is None and following.text[:1].isupper():
            break
        following.cls = "footnote"
        parts.append(following.text)
        last = following.last
    return Note(mark=number, text=note_text(parts), lines=(row.first, last), ref=ref, row=index)


def _lone_numbers(rows: list[Row], texts: list[Note]) -> None:
    """A number alone on a line, whose superscript stands above without a note: the next line is the note."""
    open_marks: Counter[str] = Counter()
    # A number whose notes are all there already is the label of a question.
    short = Counter(n.mark for row in rows for n in row.notes if is_open(n))
    short.subtract(note.mark for note in texts)
    waiting = sorted(texts, key=lambda note: note.row)
    for index, row in enumerate(rows):
        while waiting and waiting[0].row < index:
            open_marks[waiting.pop(0).mark] -= 1
        open_marks.update(n.mark for n in row.notes if is_open(n))
        if (
            row.cls is not None
            or row.name != "number-alone"
            or not row.text.isdigit()
            or open_marks[row.text] < 1
            or short[row.text] < 1
        ):
            continue
        following = next((r for r in rows[index + 1 :] if r.cls != "blank"), None)
        if following is not None and following.cls is None and not following.name:
            row.cls = following.cls = "footnote"
            open_marks[row.text] -= 1
            texts.append(
                Note(
                    mark=row.text,
                    text=following.text,
                    lines=(row.first, following.last),
                    ref=f"lone-{index}",
                    row=index,
                )
            )


def _link(rows: Sequence[Row], texts: Sequence[Note]) -> None:
    """Give each mark the nearest note of its number that is printed after it."""
    for index, row in enumerate(rows):
        linked = []
        for mark in row.notes:
            note = (
                None
                if not is_open(mark)
                else next((t for t in texts if t.mark == mark.mark and not t.used and t.row > index), None)
            )
            if note:
                note.used = True
            linked.append(NoteMark(mark.offset, mark.mark, note.ref) if note else mark)
        row.notes = linked


SPECIMENS = (
    Specimens("strong mark", _STRONG, ("veren[^1]", "veren^[2]", "veren¹²"), ("veren[1]",)),
    Specimens(
        "strong note",
        _STRONG_TEXT,
        ("[^1]: De Oeverbode", "[1 ] De Oeverbode", "¹ De Oeverbode"),
        ("1 De Oeverbode",),
    ),
    Specimens("square mark", _SQUARE, ("veren[1]", "veren[2 ]"), ("veren[noot]",)),
    Specimens("square note", _SQUARE_TEXT, ("[1] De Oeverbode",), ("veren [1]",)),
)
