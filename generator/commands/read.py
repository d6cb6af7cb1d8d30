"""``kamerspiegel read``: documents in, records out; nothing is changed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from generator.archive.build import build_archive
from generator.commands import starter, summary
from generator.commands.console import say, show_problems, track
from generator.commands.guard import Failed, about
from generator.commands.naming import propose_id
from generator.commands.stored import load_bytes
from generator.export.rows import question_rows
from generator.keys import DOCUMENT_ID
from generator.problems import ContentError, Problem
from generator.reading.document import open_document
from generator.reading.reader import read_document
from generator.records import Document, Sidecar
from generator.registers import FactionRegister, Registers
from generator.storage import Content
from generator.yaml_writer import dump_yaml


def run(content_folder: Path, files: tuple[Path, ...], to: str) -> None:
    """Print an array of documents on stdout; what cannot be read is reported, and left out."""
    content = Content(content_folder if content_folder.is_dir() else starter.folder() / "content")
    registers, problems = content.registers()
    found: list[Problem] = list(problems)
    documents: list[dict[str, Any]] = []
    for file in track(files, "Reading"):
        try:
            with about(str(file)):
                record, sidecar = _read(content, file, FactionRegister(registers.factions))
                documents.append(published(record, sidecar, registers))
        except ContentError as error:
            found += error.problems
        else:
            say(f"{file}\n{summary.describe(record)}")
    _print(documents, to)
    if show_problems(found):
        raise Failed


def _read(content: Content, file: Path, factions: FactionRegister) -> tuple[Document, Sidecar | None]:
    """Read one file; one that stands in the archive goes with its sidecar and corrections."""
    source = open_document(file.name, load_bytes(file))
    stored = file.resolve().parent == (content.root / "documents").resolve() and DOCUMENT_ID.match(file.stem)
    sidecar = content.sidecar(file.stem) if stored else None
    record = read_document(
        source,
        document_id=file.stem if stored else "new",
        factions=factions,
        added=date.today().isoformat(),
        sidecar=sidecar,
        corrections=content.corrections(file.stem) if stored else (),
    )
    if sidecar is None and not summary.is_recognised(record):
        raise ContentError(summary.not_recognised(str(file), record))
    if not stored:
        identifier = propose_id(record, file.name, (), date.today()).id
        record = msgspec.structs.replace(record, id=identifier)
    return record, sidecar


def published(record: Document, sidecar: Sidecar | None, registers: Registers) -> dict[str, Any]:
    """Return a record as plain values, its questions in the fields of the published data."""
    archive = build_archive({record.id: record}, {record.id: sidecar} if sidecar else {}, registers)
    fields: dict[str, Any] = msgspec.to_builtins(record)
    return {**fields, "questions": [msgspec.to_builtins(row) for row in question_rows(archive)]}


def _print(documents: list[dict[str, Any]], to: str) -> None:
    text = (
        dump_yaml(documents) if to == "yaml" else json.dumps(documents, ensure_ascii=False, indent=1) + "\n"
    )
    # Bytes, so that the output is UTF-8 whatever the terminal or the pipe is set to.
    click.echo(text.encode("utf-8"), nl=False)
