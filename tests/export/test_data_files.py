"""The data files: the fields of the contract, the same in every format, and the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.build import build_archive
from generator.archive.graph import Archive
from generator.export import data_files
from generator.export.rows import QuestionRow, question_rows
from generator.export.tables import csv_lines
from generator.records import Facts, Footnote, Person, Sidecar
from generator.registers import Faction, Registers, Topic
from tests.archive.cases import document, question

#: The contract, word for word in its order.
FIELDS = [
    "id", "url", "document", "meeting", "source_file", "section", "number", "numbers", "ordinal",
    "faction", "faction_name", "factions", "attribution", "members", "subheading", "question",
    "asked_date", "answer", "answer_document", "answer_date", "answered_by", "status",
    "status_evidence", "answer_refs", "unresolved_refs", "referred_by", "also_answers", "citations",
    "footnotes", "topics", "commitments", "printings", "continued_as", "doubts", "source", "added",
]  # fmt: skip

AWKWARD = 'Wat is "dit", =1+1; <script>alert(1)</script> met 😀, {{ x }}\u2028en een tab?'
NAME = "2026-02-10-brief"
PROMISE = "Ik zal uw Kamer hierover voor de zomer informeren (Kamerstuk 36 045, nr. 267)."


@pytest.fixture
def archive() -> Archive:
    asked = msgspec.structs.replace(
        question("1", f"{AWKWARD}\n\nEn dit?", PROMISE, factions=["GL-PvdA"]),
        footnotes=(Footnote(mark="1", text="Zie Kamerstuk 36 045, nr. 267.", part="answer"),),
    )  # fmt: skip
    facts = Facts(
        title="Brief",
        date="2026-02-10",
        chamber="Tweede Kamer",
        signatories=(Person(name="M. Minister", office="minister van Defensie"),),
    )
    record = document(
        NAME,
        asked,
        question("2", "Hoe?", "Zie het antwoord op vraag 1 en vraag 9."),
        question("3", "Wie?"),
        facts=facts,
    )
    registers = Registers(
        factions=(Faction(id="groenlinks-pvda", name="GroenLinks-PvdA", aliases=("GL-PvdA",)),),
        topics=(Topic(id="drones", name="Drones", about="drones"),),
    )
    return build_archive({NAME: record}, {NAME: Sidecar(meeting="2026-02-11-rbz")}, registers)


def _files(archive: Archive) -> dict[str, bytes]:
    return {path: b"".join(pieces) for path, pieces in data_files(archive)}


@pytest.fixture
def files(archive: Archive) -> dict[str, bytes]:
    return _files(archive)


def rows(files: dict[str, bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files["questions.jsonl"].split(b"\n") if line]


def test_the_files(files: dict[str, bytes]) -> None:
    assert set(files) >= {
        "questions.jsonl", "questions.csv", "documents.json", "meetings.json", "factions.json", "topics.json",
        "schema/question.json", "schema/documents.json", "datapackage.json",
    }  # fmt: skip


def test_the_fields_of_a_question(files: dict[str, bytes]) -> None:
    first, second, third = rows(files)
    assert list(first)[: len(FIELDS)] == FIELDS
    assert first["url"] == f"vergaderingen/2026-02-11-rbz/#{NAME}--1"
    assert first["question"] == f"{AWKWARD}\n\nEn dit?"
    assert (first["faction"], first["faction_name"]) == ("groenlinks-pvda", "GroenLinks-PvdA")
    assert first["answered_by"] == ["M. Minister"]
    assert [citation["id"] for citation in first["citations"]] == ["36045-267"]
    assert set(first["citations"][0]) == {"kind", "id", "text", "url"}
    assert first["footnotes"] == [{"mark": "1", "text": "Zie Kamerstuk 36 045, nr. 267.", "part": "answer"}]
    assert [c["due_text"] for c in first["commitments"]] == ["voor de zomer"]
    assert first["source"] == {"question_lines": [1, 1], "answer_lines": [2, 2]}
    assert first["referred_by"] == [f"{NAME}/2"]
    assert second["answer_refs"] == [f"{NAME}/1"]
    assert [reference["number"] for reference in second["unresolved_refs"]] == [9]
    assert (third["status"], third["answer"], third["answer_date"]) == ("pending", None, None)


def test_csv_says_the_same(files: dict[str, bytes]) -> None:
    table = list(csv.DictReader(io.StringIO(files["questions.csv"].decode("utf-8"), newline="")))
    assert len(table) == 3
    for row, cells in zip(rows(files), table, strict=True):
        assert list(cells) == list(row)
        for field, value in row.items():
            if value is None:
                assert cells[field] == ""
            elif isinstance(value, str):
                assert cells[field] == value
            else:
                assert json.loads(cells[field]) == value


def test_every_file_has_its_schema_version(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.endswith(".json"):
            assert json.loads(data)["schema_version"] == 1, path
    assert {row["schema_version"] for row in rows(files)} == {1}


def test_the_same_archive_gives_the_same_bytes(archive: Archive, files: dict[str, bytes]) -> None:
    assert _files(archive) == files


def test_the_package_describes_the_files(files: dict[str, bytes]) -> None:
    package = json.loads(files["datapackage.json"])
    assert package["version"] == "2026-02-11"
    for resource in package["resources"]:
        data = files[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["jsonSchema" if "jsonSchema" in resource else "path"] in files
    table = next(resource for resource in package["resources"] if resource["path"] == "questions.csv")
    columns = {field["name"]: field["type"] for field in table["schema"]["fields"]}
    assert list(columns) == list(QuestionRow.__struct_fields__)
    assert (columns["number"], columns["factions"], columns["source"]) == ("integer", "array", "object")
    assert (columns["asked_date"], columns["question"]) == ("date", "string")


def test_the_package_is_valid(files: dict[str, bytes], tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    write(files, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


def test_the_schemas_describe_the_files(files: dict[str, bytes]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for name in ("documents", "meetings", "factions", "topics"):
        jsonschema.Draft202012Validator(json.loads(files[f"schema/{name}.json"])).validate(
            json.loads(files[f"{name}.json"])
        )
    checker = jsonschema.Draft202012Validator(json.loads(files["schema/question.json"]))
    for row in rows(files):
        checker.validate(row)


def test_the_schema_names_every_field(files: dict[str, bytes]) -> None:
    schema = json.loads(files["schema/question.json"])
    assert schema["$schema"].endswith("2020-12/schema")
    described = schema["$defs"]["QuestionRow"]
    assert set(described["properties"]) == set(rows(files)[0])
    assert set(FIELDS) <= set(described["required"])
    assert set(described["properties"]["status"]["enum"]) == {
        "answered", "partial", "reference", "declined", "deferred", "pending",
    }  # fmt: skip


def test_an_empty_archive() -> None:
    files = _files(build_archive({}))
    assert files["questions.jsonl"] == b""
    assert files["questions.csv"].startswith(b"id,url,document,")
    assert json.loads(files["documents.json"]) == {"schema_version": 1, "documents": []}


def write(files: dict[str, bytes], folder: Path) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@given(st.lists(st.text("ab,\"\n\r'; é", max_size=6), min_size=1, max_size=4))
def test_any_text_comes_back_from_csv(texts: list[str]) -> None:
    asked = (question(str(number), text or "Wat?") for number, text in enumerate(texts, 1))
    given_rows = tuple(question_rows(build_archive({NAME: document(NAME, *asked)})))
    read = csv.DictReader(io.StringIO(b"".join(csv_lines(given_rows)).decode("utf-8"), newline=""))
    assert [row["question"] for row in read] == [row.question for row in given_rows]
