"""A question list and the letter that answers it are one conversation, whichever came first."""

from __future__ import annotations

import msgspec
import pytest

from generator.archive.build import build_archive
from generator.archive.graph import Archive
from generator.ledger import Ledger
from generator.records import Document, FactionPart, Facts, Question, Sidecar
from tests.archive.cases import document, paragraphs, question

PATRIOT = (
    "Hoeveel Patriot-raketten uit de Nederlandse voorraad gaan er naar Oekraïne, en binnen welke termijn?"
)
STOCKS = (
    "Binnen welke termijn worden de eigen voorraden munitie weer aangevuld tot het niveau van voor de oorlog?"
)
DRONES = (
    "Welke stappen zet het kabinet om de productie van drones in Nederland samen met bedrijven op te schalen?"
)
CORPS = (
    "Welke gevolgen heeft de nieuwe rol van het legerkorps voor de inzetbaarheid van Nederlandse eenheden?"
)

LIST, LETTER, LATER = "2026-06-10-inbreng", "2026-06-17-antwoorden", "2026-07-01-correctie"
MEETING = Facts(meeting="NAVO Defensie Ministeriële", meeting_days=("2026-06-18",), chamber="Tweede Kamer")


def dated(day: str, **facts: str) -> Facts:
    return msgspec.structs.replace(MEETING, date=day, **facts)


def the_list(*questions: Question, **more: str) -> Document:
    return document(LIST, *questions, facts=dated("2026-06-10"), added=more.get("added", "2026-06-11"))


def the_letter(*questions: Question, **more: str) -> Document:
    return document(LETTER, *questions, facts=dated("2026-06-17"), added=more.get("added", "2026-06-18"))


def build(
    *documents: Document, ledger: Ledger | None = None, sidecars: dict[str, Sidecar] | None = None
) -> Archive:
    return build_archive({one.id: one for one in documents}, sidecars, ledger=ledger)


def in_turn(*steps: list[Document]) -> Archive:
    """Publish archives one after another, each with the ledger of the one before."""
    archive = build(*steps[0])
    for step in steps[1:]:
        archive = build(*step, ledger=archive.ledger)
        assert not [problem for problem in archive.problems if problem.severity == "error"]
    return archive


ITEMS = the_list(question("cda-1", PATRIOT, factions=["CDA"]), question("cda-2", DRONES, factions=["CDA"]))
ANSWERS = the_letter(
    question("1", PATRIOT, "Dat is vertrouwelijk.", factions=["CDA"]),
    question("2", DRONES, "Zie het antwoord op vraag 1.", factions=["CDA"], line=20),
)


def test_the_list_first() -> None:
    archive = in_turn([ITEMS], [ITEMS, ANSWERS])
    assert list(archive.questions) == [f"{LIST}/cda-1", f"{LIST}/cda-2"]
    first, second = archive.questions.values()
    assert (first.document, first.answer_document, first.number) == (LIST, LETTER, None)
    assert (first.asked_date, first.answer_date) == ("2026-06-10", "2026-06-17")
    assert first.answer[0].text == "Dat is vertrouwelijk."
    assert [(p.document, p.number, p.text) for p in first.printings] == [(LETTER, 1, PATRIOT)]
    assert [reference.target for reference in second.references] == [first.id]
    assert second.status.status == "reference"
    assert first.referred_by == (second.id,)
    assert [(r.id, r.target) for r in archive.redirects] == [
        (f"{LETTER}/1", first.id),
        (f"{LETTER}/2", second.id),
    ]
    assert archive.documents[LETTER].answers == (first.id, second.id)
    assert archive.documents[LETTER].asks == (first.id, second.id)


def test_the_letter_first() -> None:
    archive = in_turn([ANSWERS], [ITEMS, ANSWERS])
    assert list(archive.questions) == [f"{LETTER}/1", f"{LETTER}/2"]
    first = archive.questions[f"{LETTER}/1"]
    assert (first.asked_date, first.answer_date) == ("2026-06-10", "2026-06-17")
    assert [(p.document, p.number) for p in first.printings] == [(LIST, None)]
    assert {r.id: r.target for r in archive.redirects} == {
        f"{LIST}/cda-1": f"{LETTER}/1",
        f"{LIST}/cda-2": f"{LETTER}/2",
    }


