"""The archive is complete: references within their list both ways, factions, dossiers, redirects."""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.archive.build import build_archive
from generator.archive.crossing import follow
from generator.archive.factions import FactionNames
from generator.archive.graph import Archive
from generator.archive.load import load_archive
from generator.ledger import DocumentLedger, Ledger, LedgerEntry
from generator.records import Answer, Document, FactionPart, Facts, Person, Sidecar
from generator.registers import CommitmentReview, Faction, FactionRegister, Registers
from generator.storage import Content
from tests.archive.cases import document, paragraphs, question

NAME = "2026-02-10-brief"
SEE = "Zie het antwoord op vraag {}."


def build(*documents: Document, registers: Registers | None = None, ledger: Ledger | None = None) -> Archive:
    return build_archive({one.id: one for one in documents}, registers=registers, ledger=ledger)


def letter(*questions: tuple[str, str], **facts: object) -> Document:
    asked = (question(key, f"Vraag {key} over onderwerp {key}?", answer) for key, answer in questions)
    return document(NAME, *asked, facts=Facts(date="2026-02-10", **facts))  # type: ignore[arg-type]


def targets(archive: Archive, key: str) -> list[str | None]:
    return [reference.target for reference in archive.questions[f"{NAME}/{key}"].references]


def test_references_go_both_ways() -> None:
    archive = build(letter(("1", "Ja."), ("2", SEE.format(1)), ("3", f"Nee. {SEE.format(1)}")))
    assert targets(archive, "2") == [f"{NAME}/1"]
    assert archive.questions[f"{NAME}/1"].referred_by == (f"{NAME}/2", f"{NAME}/3")


def test_a_chain_is_followed_to_its_end_and_a_circle_is_left() -> None:
    archive = build(
        letter(
            ("1", "Ja."),
            ("2", SEE.format(1)),
            ("3", SEE.format(2)),
            ("4", SEE.format(5)),
            ("5", SEE.format(4)),
        )
    )
    assert follow(archive.questions, f"{NAME}/3") == (f"{NAME}/2", f"{NAME}/1")
    assert follow(archive.questions, f"{NAME}/4") == (f"{NAME}/5",)
    assert follow(archive.questions, f"{NAME}/1") == ()


def test_a_number_is_meant_within_its_list() -> None:
    texts = [("x-1", "X"), ("x-2", "X"), ("k-1", "K"), ("k-2", "K"), ("2-1", None), ("2-2", None)]
    asked = [
        question(
            key,
            f"Over {key}?",
            SEE.format(1) if key.endswith("2") else "Ja.",
            section=section,
            number=int(key[-1]),
        )
        for key, section in texts
    ]
    archive = build(document(NAME, *asked))
    assert [targets(archive, key) for key in ("x-2", "k-2", "2-2")] == [
        [f"{NAME}/x-1"],
        [f"{NAME}/k-1"],
        [f"{NAME}/2-1"],
    ]


def test_a_dangling_reference_is_kept_and_told() -> None:
    archive = build(letter(("1", "Ja."), ("2", SEE.format(99))))
    (reference,) = archive.questions[f"{NAME}/2"].references
    assert (reference.number, reference.target) == (99, None)
    assert [
        "question 99" in problem.message for problem in archive.problems if "points to" in problem.message
    ] == [True]


def test_a_number_printed_twice_is_not_guessed() -> None:
    asked = [
        question("1", "Een?", "Ja."),
        question("1-b", "Twee?", "Nee.", number=1),
        question("2", "Drie?", SEE.format(1)),
    ]
    assert targets(build(document(NAME, *asked)), "2") == [None]


def test_one_record_with_several_numbers() -> None:
    asked = [
        question("3", "Een? Twee?", "Ja.", numbers=(3, 4, 5), answers=(3, 4, 5)),
        question("6", "Drie?", SEE.format(4)),
    ]
    archive = build(document(NAME, *asked))
    joint = archive.questions[f"{NAME}/3"]
    assert (joint.aliases, joint.also_answers) == ((f"{NAME}/4", f"{NAME}/5"), ())
    assert targets(archive, "6") == [f"{NAME}/3"]
    assert [(r.id, r.target) for r in archive.redirects] == [
        (f"{NAME}/4", f"{NAME}/3"),
        (f"{NAME}/5", f"{NAME}/3"),
    ]


