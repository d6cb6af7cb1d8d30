"""Documents of one meeting come together; those of the next one stay apart."""

from __future__ import annotations

import msgspec
import pytest

from generator.archive.documents import describe
from generator.archive.meetings import MeetingPlan, plan_meetings
from generator.ledger import DocumentLedger, Ledger
from generator.records import Document, Facts, Sidecar
from generator.registers import Meeting
from tests.archive.cases import document, question

AGENDA = (
    "Defence Ministers Meeting (DMM), de Nuclear Planning Group (NPG) en de Ukraine Defence Contact Group"
)


def about(name: str, subject: str | None, *days: str, kind: str = "answers", **facts: str) -> Document:
    procedure = facts.pop("procedure", "schriftelijk overleg")
    known = Facts(meeting=subject, meeting_days=days, **facts)  # type: ignore[arg-type]
    return document(name, kind=kind, facts=known, procedure=procedure)


def plan(
    *documents: Document,
    registered: tuple[Meeting, ...] = (),
    sidecars: dict[str, Sidecar] | None = None,
    ledger: Ledger | None = None,
) -> MeetingPlan:
    known = sidecars or {}
    return plan_meetings([describe(one, known.get(one.id)) for one in documents], registered, ledger)


def together(first: Document, second: Document, **more: object) -> bool:
    forth = plan(first, second, **more)  # type: ignore[arg-type]
    back = plan(second, first, **more)  # type: ignore[arg-type]
    assert forth.of == back.of
    return forth.of[first.id] == forth.of[second.id]


def test_agenda_questions_and_answers_come_together() -> None:
    agenda = about("2026-06-05-agenda", AGENDA, "2026-06-18", kind="agenda")
    asked = about("2026-06-10-inbreng", "NAVO Defensie Ministeriële", "2026-06-18", kind="questions")
    answers = about(
        "2026-06-16-antwoorden", "bijeenkomst van NAVO-ministers van Defensie (DMM)", "2026-06-18"
    )
    found = plan(agenda, asked, answers)
    assert set(found.of.values()) == {next(iter(found.meetings))}
    assert next(iter(found.meetings)).startswith("2026-06-18-")
    assert [problem.severity for problem in found.problems] == ["warning"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (about("2026-06-01-a", "NAVO Defensie Ministeriële", "2026-06-18"),
         about("2026-10-01-b", "NAVO Defensie Ministeriële", "2026-10-15")),
        (about("2026-06-01-a", "NAVO Defensie Ministeriële", "2026-06-18"),
         about("2026-06-01-b", "Landbouw- en Visserijraad", "2026-06-18")),
        (about("2026-06-01-a", "Raad Buitenlandse Zaken", "2026-06-18", chamber="Tweede Kamer"),
         about("2026-06-01-b", "Raad Buitenlandse Zaken", "2026-06-18", chamber="Eerste Kamer")),
        (about("2026-06-01-a", "Ontwerpbegroting Defensie (X) over het jaar 2026"),
         about("2026-06-01-b", "Ontwerpbegroting Defensie (X) over het jaar 2027")),
        (about("2026-06-01-a", None), about("2026-06-02-b", None)),
    ],
)  # fmt: skip
def test_what_stays_apart(first: Document, second: Document) -> None:
    assert not together(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (about("2026-02-01-a", "Raad Buitenlandse Zaken Defensie", "2026-02-11", "2026-02-12"),
         about("2026-02-09-b", "Raad Buitenlandse Zaken (RBZ) Defensie, DMM", "2026-02-12")),
        (about("2026-06-01-a", "Ontwerpbegroting Defensie (X) over het jaar 2026", chamber="Eerste Kamer"),
         about("2026-06-09-b", "Begroting van Defensie (X) en DMF (K) 2026", chamber="Eerste Kamer")),
        (about("2026-06-01-a", "Raad Buitenlandse Zaken", "2026-06-18", chamber="Tweede Kamer"),
         about("2026-06-05-b", "Raad Buitenlandse Zaken", "2026-06-18")),
        (about("2026-06-01-a", "RBZ Ontwikkelingssamenwerking", "2026-06-18"),
         about("2026-06-09-b", "RBZ Ontwikkelingssamenwerking", date="2026-06-09")),
    ],
)  # fmt: skip
def test_what_comes_together(first: Document, second: Document) -> None:
    assert together(first, second)


def test_a_registered_meeting_is_found_by_an_alias() -> None:
    meeting = Meeting(
        id="2026-06-18-dmm", name="NAVO", days=("2026-06-18",), aliases=("Defence Ministers Meeting",)
    )
    found = plan(about("2026-06-01-a", AGENDA, "2026-06-18"), registered=(meeting,))
    assert found.of == {"2026-06-01-a": "2026-06-18-dmm"}
    assert (found.problems, found.registered) == ((), frozenset({"2026-06-18-dmm"}))


def test_two_meetings_that_fit_equally_are_none() -> None:
    twins = tuple(Meeting(id=f"2026-06-18-{x}", name="Raad Defensie", days=("2026-06-18",)) for x in "ab")
    found = plan(about("2026-06-01-a", "Raad Defensie", "2026-06-18"), registered=twins)
    assert found.of["2026-06-01-a"] == "2026-06-18-raad-defensie"


