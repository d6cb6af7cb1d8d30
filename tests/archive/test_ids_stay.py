"""An id stays with its text, never moves to another question, and never disappears."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from generator.archive import ids
from generator.archive.ids import Rebinding, published_entry, rebind
from generator.ledger import DocumentLedger, Ledger, LedgerEntry
from generator.problems import Problem
from generator.records import Document, FactionPart, Paragraph
from tests.archive.cases import document, question

PATRIOT = "Hoeveel Patriot-raketten uit de Nederlandse voorraad worden aan Oekraïne geleverd en wanneer?"
DRONES = "Welke stappen zet het kabinet om de productie van drones in Nederland op te schalen?"
ARCTIC = "Wat waren de bevindingen van de verkenningsmissie van twee officieren op Groenland?"
NAME = "2026-02-10-brief"


class Published(msgspec.Struct, frozen=True):
    """An id as it is about to be published."""

    id: str
    text: str = ""
    alias: str | None = None


def reconcile(
    ledger: Ledger, new: list[Published], meetings: dict[str, str]
) -> tuple[Ledger, tuple[Problem, ...]]:
    documents: dict[str, dict[str, LedgerEntry]] = {}
    for one in new:
        document, _, key = one.id.partition("/")
        documents.setdefault(document, {})[key] = published_entry(one.text, one.alias)
    texts = {one.id: one.text for one in new}
    now = Ledger(documents={name: DocumentLedger(questions=keys) for name, keys in documents.items()})
    return ids.reconcile(ledger, now, meetings, lambda question: texts.get(question, ""))


def published(record: Document) -> DocumentLedger:
    ledger, problems = reconcile(Ledger(), publications(record), {NAME: "m"})
    assert problems == ()
    return ledger.documents[NAME]


def publications(record: Document) -> list[Published]:
    return [Published(id=f"{NAME}/{one.key}", text=one.text) for one in record.questions]


def keys(result: Rebinding) -> list[str]:
    return [one.key for one in result.document.questions]


OLD = document(NAME, question("1", PATRIOT), question("2", DRONES), question("3", ARCTIC))


def test_a_first_reading_keeps_the_keys_of_the_reader() -> None:
    result = rebind(OLD, DocumentLedger())
    assert (result.document, result.lost) == (OLD, ())


def test_the_same_reading_changes_nothing() -> None:
    result = rebind(OLD, published(OLD), OLD)
    assert result == Rebinding(document=OLD, ledger=published(OLD))


def test_ids_follow_their_texts_when_the_reader_numbers_otherwise() -> None:
    new = document(NAME, question("1", "Inleidende vraag over iets heel anders?"), question("2", PATRIOT),
                   question("3", DRONES), question("4", ARCTIC))  # fmt: skip
    result = rebind(new, published(OLD), OLD)
    assert keys(result) == ["1-b", "1", "2", "3"]
    assert result.kept == (("1", "1-b"), ("2", "1"), ("3", "2"), ("4", "3"))
    assert result.lost == ()


def test_a_text_read_better_keeps_its_id() -> None:
    better = PATRIOT.replace(" en wanneer?", ", en wanneer gebeurt dat? Wat betekent dat voor de gereedheid?")
    result = rebind(
        document(NAME, question("7", better), question("2", DRONES), question("3", ARCTIC)),
        published(OLD),
        OLD,
    )
    assert keys(result) == ["1", "2", "3"]
    assert result.changed == ("1",)


def test_a_text_read_better_without_the_old_record() -> None:
    result = rebind(document(NAME, question("9", PATRIOT + " Graag een toelichting.")), published(OLD))
    assert keys(result) == ["1"]


def test_another_question_never_gets_a_published_id() -> None:
    new = document(
        NAME, question("1", "Bent u bekend met het bericht over de marine?"), question("2", DRONES)
    )
    result = rebind(new, published(OLD), OLD)
    assert keys(result) == ["1-b", "2"]
    assert [(lost.key, lost.suggestion) for lost in result.lost] == [("1", None), ("3", None)]


def test_a_question_taken_into_another_gets_a_suggestion() -> None:
    new = document(NAME, question("1", f"{PATRIOT}\n\n{DRONES}"), question("3", ARCTIC))
    result = rebind(new, published(OLD), OLD)
    assert keys(result) == ["1", "3"]
    assert [(lost.key, lost.suggestion) for lost in result.lost] == [("2", "1")]


def test_the_same_text_twice_keeps_both_ids_in_order() -> None:
    twice = document(NAME, question("1", DRONES), question("2", PATRIOT), question("3", DRONES))
    new = document(NAME, question("5", DRONES), question("6", PATRIOT), question("7", DRONES))
    assert keys(rebind(new, published(twice), twice)) == ["1", "2", "3"]


def test_a_withdrawn_id_is_not_given_again() -> None:
    ledger = DocumentLedger(questions={"1": LedgerEntry(gone="stond er twee keer")})
    assert keys(rebind(document(NAME, question("1", PATRIOT)), ledger)) == ["1-b"]


def test_keys_inside_the_record_follow() -> None:
    part = FactionPart(
        name="D66", lines=(1, 9), context=(("2", Paragraph(text="Toelichting.", lines=(2, 2))),)
    )
    inferred = msgspec.structs.replace(
        question("3", ARCTIC), attribution="inferred", attribution_evidence="2"
    )
    new = document(NAME, question("2", PATRIOT), inferred, parts=(part,))
    result = rebind(new, published(OLD), OLD).document
    assert result.parts[0].context[0][0] == "1"
    assert result.questions[1].attribution_evidence == "1"


# ------------------------------------------------------------------ building an archive


def broken(ledger: Ledger, new: list[Published], meetings: dict[str, str] | None = None) -> list[str]:
    after, problems = reconcile(ledger, new, {NAME: "m"} if meetings is None else meetings)
    assert all(
        after.find(one) == entry for one, entry in ledger.items() if problems and one in problems[0].message
    )
    return [problem.message for problem in problems]


LEDGER = Ledger(documents={NAME: published(OLD)})


def test_publishing_again_changes_nothing() -> None:
    assert reconcile(LEDGER, publications(OLD), {NAME: "m"}) == (LEDGER, ())


def test_a_new_question_is_added() -> None:
    new = [
        *publications(OLD),
        Published(id=f"{NAME}/4", text="Nieuw?"),
        Published(id=f"{NAME}/5", alias=f"{NAME}/4"),
    ]
    ledger, problems = reconcile(LEDGER, new, {NAME: "m"})
    assert problems == ()
    assert list(ledger.documents[NAME].questions) == ["1", "2", "3", "4", "5"]


def test_an_id_that_would_disappear_breaks_the_build() -> None:
    assert broken(LEDGER, publications(OLD)[:2]) == [f"the id {NAME}/3 was published and would disappear"]


def test_an_id_that_would_move_breaks_the_build() -> None:
    new = [
        Published(id=f"{NAME}/{n}", text=text) for n, text in (("1", DRONES), ("2", PATRIOT), ("3", ARCTIC))
    ]
    _, problems = reconcile(LEDGER, new, {NAME: "m"})
    assert [problem.message for problem in problems] == [
        f"the id {NAME}/1 would move to another question",
        f"the id {NAME}/2 would move to another question",
    ]
    assert '"1: = 2"' in problems[0].remedy


def test_an_alias_or_a_tombstone_mends_it() -> None:
    questions = dict(LEDGER.documents[NAME].questions)
    questions |= {"3": LedgerEntry(alias=f"{NAME}/1"), "2": LedgerEntry(gone="geen vraag")}
    ledger = Ledger(documents={NAME: DocumentLedger(meetings=("m",), questions=questions)})
    assert broken(ledger, publications(OLD)[:1]) == []


def test_an_alias_must_lead_somewhere() -> None:
    questions = {**LEDGER.documents[NAME].questions, "3": LedgerEntry(alias=f"{NAME}/99")}
    ledger = Ledger(documents={NAME: DocumentLedger(questions=questions)})
    assert broken(ledger, publications(OLD)[:2]) == [f"the id {NAME}/3 was published and would disappear"]


def test_a_question_may_become_the_other_printing_of_one() -> None:
    other = "2026-02-01-lijst/cda-1"
    new = [
        *publications(OLD)[:2],
        Published(id=other, text=ARCTIC),
        Published(id=f"{NAME}/3", text=ARCTIC, alias=other),
    ]
    assert broken(LEDGER, new, {NAME: "m", "2026-02-01-lijst": "m"}) == []


def test_a_number_may_be_read_apart_later() -> None:
    ledger = Ledger(documents={NAME: DocumentLedger(questions={"4": LedgerEntry(alias=f"{NAME}/3")})})
    assert broken(ledger, [*publications(OLD), Published(id=f"{NAME}/4", text="Los gelezen?")]) == []


def test_a_document_without_its_record_breaks_the_build_once() -> None:
    assert broken(LEDGER, [], {}) == [
        f"{NAME} has no record any more; 3 published ids would disappear with it"
    ]


def test_former_meetings_are_remembered() -> None:
    ledger, _ = reconcile(LEDGER, publications(OLD), {NAME: "nieuw"})
    assert ledger.documents[NAME].meetings == ("nieuw", "m")


TEXTS = (PATRIOT, DRONES, ARCTIC, f"{PATRIOT} {DRONES}", "Waarom?", "", f"{ARCTIC} Graag een toelichting.")
readings = st.lists(
    st.tuples(st.sampled_from("123456"), st.sampled_from(TEXTS)), max_size=6, unique_by=lambda x: x[0]
)


@given(readings, readings, st.booleans())
def test_any_reading_again(old: list[tuple[str, str]], new: list[tuple[str, str]], with_record: bool) -> None:
    first = document(NAME, *(question(key, text) for key, text in old))
    ledger = published(first)
    result = rebind(
        document(NAME, *(question(key, text) for key, text in new)), ledger, first if with_record else None
    )
    final = keys(result)
    assert len(set(final)) == len(final)
    assert {lost.key for lost in result.lost} == {
        key for key, entry in ledger.questions.items() if entry.digest
    } - set(final)
    for key, text in old:
        if text and [t for _, t in old].count(text) == [t for _, t in new].count(text) == 1:
            assert final[[t for _, t in new].index(text)] == key
    if not result.lost:
        stored = Ledger(documents={NAME: result.ledger})
        assert reconcile(stored, publications(result.document), {NAME: "m"})[1] == ()
