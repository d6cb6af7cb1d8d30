"""Footnotes: marks leave the text, note texts leave the running lines, and each note finds its mark.

Styles (``docs/formats.md``, 8): marks that the format knows; "[footnoteRef:2] … [2: text]" (Apache POI);
"[^1]" (pandoc); superscripts ("¹", "^[1]", <sup>); and what print leaves of them: a digit glued to a word
("artikel?1") with the note at the page's foot, or "1)", "[1]", "(2)" with the notes at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.reading.blocks import NoteMark
from generator.reading.rows import Row

_SUPERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POI_MARK = re.compile(r"\[footnoteRef:(\d+)\]")
_POI_TEXT = re.compile(r"\s?\[(\d+):\s")
_STRONG = re.compile(r"\[\^(\d{1,3})\](?!:)|\^\[(\d{1,3})\]|([⁰¹²³⁴-⁹]+)")
_STRONG_TEXT = re.compile(r"^(?:\[\^(\d{1,3})\]:|\^?\[(\d{1,3})\s?\]|([⁰¹²³⁴-⁹]+))\s*(?=\S)")
_SQUARE = re.compile(r"\[(\d{1,2})\s?\]")
_SQUARE_TEXT = re.compile(r"\[(\d{1,2})\s?\]\s*\S")
_TYPED_TEXT = re.compile(
    r"^(?:(?P<paren>\d{1,2})\)|\[(?P<square>\d{1,2})\s?\]|\((?P<round>\d{1,2})\)|(?P<dot>\d{1,2})\.)\s*(?=\S)"
)
_FOOT_TEXT = re.compile(r"^(?P<n>\d{1,2})(?:\s+(?=\S)|(?=[A-ZÀ-Þ«“\"‘(]|https?:|www\.|20\d{2}[ZD]\d))")
#: What a note says has words in it; a number in a table has not.
_WORDS = re.compile(r"[^\W\d_]{3}")
#: Before the printed form of a mark whose note is not found yet, in the mark's ``ref``.
_OPEN = "?"
_LABELS = {
    "question-label",
    "answer-label",
    "answer-marker",
    "question-label-inline",
    "answer-label-inline",
    "faction-heading",
}
#: A page has no more rows of notes than this.
_LONGEST_FOOT = 30
_MARKS_ALONE = re.compile(r"\d{1,2}(?:(?:,\s*|\s+en\s+)\d{1,2})*(?P<stop>[,.;]?)")
_URL = re.compile(r"https?:|www\.")


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


def lift_notes(rows: list[Row]) -> list[Note]:
    """Take footnote marks and note texts out of the rows and return the notes.

    Every mark left in a row's ``notes`` carries the ``ref`` of its note (empty when no note text was found).
    """
    notes: list[Note] = []
    for row in rows:
        if row.cls is None and row.block.kind != "footnote":
            _lift_inline(row, notes)
    _number_by_appearance(rows, notes)
    _known_notes(rows, notes)
    _strong_notes(rows, notes)
    _foot_notes(rows, notes)
    _typed_notes(rows, notes)
    _put_back(rows)
    return notes


def _is_open(mark: NoteMark) -> bool:
    return not mark.ref or mark.ref.startswith(_OPEN)


def _put_back(rows: Sequence[Row]) -> None:
    """A mark without a note goes back into the text as it was printed: it may be no mark at all."""
    for row in rows:
        for mark in sorted((n for n in row.notes if n.ref.startswith(_OPEN)), key=lambda n: -n.offset):
            printed = mark.ref[len(_OPEN) :]
            row.text = row.text[: mark.offset] + printed + row.text[mark.offset :]
            row.notes = [
                NoteMark(n.offset + len(printed), n.mark, n.ref)
                if n is not mark and n.offset > mark.offset
                else n
                for n in row.notes
                if n is not mark
            ]


def _lift_inline(row: Row, notes: list[Note]) -> None:
    """POI: the mark in the text, the note's text in brackets at the end of the same paragraph."""
    while match := _POI_TEXT.search(row.text):
        end = _closing(row.text, match.end())
        if end is None:
            break
        notes.append(
            Note(
                mark=match[1],
                text=row.text[match.end() : end].strip(),
                lines=(row.first, row.last),
                ref=f"poi-{match[1]}",
            )
        )
        row.text = row.text[: match.start()] + row.text[end + 1 :]
    while match := _POI_MARK.search(row.text):
        ref = f"poi-{match[1]}"
        _put(row, match.start(), match.end(), match[1], ref)
    row.text = " ".join(row.text.split()) if not row.notes else row.text.rstrip()


