"""Drafts: questions and answers as joined paragraphs, before factions, keys and notes are settled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.reading.asking import asks
from generator.reading.blocks import NoteMark
from generator.reading.items import AnswerRows, Layout, Segment, is_signature
from generator.reading.joining import Joined, Shape, join
from generator.reading.labels import Style
from generator.reading.parting import cut_at_last_question, is_subheading, part_unmarked
from generator.reading.rows import Row
from generator.reading.unnumbered import read_part
from generator.records import Doubt

_ANSWERED_BY = re.compile(r"\bAntwoord van (?:de )?(?:[Mm]inister|[Ss]taatssecretaris)\b")
_RESTATED = re.compile(r"(?i)\b(?:memorie van antwoord|nota naar aanleiding van het (?:nader )?verslag)\b")
_ANSWERS_DOCUMENT = re.compile(
    r"(?i)\b(?:antwoord(?:en)?\b.{0,80}\b(?:vragen|kamervragen)|beantwoording|gegeven antwoorden"
    r"|antwoord van|beantwoord ik|beantwoorden wij|(?:vragen|vraag) en antwoorden|reactie op de vragen"
    r"|ontvangt u .{0,40}antwoord)"
)


#: Two questions with so many letters the same are one question printed twice.
_SAME_QUESTION = 40


@dataclass(slots=True)
class DraftAnswer:
    paragraphs: list[Joined]
    numbers: tuple[int, ...]
    first: int
    last: int
    #: Index of the question label it stands under; None for an answer that stands apart.
    label: int | None = None


@dataclass(slots=True)
class DraftItem:
    """A question in the making."""

    numbers: tuple[int, ...]
    list_index: int
    paragraphs: list[Joined]
    first: int
    last: int
    subheading: str | None = None
    answer: DraftAnswer | None = None
    #: Row index of the faction heading and of the list title above it.
    part: int | None = None
    section: int | None = None
    doubts: list[Doubt] = field(default_factory=list)
    factions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    attribution: str = "unknown"
    evidence: str | None = None


@dataclass(slots=True)
class DraftPart:
    """What a faction (or a section without one) said besides its questions."""

    heading: int | None
    section: int | None
    introduction: list[Joined] = field(default_factory=list)
    context: list[tuple[int, Joined]] = field(default_factory=list)
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class Draft:
    style: Style
    items: list[DraftItem] = field(default_factory=list)
    parts: list[DraftPart] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


# ------------------------------------------------------------------ documents with labels


def draft_labelled(rows: list[Row], layout: Layout, shape: Shape, style: Style) -> Draft:
    """Return the draft of a document whose questions (or answers) have labels."""
    draft = Draft(style)
    for index, under in layout.parts.items():
        draft.parts.append(_part(rows, index, None, under, shape))
    for index, under in layout.sections.items():
        if under:
            draft.parts.append(_part(rows, None, index, under, shape))
    if style in {"answers", "headings"}:
        _draft_answers_only(rows, layout, shape, draft)
        return draft
    last_list = max((segment.list_index for segment in layout.segments), default=0)
    apart = Segment(None, (), last_list, answers=layout.apart)
    answers = _labelled_answers(rows, [*layout.segments, apart], shape)
    pending_heading: str | None = None
    unmarked = _unmarked_allowed(rows, layout, answers, shape)
    for number, segment in enumerate(layout.segments):
        pending_heading = _draft_segment(rows, segment, shape, draft, answers, unmarked, pending_heading)
        _ = number
    _unclaimed_answers(draft, answers)
    merge_printings(rows, draft)
    return draft


def merge_printings(rows: list[Row], draft: Draft) -> None:
    """Where a document prints its questions twice, first alone and then with the answers, keep one of each.

    So does a published verslag that holds the committee's letter and the minister's.
    """
    waiting: dict[str, list[DraftItem]] = {}
    dropped: set[int] = set()
    for item in draft.items:
        key = re.sub(r"\W+", "", " ".join(p.text for p in item.paragraphs)).lower()
        earlier = next((e for e in waiting.get(key, []) if e.answer is None), None)
        if earlier is not None and item.answer is not None and len(key) > _SAME_QUESTION:
            earlier.answer = item.answer
            dropped.add(id(item))
            for row in rows:
                if (
                    item.first <= row.first
                    and row.last <= item.last
                    and row.cls in {"question", "label", "subheading"}
                ):
                    row.cls = "copy"
        elif item.answer is None:
            waiting.setdefault(key, []).append(item)
    if dropped:
        kept = [n for n, item in enumerate(draft.items) if id(item) not in dropped]
        place = {n: kept.index(n) if n in kept else 0 for n in range(len(draft.items))}
        draft.items = [draft.items[n] for n in kept]
        for part in draft.parts:
            part.context = [(place[n], paragraph) for n, paragraph in part.context]


def _part(
    rows: list[Row], heading: int | None, section: int | None, under: Sequence[int], shape: Shape
) -> DraftPart:
    chosen = [rows[i] for i in under]
    for row in chosen:
        row.cls = "introduction"
    anchor = rows[heading if heading is not None else section or 0]
    if heading is not None:
        anchor.cls = "heading"
    part = DraftPart(heading, section, introduction=join(chosen, shape), first=anchor.first, last=anchor.last)
    if chosen:
        part.last = max(part.last, chosen[-1].last)
    return part


_Answers = dict[tuple[int, int], list[DraftAnswer]]


def _labelled_answers(rows: list[Row], segments: Sequence[Segment], shape: Shape) -> _Answers:
    """Return the answers with a label, per (list, number) that the label names."""
    found: _Answers = {}
    for segment in segments:
        for printed in segment.answers:
            answer = _answer(rows, printed, shape)
            answer.label = segment.label
            if not answer.paragraphs:
                continue  # a label printed twice: what stands under the other one answers
            for number in printed.numbers or (0,):
                found.setdefault((segment.list_index, number), []).append(answer)
    return found


def _answer(rows: list[Row], printed: AnswerRows, shape: Shape) -> DraftAnswer:
    chosen = [_behind_label(rows[i]) if i == printed.label else rows[i] for i in printed.rows]
    for i in printed.rows:
        rows[i].cls = "answer"
    label = rows[printed.label] if printed.label is not None else None
    if label is not None and label.cls is None:
        label.cls = "label"
    lines = (
        [r.first for r in chosen] + [r.last for r in chosen] + ([label.first, label.last] if label else [])
    )
    numbers = label.numbers if label is not None and label.numbers else ()
    return DraftAnswer(join(chosen, shape), numbers, min(lines, default=0), max(lines, default=0))


def _behind_label(row: Row) -> Row:
    """Return a row without its inline label; the marks of notes move along."""
    if not row.rest_at or not row.is_label:
        return row
    notes = [NoteMark(max(0, n.offset - row.rest_at), n.mark, n.ref) for n in row.notes]
    copy = Row(
        block=row.block, text=row.rest, notes=notes, after_break=row.after_break, after_blank=row.after_blank
    )
    copy.cls = row.cls
    return copy


def _unmarked_allowed(rows: Sequence[Row], layout: Layout, answers: _Answers, shape: Shape) -> bool:
    """Return whether an answer may follow its question without a line "Antwoord".

    So it is where other questions have marked answers (a marker was forgotten), and in a document that
    says it answers; a list of questions alone has nothing behind its questions.
    """
    if answers:
        return True
    opening = " ".join(rows[i].text for i in [*layout.opening, *layout.sections])
    if _ANSWERS_DOCUMENT.search(opening):
        return True
    if re.search(
        r"(?i)\bvragen gesteld door de leden\b|\bingezonden\b|\binbreng\b|\bvragen van (?:de leden|het "
        r"lid)\b",
        opening,
    ):
        return False
    behind = sum(1 for s in layout.segments if _has_rest(rows, s, shape))
    return behind * 2 > len(layout.segments)


def _has_rest(rows: Sequence[Row], segment: Segment, shape: Shape) -> bool:
    paragraphs = join([_behind_label(rows[i]) for i in segment.question], shape)
    return part_unmarked(paragraphs) < len(paragraphs)


def _draft_segment(
    rows: list[Row],
    segment: Segment,
    shape: Shape,
    draft: Draft,
    answers: _Answers,
    unmarked: bool,
    heading: str | None,
) -> str | None:
    """Add the items of one label; return a heading printed at its end, which belongs to the next label."""
    label = rows[segment.label] if segment.label is not None else None
    chosen = [_behind_label(rows[i]) for i in segment.question]
    following = _trailing_heading(rows, segment)
    if following is not None:
        chosen = [r for r in chosen if r is not following]
    for i in segment.question:
        rows[i].cls = "question"
    if following is not None:
        following.cls = "subheading"
    if label is not None:
        label.cls = "label" if segment.label not in segment.question else "question"
    paragraphs = join(chosen, shape)
    subheading = rows[segment.heading].text if segment.heading is not None else heading
    if len(paragraphs) >= 2 and paragraphs[0].kind != "item" and is_subheading(paragraphs[0].text):
        subheading = paragraphs[0].text
        _class_of(rows, paragraphs.pop(0), "subheading", segment.question)
    own = _own_answer(answers, segment)
    doubts: list[Doubt] = []
    if own is None and unmarked and paragraphs:
        paragraphs, own = _part_off(rows, segment, paragraphs, shape, doubts, bool(answers))
    _add_items(rows, segment, label, paragraphs, subheading, own, answers, draft, doubts, shape)
    return following.text if following is not None else None


def _trailing_heading(rows: list[Row], segment: Segment) -> Row | None:
    """A heading (so marked by the format) as the last row of an answer belongs to the next question."""
    last = segment.answers[-1].rows if segment.answers else segment.question
    if len(last) < 2:
        return None
    row = rows[last[-1]]
    if row.block.kind == "heading" and is_subheading(row.text):
        last.pop()
        return row
    return None


def _class_of(rows: list[Row], paragraph: Joined, name: str, indexes: Sequence[int]) -> None:
    for i in indexes:
        if (
            paragraph.first <= rows[i].first
            and rows[i].last <= paragraph.last
            and rows[i].text in paragraph.text
        ):
            rows[i].cls = name  # type: ignore[assignment]


def _own_answer(answers: _Answers, segment: Segment) -> DraftAnswer | None:
    for number in segment.numbers or (0,):
        found = answers.get((segment.list_index, number))
        if found:
            own = [answer for answer in found if answer.label == segment.label]
            if own or segment.numbers:
                return (own or found)[0]
    return None


def _part_off(
    rows: list[Row],
    segment: Segment,
    paragraphs: list[Joined],
    shape: Shape,
    doubts: list[Doubt],
    others_marked: bool,
) -> tuple[list[Joined], DraftAnswer | None]:
    """Part an answer without a marker from its question."""
    turn = part_unmarked(paragraphs)
    asked, rest = paragraphs[:turn], paragraphs[turn:]
    cut_lines = shape.wrapped and all(
        rows[i].block.kind == "line" and rows[i].block.starts is None for i in segment.question
    )
    flat = cut_lines or _is_flat(rows, segment)
    if flat and asked:
        offset = cut_at_last_question(asked[-1])
        if offset is not None and cut_lines:
            # Print starts an answer on a new line: what stands behind the question mark on its line is asked.
            offset = next((start for start, _ in asked[-1].places if start >= offset), None)
        if offset is not None:
            head, tail = _cut(asked[-1], offset)
            asked, rest = [*asked[:-1], head], [tail, *rest]
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
        text[:offset],
        paragraph.first,
        paragraph.line_at(offset - 1),
        paragraph.kind,
        before,
        page=paragraph.page,
    )
    tail = Joined(text[start:], turn, paragraph.last, paragraph.kind, behind, page=paragraph.page)
    return head, tail


def _add_items(
    rows: list[Row],
    segment: Segment,
    label: Row | None,
    paragraphs: list[Joined],
    subheading: str | None,
    own: DraftAnswer | None,
    answers: _Answers,
    draft: Draft,
    doubts: list[Doubt],
    shape: Shape,
) -> None:
    """Add one item per label, or one per number where the paragraphs show which number they belong to."""
    numbers = segment.numbers
    apart = len(numbers) > 1 and len(paragraphs) == len(numbers) and all(asks(p.text) for p in paragraphs)
    if shape.wrapped:  # paragraphs are guessed from short lines: only whole questions tell numbers apart
        apart = apart and all(p.text.rstrip().endswith("?") for p in paragraphs)
    groups = (
        [((n,), [p]) for n, p in zip(numbers, paragraphs, strict=True)] if apart else [(numbers, paragraphs)]
    )
    first = label.first if label is not None else paragraphs[0].first
    for group, texts in groups:
        place = first if group is groups[0][0] else texts[0].first
        answer = _for_numbers(answers, segment, group) or own
        last = max([p.last for p in texts if p.last >= place] or [label.last if label else place])
        draft.items.append(
            DraftItem(
                group,
                segment.list_index,
                texts,
                place,
                last,
                subheading,
                answer,
                segment.part,
                segment.section,
                list(doubts),
            )
        )
        subheading = None


def _for_numbers(answers: _Answers, segment: Segment, numbers: Sequence[int]) -> DraftAnswer | None:
    """Return the answer to one of the numbers: the one under the same label before any other."""
    for number in numbers:
        found = answers.get((segment.list_index, number))
        if not found:
            continue
        own = [answer for answer in found if answer.label == segment.label]
        apart = [
            answer for answer in found if answer.label is None or number not in _own_numbers(found, answer)
        ]
        chosen = own or apart or found
        if len(chosen) == 1:
            return chosen[0]
        merged = [paragraph for answer in chosen for paragraph in answer.paragraphs]
        return DraftAnswer(merged, chosen[0].numbers, chosen[0].first, max(a.last for a in chosen))
    return None


def _own_numbers(found: Sequence[DraftAnswer], answer: DraftAnswer) -> tuple[int, ...]:
    return answer.numbers if len(found) > 1 and answer.label is not None else ()


def _unclaimed_answers(draft: Draft, answers: _Answers) -> None:
    """An answer to a number that no question has is kept, with a doubt: the question is not printed."""
    asked = {(item.list_index, n) for item in draft.items for n in item.numbers or (0,)}
    done: set[int] = set()
    for (list_index, number), found in answers.items():
        if (list_index, number) in asked:
            continue
        for answer in found:
            if id(answer) in done or any((list_index, n) in asked for n in answer.numbers):
                draft.doubts.append(
                    Doubt(
                        code="answer-to-unknown-number",
                        text=f"Het antwoord noemt vraag {number}, maar die vraag staat niet in het document.",
                        lines=(answer.first, answer.last),
                    )
                )
                continue
            done.add(id(answer))
            draft.items.append(_without_question(answer, (number,), list_index))
    draft.items.sort(key=lambda item: (item.first, item.list_index))


def _without_question(answer: DraftAnswer, numbers: tuple[int, ...], list_index: int) -> DraftItem:
    doubt = Doubt(
        code="question-not-printed",
        text="De vraag zelf staat niet in het document.",
        lines=(answer.first, answer.first),
    )
    return DraftItem(numbers, list_index, [], answer.first, answer.first, None, answer, doubts=[doubt])


def _draft_answers_only(rows: list[Row], layout: Layout, shape: Shape, draft: Draft) -> None:
    """Answers without their questions: each label or heading names the numbers that it answers."""
    taken: set[int] = set()
    for segment in layout.segments:
        label = rows[segment.label] if segment.label is not None else None
        assert label is not None
        printed = AnswerRows(
            label.numbers,
            segment.label,
            [
                *segment.question,
                *(i for a in segment.answers for i in ([a.label] if a.label is not None else []) + a.rows),
            ],
        )
        if label.name == "answer-label-inline":
            printed.rows.insert(0, segment.label)  # type: ignore[arg-type]
        answer = _answer(rows, printed, shape)
        if label.name == "answer-heading":
            label.cls = "label"
        numbers = tuple(n for n in label.numbers if n not in taken) or label.numbers
        if not set(label.numbers) - taken:
            draft.doubts.append(
                Doubt(
                    code="answered-twice",
                    text=f"Vraag {label.numbers[0]} wordt twee keer beantwoord.",
                    lines=(label.first, label.last),
                )
            )
        taken.update(label.numbers)
        draft.items.append(_without_question(answer, numbers, segment.list_index))


# ------------------------------------------------------------------ documents without labels


def draft_unnumbered(rows: list[Row], layout: Layout, shape: Shape, style: Style) -> Draft:
    """Return the draft of a document without numbers: per faction, per member's list, or per subject."""
    draft = Draft(style)
    opening = " ".join(rows[i].text for i in layout.opening[:60])
    restated = bool(_RESTATED.search(opening))
    if layout.parts:
        for index, under in layout.parts.items():
            _draft_part(rows, index, under, shape, draft, restated)
    elif style == "unnumbered" or restated or _members_speak(rows, layout):
        start = _body_start(rows, layout)
        end = _body_end(rows, layout, start)
        under = layout.opening[start:end]
        layout.closing = layout.opening[end:] + layout.closing
        layout.opening = layout.opening[:start]
        answered = restated or bool(_ANSWERED_BY.search(opening))
        _draft_part(rows, None, under, shape, draft, restated, answered and not restated)
    merge_printings(rows, draft)
    return draft


