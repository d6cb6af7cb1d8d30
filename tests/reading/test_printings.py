"""A question printed twice in one document, first alone and then with its answer, is one question."""

from __future__ import annotations

from generator.reading.drafts import Draft, DraftAnswer, DraftItem, DraftPart, merge_printings
from generator.reading.joining import Joined


def paragraph(text: str, line: int) -> Joined:
    return Joined(text, line, line, "paragraph", [])


def item(text: str, line: int, answer: str = "") -> DraftItem:
    given = DraftAnswer([paragraph(answer, line + 1)], (), line + 1, line + 1) if answer else None
    return DraftItem((), 0, [paragraph(text, line)], line, line, answer=given)


FERRIES = "Hoeveel veerponten varen er op zondag tussen beide oevers van de rivier?"
BRIDGES = "Hoeveel bruggen worden er dit jaar afgesloten voor vrachtverkeer?"


def test_second_printing_gives_its_answer_and_its_context_to_the_first() -> None:
    draft = Draft(
        "unnumbered", [item(BRIDGES, 1), item(FERRIES, 2), item(FERRIES, 5, "Veertien."), item("Ja?", 9)]
    )
    draft.parts = [
        DraftPart(None, None, context=[(2, paragraph("De leden wachten af.", 7)), (3, paragraph("Zo.", 9))])
    ]
    merge_printings([], draft)
    assert [item.answer.paragraphs[0].text if item.answer else None for item in draft.items] == [
        None,
        "Veertien.",
        None,
    ]
    assert [(n, context.text) for n, context in draft.parts[0].context] == [
        (1, "De leden wachten af."),
        (2, "Zo."),
    ]
