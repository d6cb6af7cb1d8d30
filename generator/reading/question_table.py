"""Questions in a table: the lists of committees with columns "Nr", "Vraag" and sometimes "Antwoord"."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.reading.blocks import Block
from generator.reading.grammar import recognise

_NUMBER_HEAD = re.compile(r"^(?:nr\.?|nummer|vraagnr\.?|vraagnummer|#)$", re.IGNORECASE)
_QUESTION_HEAD = re.compile(r"^vra(?:ag|gen)$", re.IGNORECASE)
_ANSWER_HEAD = re.compile(r"^antwoord(?:en)?$", re.IGNORECASE)
_NUMBER = re.compile(r"^(\d{1,3})\.?$")
_LABELS = {"question-label", "answer-label", "answer-marker"}
_FEWEST_LABELS = 2


class Columns(NamedTuple):
    """Which columns of a table hold what, from 0."""

    number: int
    question: int
    answer: int | None


def question_columns(block: Block) -> Columns | None:
    """Return which columns of a table hold number, question and answer; None for any other table."""
    head = [cell.strip() for cell in block.rows[0]] if block.rows else []
    number = next((n for n, cell in enumerate(head) if _NUMBER_HEAD.match(cell)), None)
    question = next((n for n, cell in enumerate(head) if _QUESTION_HEAD.match(cell)), None)
    if number is None or question is None:
        return None
    answer = next((n for n, cell in enumerate(head) if _ANSWER_HEAD.match(cell)), None)
    numbered = sum(1 for row in block.rows[1:] if len(row) > number and _NUMBER.match(row[number].strip()))
    return Columns(number, question, answer) if numbered * 2 > len(block.rows) - 1 else None


def table_questions(block: Block, columns: Columns) -> list[Block]:
    """Return the rows of a table of questions as numbered items, each with its answer behind it.

    The head, a row that is no question, and cells of other columns (page numbers, annexes) are furniture.
    """
    blocks: list[Block] = []
    for index, row in enumerate(block.rows):
        lines = _lines(block, index)
        cell = row[columns.number].strip() if len(row) > columns.number else ""
        match = _NUMBER.match(cell) if index else None
        text = row[columns.question].strip() if len(row) > columns.question else ""
        if not match or not text:
            blocks.append(Block(kind="furniture", text=" | ".join(row), lines=lines, page=block.page))
            continue
        others = [cell.strip() for n, cell in enumerate(row) if n not in columns and cell.strip()]
        if others:
            blocks.append(Block(kind="furniture", text=" | ".join(others), lines=lines, page=block.page))
        blocks.append(Block(kind="item", text=text, lines=lines, label=f"{match[1]}.", page=block.page))
        answer = (
            row[columns.answer].strip() if columns.answer is not None and len(row) > columns.answer else ""
        )
        if answer:
            blocks.append(Block(kind="paragraph", text="Antwoord", lines=lines, page=block.page))
            blocks.append(Block(kind="paragraph", text=answer, lines=lines, page=block.page))
    return blocks


def _lines(block: Block, index: int) -> tuple[int, int]:
    first, last = block.lines
    printed = last - first + 1
    if printed == len(block.rows):
        return (first + index, first + index)
    if printed == len(block.rows) + 1:  # Markdown rules off the head
        line = first + index + (1 if index else 0)
        return (line, line)
    return block.lines


def labelled_rows(block: Block) -> list[Block] | None:
    """Return the rows of a table whose first column holds labels ("Vraag 1", "Antwoord") as paragraphs.

    None for any other table: at least half of its rows must have a label, and a text beside it.
    """
    found = [recognise(row[0].strip()) if len(row) > 1 else None for row in block.rows]
    labels = [match is not None and match[0] in _LABELS for match in found]
    if sum(labels) * 2 < len(labels) or sum(labels) < _FEWEST_LABELS:
        return None
    blocks: list[Block] = []
    for index, (row, labelled) in enumerate(zip(block.rows, labels, strict=True)):
        lines = _lines(block, index)
        texts = [cell.strip() for cell in row if cell.strip()]
        if labelled:
            blocks.append(Block(kind="paragraph", text=texts.pop(0), lines=lines, page=block.page))
        blocks += [Block(kind="paragraph", text=text, lines=lines, page=block.page) for text in texts]
    return blocks
