"""Segments: the rows of one label, parted into question, answers and what stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.reading.grammar import ANSWER_LABELS
from generator.reading.headings import is_subheading
from generator.reading.rows import Row
from generator.reading.specimens import Specimens
from generator.records import Doubt

#: Headings that end what a label started, besides those of factions and lists.
_STRUCTURE = {"part-heading", "contents-heading"}


#: Labels with the start of the question behind them.
_CARRIES_TEXT = {"question-label-inline", "question-marker-inline", "numbered-item"}
#: So many rows below its heading a set of questions starts.
_NEAR_LABEL = 8
_REACTION = re.compile(r"(?i)antwoord|reactie")
#: How a committee ends its letter.
_LOOKS_FORWARD = re.compile(r"\b(?:zien|ziet)\b.{0,120}\btegemoet\b|\bontvang(?:en|t)\b.{0,60}\bbinnen\b")


@dataclass(slots=True)
class AnswerRows:
    """An answer as printed: its label and its rows."""

    numbers: tuple[int, ...]
    label: int | None
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Segment:
    """What stands under one question label (or, without numbers, one asking paragraph)."""

    #: Index of the label row; None where nothing is printed.
    label: int | None
    numbers: tuple[int, ...]
    #: 0-based index of the list in the document.
    list_index: int
    #: Index of a heading printed above the label.
    heading: int | None = None
    question: list[int] = field(default_factory=list)
    answers: list[AnswerRows] = field(default_factory=list)
    #: Index of the faction heading above it, or None.
    part: int | None = None
    section: int | None = None
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """The document cut into segments, parts and what surrounds them."""

    segments: list[Segment] = field(default_factory=list)
    #: Row indexes of faction headings, with the rows below each that are under no label.
    parts: dict[int, list[int]] = field(default_factory=dict)
    #: Row indexes of list titles, with the rows between each and the first label.
    sections: dict[int, list[int]] = field(default_factory=dict)
    #: Answers that stand apart from the questions, each naming its numbers.
    apart: list[AnswerRows] = field(default_factory=list)
    opening: list[int] = field(default_factory=list)
    closing: list[int] = field(default_factory=list)
    #: What stands below "II Reactie van de minister", where nothing says which question it answers.
    reaction: list[int] = field(default_factory=list)


def lay_out(rows: list[Row], labels: Sequence[int], lists: Sequence[Sequence[int]]) -> Layout:
    """Return the layout of a document: every row goes to the label, part or section above it."""
    return _LayOut(rows, labels, lists).run()


class _LayOut:
    """Walks the rows once; ``under`` takes the rows that are under no label."""

    def __init__(self, rows: list[Row], labels: Sequence[int], lists: Sequence[Sequence[int]]) -> None:
        self.rows, self.labels, self.lists = rows, set(labels), lists
        self.list_of = {i: n for n, found in enumerate(lists) for i in found}
        self.layout = Layout()
        self.under = self.layout.opening
        self.segment: Segment | None = None
        self.part: int | None = None
        self.section: int | None = None
        live = [i for i, row in enumerate(rows) if row.cls is None]
        self.last_label = max(labels, default=-1)
        self.last_salutation = max((i for i in live if rows[i].name == "salutation"), default=-1)
        self.sets = _member_sets(rows, live, self.labels)
        parts = [i for i in live if rows[i].name == "faction-heading"]
        self.last_structure = max([self.last_label, *parts])

    def run(self) -> Layout:
        """Return the layout; called once."""
        closed = False
        for index, row in enumerate(self.rows):
            if row.cls is not None:
                continue
            closed = closed or self._closes(index)
            if closed:
                self.layout.closing.append(index)
            else:
                self._place(index, row)
        return self.layout

    def _closes(self, index: int) -> bool:
        """A signature, a Mededeling or a Toelichting behind the last label ends the body."""
        if not index > self.last_structure >= 0:
            return False
        row = self.rows[index]
        if row.name == "office":
            return index > self.last_salutation and is_signature(self.rows, index)
        return row.name in {"postponement-heading", "closing-heading", "valediction"}

    def _place(self, index: int, row: Row) -> None:
        if index in self.labels:
            self._start_segment(index, row)
        elif index in self.sets or (
            row.name == "faction-heading" and (index < self.last_label or index > self.last_salutation)
        ):
            self.part, self.segment = index, None
            self.under = self.layout.parts.setdefault(index, [])
        elif row.name == "list-title" and _is_title(self.rows, index, sorted(self.labels), self.lists):
            self.section, self.segment, self.part = index, None, None
            self.under = self.layout.sections.setdefault(index, [])
        elif row.name == "letter-heading":
            self._end_letter()
            self.segment, self.part = None, None
            row.cls = "heading"
            self.under = self.layout.opening
        elif row.name in _STRUCTURE:
            self.segment, self.part = None, None
            row.cls = "heading"
            self.under = self._below_structure(row)
        elif row.name in ANSWER_LABELS and row.numbers and self.segment is None and self.layout.segments:
            self.segment = Segment(None, (), max(self.list_of.values()), part=self.part)
            _into_segment(row, index, self.segment)
            self.layout.apart.append(self.segment.answers[0])
        elif self.segment is None:
            self.under.append(index)
        else:
            before = len(self.segment.answers)
            _into_segment(row, index, self.segment)
            if self.segment.label is None and len(self.segment.answers) > before:
                self.layout.apart.append(self.segment.answers[-1])

    def _start_segment(self, index: int, row: Row) -> None:
        number = self.list_of[index]
        heading = None
        if number and index == self.lists[number][0] and self.segment is not None:
            heading = self._heading_above(self.segment)
        row.is_label = True
        self.segment = Segment(index, row.numbers, number, heading, part=self.part, section=self.section)
        if row.rest and row.name in _CARRIES_TEXT:
            self.segment.question.append(index)
        self.layout.segments.append(self.segment)

    def _below_structure(self, row: Row) -> list[int]:
        """Return where the rows below the heading of a part go: a reaction is text of its own."""
        if not self.layout.parts and not self.layout.segments:
            return self.layout.opening
        return self.layout.reaction if _REACTION.search(row.text) else self.layout.closing

    def _end_letter(self) -> None:
        """Take the end of a letter off its last question: who signs, and the sentence before that."""
        if self.segment is None:
            return
        last = self.segment.answers[-1].rows if self.segment.answers else self.segment.question
        signed = next(
            (n for n, i in enumerate(last) if self.rows[i].name == "office" and is_signature(self.rows, i)),
            len(last),
        )
        if signed and _LOOKS_FORWARD.search(self.rows[last[signed - 1]].text):
            signed -= 1
        self.layout.closing += last[signed:]
        del last[signed:]

    def _heading_above(self, segment: Segment) -> int | None:
        """Take a line like a heading off the end of a list, where the next list starts again at 1."""
        last = segment.answers[-1].rows if segment.answers else segment.question
        if (
            len(last) >= 2
            and is_subheading(self.rows[last[-1]].text)
            and self.rows[last[-2]].text.endswith(".")
        ):
            self.rows[last[-1]].cls = "subheading"
            return last.pop()
        return None


def _member_sets(rows: Sequence[Row], live: Sequence[int], labels: set[int]) -> set[int]:
    """Return the headings "Vragen van het lid X (ABC)" of a document with several sets of questions."""
    found = set()
    for place, i in enumerate(live):
        if rows[i].name == "members-heading":
            below = live[place + 1 : place + 1 + _NEAR_LABEL]
            if any(j in labels for j in below):
                found.add(i)
    apart = [i for i in found if any(label < i for label in labels)]
    return found if apart and len(found) > 1 else set()


def is_signature(rows: Sequence[Row], index: int) -> bool:
    """Return whether an office ("De minister van Defensie,") signs: a name follows it, or nothing does."""
    following = [row for row in rows[index + 1 : index + 6] if row.cls is None]
    if rows[index].text.endswith((",", "commissie")) or rows[index].text.isupper() or not following:
        return True
    words = following[0].text.split()
    return (
        len(words) <= 6
        and following[0].text[:1].isupper()
        and not following[0].text.endswith((".", "?", ":"))
    )


def _is_title(rows: Sequence[Row], index: int, labels: Sequence[int], lists: Sequence[Sequence[int]]) -> bool:
    """A title of a list is the last such line before its first label; the subject of the letter is none."""
    following = next((label for label in labels if label > index), None)
    if following is None or not any(following == found[0] for found in lists):
        return False
    return not any(
        row.cls is None and row.name in {"list-title", "salutation"} for row in rows[index + 1 : following]
    )


def _into_segment(row: Row, index: int, segment: Segment) -> None:
    if row.name in ANSWER_LABELS:
        row.is_label = True
        answer = AnswerRows(row.numbers or segment.numbers, index)
        if row.name == "answer-label-inline":
            answer.rows.append(index)
        segment.answers.append(answer)
    elif segment.answers:
        segment.answers[-1].rows.append(index)
    else:
        segment.question.append(index)


SPECIMENS = (
    Specimens("reaction", _REACTION, ("II Reactie van de minister",), ("III Volledige agenda",)),
    Specimens(
        "looks forward",
        _LOOKS_FORWARD,
        (
            "De leden van de commissie zien uw antwoord met belangstelling tegemoet",
            "en ontvangen dit graag binnen vier weken",
        ),
        ("De leden zien een kans",),
    ),
)
