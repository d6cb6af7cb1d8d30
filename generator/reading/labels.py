"""Labels: which lines are the labels of questions, and into which lists they fall.

A document has one way of labelling ("Vraag 3", "3.", a bare "3", headings with "(antwoord vraag 3)" or
none); the way is chosen for the document as a whole, because a numbered line alone proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.reading.asking import opens_question
from generator.reading.numbers import NUMBER_LIST, parse_numbers
from generator.reading.rows import Row

Style = Literal["labelled", "numbered", "answers", "headings", "unnumbered", "none"]
_STOP = re.compile(r"[.?!:;][\"'”’»)]*$")
_OPEN_HEADING = re.compile(
    rf"^(?P<title>[^()]{{0,140}})\(\s*antwoord(?:en)?(?:\s+op)?(?:\s+de)?\s+vra(?:ag"
    rf"|gen)\s+{NUMBER_LIST}\s*,?$"
)


@dataclass(frozen=True, slots=True)
class Labels:
    style: Style
    #: Indexes of the rows that are labels, in document order.
    rows: tuple[int, ...] = ()


def find_labels(rows: list[Row]) -> Labels:
    """Return how the document labels its questions, and the rows that are labels."""
    live = [i for i, row in enumerate(rows) if row.cls is None]
    labelled = _labelled(rows, live)
    if labelled:
        return Labels("labelled", tuple(labelled))
    numbered = _numbered(rows, live)
    answers = [i for i in live if rows[i].name in {"answer-label", "answer-label-inline"}]
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
            and row.numbers[0] in {last + 1, 1}
        ):
            found.append(i)
            last = row.numbers[-1]
    return sorted(found)


def _numbered(rows: Sequence[Row], live: Sequence[int]) -> list[int]:
    """Return the numbered lines that count on from 1 and ask something, for the delimiter that gives most."""
    best: list[int] = []
    for delimiter in (".", ")", ""):
        found = _count_on(rows, live, delimiter)
        if len(found) > len(best):
            best = found
    return best


def _count_on(rows: Sequence[Row], live: Sequence[int], delimiter: str) -> list[int]:
    found: list[int] = []
    expected = 1
    title_since = False
    for place, i in enumerate(live):
        row = rows[i]
        if row.name in {"list-title", "part-heading"}:
            title_since = True
        if row.name not in {"numbered-item", "number-alone"} or row.delimiter != delimiter:
            continue
        number = row.numbers[0]
        skipped = (
            len(found) >= 3
            and expected < number <= expected + 2
            and not _comes_again(rows, live, place, expected, delimiter)
        )
        if number != expected and not (number == 1 and expected > 2 and title_since) and not skipped:
            continue
        following = _following(rows, live, place)
        text = row.rest if row.name == "numbered-item" else following
        if not opens_question(text) and (_STOP.search(text) or not opens_question(f"{text} {following}")):
            continue
        found.append(i)
        expected = row.numbers[-1] + 1
        title_since = False
    return found


def _comes_again(rows: Sequence[Row], live: Sequence[int], place: int, number: int, delimiter: str) -> bool:
    """Return whether a number that seems to be skipped still comes as a label."""
    return any(
        rows[i].name in {"numbered-item", "number-alone"}
        and rows[i].numbers[0] == number
        and rows[i].delimiter == delimiter
        for i in live[place + 1 :]
    )


def _following(rows: Sequence[Row], live: Sequence[int], place: int) -> str:
    """Return the text behind a number alone on its line; none when another number follows (a table)."""
    text = ""
    for i in live[place + 1 : place + 8]:
        if rows[i].name:
            break
        text = f"{text} {rows[i].text}".strip()
    return text


def _join_headings(rows: list[Row], live: Sequence[int]) -> None:
    """A heading "… (antwoord vragen 1," that goes on on the next line is one heading."""
    for place, i in enumerate(live[:-1]):
        row = rows[i]
        text, end = row.text, place
        while _OPEN_HEADING.match(text) and end + 1 < len(live) and end - place < 3:
            end += 1
            text = f"{text} {rows[live[end]].text}"
        match = re.search(
            rf"\(\s*antwoord(?:en)?(?:\s+op)?(?:\s+de)?\s+vra(?:ag|gen)\s+({NUMBER_LIST})\s*\)$", text
        )
        if end > place and match:
            row.name, row.numbers, row.text = "answer-heading", parse_numbers(match[1]), text
            for j in live[place + 1 : end + 1]:
                rows[j].cls = "heading"


def split_lists(rows: Sequence[Row], labels: Sequence[int]) -> list[list[int]]:
    """Return the labels per list: a list ends where the numbers start again at 1."""
    lists: list[list[int]] = []
    seen: set[int] = set()
    for i in labels:
        numbers = rows[i].numbers
        restart = numbers[0] == 1 and 1 in seen
        if not lists or restart:
            lists.append([])
            seen = set()
        lists[-1].append(i)
        seen.update(numbers)
    return lists
