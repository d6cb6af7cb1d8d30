"""Where citations and references stand, where they lead, and which numbers are an answer's own."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from generator.archive.citations import cite, find_citations, official_address
from generator.archive.references import find_mentions


class Text(NamedTuple):
    """A passage of one paragraph."""

    text: str


@pytest.mark.parametrize(
    ("kind", "identity", "address"),
    [
        ("kamerstuk", "36045-267", "https://zoek.officielebekendmakingen.nl/kst-36045-267.html"),
        ("motie", "21501-02-3047", "https://zoek.officielebekendmakingen.nl/kst-21501-02-3047.html"),
        ("kamerstuk", "36800-X", "https://zoek.officielebekendmakingen.nl/dossier/36800-X"),
        ("kamerstuk", "28676", "https://zoek.officielebekendmakingen.nl/dossier/28676"),
        ("kamerstuk", "36200-AI", "https://zoek.officielebekendmakingen.nl/kst-36200-AI.html"),
        ("kamerstuk", "kst-1263281", "https://zoek.officielebekendmakingen.nl/kst-1263281.html"),
        (
            "document",
            "2026D20156",
            "https://www.tweedekamer.nl/kamerstukken/detail?id=2026D20156&did=2026D20156",
        ),
        (
            "document",
            "ah-tk-20242025-1244",
            "https://zoek.officielebekendmakingen.nl/ah-tk-20242025-1244.html",
        ),
        ("document", "MINDEF20260028717", None),
        ("zaak", "2026Z12163", "https://www.tweedekamer.nl/kamerstukken/detail?id=2026Z12163"),
        ("url", "https://example.org/a", "https://example.org/a"),
    ],
)
def test_address_of_a_paper(kind: str, identity: str, address: str | None) -> None:
    assert official_address(kind, identity) == address  # type: ignore[arg-type]


def test_case_of_written_questions_leads_to_the_questions() -> None:
    (citation,) = cite("de eerder gestelde schriftelijke vragen (2026Z12163)", "question")
    assert citation.url == "https://zoek.officielebekendmakingen.nl/kv-tk-2026Z12163.html"


def test_known_address_wins_over_the_guess() -> None:
    (citation,) = cite("Kamerstuk 36 045, nr. 267", "answer", 0, {"36045-267": "https://example.org/echt"})
    assert citation.url == "https://example.org/echt"


def test_mention_of_two_papers_is_two_citations_with_their_own_places() -> None:
    text = "zie Kamerstukken 36 045, nummers 215 en 264)."
    first, second = cite(text, "answer", 3)
    assert first.text == second.text == "Kamerstukken 36 045, nummers 215 en 264"
    assert text[first.place.start : first.place.end] == "Kamerstukken 36 045, nummers 215"
    assert text[second.place.start : second.place.end] == "264"
    assert first.place.paragraph == 3


def test_citations_come_in_order_of_printing() -> None:
    found = find_citations(
        [Text("Zie https://x.nl/a en Kamerstuk 36 045, nr. 1."), Text("2026D20156")], "answer"
    )
    assert [(one.kind, one.place.paragraph) for one in found] == [
        ("url", 0),
        ("kamerstuk", 0),
        ("document", 1),
    ]


def test_own_number_named_as_the_subject_is_no_reference() -> None:
    found = find_mentions(
        [Text("In antwoord op vraag 3 kan ik zeggen dat dit loopt. Zie ook vraag 5.")], own={3}
    )
    assert [mention.number for mention in found.references] == [5]
    assert found.also_answers == ()


def test_own_number_pointed_to_is_kept_as_printed() -> None:
    found = find_mentions([Text("Zie het antwoord op vraag 12.")], own={12})
    assert [mention.number for mention in found.references] == [12]


def test_numbers_answered_together_leave_out_the_own() -> None:
    found = find_mentions([Text("Ik beantwoord de vragen 3 en 4 gezamenlijk.")], own={3})
    assert [mention.number for mention in found.also_answers] == [4]


def test_reference_knows_its_place() -> None:
    paragraphs = [Text("Ja."), Text("Zie de antwoorden op de vragen 2, 6 en 8.")]
    found = find_mentions(paragraphs).references
    texts = [paragraphs[one.place.paragraph].text[one.place.start : one.place.end] for one in found]
    assert texts == ["2", "6", "8"]
    assert {one.text for one in found} == {"Zie de antwoorden op de vragen 2, 6 en 8"}