def _closing(text: str, start: int) -> int | None:
    depth = 1
    for index in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[index], 0)
        if not depth:
            return index
    return None


def _put(row: Row, start: int, end: int, mark: str, ref: str) -> None:
    """Take ``row.text[start:end]`` out and put a mark in its place; a blank before it goes with it."""
    before, after = row.text[:start], row.text[end:]
    if before.endswith(" ") and (not after or after[0] in " .,;:?!)"):
        before = before.rstrip()
    cut = len(row.text) - len(before) - len(after)
    row.notes = [
        n if n.offset <= len(before) else NoteMark(max(len(before), n.offset - cut), n.mark, n.ref)
        for n in row.notes
    ]
    row.text = before + after
    row.notes.append(NoteMark(len(before), mark, ref))


def _number_by_appearance(rows: Sequence[Row], notes: list[Note]) -> None:
    """POI prints Word's internal numbers, which start at 2 as often as at 1: number by first appearance."""
    order: dict[str, str] = {}
    for row in rows:
        for mark in row.notes:
            if mark.ref.startswith("poi-") and mark.ref not in order:
                order[mark.ref] = str(len(order) + 1)
    for row in rows:
        row.notes = [NoteMark(n.offset, order.get(n.ref, n.mark), n.ref) for n in row.notes]
    for note in notes:
        note.mark = order.get(note.ref, note.mark)


def _known_notes(rows: Sequence[Row], notes: list[Note]) -> None:
    """Notes that the format itself knows (Word, XML, PDF small print)."""
    for index, row in enumerate(rows):
        if row.block.kind == "footnote":
            ref = row.block.ref or f"known-{index}"
            notes.append(
                Note(mark=row.block.mark, text=row.text, lines=(row.first, row.last), ref=ref, row=index)
            )
    unnamed = [n for n in notes if n.ref.startswith("known-")]
    for row in rows:
        row.notes = [n if not _is_open(n) else _matched(n, unnamed) for n in row.notes]


def _matched(mark: NoteMark, candidates: Sequence[Note]) -> NoteMark:
    for note in candidates:
        if note.mark == mark.mark and not note.used:
            note.used = True
            return NoteMark(mark.offset, mark.mark, note.ref)
    return mark


def _strong_notes(rows: list[Row], notes: list[Note]) -> None:
    """Superscripts and pandoc marks: unmistakable, in the text as well as before the note."""
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
        superscript = (
            row.notes[0]
            if row.notes and row.notes[0].offset == 0 and _is_open(row.notes[0]) and row.text
            else None
        )
        match = _STRONG_TEXT.match(row.text)
        if match and match[2] and not match[0].startswith("^") and match[2] not in marked:
            match = None
        if superscript is not None or match is not None:
            number, text = superscript.mark if superscript else "", row.text
            if match is not None and superscript is None:
                number = next(g for g in match.groups() if g).translate(_SUPERS)
                text = row.text[match.end() :]
            texts.append(_take(rows, index, number, text, f"strong-{index}"))
            row.notes = []
            continue
        position = 0
        while found := _STRONG.search(row.text, position):
            number = next(g for g in found.groups() if g).translate(_SUPERS)
            if found[3] and row.text[: found.start()][-1:] in "mMk²" and number in "23":  # m², km³
                position = found.end()
                continue
            marked.add(number)
            _put(row, found.start(), found.end(), number, _OPEN + found.group())
            position = found.start()
        marked.update(n.mark for n in row.notes)
        if "[" in row.text:
            _square_marks(row, index, openings, marked)
    _lone_numbers(rows, texts)
    texts.sort(key=lambda note: note.row)
    notes.extend(texts)
    _link(rows, texts)


