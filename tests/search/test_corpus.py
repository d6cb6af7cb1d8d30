"""What a question is found by: its words, what they say in other words, and what it leans on."""

from __future__ import annotations

import msgspec

from generator.archive.graph import (
    AnswerReference,
    Archive,
    DocumentNode,
    Entry,
    FactionNode,
    GlossaryTerm,
    MeetingNode,
    Place,
    StatusEvidence,
)
from generator.keys import anchor
from generator.records import Document, Facts, Paragraph, Source
from generator.registers import Faction, Meeting
from generator.search.corpus import Corpus

DOCUMENT = "2024-03-05-antwoorden"
MEETING = "2024-03-07-raad"


def archive(*texts: tuple[str, str], **changes: object) -> Archive:
    """Return an archive of one document with these questions and answers, all of the VVD."""
    entries = [entry(number, *text) for number, text in enumerate(texts, 1)]
    source = Source(file="a.txt", sha256="", format="txt", bytes=0, lines=0)
    record = Document(
        id=DOCUMENT, kind="answers", source=source, added="2024-03-06", reader="", facts=Facts(), account=()
    )
    document = DocumentNode(
        id=DOCUMENT,
        record=record,
        title="Antwoorden",
        date="2024-03-05",
        chamber="Tweede Kamer",
        committee=None,
        url=None,
        meeting=MEETING,
    )
    meeting = MeetingNode(
        meeting=Meeting(id=MEETING, name="Raad"), registered=True, documents=(DOCUMENT,), date="2024-03-07"
    )
    made = Archive(
        documents={DOCUMENT: document},
        meetings={MEETING: meeting},
        questions={one.id: one for one in entries},
        factions={"vvd": FactionNode(faction=Faction(id="vvd", name="VVD"), registered=True)},
        topics={},
    )
    return msgspec.structs.replace(made, **changes)


def entry(number: int, question: str, answer: str = "", refers_to: int | None = None) -> Entry:
    identifier = f"{DOCUMENT}/{number}"
    place = Place(part="answer", paragraph=0, start=0, end=1)
    target = f"{DOCUMENT}/{refers_to}" if refers_to else None
    references = (AnswerReference(number=refers_to or 0, text="", target=target, place=place),) if target else ()
    return Entry(
        id=identifier,
        key=str(number),
        anchor=anchor(identifier),
        document=DOCUMENT,
        answer_document=DOCUMENT if answer else None,
        meeting=MEETING,
        number=number,
        numbers=(number,),
        ordinal=number,
        factions=("vvd",),
        attribution="heading",
        question=(Paragraph(text=question, lines=(1, 1)),),
        answer=(Paragraph(text=answer, lines=(2, 2)),) if answer else (),
        asked_date="2024-03-01",
        answer_date="2024-03-05" if answer else None,
        status=StatusEvidence(status="answered" if answer else "pending"),
        references=references,
        question_lines=(1, 1),
        added="2024-03-06",
    )


def terms(made: Archive, number: int = 1) -> set[str]:
    """Return the terms by which a question is found."""
    corpus = Corpus(made)
    text = next(text for text in corpus.texts if text.id == f"{DOCUMENT}/{number}")
    return {occurrence.term for field in corpus.streams(text) for occurrence in field}


def test_own_words_and_those_of_the_answer_and_the_faction() -> None:
    found = terms(archive(("Waar zijn de fregatten?", "In de haven.")))
    assert {"fregat", "haf", "vvd", "rad"} <= found


def test_a_word_with_a_hyphen_is_found_whole_and_by_its_parts() -> None:
    assert {"defensie", "uitgaf", "defensieuitgaf"} <= terms(archive(("De defensie-uitgaven?", "")))


def test_two_words_that_are_one_elsewhere() -> None:
    made = archive(("De drone muur?", ""), ("De dronemuur?", ""))
    assert "dronemur" in terms(made, 1)


def test_a_hanging_hyphen() -> None:
    made = archive(("De lucht- en raketverdediging?", ""), ("Een raket. Verdediging.", ""), ("Verdediging? Raket?", ""))
    found = terms(made, 1)
    assert {"luchtverdediging", "raketverdediging", "raket!", "verdediging!"} <= found
    assert "verdediging" not in found


def test_an_abbreviation_and_what_it_stands_for() -> None:
    glossary = {"PURL": GlossaryTerm(term="PURL", expansions=(("Prioritised Ukraine Requirements List", ""),))}
    made = archive(("De Prioritised Ukraine Requirements List?", ""), glossary=glossary)
    assert "purl" in terms(made)
    assert "vs" in terms(archive(("De Verenigde Staten?", "")))


def test_a_question_leans_on_the_one_before_it() -> None:
    made = archive(("Hoeveel kost het gala?", "Niets."), ("En hoeveel mensen komen daarvoor?", "Tien."))
    assert "gala#" in terms(made, 2)
    assert "gala#" not in terms(made, 1)


def test_a_question_that_stands_alone_leans_on_nothing() -> None:
    made = archive(("Hoeveel kost het gala?", "Niets."), ("Waar liggen de schepen?", "Hier."))
    assert "gala#" not in terms(made, 2)


def test_these_members_are_its_askers() -> None:
    made = archive(("Hoeveel kost het gala?", ""), ("Deze leden willen weten waar de schepen liggen.", ""))
    assert "gala#" not in terms(made, 2)


def test_an_answer_says_what_it_refers_to() -> None:
    made = archive(("Waar ligt de vloot?", "In Den Helder."), ("En de onderzeeboten?", "Zie vraag 1."))
    referring = entry(2, "En de onderzeeboten?", "Zie vraag 1.", refers_to=1)
    made = msgspec.structs.replace(made, questions={**made.questions, referring.id: referring})
    assert "helder#" in terms(made, 2)


def test_an_empty_archive() -> None:
    assert Corpus(Archive(documents={}, meetings={}, questions={}, factions={}, topics={})).texts == ()