def _body_end(rows: Sequence[Row], layout: Layout, start: int) -> int:
    """Return where signatures close a document without labels."""
    for place in range(start + 1, len(layout.opening)):
        row = rows[layout.opening[place]]
        if row.name == "valediction" or (row.name == "office" and is_signature(rows, layout.opening[place])):
            return place
    return len(layout.opening)


def _members_speak(rows: Sequence[Row], layout: Layout) -> bool:
    """A consultation per subject: paragraph after paragraph says "De leden van de X-fractie …"."""
    speaking = sum(
        1
        for i in layout.opening
        if re.match(r"(?:De|Het) (?:leden|lid) van de\b.{2,60}\bfractie\b", rows[i].text)
    )
    return speaking >= 3


def _body_start(rows: Sequence[Row], layout: Layout) -> int:
    """Return where the questions start: behind the heading "Vragen van …", or where a faction speaks."""
    for place, index in enumerate(layout.opening):
        if rows[index].name == "members-heading":
            end = place + 1
            while (
                end < len(layout.opening)
                and not rows[layout.opening[end]].after_blank
                and not rows[layout.opening[end - 1]].text.endswith((".", "?", ")"))
            ):
                end += 1
            while end < len(layout.opening) and re.match(
                r"^(?:\(ingezonden|Antwoord van|Mededeling van|\(ontvangen)", rows[layout.opening[end]].text
            ):
                end += 1
            return end
    for place, index in enumerate(layout.opening):
        if re.match(
            r"(?:De|Het) (?:leden|lid|fractieleden) van de\b.{2,80}\b(?:fracties?|hebben|vragen|lezen)\b",
            rows[index].text,
        ):
            while (
                place
                and is_subheading(rows[layout.opening[place - 1]].text)
                and rows[layout.opening[place - 1]].name != "office"
            ):
                place -= 1
            return place
    return len(layout.opening)


