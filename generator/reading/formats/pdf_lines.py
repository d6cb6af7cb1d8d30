"""Printed lines of a PDF page: glyphs → segments (no wide gap within) → rows of segments on one baseline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from generator.reading.formats.inline import clean
from generator.reading.formats.pdf_glyphs import Glyph, PageGlyphs, Rule

#: In parts of the type size.
_COLUMN_GAP = 1.0
_WORD_GAP = 0.12
_SAME_BASE = 0.25
_RAISED = (0.1, 0.8)
_SMALLER = 0.87
_NEAR = 1.5
_MARK = re.compile(r"^[\d*†‡][\d*†‡,;\s()]{0,11}(?:\sen\s\d{1,3})?$|^[\[(]\d{1,3}[\])]$")
#: So many steps from line to line are no accident.
_FEWEST_STEPS = 3
#: A line is justified when so many lines end at its right edge and its gaps differ no more than this.
_FEWEST_FLUSH = 4
_ALIKE = 1.6
_WIDE = 0.9
_CLOSING = ".,;:?!)]»”’"
_SHORTEST_PROSE = 30


class Piece(msgspec.Struct, frozen=True):
    """Text of one weight; a raised piece is smaller and stands above the line, as note marks do."""

    text: str
    bold: bool = False
    raised: bool = False


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a printed line without wide gaps."""

    pieces: tuple[Piece, ...]
    left: float
    right: float
    base: float
    size: float
    #: Where its first word ends, and its first two.
    first_word_right: float
    two_words_right: float
    #: The white space between its words.
    gaps: tuple[float, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on one baseline, from left to right."""

    page: int
    segments: tuple[Segment, ...]
    base: float
    size: float

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return max(segment.right for segment in self.segments)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text of the row, with a space where there is one on paper."""
        pieces: list[Piece] = []
        before: Segment | None = None
        for segment in self.segments:
            if before and segment.left - before.right > _WORD_GAP * self.size and not _glued(before, segment):
                pieces.append(Piece(" "))
            pieces.extend(segment.pieces)
            before = segment
        return tuple(pieces)

    @property
    def text(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces if not piece.raised).split())

    @property
    def bold(self) -> bool:
        letters = [piece for piece in self.pieces if not piece.raised and piece.text.strip()]
        return bool(letters) and all(piece.bold for piece in letters)

    @property
    def mark(self) -> str:
        """The raised mark that the row begins with, else ""."""
        first = next((piece for piece in self.pieces if piece.text.strip()), None)
        return first.text.strip() if first and first.raised else ""


