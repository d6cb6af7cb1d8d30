"""Glyphs of a PDF: what is printed where, in which size and weight. The only module that knows pdfium."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from generator.reading.formats.limits import MAX_CHARACTERS, MAX_PAGE_CHARACTERS, MAX_PAGES, refusal

_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_FILL_AND_STROKE = 2
#: Degrees; text that is turned further is turned on purpose.
_STRAIGHT = 5
#: Path and image objects looked at on one page: a drawing can have millions.
_MAX_OBJECTS = 5_000
_THIN, _RULE_LENGTH = 2.5, 25.0
#: pdfium's stand-ins for a hyphen at the end of a line.
_HYPHENS = ("\x02", "\ufffe")
_REPAIR = "download it again, or add the Word or HTML version"


class Glyph(NamedTuple):
    """One printed character. Coordinates in points, y upwards from the foot of the page."""

    text: str
    left: float
    right: float
    #: The line it stands on.
    base: float
    size: float
    bold: bool
    #: A new line or column begins here, as pdfium sees it.
    starts: bool


class Rule(NamedTuple):
    """A printed line, as around the cells of a table."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def horizontal(self) -> bool:
        return self.right - self.left > self.top - self.bottom


class PageGlyphs(msgspec.Struct, frozen=True):
    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    images: int
    #: Text that stands at an angle to the rest (in the margin, a watermark).
    turned: str


class Style(NamedTuple):
    """What holds for all glyphs of one text object."""

    size: float
    bold: bool
    angle: int


class PdfFile:
    """An open PDF."""

    def __init__(self, name: str, document: Any) -> None:
        self._name = name
        self._document = document

    def facts(self) -> dict[str, str]:
        """Return the information dictionary."""
        with self._damage_named():
            facts = self._document.get_metadata_dict(skip_empty=True)
            return {str(key): str(value) for key, value in facts.items()}

    def pages(self) -> Iterator[PageGlyphs]:
        """Yield the pages one by one.

        Raises:
            ContentError: the file is damaged or passes a limit.
        """
        with self._damage_named():
            count = len(self._document)
        if count > MAX_PAGES:
            raise refusal(
                self._name,
                f"the PDF has too many pages: {count}, the limit is {MAX_PAGES}",
                "add it in parts",
            )
        characters = 0
        for index in range(count):
            with self._damage_named():
                page = _read_page(self._name, self._document, index)
            characters += len(page.glyphs)
            if characters > MAX_CHARACTERS:
                raise refusal(self._name, "there is too much text in the PDF", "add it in parts")
            yield page

    @contextmanager
    def _damage_named(self) -> Iterator[None]:
        try:
            yield
        except (pdfium.PdfiumError, UnicodeError, ValueError, OverflowError) as error:
            raise refusal(self._name, f"the PDF is damaged: {error}", _REPAIR) from None


@contextmanager
def opened(name: str, data: bytes) -> Iterator[PdfFile]:
    """Open a PDF for reading, and close it.

    Raises:
        ContentError: it is damaged or has a password.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise refusal(name, "the PDF is protected with a password", "add it without password") from None
        raise refusal(name, f"the PDF is damaged: {error}", _REPAIR) from None
    try:
        yield PdfFile(name, document)
    finally:
        document.close()


def _read_page(name: str, document: Any, index: int) -> PageGlyphs:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        # One damaged page does not make the others unreadable; it is named with the pages without text.
        return PageGlyphs(index + 1, 0.0, 0.0, (), (), 0, "")
    try:
        text_page = page.get_textpage()
        try:
            count = text_page.count_chars()
            if count > MAX_PAGE_CHARACTERS:
                raise refusal(
                    name, f"there is too much text on page {index + 1}: {count} characters", "add it in parts"
                )
            width, height = page.get_size()
            straight, turned = _straighten(list(_glyphs(text_page.raw, count)))
            rules, images = _objects(page)
            return PageGlyphs(
                index + 1, width, height, tuple(_compose(straight)), tuple(rules), images, turned
            )
        finally:
            text_page.close()
    finally:
        page.close()


def _glyphs(text_page: Any, count: int) -> Iterator[tuple[Glyph, int]]:
    """Yield the glyphs in pdfium's order, spaces too, each with the angle at which it is printed."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    styles: dict[int, Style] = {}
    starts = True
    previous: tuple[Glyph, int] | None = None
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if text.isspace():
            if text in "\r\n":
                starts = True
            elif previous and not starts:
                yield previous[0]._replace(text=" ", left=previous[0].right), previous[1]
            continue
        if text in _HYPHENS:
            text = "-"
        elif ord(text) < 0x20:
            continue
        item = raw.FPDFText_GetTextObject(text_page, index)
        address = ctypes.addressof(item.contents) if item else 0
        if address not in styles:
            styles[address] = _style(text_page, index, item)
        style = styles[address]
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        glyph = _turned_back(
            text, (left.value, right.value, bottom.value, top.value), (x.value, y.value), style, starts
        )
        if not math.isfinite(glyph.left + glyph.right + glyph.base):
            continue
        starts = False
        previous = (glyph, style.angle)
        yield previous