def test_the_letter_first_by_a_minute() -> None:
    letter, items = (msgspec.structs.replace(one, added="2026-06-18") for one in (ANSWERS, ITEMS))
    archive = in_turn([letter], [letter, items], [letter, items], [items, letter])
    assert list(archive.questions) == [f"{LETTER}/1", f"{LETTER}/2"]


def test_a_list_without_a_date_stands_before_its_answers() -> None:
    undated = msgspec.structs.replace(ITEMS, facts=MEETING)
    agenda = document("2026-06-18-agenda", kind="agenda", facts=MEETING)
    (meeting,) = build(undated, ANSWERS, agenda).meetings.values()
    assert meeting.documents == ("2026-06-18-agenda", LIST, LETTER)


def test_both_at_once_is_the_list_first() -> None:
    assert list(build(ANSWERS, ITEMS).questions) == [f"{LIST}/cda-1", f"{LIST}/cda-2"]


def test_the_same_result_whenever_it_is_built_again() -> None:
    once = in_turn([ITEMS], [ITEMS, ANSWERS])
    again = build(ITEMS, ANSWERS, ledger=once.ledger)
    assert again == once


def test_an_item_split_over_several_numbers() -> None:
    items = the_list(
        question("cda-1", f"{PATRIOT} {STOCKS}", factions=["CDA"]),
        question("cda-2", DRONES, factions=["CDA"]),
    )
    letter = the_letter(
        question("1", PATRIOT, "Tien.", factions=["CDA"]),
        question("2", STOCKS, "Volgend jaar.", factions=["CDA"]),
        question("3", DRONES, "Veel.", factions=["CDA"]),
    )
    for archive in (in_turn([items], [items, letter]), in_turn([letter], [items, letter])):
        item = archive.questions[f"{LIST}/cda-1"]
        assert item.continued_as == (f"{LETTER}/1", f"{LETTER}/2")
        assert item.answer == ()
        assert item.status.status == "reference"
        meeting = next(iter(archive.meetings.values()))
        assert item.id not in meeting.questions
        assert len(meeting.questions) == 3
        assert len(archive.factions["cda"].questions) == 3


def test_a_part_of_an_item_is_asked_by_who_asked_the_item() -> None:
    items = the_list(question("cda-1", f"{PATRIOT} {STOCKS}", factions=["CDA"]))
    letter = the_letter(question("1", PATRIOT, "Tien."), question("2", STOCKS, "Volgend jaar."))
    archive = in_turn([items], [items, letter])
    parts = [archive.questions[f"{LETTER}/{number}"] for number in (1, 2)]
    assert [(part.factions, part.attribution) for part in parts] == [(("cda",), "heading")] * 2
    assert archive.factions["cda"].questions == tuple(part.id for part in parts)


def test_a_part_of_an_item_that_stands_in_another_list_as_well() -> None:
    items = the_list(question("v-1", f"{PATRIOT} {STOCKS} {CORPS}"))
    second = document(
        "2026-06-12-nader", question("cda-1", PATRIOT, factions=["CDA"]), facts=dated("2026-06-12")
    )
    letter = the_letter(
        question("1", PATRIOT, "Tien."), question("2", STOCKS, "Later."), question("3", CORPS, "Geen.")
    )
    archive = in_turn([items], [items, second], [items, second, letter])
    item = archive.questions[f"{LIST}/v-1"]
    assert item.continued_as == ("2026-06-12-nader/cda-1", f"{LETTER}/2", f"{LETTER}/3")
    assert archive.questions["2026-06-12-nader/cda-1"].answer[0].text == "Tien."


def test_items_joined_under_one_number() -> None:
    items = the_list(
        question("cda-1", PATRIOT, factions=["CDA"]), question("cda-2", STOCKS, factions=["CDA"])
    )
    letter = the_letter(question("1", f"{PATRIOT} {STOCKS}", "Tien, volgend jaar.", factions=["CDA"]))
    archive = in_turn([items], [items, letter])
    first, second = archive.questions.values()
    assert (first.id, second.id) == (f"{LIST}/cda-1", f"{LIST}/cda-2")
    assert first.answer == second.answer != ()
    assert (first.also_answers, second.also_answers) == ((second.id,), (first.id,))
    assert first.printings == second.printings
    assert [(r.id, r.target) for r in archive.redirects] == [(f"{LETTER}/1", first.id)]