def _square_marks(row: Row, index: int, openings: dict[str, int], marked: set[str]) -> None:
    """ "[1]" is a mark when a later line starts with the same "[1]"."""
    position = 0
    while found := _SQUARE.search(row.text, position):
        if found.start() > 0 and openings.get(found[1], -1) > index:
            marked.add(found[1])
            _put(row, found.start(), found.end(), found[1], _OPEN + found.group())
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
            or following.name in _LABELS
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
    return Note(mark=number, text=_note_text(parts), lines=(row.first, last), ref=ref, row=index)


def _note_text(parts: Sequence[str]) -> str:
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
        if glue and re.search(r"[a-zà-ÿ]-$", text) and part[:1].islower() and not _URL.search(text[-60:]):
            text, glue = text[:-1], ""
        text += glue + part
    return " ".join(text.split())


def _lone_numbers(rows: list[Row], texts: list[Note]) -> None:
    """A number alone on a line, whose superscript stands above without a note: the next line is the note."""
    open_marks: Counter[str] = Counter()
    waiting = sorted(texts, key=lambda note: note.row)
    for index, row in enumerate(rows):
        while waiting and waiting[0].row < index:
            open_marks[waiting.pop(0).mark] -= 1
        open_marks.update(n.mark for n in row.notes if _is_open(n))
        if (
            row.cls is not None
            or row.name != "number-alone"
            or not row.text.isdigit()
            or open_marks[row.text] < 1
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
                if not _is_open(mark)
                else next((t for t in texts if t.mark == mark.mark and not t.used and t.row > index), None)
            )
            if note:
                note.used = True
            linked.append(NoteMark(mark.offset, mark.mark, note.ref) if note else mark)
        row.notes = linked


# ------------------------------------------------------------------ notes at the foot of a printed page


def _foot_notes(rows: list[Row], notes: list[Note]) -> None:
    """Notes at the foot of printed pages: numbered on through the document, their marks glued to words."""
    expected = 1
    for page in _pages(rows):
        index = _foot_start(rows, page, expected)
        if index is None:
            expected = _stray_foot(rows, page, expected, notes)
            continue
        expected = _take_foot(rows, page[page.index(index) :], expected, notes)
    _marks_alone(rows, {note.mark: note for note in notes if note.ref.startswith("foot-")})
    for number in range(1, expected):
        note = next((n for n in notes if n.ref == f"foot-{number}"), None)
        if note and not any(mark.ref == note.ref for row in rows for mark in row.notes):
            _glued_mark(rows, number, note)


def _marks_alone(rows: Sequence[Row], notes: dict[str, Note]) -> None:
    """Marks that print put on a line of their own ("2, 3", "6,") stand at the end of the line above."""
    above: Row | None = None
    for index, row in enumerate(rows):
        if row.cls is not None:
            continue
        match = _MARKS_ALONE.fullmatch(row.text)
        marks = re.findall(r"\d+", row.text) if match else []
        if above is not None and marks and all(m in notes and notes[m].row > index for m in marks):
            above.notes += [NoteMark(len(above.text), mark, notes[mark].ref) for mark in marks]
            above.text += match["stop"] if match else ""
            row.cls = "footnote"
        else:
            above = row if not row.name else None


def _pages(rows: Sequence[Row]) -> list[list[int]]:
    """Return the indexes of the text rows per page; a page ends where furniture stands."""
    pages: list[list[int]] = [[]]
    numbered = any(row.block.page and row.block.page > 1 for row in rows)
    page = rows[0].block.page if rows else None
    furniture = False
    for index, row in enumerate(rows):
        if numbered:
            if row.block.page != page:
                page = row.block.page
                pages.append([])
        elif row.cls == "furniture":
            furniture = True
        elif (furniture or row.after_break) and row.cls is None:
            pages.append([])
            furniture = False
        if row.cls is None:
            pages[-1].append(index)
    return (
        [p for p in pages if p]
        if numbered or len(pages) > 1 or any(r.cls == "furniture" for r in rows)
        else []
    )


def _foot_start(rows: Sequence[Row], page: Sequence[int], expected: int) -> int | None:
    """Return the row where the notes of a page start: the expected number, with no label below it."""
    for place, index in enumerate(page):
        row = rows[index]
        number = _foot_number(rows, page, place)
        if (
            number != expected
            or len(page) - place > _LONGEST_FOOT
            or any(rows[i].name in _LABELS for i in page[place + 1 :])
        ):
            continue
        if (row.after_blank or _has_glued(rows, index, expected)) and not _in_sentence(
            rows, page, place, row
        ):
            return index
    return None


