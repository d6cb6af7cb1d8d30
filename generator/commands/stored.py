"""Documents in the content folder and the records made from them: which are to be read, and how."""

from __future__ import annotations

import hashlib
import re
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
#: Where a record says of which bytes it was made. Looking only for this spares loading every record whole.
_DIGEST = re.compile(rb'^  sha256: "?([0-9a-f]{64})"?$', re.MULTILINE)
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
        return content.record(document, content.memo).added
    except ContentError:
        return date.today().isoformat()


def outdated(content: Content) -> Iterator[tuple[str, Path]]:
    """Yield every document that has no record, or one that was made from other bytes or corrections.

    A record in which that cannot be seen was edited by hand: it is left alone, and reported with the archive.
    """
    mended = frozenset(content.correction_ids())
    for document, path in content.document_files().items():
        record = content.record_path(document)
        if not record.exists():
            yield document, path
            continue
        written = record.read_bytes()
        digest = _DIGEST.search(written)
        if digest is None:
            continue
        changed = digest[1].decode() != hashlib.sha256(path.read_bytes()).hexdigest()
        if changed or _mended_otherwise(content, document, written, document in mended):
            yield document, path


def _mended_otherwise(content: Content, document: str, written: bytes, mended: bool) -> bool:
    """Return whether a record was made with other corrections than there are now."""
    if not mended and b"\ncorrections:" not in written:
        return False
    try:
        now = tuple((c.passage, c.becomes, c.why) for c in content.corrections(document))
        return now != content.record(document).corrections
    except ContentError:
        return False