def test_also_answers_by_label_and_by_words() -> None:
    asked = [
        question("1", "Een?", "In reactie op de vragen 1 en 3 kan ik het volgende melden. Ja."),
        question("2", "Twee?", "Ja.", answers=(2, 3)),
        question("3", "Drie?", "Ja.", answers=(2, 3)),
    ]
    archive = build(document(NAME, *asked))
    covered = {key: entry.also_answers for key, entry in archive.questions.items()}
    assert covered == {f"{NAME}/1": (f"{NAME}/3",), f"{NAME}/2": (f"{NAME}/3",), f"{NAME}/3": (f"{NAME}/2",)}


def test_factions_by_any_of_their_names() -> None:
    merged = Faction(id="groenlinks-pvda", name="GroenLinks-PvdA", aliases=("GL-PvdA",))
    register = FactionRegister((merged, Faction(id="lid-omtzigt", name="Lid Omtzigt")))
    names = FactionNames(register)
    for name in ("GL-PvdA", "GroenLinks-PvdA-fractie", "fractie van GL-PvdA"):
        assert names.resolve(name) == "groenlinks-pvda"
    assert names.resolve("Omtzigt") == "lid-omtzigt"
    assert names.resolve("Groep Nieuw") == names.resolve("lid Nieuw") == "groep-nieuw"
    assert list(names.added) == ["groep-nieuw"]


def test_an_unknown_faction_is_added_with_a_warning() -> None:
    part = FactionPart(name="Groep Nieuw", lines=(1, 3), introduction=paragraphs("Wij hebben geen vragen."))
    asked = question("1", "Waarom?", "Daarom.", factions=["XYZ"], line=7)
    archive = build(document(NAME, asked, parts=(part,)))
    assert {name: (node.registered, len(node.questions)) for name, node in archive.factions.items()} == {
        "groep-nieuw": (False, 0),
        "xyz": (False, 1),
    }
    told = [(problem.line, problem.severity) for problem in archive.problems if "faction" in problem.message]
    assert told == [(1, "warning"), (7, "warning")]
    assert archive.factions["groep-nieuw"].silent == tuple(archive.meetings)


def test_contributions_hold_every_question_once_in_order() -> None:
    asked = [
        question("1", "Een?", factions=["D66"], line=5),
        question("2", "Twee?", factions=["D66"], line=8),
        question("3", "Drie?", factions=["VVD"], line=20),
        question("4", "Vier?", line=30),
    ]
    parts = (
        FactionPart(name="D66", lines=(2, 4), heading="D66", introduction=paragraphs("Inleiding.")),
        FactionPart(
            name="VVD", lines=(15, 16), context=(("3", paragraphs("Toelichting.")[0]),), joins=("D66",)
        ),
    )
    (meeting,) = build(document(NAME, *asked, parts=parts)).meetings.values()
    assert [(c.faction, c.questions, c.context[:1], c.joins) for c in meeting.contributions] == [
        ("d66", (f"{NAME}/1", f"{NAME}/2"), (), ()),
        ("vvd", (f"{NAME}/3",), ((f"{NAME}/3", paragraphs("Toelichting.")[0]),), ("d66",)),
        (None, (f"{NAME}/4",), (), ()),
    ]


def test_who_answered() -> None:
    people = (
        Person(name="Voorzitter", office="voorzitter van de commissie"),
        Person(name="M", office="minister van X"),
    )
    archive = build(letter(("1", "Ja."), signatories=people))
    assert archive.questions[f"{NAME}/1"].answered_by == (people[1],)


def test_the_sidecar_completes_the_record() -> None:
    record = msgspec.structs.replace(letter(("1", "Ja.")), facts=Facts())
    sidecar = Sidecar(
        title="Titel", date="2026-02-10", asked_date="2026-02-01", chamber="Eerste Kamer", url="https://x.nl/"
    )
    archive = build_archive({NAME: record}, {NAME: sidecar})
    node, entry = archive.documents[NAME], archive.questions[f"{NAME}/1"]
    assert (node.title, node.date, node.chamber, node.url) == (
        "Titel",
        "2026-02-10",
        "Eerste Kamer",
        "https://x.nl/",
    )
    assert (entry.asked_date, entry.answer_date) == ("2026-02-01", "2026-02-10")


def test_dossiers_are_collected() -> None:
    archive = build(
        letter(
            ("1", "Zie Kamerstuk 36 045, nr. 267."),
            ("2", "Zie Kamerstuk 36 800 V, nr. 48 en Kamerstuk 36045-3."),
        )
    )
    assert {name: [paper for paper, _ in dossier.cited] for name, dossier in archive.dossiers.items()} == {
        "36045": ["36045-267", "36045-3"],
        "36800-V": ["36800-V-48"],
    }


