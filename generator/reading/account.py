"""The account: every line of a source ends in a record or in a named class of what was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.reading.finish import Finished
from generator.reading.headings import is_subheading
from generator.reading.items import Layout
from generator.reading.rows import Row
from generator.records import Doubt, LineClass, LineRun

_WORD = re.compile(r"[^\W_]+")
_TEXT_CLASSES = {"question", "answer", "introduction", "context", "subheading"}


def name_rest(rows: list[Row], layout: Layout, *, has_questions: bool) -> None:
    """Give a class to every row that has none yet: around the questions, and whatever no rule knows."""
    _name_opening(rows, layout, has_questions=has_questions)
    for i in layout.closing:
        if rows[i].cls is None:
            rows[i].cls = "signature" if rows[i].name in {"valediction", "office"} else "closing"
    for i in layout.reaction:
        if rows[i].cls is None:
            rows[i].cls = "signature" if rows[i].name in {"valediction", "office"} else "letter"
    for index in layout.sections:
        rows[index].cls = "heading"
    for row in rows:
        if row.cls is None:
            row.cls = "unknown"


def _name_opening(rows: list[Row], layout: Layout, *, has_questions: bool) -> None:
    salutation = next((i for i in layout.opening if rows[i].name == "salutation"), None)
    signed = False
    for i in layout.opening:
        row = rows[i]
        if row.cls is not None:
            continue
        if row.name == "salutation":
            row.cls = "salutation"
        elif row.name in {"valediction", "office"} and (salutation is None or i > salutation):
            row.cls, signed = "signature", True
        elif row.name in {"members-heading", "list-title", "part-heading", "faction-heading"}:
            row.cls = "heading"
        elif signed and len(row.text) < 70 and not row.text.endswith("."):
            row.cls = "signature"
        elif row.block.kind == "heading":
            row.cls, signed = "heading", False
        elif salutation is not None and i < salutation:
            row.cls = "letterhead"
        else:
            signed = False
            heading = is_subheading(row.text) and i != layout.opening[-1]
            row.cls = "opening" if has_questions else "heading" if heading else "letter"


def account_of(rows: Sequence[Row], lines: int) -> tuple[LineRun, ...]:
    """Return the class of every line as runs that follow each other from the first line to the last.

    Where several blocks share a line (flattened text), the class with most text on it names the line.
    """
    weights: dict[int, Counter[LineClass]] = {}
    for row in rows:
        for line in range(row.first, row.last + 1):
            if row.cls is not None:
                weights.setdefault(line, Counter())[row.cls] += max(1, len(row.block.text))
    runs: list[LineRun] = []
    for line in range(1, lines + 1):
        found = weights.get(line)
        name: LineClass = found.most_common(1)[0][0] if found else "blank"
        if runs and runs[-1].name == name:
            runs[-1] = LineRun(name=name, lines=(runs[-1].lines[0], line))
        else:
            runs.append(LineRun(name=name, lines=(line, line)))
    return tuple(runs)


def check_words(rows: Sequence[Row], result: Finished) -> list[Doubt]:
    """Return a doubt when letters of the text rows are in no record, or a record has letters of no row.

    The check against silent loss. It counts letters and digits over the whole document: their order, and
    where words are joined or cut, make no difference.
    """
    printed: Counter[str] = Counter()
    for row in rows:
        if row.cls in _TEXT_CLASSES:
            printed.update(_letters(row.rest if row.is_label and row.rest else row.text))
    read: Counter[str] = Counter()
    for text in result.texts:
        read.update(_letters(text))
    lost = sum((printed - read).values())
    extra = sum((read - printed).values())
    if lost or extra:
        return [
            Doubt(
                code="words-lost",
                text=(
                    f"Bij het lezen zijn {lost} letters te weinig en {extra} te veel overgenomen; "
                    f"controleer de tekst."
                ),
            )
        ]
    return []


def _letters(text: str) -> Counter[str]:
    return Counter("".join(_WORD.findall(text)))
