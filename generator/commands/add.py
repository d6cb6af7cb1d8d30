"""``kamerspiegel add``: a new document, stored, read, and described to the person who brought it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click
import msgspec

from generator.archive.graph import Archive
from generator.archive.load import load_archive
from generator.commands import summary
from generator.commands.console import say, show_problems, track, working
from generator.commands.duplicates import Known, Match, find_duplicate, known
from generator.commands.guard import Failed, about
from generator.commands.naming import propose_id
from generator.commands.reading_step import factions_of, keep_keys, keep_ledger
from generator.commands.stored import Reading, load_bytes, suffix_of
from generator.commands.transaction import write_all
from generator.keys import DOCUMENT_ID
from generator.ledger import Ledger, question_digest
from generator.problems import ContentError, Problem
from generator.reading.document import open_document
from generator.reading.reader import read_document
from generator.records import Document, Sidecar
from generator.registers import FactionRegister
from generator.storage import Content, encode


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What the person who adds a document says of it."""

    meeting: str | None = None
    url: str | None = None
    #: Document id that the new one replaces or corrects.
    replaces: str | None = None
    document_id: str | None = None
    #: Facts to start from, where somebody else than the person at the keyboard knows them (see ``fetch``).
    sidecar: Sidecar = Sidecar()


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was taken in."""

    record: Document
    own_date: bool
    #: The files that were written for it, to take back when the archive cannot be made with it.
    files: tuple[Path, ...]


def run(content_folder: Path, files: tuple[Path, ...], wishes: Wishes) -> None:
    """Take in every file; one that cannot be read is reported, and the others are taken in all the same."""
    intake = Intake(Content(content_folder))
    intake.check(wishes)
    problems: list[Problem] = []
    for file in track(files, "Adding"):
        try:
            with about(str(file)):
                found = intake.take(file, wishes)
        except ContentError as error:
            problems += error.problems
            continue
        if isinstance(found, Match):
            say(f"{file.name}: {_already(found)}")
    errors = show_problems(problems)
    intake.finish()
    if errors:
        raise Failed


class Intake:
    """Takes documents into one archive, each compared with all that came before; ``finish`` closes it."""

    def __init__(self, content: Content) -> None:
        self._content = content
        with working("Loading the archive"):
            self._archive = load_archive(content, content.memo)
        self._ledger, self._factions = content.ledger(), factions_of(content)
        self._present = [node.record for node in self._archive.documents.values()]
        self._added: list[Added] = []

    def check(self, wishes: Wishes) -> None:
        """Raise UsageError for a wish that cannot be granted, before anything is done."""
        _check_wishes(self._content, self._archive, wishes)

    def take(self, file: Path, wishes: Wishes) -> Added | Match:
        """Store, read and write one document; return the document it equals when the archive has it already.

        Raises:
            ContentError: it cannot be read, or nothing of a parliamentary document is recognised in it.
        """
        found = _take_in(self._content, file, wishes, self._present, self._factions, self._ledger)
        if isinstance(found, Added):
            self._added.append(found)
            self._present.append(found.record)
        return found

    def finish(self) -> None:
        """Put what was taken in into the archive, keep the ids, and say what was found.

        When that fails, the files of what was taken in since the last ``finish`` are removed again.
        """
        added, self._added = self._added, []
        if added:
            _finish(self._content, added)


def _check_wishes(content: Content, archive: Archive, wishes: Wishes) -> None:
    """Raise UsageError for a wish that cannot be granted, before anything is done."""
    wrong: list[str] = []
    if wishes.replaces is not None and wishes.replaces not in archive.documents:
        wrong.append(f'--replaces: there is no document "{wishes.replaces}" in the archive')
    if wishes.document_id is not None:
        if not DOCUMENT_ID.match(wishes.document_id):
            wrong.append(
                f'--id: "{wishes.document_id}" is no id; write <date>-<words>, lower case, no accents'
            )
        elif wishes.document_id in content.document_files():
            wrong.append(f'--id: "{wishes.document_id}" is taken')
    if wishes.meeting is not None and not DOCUMENT_ID.match(wishes.meeting):
        wrong.append(
            f'--meeting: "{wishes.meeting}" is no id; write <first day>-<words>, lower case, no accents'
        )
    if wishes.url is not None and not wishes.url.startswith(("https://", "http://")):
        wrong.append(f'--url: "{wishes.url}" is no web address')
    if wrong:
        raise click.UsageError("\n".join(wrong))


def _take_in(
    content: Content,
    file: Path,
    wishes: Wishes,
    present: list[Document],
    factions: FactionRegister,
    ledger: Ledger,
) -> Added | Match:
    data = load_bytes(file)
    source = open_document(file.name, data)
    draft = read_document(source, document_id="new", factions=factions, added="", sidecar=wishes.sidecar)
    _refuse_empty(file, draft)
    match = find_duplicate(known(draft, source.lines), _candidates(content, draft, present))
    if match is not None and (match.how == "file" or match.id != wishes.replaces):
        return match
    facts = msgspec.structs.replace(draft.facts, date=wishes.sidecar.date or draft.facts.date)
    draft = msgspec.structs.replace(draft, facts=facts)
    proposal = propose_id(draft, file.name, {*content.document_files(), *ledger.documents}, date.today())
    identifier = wishes.document_id or proposal.id
    today = date.today().isoformat()
    sidecar = msgspec.structs.replace(
        wishes.sidecar,
        meeting=wishes.meeting or wishes.sidecar.meeting,
        url=wishes.url or wishes.sidecar.url,
        replaces=wishes.replaces or wishes.sidecar.replaces,
        added=today,
    )
    path = content.document_path(identifier, suffix_of(source))
    source = msgspec.structs.replace(source, name=path.name)
    record = read_document(source, document_id=identifier, factions=factions, added=today, sidecar=sidecar)
    reading = keep_keys(content, Reading(record=record, source=source), ledger)
    written = {path: data, content.sidecar_path(identifier): encode(sidecar), **reading.files(content)}
    write_all(written)
    return Added(record=reading.record, own_date=proposal.own_date, files=tuple(written))


def _refuse_empty(file: Path, record: Document) -> None:
    """Raise ContentError for a text in which nothing of a parliamentary document can be recognised."""
    if not summary.is_recognised(record):
        raise ContentError(summary.not_recognised(str(file), record))


def _candidates(content: Content, new: Document, present: Iterable[Document]) -> Iterator[Known]:
    """Yield the documents that could be the same: comparing the texts of a whole archive would take long."""
    digests = _digests(new)
    for record in present:
        facts = record.facts
        close = (
            record.source.sha256 == new.source.sha256
            or (facts.reference is not None and facts.reference == new.facts.reference)
            or (facts.date is not None and facts.date == new.facts.date)
            or bool(digests & _digests(record))
            or not (record.questions or new.questions)
        )
        if close:
            try:
                lines = content.lines(record.id)
            except ContentError:
                lines = ()
            yield known(record, lines)


def _digests(record: Document) -> set[str]:
    return {question_digest(question.text) for question in record.questions if question.text}


def _already(match: Match) -> str:
    if match.how == "file":
        return f"is in the archive already, as {match.id}. Nothing was changed."
    reference = " and the same reference" if match.same_reference else ""
    if match.how == "text":
        return (
            f"has the text of {match.id} ({match.share:.0%} the same{reference}). Nothing was changed.\n"
            f"  If it must come in all the same: kamerspiegel add --replaces {match.id} FILE"
        )
    return (
        f"looks like another version of {match.id} ({match.share:.0%} of the text is the same{reference}). "
        "Nothing was changed.\n"
        f"  A letter that replaces or corrects it: kamerspiegel add --replaces {match.id} FILE\n"
        f"  A better copy of the same letter: put it in place of content/documents/{match.id}.*, and build"
    )


def _finish(content: Content, added: list[Added]) -> None:
    """Put the new documents in the archive, keep their ids, and say what was found."""
    try:
        with working("Putting the archive together"):
            archive = load_archive(content, content.memo)
        keep_ledger(content, archive)
    except BaseException:
        for one in added:
            for path in one.files:
                path.unlink(missing_ok=True)
        raise
    for one in added:
        say(_report(archive, one))
    names = {f"{one.record.id}." for one in added}
    new = [p for p in archive.problems if any(name in p.file for name in names)]
    show_problems(new)


def _report(archive: Archive, one: Added) -> str:
    identifier = one.record.id
    lines = [f"Added {identifier}", summary.describe(one.record)]
    node = archive.documents.get(identifier)
    if node is not None:
        meeting = archive.meetings[node.meeting]
        state = "" if meeting.registered else " (proposed; another one: --meeting ID)"
        lines.append(f"  meeting: {node.meeting}{state}")
        answered = sum(
            archive.questions[q].document != identifier for q in node.answers if q in archive.questions
        )
        if answered:
            lines.append(f"  answers {answered} questions that another document asked")
    if not one.own_date:
        lines.append(
            "  look at: the text gives no date of its own; write one in the sidecar, documents/"
            + identifier
            + ".yaml"
        )
    return "\n".join(lines)
