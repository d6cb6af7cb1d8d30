"""Labels: which lines are the labels of questions, and into which lists they fall.

A document has one way of labelling ("Vraag 3", "3.", a bare "3", headings with "(antwoord vraag 3)" or
none); the way is chosen for the document as a whole, because a numbered line alone proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.reading.asking import asks, opens_question
from generator.reading.grammar import SENTENCE_END, recognise
from generator.reading.joining import Shape
from generator.reading.numbers import NUMBER_LIST
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

#: ``labelled``: "Vraag 3"; ``numbered``: "3." or a bare "3"; ``answers``: only "Antwoord op vraag 3";
#: ``headings``: only "Onderwerp (antwoord vraag 3)"; ``unnumbered``: headings that say who asks, without
#: numbers; ``none``: nothing of all this.
Style = Literal["labelled", "numbered", "answers", "headings", "unnumbered", "none"]
#: How many numbered lines ahead the next number is looked for.
_AHEAD = 40
#: "Vraag 2b" has the number of "Vraag 2a".
_NEXT_PART = re.compile(r"(?i)^(?:\d+/\d+\s+)?vra(?:ag|gen)\s*\d{1,3}\s?[b-h]\b")
#: Below these the numbers may start again at 1.
_STARTS_LIST = {"list-title", "part-heading", "faction-heading", "letter-heading"}
#: So many lines below a label may hold what it asks.
_FOLLOWING = 12
#: A line so long is no heading.
_LONG_LINE = 60
#: The start of an ``answer-heading`` whose numbers go on on the next line.
_OPEN_HEADING = re.compile(
    rf"^[^()]{{0,140}}\(\s*antwoord(?:en)?(?:\s+op)?(?:\s+de)?\s+vra(?:ag"
    rf"|gen)\s+{NUMBER_LIST}\s*,?$"
)


@dataclass(frozen=True, slots=True)
class Labels:
    """How a document labels its questions, and where."""

    style: Style
    #: Indexes of the rows that are labels, in document order.
    rows: tuple[int, ...] = ()


def find_labels(rows: list[Row], shape: Shape) -> Labels:
    """Return how the document labels its questions, and the rows that are labels."""
    live = [i for i, row in enumerate(rows) if row.cls is None]
    labelled = _labelled(rows, live)
    if labelled:
        return Labels("labelled", tuple(labelled))
    markers = [i for i in live if rows[i].name in {"question-marker", "question-marker-inline"}]
    if len(markers) >= 2:
        return Labels("labelled", tuple(markers))
    numbered = _numbered(rows, live, shape)
    answers = [i for i in live if rows[i].name in {"answer-label", "answer-label-inline"} and rows[i].numbers]
    if len(numbered) >= 2 or (numbered and any(rows[i].name == "members-heading" for i in live)):
        return Labels("numbered", tuple(numbered))
    if answers:
        return Labels("answers", tuple(answers))
    _join_headings(rows, live)
    headings = [i for i in live if rows[i].name == "answer-heading"]
    if headings:
        return Labels("headings", tuple(headings))
    if any(rows[i].name in {"faction-heading", "members-heading"} for i in live):
        return Labels("unnumbered")
    return Labels("none")


def _labelled(rows: Sequence[Row], live: Sequence[int]) -> list[int]:
    """Return the lines "Vraag 3", and those "Vraag 3: …" in a paragraph that count on from them."""
    own = [i for i in live if rows[i].name == "question-label"]
    known = {n for i in own for n in rows[i].numbers}
    found = list(own)
    last = 0
    for i in live:
        row = rows[i]
        if i in own:
            last = row.numbers[-1]
        elif (
            row.name == "question-label-inline"
            and (row.numbers[0] not in known or not own)
            and (row.numbers[0] in {last + 1, 1} or (row.numbers[0] == last and _NEXT_PART.match(row.text)))
        ):
            found.append(i)
            last = row.numbers[-1]
    return sorted(found)


def _numbered(rows: Sequence[Row], live: Sequence[int], shape: Shape) -> list[int]:
    """Return the numbered lines that count on from 1 and ask something, for the delimiter that gives most."""
    best: list[int] = []
    for delimiter in (".", ")", ""):
        found = _count_on(rows, live, delimiter, shape)
        if len(found) > len(best):
            best = found
    places = {i: place for place, i in enumerate(live)}
    asking = sum(1 for i in best if asks(_asked(rows, live, places[i], shape)))
    # "1. Hoe de levering verloopt", "2. Wat het kost": the headings of a letter open like questions.
    return best if asking * 2 >= len(best) else []


def _count_on(rows: Sequence[Row], live: Sequence[int], delimiter: str, shape: Shape) -> list[int]:
    """Return the lines that count on from 1; one that does not ask counts when the next number does."""
    candidates = [
        (place, i)
        for place, i in enumerate(live)
        if rows[i].name in {"numbered-item", "number-alone"} and rows[i].delimiter == delimiter
    ]
    titles = [place for place, i in enumerate(live) if rows[i].name in _STARTS_LIST]
    found: list[int] = []
    expected, since = 1, 0
    for order, (place, i) in enumerate(candidates):
        number = rows[i].numbers[0]
        restart = number == 1 < expected and any(since <= title < place for title in titles)
        skipped = len(found) >= 3 and expected < number <= expected + 2
        if skipped:
            skipped = all(rows[j].numbers[0] != expected for _, j in candidates[order + 1 :][:_AHEAD])
        if number != expected and not restart and not skipped:
            continue
        below = candidates[order + 1 :]
        if not _can_ask(rows, live, place, shape) and not _next_asks(rows, live, below, rows[i], shape):
            continue
        found.append(i)
        expected, since = rows[i].numbers[-1] + 1, place
    return found


def _can_ask(rows: Sequence[Row], live: Sequence[int], place: int, shape: Shape) -> bool:
    """Return whether a numbered line opens like a question, or does so where its paragraph goes on."""
    row = rows[live[place]]
    following = _following(rows, live, place)
    if row.name == "number-alone":
        return opens_question(following)
    if opens_question(row.rest):
        return True
    goes_on = (
        (shape.wrapped and len(row.rest) > _LONG_LINE) or row.rest.endswith(",") or following[:1].islower()
    )
    if SENTENCE_END.search(row.rest):
        # A sentence may end where print cut the line; then what it asks is on the line below.
        below = rows[live[place + 1]] if place + 1 < len(live) else None
        goes_on = goes_on and below is not None and not below.after_blank and below.block.kind == "line"
    return goes_on and opens_question(f"{row.rest} {following}")


def _next_asks(
    rows: Sequence[Row],
    live: Sequence[int],
    candidates: Sequence[tuple[int, int]],
    row: Row,
    shape: Shape,
) -> bool:
    """Return whether the next number follows soon and asks; a heading or an enumeration is no question."""
    if row.name == "numbered-item" and len(row.rest) < _LONG_LINE and not SENTENCE_END.search(row.rest):
        return False
    for place, i in candidates[:_AHEAD]:
        if rows[i].numbers[0] == row.numbers[-1] + 1:
            return _can_ask(rows, live, place, shape)
    return False


def _following(rows: Sequence[Row], live: Sequence[int], place: int) -> str:
    """Return the running text below a row, up to the next line that the grammar knows."""
    text = ""
    for i in live[place + 1 : place + 1 + _FOLLOWING]:
        if rows[i].name:
            break
        text = f"{text} {rows[i].text}".strip()
    return text


def _asked(rows: Sequence[Row], live: Sequence[int], place: int, shape: Shape) -> str:
    """Return what a numbered line may ask: its own words, and what stands below where these go on there."""
    row = rows[live[place]]
    if row.rest and not shape.wrapped and SENTENCE_END.search(row.rest):
        return row.rest
    return f"{row.rest} {_following(rows, live, place)}"


def _join_headings(rows: list[Row], live: Sequence[int]) -> None:
    """A heading "… (antwoord vragen 1," that goes on on the next line is one heading."""
    for place, i in enumerate(live[:-1]):
        row = rows[i]
        text, end = row.text, place
        while _OPEN_HEADING.match(text) and end + 1 < len(live) and end - place < 3:
            end += 1
            text = f"{text} {rows[live[end]].text}"
        whole = recognise(text)
        if end > place and whole and whole[0] == "answer-heading":
            row.text = text
            row.reread()
            for j in live[place + 1 : end + 1]:
                rows[j].cls = "heading"


def split_lists(rows: Sequence[Row], labels: Sequence[int]) -> list[list[int]]:
    """Return the labels per list: a list ends where the numbers start again at 1."""
    lists: list[list[int]] = []
    seen: set[int] = set()
    for i in labels:
        numbers = rows[i].numbers
        restart = numbers[:1] == (1,) and 1 in seen
        if not lists or restart:
            lists.append([])
            seen = set()
        lists[-1].append(i)
        seen.update(numbers)
    return lists


SPECIMENS = (
    Specimens(
        "next part",
        _NEXT_PART,
        ("Vraag 2b Hoeveel", "3/6 vraag 12 c"),
        ("Vraag 2a Hoeveel", "Vraag 2 betreft"),
    ),
    Specimens(
        "open heading",
        _OPEN_HEADING,
        ("Uitvoering (antwoord vragen 1,",),
        ("Uitvoering (antwoord vragen 1, 2)",),
    ),
)