def test_the_sidecar_wins() -> None:
    found = plan(
        about("2026-06-01-a", "Raad Defensie", "2026-06-18"),
        sidecars={"2026-06-01-a": Sidecar(meeting="2026-06-18-anders")},
    )
    assert found.of["2026-06-01-a"] == "2026-06-18-anders"
    assert found.meetings["2026-06-18-anders"].name == "Raad Defensie"


def test_a_published_meeting_keeps_its_id() -> None:
    ledger = Ledger(
        documents={"2026-06-01-a": DocumentLedger(meetings=("2026-06-18-oud", "2026-06-18-ouder"))}
    )
    found = plan(about("2026-06-01-a", "Raad Defensie", "2026-06-18"), ledger=ledger)
    assert found.of["2026-06-01-a"] == "2026-06-18-oud"


def test_answers_and_replacements_belong_with_what_they_name() -> None:
    first, second = (
        about("2026-06-01-a", "Raad", "2026-06-18"),
        about("2026-07-09-b", None, date="2026-07-09"),
    )
    for sidecar in (Sidecar(answers="2026-06-01-a"), Sidecar(replaces="2026-06-01-a")):
        assert together(first, second, sidecars={"2026-07-09-b": sidecar})
    assert plan(second, sidecars={second.id: Sidecar(answers="2020-er-niet")}).of  # a name that leads nowhere


def test_one_case_number_is_one_set_of_questions() -> None:
    asked = about("2024-10-01-vragen", "Vragen over wolven", reference="2024Z11859", procedure="kamervragen")
    facts = Facts(date="2024-11-01", references=("2024Z11859",))
    answers = document("2024-11-01-antwoord", facts=facts, procedure="kamervragen")
    other = about("2024-10-02-vragen", "Vragen over wolven", reference="2024Z11860", procedure="kamervragen")
    assert together(asked, answers)
    assert not together(asked, other)


def test_written_questions_without_a_subject_go_by_their_number() -> None:
    one = document(
        "2024-11-20-x", facts=Facts(date="2024-11-20", reference="2024Z18285"), procedure="kamervragen"
    )
    found = plan(one)
    assert list(found.meetings) == ["2024-11-20-kamervragen-2024z18285"]
    assert found.meetings["2024-11-20-kamervragen-2024z18285"].name == "Kamervragen 2024Z18285"


def test_a_short_subject_is_enough_on_the_same_day() -> None:
    first, second = (
        about(f"2024-03-07-{x}", "Vragen over encryptie", date="2024-03-07", procedure="kamervragen")
        for x in "ab"
    )
    later = about("2024-03-09-c", "Vragen over encryptie", date="2024-03-09", procedure="kamervragen")
    assert together(first, second)
    assert not together(first, later)


def test_written_questions_are_found_by_their_subject() -> None:
    title = "Vragen van het lid {} aan de Minister van {} over quantumproof encryptie bij de overheid"
    asked = about(
        "2024-01-16-kv", title.format("Sneller (D66)", "Justitie"), date="2024-01-16", procedure="kamervragen"
    )
    answer = about(
        "2024-03-07-ah", title.format("Sneller", "BZK"), date="2024-03-07", procedure="kamervragen"
    )
    assert together(asked, answer)
    found = plan(asked, answer)
    assert list(found.meetings) == [
        "2024-01-16-kamervragen-quantumproof-encryptie-bij-overheid".replace("bij-", "")
    ]


def test_ids_of_made_meetings() -> None:
    title = "Vragen van de leden X (SP) aan de Minister over een werkbezoek van Tweede Kamerleden aan Drenthe"
    cases = {
        "2024-11-18-kamervragen-werkbezoek-drenthe": about(
            "2024-11-18-x", title, date="2024-11-18", procedure="kamervragen"
        ),
        "2026-06-18-navo-defensie-ministeriele": about(
            "2026-06-10-x", "NAVO Defensie Ministeriële", "2026-06-18"
        ),
        "2026-begroting-defensie-x-dmf-k-eerste-kamer": about(
            "2026-05-21-x", "Begroting van Defensie (X) en DMF (K) van het jaar 2026", chamber="Eerste Kamer"
        ),
    }  # fmt: skip
    for expected, one in cases.items():
        assert plan(one).of == {one.id: expected}


def test_two_made_meetings_never_share_an_id() -> None:
    one = about("2026-06-01-a", "Raad", "2026-06-18", chamber="Tweede Kamer")
    other = document(
        "2026-06-01-b", facts=msgspec.structs.replace(one.facts, chamber=None, meeting="De raad van")
    )
    third = document(
        "2026-06-01-c", facts=msgspec.structs.replace(one.facts, meeting="Raad"), procedure="kamervragen"
    )
    found = plan(one, other, third)
    assert len(set(found.meetings)) == len(found.meetings)


def test_a_document_about_nothing() -> None:
    found = plan(document("2026-06-01-losse-brief", question("1", "Waarom?"), facts=Facts()))
    assert found.of == {"2026-06-01-losse-brief": "2026-06-01-losse"}
