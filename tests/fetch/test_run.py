"""Runs of ``fetch`` against the service as it should be, and as it is on its bad days."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.fetch.client import Manners
from generator.fetch.retrying import Backoff
from generator.fetch.run import QUESTION, Taken
from generator.problems import ContentError
from tests.fetch import server
from tests.fetch.conftest import QUICK, Desk


def fill(desk: Desk, number: int) -> None:
    for i in range(1, number + 1):
        desk.service.add(server.word_file(f"document {i}"))


# ---------------------------------------------------------------------- as it should be


def test_everything_new_is_fetched_over_all_pages_and_handed_over_with_what_is_known(desk: Desk) -> None:
    fill(desk, 8)
    report = desk.run()
    assert desk.names == [f"2026D{i:05d}.docx" for i in range(1, 9)]
    assert (report.listed, report.ours, report.broken) == (8, 8, None)
    first = desk.taken[0].sidecar
    assert first.title == "Verslag van een schriftelijk overleg over onderwerp 1"
    assert (first.date, first.chamber) == ("2026-02-02", "Tweede Kamer")
    assert first.committee == "vaste commissie voor Defensie"
    assert first.identifiers == ("kst-21501-28-201", "2026D00001", "2026Z00001")
    assert (first.dossiers, first.activities) == (("21501-28",), ("2026A00001",))
    assert first.url == "https://www.tweedekamer.nl/kamerstukken/detail?id=2026D00001&did=2026D00001"
    assert desk.contents["2026D00001.docx"] == server.word_file("document 1")


def test_nothing_is_fetched_twice(desk: Desk) -> None:
    fill(desk, 4)
    desk.run()
    before = desk.state_path.read_bytes()
    report = desk.run()
    assert report.events == ()
    assert desk.service.requests("file") == 4
    assert desk.state_path.read_bytes() == before


def test_a_later_run_takes_up_where_the_last_one_ended(desk: Desk) -> None:
    fill(desk, 2)
    desk.run()
    desk.service.add(server.word_file("new"), day="2026-06-18")
    desk.run()
    asked = [headers[":path"] for kind, headers in desk.service.asked if kind == "first"]
    assert "GewijzigdOp%20ge%202026-01-20T09:02:06%2B01:00" in asked[-1].replace("%3A", ":")
    assert desk.names[2:] == ["2026D00003.docx"]


def test_a_new_version_is_fetched_and_says_what_it_replaces(desk: Desk) -> None:
    fill(desk, 1)
    desk.run()
    row = desk.service.records[0]
    row["HuidigeDocumentVersie"] = {"Id": "v2-1", "Versienummer": 2}
    row["GewijzigdOp"] = "2026-03-01T10:00:00+01:00"
    desk.service.files[row["Id"]] = server.word_file("better")
    row["ContentLength"] = len(server.word_file("better"))
    desk.run()
    assert [delivery.replaces for delivery in desk.taken] == [None, "archive-2026D00001.docx"]


def test_a_record_that_changed_but_not_its_file_is_left_alone(desk: Desk) -> None:
    fill(desk, 1)
    desk.run()
    desk.service.records[0]["GewijzigdOp"] = "2026-03-01T10:00:00+01:00"
    assert desk.run().events == ()


def test_one_file_under_two_numbers_is_taken_in_once(desk: Desk) -> None:
    desk.service.add(server.word_file("same"))
    desk.service.add(server.word_file("same"))
    report = desk.run()
    assert [event.outcome for event in report.events] == ["added", "same"]
    assert report.events[1].document == "archive-2026D00001.docx"


def test_askers_of_questions_by_members(desk: Desk) -> None:
    people = [
        {
            "ActorNaam": "J. Jansen",
            "ActorFractie": "D66",
            "Functie": "Tweede Kamerlid",
            "Relatie": "Indiener",
        },
        {
            "ActorNaam": "P. Pieters",
            "ActorFractie": "CDA",
            "Functie": "Tweede Kamerlid",
            "Relatie": "Medeindiener",
        },
        {"ActorNaam": "M. Bewind", "Functie": "minister van Defensie", "Relatie": "Gericht aan"},
    ]
    desk.service.add(
        server.pdf_file("vragen"),
        Soort="Schriftelijke vragen",
        Activiteit=[],
        Zaak=[{"Nummer": "2026Z00009", "ZaakActor": people}],
        ContentType="application/pdf",
    )
    desk.service.add(
        server.pdf_file("anders"),
        Soort="Schriftelijke vragen",
        Activiteit=[],
        Zaak=[{"Nummer": "2026Z00010", "ZaakActor": people[:2]}],
    )
    desk.run()
    assert desk.names == ["2026D00001.pdf"], "the other was asked of nobody that this committee deals with"
    assert [(p.name, p.office) for p in desk.taken[0].sidecar.askers] == [
        ("J. Jansen", "D66"),
        ("P. Pieters", "CDA"),
    ]


def test_a_postponement_and_a_letter_with_answers_are_taken_and_other_letters_not(desk: Desk) -> None:
    minister = [{"ActorNaam": "M. B.", "Functie": "minister van Defensie", "Relatie": "Eerste ondertekenaar"}]
    desk.service.add(
        server.pdf_file("uitstel"),
        Soort="Mededeling (uitstel antwoord)",
        DocumentActor=minister,
        Activiteit=[],
    )
    desk.service.add(
        server.pdf_file("brief"),
        Soort="Brief regering",
        Activiteit=[],
        DocumentActor=minister,
        Onderwerp="Beantwoording vragen schriftelijk overleg RBZ Defensie",
    )
    desk.service.add(
        server.pdf_file("fregat"),
        Soort="Brief regering",
        Activiteit=[],
        DocumentActor=minister,
        Onderwerp="Levering van een fregat",
    )
    report = desk.run()
    assert desk.names == ["2026D00001.pdf", "2026D00002.pdf"]
    assert (report.listed, report.ours) == (3, 2)


def attachment(number: int, subject: str, **fields: Any) -> dict[str, Any]:
    made = {
        "Id": server.identifier(number), "Soort": "Bijlage", "DocumentNummer": f"2026D{number:05d}", "Titel": subject,
        "Onderwerp": subject, "Datum": None, "ContentType": "application/pdf", "ContentLength": None,
        "GewijzigdOp": "2026-02-11T08:00:00+01:00", "Verwijderd": False,
    }  # fmt: skip
    return made | fields


def test_answers_that_come_with_a_letter_are_taken_and_what_else_comes_with_it_is_not(desk: Desk) -> None:
    letter = desk.service.add(
        server.pdf_file("brief"),
        Soort="Brief regering",
        Onderwerp="Beantwoording vragen schriftelijk overleg RBZ Defensie",
        BijlageDocument=[
            attachment(901, "Antwoorden op vragen schriftelijk overleg RBZ Defensie"),
            attachment(902, "Beslisnota bij de brief"),
            attachment(903, "Antwoorden op vragen", Verwijderd=True),
            "no record",
        ],
    )
    answers = server.identifier(901)
    desk.service.files[answers] = server.pdf_file("antwoorden")
    desk.service.faults["file"] = [lambda handler: False, server.status(404)]
    assert desk.run().count("gone") == 1
    desk.service.records[0]["BijlageDocument"][0]["GewijzigdOp"] = "2026-02-12T08:00:00+01:00"
    report = desk.run()
    assert desk.names == ["2026D00001.pdf", "2026D00901.pdf"]
    assert report.ours == 2
    taken = desk.taken[1].sidecar
    assert taken.title == "Antwoorden op vragen schriftelijk overleg RBZ Defensie"
    assert (taken.committee, taken.date) == ("vaste commissie voor Defensie", letter["Datum"][:10])
    assert taken.dossiers == desk.taken[0].sidecar.dossiers
    assert desk.run().events == (), "nor is it taken twice"


def test_an_attachment_that_did_not_come_is_asked_for_again_though_its_letter_came(desk: Desk) -> None:
    desk.service.add(
        server.pdf_file("brief"),
        Soort="Brief regering",
        Onderwerp="Beantwoording vragen schriftelijk overleg RBZ Defensie",
        BijlageDocument=[attachment(901, "Antwoorden op vragen schriftelijk overleg RBZ Defensie")],
    )
    desk.service.files[server.identifier(901)] = server.pdf_file("antwoorden")
    desk.service.faults["file"] = [lambda handler: False, *[server.status(500)] * 4]
    assert desk.run().count("failed") == 1
    assert desk.run().count("added") == 1
    assert desk.names == ["2026D00001.pdf", "2026D00901.pdf"]


def test_other_committees_are_left_alone(desk: Desk) -> None:
    other = [{"Nummer": "2026A00001", "Soort": "Inbreng schriftelijk overleg", "Voortouwafkorting": "FIN"}]
    desk.service.add(server.word_file("geld"), Activiteit=other)
    assert desk.run().ours == 0


def test_dates_bound_what_is_listed_and_summer_time_costs_no_day(desk: Desk) -> None:
    for day, zone in (
        ("2026-06-30", "+02:00"),
        ("2026-07-01", "+02:00"),
        ("2026-07-02", "+02:00"),
        ("2026-07-03", "+02:00"),
    ):
        desk.service.add(server.word_file(day), day=day, Datum=f"{day}T00:00:00{zone}")
    desk.run(since=date(2026, 7, 1), until=date(2026, 7, 2))
    assert [delivery.sidecar.date for delivery in desk.taken] == ["2026-07-01", "2026-07-02"]
    assert desk.state.committees == {}, "a period with an end says nothing of what lies beyond it"


def test_a_dry_run_downloads_and_writes_nothing(desk: Desk) -> None:
    fill(desk, 2)
    report = desk.run(dry_run=True)
    assert [event.outcome for event in report.events] == ["would", "would"]
    assert desk.service.requests("file") == 0
    assert not desk.state_path.exists()


def test_a_limit_ends_the_run_and_the_next_goes_on(desk: Desk) -> None:
    fill(desk, 5)
    desk.run(limit=2)
    assert len(desk.names) == 2
    desk.run(limit=2)
    desk.run()
    assert desk.names == [f"2026D{i:05d}.docx" for i in range(1, 6)]


def test_an_earlier_start_looks_at_everything_again(desk: Desk) -> None:
    desk.service.add(server.word_file("old"), day="2025-11-05")
    desk.service.add(server.word_file("new"), day="2026-11-05")
    desk.run()
    desk.run(since=date(2025, 1, 1))
    assert desk.names == ["2026D00002.docx", "2026D00001.docx"]


def test_requests_say_who_asks_and_keep_a_distance(desk: Desk) -> None:
    fill(desk, 2)
    desk.run(Manners(user_agent="Kamerspiegel/1 (+mailto:x)", interval=5, backoff=Backoff(attempts=1)))
    assert {headers["user-agent"] for _, headers in desk.service.asked} == {"Kamerspiegel/1 (+mailto:x)"}
    assert len(desk.slept) == len(desk.service.asked) - 1
    assert all(wait > 4 for wait in desk.slept)


# ---------------------------------------------------------------------- bad days


def test_passing_errors_are_tried_again_with_growing_waits(desk: Desk) -> None:
    fill(desk, 1)
    desk.service.faults["first"] = [server.status(500), server.status(503), server.hang_up]
    desk.service.faults["file"] = [server.status(502), server.hang_up]
    assert desk.run().count("added") == 1
    assert desk.slept == [2.0, 4.0, 8.0, 2.0, 4.0]
    assert any("An error has occurred" in line for line in desk.said)


def test_the_service_says_how_long_to_wait(desk: Desk) -> None:
    fill(desk, 1)
    desk.service.faults["first"] = [server.status(429, Retry_After="17")]
    desk.run()
    assert desk.slept == [17.0]


def test_a_service_that_wants_hours_ends_the_run(desk: Desk) -> None:
    fill(desk, 1)
    desk.service.faults["first"] = [server.status(503, Retry_After="7200")]
    report = desk.run()
    assert report.broken is not None
    assert "7200" in report.broken
    assert desk.slept == []


def test_a_service_that_stays_down_ends_the_run_with_one_message(desk: Desk) -> None:
    fill(desk, 1)
    desk.service.faults["first"] = [server.status(500, "Execution Timeout Expired.")] * 9
    report = desk.run()
    assert report.broken is not None
    assert "Execution Timeout Expired." in report.broken
    assert desk.service.requests("first") == 4
    assert not desk.state_path.exists()


def test_silence_is_given_up_and_asked_again(desk: Desk) -> None:
    fill(desk, 1)
    desk.service.faults["file"] = [server.silence(1.5)]
    assert desk.run().count("added") == 1
    assert any("no answer in time" in line for line in desk.said)


def test_a_file_that_drips_is_given_up(desk: Desk) -> None:
    fill(desk, 1)
    data = server.word_file("document 1")
    desk.service.faults["file"] = [server.drip(data, 0.05)] * 2
    quick = msgspec.structs.replace(QUICK, deadline=0.2, backoff=Backoff(attempts=2))
    report = desk.run(quick)
    assert [event.outcome for event in report.events] == ["failed"]
    assert "still not whole" in report.events[0].message
    assert desk.run().count("added") == 1, "and tried again in the next run"


def test_a_question_the_service_does_not_take_is_asked_more_plainly(desk: Desk) -> None:
    fill(desk, 1)
    desk.service.nested = False
    assert desk.run().count("added") == 1
    assert any("plainer" in line for line in desk.said)


def test_a_question_it_takes_in_no_form_ends_the_run(desk: Desk) -> None:
    desk.service.faults["first"] = [
        server.status(400, "The node count limit of '100' has been exceeded.")
    ] * 2
    report = desk.run()
    assert report.broken is not None
    assert "node count limit" in report.broken


def test_an_unknown_committee_is_said_so(desk: Desk) -> None:
    report = desk.run(committee="XYZ'")
    assert report.broken is not None
    assert 'no committee "XYZ\'"' in report.broken


@pytest.mark.parametrize(
    "fault",
    [
        server.status(500),
        server.body(b'{"value": [', Content_Type="application/json"),
        server.body(b"<html>Onderhoud</html>"),
        server.page(value="nothing"),
        server.body(b'["no page"]'),
    ],
    ids=["error", "half JSON", "a web page", "no records", "no object"],
)
def test_a_next_page_that_cannot_be_had_is_gone_around(desk: Desk, fault: server.Fault) -> None:
    fill(desk, 8)
    desk.service.faults["next"] = [fault] * 4
    report = desk.run()
    assert report.broken is None
    assert len(set(desk.names)) == len(desk.names) == 8
    assert any("asked for anew" in line for line in desk.said)


@pytest.mark.parametrize(
    "link", ["SELF", "https://example.org/OData/v4/2.0/Document?x", 7, "../../../secret"]
)
def test_links_that_lead_back_or_elsewhere_are_not_followed(desk: Desk, link: Any) -> None:
    fill(desk, 8)

    def wrong(handler: server.Handler) -> bool:
        target = f"http://{handler.headers['Host']}{handler.path}" if link == "SELF" else link
        server.page(value=[], next=target)(handler)
        return True

    desk.service.faults["next"] = [wrong]
    report = desk.run()
    assert report.broken is None
    assert len(desk.names) == 8


def test_pages_that_end_too_soon_are_noticed_by_the_number_announced(desk: Desk) -> None:
    fill(desk, 8)
    rows = desk.service.records[:3]
    desk.service.faults["first"] = [server.page(value=rows, count=8)]
    assert desk.run().broken is None
    assert len(desk.names) == 8


def test_a_list_that_never_comes_whole_ends_the_run_and_keeps_what_came(desk: Desk) -> None:
    fill(desk, 8)
    desk.service.faults["first"] = [server.page(value=desk.service.records[:2], count=8)] * 20
    report = desk.run()
    assert report.broken is not None
    assert "does not come whole" in report.broken
    assert len(desk.names) == 2
    assert desk.state.committees == {}
    desk.service.faults.clear()
    desk.run()
    assert len(desk.names) == 8


def test_a_page_that_repeats_records_takes_none_twice(desk: Desk) -> None:
    fill(desk, 3)
    desk.service.faults["first"] = [server.page(value=desk.service.records * 2)]
    desk.run()
    assert len(desk.names) == 3


def test_records_of_another_shape_harm_nothing(desk: Desk) -> None:
    fill(desk, 1)
    odd: list[Any] = [
        None,
        7,
        {},
        {"Id": "../../etc/passwd"},
        {"Id": server.identifier(89), "GewijzigdOp": "2026-13-01T00:00:00Z"},
        {
            "Id": server.identifier(90),
            "Soort": 3,
            "Zaak": {"a": 1},
            "Activiteit": [None],
            "GewijzigdOp": "' or 1 eq 1",
        },
        server.record(
            91, Kamerstukdossier=[{"Nummer": None}], Volgnummer=-1, DocumentNummer="../x", Zaak=None
        ),
    ]
    desk.service.faults["first"] = [server.page(value=[*odd, *desk.service.records])]
    desk.service.files[server.identifier(91)] = server.word_file("odd")
    desk.run()
    assert desk.names == [f"{server.identifier(91)}.docx", "2026D00001.docx"]
    assert desk.taken[0].sidecar.identifiers == ()
    assert desk.taken[0].sidecar.url is None


def test_a_record_deleted_between_list_and_file(desk: Desk) -> None:
    desk.service.add(None)
    report = desk.run()
    assert [event.outcome for event in report.events] == ["gone"]
    assert desk.run().events == ()


def test_a_deleted_record_on_the_page_is_noted_and_the_archive_keeps_it(desk: Desk) -> None:
    fill(desk, 2)
    desk.run()
    gone = dict.fromkeys(desk.service.records[0])
    desk.service.records[0] = {**gone, "Id": server.identifier(1), "Verwijderd": True, "listed": True}
    report = desk.run()
    assert [(event.outcome, event.document) for event in report.events] == [
        ("gone", "archive-2026D00001.docx")
    ]
    assert "stays in the archive" in report.events[0].message
    assert desk.run().events == ()


def test_pdf_instead_of_word_is_named_by_its_bytes(desk: Desk) -> None:
    desk.service.add(server.pdf_file("toch pdf"))
    report = desk.run()
    assert desk.names == ["2026D00001.pdf"]
    assert "announced as docx, is pdf" in report.events[0].message


def test_another_length_than_the_record_says_is_remarked(desk: Desk) -> None:
    desk.service.add(server.word_file("x"), ContentLength=99)
    report = desk.run()
    assert report.events[0].outcome == "added"
    assert "announced as 99 bytes" in report.events[0].message


@pytest.mark.parametrize(
    "data", [b"", b"<html>Service unavailable</html>", b"%PDF-1.7 half of it", b"PK\x03\x04 half"]
)
def test_what_is_no_whole_document_is_not_handed_over(desk: Desk, data: bytes) -> None:
    fill(desk, 1)
    desk.service.faults["file"] = [server.body(data)]
    report = desk.run()
    assert [event.outcome for event in report.events] == ["failed"]
    assert desk.names == []
    assert desk.run().count("added") == 1


def test_a_broken_download_goes_on_where_it_stopped(desk: Desk) -> None:
    fill(desk, 1)
    data = server.word_file("document 1")
    desk.service.faults["file"] = [server.cut(data, 100, etag=f'"{hash(data)}"')]
    desk.run()
    asked = [headers.get("range") for kind, headers in desk.service.asked if kind == "file"]
    assert asked == [None, "bytes=100-"]
    assert desk.contents["2026D00001.docx"] == data


def test_a_broken_download_goes_on_in_the_next_run(desk: Desk) -> None:
    fill(desk, 1)
    data = server.word_file("document 1")
    desk.service.faults["file"] = [server.cut(data, 100, etag=f'"{hash(data)}"'), *[server.status(500)] * 3]
    assert desk.run().count("failed") == 1
    assert desk.run().count("added") == 1
    asked = [headers.get("range") for kind, headers in desk.service.asked if kind == "file"]
    assert asked[-1] == "bytes=100-"
    assert desk.contents["2026D00001.docx"] == data
    assert list((desk.folder / "downloads").iterdir()) == []


def test_a_part_of_another_version_is_not_continued(desk: Desk) -> None:
    fill(desk, 1)
    data = server.word_file("document 1")
    desk.service.faults["file"] = [server.cut(b"y" * 500, 100, etag='"old"')]
    desk.run()
    assert desk.contents["2026D00001.docx"] == data


def test_a_wrong_range_starts_again(desk: Desk) -> None:
    fill(desk, 1)
    data = server.word_file("document 1")

    def wrong_range(handler: server.Handler) -> bool:
        handler.send(206, data[50:], {"Content-Range": f"bytes 50-{len(data) - 1}/{len(data)}"})
        return True

    desk.service.faults["file"] = [server.cut(data, 100, etag=f'"{hash(data)}"'), wrong_range]
    desk.run()
    assert desk.contents["2026D00001.docx"] == data


def test_a_length_that_is_never_reached_fails_and_is_left_alone_after_some_runs(desk: Desk) -> None:
    fill(desk, 1)
    data = server.word_file("document 1")
    quick = msgspec.structs.replace(QUICK, backoff=Backoff(attempts=1))
    for _ in range(7):
        desk.service.faults["file"] = [server.body(data, Content_Length=str(len(data) + 10))] * 3
        desk.run(quick)
    assert desk.service.requests("file") == 5
    assert desk.state.documents[server.identifier(1)].attempts == 5
    desk.service.faults.clear()
    assert desk.run(again=True).count("added") == 1


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_that_is_too_large_is_refused_once(desk: Desk, announced: bool) -> None:
    data = server.word_file("x" * 1000)
    desk.service.add(data, ContentLength=len(data) if announced else 10)
    report = desk.run(largest=200)
    assert [event.outcome for event in report.events] == ["refused"]
    assert desk.run(largest=200).events == ()
    assert list((desk.folder / "downloads").glob("*")) == []


def test_what_add_cannot_read_is_refused_and_asked_again_only_on_request(desk: Desk) -> None:
    fill(desk, 1)
    desk.answer = lambda _: Taken(outcome="refused", message="no text in it")
    report = desk.run()
    assert [(event.outcome, event.message) for event in report.events] == [("refused", "no text in it")]
    assert desk.run().events == ()
    desk.answer = lambda _: Taken(outcome="added", document="a")
    assert desk.run(again=True).count("added") == 1


def test_a_failure_half_way_loses_nothing(desk: Desk) -> None:
    fill(desk, 6)

    def third_fails(delivery: Any) -> Taken:
        if len(desk.taken) == 3:
            raise KeyboardInterrupt
        return Taken(outcome="added", document=delivery.name)

    desk.answer = third_fails
    with pytest.raises(KeyboardInterrupt):
        desk.run()
    assert len(desk.state.documents) == 2
    desk.answer = lambda delivery: Taken(outcome="added", document=delivery.name)
    desk.run()
    assert desk.names == [f"2026D{i:05d}.docx" for i in (1, 2, 3, 3, 4, 5, 6)]


def test_one_bad_file_does_not_hold_up_the_others(desk: Desk) -> None:
    fill(desk, 3)
    desk.service.faults["file"] = [server.status(403)]
    report = desk.run()
    assert [event.outcome for event in report.events] == ["failed", "added", "added"]
    desk.run()
    assert desk.names == ["2026D00002.docx", "2026D00003.docx", "2026D00001.docx"]


def test_a_file_that_keeps_failing_is_asked_for_again_though_the_list_goes_on(desk: Desk) -> None:
    desk.service.add(server.word_file("old"), day="2026-02-01")
    desk.service.add(server.word_file("new"), day="2026-10-01")
    desk.service.faults["file"] = [server.status(403)]
    desk.run()
    desk.run()
    assert desk.names == ["2026D00002.docx", "2026D00001.docx"]


def test_redirects_to_another_host_are_not_followed(desk: Desk) -> None:
    fill(desk, 1)

    def elsewhere(handler: server.Handler) -> bool:
        handler.send(302, b"", {"Location": "http://127.0.0.1:9/secret"})
        return True

    desk.service.faults["file"] = [elsewhere]
    report = desk.run()
    assert "another host" in report.events[0].message


def test_the_state_is_for_people_too(desk: Desk) -> None:
    fill(desk, 2)
    desk.run()
    text = desk.state_path.read_text()
    assert text.endswith("}\n")
    kept = json.loads(text)
    assert list(kept) == ["committees", "documents", "schema_version"]
    assert kept["committees"]["DEF"] == {
        "changed": "2026-02-03T09:02:06.79+01:00",
        "question": QUESTION,
        "since": "2026-01-01",
    }


def test_a_state_that_cannot_be_read_is_said_so(desk: Desk, tmp_path: Path) -> None:
    desk.state_path.parent.mkdir()
    desk.state_path.write_text('{"documents": 3}')
    with pytest.raises(ContentError, match=r"fetch-state\.json"):
        desk.run()
