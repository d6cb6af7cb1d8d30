"""Where paragraphs begin on a printed page: an ordered table of rules, the first that knows decides."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from generator.reading.formats.pdf_lines import Measures, Row, Segment

_ENDS_SENTENCE = re.compile(r"[.?!:;…][\"”’»)\]]*$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:nrs?|artt?|blz|pag|pp?|bijv|resp|ca|incl|excl|[md]r|drs|ir|prof|mw|mevr|dhr|jhr|St|sub|mln|mld|"
    r"(?:[a-z]\.)+[a-z])\.$"
)
_BULLET = r"[•▪◦●■□➢›\uf0b7\uf0a7]|[-–—](?=\s)"
_MARKER = re.compile(rf"^(?P<label>{_BULLET}|\d{{1,3}}[.)]|[a-z][.)]|[ivx]{{1,4}}[.)])\s+(?=\S)")
_SIGN = re.compile(rf"^(?:{_BULLET})\s*(?=\S)")
_ONLY_MARKER = re.compile(rf"^(?:{_BULLET}|\d{{1,3}}[.)]?|[a-z][.)]|[ivx]{{1,4}}[.)]|[-–—])$")
#: Dots that lead the eye to a page number.
LEADER = re.compile(r"(?:\.\s?){5,}|(?:…\s?){2,}|(?:_){5,}")
_TYPED_NOTE = re.compile(r"^(?:\[\d{1,3}\s?\]|\(\d{1,3}\)|\d{1,3}\))(?=\s|http)")
_URL = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)
#: A line that is nothing but the label of questions or answers.
LABEL = re.compile(
    r"^(?:vra(?:ag|gen)|antwoord(?:en)?)\b(?:\s+(?:op|bij))?(?:\s+de)?(?:\s+vra(?:ag|gen))?"
    r"[\s\d,;/+&–-]*(?:(?:en|t/m|tot)\b[\s\d,;/+&–-]*|t/m\s*)*[.:]?$",
    re.IGNORECASE,
)
#: Distances in points or in parts of what is named.
_INDENT = 4.0
_GAP = 1.3
_OTHER_SIZE = 0.12
_MUCH_ROOM = 0.4
_SHORT = 0.6
_LINES_LEFT = 3.5


class OpenParagraph:
    """A paragraph that grows row by row."""

    def __init__(self, row: Row) -> None:
        self.rows = [row]
        #: Its left edge.
        self.left = row.left

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self.left = min(self.left, row.left)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A row between the rows before and after it; does a paragraph begin with it?"""

    #: The paragraph so far.
    paragraph: OpenParagraph
    row: Row
    after: Row | None
    measures: Measures
    #: Right edge of the text on the page of the row before.
    right: float
    #: The lowest place for text on the page of the row before.
    floor: float

    @property
    def before(self) -> Row:
        return self.paragraph.rows[-1]

    @property
    def same_page(self) -> bool:
        return self.before.page == self.row.page

    @property
    def ended(self) -> bool:
        """The row before was ended on purpose: the next word would have fitted on it."""
        return _ended(self.before, self.row, self.right)

    @property
    def well_ended(self) -> bool:
        """The next two words would have fitted: a space that does not break explains nothing."""
        first = self.row.segments[0]
        return self.right - self.before.right > first.two_words_right - first.left + 0.45 * self.before.size

    @property
    def closed(self) -> bool:
        """The row before ends with the end of a sentence."""
        return bool(_ENDS_SENTENCE.search(self.before.text)) and not _ABBREVIATION.search(self.before.text)


def _ended(before: Row, row: Row, right: float) -> bool:
    first = row.segments[0]
    return right - before.right > first.first_word_right - first.left + 0.45 * before.size


def is_label(row: Row) -> bool:
    """Tell whether a row is a label; "antwoord op vraag 3." may be the end of a sentence."""
    return len(row.text) < 80 and row.text[:1].isupper() and bool(LABEL.match(row.text))


def in_contents(row: Row) -> bool:
    last = row.segments[-1].text.strip()
    return bool(LEADER.search(row.text)) or (
        len(row.segments) > 1 and last.isdigit() and not row.segments[-1].pieces[0].raised
    )


def marker(row: Row) -> str:
    """Return the list marker that a row begins with, else ""."""
    first = row.segments[0].text.strip()
    if len(row.segments) > 1 and _ONLY_MARKER.match(first) and not row.mark:
        return first
    match = _MARKER.match(row.text) or _SIGN.match(row.text)
    return match.group().strip() if match else ""


