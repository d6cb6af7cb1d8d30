"""Running text with its footnote marks: gathered piece by piece, white space collapsed, offsets kept."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from generator.reading.blocks import NoteMark

#: Characters without width or meaning in running text: soft hyphen, zero width ones, controls.
INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\x00-\x08\x0b\x0e-\x1f\x7f]"
)
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ENDS_SENTENCE = re.compile(r"[.?!:;,»”\")\]]$")


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of running text without breaks."""

    text: str
    notes: tuple[NoteMark, ...] = ()
    #: All of it is bold.
    bold: bool = False

    @property
    def empty(self) -> bool:
        return not self.text and not self.notes


def clean(text: str) -> str:
    """Return the text without invisible characters, ligatures spelled out and accents on their letters."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)


def superscript(text: str) -> str:
    """Return raised digits as characters that show it: a mark whose note is not known stays visible."""
    return text.translate(_RAISED) if text.strip().isdigit() else text


def collapse(text: str) -> str:
    """Return the text cleaned, with every run of white space as one space."""
    return " ".join(clean(text).split())


class Inline:
    """Gathers running text, marks and hard breaks, and gives them as spans."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._parts: list[str] = []
        self._length = 0
        self._notes: list[NoteMark] = []
        self._pending = False
        self._bold: bool | None = None

    def add(self, text: str, *, bold: bool = False) -> None:
        """Add text; white space at its ends separates words, as it does on paper."""
        text = clean(text)
        if not text:
            return
        words = text.split()
        if not words:
            self._pending = True
            return
        if self._parts and (self._pending or text[0].isspace()):
            self._append(" ")
        self._append(" ".join(words))
        self._pending = text[-1].isspace()
        self._bold = bold if self._bold is None else self._bold and bold

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def note(self, mark: str, ref: str) -> None:
        self._notes.append(NoteMark(offset=self._length, mark=mark, ref=ref))

    def line_break(self) -> None:
        """End the span here: a hard line break."""
        text = "".join(self._parts)
        self._spans.append(Span(text=text, notes=tuple(self._notes), bold=bool(self._bold)))
        self._parts, self._length, self._notes = [], 0, []
        self._pending, self._bold = False, None

    def spans(self) -> list[Span]:
        """Return what was gathered, cut at hard breaks where the text itself does not plainly go on."""
        self.line_break()
        gathered, self._spans = self._spans, []
        result: list[Span] = []
        after_blank = False
        for span in gathered:
            if span.empty:
                after_blank = True
            elif result and not after_blank and _goes_on(result[-1].text, span.text):
                result[-1] = joined([result[-1], span])
            else:
                result.append(span)
                after_blank = False
        return result

    def whole(self) -> Span:
        """Return what was gathered as one span; hard breaks are spaces."""
        self.line_break()
        gathered, self._spans = self._spans, []
        return joined([span for span in gathered if not span.empty])


def joined(spans: list[Span], separator: str = " ") -> Span:
    """Return spans as one, with the offsets of their marks moved along."""
    parts: list[str] = []
    notes: list[NoteMark] = []
    length = 0
    for span in spans:
        if parts:
            parts.append(separator)
            length += len(separator)
        notes.extend(msgspec.structs.replace(note, offset=note.offset + length) for note in span.notes)
        parts.append(span.text)
        length += len(span.text)
    written = [span for span in spans if span.text]
    bold = bool(written) and all(span.bold for span in written)
    return Span(text="".join(parts), notes=tuple(notes), bold=bold)


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a sentence plainly runs on over a hard break.

    Short lines that end in a number are labels ("Vraag 1"); what follows them is a new paragraph.
    """
    if not before or not after or not after[0].islower() or _ENDS_SENTENCE.search(before):
        return False
    return not (len(before) < 40 and before[-1].isdigit())
