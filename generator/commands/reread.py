"""``kamerspiegel reread``: the present rules applied to stored documents, with the difference shown."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from generator.archive.load import load_archive
from generator.commands.console import count, say, show_problems, track
from generator.commands.guard import Failed
from generator.commands.reading_many import read_many
from generator.commands.reading_step import keep_ledger, keep_texts, lost_ids, rebound
from generator.commands.stored import Reading
from generator.commands.transaction import write_all
from generator.ledger import Ledger
from generator.problems import ContentError, Problem
from generator.records import Document
from generator.storage import Content, encode


def run(content_folder: Path, documents: tuple[str, ...], *, dry_run: bool) -> None:
    """Read documents again; print a diff per record on stdout, and write the records unless ``dry_run``."""
    content = Content(content_folder)
    chosen = _chosen(content, documents)
    factions, ledger = content.factions(), content.ledger()
    problems: list[Problem] = []
    changed = 0
    for attempt in track(read_many(content, chosen, factions), "Reading", total=len(chosen)):
        problems += attempt.problems
        if attempt.reading is None:
            continue
        try:
            changed += _replace(content, attempt.reading, ledger, dry_run=dry_run)
        except ContentError as error:
            problems += error.problems
    if changed and not dry_run:
        archive = load_archive(content, content.memo)
        keep_ledger(content, archive)
        problems += [p for p in archive.problems if p.severity == "error" and p not in problems]
    errors = show_problems(problems)
    kept = "would change" if dry_run else "changed"
    say(f"{count(len(chosen), 'document')} read again; {count(changed, 'record')} {kept}.")
    if errors:
        raise Failed


def _chosen(content: Content, documents: tuple[str, ...]) -> list[tuple[str, Path]]:
    stored = content.document_files()
    unknown = [document for document in documents if document not in stored]
    if unknown:
        close = difflib.get_close_matches(unknown[0], stored, n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise click.UsageError(
            f"There is no document {', '.join(unknown)} in {content.root}/documents.{hint}"
        )
    return [(document, stored[document]) for document in documents or stored]


def _replace(content: Content, reading: Reading, ledger: Ledger, *, dry_run: bool) -> bool:
    """Show what a new reading changes, and write it; return whether it changes anything."""
    document = reading.record.id
    rebinding = rebound(content, reading, ledger)
    old = _stored_record(content, document)
    difference = "".join(_diff(document, old, encode(rebinding.document)))
    if not difference:
        return False
    click.echo(_coloured(difference), nl=False)
    say(f"{document}: {_what_changed(old, rebinding.document)}")
    if rebinding.lost:
        raise ContentError(*lost_ids(content, rebinding))
    if not dry_run:
        keep_texts(content, rebinding)
        write_all(Reading(record=rebinding.document, source=reading.source).files(content))
    return True


def _stored_record(content: Content, document: str) -> bytes:
    path = content.record_path(document)
    return path.read_bytes() if path.exists() else b""


def _diff(document: str, old: bytes, new: bytes) -> Iterator[str]:
    name = f"records/{document}.yaml"
    before, after = (data.decode("utf-8", "replace").splitlines(keepends=True) for data in (old, new))
    yield from difflib.unified_diff(before, after, f"{name} (stored)", f"{name} (read again)", n=2)


def _coloured(difference: str) -> str:
    colours = {"+": "green", "-": "red", "@": "cyan"}
    lines = difference.splitlines(keepends=True)
    return "".join(click.style(line, fg=colours[line[0]]) if line[:1] in colours else line for line in lines)


def _what_changed(old: bytes, new: Document) -> str:
    """Return in a few words what a new reading changes, by counting lines of the record."""
    before, after = old.decode("utf-8", "replace").splitlines(), encode(new).decode("utf-8").splitlines()
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    added = sum(j2 - j1 for name, _, _, j1, j2 in steps if name != "equal")
    removed = sum(i2 - i1 for name, i1, i2, _, _ in steps if name != "equal")
    return f"{removed} lines of the record out, {added} in; {len(new.questions)} questions"
