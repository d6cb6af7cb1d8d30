"""Everything in a content folder that is wrong, or that a person should look at, beyond what building shows.

Building reports what it meets (unreadable files, unknown factions, dangling references, broken ids); this
looks at how the parts of the folder agree: documents with their records, sidecars with the text, registers
with their own examples.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from generator.archive.graph import Archive
from generator.archive.meeting_names import telling_words
from generator.archive.register_checks import check_registers, is_day
from generator.problems import ContentError, Problem
from generator.records import Document, Facts, Sidecar
from generator.registers import Meeting
from generator.storage import Content, encode

#: Facts that text and sidecar may both state.
_BOTH = ("date", "asked_date", "chamber", "committee", "reference")


def check_content(content: Content, archive: Archive) -> tuple[Problem, ...]:
    """Return what is found in ``content``, from which ``archive`` was loaded."""
    registers, _ = content.registers()
    meetings = {meeting.id: meeting for meeting in registers.meetings}
    found: list[Problem] = [*content.stray_documents(), *_strays(content)]
    for document, node in archive.documents.items():
        found += _file(content, node.record)
        found += _record(content, node.record)
        try:
            sidecar = content.sidecar(document)
        except ContentError:
            continue  # the archive has told of it
        if sidecar is not None:
            found += _sidecar(document, sidecar, node.record.facts, archive, meetings)
    found += check_registers(registers, archive)
    return tuple(dict.fromkeys(content.placed(problem) for problem in found))


def _strays(content: Content) -> Iterator[Problem]:
    """Yield files that belong to no document."""
    documents = content.document_files()
    for record in content.record_ids():
        if record not in documents:
            remedy = "put the document back in documents/, or remove the record"
            yield _error(f"records/{record}.yaml", "there is no document of this name", remedy=remedy)
    folder = content.root / "documents"
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        if path.stem not in documents:
            remedy = "name the sidecar as its document, with .yaml at the end"
            yield _error(f"documents/{path.name}", "there is no document of this name", remedy=remedy)
        elif path.stem not in content.record_ids():
            yield from _unreadable_sidecar(content, path.stem)
    for correction in content.correction_ids():
        if correction not in documents:
            remedy = "name the corrections as their document, with .yaml at the end"
            yield _error(f"corrections/{correction}.yaml", "there is no document of this name", remedy=remedy)


def _unreadable_sidecar(content: Content, document: str) -> Iterator[Problem]:
    """Yield what is wrong in the sidecar of a document that was not read yet."""
    try:
        content.sidecar(document)
    except ContentError as error:
        yield from error.problems


def _file(content: Content, record: Document) -> Iterator[Problem]:
    """Yield where a document is not what its record was read from."""
    path = content.document_files().get(record.id)
    if path is None:
        return
    if path.name != record.source.file:
        message = f'the record was read from "{record.source.file}"'
        yield _error(
            f"documents/{path.name}", message, remedy="give the file its name back, or read it again"
        )
    elif hashlib.sha256(path.read_bytes()).hexdigest() != record.source.sha256:
        message = "this is not the file that its record was read from: its hash differs"
        remedy = f"put the original back, or run `kamerspiegel reread {record.id}`"
        yield _error(f"documents/{path.name}", message, remedy=remedy)


def _record(content: Content, record: Document) -> Iterator[Problem]:
    """Yield what no reader would have written."""
    file = f"records/{record.id}.yaml"
    for name in ("date", "asked_date"):
        day = getattr(record.facts, name)
        if day is not None and not is_day(day):
            yield _error(file, f"the {name} is no day", f"{name}: {day}", "write it as 2026-02-10")
    for day in (record.added, *record.facts.meeting_days):
        if not is_day(day):
            yield _error(file, f'"{day}" is no day', day, "write it as 2026-02-10")
    last = record.source.lines
    for question in record.questions:
        ends = [question.lines, question.answer.lines if question.answer else question.lines]
        if any(not 1 <= first <= end <= last for first, end in ends):
            message = (
                f"question {question.key} stands on lines that the document does not have (it has {last})"
            )
            yield _error(file, message, f"key: {question.key}", f"run `kamerspiegel reread {record.id}`")
    for claim in record.claims:
        if claim.stated != claim.found:
            yield Problem(
                severity="warning",
                file=f"documents/{record.source.file}",
                line=claim.lines[0],
                message=f"the document says {claim.stated} {claim.subject}, {claim.found} were read",
                excerpt=claim.text,
                remedy="compare the document with what was read from it",
            )
    unknown = [run.lines for run in record.account if run.name == "unknown"]
    if unknown:
        yield Problem(
            severity="warning",
            file=f"documents/{record.source.file}",
            line=unknown[0][0],
            message=f"{sum(end - first + 1 for first, end in unknown)} lines were not understood",
            remedy="see the page of the document; what is missing can be mended in corrections/",
        )
    if encode(record) != content.record_path(record.id).read_bytes():
        yield Problem(
            severity="warning",
            file=file,
            message="this was edited by hand: it is not written as the program writes it",
            remedy=f"mend the text in corrections/{record.id}.yaml, and `kamerspiegel reread {record.id}`",
        )


def _sidecar(
    document: str, sidecar: Sidecar, facts: Facts, archive: Archive, meetings: dict[str, Meeting]
) -> Iterator[Problem]:
    """Yield what is wrong in a sidecar, and where it says something else than the text."""
    file = f"documents/{document}.yaml"
    for name in ("date", "asked_date", "added"):
        day = getattr(sidecar, name)
        if day is not None and not is_day(day):
            yield _error(file, f'{name}: "{day}" is no day', day, "write it as 2026-02-10")
    for name in ("answers", "replaces"):
        other = getattr(sidecar, name)
        if other is not None and other not in archive.documents:
            message = f'{name}: there is no document "{other}" in the archive'
            yield _error(file, message, other, "write the id of a document, as its file is called")
    if sidecar.url is not None and not sidecar.url.startswith(("https://", "http://")):
        yield _error(file, "url: this is no address", sidecar.url, "write it with https:// before it")
    for name, own, stated in _contradictions(sidecar, facts, meetings):
        yield Problem(
            severity="warning",
            file=file,
            message=f"{name}: the sidecar says “{own}”, the text “{stated}”; the sidecar is followed",
            excerpt=own,
            remedy="leave it out of the sidecar, unless the text is wrong",
        )


def _contradictions(
    sidecar: Sidecar, facts: Facts, meetings: dict[str, Meeting]
) -> Iterator[tuple[str, str, str]]:
    """Yield (field, what the sidecar says, what the text says) where they differ."""
    for name in _BOTH:
        own, stated = getattr(sidecar, name), getattr(facts, name)
        if own is not None and stated is not None and own.casefold() != stated.casefold():
            yield name, own, stated
    if sidecar.title and facts.title and _other_words(sidecar.title, facts.title):
        yield "title", sidecar.title, facts.title
    signed = [person.name for person in facts.signatories]
    if sidecar.signatories and signed and not {p.name for p in sidecar.signatories} & set(signed):
        yield "signatories", sidecar.signatories[0].name, ", ".join(signed)
    meeting = meetings.get(sidecar.meeting or "")
    days = set(meeting.days) if meeting else set()
    if meeting and days and facts.meeting_days and not days & set(facts.meeting_days):
        yield "meeting", meeting.id, ", ".join(facts.meeting_days)


def _other_words(one: str, other: str) -> bool:
    """Return whether two titles have hardly a word in common; the name of a kind of paper says nothing."""
    words, others = set(telling_words(one)), set(telling_words(other))
    return bool(words and others) and 2 * len(words & others) < min(len(words), len(others))


def _error(file: str, message: str, excerpt: str = "", remedy: str = "") -> Problem:
    return Problem(severity="error", file=file, message=message, excerpt=excerpt, remedy=remedy)
