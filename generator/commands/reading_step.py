"""Documents → records: what is new or changed is read, and published ids stay with their texts."""

from __future__ import annotations

import msgspec

from generator.archive.graph import Archive
from generator.archive.ids import Rebinding, rebind
from generator.commands.console import say, track
from generator.commands.reading_many import read_many
from generator.commands.stored import Reading, outdated
from generator.commands.transaction import write_all
from generator.ledger import DocumentLedger, Ledger
from generator.problems import ContentError, Problem
from generator.registers import FactionRegister
from generator.storage import Content

#: Documents that are named one by one when they were read.
MOST_NAMED = 10


def read_outdated(content: Content) -> tuple[Problem, ...]:
    """Read every document whose record is missing or outdated, and write its record; return what went wrong.

    Each record is written as soon as it is read: work that is interrupted goes on where it was.
    """
    todo = list(outdated(content))
    if not todo:
        return ()
    problems: list[Problem] = []
    read: list[str] = []
    try:
        factions, ledger = content.factions(), content.ledger(content.memo)
    except ContentError as error:
        return error.problems
    for attempt in track(read_many(content, todo, factions), "Reading", total=len(todo)):
        problems += attempt.problems
        if attempt.reading is None:
            continue
        try:
            reading = keep_keys(content, attempt.reading, ledger)
            files = reading.files(content)
            write_all(files)
        except ContentError as error:
            problems += error.problems
        else:
            read.append(attempt.document)
            content.remember_record(reading.record, files[content.record_path(attempt.document)])
    if len(read) > MOST_NAMED:
        say(f"Read {len(read)} documents")
    else:
        for name in read:
            say(f"Read {name}")
    return tuple(problems)


def keep_keys(content: Content, reading: Reading, ledger: Ledger) -> Reading:
    """Return a reading whose questions have the keys under which they were published.

    Raises:
        ContentError: a published id would be left without its question.
    """
    rebinding = rebound(content, reading, ledger)
    if rebinding.lost:
        raise ContentError(*lost_ids(content, rebinding))
    keep_texts(content, rebinding)
    return msgspec.structs.replace(reading, record=rebinding.document)


def keep_texts(content: Content, rebinding: Rebinding) -> None:
    """Bind the ids of questions that are read better than before to their new texts."""
    if rebinding.changed:
        ledger = content.ledger(content.memo)
        documents = {**ledger.documents, rebinding.document.id: rebinding.ledger}
        content.write_ledger(msgspec.structs.replace(ledger, documents=documents))


def rebound(content: Content, reading: Reading, ledger: Ledger) -> Rebinding:
    """Return what becomes of the published ids of a document with a new reading."""
    document = reading.record.id
    try:
        previous = content.record(document, content.memo)
    except ContentError:
        previous = None
    return rebind(reading.record, ledger.documents.get(document, DocumentLedger()), previous)


def lost_ids(content: Content, rebinding: Rebinding) -> tuple[Problem, ...]:
    """Return an error for every published id that the new reading has no question for."""
    document = rebinding.document.id
    return tuple(
        Problem(
            severity="error",
            file=content.relative(content.record_path(document)),
            message=f"not stored: the new reading has no question for the published id {document}/{lost.key}",
            excerpt=lost.start,
            remedy=f"write in ids.yaml, under {document}: "
            + (
                f'"{lost.key}: = {lost.suggestion}" if that is the same question, or '
                if lost.suggestion
                else ""
            )
            + f'"{lost.key}: gone <reason>"',
        )
        for lost in rebinding.lost
    )


def keep_ledger(content: Content, archive: Archive) -> None:
    """Write the ledger of published ids when the archive has new ones; unreadable, it is left as it is."""
    try:
        current = content.ledger(content.memo)
    except ContentError:
        return
    if archive.ledger != current:
        content.write_ledger(archive.ledger)


def factions_of(content: Content) -> FactionRegister:
    """Return the register of factions; an empty one where it cannot be read (which is reported elsewhere)."""
    try:
        return content.factions()
    except ContentError:
        return FactionRegister(())
