"""Rows: the blocks of a document while the reader works out what each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.reading.blocks import Block, NoteMark, SourceDocument
from generator.reading.grammar import recognise
from generator.reading.numbers import parse_numbers
from generator.reading.question_table import labelled_rows, question_columns, table_questions
from generator.records import LineClass

_ITEM_NUMBER = re.compile(r"^(?:[-*•]\s*)?(\d{1,3})([.)])$")
#: What converters leave of pictures and bookmarks (Apache Tika).
#: A label that counts; a bullet does not.
_COUNTED = re.compile(r"(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]")
_PLACEHOLDER = re.compile(r"\[(?:bookmark|image):[^\]]*\]")
_LIST_BULLET = re.compile(r"^[•·▪‣◦●]\s*(?=\S)")


@dataclass(slots=True)
class Row:
    """One block, and what the stages of the reader found out about it."""

    block: Block
    text: str
    #: Name of the grammar rule that knows the line; "" when none does.
    name: str = ""
    #: Numbers in its label.
    numbers: tuple[int, ...] = ()
    #: Who asks, printed behind the number of its label: "Vraag 3 (VVD)".
    asker: str = ""
    #: Where in the text what stands behind an inline label starts; None where there is no inline label.
    rest_at: int | None = None
    #: "." or ")" behind a number.
    delimiter: str = ""
    #: What the line is; None until a stage decides.
    cls: LineClass | None = None
    notes: list[NoteMark] = field(default_factory=list)
    #: It starts a question or an answer: what it carries before ``rest_at`` is its label.
    is_label: bool = False
    #: A page break or page furniture stood before it.
    after_break: bool = False
    #: A blank line stood before it.
    after_blank: bool = False

    @property
    def first(self) -> int:
        return self.block.lines[0]

    @property
    def last(self) -> int:
        return self.block.lines[1]

    def reread(self) -> None:
        """Recognise the row again after its text changed."""
        self.name, self.numbers, self.rest_at, self.delimiter = "", (), None, ""
        _recognise(self)

    @property
    def rest(self) -> str:
        """The text behind an inline label; empty without one."""
        return "" if self.rest_at is None else self.text[self.rest_at :]

    @property
    def is_item(self) -> bool:
        """Whether it is an item of an enumeration within a text, not a numbered question."""
        return self.block.kind == "item" and self.name != "numbered-item"


def make_rows(document: SourceDocument) -> list[Row]:
    """Return a row per block, with the grammar's name for it."""
    rows: list[Row] = []
    for block in document.blocks:
        if block.kind == "table" and (columns := question_columns(block)):
            rows += [_row(part) for part in table_questions(block, columns)]
        elif block.kind == "table" and (parts := labelled_rows(block)):
            rows += [_row(part) for part in parts]
        else:
            rows.append(_row(block))
    return rows


def print_item_labels(rows: Sequence[Row], labels: Sequence[int]) -> None:
    """Put the printed label ("1.", "a.") back before list items that are no question: it is text there."""
    known = set(labels)
    for index, row in enumerate(rows):
        if row.block.kind == "item" and index not in known and _COUNTED.fullmatch(row.block.label):
            shift = len(row.block.label) + 1
            row.text = f"{row.block.label} {row.text}"
            row.notes = [NoteMark(n.offset + shift, n.mark, n.ref) for n in row.notes]
            if row.name == "numbered-item":
                row.name, row.rest_at = "", None


def _row(block: Block) -> Row:
    row = Row(block=block, text=block.text, notes=list(block.notes))
    if _PLACEHOLDER.search(row.text) and not re.fullmatch(rf"(?:{_PLACEHOLDER.pattern}\s*)+", row.text):
        row.text = " ".join(_PLACEHOLDER.sub("", row.text).split())
    if block.kind == "blank":
        row.cls = "blank"
    elif block.kind in {"furniture", "rule"}:
        row.cls = "furniture"
    elif block.kind == "image":
        row.cls = "image"
    elif block.kind == "footnote":
        row.cls = "footnote"
    elif block.kind != "table":
        _recognise(row)
    return row


def _recognise(row: Row) -> None:
    match = _ITEM_NUMBER.match(row.block.label)
    if match:
        row.name, row.numbers, row.delimiter, row.rest_at = "numbered-item", (int(match[1]),), match[2], 0
        return
    found = recognise(row.text)
    if not found:
        return
    row.name, hit = found
    groups = hit.groupdict()
    row.numbers = parse_numbers(groups["numbers"]) if groups.get("numbers") else ()
    row.asker = groups.get("asker") or ""
    row.rest_at = hit.start("rest") if groups.get("rest") else None
    if row.name in {"numbered-item", "number-alone"}:
        marker = re.match(r"(?:[-–•*]\s+)?[\d\s,entm/]*([.)])", row.text)
        row.delimiter = marker[1] if marker else ""


def bullet_text(text: str) -> tuple[str, bool]:
    """Return text without a printed bullet, and whether there was one."""
    match = _LIST_BULLET.match(text)
    return (text[match.end() :], True) if match else (text, False)


def behind_label(row: Row) -> Row:
    """Return a row without its inline label; the marks of notes move along."""
    if not row.rest_at or not row.is_label:
        return row
    notes = [NoteMark(max(0, n.offset - row.rest_at), n.mark, n.ref) for n in row.notes]
    copy = Row(
        block=row.block, text=row.rest, notes=notes, after_break=row.after_break, after_blank=row.after_blank
    )
    copy.cls = row.cls
    return copy
