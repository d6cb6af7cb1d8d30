"""Lines to paragraphs: joins what the printing cut, at line ends and page ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.reading.blocks import NoteMark
from generator.reading.headings import is_subheading
from generator.reading.line_width import LineWidth, line_width
from generator.reading.rows import Row, bullet_text
from generator.reading.specimens import Specimens
from generator.records import Paragraph, ParagraphKind

_ENDS = re.compile(r"[.?!:;…][\"'”’»)\]]*$|[\"”’»]$|(?:[?!»”]|[a-zà-ÿ]\.)\d{1,2}$")
_GOES_ON = re.compile(r"^[a-zà-þß(,;&%]|^en\b|^\d+(?:[.,]\d+)?\s+[a-z]")
#: A line that ends so is not at its end, whatever comes next.
DANGLING = re.compile(
    r"\b(?:de|het|een|en|of|van|voor|in|op|met|aan|door|dat|die|te|bij|naar|om|als|uit|over|tot|onder"
    r"|tussen|tegen|zonder|binnen|dan|deze|dit|zijn|haar|hun|onze|ons|"
    r"is|zijn|wordt|worden|werd|werden|heeft|hebben|zal|zullen|kan|kunnen|moet|moeten|niet|ook|nog"
    r"|zeer|meer|per|minister|artikel)$"
)
#: What opens a sentence or a heading, also one with a number ("2.1 Reikwijdte").
_OPENS = re.compile(r"[A-ZÀ-Þ]|\d{1,2}(?:\.\d{1,2})*\.?\s+[A-ZÀ-Þ]")
#: A line that opens so starts a paragraph, even where the line above it is full.
_SPEAKS = re.compile(r"(?:De (?:fractie)?leden van\b|Het lid (?:van\b|[A-ZÀ-Þ]\w)|(?:Ja|Nee|Neen)[.,])")
#: How an item of a list opens.
LIST_MARK = re.compile(r"^(?:[-–—•*]\s|\(?[a-z0-9]{1,2}[.)]\s|\(?[ivx]{1,4}[.)]\s)")
#: Behind these words a number belongs to the text, wherever print put it.
COUNTS_ON = re.compile(
    r"(?i)\w\W+(?:artikel(?:en)?|lid|leden|paragraaf|hoofdstuk|bijlage|tabel|figuur|vra(?:ag|gen)|nrs?\.?"
    r"|nummers?|punt|pagina|blz\.?|fase|deel|titel|bedrag van|totaal van|aantal van|circa|ruim|ongeveer"
    r"|bijna|minstens|maximaal)$"
)
_HYPHEN_KEEPS = re.compile(r"^(?:en|of|tot|dan wel)\b")
#: So many blank lines between paragraphs, and so many times more than places without.
_FEWEST_BLANKS = 4
#: No print is wider, in characters; a full line is at least this share of the longest; so many make a page.
_WIDEST, _FULL, _FEWEST_FULL = 100, 0.85, 5
#: A line shorter than this share of the width that ends a sentence, ends a paragraph.
_SHORT = 0.78


@dataclass(frozen=True, slots=True)
class Shape:
    """How the lines of a document make paragraphs."""

    #: Lines are cut at a column width; else each line is a paragraph.
    wrapped: bool
    #: Usual length of a full line, in characters.
    width: int
    #: Words of the document, folded, to decide on hyphens.
    words: frozenset[str]
    #: The width at which lines are cut, where they show it: a line ends where the next word does not fit.
    line_width: LineWidth | None = None
    #: A blank line stands between paragraphs.
    blank_apart: bool = False


@dataclass(slots=True)
class Joined:
    """A paragraph in the making, with its note marks at their offsets."""

    text: str
    first: int
    last: int
    kind: ParagraphKind
    notes: list[NoteMark]
    rows: tuple[tuple[str, ...], ...] = ()
    page: int | None = None
    #: (offset in the text, first line) of every row in it.
    places: list[tuple[int, int]] = field(default_factory=list)

    def line_at(self, offset: int) -> int:
        """Return the line on which the character at an offset is printed."""
        found = [line for start, line in self.places if start <= offset]
        return found[-1] if found else self.first

    def line_ends_with(self, sign: str) -> bool:
        """Return whether a line within it, not its last one, ends with ``sign``."""
        return any(self.text[:start].rstrip().endswith(sign) for start, _ in self.places if start)

    def paragraph(self) -> Paragraph:
        """Return it as it is stored; its notes are stored apart."""
        return Paragraph(
            text=self.text, lines=(self.first, self.last), kind=self.kind, rows=self.rows, page=self.page
        )


def shape_of(rows: Sequence[Row]) -> Shape:
    """Return how the document's lines are cut, judged from lines that follow each other without a blank."""
    lengths: Counter[int] = Counter()
    pairs = cut = 0
    cuts: list[tuple[str, str]] = []
    previous: Row | None = None
    for row in rows:
        if row.block.kind != "line" or row.cls not in (None, "question", "answer"):
            previous = None
            continue
        if previous is not None and not row.name and len(previous.text) > 25:
            pairs += 1
            if not _ENDS.search(previous.text) and _GOES_ON.match(row.text):
                cut += 1
                cuts.append((previous.text, row.text))
        if 30 <= len(row.text) <= 130:
            lengths[len(row.text)] += 1
        previous = row if not row.name else None
    total = sum(lengths.values())
    width, seen = 80, 0
    for length in sorted(lengths, reverse=True):
        seen += lengths[length]
        if seen * 5 >= total:
            width = length
            break
    words = frozenset(w.lower() for row in rows for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", row.text))
    wrapped = (
        (pairs >= 6 and cut * 3 >= pairs)
        or (cut >= 3 and cut * 2 >= pairs)
        or (cut >= 1 and _full_lines(rows) >= _FEWEST_FULL)
    )
    width = max(width, 40)
    return Shape(wrapped, width, words, line_width(cuts) if wrapped else None, _blank_apart(rows, width))


def _blank_apart(rows: Sequence[Row], width: int) -> bool:
    """Return whether a blank line stands between paragraphs: nearly no short line ends one without it."""
    lines = [row for row in rows if row.block.kind == "line" and row.cls in (None, "question", "answer")]
    with_blank = without = 0
    for above, row in pairwise(lines):
        if above.name or row.name or not _ENDS.search(above.text):
            continue
        if row.after_blank:
            with_blank += 1
        elif len(above.text) < width * _SHORT:
            without += 1
    return with_blank >= _FEWEST_BLANKS and with_blank >= without * _FEWEST_BLANKS


def _full_lines(rows: Sequence[Row]) -> int:
    """Return how many lines are about as long as the longest, where that is no longer than print makes it."""
    lengths = [len(row.text) for row in rows if row.block.kind == "line" and row.cls is None]
    longest = max(lengths, default=0)
    return sum(1 for length in lengths if length >= longest * _FULL) if longest <= _WIDEST else 0


def join(rows: Sequence[Row], shape: Shape) -> list[Joined]:
    """Return the paragraphs of rows, in order; blank and dropped rows are already gone."""
    paragraphs: list[Joined] = []
    previous: Row | None = None
    printed = [row for row in rows if row.text or row.notes]
    for place, row in enumerate(printed):
        if row.block.kind == "table":
            paragraphs.append(
                Joined(
                    row.text, row.first, row.last, "table", list(row.notes), row.block.rows, row.block.page
                )
            )
        elif (
            paragraphs
            and previous is not None
            and paragraphs[-1].kind != "table"
            and goes_on(previous, row, shape)
            and not _stands_apart(previous, row, printed[place + 1 : place + 2], shape)
        ):
            _append(paragraphs[-1], row, shape)
        else:
            paragraphs.append(_start(row))
        previous = row
    return paragraphs


def _start(row: Row) -> Joined:
    text, bullet = bullet_text(row.text)
    cut = len(row.text) - len(text)
    notes = [NoteMark(max(0, n.offset - cut), n.mark, n.ref) for n in row.notes]
    kind: ParagraphKind = "item" if bullet or row.is_item else "paragraph"
    return Joined(text, row.first, row.last, kind, notes, page=row.block.page, places=[(0, row.first)])


def goes_on(previous: Row, row: Row, shape: Shape) -> bool:
    """Return whether ``row`` continues the paragraph that ``previous`` ends in."""
    if row.is_item or bullet_text(row.text)[1] or row.block.kind == "heading":
        return False
    if LIST_MARK.match(row.text) and previous.text.endswith((":", ";")):
        return False
    ends = bool(_ENDS.search(previous.text))
    cut = not ends and bool(
        _GOES_ON.match(row.text) or DANGLING.search(previous.text) or COUNTS_ON.search(previous.text)
    )
    if row.block.starts is not None and not row.after_break:
        return not row.block.starts or (cut and row.block.kind == "line" and not previous.is_item)
    if row.after_break and shape.wrapped and not ends and row.block.kind == "line":
        return True
    if row.after_blank or row.block.kind != "line":
        return cut and not previous.is_item
    if not shape.wrapped:
        return cut
    if previous.text.endswith("-") and not previous.text.endswith(" -"):
        return True
    if shape.line_width is not None:
        short = shape.line_width.fits(_printed(previous), row.text)
    else:
        short = len(previous.text) < shape.width * _SHORT
    if ends and not (previous.text.endswith(".") and row.text[:1].islower()):
        return not short and (shape.blank_apart or not _SPEAKS.match(row.text))
    return cut or not short or not _OPENS.match(row.text)


def _printed(row: Row) -> str:
    """Return a line as wide as it was printed: with the label that was taken off it."""
    return row.block.text if row.block.text.endswith(row.text) else row.text


def _stands_apart(previous: Row, row: Row, following: Sequence[Row], shape: Shape) -> bool:
    """Return whether a line between two paragraphs is a heading, though the line above it is full."""
    if not shape.wrapped or row.block.kind != "line" or row.block.starts is not None:
        return False
    if not _ENDS.search(previous.text) or not is_subheading(row.text):
        return False
    return bool(following) and following[0].text[:1].isupper() and not goes_on(row, following[0], shape)


def _append(target: Joined, row: Row, shape: Shape) -> None:
    before = target.text
    glue = _glue(before, row.text, shape)
    if glue == "-":
        before, glue = before[:-1], ""
    shift = len(before) + len(glue)
    target.text = before + glue + row.text
    target.last = max(target.last, row.last)
    target.places.append((shift, row.first))
    target.notes.extend(NoteMark(n.offset + shift, n.mark, n.ref) for n in row.notes)


def _glue(before: str, after: str, shape: Shape) -> str:
    """Return what to put between two lines: a space, nothing, or "-" to drop the hyphen at the line's end."""
    if not before or not re.search(r"[^\W\d_]-$", before):
        return " " if before else ""
    if _HYPHEN_KEEPS.match(after):
        return " "
    left = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$", before)
    right = re.match(r"[^\W\d_]+", after)
    if not left or not right or not right[0][0].islower() or re.search(r"[A-Z]{2}-$", before):
        return ""
    if f"{left[1]}-{right[0]}".lower() in shape.words:
        return ""
    return "-"


SPECIMENS = (
    Specimens(
        "end of a sentence",
        _ENDS,
        ("Dat is zo.", "„Klopt dat?”", "Dat is gemeld.2"),
        ("en dat is", "in 2031"),
    ),
    Specimens("goes on", _GOES_ON, ("en daarna", "12 miljoen euro", "(zie ook"), ("Daarna",)),
    Specimens("dangling", DANGLING, ("dat is gemeld aan de", "de minister"), ("Dat is gemeld",)),
    Specimens("opens", _OPENS, ("Daarna", "2.1 Reikwijdte", "3. Overig"), ("daarna", "12 miljoen")),
    Specimens(
        "speaks",
        _SPEAKS,
        ("De leden van de ABC-fractie vragen", "Het lid De Wit vraagt", "Nee, dat is zo"),
        ("Neem de leden", "Het lidmaatschap"),
    ),
    Specimens(
        "mark of a list",
        LIST_MARK,
        ("- veren", "a. veren", "(b) veren", "iv) veren", "2. veren"),
        ("veren", "2031 was"),
    ),
    Specimens(
        "a number counts on",
        COUNTS_ON,
        ("de strekking van artikel", "zie daarvoor bijlage"),
        ("Vraag", "de strekking"),
    ),
    Specimens("hyphen stays", _HYPHEN_KEEPS, ("en waterkwaliteit", "of zeezaken"), ("enkele",)),
)