def test_commitments_are_reviewed_by_hand() -> None:
    record = letter(("1", "Ik zal uw Kamer hierover voor de zomer informeren."))
    (found,) = build(record).questions[f"{NAME}/1"].commitments
    review = CommitmentReview(id=found.id, state="kept", text="Ik zal uw Kamer", document="2026-06-01-brief")
    (kept,) = build(record, registers=Registers(commitments=(review,))).questions[f"{NAME}/1"].commitments
    assert (kept.state, kept.state_document) == ("kept", "2026-06-01-brief")
    other = msgspec.structs.replace(review, text="Iets anders")
    (left,) = build(record, registers=Registers(commitments=(other,))).questions[f"{NAME}/1"].commitments
    assert left.state == "open"


def test_a_question_that_moved_to_another_meeting_is_remembered() -> None:
    ledger = Ledger(documents={NAME: DocumentLedger(meetings=("2026-oud",))})
    first = build(letter(("1", "Ja.")), ledger=ledger)
    assert list(first.meetings) == ["2026-oud"]
    moved = build_archive(
        {NAME: letter(("1", "Ja."))}, {NAME: Sidecar(meeting="2026-nieuw")}, ledger=first.ledger
    )
    assert moved.former_meetings == {"2026-oud": (f"{NAME}/1",)}


def test_withdrawn_ids_redirect_to_their_reason() -> None:
    gone = {"9": LedgerEntry(gone="Stond er twee keer.")}
    archive = build(letter(("1", "Ja.")), ledger=Ledger(documents={NAME: DocumentLedger(questions=gone)}))
    assert [(r.id, r.target, r.reason) for r in archive.redirects] == [
        (f"{NAME}/9", None, "Stond er twee keer.")
    ]


def test_two_questions_with_one_key() -> None:
    archive = build(document(NAME, question("1", "Een?"), question("1", "Twee?")))
    assert [entry.question[0].text for entry in archive.questions.values()] == ["Een?"]
    assert [problem.message for problem in archive.problems if problem.severity == "error"] == [
        'two questions have the key "1"; only the first is shown'
    ]


def test_a_document_without_questions_is_a_document() -> None:
    archive = build(document(NAME, kind="agenda"))
    assert (list(archive.documents), archive.questions) == ([NAME], {})
    assert len(archive.meetings) == 1


def test_an_answer_without_paragraphs_is_no_crash() -> None:
    empty = msgspec.structs.replace(question("1", "Een?"), answer=Answer(paragraphs=(), lines=(2, 2)))
    assert build(document(NAME, empty)).questions[f"{NAME}/1"].status.status == "pending"


def test_bad_content_leaves_the_rest(tmp_path: Path) -> None:
    content = Content(tmp_path / "content")
    content.write_record(letter(("1", "Ja.")))
    content.write_record(document("2026-02-11-kapot"))
    content.record_path("2026-02-11-kapot").write_text(
        "id: 2026-02-11-kapot\nkind: brief\n", encoding="utf-8"
    )
    (content.root / "factions.yaml").write_text("- naam: D66\n", encoding="utf-8")
    (content.root / "documents").mkdir()
    content.sidecar_path(NAME).write_text("titel: x\n", encoding="utf-8")
    archive = load_archive(content)
    assert list(archive.questions) == [f"{NAME}/1"]
    errors = [(problem.file, problem.line) for problem in archive.problems if problem.severity == "error"]
    assert ("content/records/2026-02-11-kapot.yaml", 2) in errors
    assert ("content/factions.yaml", 1) in errors
    assert (f"content/documents/{NAME}.yaml", 1) in errors


def test_a_broken_id_is_told_with_its_line(tmp_path: Path) -> None:
    content = Content(tmp_path / "content")
    content.write_record(letter(("1", "Ja."), ("2", "Nee.")))
    content.write_ledger(load_archive(content).ledger)
    assert load_archive(content).problems == load_archive(content).problems
    content.write_record(letter(("1", "Ja.")))
    (broken,) = (problem for problem in load_archive(content).problems if problem.severity == "error")
    assert broken.file == "content/ids.yaml"
    assert broken.line is not None
    assert content.ids_path().read_text(encoding="utf-8").splitlines()[broken.line - 1].startswith("      2: ")
    assert "would disappear" in broken.message
