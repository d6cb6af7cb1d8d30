"""``python -m benchmarks.corpus FOLDER``: read every document that has an ``*.expected.json`` beside it.

Prints per document and in total: labels exactly right, questions found and invented, answers
attached, factions right, lines not understood, and time. Exit code 1 when a document is not exactly right.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from benchmarks.score import Expected, Label, Score, decode_expected, score
from generator.problems import ContentError
from generator.reading.document import open_document
from generator.reading.reader import read_document
from generator.registers import Faction, FactionRegister

SUFFIX = ".expected.json"
FORMATS = (".txt", ".md", ".docx", ".pdf", ".html", ".htm", ".xml")


def documents(folder: Path) -> Iterator[tuple[Path, Expected]]:
    """Yield every document with its expectation; one text may be there in several formats."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        expected = decode_expected(path.read_bytes())
        stem = path.name.removesuffix(SUFFIX)
        for suffix in FORMATS:
            source = path.with_name(stem + suffix)
            if source.exists():
                yield source, expected


def load_factions(content: Path) -> FactionRegister:
    """Return the register of factions in a content folder, empty where there is none."""
    path = content / "factions.yaml"
    if not path.exists():
        return FactionRegister(())
    raw = msgspec.yaml.decode(path.read_bytes())
    entries = raw.get("factions", raw) if isinstance(raw, dict) else raw
    return FactionRegister(tuple(msgspec.convert(entries, list[Faction])))


def _labels(labels: tuple[Label, ...]) -> str:
    return " ".join("+".join(map(str, label)) or "-" for label in labels)


def _row(name: str, result: Score, seconds: float) -> str:
    mark = "ok " if result.exact else "BAD"
    want = result.expected
    return (
        f"{mark} {name:44} questions {result.found:3}/{want.questions:<3} invented {result.invented:3}  "
        f"labels {'ok' if result.questions_right else 'NO'}  "
        f"answers {'ok' if result.answers_right else 'NO'} "
        f"({result.answered:3} attached)  factions {'ok' if result.factions_right else 'NO'}  "
        f"unknown lines {result.unknown_lines:4}/{result.lines:<5}{'' if result.accounted else ' ACCOUNT'} "
        f"{seconds * 1000:6.0f} ms"
    )


def _differences(result: Score) -> Iterator[str]:
    want = result.expected
    if not result.questions_right:
        yield f"      questions expected {_labels(want.question_labels) or want.questions}"
        yield f"      questions found    {_labels(result.question_labels)}"
    if not result.answers_right:
        yield f"      answers   expected {_labels(want.answer_labels)}"
        yield f"      answers   found    {_labels(result.answer_labels)}"
    if not result.factions_right:
        yield f"      factions  expected {', '.join(want.factions_in_order)}"
        yield f"      factions  found    {', '.join(result.factions)}"


def _totals(results: list[tuple[Score, float]], crashed: int) -> str:
    count = len(results) + crashed
    exact = sum(r.exact for r, _ in results)
    wanted = sum(r.expected.questions for r, _ in results)
    lines = sum(r.lines for r, _ in results)
    return "\n".join(
        (
            f"documents exactly right   {exact}/{count} ({exact / max(1, count):.1%})",
            f"crashed                   {crashed}",
            f"question labels right     {sum(r.questions_right for r, _ in results)}/{count}",
            f"answer labels right       {sum(r.answers_right for r, _ in results)}/{count}",
            f"factions right            {sum(r.factions_right for r, _ in results)}/{count}",
            f"questions found           {sum(r.found for r, _ in results)}/{wanted}",
            f"questions invented        {sum(r.invented for r, _ in results)}",
            f"answers attached          {sum(r.answered for r, _ in results)}",
            f"lines not understood      {sum(r.unknown_lines for r, _ in results)}/{lines}",
            f"accounts that add up      {sum(r.accounted for r, _ in results)}/{count}",
            f"time                      {sum(seconds for _, seconds in results):.2f} s",
        )
    )


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    help="For the register of factions.",
)
@click.option("--only", default="", help="Only documents whose file name contains this.")
@click.option("--bad", is_flag=True, help="Show only the documents that are not entirely right.")
def main(folder: Path, content: Path, only: str, bad: bool) -> None:
    register = load_factions(content)
    results: list[tuple[Score, float]] = []
    crashed = 0
    for path, expected in documents(folder):
        if only not in path.name:
            continue
        start = time.perf_counter()
        try:
            record = read_document(
                open_document(path.name, path.read_bytes()),
                document_id=path.stem,
                factions=register,
                added="2026-01-01",
                sidecar=None,
            )
        except ContentError as error:
            crashed += 1
            click.echo(f"REFUSED {path.name}: {error}")
            continue
        except Exception:  # a measurement must go on; the traceback is the finding
            crashed += 1
            click.echo(f"CRASH {path.name}\n{traceback.format_exc()}")
            continue
        seconds = time.perf_counter() - start
        result = score(record, expected, register)
        results.append((result, seconds))
        if bad and result.exact and result.factions_right:
            continue
        click.echo(_row(path.name, result, seconds))
        for line in _differences(result):
            click.echo(line)
    click.echo()
    click.echo(_totals(results, crashed))
    raise SystemExit(0 if not crashed and all(r.exact for r, _ in results) else 1)


if __name__ == "__main__":
    main()
