"""``python -m benchmarks.roundtrip ARCHIVE``: synthetic letters must come back to the letter.

ARCHIVE holds ``letters/*.txt`` and ``truth.jsonl``, the records the letters were made from. Number, faction,
question, answer and footnotes of every question are compared; exit code 1 on any difference.
"""

from __future__ import annotations

import itertools
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from benchmarks.corpus import load_factions
from generator.reading.document import open_document
from generator.reading.reader import read_document
from generator.records import Document, Question
from generator.registers import FactionRegister

Fields = dict[str, Any]


def truth(path: Path) -> Iterator[tuple[str, list[Fields]]]:
    """Yield each letter's name with its records; the records of one letter stand together."""
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        for meeting, records in itertools.groupby(rows, key=lambda row: str(row["meeting"])):
            yield meeting, list(records)


def wanted(row: Fields) -> Fields:
    """Return the fields of a true record that a reading must give."""
    return {
        "number": row["number"],
        "faction": row["faction"],
        "question": [_collapse(text) for text in row["question"]],
        "answer": [_collapse(text) for text in row["answer"]],
        # The letters carry Word's internal note numbers, which start at 2; a record numbers by appearance.
        "footnotes": [(str(note["number"] - 1), _collapse(note["text"])) for note in row["footnotes"]],
    }


def read(question: Question) -> Fields:
    """Return the same fields of a question as read."""
    return {
        "number": question.number,
        "faction": question.factions[0] if question.factions else None,
        "question": [paragraph.text for paragraph in question.paragraphs],
        "answer": [paragraph.text for paragraph in question.answer.paragraphs] if question.answer else [],
        "footnotes": [(note.mark, note.text) for note in question.footnotes],
    }


def _collapse(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def differences(document: Document, rows: list[Fields]) -> Iterator[str]:
    """Yield a line for every field that did not come back."""
    pairs = itertools.zip_longest((wanted(row) for row in rows), (read(q) for q in document.questions))
    for want, have in pairs:
        if want is None or have is None:
            yield f"{document.id}: {'invented' if want is None else 'missing'}: {want or have}"
            continue
        for field, value in want.items():
            if have[field] != value:
                place = f"{document.id} vraag {want['number']} {field}"
                yield f"{place}:\n    wanted {value!r}\n    found  {have[field]!r}"


def read_letter(path: Path, factions: FactionRegister) -> Document:
    source = open_document(path.name, path.read_bytes())
    return read_document(source, document_id=path.stem, factions=factions, added="2026-01-01", sidecar=None)


@click.command(help=__doc__)
@click.argument("archive", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    help="For the register of factions.",
)
@click.option("--show", type=int, default=20, help="Differences to print in full.")
def main(archive: Path, content: Path, show: int) -> None:
    factions = load_factions(content)
    letters = questions = found = 0
    seconds = 0.0
    for name, rows in truth(archive / "truth.jsonl"):
        start = time.perf_counter()
        document = read_letter(archive / "letters" / f"{name}.txt", factions)
        seconds += time.perf_counter() - start
        letters += 1
        questions += len(rows)
        for line in differences(document, rows):
            found += 1
            if found <= show:
                click.echo(line)
    click.echo(f"{letters} letters, {questions} questions, {found} differences, {seconds:.1f} s reading")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
