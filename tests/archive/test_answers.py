"""Status and commitments of small answers of our own making (``tests/labels/cases.yaml``), and their evidence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import msgspec
import msgspec.yaml
import pytest

from generator.archive.commitments import find_commitments
from generator.archive.status import status_of


class Text(NamedTuple):
    """A passage of one paragraph."""

    text: str


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    question: str
    answer: str
    status: str
    second: str | None = None
    letter: dt.date | None = None
    commitments: tuple[str, ...] = ()


CASES = msgspec.yaml.decode(
    (Path(__file__).parents[1] / "labels" / "cases.yaml").read_bytes(), type=tuple[Case, ...]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_status_of_the_answer(case: Case) -> None:
    found = status_of([Text(case.question)], [Text(case.answer)], None, case.letter)
    assert found.status in (case.status, case.second), found.sentence


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_commitments_in_the_answer(case: Case) -> None:
    found = find_commitments("d/1", [Text(case.answer)], case.letter)
    assert len(found) == len(case.commitments), found
    for number, (one, wanted) in enumerate(zip(found, case.commitments, strict=True), 1):
        begin, _, due = wanted.partition(" -> ")
        assert one.text.startswith(begin)
        assert one.id == f"d/1--t{number}"
        if due:
            assert one.due == due


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_label_shows_the_sentence_that_proves_it(case: Case) -> None:
    found = status_of([Text(case.question)], [Text(case.answer)], None, case.letter)
    assert (found.sentence is None) == (found.status in ("answered", "pending"))
    if found.place is not None:
        assert case.answer[found.place.start : found.place.end] == found.sentence
    for one in find_commitments("d/1", [Text(case.answer)], case.letter):
        assert case.answer[one.place.start : one.place.end] == one.text


def test_no_answer_is_pending() -> None:
    assert status_of([Text("Wat kost dit?")], []).status == "pending"
    assert status_of([Text("Wat kost dit?")], [Text("  ")]).status == "pending"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("De contractwaarde is commercieel vertrouwelijk.", "commercial"),
        ("Om redenen van operationele veiligheid kan ik hier niet op ingaan.", "operational-security"),
        ("Deze plannen zijn geclassificeerd.", "confidential"),
        ("Het kabinet doet hierover in het openbaar geen uitspraken.", "no-public-statement"),
        ("Het is niet aan mij om over andere landen te oordelen.", "not-this-minister"),
        ("Ik kan geen indicatie geven van het aantal.", "other"),
    ],
)
def test_reason_of_a_refusal(answer: str, reason: str) -> None:
    found = status_of([Text("Hoeveel zijn het er?")], [Text(answer)])
    assert (found.status, found.reason) == ("declined", reason)


def test_what_it_is_put_off_to() -> None:
    answer = [Text("In de Defensienota 2026, die voor de zomer verschijnt, gaat het kabinet hierop in.")]
    found = status_of([Text("Wat zijn de keuzes?")], answer, None, dt.date(2026, 5, 21))
    assert found.status == "deferred"
    assert found.deferred_to == "In de Defensienota 2026, voor de zomer"


def test_commitment_without_a_date_of_the_letter_has_no_date() -> None:
    found = find_commitments("d/1", [Text("Ik informeer uw Kamer uiterlijk eind maart.")], None)
    assert [(one.due, one.due_text) for one in found] == [(None, "uiterlijk eind maart")]


def test_period_beside_the_telling_counts() -> None:
    answer = "Op 26 september is er een bijeenkomst en ik verwacht uw Kamer dit najaar te informeren."
    found = find_commitments("d/1", [Text(answer)], dt.date(2026, 8, 22))
    assert [(one.due, one.due_text) for one in found] == [("2026-12-20", "dit najaar")]


def test_paper_and_its_season_are_one_moment() -> None:
    answer = "Defensie deelt nieuwe cijfers met uw Kamer in de Stand van Defensie in het najaar van 2026."
    found = find_commitments("d/1", [Text(answer)], dt.date(2026, 5, 21))
    assert found[0].due_text == "in de Stand van Defensie in het najaar van 2026"
    assert found[0].due == "2026-12-20"
