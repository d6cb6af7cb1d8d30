"""Notes at the foot of printed pages, whose marks are digits glued to a word ("artikel?1")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.reading.blocks import NoteMark
from generator.reading.grammar import QUESTION_LABELS
from generator.reading.notes.marks import ADDRESS, LABEL_NAMES, Note, note_text, put_mark
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

_FOOT_TEXT = re.compile(r"^(?P<n>\d{1,2})(?:\s+(?=\S)|(?=[A-ZÀ-Þ«“\"‘(]|https?:|www\.|20\d{2}[ZD]\d))")
#: What a note says has words in it; a number in a table has not.
_WORDS = re.compile(r"[^\W\d_]{3}|\bnr\.?\s?\d|20\d{2}[ZD]\d{4}")
#: A page has no more rows of notes than this.
_LONGEST_FOOT = 30
#: A number behind these words, or before those, counts or names something: it is no mark.
_COUNTED = re.compile(
    r"(?i)\b(?:vra(?:ag|gen)|artikel|lid|nrs?\.?|nummers?|punt|paragraaf|hoofdstuk|bijlage|tabel|figuur|pagina|blz\.?"
    r"|pp?\.|fase|circa|ruim|ongeveer|bijna|en|of|t/m|tot|van|op|de|het|een|in|met|per|sinds|vanaf|voor|na|[kcdm]?m)$"
)
_UNITS = re.compile(
    r"^\d{1,2}\s(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|procent|miljoen|miljard|duizend|euro|jaar|maanden|weken|dagen|uur)\b"
)
#: So many numbers alone that count on from 1 are the labels of a list.
_FEWEST_LABELS = 4
_MARKS_ALONE = re.compile(r"\d{1,2}(?:(?:,\s*|\s+en\s+)\d{1,2})*(?P<stop>[,.;]?)")


def lift_page_foot(rows: list[Row], notes: list[Note]) -> None:
    """Notes at the foot of printed pages: numbered on through the document, their marks glued to words."""
    expected = 1
    bare = _bare_labels(rows)
    for page in _pages(rows) or _end_of_document(rows):
        if below_rule := _below_rule(rows, page, expected):
            expected = _take_foot(rows, below_rule, expected, notes)
        live = [i for i in page if rows[i].cls is None]
        index = _foot_start(rows, live, expected, bare)
        if index is None:
            expected = _stray_foot(rows, live, expected, notes)
            continue
        expected = _take_foot(rows, live[live.index(index) :], expected, notes)
    _marks_alone(rows, bare, {note.mark: note for note in notes if note.ref.startswith("foot-")})
    for number in range(1, expected):
        note = next((n for n in notes if n.ref == f"foot-{number}"), None)
        if note and not any(mark.ref == note.ref for row in rows for mark in row.notes):
            _glued_mark(rows, number, note, bare)


def _bare_labels(rows: Sequence[Row]) -> set[int]:
    """Return the rows of numbers alone that count on through the document: labels, where no other is."""
    live = [(i, row) for i, row in enumerate(rows) if row.cls is None]
    if any(row.name in QUESTION_LABELS for _, row in live):
        return set()
    alone: list[int] = []
    items = 0
    for (i, row), (_, after) in pairwise(live):
        if row.name == "numbered-item":
            items += row.numbers[:1] == (items + 1,)
        elif (
            row.name == "number-alone"
            and row.numbers[:1] == (len(alone) + 1,)
            and not re.match(r"[a-zà-ÿ,;]", after.text)
        ):
            alone.append(i)
    return set(alone) if len(alone) >= _FEWEST_LABELS > items else set()


def _marks_alone(rows: Sequence[Row], bare: set[int], notes: dict[str, Note]) -> None:
    """Marks that print put on a line of their own ("2, 3", "6,") stand at the end of the line above."""
    above: Row | None = None
    for index, row in enumerate(rows):
        if row.cls is not None:
            continue
        match = _MARKS_ALONE.fullmatch(row.text)
        marks = re.findall(r"\d+", row.text) if match else []
        if (
            above is not None
            and marks
            and index not in bare
            and not _COUNTED.search(above.text)
            and all(m in notes and notes[m].row > index for m in marks)
            and not (len(marks) == 1 and _behind_a_stop(rows[: notes[marks[0]].row], int(marks[0])))
        ):
            above.notes += [NoteMark(len(above.text), mark, notes[mark].ref) for mark in marks]
            above.text += match["stop"] if match else ""
            row.cls = "footnote"
        else:
            above = row if not row.name else None


def _behind_a_stop(rows: Sequence[Row], number: int) -> bool:
    """Whether a mark stands glued where marks stand most, so that the number alone is another one."""
    pattern = _glued(number)
    return any(
        m.start()
        and row.text[m.start() - 1] in "?!.;)»”"
        and (m.end() == len(row.text) or row.text[m.end()] == " ")
        for row in rows
        if row.cls is None
        for m in pattern.finditer(row.text)
    )


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


def _end_of_document(rows: Sequence[Row]) -> list[list[int]]:
    """Return a document without pages as one page, where it ends in notes with all their marks above."""
    live = [i for i, row in enumerate(rows) if row.cls is None and row.text]
    for place in range(len(live) - 1, max(0, len(live) - _LONGEST_FOOT), -1):
        if rows[live[place]].name in LABEL_NAMES | {"salutation"}:
            break
        if _foot_number(rows, live, place) == 1:
            found = [_foot_number(rows, live, n) for n in range(place, len(live))]
            numbers = [n for n in found if n is not None]
            counted = numbers == list(range(1, len(numbers) + 1))
            if counted and all(_is_marked(rows[: live[place]], n) for n in numbers):
                return [live]
    return []


def _is_marked(rows: Sequence[Row], number: int) -> bool:
    pattern = _glued(number)
    return any(row.cls is None and pattern.search(row.text) for row in rows)


def _below_rule(rows: Sequence[Row], page: Sequence[int], expected: int) -> list[int]:
    """Return the rows of notes that open a page below a ruled line, which sets them off from the text."""
    first = page[0]
    above = next((row for row in reversed(rows[:first]) if row.cls != "blank"), None)
    if above is None or above.name != "rule" or _foot_number(rows, page, 0) != expected:
        return []
    if not _is_marked(rows[:first], expected):
        return []
    zone = [first]
    for index in page[1:]:
        row = rows[index]
        if row.name in LABEL_NAMES or (row.after_blank and not _FOOT_TEXT.match(row.text)):
            break
        zone.append(index)
    return zone


def _foot_start(rows: Sequence[Row], page: Sequence[int], expected: int, bare: set[int]) -> int | None:
    """Return the row where the notes of a page start: the expected number, with no label below it.

    Of two numbers alone the lower one: above it a cell of a table may hold the same number.
    """
    start = None
    for place, index in enumerate(page):
        if start is not None and rows[index].text != rows[start].text:
            continue
        row = rows[index]
        number = _foot_number(rows, page, place)
        if (
            number != expected
            or index in bare
            or len(page) - place > _LONGEST_FOOT
            or any(rows[i].name in LABEL_NAMES for i in page[place + 1 :])
            or (row.text.isdigit() and _is_no_start(rows, page[place + 1 :], expected))
        ):
            continue
        if (row.after_blank or _has_glued(rows, index, expected)) and not _in_sentence(
            rows, page, place, row
        ):
            if not row.text.isdigit():
                return index
            start = index
    return start


def _is_no_start(rows: Sequence[Row], below: Sequence[int], expected: int) -> bool:
    """Whether a number alone starts no notes, by what stands below it on its page.

    The note itself, its number glued to its text; or the numbers of a table, far from those of notes.
    """
    return any(
        re.match(rf"{expected}(?=[A-ZÀ-Þ«“‘]|https?:|www\.)", rows[i].text)
        or (re.fullmatch(r"\d{1,3}", rows[i].text) and int(rows[i].text) > expected + _LONGEST_FOOT)
        for i in below
    )


def _foot_number(rows: Sequence[Row], page: Sequence[int], place: int) -> int | None:
    text = rows[page[place]].text
    if re.fullmatch(r"\d{1,2}", text):
        behind = place + max(1, len(_column(rows, page[place:])))
        following = rows[page[behind]].text if behind < len(page) else ""
        return (
            int(text)
            if _WORDS.search(following) and (not re.match(r"[a-z,.;]", following) or ADDRESS.match(following))
            else None
        )
    match = _FOOT_TEXT.match(text)
    return int(match["n"]) if match and _WORDS.search(text) else None


def _column(rows: Sequence[Row], page: Sequence[int]) -> list[int]:
    """Return the rows of numbers that print put above each other, with the notes below them line by line.

    ("2", "3", and then the text of note 2 and that of note 3.) Empty where the lines below do not tell
    which note they are.
    """
    numbers: list[int] = []
    for index in page:
        text = rows[index].text
        if not re.fullmatch(r"\d{1,2}", text) or (numbers and int(text) != int(rows[numbers[-1]].text) + 1):
            break
        numbers.append(index)
    if len(numbers) < 2:
        return []
    texts = _texts_below(rows, page, len(numbers))
    return numbers if len(texts) == len(numbers) else []


def _texts_below(rows: Sequence[Row], page: Sequence[int], count: int) -> list[list[int]]:
    """Return the rows of every note below a column of numbers: a line that opens small goes on.

    The next number alone ends them.
    """
    texts: list[list[int]] = []
    following = str(int(rows[page[count - 1]].text) + 1)
    for index in page[count:]:
        if rows[index].text == following:
            break
        if texts and re.match(r"[a-zà-ÿ(/]", rows[index].text) and not ADDRESS.match(rows[index].text):
            texts[-1].append(index)
        else:
            texts.append([index])
    return texts


def _in_sentence(rows: Sequence[Row], page: Sequence[int], place: int, row: Row) -> bool:
    """A superscript that lost its place starts a line too ("2 waarin ik …"): then the sentence goes on."""
    rest = re.sub(r"^\d{1,2}\s*", "", row.text)
    if not rest or ADDRESS.match(rest) or not rest[0].islower():
        return False
    printed = re.match(r"\d+", row.text)
    number = int(printed[0]) if printed else 0
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
        rf"(?:(?<=\b(?:19|20)\d\d)(?<!Postbus \d\d\d\d)|(?<=[^\W\d_]"
        rf"|[?!.,;:)»”’\"'\]%€])(?<![€$])(?:(?<!\d[.,])|(?<=\d\d\d\d\.)|(?<=\.\d\d\d\.))){number}(?![\d%]|[.,]\d|-?[a-zA-Z]{{0,2}}\d|e\b)|(?<=\S)\[{number}\]"
    )


def _take_foot(rows: list[Row], indexes: Sequence[int], expected: int, notes: list[Note]) -> int:
    current: Note | None = None
    alone = False
    lost: set[str] = set()
    if column := _column(rows, indexes):
        done, expected = _take_column(rows, indexes, len(column), expected, notes)
        return _take_foot(rows, indexes[done:], expected, notes) if done < len(indexes) else expected
    for place, index in enumerate(indexes):
        row = rows[index]
        number = None if alone else _foot_number(rows, indexes, place)
        if number is None and not alone and row.text == str(expected) and place + 1 < len(indexes):
            number = expected if _WORDS.search(rows[indexes[place + 1]].text) else None
        alone = number is not None and row.text.isdigit()
        if number is not None and alone and expected < number <= expected + 2 and current is not None:
            # The conversion lost a number in between, or put it elsewhere.
            lost |= {str(n) for n in range(expected, number)}
            notes += _part_lost(current, number - expected)
            expected = number
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
        elif current is not None and row.text not in lost:
            current.parts.append(row.text)
            current.lines = (current.lines[0], row.last) if current.lines else None
        row.cls = "footnote"
        if current:
            current.text = note_text(current.parts)
    return expected


def _part_lost(note: Note, count: int) -> list[Note]:
    """Part the notes whose number is lost from the one above them, where its lines are as many notes."""
    texts: list[list[str]] = []
    for part in note.parts:
        if texts and (re.match(r"[a-zà-ÿ(/]", part) or ADDRESS.search(texts[-1][-1])):
            texts[-1].append(part)
        else:
            texts.append([part])
    if len(texts) != count + 1:
        return []
    note.parts, note.text = texts[0], note_text(texts[0])
    first = int(note.mark) + 1
    return [
        Note(mark=str(n), text=note_text(parts), lines=note.lines, ref=f"foot-{n}", row=note.row, parts=parts)
        for n, parts in enumerate(texts[1:], start=first)
    ]


def _take_column(
    rows: list[Row], indexes: Sequence[int], count: int, expected: int, notes: list[Note]
) -> tuple[int, int]:
    """Take the notes of a column of numbers; return how many rows they were, and the next number."""
    below = _texts_below(rows, indexes, count)
    done = count + sum(len(texts) for texts in below)
    for number, texts in enumerate(below, start=expected):
        parts = [rows[i].text for i in texts]
        lines = (rows[texts[0]].first, rows[texts[-1]].last)
        notes.append(
            Note(mark=str(number), text=note_text(parts), lines=lines, ref=f"foot-{number}", row=texts[0])
        )
    for index in indexes[:done]:
        rows[index].cls = "footnote"
    return done, expected + count


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
    text = note_text([rows[i].text for i in page[start:]])
    marks = [i for i in page[:start] if _glued(expected).search(rows[i].text)]
    if not marks or not ADDRESS.search(text) or not re.match(r"[A-ZÀ-Þ«“\"‘(h]", text):
        return expected
    for i in page[start:]:
        rows[i].cls = "footnote"
    lines = (rows[page[start]].first, rows[page[-1]].last)
    notes.append(Note(mark=str(expected), text=text, lines=lines, ref=f"foot-{expected}", row=page[start]))
    return expected + 1


def _glued_mark(rows: Sequence[Row], number: int, note: Note, bare: set[int]) -> None:
    """Find the digit that is the mark of a note: before the note, behind the mark of the note before it."""
    pattern = _glued(number)
    candidates: list[tuple[int, int, int, int]] = []
    for index, row in enumerate(rows[: note.row]):
        if row.cls is not None or index in bare:
            continue
        for match in pattern.finditer(row.text):
            before = row.text[match.start() - 1]
            rank = 0 if before in "?!.,;:)»”’\"'" else 1 if before.islower() else 2
            candidates.append((rank, index, match.start(), match.end()))
        for match in re.finditer(rf"(?<=\b[A-Z]{{3}}\d){number}(?=[\s,.;?!)]|$)", row.text):
            candidates.append((3, index, match.start(), match.end()))
        match2 = re.match(rf"{number}(?=[\s,.;?!]|$)", row.text)
        if (
            match2
            and not _counts(rows[:index], row.text)
            and not row.name.startswith("question")
            and not re.match(rf"{number}[.)](?!\d)", row.text)
        ):
            candidates.append((1, index, 0, match2.end()))
    floor = _previous_mark(rows, number - 1)
    behind = [c for c in candidates if (c[1], c[2]) >= floor] or candidates
    if not behind:
        return
    _, index, start, end = min(behind, key=lambda c: (max(1, c[0]), note.row - c[1] > 400, c[1], c[2]))
    put_mark(rows[index], start, end, note.mark, note.ref)
    rows[index].text = rows[index].text.lstrip() if start == 0 else rows[index].text


def _counts(above: Sequence[Row], text: str) -> bool:
    """Whether the number that a line opens with goes with the words around it."""
    before = next((row.text for row in reversed(above) if row.cls is None), "")
    return bool(_COUNTED.search(before) or _UNITS.match(text))


def _previous_mark(rows: Sequence[Row], number: int) -> tuple[int, int]:
    for index, row in enumerate(rows):
        for mark in row.notes:
            if mark.ref == f"foot-{number}":
                return (index, mark.offset)
    return (0, 0)


SPECIMENS = (
    Specimens(
        "foot",
        _FOOT_TEXT,
        ("1 De Oeverbode", "1De Oeverbode", "1https://oeverbode.example"),
        ("De Oeverbode", "1.500 euro"),
    ),
    Specimens("words", _WORDS, ("De Oeverbode", "nr. 12", "2031Z00012"), ("12 34",)),
    Specimens("a number counts", _COUNTED, ("zoals op vraag", "ruim", "de"), ("veren",)),
    Specimens("units", _UNITS, ("2 januari 2031", "3 miljoen euro"), ("2 De Oeverbode",)),
    Specimens("marks alone", _MARKS_ALONE, ("2", "2, 3 en 4", "6,"), ("De Oeverbode",)),
)