def is_sign(label: str) -> bool:
    """Tell whether a marker is a sign, not a number or a letter."""
    return bool(re.fullmatch(rf"{_BULLET}|[-–—]", label))


def text_left(row: Row) -> float:
    """Return where the text of a row begins, past its list marker."""
    if marker(row) and len(row.segments) > 1 and _ONLY_MARKER.match(row.segments[0].text.strip()):
        return row.segments[1].left
    return row.left


# The rules. Each returns True (a paragraph begins), False (it goes on) or None (does not know).


def _other_size(place: Place) -> bool | None:
    bigger = max(place.before.size, place.row.size)
    return True if abs(place.before.size - place.row.size) > _OTHER_SIZE * bigger else None


def _gap(place: Place) -> bool | None:
    if not place.same_page:
        room = (place.before.base - place.floor) / place.measures.pitch
        return True if room > _LINES_LEFT else None
    distance = place.before.base - place.row.base
    usual = place.measures.pitch * max(place.before.size, place.row.size) / place.measures.size
    return True if distance < 0 or distance > _GAP * usual else None


def _label(place: Place) -> bool | None:
    return True if is_label(place.row) or is_label(place.before) else None


def _contents(place: Place) -> bool | None:
    """A line that ends in a page number set apart at the right is a line of a table of contents."""
    return True if in_contents(place.before) else None


def _address(place: Place) -> bool | None:
    """An address of the web that is cut at the end of a line goes on in the next."""
    last = place.before.text.rpartition(" ")[2]
    first = place.row.text.partition(" ")[0]
    cut = _URL.search(last) and re.match(r"[a-z0-9/%?&=#_~-]", first) and not _MARKER.match(place.row.text)
    return False if cut and not (place.closed and first.isalpha()) else None


def _weight(place: Place) -> bool | None:
    changed = place.before.bold != place.row.bold
    return True if changed and (place.ended or place.closed) else None


def _marked(place: Place) -> bool | None:
    label = marker(place.row)
    if not label:
        return True if _TYPED_NOTE.match(place.row.text) and place.ended else None
    if is_sign(label):
        return True if place.ended or place.closed or len(place.row.segments) > 1 else None
    return True if place.ended or place.closed else None


def _indent(place: Place) -> bool | None:
    first, count = place.paragraph.rows[0], len(place.paragraph.rows)
    if marker(first) and abs(place.row.left - text_left(first)) <= _INDENT:
        return None
    if place.row.left < place.paragraph.left - _INDENT:
        indented_first_row = count == 1 and not place.ended
        return None if indented_first_row and not (marker(first) and place.closed) else True
    if place.row.left > place.before.left + _INDENT and count > 1:
        return True if place.ended or place.closed else None
    return None


def _lower_case(place: Place) -> bool | None:
    salutation = place.before.text.endswith(",") and _much_room(place)
    goes_on = place.row.text[:1].islower() and not place.closed and not salutation
    return False if goes_on else None


def _much_room(place: Place) -> bool | None:
    room = place.right - place.before.right
    return True if place.ended and room > _MUCH_ROOM * place.measures.width else None


def _two_words(place: Place) -> bool | None:
    return True if place.well_ended else None


def _sentence(place: Place) -> bool | None:
    closed = place.closed or place.before.text.endswith(",")
    return True if place.ended and closed and not place.row.text[:1].islower() else None


def _heading(place: Place) -> bool | None:
    """A short line of its own after a full sentence is a heading or a label."""
    if not place.closed or place.after is None or _ENDS_SENTENCE.search(place.row.text):
        return None
    short = place.row.right - place.row.left < _SHORT * place.measures.width
    return True if short and _ended(place.row, place.after, place.right) else None


RULES: tuple[tuple[str, Callable[[Place], bool | None]], ...] = (
    ("other size", _other_size),
    ("white space above", _gap),
    ("label of a question or answer", _label),
    ("line of a table of contents", _contents),
    ("address cut at a line end", _address),
    ("from bold to light", _weight),
    ("list marker", _marked),
    ("indent", _indent),
    ("goes on in lower case", _lower_case),
    ("much room left", _much_room),
    ("room left for two words", _two_words),
    ("end of a sentence with room left", _sentence),
    ("short line after a sentence", _heading),
)


def begins(place: Place) -> bool:
    """Tell whether a paragraph begins with a row."""
    return next((known for _, rule in RULES if (known := rule(place)) is not None), False)


def first_label(segments: tuple[Segment, ...]) -> bool:
    """Tell whether a row begins with the label of a question, set apart from its text by a wide gap."""
    return len(segments) > 1 and bool(LABEL.match(segments[0].text.strip()))
