"""Drafts of documents without labels: per faction, per member's list, or per subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.drafts import Draft, DraftAnswer, DraftItem, DraftPart, merge_printings
from generator.reading.factions import FactionNames
from generator.reading.headings import is_subheading
from generator.reading.items import Layout, is_signature
from generator.reading.joining import Joined, Shape
from generator.reading.labels import Style
from generator.reading.rows import Row
from generator.reading.specimens import Specimens
from generator.reading.unnumbered import Part, read_part
from generator.records import LineClass

_ANSWERED_BY = re.compile(r"\bAntwoord van (?:de )?(?:[Mm]inister|[Ss]taatssecretaris)\b")
_FACTION_SPEAKS = re.compile(r"(?:De|Het) (?:leden|lid) van de\b.{2,60}\bfractie\b")
#: Where the first faction speaks; the verb may take the place of "fractie" ("van de SGP hebben").
_FIRST_SPEAKS = re.compile(
    r"(?:De|Het) (?:leden|lid|fractieleden) van de\b.{2,80}\b(?:fracties?|hebben|vragen|lezen)\b"
)
#: So many paragraphs in which a faction speaks make a consultation.
_SPEAK_TIMES = 3
#: Lines of the head of members' questions, below "Vragen van …".
_MEMBERS_HEAD = re.compile(r"^(?:\(ingezonden|Antwoord van|Mededeling van|\(ontvangen)")
#: So many rows of the opening may say what kind of paper it is.
_OPENING_ROWS = 60
_RESTATED = re.compile(r"(?i)\b(?:memorie van antwoord|nota naar aanleiding van het (?:nader )?verslag)\b")


def draft_unnumbered(
    rows: list[Row], layout: Layout, shape: Shape, style: Style, names: FactionNames
) -> Draft:
    """Return the draft of a document without numbers: per faction, per member's list, or per subject."""
    draft = Draft(style)
    opening = " ".join(rows[i].text for i in layout.opening[:_OPENING_ROWS])
    restated = bool(_RESTATED.search(opening))
    if layout.parts:
        for index, under in layout.parts.items():
            draft_part(rows, index, under, shape, names, draft, restated=restated)
    elif style == "unnumbered" or restated or _members_speak(rows, layout):
        start = _body_start(rows, layout)
        end = _body_end(rows, layout, start)
        under = layout.opening[start:end]
        layout.closing = layout.opening[end:] + layout.closing
        layout.opening = layout.opening[:start]
        answered = restated or bool(_ANSWERED_BY.search(opening))
        alternating = answered and not restated
        draft_part(rows, None, under, shape, names, draft, restated=restated, alternating=alternating)
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
    return sum(1 for i in layout.opening if _FACTION_SPEAKS.match(rows[i].text)) >= _SPEAK_TIMES


def _body_start(rows: Sequence[Row], layout: Layout) -> int:
    """Return where the questions start: behind the heading "Vragen van …", or where a faction speaks."""
    opening = [rows[i] for i in layout.opening]
    for place, row in enumerate(opening):
        if row.name == "members-heading":
            return _behind_head(opening, place)
    for place, row in enumerate(opening):
        if _FIRST_SPEAKS.match(row.text):
            while place and is_subheading(opening[place - 1].text) and opening[place - 1].name != "office":
                place -= 1
            return place
    return len(opening)


def _behind_head(opening: Sequence[Row], place: int) -> int:
    """Return where the head ends that starts with "Vragen van …" and may run over several lines."""
    end = place + 1
    while (
        end < len(opening)
        and not opening[end].after_blank
        and not opening[end - 1].text.endswith((".", "?", ")"))
    ):
        end += 1
    while end < len(opening) and _MEMBERS_HEAD.match(opening[end].text):
        end += 1
    return end


def draft_part(
    rows: list[Row],
    heading: int | None,
    under: Sequence[int],
    shape: Shape,
    names: FactionNames,
    draft: Draft,
    *,
    restated: bool,
    alternating: bool = False,
) -> None:
    """Add the items, introduction and context of one part; see ``read_part`` for the ways of answering."""
    chosen = [rows[i] for i in under]
    read = read_part(chosen, shape, names, restated=restated, alternating=alternating)
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
        draft.items.append(
            DraftItem(
                numbers=(),
                list_index=0,
                paragraphs=[item.question, *item.listed],
                first=item.question.first,
                last=(item.listed or [item.question])[-1].last,
                subheading=item.subheading.text if item.subheading else None,
                answer=answer,
                part=heading,
            )
        )
    part.context = [(start + number, paragraph) for number, paragraph in read.context]
    draft.parts.append(part)
    _class_part(chosen, read)


def _class_part(chosen: Sequence[Row], read: Part) -> None:
    """Give every row of a part the class of the paragraph that it was joined into."""
    groups: tuple[tuple[LineClass, list[Joined]], ...] = (
        ("question", [p for i in read.items for p in (i.question, *i.listed)]),
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
                row.cls = name
                break


SPECIMENS = (
    Specimens(
        "answered by", _ANSWERED_BY, ("Antwoord van Minister De Wit",), ("Antwoord van de voorzitter",)
    ),
    Specimens(
        "faction speaks",
        _FACTION_SPEAKS,
        ("De leden van de ABC-fractie vragen",),
        ("De leden van de commissie",),
    ),
    Specimens(
        "first speaks", _FIRST_SPEAKS, ("De fractieleden van de ABC hebben",), ("De voorzitter van de ABC",)
    ),
    Specimens(
        "members' head",
        _MEMBERS_HEAD,
        ("(ingezonden 3 mei 2031)", "Antwoord van Minister De Wit"),
        ("Vraag 1",),
    ),
    Specimens(
        "restated",
        _RESTATED,
        ("MEMORIE VAN ANTWOORD", "Nota naar aanleiding van het nader verslag"),
        ("Nota van wijziging",),
    ),
)