def _style(text_page: Any, index: int, item: Any) -> Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    scale = math.hypot(matrix.c, matrix.d)
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) if math.isfinite(matrix.a + matrix.b) else 0.0
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFText_GetFontInfo(text_page, index, buffer, 256, flags)
    font = buffer.value.decode("latin-1").lower()
    bold = (
        raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT
        or bool(flags.value & _FORCE_BOLD)
        or any(word in font for word in _BOLD_NAMES)
        or bool(item and raw.FPDFTextObj_GetTextRenderMode(item) == _FILL_AND_STROKE)
    )
    size = raw.FPDFText_GetFontSize(text_page, index) * scale
    return Style(size if math.isfinite(size) and 0 < size < 1000 else 1.0, bold, round(angle))


def _turned_back(
    text: str, box: tuple[float, float, float, float], origin: tuple[float, float], style: Style, starts: bool
) -> Glyph:
    """Return a glyph with coordinates as if its text were printed upright."""
    left, right, bottom, top = box
    quarter = round(style.angle / 90) % 4
    if quarter == 1:
        left, right, base = bottom, top, -origin[0]
    elif quarter == 2:
        left, right, base = -right, -left, -origin[1]
    elif quarter == 3:
        left, right, base = -top, -bottom, origin[0]
    else:
        base = origin[1]
    return Glyph(text, left, right, base, style.size, style.bold, starts)


def _straighten(glyphs: list[tuple[Glyph, int]]) -> tuple[list[Glyph], str]:
    """Return the glyphs at the angle that most of the page has, and the other text."""
    angles = Counter(angle for _, angle in glyphs)
    if not angles:
        return [], ""
    if len(angles) == 1:
        return [glyph for glyph, _ in glyphs], ""
    main = angles.most_common(1)[0][0]
    straight = [glyph for glyph, angle in glyphs if _between(angle, main) <= _STRAIGHT]
    turned = "".join(glyph.text for glyph, angle in glyphs if _between(angle, main) > _STRAIGHT)
    return straight, " ".join(turned.split())


def _between(angle: int, other: int) -> int:
    difference = abs(angle - other) % 360
    return min(difference, 360 - difference)


#: Accents that are printed as characters of their own, and what combines with a letter.
_ACCENTS = dict(
    zip(
        "´`¨^ˆ~˜¸ˇ˙˚˘˝˛",
        "\u0301\u0300\u0308\u0302\u0302\u0303\u0303\u0327\u030c\u0307\u030a\u0306\u030b\u0328",
        strict=True,
    )
)


def _compose(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Yield the glyphs with accents that are printed over a letter made one with it ("c´" → "ć")."""
    held: Glyph | None = None
    for glyph in glyphs:
        if held and glyph.text in _ACCENTS and held.text.isalpha() and _over(glyph, held):
            held = held._replace(text=unicodedata.normalize("NFC", held.text + _ACCENTS[glyph.text]))
            continue
        if held:
            yield held
        held = glyph
    if held:
        yield held


def _over(accent: Glyph, letter: Glyph) -> bool:
    middle = (accent.left + accent.right) / 2
    return (
        letter.left - 0.1 * letter.size <= middle <= letter.right
        and abs(accent.base - letter.base) < letter.size
    )


def _objects(page: Any) -> tuple[list[Rule], int]:
    """Return the printed lines on a page and the number of images."""
    rules: list[Rule] = []
    images = 0
    for count, item in enumerate(
        page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    ):
        if count >= _MAX_OBJECTS:
            break
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            images += 1
            continue
        try:
            left, bottom, right, top = item.get_bounds()
        except pdfium.PdfiumError:
            continue
        rules.extend(_rules_of(left, bottom, right, top))
    return rules, images


def _rules_of(left: float, bottom: float, right: float, top: float) -> Iterator[Rule]:
    """Yield the line that a path is, or the four sides of the box that it draws."""
    width, height = right - left, top - bottom
    if min(width, height) <= _THIN:
        if max(width, height) >= _RULE_LENGTH:
            yield Rule(left, right, bottom, top)
    elif width >= _RULE_LENGTH and height >= _THIN * 3:
        yield Rule(left, right, bottom, bottom)
        yield Rule(left, right, top, top)
