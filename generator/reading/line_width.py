"""How wide lines are cut: tells a line that is full from one at which a paragraph ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: Widths of letters in the fonts of papers, in ems, one for letters about as wide; others are like digits.
_EMS = {
    0.27: "ijl'’‘.,:;!| ftI/«»",
    0.33: "r()-[]",
    0.5: "ckszvxyJ",
    0.65: "FTZABEKPSVXY&",
    0.72: "CDHNRUw",
    0.78: "GOQ",
    0.83: "mM",
    0.94: "W%@",
}
_WIDTHS = {letter: width for width, letters in _EMS.items() for letter in letters}
_OTHER = 0.556
#: So many lines that go on show how wide lines are.
_FEWEST = 5
#: In so large a share of them the next word may fit: print is not exact, and words were hyphenated.
_LETTERS_FIT, _WIDTHS_FIT = 0.05, 0.1
#: Some lines are longer than print made them: converters put a hyphenated word's end on them.
_FULL_LINE, _MARGIN = 0.75, 0.97


@dataclass(frozen=True, slots=True)
class LineWidth:
    """The width at which a document's lines are cut: in letters, or by the widths of letters."""

    widest: float
    measure: Callable[[str], float]

    def fits(self, line: str, following: str) -> bool:
        """Return whether a line had room for the first word of the next: then something ended there."""
        return _with_next_word(line, following, self.measure) <= self.widest


def line_width(cuts: Sequence[tuple[str, str]]) -> LineWidth | None:
    """Return the width at which lines are cut, from lines that certainly go on, each with the one below it.

    None where they show none: lines that a person ended, or too few of them.
    """
    if len(cuts) < _FEWEST:
        return None
    letters = LineWidth(max(len(line) for line, _ in cuts), len)
    if _share_fitting(letters, cuts) <= _LETTERS_FIT:
        return letters
    measured = sorted(_ems(line) for line, _ in cuts)
    widths = LineWidth(measured[int(len(cuts) * _FULL_LINE)] * _MARGIN, _ems)
    return widths if _share_fitting(widths, cuts) <= _WIDTHS_FIT else None


def _share_fitting(width: LineWidth, cuts: Sequence[tuple[str, str]]) -> float:
    return sum(1 for line, following in cuts if width.fits(line, following)) / len(cuts)


def _with_next_word(line: str, following: str, measure: Callable[[str], float]) -> float:
    """Return how wide a line would be with the first word of the next line behind it."""
    return measure(f"{line} {following.split(maxsplit=1)[0] if following else ''}")


def _ems(text: str) -> float:
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text)
