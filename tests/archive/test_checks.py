"""`kamerspiegel check`: one clear message for each thing that is wrong, with file, line and remedy."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from generator.archive.checks import check_content
from generator.archive.load import load_archive
from generator.problems import Problem
from generator.records import Claim, Document, Facts, LineRun, Sidecar, Source
from generator.storage import Content, encode
from tests.archive.cases import document, question

NAME = "2026-02-10-brief"
TEXT = "Vraag 1\nWaarom is dat zo?\nAntwoord\nDaarom.\n"
FACTS = Facts(
    title="Antwoorden over de Raad", date="2026-02-10", chamber="Tweede Kamer", meeting_days=("2026-02-11",)
)
CLAIM = Claim(text="in totaal 67 vragen", lines=(3, 3), subject="questions", stated=67, found=1)
FACTIONS = """\
- id: d66
  name: D66
  chambers: [Tweede Kamer]
  examples: [de leden van de D66-fractie]
"""
TOPICS = """\
- id: drones
  name: Drones
  about: drones
  words: [drone]
  examples: [Hoeveel drones?]
"""
MEETINGS = """\
- id: 2026-02-11-raad
  name: Raad
  days: [2026-02-11]
"""
REGISTERS = {"factions": FACTIONS, "topics": TOPICS, "meetings": MEETINGS}


def record() -> Document:
    data = TEXT.encode()
    source = Source(
        file=f"{NAME}.txt", sha256=hashlib.sha256(data).hexdigest(), format="txt", bytes=len(data), lines=4
    )
    made = document(NAME, question("1", "Waarom is dat zo?", "Daarom."), facts=FACTS)
    return msgspec.structs.replace(made, source=source, account=(LineRun(name="question", lines=(1, 4)),))


@pytest.fixture
def content(tmp_path: Path) -> Content:
    content = Content(tmp_path / "content")
    (content.root / "documents").mkdir(parents=True)
    content.document_path(NAME, ".txt").write_text(TEXT, encoding="utf-8")
    content.write_record(record())
    content.write_sidecar(NAME, Sidecar(meeting="2026-02-11-raad", date="2026-02-10"))
    for name, text in REGISTERS.items():
        content.register_path(name).write_text(text, encoding="utf-8")
    return content


def found(content: Content) -> list[Problem]:
    archive = load_archive(content)
    return list(dict.fromkeys((*archive.problems, *check_content(content, archive))))


def test_nothing_is_wrong(content: Content) -> None:
    assert found(content) == []


def edit_record(old: str, new: str) -> Callable[[Content], None]:
    return edit(lambda content: content.record_path(NAME), old, new)


def edit_sidecar(text: str) -> Callable[[Content], None]:
    return lambda content: write(content.sidecar_path(NAME), text)


def rename_document(name: str) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        content.document_path(NAME, ".txt").rename(content.root / "documents" / name)

    return change


def edit_register(name: str, old: str, new: str) -> Callable[[Content], None]:
    return edit(lambda content: content.register_path(name), old, new)


def new_register(name: str, text: str) -> Callable[[Content], None]:
    return lambda content: write(content.register_path(name), text)


def edit(path: Callable[[Content], Path], old: str, new: str) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        text = path(content).read_text(encoding="utf-8")
        assert old in text
        write(path(content), text.replace(old, new))

    return change


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def replaced(**fields: object) -> Callable[[Content], None]:
    return lambda content: content.write_record(msgspec.structs.replace(record(), **fields))


CASES: list[tuple[str, Callable[[Content], None], str, str, int | None, str]] = [
    (
        "a wrong field in a record",
        edit_record("number: 1", "nr: 1"),
        "error",
        f"content/records/{NAME}.yaml",
        19,
        'unknown field "nr"',
    ),
    (
        "a document that changed",
        lambda c: write(c.document_path(NAME, ".txt"), TEXT + "Meer.\n"),
        "error",
        f"content/documents/{NAME}.txt",
        None,
        "its hash differs",
    ),
    (
        "a record without its document",
        rename_document("2026-02-10-x.txt"),
        "error",
        f"content/records/{NAME}.yaml",
        None,
        "no document of this name",
    ),
    (
        "a typo in a sidecar",
        edit_sidecar("titel: Brief\n"),
        "error",
        f"content/documents/{NAME}.yaml",
        1,
        "titel",
    ),
    (
        "a sidecar of nothing",
        lambda c: write(c.root / "documents/2026-02-10-brif.yaml", "title: x\n"),
        "error",
        "content/documents/2026-02-10-brif.yaml",
        None,
        "no document of this name",
    ),
    (
        "a sidecar that contradicts the text",
        edit_sidecar("meeting: 2026-02-11-raad\ndate: 2026-02-12\n"),
        "warning",
        f"content/documents/{NAME}.yaml",
        2,
        "the sidecar says “2026-02-12”, the text “2026-02-10”",
    ),
    (
        "a title about something else",
        edit_sidecar("meeting: 2026-02-11-raad\ntitle: Verslag over vissen\n"),
        "warning",
        f"content/documents/{NAME}.yaml",
        2,
        "title",
    ),
    (
        "a sidecar without a day",
        edit_sidecar("meeting: 2026-02-11-raad\ndate: 10 februari\n"),
        "error",
        f"content/documents/{NAME}.yaml",
        2,
        "is no day",
    ),
    (
        "a sidecar that names no document",
        edit_sidecar("meeting: 2026-02-11-raad\nanswers: 2026-01-01-weg\n"),
        "error",
        f"content/documents/{NAME}.yaml",
        2,
        "there is no document",
    ),
    (
        "a sidecar with a strange address",
        edit_sidecar("meeting: 2026-02-11-raad\nurl: javascript:alert(1)\n"),
        "error",
        f"content/documents/{NAME}.yaml",
        2,
        "no address",
    ),
    (
        "an unregistered meeting",
        edit_sidecar("meeting: 2026-02-12-anders\n"),
        "warning",
        f"content/records/{NAME}.yaml",
        None,
        "is not registered",
    ),
    (
        "a duplicate key",
        lambda c: c.write_record(msgspec.structs.replace(record(), questions=record().questions * 2)),
        "error",
        f"content/records/{NAME}.yaml",
        22,
        'two questions have the key "1"',
    ),
    (
        "lines the document does not have",
        edit_record("lines: [2, 2]", "lines: [2, 99]"),
        "error",
        f"content/records/{NAME}.yaml",
        18,
        "lines that the document does not have",
    ),
    (
        "a number that does not agree",
        replaced(claims=(CLAIM,)),
        "warning",
        f"content/documents/{NAME}.txt",
        3,
        "says 67 questions, 1 were read",
    ),
    (
        "lines that were not understood",
        replaced(account=(LineRun(name="unknown", lines=(2, 3)),)),
        "warning",
        f"content/documents/{NAME}.txt",
        2,
        "2 lines were not understood",
    ),
    (
        "a record edited by hand",
        edit_record("kind: answers", "kind:   answers"),
        "warning",
        f"content/records/{NAME}.yaml",
        None,
        "edited by hand",
    ),
    (
        "corrections of nothing",
        lambda c: write(c.root / "corrections/2026-x.yaml", "[]"),
        "error",
        "content/corrections/2026-x.yaml",
        None,
        "no document of this name",
    ),
    (
        "a faction twice",
        edit_register("factions", "- id: d66", "- {id: d66, name: D}\n- id: d66"),
        "error",
        "content/factions.yaml",
        1,
        'two entries have the id "d66"',
    ),
    (
        "a name of two factions",
        edit_register("factions", "- id: d66", "- {id: d-66, name: d66}\n- id: d66"),
        "error",
        "content/factions.yaml",
        None,
        "is a name of d66 and of d-66",
    ),
    (
        "an example without a name",
        edit_register("factions", "de D66-fractie", "de CDA-fractie"),
        "error",
        "content/factions.yaml",
        4,
        "an example of d66",
    ),
    (
        "a predecessor that is not there",
        edit_register("factions", "  chambers", "  predecessors: [xyz]\n  chambers"),
        "error",
        "content/factions.yaml",
        3,
        'names the faction "xyz"',
    ),
    (
        "a colour that is none",
        edit_register("factions", "  chambers", "  colour: rood\n  chambers"),
        "error",
        "content/factions.yaml",
        3,
        "is no colour",
    ),
    (
        "a topic with a bad pattern",
        edit_register("topics", "[drone]", '["drone("]'),
        "error",
        "content/topics.yaml",
        4,
        "is no pattern",
    ),
    (
        "a meeting with a strange day",
        edit_register("meetings", "[2026-02-11]", "[11 februari]"),
        "error",
        "content/meetings.yaml",
        3,
        "is no day",
    ),
    (
        "a review of nothing",
        new_register("commitments", "- id: 2026-x/1--t1\n  state: kept\n"),
        "error",
        "content/commitments.yaml",
        1,
        "there is no commitment",
    ),
    (
        "a word in the glossary",
        new_register("glossary", "- term: PURL\n  expansion: P\n  examples: [zomaar iets]\n"),
        "error",
        "content/glossary.yaml",
        3,
        'an example of "PURL"',
    ),
]


@pytest.mark.parametrize(
    ("change", "severity", "file", "line", "message"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_is_wrong_is_told(
    content: Content,
    change: Callable[[Content], None],
    severity: str,
    file: str,
    line: int | None,
    message: str,
) -> None:
    change(content)
    told = [problem for problem in found(content) if message in problem.message]
    assert told, [str(problem) for problem in found(content)]
    assert (told[0].severity, told[0].file) == (severity, file)
    if line is not None:
        assert told[0].line == line
    assert told[0].remedy


def test_a_sidecar_of_a_document_that_was_not_read(content: Content) -> None:
    content.document_path("2026-03-01-nieuw", ".txt").write_text("x", encoding="utf-8")
    content.sidecar_path("2026-03-01-nieuw").write_text("titel: x\n", encoding="utf-8")
    assert [(p.file, p.line) for p in found(content)] == [("content/documents/2026-03-01-nieuw.yaml", 1)]


def test_a_title_that_only_names_the_kind_of_paper_contradicts_nothing(content: Content) -> None:
    facts = msgspec.structs.replace(FACTS, title="Verslag van een schriftelijk overleg")
    content.write_record(msgspec.structs.replace(record(), facts=facts))
    content.write_sidecar(
        NAME, Sidecar(meeting="2026-02-11-raad", title="Vragen over de Raad van 11 februari")
    )
    assert found(content) == []


def test_records_are_canonical(content: Content) -> None:
    assert encode(content.record(NAME)) == content.record_path(NAME).read_bytes()
