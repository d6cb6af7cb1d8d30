"""The content folder: what is written comes back, and nothing half-written stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import storage
from generator.forking import run_all
from generator.ledger import DocumentLedger, Ledger, LedgerEntry, parse_entry, question_digest, question_start
from generator.problems import ContentError
from generator.records import Document, Facts, LineRun, Paragraph, Question, Sidecar, Source
from generator.storage import Content, encode, write_atomically


def record(name: str = "2026-02-10-brief") -> Document:
    question = Question(
        key="1",
        number=1,
        paragraphs=tuple(Paragraph(text=text, lines=(1, 2)) for text in ("  Waarom: “ja”?\u2028x", "- a\nb")),
        lines=(1, 3),
    )
    return Document(
        id=name,
        kind="answers",
        source=Source(file=f"{name}.txt", sha256="0" * 64, format="txt", bytes=1, lines=3),
        added="2026-02-11",
        reader="1",
        facts=Facts(title="12"),
        questions=(question,),
        account=(LineRun(name="question", lines=(1, 3)),),
    )


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")


def test_an_empty_folder_holds_nothing(content: Content) -> None:
    assert content.records() == ({}, ())
    assert content.registers()[1] == ()
    assert content.ledger() == Ledger()
    assert content.sidecar("2026-x") is None
    assert content.document_files() == {}


def test_what_is_written_comes_back(content: Content) -> None:
    content.write_record(record())
    content.write_sidecar(record().id, Sidecar(title="Tekst", date="2026-02-10"))
    assert content.record(record().id) == record()
    assert content.records() == ({record().id: record()}, ())
    assert content.sidecar(record().id) == Sidecar(title="Tekst", date="2026-02-10")
    assert content.record_path(record().id).read_bytes() == encode(content.record(record().id))


def test_one_bad_record_leaves_the_others(content: Content) -> None:
    content.write_record(record("2026-02-10-a"))
    content.write_record(record("2026-02-10-b"))
    content.record_path("2026-02-10-b").write_text("kind: ?", encoding="utf-8")
    records, problems = content.records()
    assert list(records) == ["2026-02-10-a"]
    assert {problem.file for problem in problems} == {"content/records/2026-02-10-b.yaml"}


@pytest.mark.parametrize("processes", [1, 3])
def test_many_new_records_are_read_by_several_processes(
    content: Content, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(storage, "processors", lambda: processes)
    names = [f"2026-02-10-{number}" for number in range(60)]
    for name in names:
        content.write_record(record(name))
    content.record_path(names[3]).write_text("kind: ?", encoding="utf-8")
    started: list[int] = []

    def noted(jobs: list[object], several: int) -> Iterator[object]:
        started.append(len(jobs))
        return run_all(jobs, several)  # type: ignore[arg-type]

    monkeypatch.setattr(storage, "run_all", noted)
    records, problems = content.records(content.memo)
    assert list(records) == sorted(set(names) - {names[3]})
    assert all(records[name] == record(name) for name in records)
    assert {problem.file for problem in problems} == {f"content/records/{names[3]}.yaml"}
    assert started == [6]
    assert content.records(content.memo)[0] == records
    assert started == [6], "what is known need not be read again"


def test_a_record_under_another_name(content: Content) -> None:
    content.write_record(record())
    content.record_path(record().id).rename(content.record_path("2026-02-10-ander"))
    with pytest.raises(ContentError, match="its file is named"):
        content.record("2026-02-10-ander")


def test_a_record_of_a_newer_version(content: Content) -> None:
    content.write_record(record())
    path = content.record_path(record().id)
    path.write_text("schema_version: 99\n" + path.read_text("utf-8"), encoding="utf-8")
    with pytest.raises(ContentError, match="newer"):
        content.record(record().id)


def test_files_that_are_no_text(content: Content) -> None:
    path = content.sidecar_path("2026-02-10-brief")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"title: a\nnote: caf\xe9\n")
    with pytest.raises(ContentError) as caught:
        content.sidecar("2026-02-10-brief")
    assert caught.value.problems[0].line == 2


@pytest.mark.parametrize("name", ["../x", "a/b", "", "..", "a\0b", "a\\b"])
def test_no_id_leads_out_of_the_folder(content: Content, name: str) -> None:
    with pytest.raises(ContentError):
        content.record_path(name)


def test_lines_of_text_and_of_a_rendition(content: Content) -> None:
    folder = content.root / "documents"
    folder.mkdir(parents=True)
    (folder / "2026-a.txt").write_bytes("\ufeffeen\r\ntwee\n\nvier".encode())
    (folder / "2026-b.docx").write_bytes(b"PK")
    content.write_rendition("2026-b", ("een", "", "twee\u2028"))
    assert content.lines("2026-a") == ("een", "twee", "", "vier")
    assert content.lines("2026-b") == ("een", "", "twee\u2028")
    with pytest.raises(ContentError):
        content.lines("2026-c")


def test_names_of_documents(content: Content) -> None:
    folder = content.root / "documents"
    folder.mkdir(parents=True)
    for name in ("2026-02-10-a.txt", "2026-02-10-a.docx", "2026-02-10-a.yaml", "Brief van X.pdf", ".x"):
        (folder / name).write_text("x")
    assert [problem.message for problem in content.stray_documents()] == [
        'the id "2026-02-10-a" belongs to 2026-02-10-a.docx already',
        '"Brief van X" is no document id',
    ]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    write_atomically(path, b"old")

    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_ledger_comes_back(content: Content) -> None:
    text = "= De minister: “waarom” gone #1?"
    ledger = Ledger(
        documents={
            "2026-a": DocumentLedger(
                meetings=("2026-m",),
                questions={
                    "15": LedgerEntry(digest=question_digest(text), start=question_start(text)),
                    "16": LedgerEntry(alias="2026-a/15"),
                    "cda-2": LedgerEntry(digest="0" * 12, start="Kan …", alias="2026-b/3"),
                    "x-9": LedgerEntry(gone="Stond er twee keer: in I en II."),
                },
            )
        }
    )
    content.write_ledger(ledger)
    assert content.ledger() == ledger
    assert ledger.find("2026-a/16") == LedgerEntry(alias="2026-a/15")
    assert ledger.find("2026-a/99") is None


def test_a_line_of_the_ledger_that_says_nothing(content: Content) -> None:
    content.root.mkdir()
    content.ids_path().write_text("documents:\n  2026-a:\n    questions:\n      9: weg\n", encoding="utf-8")
    with pytest.raises(ContentError, match="says nothing of the id 2026-a/9"):
        content.ledger()
    assert parse_entry("", "2026-a") is None


@pytest.mark.parametrize("other", ["de  MINISTER, “waarom”?", "De minister: waarom", "De\nminister waarom…"])
def test_the_hash_is_of_the_words(other: str) -> None:
    assert question_digest(other) == question_digest("De minister waarom?")
    assert question_digest("De minister waarom niet?") != question_digest("De minister waarom?")
