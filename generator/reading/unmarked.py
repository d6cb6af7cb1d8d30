"""Answers without a label: where they may be, and where they start."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.answers import Answers
from generator.reading.asking import asks
from generator.reading.blocks import NoteMark
from generator.reading.drafts import DraftAnswer
from generator.reading.grammar import SENTENCE_END
from generator.reading.items import Layout, Segment
from generator.reading.joining import Joined, Shape, join
from generator.reading.parting import cut_at_last_question, part_unmarked
from generator.reading.rows import Row, behind_label
from generator.reading.specimens import Specimens
from generator.records import Doubt
from generator.sentences import split_sentences

_ANSWERS_DOCUMENT = re.compile(
    r"(?i)\b(?:antwoord(?:en)?\b.{0,80}\b(?:vragen|kamervragen)|beantwoording|gegeven antwoorden"
    r"|antwoord van|beantwoord ik|beantwoorden wij|(?:vragen|vraag) en antwoorden|reactie op de vragen"
    r"|ontvangt u .{0,40}antwoord)"
)

#: A paper that only asks.
_QUESTIONS_DOCUMENT = re.compile(
    r"(?i)\bvragen gesteld door de leden\b|\bingezonden\b|\binbreng\b|\bvragen van (?:de leden|het lid)\b"
)


def unmarked_allowed(rows: Sequence[Row], layout: Layout, answers: Answers, shape: Shape) -> bool:
    """Return whether an answer may follow its question without a line "Antwoord".

    So it is where other questions have marked answers (a marker was forgotten), and in a document that
    says it answers; a list of questions alone has nothing behind its questions.
    """
    if answers:
        return True
    opening = " ".join(rows[i].text for i in [*layout.opening, *layout.sections])
    if _ANSWERS_DOCUMENT.search(opening):
        return True
    if _QUESTIONS_DOCUMENT.search(opening):
        return False
    behind = sum(1 for s in layout.segments if _has_rest(rows, s, shape))
    return behind * 2 > len(layout.segments)


def _has_rest(rows: Sequence[Row], segment: Segment, shape: Shape) -> bool:
    paragraphs = join([behind_label(rows[i]) for i in segment.question], shape)
    return part_unmarked(paragraphs) < len(paragraphs)


def part_off(
    rows: list[Row],
    segment: Segment,
    paragraphs: list[Joined],
    shape: Shape,
    doubts: list[Doubt],
    others_marked: bool,
) -> tuple[list[Joined], DraftAnswer | None]:
    """Part an answer without a marker from its question; all is question where nothing answers.

    ``others_marked``: other answers of the document have a marker, so that its absence is worth a doubt.
    """
    turn = part_unmarked(paragraphs)
    asked, rest = paragraphs[:turn], paragraphs[turn:]
    cut_lines = (shape.wrapped and not shape.blank_apart) and all(
        rows[i].block.kind == "line" and rows[i].block.starts is None for i in segment.question
    )
    flat = cut_lines or _is_flat(rows, segment)
    if flat and asked:
        offset = cut_at_last_question(asked[-1])
        if offset is not None and cut_lines:
            offset = _new_line(asked[-1], offset)
        if offset is not None:
            head, tail = _cut(asked[-1], offset)
            asked, rest = [*asked[:-1], head], [tail, *rest]
    if cut_lines and rest and _opens_asking(rest[0]):
        # Print joined the question's last paragraph to the answer.
        offset = cut_at_last_question(rest[0])
        offset = _new_line(rest[0], offset) if offset else None
        if offset is not None:
            head, tail = _cut(rest[0], offset)
            asked, rest = [*asked, head], [tail, *rest[1:]]
    if not rest:
        return paragraphs, None
    for i in segment.question:
        row = rows[i]
        if row.first >= rest[0].first and i != segment.label and any(row.text in p.text for p in rest):
            row.cls = "answer"
    if others_marked:
        doubts.append(
            Doubt(
                code="answer-without-label",
                text="Bij dit antwoord staat geen kopje ‘Antwoord’.",
                lines=(rest[0].first, rest[-1].last),
            )
        )
    return asked, DraftAnswer(rest, (), rest[0].first, rest[-1].last)


def _new_line(paragraph: Joined, offset: int) -> int | None:
    """Return where the first line behind an offset starts that may open an answer, or None.

    Print starts an answer on a new line: what stands behind the question mark on its line is asked.
    """
    for start, _ in paragraph.places:
        before, behind = paragraph.text[:start].rstrip(), paragraph.text[start:].lstrip()
        if start >= offset and SENTENCE_END.search(before) and not behind[:1].islower():
            return start
    return None


def _opens_asking(paragraph: Joined) -> bool:
    sentence = next(iter(split_sentences(paragraph.text)), None)
    return sentence is not None and sentence.text.endswith("?") and asks(sentence.text)


def _is_flat(rows: Sequence[Row], segment: Segment) -> bool:
    return segment.label is not None and any(
        rows[i].first == rows[segment.label].first for i in segment.question if i != segment.label
    )


def _cut(paragraph: Joined, offset: int) -> tuple[Joined, Joined]:
    text = paragraph.text
    start = offset + len(text[offset:]) - len(text[offset:].lstrip())
    turn = paragraph.line_at(start)
    before = [n for n in paragraph.notes if n.offset <= offset]
    behind = [NoteMark(max(0, n.offset - start), n.mark, n.ref) for n in paragraph.notes if n.offset > offset]
    head = Joined(
        text[:offset].rstrip(),
        paragraph.first,
        paragraph.line_at(offset - 1),
        paragraph.kind,
        before,
        page=paragraph.page,
    )
    tail = Joined(text[start:], turn, paragraph.last, paragraph.kind, behind, page=paragraph.page)
    return head, tail


SPECIMENS = (
    Specimens(
        "answers",
        _ANSWERS_DOCUMENT,
        ("Antwoorden op vragen over veren", "Beantwoording", "de daarop gegeven antwoorden"),
        ("Vragen over veren",),
    ),
    Specimens(
        "questions only",
        _QUESTIONS_DOCUMENT,
        ("Vragen gesteld door de leden der Kamer", "(ingezonden 3 mei 2031)", "INBRENG"),
        ("Antwoorden",),
    ),
)