def _draft_part(
    rows: list[Row],
    heading: int | None,
    under: Sequence[int],
    shape: Shape,
    draft: Draft,
    restated: bool,
    alternating: bool = False,
) -> None:
    chosen = [rows[i] for i in under]
    read = read_part(chosen, shape, restated=restated, alternating=alternating)
    start = len(draft.items)
    anchor = rows[heading] if heading is not None else None
    part = DraftPart(heading, None, introduction=read.introduction)
    part.first = anchor.first if anchor else (chosen[0].first if chosen else 0)
    part.last = chosen[-1].last if chosen else (anchor.last if anchor else 0)
    if anchor is not None:
        anchor.cls = "heading"
    for item in read.items:
        answer = None
        if item.answer:
            label = item.answer_label
            first = label.first if label else item.answer[0].first
            answer = DraftAnswer(item.answer, label.numbers if label else (), first, item.answer[-1].last)
        first = item.question.first
        draft.items.append(
            DraftItem(
                (),
                0,
                [item.question],
                first,
                item.question.last,
                item.subheading.text if item.subheading else None,
                answer,
                heading,
            )
        )
    part.context = [(start + number, paragraph) for number, paragraph in read.context]
    draft.parts.append(part)
    _class_part(chosen, read)


def _class_part(chosen: Sequence[Row], read) -> None:  # type: ignore[no-untyped-def]
    groups = (
        ("question", [i.question for i in read.items]),
        ("answer", [p for i in read.items for p in i.answer]),
        ("introduction", read.introduction),
        ("context", [p for _, p in read.context]),
        ("subheading", [i.subheading for i in read.items if i.subheading is not None]),
        ("heading", read.subheadings),
    )
    for row in chosen:
        if row.name in {"answer-marker", "answer-label"}:
            row.cls = "label"
            continue
        for name, paragraphs in groups:
            if any(p.first <= row.first <= p.last for p in paragraphs):
                row.cls = name  # type: ignore[assignment]
                break
