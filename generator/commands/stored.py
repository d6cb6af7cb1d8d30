"""Documents in the content folder and the records made from them: which are to be read, and how."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from generator.commands.summary import is_recognised, not_recognised
from generator.problems import ContentError, Problem
from generator.reading.blocks import SourceDocument
from generator.reading.document import open_document
from generator.reading.reader import read_document
from generator.records import Document
from generator.registers import FactionRegister
from generator.storage import TEXT_SUFFIXES, Content, encode, encode_lines

#: The suffix under which a document of each format is kept.
SUFFIXES = {"txt": ".txt", "md": ".md", "docx": ".docx", "pdf": ".pdf", "html": ".html", "xml": ".xml"}
TEXT_FORMATS = frozenset({"txt", "md"})
#: Larger files are refused before they are read: the longest printed paper is far smaller.
LARGEST_BYTES = 64 * 1024 * 1024


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A document as read, with the text its line numbers count."""

    record: Document
    source: SourceDocument

    def files(self, content: Content) -> dict[Path, bytes]:
        """Return the files that keep this reading: the record, and the rendition of what is not text."""
        found = {content.record_path(self.record.id): encode(self.record)}
        if self.source.format not in TEXT_FORMATS:
            found[content.rendition_path(self.record.id)] = encode_lines(self.source.lines)
        return found


def suffix_of(source: SourceDocument) -> str:
    """Return the suffix under which a document is kept: its own, where that says what it is."""
    own = Path(source.name).suffix.lower()
    if source.format in TEXT_FORMATS and own in TEXT_SUFFIXES:
        return own
    return SUFFIXES.get(source.format, own)


def load_bytes(path: Path) -> bytes:
    """Return a file's bytes; raise ContentError when it is far too large."""
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise ContentError(
            Problem(
                severity="error",
                file=str(path),
                message=f"is {size // 1_000_000} MB; no more than {LARGEST_BYTES // 1_000_000} MB is read",
                remedy="leave out images, or cut the document in parts",
            )
        )
    return path.read_bytes()


def read_stored(content: Content, document: str, path: Path, factions: FactionRegister) -> Reading:
    """Read a document that stands in the content folder, with its sidecar and corrections.

    Raises:
        ContentError: the document, its sidecar or its corrections cannot be used; the archive can without.
    """
    sidecar = content.sidecar(document)
    source = open_document(path.name, load_bytes(path))
    _refuse_wrong_name(content, path, source)
    record = read_document(
        source,
        document_id=document,
        factions=factions,
        added=_added(content, document, sidecar.added if sidecar else None),
        sidecar=sidecar,
        corrections=content.corrections(document),
    )
    if sidecar is None and not is_recognised(record):
        raise ContentError(not_recognised(content.relative(path), record))
    return Reading(record=record, source=source)


def _refuse_wrong_name(content: Content, path: Path, source: SourceDocument) -> None:
    """Raise ContentError where a name says text and the bytes say otherwise: line numbers would not agree."""
    if path.suffix.lower() in TEXT_SUFFIXES and source.format not in TEXT_FORMATS:
        raise ContentError(
            Problem(
                severity="error",
                file=content.relative(path),
                message=f"the name ends in {path.suffix}, but this is {source.format}",
                remedy=f"name it {path.stem}{SUFFIXES[source.format]}",
            )
        )


def _added(content: Content, document: str, stated: str | None) -> str:
    """Return when a document entered the archive: as its sidecar or its old record says, else today."""
    if stated:
        return stated
    try:
        return content.record(document).added
    except ContentError:
        return date.today().isoformat()


def outdated(content: Content) -> Iterator[tuple[str, Path]]:
    """Yield every document that has no record, or one that was made from other bytes or corrections.

    A record that cannot be loaded was edited by hand: it is left alone, and reported with the archive.
    """
    for document, path in content.document_files().items():
        if not content.record_path(document).exists():
            yield document, path
            continue
        try:
            record = content.record(document)
            mended = tuple((c.passage, c.becomes, c.why) for c in content.corrections(document))
        except ContentError:
            continue
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest != record.source.sha256 or mended != record.corrections:
            yield document, path