def _glued(before: Segment, after: Segment) -> bool:
    """Tell whether there is no space around a note mark, whatever the gap that is left for it."""
    return after.pieces[0].raised or (before.pieces[-1].raised and after.text[0] in _CLOSING)


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A page as segments; its glyphs are not kept."""

    number: int
    height: float
    segments: tuple[Segment, ...]
    rules: tuple[Rule, ...]
    images: int
    #: Text printed at an angle to the rest.
    turned: str
    #: Number of characters, and of those that the fonts do not tell.
    letters: int
    unreadable: int

    @classmethod
    def of(cls, page: PageGlyphs) -> Sheet:
        inked = [glyph for glyph in page.glyphs if glyph.text != " "]
        return cls(
            number=page.number,
            height=page.height,
            segments=tuple(segments_of(page)),
            rules=page.rules,
            images=page.images,
            turned=page.turned,
            letters=len(inked),
            unreadable=sum(glyph.text == "\ufffd" for glyph in inked),
        )


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """What the running text of a document measures."""

    #: Type size.
    size: float
    #: From baseline to baseline.
    pitch: float
    left: float
    right: float
    #: The lowest baseline of running text.
    bottom: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


def segments_of(page: PageGlyphs) -> list[Segment]:
    """Return the segments of a page, in the order of the file."""
    found: list[Segment] = []
    run: list[Glyph] = []
    for glyph in page.glyphs:
        last = next((other for other in reversed(run) if other.text != " "), None)
        if last and glyph.text != " " and _parted(last, glyph):
            found.extend(_segment(run))
            run = []
        run.append(glyph)
    found.extend(_segment(run))
    return found


def _parted(before: Glyph, after: Glyph) -> bool:
    size = max(before.size, after.size)
    return (
        after.starts
        or abs(after.base - before.base) > 0.08 * size
        or after.left < before.left - 0.5 * size
        or after.left - before.right > _COLUMN_GAP * size
    )


def _segment(run: list[Glyph]) -> Iterator[Segment]:
    while run and run[-1].text == " ":
        run.pop()
    while run and run[0].text == " ":
        run.pop(0)
    if not run:
        return
    pieces: list[Piece] = []
    for glyph in run:
        bold = pieces[-1].bold if pieces and glyph.text == " " else glyph.bold
        if pieces and pieces[-1].bold == bold:
            pieces[-1] = Piece(pieces[-1].text + glyph.text, bold)
        else:
            pieces.append(Piece(glyph.text, bold))
    pieces = [Piece(clean(piece.text), piece.bold) for piece in pieces]
    if not any(piece.text.strip() for piece in pieces):
        return
    spaces = [i for i, glyph in enumerate(run) if glyph.text == " " and run[i - 1].text != " "]
    first, second = [*spaces, len(run), len(run)][:2]
    inked = [glyph for glyph in run if glyph.text != " "]
    yield Segment(
        pieces=tuple(pieces),
        left=min(glyph.left for glyph in inked),
        right=max(glyph.right for glyph in inked),
        base=Counter(round(glyph.base, 2) for glyph in inked).most_common(1)[0][0],
        size=Counter(round(glyph.size, 2) for glyph in inked).most_common(1)[0][0],
        first_word_right=max(glyph.right for glyph in run[:first]),
        two_words_right=max(glyph.right for glyph in run[:second]),
        gaps=tuple(_gaps(run)),
    )


def _gaps(run: list[Glyph]) -> Iterator[float]:
    before: Glyph | None = None
    spaced = False
    for glyph in run:
        if glyph.text == " ":
            spaced = True
            continue
        if before and spaced:
            yield glyph.left - before.right
        before, spaced = glyph, False


def justified(segments: list[Segment], measures: Measures) -> list[Segment]:
    """Return segments with those made one that are words of a justified line, however wide it is set.

    In such a line all gaps are alike and it ends at the right edge; the columns of a table differ.
    """
    edges = Counter(round(segment.right) for segment in segments if len(segment.text) >= _SHORTEST_PROSE)
    common = {edge for edge, count in edges.items() if count >= _FEWEST_FLUSH}
    result: list[Segment] = []
    for group in _same_base(sorted(segments, key=lambda segment: (-segment.base, segment.left))):
        flush = any(abs(group[-1].right - edge) <= 2 for edge in common)
        result.extend(_one(group, measures) if flush and _evenly_spaced(group, measures) else group)
    return result


def _evenly_spaced(group: list[Segment], measures: Measures) -> bool:
    between = [after.left - before.right for before, after in pairwise(group)]
    wide = [gap for gap in between if gap >= _WIDE * measures.size]
    gaps = wide + [gap for segment in group for gap in segment.gaps]
    if not wide or len(gaps) < 2 or all(segment.text[0].isdigit() for segment in group[1:]):
        return False
    return max(gaps) <= min(5 * measures.size, _ALIKE * max(min(gaps), 1.0))


def _same_base(segments: list[Segment]) -> list[list[Segment]]:
    groups: list[list[Segment]] = []
    for segment in segments:
        if groups and abs(groups[-1][-1].base - segment.base) < 0.5:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return groups


def _one(group: list[Segment], measures: Measures) -> Iterator[Segment]:
    """Yield the segments of a justified line; only wide gaps are mended, a note mark may fill another."""
    held = group[0]
    for segment in group[1:]:
        if segment.left - held.right >= _WIDE * measures.size:
            pieces = (*held.pieces, Piece(" "), *segment.pieces)
            held = msgspec.structs.replace(held, pieces=pieces, right=segment.right)
        else:
            yield held
            held = segment
    yield held


def rows_of(page: int, segments: Iterable[Segment]) -> list[Row]:
    """Return the rows that segments make, from top to bottom; marks above a line belong to that line."""
    ordered = sorted(segments, key=lambda segment: (-segment.base, segment.left))
    raised, rest = _lift_marks(ordered)
    groups: list[list[Segment]] = []
    for segment in rest:
        if groups and abs(groups[-1][0].base - segment.base) <= _SAME_BASE * max(
            groups[-1][0].size, segment.size
        ):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    rows: list[Row] = []
    for group in groups:
        size = max(group, key=lambda segment: len(segment.text)).size
        members = [*group, *(mark for mark, owner in raised if owner in group)]
        rows.append(
            Row(
                page=page,
                segments=tuple(sorted(members, key=lambda segment: segment.left)),
                base=max(group, key=lambda segment: len(segment.text)).base,
                size=size,
            )
        )
    return rows


def _lift_marks(segments: list[Segment]) -> tuple[list[tuple[Segment, Segment]], list[Segment]]:
    """Return the raised marks with the segment that each belongs to, and the other segments."""
    raised: list[tuple[Segment, Segment]] = []
    rest: list[Segment] = []
    for index, segment in enumerate(segments):
        owner = None
        if len(segment.text) <= 16 and _MARK.match(segment.text.strip()):
            # Rows are ordered from the top: the line that a mark rises from follows closely.
            owner = next(
                (other for other in segments[index + 1 : index + 60] if _rises_from(segment, other)), None
            )
        if owner is None:
            rest.append(segment)
        else:
            text = segment.text.strip()
            raised.append((msgspec.structs.replace(segment, pieces=(Piece(text, raised=True),)), owner))
    return raised, rest


def _rises_from(mark: Segment, line: Segment) -> bool:
    rise = (mark.base - line.base) / line.size
    if not _RAISED[0] <= rise <= _RAISED[1] or (mark.size > _SMALLER * line.size and rise < 0.25):
        return False
    if mark.size > 1.02 * line.size or _MARK.match(line.text.strip()):
        return False
    reach = _NEAR * line.size
    return line.left - 2 * reach <= mark.left and mark.left <= line.right + reach


def measure(pages: list[list[Segment]]) -> Measures:
    """Return what the running text measures: the size, place and distance of most of its lines."""
    weights: Counter[float] = Counter()
    for segment in (segment for page in pages for segment in page):
        weights[round(segment.size, 1)] += len(segment.text)
    size = weights.most_common(1)[0][0] if weights else 10.0
    of_size = [segment for page in pages for segment in page if abs(segment.size - size) < 0.5]
    prose = [segment for segment in of_size if len(segment.text) >= _SHORTEST_PROSE] or of_size
    left = _left_edge(prose)
    rights = sorted(segment.right for segment in prose if segment.left <= left + 6 * size)
    return Measures(
        size=size,
        pitch=_pitch(pages, size),
        left=left,
        right=rights[int(len(rights) * 0.95)] if rights else left + 300.0,
        bottom=min((segment.base for segment in prose), default=0.0),
    )


def _left_edge(prose: list[Segment]) -> float:
    """Return the left edge that a good share of the lines keeps, the outermost if there are several."""
    bins: Counter[int] = Counter()
    for segment in prose:
        bins[round(segment.left / 4)] += len(segment.text)
    total = sum(bins.values())
    edges = [edge for edge, weight in bins.items() if weight * 12 >= total]
    return min(edges) * 4.0 if edges else 0.0


def _pitch(pages: list[list[Segment]], size: float) -> float:
    steps: Counter[float] = Counter()
    for page in pages:
        bases = sorted(
            {round(segment.base, 1) for segment in page if abs(segment.size - size) < 0.5}, reverse=True
        )
        for upper, lower in pairwise(bases):
            if 0.9 * size <= upper - lower <= 2.5 * size:
                steps[round((upper - lower) * 2) / 2] += 1
    if not steps:
        return 1.2 * size
    usual, times = steps.most_common(1)[0]
    # Where most paragraphs are a line long, the usual step is the white space between them.
    smaller = [
        step for step, n in steps.items() if n >= max(_FEWEST_STEPS, times / 4) and step * 1.3 <= usual
    ]
    return min(smaller, default=usual)