def test_items_joined_under_a_number_that_was_published() -> None:
    items = the_list(
        question("cda-1", PATRIOT, factions=["CDA"]), question("cda-2", STOCKS, factions=["CDA"])
    )
    letter = the_letter(question("1", f"{PATRIOT} {STOCKS}", "Tien, volgend jaar.", factions=["CDA"]))
    archive = in_turn([letter], [items, letter])
    (entry,) = archive.questions.values()
    assert entry.id == f"{LETTER}/1"
    assert [printing.document for printing in entry.printings] == [LIST, LIST]


def test_another_order_and_another_spelling_of_the_faction() -> None:
    items = the_list(
        question("groep-jansen-1", PATRIOT, factions=["Groep Jansen"]),
        question("groep-jansen-2", DRONES, factions=["Groep Jansen"]),
    )
    letter = the_letter(
        question("1", DRONES, "Veel.", factions=["lid Jansen"]),
        question("2", PATRIOT, "Tien.", factions=["Jansen"]),
    )
    archive = build(items, letter)
    assert [entry.answer[0].text for entry in archive.questions.values()] == ["Tien.", "Veel."]
    assert list(archive.factions) == ["groep-jansen"]


def test_what_is_not_answered_is_shown_and_told() -> None:
    letter = the_letter(
        question("1", DRONES, "Veel.", factions=["CDA"]), question("2", CORPS, "Geen.", factions=["CDA"])
    )
    archive = build(ITEMS, letter)
    left = archive.questions[f"{LIST}/cda-1"]
    assert (left.status.status, left.answer) == ("pending", ())
    extra = archive.questions[f"{LETTER}/2"]
    assert [doubt.code for doubt in extra.doubts] == ["not-in-question-list"]
    told = [problem.message for problem in archive.problems if "question" in problem.message]
    assert told == [
        "1 of its questions have no answer in the letter that answers it: cda-1",
        "1 of its questions are not in the list: 2",
    ]


def test_two_factions_with_the_same_question() -> None:
    items = the_list(
        question("cda-1", PATRIOT, factions=["CDA"]), question("vvd-1", PATRIOT, factions=["VVD"])
    )
    letter = the_letter(
        question("1", PATRIOT, "Aan de VVD.", factions=["VVD"]),
        question("2", PATRIOT, "Aan het CDA.", factions=["CDA"]),
    )
    archive = build(items, letter)
    assert archive.questions[f"{LIST}/cda-1"].answer[0].text == "Aan het CDA."
    assert archive.questions[f"{LIST}/vvd-1"].answer[0].text == "Aan de VVD."


def test_two_like_questions_in_one_document_stay_two() -> None:
    archive = build(the_letter(question("1", PATRIOT, "Tien."), question("2", PATRIOT, "Elf.")))
    assert [entry.answer[0].text for entry in archive.questions.values()] == ["Tien.", "Elf."]


def test_another_meeting_is_another_conversation() -> None:
    other = document(
        "2026-02-10-antwoorden",
        question("1", PATRIOT, "Vijf.", factions=["CDA"]),
        facts=Facts(meeting="NAVO Defensie Ministeriële", meeting_days=("2026-02-11",), date="2026-02-10"),
    )
    archive = build(ITEMS, other)
    assert len(archive.meetings) == 2
    assert archive.questions[f"{LIST}/cda-1"].status.status == "pending"


def correction(*questions: Question) -> Document:
    return document(LATER, *questions, facts=dated("2026-07-01"), added="2026-07-02")


@pytest.mark.parametrize("stated", [True, False])
def test_a_letter_that_corrects_another(stated: bool) -> None:
    later = correction(
        question("1", PATRIOT, "Het zijn er twaalf.", factions=["CDA"]),
        question("2", DRONES, "Zie het antwoord op vraag 1.", factions=["CDA"]),
    )
    sidecars = {LATER: Sidecar(replaces=LETTER)} if stated else {}
    archive = build(ITEMS, ANSWERS, later, sidecars=sidecars)
    first, second = archive.questions.values()
    assert (first.answer_document, first.answer_date) == (LATER, "2026-07-01")
    assert [(e.document, e.date, e.paragraphs[0].text) for e in first.earlier_answers] == [
        (LETTER, "2026-06-17", "Dat is vertrouwelijk.")
    ]
    assert second.earlier_answers == ()  # word for word the same
    assert archive.documents[LETTER].replaced_by == (LATER if stated else None)