def _foot_number(rows: Sequence[Row], page: Sequence[int], place: int) -> int | None:
    text = rows[page[place]].text
    if re.fullmatch(r"\d{1,2}", text):
        following = rows[page[place + 1]].text if place + 1 < len(page) else ""
        return (
            int(text)
            if _WORDS.search(following) and (not re.match(r"[a-z,.;]", following) or _URL.match(following))
            else None
        )
    match = _FOOT_TEXT.match(text)
    return int(match["n"]) if match and _WORDS.search(text) else None


def _in_sentence(rows: Sequence[Row], page: Sequence[int], place: int, row: Row) -> bool:
    """A superscript that lost its place starts a line too ("2 waarin ik …"): then the sentence goes on."""
    rest = re.sub(r"^\d{1,2}\s*", "", row.text)
    if not rest or _URL.match(rest) or not rest[0].islower():
        return False
    number = int(re.match(r"\d+", row.text)[0])  # type: ignore[index]
    another = any(
        _foot_number(rows, page, n) == number + 1 for n in range(place + 1, min(place + 8, len(page)))
    )
    return (
        place > 0
        and not another
        and not re.match(r"(?:pag|p|blz|zie|idem|ibid|dat wil zeggen|d\.w\.z|vgl|cf)\b", rest)
    )


def _has_glued(rows: Sequence[Row], before: int, number: int) -> bool:
    pattern = _glued(number)
    return any(
        r.cls is None and (pattern.search(r.text) or re.match(rf"{number}(?=[\s,.]|$)", r.text))
        for r in rows[:before]
    )


def _glued(number: int) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=\b(?:19|20)\d\d)|(?<=[^\W\d_]"
        rf"|[?!.,;:)»”’\"'\]%€])(?<![€$])(?<!\d[.,])){number}(?![\d%]|[.,]\d|-?[a-zA-Z]{{0,2}}\d|e\b)"
    )


def _take_foot(rows: list[Row], indexes: Sequence[int], expected: int, notes: list[Note]) -> int:
    current: Note | None = None
    alone = False
    for place, index in enumerate(indexes):
        row = rows[index]
        number = None if alone else _foot_number(rows, indexes, place)
        alone = number is not None and row.text.isdigit()
        if number is not None and alone and expected < number <= expected + 2 and current is not None:
            expected = number  # the conversion lost a number in between
        if number == expected:
            text = _FOOT_TEXT.sub("", row.text) if not row.text.isdigit() else ""
            current = Note(
                mark=str(number),
                text="",
                lines=(row.first, row.last),
                ref=f"foot-{number}",
                row=index,
                parts=[text] if text else [],
            )
            notes.append(current)
            expected += 1
        elif current is not None:
            current.parts.append(row.text)
            current.lines = (current.lines[0], row.last) if current.lines else None
        row.cls = "footnote"
        if current:
            current.text = _note_text(current.parts)
    return expected


def _stray_foot(rows: list[Row], page: Sequence[int], expected: int, notes: list[Note]) -> int:
    """Take a note whose number the conversion lost: the last paragraph of a page, with an address in it.

    The mark of the expected number must stand above it on that page.
    """
    start = len(page)
    for place in range(len(page) - 1, 0, -1):
        row = rows[page[place]]
        if row.name or not row.text:
            break
        start = place
        if row.after_blank:
            break
    if not 0 < start < len(page) or not rows[page[start]].after_blank or len(page) - start > 6:
        return expected
    text = _note_text([rows[i].text for i in page[start:]])
    marks = [i for i in page[:start] if _glued(expected).search(rows[i].text)]
    if not marks or not _URL.search(text) or not re.match(r"[A-ZÀ-Þ«“\"‘(h]", text):
        return expected
    for i in page[start:]:
        rows[i].cls = "footnote"
    lines = (rows[page[start]].first, rows[page[-1]].last)
    notes.append(Note(mark=str(expected), text=text, lines=lines, ref=f"foot-{expected}", row=page[start]))
    return expected + 1


