"""The id that is proposed for a new document."""

from __future__ import annotations

from datetime import date

import pytest

from generator.commands.naming import propose_id
from generator.keys import DOCUMENT_ID
from generator.records import Document, Facts
from tests.commands.records import record

TODAY = date(2026, 3, 4)


def so(kind: str, **facts: object) -> Document:
    return record(kind=kind, procedure="schriftelijk overleg", facts=Facts(**facts))  # type: ignore[arg-type]


def kv(kind: str, **facts: object) -> Document:
    return record(kind=kind, procedure="kamervragen", facts=Facts(**facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("document", "file", "expected"),
    [
        (
            so("answers", date="2026-02-10", meeting="RBZ Defensie"),
            "x.txt",
            "2026-02-10-beantwoording-rbz-defensie",
        ),
        (
            so("answers", asked_date="2025-10-08", meeting="NAVO-top (DMM)", meeting_days=("2025-10-15",)),
            "x.txt",
            "2025-10-15-beantwoording-navo-top",
        ),
        (
            so("questions", asked_date="2025-10-08", meeting="NAVO-top", meeting_days=("2025-10-15",)),
            "x.txt",
            "2025-10-08-inbreng-navo-top",
        ),
        (
            kv("answers", date="2024-11-18", title="Vragen van het lid A (SP) over overlast in Drenthe"),
            "x.pdf",
            "2024-11-18-antwoord-kamervragen-overlast-drenthe",
        ),
        (kv("postponement", date="2024-11-20"), "ah-600.docx", "2024-11-20-uitstel-kamervragen-ah-600"),
        (record(), "Brief met bijlage.txt", "2026-03-04-brief-bijlage"),
        (record(), "2025-01-02-oud.txt", "2025-01-02-oud"),
        (record(facts=Facts(date="2026-01-01")), "2025-01-02 Oud.txt", "2026-01-01-brief-oud"),
        (record(facts=Facts(title="Ë" * 300, date="2026-01-01")), "a", "2026-01-01-brief"),
        (record(facts=Facts(title="???")), "???", "2026-03-04-brief"),
    ],
)
def test_proposal(document: Document, file: str, expected: str) -> None:
    proposal = propose_id(document, file, (), TODAY)
    assert proposal.id == expected
    assert DOCUMENT_ID.match(proposal.id)


def test_taken_id_gets_a_number() -> None:
    document = so("answers", date="2026-02-10", meeting="NAVO")
    taken = ["2026-02-10-beantwoording-navo", "2026-02-10-beantwoording-navo-2"]
    assert propose_id(document, "x", taken, TODAY).id == "2026-02-10-beantwoording-navo-3"


def test_says_when_the_date_is_not_its_own() -> None:
    assert propose_id(so("answers", date="2026-02-10"), "x", (), TODAY).own_date
    assert not propose_id(so("answers", meeting_days=("2026-02-10",)), "x", (), TODAY).own_date
