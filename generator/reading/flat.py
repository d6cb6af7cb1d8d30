"""Flattened text: a whole document on one line, cut again where its labels stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.numbers import NUMBER_LIST, parse_numbers

#: A line shorter than this is not a flattened document.
SHORTEST_FLAT_LINE = 500
_QUESTION = re.compile(
    rf"(?:(?<=\s)|^)Vra(?:ag|gen) (?P<numbers>{NUMBER_LIST})(?:\s*\((?:pagina|pag\.?|blz\.?"
    rf"|p\.)[^)]{{0,40}}\))?(?::|\.)?(?=\s[A-ZÀ-Þ“\"‘'«(0-9])"
)
_ANSWER = re.compile(
    rf"(?<=\s)(?P<label>Antwoord(?:en)?(?: (?:op|bij))?(?: de)?(?: vra(?:ag|gen))?(?: {NUMBER_LIST})?:?)"
    rf"(?: \d{{1,3}}/\d{{1,3}})?(?=\s[A-ZÀ-Þ“\"‘'«€•(0-9])"
)
#: Without the word, "3. Kunt u …" and a bare "3 Kunt u …".
_NUMBERS = (
    re.compile(r"(?:(?<=[.?!:”\"»)]\s)|(?<=[a-z,]\s)|^)(?P<number>\d{1,3})[.)](?=\s?[A-ZÀ-Þ“\"‘«])"),
    re.compile(r"(?:(?<=[.?!:”\"»)]\s)|(?<=[a-z,]\s)|^)(?P<number>\d{1,3})(?=\s[A-ZÀ-Þ“\"‘«])"),
)
_FEWEST_NUMBERS = 4
#: A document of not more lines is flattened.
_FEW_LINES = 12
_COUNTER = re.compile(r"(?<=\s)(\d{1,3})/(\d{1,3})(?=\s)")
#: How many words of a running title must repeat, and how often.
_TITLE_WORDS, _TITLE_TIMES = 7, 3
#: How far from a page counter, in characters, a running title may stand.
_NEAR = 400


Piece = tuple[bool, str]


class FlatLines:
    """Cuts the lines of a document that hold many paragraphs each: all of it, or a page or an answer a line.

    Only a label that continues the numbering (the next number, or 1 again) is a label: "vraag 3" in
    running text is none.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._expected = 1
        #: Hardly any lines: each must hold many paragraphs.
        self._few = sum(1 for line in lines if line.strip()) <= _FEW_LINES

    def cut(self, line: str) -> list[Piece]:
        """Return the pieces of a flattened line, each with whether it is page furniture; else the line."""
        if len(line) < SHORTEST_FLAT_LINE:
            return [(False, line)]
        labels = list(_QUESTION.finditer(line))
        # Numbers without the word are labels only where a whole document stands on a line.
        cuts = _numbered(line) if self._few and not labels else []
        for place, match in enumerate(labels):
            numbers = parse_numbers(match["numbers"])
            ahead = numbers[0] - self._expected
            goes_on = 0 <= ahead <= 2 or (numbers[0] == 1 and self._expected > 2)
            starts = not cuts and _count_on(labels[place:]) and _ends_sentence(line, match.start())
            if goes_on or starts:
                cuts.append((*match.span(), False))
                self._expected = numbers[-1] + 1
        if len(cuts) < 2:
            return [(False, line)]
        first = cuts[0][0]
        cuts += [
            (*m.span("label"), False)
            for m in _ANSWER.finditer(line)
            if m.start() > first and _ends_sentence(line, m.start())
        ]
        cuts += [(*span, True) for span in _furniture(line)]
        return _pieces(line, cuts)


def _numbered(line: str) -> list[tuple[int, int, bool]]:
    """Return the spans of numbers that count on from 1, each behind a sentence and before a question."""
    if line.count("?") < _FEWEST_NUMBERS:
        return []
    for pattern in _NUMBERS:
        found: list[re.Match[str]] = []
        for match in pattern.finditer(line):
            if int(match["number"]) == len(found) + 1:
                found.append(match)
        if len(found) < _FEWEST_NUMBERS:
            continue
        ends = [match.start() for match in found[1:]] + [len(line)]
        if all("?" in line[match.end() : end] for match, end in zip(found, ends, strict=True)):
            return [(*match.span(), False) for match in found]
    return []


def _count_on(labels: Sequence[re.Match[str]]) -> bool:
    """Return whether the next label has the next number."""
    if len(labels) < 2:
        return False
    return parse_numbers(labels[1]["numbers"])[0] == parse_numbers(labels[0]["numbers"])[-1] + 1


def _ends_sentence(line: str, start: int) -> bool:
    return line[:start].rstrip()[-1:] in '.?!:;”"’)»/0123456789' or bool(
        re.search(r"\bnr\.? ?\d+\)?$", line[:start].rstrip())
    )


def _furniture(line: str) -> list[tuple[int, int]]:
    """Return the spans of page counters ("3/10") and of the running title printed on every page."""
    counters = list(_COUNTER.finditer(line))
    totals = [m[2] for m in counters]
    # The letter on the first page has no counter: a document of two pages has only the one on its last.
    total = max(sorted(set(totals)), key=totals.count) if totals else ""
    total = total if totals.count(total) > 1 else "2"
    if totals.count(total) < 2 and not any(m[1] == m[2] == "2" for m in counters):
        return []
    spans = [m.span() for m in counters if m[2] == total and int(m[1]) <= int(total)]
    return spans + _running_titles(line, [start for start, _ in spans])


def _running_titles(line: str, counters: list[int]) -> list[tuple[int, int]]:
    """Return the spans of word runs that repeat, each time close to a page counter."""
    words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"\S+", line)]
    starts: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(words) - _TITLE_WORDS + 1):
        starts.setdefault(tuple(w for w, _, _ in words[i : i + _TITLE_WORDS]), []).append(i)
    spans: list[tuple[int, int]] = []
    for gram, all_places in starts.items():
        places = [p for p in all_places if any(abs(words[p][1] - c) < _NEAR for c in counters)]
        if len(places) < _TITLE_TIMES or "Vraag" in gram or "Antwoord" in gram:
            continue
        spans += [(words[place][1], words[place + _TITLE_WORDS - 1][2]) for place in places]
    return _merged(spans)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(line: str, cuts: list[tuple[int, int, bool]]) -> list[Piece]:
    pieces: list[Piece] = []
    position = 0
    for start, end, furniture in sorted(cuts):
        if start < position:
            continue
        pieces += [(False, line[position:start].strip()), (furniture, line[start:end].strip())]
        position = end
    pieces.append((False, line[position:].strip()))
    return [piece for piece in pieces if piece[1].strip(" .,")]