def _glued_mark(rows: Sequence[Row], number: int, note: Note) -> None:
    """Find the digit that is the mark of a note: before the note, behind the mark of the note before it."""
    pattern = _glued(number)
    candidates: list[tuple[int, int, int, int]] = []
    for index, row in enumerate(rows[: note.row]):
        if row.cls is not None:
            continue
        for match in pattern.finditer(row.text):
            before = row.text[match.start() - 1]
            rank = 0 if before in "?!.,;:)»”’\"'" else 1 if before.islower() else 2
            candidates.append((rank, index, match.start(), match.end()))
        match2 = re.match(rf"{number}(?=[\s,.;?!]|$)", row.text)
        if match2 and not row.name.startswith("question") and not re.match(rf"{number}[.)]\s", row.text):
            candidates.append((1, index, 0, match2.end()))
    floor = _previous_mark(rows, number - 1)
    behind = [c for c in candidates if (c[1], c[2]) >= floor] or candidates
    if not behind:
        return
    _, index, start, end = min(behind, key=lambda c: (c[0] == 2, note.row - c[1] > 400, c[1], c[2]))
    _put(rows[index], start, end, note.mark, note.ref)
    rows[index].text = rows[index].text.lstrip() if start == 0 else rows[index].text


def _previous_mark(rows: Sequence[Row], number: int) -> tuple[int, int]:
    for index, row in enumerate(rows):
        for mark in row.notes:
            if mark.ref == f"foot-{number}":
                return (index, mark.offset)
    return (0, 0)


# ------------------------------------------------------------------ typed notes at the end of a document


def _typed_notes(rows: list[Row], notes: list[Note]) -> None:
    """Notes typed at the end ("1) Argos, …"), with the same typed marks in the text."""
    zone = _typed_zone(rows)
    if not zone:
        return
    expected = 1
    current: Note | None = None
    for index in zone:
        row = rows[index]
        match = _typed_match(row)
        if match and int(match[0]) == expected:
            current = Note(
                mark=match[0],
                text="",
                lines=(row.first, row.last),
                ref=f"typed-{expected}",
                row=index,
                parts=[match[1]],
            )
            notes.append(current)
            expected += 1
        elif current:
            current.parts.append(row.text)
            current.lines = (current.lines[0], row.last) if current.lines else None
        if current:
            current.text = _note_text(current.parts)
        row.cls = "footnote"
    for note in notes:
        if note.ref.startswith("typed-"):
            _typed_mark(rows, note)


def _typed_match(row: Row) -> tuple[str, str] | None:
    if row.name == "numbered-item" and row.block.kind == "item":
        return str(row.numbers[0]), row.text
    match = _TYPED_TEXT.match(row.text)
    return (next(g for g in match.groups() if g), row.text[match.end() :]) if match else None


def _typed_zone(rows: Sequence[Row]) -> list[int]:
    """Return the rows of the typed notes: from a "1" to the end of the document, nothing but notes."""
    live = [i for i, row in enumerate(rows) if row.cls is None and row.text]
    for place in range(len(live) - 1, -1, -1):
        row = rows[live[place]]
        if row.name in _LABELS or row.name == "salutation":
            return []
        match = _typed_match(row)
        if match and match[0] == "1":
            zone = live[place:]
            count = sum(1 for i in zone if _typed_match(rows[i]))
            enough = count * 2 >= len(zone) and _has_typed_marks(rows, live[:place])
            return zone if enough else []
    return []


_TYPED_MARK = r"(?:(?<=\S)|(?<=\s)|^)(?:\(\s?{n}\s?\)|\[{n}\s?\]|(?<![\d(]){n}\))"


def _has_typed_marks(rows: Sequence[Row], live: Sequence[int]) -> bool:
    pattern = re.compile(_TYPED_MARK.format(n=1))
    return any(pattern.search(rows[i].text, 1) for i in live)


def _typed_mark(rows: Sequence[Row], note: Note) -> None:
    pattern = re.compile(_TYPED_MARK.format(n=note.mark))
    for row in rows[: note.row]:
        match = pattern.search(row.text, 1) if row.cls is None else None
        if match:
            _put(row, match.start(), match.end(), note.mark, note.ref)
            return
