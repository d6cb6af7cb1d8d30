"""Lists without numbers: an item is one printed paragraph that asks something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.reading.asking import asks, speaks_for_members
from generator.reading.enumerations import announces, continues_list
from generator.reading.factions import FactionNames, named_asker
from generator.reading.grammar import ANSWER_LABELS
from generator.reading.headings import is_subheading
from generator.reading.joining import Joined, Shape, join
from generator.reading.rows import Row, behind_label


@dataclass(slots=True)
class Item:
    """An asking paragraph and the paragraphs that answer it."""

    question: Joined
    #: The items of a list that the question announces.
    listed: list[Joined] = field(default_factory=list)
    subheading: Joined | None = None
    answer: list[Joined] = field(default_factory=list)
    answer_label: Row | None = None


@dataclass(slots=True)
class Part:
    """A faction's (or a subject's) part of an unnumbered document."""

    introduction: list[Joined] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    #: Paragraphs that ask nothing, with the index of the item they follow.
    context: list[tuple[int, Joined]] = field(default_factory=list)
    subheadings: list[Joined] = field(default_factory=list)


def read_part(
    rows: Sequence[Row],
    shape: Shape,
    names: FactionNames,
    *,
    restated: bool = False,
    alternating: bool = False,
) -> Part:
    """Return the items of the rows below one heading.

    With lines "Antwoord" between them, the paragraphs before such a line ask and those behind it
    answer, up to the next paragraph in the members' voice. ``restated``: a memorandum in reply, in which
    the questions are restated and each is answered by the paragraphs that follow it. ``alternating``: a
    document that answers without any label: what asks nothing answers what asked before it.
    """
    marked = any(row.name in ANSWER_LABELS for row in rows)
    part = Part()
    heading: Joined | None = None
    #: The last paragraph of a question that announces a list, while its items follow.
    listing: Joined | None = None
    for chunk, label in _chunks(rows):
        paragraphs = join(chunk, shape)
        if label is not None:
            turn = _turn(paragraphs, last=label.last_chunk)
            _attach(part, paragraphs[:turn], label.row)
            paragraphs = paragraphs[turn:]
        for paragraph in paragraphs:
            if listing is not None and continues_list(listing, paragraph):
                part.items[-1].listed.append(paragraph)
                listing = paragraph
                continue
            listing = None
            if is_subheading(paragraph.text) and paragraph.kind in {"paragraph", "heading"}:
                heading = paragraph
                part.subheadings.append(paragraph)
            elif restated and part.items and not _restates(paragraph.text, names):
                part.items[-1].answer.append(paragraph)
            elif asks(paragraph.text) or (restated and _restates(paragraph.text, names)):
                part.items.append(Item(paragraph, subheading=heading))
                heading = None
                listing = paragraph if announces(paragraph) else None
            elif alternating and not marked and part.items:
                part.items[-1].answer.append(paragraph)
            elif part.items:
                part.context.append((len(part.items) - 1, paragraph))
            else:
                part.introduction.append(paragraph)
    return part


@dataclass(frozen=True, slots=True)
class _Label:
    row: Row
    last_chunk: bool


def _chunks(rows: Sequence[Row]) -> list[tuple[list[Row], _Label | None]]:
    """Cut rows at lines "Antwoord"; each chunk with the label above it."""
    places = [n for n, row in enumerate(rows) if row.name in ANSWER_LABELS]
    chunks: list[tuple[list[Row], _Label | None]] = [(list(rows[: places[0] if places else len(rows)]), None)]
    for number, place in enumerate(places):
        end = places[number + 1] if number + 1 < len(places) else len(rows)
        below = list(rows[place + 1 : end])
        if rows[place].rest:  # "Antwoord: Ja, dat klopt."
            rows[place].is_label = True
            below.insert(0, behind_label(rows[place]))
        chunks.append((below, _Label(rows[place], number + 1 == len(places))))
    return chunks


def _turn(paragraphs: Sequence[Joined], *, last: bool) -> int:
    """Return where, behind "Antwoord", the members speak again; everything is answer behind the last one."""
    if last:
        return len(paragraphs)
    for index, paragraph in enumerate(paragraphs[1:], start=1):
        if speaks_for_members(paragraph.text) or is_subheading(paragraph.text):
            return index
    return max(1, len(paragraphs) - 1)


def _attach(part: Part, paragraphs: Sequence[Joined], label: Row) -> None:
    """Give an answer to the items since the last answer; they share it."""
    waiting = [item for item in part.items if item.answer_label is None]
    for item in waiting:
        item.answer = list(paragraphs)
        item.answer_label = label


def _restates(text: str, names: FactionNames) -> bool:
    return named_asker(text, names) is not None and speaks_for_members(text)