def test_a_correction_that_prints_one_of_many_answers() -> None:
    later = correction(question("1", PATRIOT, "Het zijn er twaalf.", factions=["CDA"]))
    archive = build(ITEMS, ANSWERS, later, sidecars={LATER: Sidecar(replaces=LETTER)})
    first, second = archive.questions.values()
    assert (first.answer_document, second.answer_document) == (LATER, LETTER)


def test_a_second_round_is_not_a_correction() -> None:
    second = correction(
        question("1", CORPS, "Geen.", factions=["CDA"]),
        question("2", STOCKS, "Volgend jaar.", factions=["CDA"]),
    )
    archive = build(ANSWERS, second)
    assert len(archive.questions) == 4


def test_a_report_that_prints_everything_again() -> None:
    report = document("2026-08-01-verslag", *ANSWERS.questions, kind="report", facts=dated("2026-08-01"))
    archive = build(ITEMS, ANSWERS, report)
    first = archive.questions[f"{LIST}/cda-1"]
    assert len(archive.questions) == 2
    assert (first.answer_document, first.earlier_answers) == (LETTER, ())
    assert [printing.document for printing in first.printings] == [LETTER, "2026-08-01-verslag"]


def test_answers_without_their_questions() -> None:
    items = document(LIST, question("1", PATRIOT), question("2", DRONES), facts=dated("2026-06-10"))
    letter = the_letter(question("1", "", "Tien."), question("2", "", "Veel."))
    archive = build(items, letter)
    assert [entry.answer[0].text for entry in archive.questions.values()] == ["Tien.", "Veel."]
    assert list(archive.questions) == [f"{LIST}/1", f"{LIST}/2"]


def test_the_surest_attribution_is_taken() -> None:
    letter = the_letter(question("1", PATRIOT, "Tien."))
    archive = in_turn([letter], [letter, the_list(question("cda-1", PATRIOT, factions=["CDA"]))])
    (entry,) = archive.questions.values()
    assert (entry.id, entry.factions, entry.attribution) == (f"{LETTER}/1", ("cda",), "heading")


def test_a_postponement_leaves_the_question_open() -> None:
    facts = Facts(date="2026-06-20", reference="2026Z00001", asked_date="2026-06-01")
    asked = document("2026-06-01-vragen", question("1", PATRIOT), facts=facts, procedure="kamervragen")
    later = msgspec.structs.replace(facts, postponement="Meer tijd nodig.")
    letter = document("2026-06-20-uitstel", facts=later, kind="postponement", procedure="kamervragen")
    (entry,) = build(asked, letter).questions.values()
    assert entry.status.status == "pending"
    assert entry.postponement is not None
    assert (entry.postponement.document, entry.postponement.text) == (letter.id, "Meer tijd nodig.")


def test_introductions_are_shown_once() -> None:
    def part(line: int, text: str, count: int) -> FactionPart:
        introduction = paragraphs(text, line)
        return FactionPart(
            name="CDA", lines=(line, line), introduction=introduction, questions=count, heading="CDA"
        )

    intro = "De leden van de CDA-fractie hebben met belangstelling kennisgenomen van de geannoteerde agenda."
    items = msgspec.structs.replace(ITEMS, parts=(part(1, intro, 2),))
    same = msgspec.structs.replace(ANSWERS, parts=(part(1, f"{intro} Zij hebben vragen.", 2),))
    other = msgspec.structs.replace(
        ANSWERS, parts=(part(1, "Zij danken de minister voor het werkbezoek in mei.", 2),)
    )
    (meeting,) = build(items, same).meetings.values()
    assert [(c.document, len(c.questions)) for c in meeting.contributions] == [(LIST, 2)]
    (meeting,) = build(items, other).meetings.values()
    assert [(c.document, len(c.questions)) for c in meeting.contributions] == [(LIST, 2), (LETTER, 0)]
