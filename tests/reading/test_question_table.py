"""A table of questions gives every cell a place: nothing of it is lost."""

from __future__ import annotations

from generator.reading.blocks import Block
from generator.reading.question_table import labelled_rows, question_columns, table_questions


def table(*rows: tuple[str, ...]) -> Block:
    return Block(kind="table", text="", lines=(1, len(rows)), rows=rows)


def test_cells_beside_question_and_answer_are_furniture() -> None:
    block = table(("Nr.", "Vraag", "Antwoord", "Blz."), ("1", "Hoeveel ponten varen er?", "Veertien.", "7"))
    columns = question_columns(block)
    assert columns is not None
    assert [(b.kind, b.label, b.text) for b in table_questions(block, columns)] == [
        ("furniture", "", "Nr. | Vraag | Antwoord | Blz."),
        ("furniture", "", "7"),
        ("item", "1.", "Hoeveel ponten varen er?"),
        ("paragraph", "", "Antwoord"),
        ("paragraph", "", "Veertien."),
    ]


def test_other_tables_are_left_alone() -> None:
    assert question_columns(table(("Jaar", "Bedrag"), ("1", "7"))) is None
    assert question_columns(table(("Nr.", "Vraag"), ("a", "Hoe?"), ("b", "Waarom?"))) is None
    assert labelled_rows(table(("Jaar", "Bedrag"), ("1", "7"))) is None


def test_labels_in_the_first_column_stand_above_their_text() -> None:
    block = table(("Vraag 1", "Hoeveel ponten varen er?"), ("Antwoord", "Veertien."))
    assert [(b.kind, b.text, b.lines) for b in labelled_rows(block) or ()] == [
        ("paragraph", "Vraag 1", (1, 1)),
        ("paragraph", "Hoeveel ponten varen er?", (1, 1)),
        ("paragraph", "Antwoord", (2, 2)),
        ("paragraph", "Veertien.", (2, 2)),
    ]
